/// Walks through the XML of an office file: elements, attributes and text, and nothing that could reach outside.
///
/// A document type declaration, and so every entity of its own, is refused. Namespaces are cut off names.
struct XMLScanner {
  enum Event {
    case start(name: String, attributes: [String: String])
    case end(name: String)
    case text(String)
  }

  enum Fault: Error {
    case malformed
    /// A DOCTYPE or an entity that XML does not define itself.
    case entities
    case tooDeep
  }

  private let bytes: [UInt8]
  private var at = 0
  private var open: [String] = []
  /// An element written as empty still has its end to tell.
  private var pendingEnd: String?

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
  }

  /// The next event; nil at the end of a complete document.
  mutating func next() throws(Fault) -> Event? {
    if let name = pendingEnd {
      pendingEnd = nil
      return .end(name: name)
    }
    while at < bytes.count {
      if bytes[at] != UInt8(ascii: "<") {
        let start = at
        while at < bytes.count, bytes[at] != UInt8(ascii: "<") { at += 1 }
        if open.isEmpty { continue }
        return .text(try Self.unescaped(bytes[start..<at]))
      }
      if begins("<!--") {
        try skip(past: "-->")
      } else if begins("<![CDATA[") {
        at += 9
        let start = at
        try skip(past: "]]>")
        return .text(String(decoding: bytes[start..<(at - 3)], as: UTF8.self))
      } else if begins("<!") {
        throw .entities
      } else if begins("<?") {
        try skip(past: "?>")
      } else if begins("</") {
        at += 2
        let name = try self.name()
        skipBlank()
        guard take(">"), open.popLast() == name else { throw .malformed }
        return .end(name: Self.local(name))
      } else {
        at += 1
        return try element()
      }
    }
    guard open.isEmpty else { throw .malformed }
    return nil
  }

  private mutating func element() throws(Fault) -> Event {
    let name = try self.name()
    var attributes: [String: String] = [:]
    while true {
      skipBlank()
      if take(">") {
        guard open.count < 64 else { throw .tooDeep }
        open.append(name)
        break
      }
      if begins("/>") {
        at += 2
        pendingEnd = Self.local(name)
        break
      }
      let key = try self.name()
      skipBlank()
      guard take("=") else { throw .malformed }
      skipBlank()
      guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "'") else { throw .malformed }
      let quote = bytes[at]
      at += 1
      let start = at
      while at < bytes.count, bytes[at] != quote { at += 1 }
      guard at < bytes.count else { throw .malformed }
      attributes[Self.local(key)] = try Self.unescaped(bytes[start..<at])
      at += 1
    }
    return .start(name: Self.local(name), attributes: attributes)
  }

  // MARK: Characters

  private func begins(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard at + count <= bytes.count else { return false }
    return text.withUTF8Buffer { bytes[at..<(at + count)].elementsEqual($0) }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard at < bytes.count, bytes[at] == UInt8(ascii: character) else { return false }
    at += 1
    return true
  }

  private mutating func skip(past mark: StaticString) throws(Fault) {
    while at < bytes.count {
      if begins(mark) {
        at += mark.utf8CodeUnitCount
        return
      }
      at += 1
    }
    throw .malformed
  }

  private mutating func skipBlank() {
    while at < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[at]) { at += 1 }
  }

  private mutating func name() throws(Fault) -> String {
    let start = at
    while at < bytes.count, ![0x20, 0x09, 0x0A, 0x0D, 0x3D, 0x2F, 0x3E, 0x3C].contains(bytes[at]) { at += 1 }
    guard at > start else { throw .malformed }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  private static func local(_ name: String) -> String { name.split(separator: ":").last.map(String.init) ?? name }

  /// Text with the five entities of XML and character numbers put in.
  private static func unescaped(_ raw: ArraySlice<UInt8>) throws(Fault) -> String {
    guard raw.contains(UInt8(ascii: "&")) else { return String(decoding: raw, as: UTF8.self) }
    var out = ""
    var rest = raw
    while let ampersand = rest.firstIndex(of: UInt8(ascii: "&")) {
      out += String(decoding: rest[..<ampersand], as: UTF8.self)
      guard let end = rest[ampersand...].firstIndex(of: UInt8(ascii: ";")) else { throw .malformed }
      let entity = String(decoding: rest[(ampersand + 1)..<end], as: UTF8.self)
      switch entity {
      case "amp": out += "&"
      case "lt": out += "<"
      case "gt": out += ">"
      case "quot": out += "\""
      case "apos": out += "'"
      default:
        let number =
          entity.hasPrefix("#x") ? UInt32(entity.dropFirst(2), radix: 16) : entity.hasPrefix("#") ? UInt32(entity.dropFirst()) : nil
        guard entity.hasPrefix("#") else { throw .entities }
        guard let number, let scalar = Unicode.Scalar(number) else { throw .malformed }
        out.unicodeScalars.append(scalar)
      }
      rest = rest[(end + 1)...]
    }
    return out + String(decoding: rest, as: UTF8.self)
  }
}
