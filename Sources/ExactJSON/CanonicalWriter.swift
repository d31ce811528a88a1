/// The one writer of hashed JSON: keys in the order given, no blank, numbers as canonical text, one LF at the end.
extension JSONValue {
  /// Canonical bytes, ended by a line feed.
  public var canonicalBytes: [UInt8] {
    var out: [UInt8] = []
    write(into: &out)
    out.append(0x0A)
    return out
  }

  /// Canonical text without the closing line feed.
  public var canonicalText: String {
    var out: [UInt8] = []
    write(into: &out)
    return String(decoding: out, as: UTF8.self)
  }

  /// The same value with the members of every object ordered by the bytes of their keys.
  public var sortedByKey: JSONValue {
    switch self {
    case .array(let items): .array(items.map(\.sortedByKey))
    case .object(let members):
      .object(
        members.map { JSONMember(key: $0.key, value: $0.value.sortedByKey) }
          .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
    default: self
    }
  }

  func write(into out: inout [UInt8]) {
    switch self {
    case .null: out.append(contentsOf: "null".utf8)
    case .bool(let b): out.append(contentsOf: (b ? "true" : "false").utf8)
    case .number(let n): out.append(contentsOf: n.utf8)
    case .string(let s): Self.write(s, into: &out)
    case .array(let items):
      out.append(UInt8(ascii: "["))
      for (i, item) in items.enumerated() {
        if i > 0 { out.append(UInt8(ascii: ",")) }
        item.write(into: &out)
      }
      out.append(UInt8(ascii: "]"))
    case .object(let members):
      out.append(UInt8(ascii: "{"))
      for (i, member) in members.enumerated() {
        if i > 0 { out.append(UInt8(ascii: ",")) }
        Self.write(member.key, into: &out)
        out.append(UInt8(ascii: ":"))
        member.value.write(into: &out)
      }
      out.append(UInt8(ascii: "}"))
    }
  }

  static func write(_ s: String, into out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    var s = s
    s.withUTF8 { bytes in
      // What needs no escape is copied in one piece.
      var copied = 0
      for (i, b) in bytes.enumerated() where b < 0x20 || b == UInt8(ascii: "\"") || b == UInt8(ascii: "\\") {
        out.append(contentsOf: bytes[copied..<i])
        escape(b, into: &out)
        copied = i + 1
      }
      out.append(contentsOf: bytes[copied...])
    }
    out.append(UInt8(ascii: "\""))
  }

  private static func escape(_ b: UInt8, into out: inout [UInt8]) {
    switch b {
    case UInt8(ascii: "\""): out.append(contentsOf: "\\\"".utf8)
    case UInt8(ascii: "\\"): out.append(contentsOf: "\\\\".utf8)
    case 0x0A: out.append(contentsOf: "\\n".utf8)
    case 0x0D: out.append(contentsOf: "\\r".utf8)
    case 0x09: out.append(contentsOf: "\\t".utf8)
    default:
      out.append(contentsOf: "\\u00".utf8)
      out.append(contentsOf: [UInt8(ascii: "0") + b / 16, Array("0123456789abcdef".utf8)[Int(b % 16)]])
    }
  }
}
