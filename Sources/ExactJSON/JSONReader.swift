/// Why a text is not acceptable JSON; `message` is fit for a person.
public struct JSONReadError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Line and column of the fault, counted from 1, columns in bytes.
  public let line: Int
  public let column: Int
  public let message: String

  public var description: String { "第 \(line) 行第 \(column) 列：\(message)" }
}

/// What a reader accepts before it refuses.
public struct JSONLimits: Sendable {
  public var depth: Int
  public var bytes: Int
  public var numberDigits: Int

  public init(depth: Int = 64, bytes: Int = 50_000_000, numberDigits: Int = 60) {
    self.depth = depth
    self.bytes = bytes
    self.numberDigits = numberDigits
  }
}

extension JSONValue {
  /// Reads one JSON text (RFC 8259, UTF-8, a byte-order mark allowed), bounded in depth and size.
  ///
  /// Repeated keys, `NaN` and numbers too long to be kept exactly are refused: each would make a fact ambiguous.
  public init(parsing bytes: some Sequence<UInt8>, limits: JSONLimits = JSONLimits()) throws(JSONReadError) {
    var reader = JSONReader(bytes: Array(bytes), limits: limits)
    self = try reader.document()
  }

  public init(parsing text: String, limits: JSONLimits = JSONLimits()) throws(JSONReadError) {
    try self.init(parsing: text.utf8, limits: limits)
  }
}

struct JSONReader {
  let bytes: [UInt8]
  let limits: JSONLimits
  var at = 0

  init(bytes: [UInt8], limits: JSONLimits) {
    self.bytes = bytes
    self.limits = limits
  }

  mutating func document() throws(JSONReadError) -> JSONValue {
    if bytes.count > limits.bytes { throw fault("内容有 \(bytes.count) 字节，超过上限 \(limits.bytes) 字节，请拆分后再提交。") }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
    skipBlank()
    if at == bytes.count { throw fault("内容是空的，应为一个 JSON 对象。") }
    let value = try value(depth: 0)
    skipBlank()
    if at < bytes.count { throw fault("JSON 结束后还有多余的内容，请删去。") }
    return value
  }

  func fault(_ message: String) -> JSONReadError {
    var line = 1
    var column = 1
    for b in bytes.prefix(at) {
      if b == 0x0A {
        line += 1
        column = 1
      } else {
        column += 1
      }
    }
    return JSONReadError(line: line, column: column, message: message)
  }

  mutating func skipBlank() {
    while at < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[at]) { at += 1 }
  }

  mutating func value(depth: Int) throws(JSONReadError) -> JSONValue {
    if depth > limits.depth { throw fault("嵌套超过 \(limits.depth) 层，请减少嵌套。") }
    guard at < bytes.count else { throw fault("JSON 没有写完，文件可能被截断。") }
    switch bytes[at] {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    case UInt8(ascii: "N"), UInt8(ascii: "I"), UInt8(ascii: "+"): throw fault("NaN、Infinity 不是 JSON 数值，请填写有限的数。")
    default: throw fault("这里应为一个 JSON 值。")
    }
  }

  mutating func word(_ text: String, _ value: JSONValue) throws(JSONReadError) -> JSONValue {
    guard bytes[at...].starts(with: text.utf8) else { throw fault("这里应为 \(text)。") }
    at += text.utf8.count
    return value
  }

  mutating func object(depth: Int) throws(JSONReadError) -> JSONValue {
    at += 1
    var members: [JSONMember] = []
    var seen: Set<String> = []
    skipBlank()
    if at < bytes.count, bytes[at] == UInt8(ascii: "}") {
      at += 1
      return .object([])
    }
    while true {
      skipBlank()
      guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else { throw fault("这里应为用双引号括起的字段名。") }
      let key = try string()
      guard seen.insert(key).inserted else { throw fault("字段“\(key)”出现了两次，请只保留一个。") }
      skipBlank()
      guard at < bytes.count, bytes[at] == UInt8(ascii: ":") else { throw fault("字段“\(key)”之后应为冒号。") }
      at += 1
      skipBlank()
      members.append(JSONMember(key: key, value: try value(depth: depth + 1)))
      skipBlank()
      guard at < bytes.count else { throw fault("JSON 没有写完，文件可能被截断。") }
      if bytes[at] == UInt8(ascii: ",") {
        at += 1
      } else if bytes[at] == UInt8(ascii: "}") {
        at += 1
        return .object(members)
      } else {
        throw fault("这里应为逗号或右花括号。")
      }
    }
  }

  mutating func array(depth: Int) throws(JSONReadError) -> JSONValue {
    at += 1
    var items: [JSONValue] = []
    skipBlank()
    if at < bytes.count, bytes[at] == UInt8(ascii: "]") {
      at += 1
      return .array([])
    }
    while true {
      skipBlank()
      items.append(try value(depth: depth + 1))
      skipBlank()
      guard at < bytes.count else { throw fault("JSON 没有写完，文件可能被截断。") }
      if bytes[at] == UInt8(ascii: ",") {
        at += 1
      } else if bytes[at] == UInt8(ascii: "]") {
        at += 1
        return .array(items)
      } else {
        throw fault("这里应为逗号或右方括号。")
      }
    }
  }

  mutating func string() throws(JSONReadError) -> String {
    at += 1
    var out: [UInt8] = []
    while true {
      guard at < bytes.count else { throw fault("字符串没有结束的双引号。") }
      let b = bytes[at]
      switch b {
      case UInt8(ascii: "\""):
        at += 1
        guard let text = String(validating: out, as: UTF8.self) else { throw fault("文字不是 UTF-8 编码，请另存为 UTF-8。") }
        return text
      case UInt8(ascii: "\\"):
        at += 1
        guard at < bytes.count else { throw fault("字符串没有结束的双引号。") }
        let escape = bytes[at]
        at += 1
        switch escape {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(escape)
        case UInt8(ascii: "b"): out.append(0x08)
        case UInt8(ascii: "f"): out.append(0x0C)
        case UInt8(ascii: "n"): out.append(0x0A)
        case UInt8(ascii: "r"): out.append(0x0D)
        case UInt8(ascii: "t"): out.append(0x09)
        case UInt8(ascii: "u"): out.append(contentsOf: String(Character(try escapedScalar())).utf8)
        default: throw fault("不认识的转义符 \\\(Character(Unicode.Scalar(escape)))。")
        }
      case 0..<0x20: throw fault("字符串里有控制字符，请用转义写法。")
      default:
        out.append(b)
        at += 1
      }
    }
  }

  mutating func escapedScalar() throws(JSONReadError) -> Unicode.Scalar {
    let first = try hexUnit()
    if (0xD800..<0xDC00).contains(first) {
      guard at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u") else { throw fault("代理对不完整。") }
      at += 2
      let second = try hexUnit()
      guard (0xDC00..<0xE000).contains(second), let scalar = Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
      else { throw fault("代理对不完整。") }
      return scalar
    }
    guard let scalar = Unicode.Scalar(first) else { throw fault("\\u 之后不是有效字符。") }
    return scalar
  }

  mutating func hexUnit() throws(JSONReadError) -> UInt32 {
    guard at + 4 <= bytes.count, let text = String(validating: bytes[at..<at + 4], as: UTF8.self), !text.contains("+"),
      let unit = UInt32(text, radix: 16)
    else { throw fault("\\u 之后应为四位十六进制数。") }
    at += 4
    return unit
  }

  mutating func number() throws(JSONReadError) -> JSONValue {
    let start = at
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "e"),
        UInt8(ascii: "E"):
        at += 1
      default:
        guard let text = CanonicalNumber.text(of: bytes[start..<at], digits: limits.numberDigits) else { throw numberFault(start) }
        return .number(text)
      }
    }
    guard let text = CanonicalNumber.text(of: bytes[start..<at], digits: limits.numberDigits) else { throw numberFault(start) }
    return .number(text)
  }

  func numberFault(_ start: Int) -> JSONReadError {
    var copy = self
    copy.at = start
    return copy.fault("“\(String(decoding: bytes[start..<at].prefix(40), as: UTF8.self))”不是可以精确保存的 JSON 数值（最多 \(limits.numberDigits) 位）。")
  }
}
