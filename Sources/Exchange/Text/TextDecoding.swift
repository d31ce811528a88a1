import Glibc

/// The encodings in which Chinese offices hand in text.
public enum TextEncoding: String, Hashable, Sendable, CaseIterable, Codable {
  case utf8 = "UTF-8"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  /// GB 18030, which contains GBK and GB 2312.
  case gb18030 = "GB18030"

  /// Reads the names that people and .cpg files use; nil when the name is not known.
  public init?(name: String) {
    let key = name.uppercased().filter { $0.isLetter || $0.isNumber }
    switch key {
    case "UTF8", "65001": self = .utf8
    case "UTF16LE": self = .utf16LittleEndian
    case "UTF16BE": self = .utf16BigEndian
    case "GBK", "GB2312", "GB18030", "CP936", "936", "ANSI936", "OEM936", "WINDOWS936", "EUCCN": self = .gb18030
    default: return nil
    }
  }
}

/// Turns bytes into text: a byte-order mark decides, then a stated encoding, then UTF-8 where it is valid, else GB 18030.
enum TextDecoding {
  /// The text without byte-order mark, and the encoding that was found.
  ///
  /// Throws `unreadableText` when the bytes are valid in none of the encodings tried.
  static func decode(_ bytes: [UInt8], stated: TextEncoding?) throws(ExchangeError) -> (text: String, encoding: TextEncoding) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      guard let text = String(validating: bytes.dropFirst(3), as: UTF8.self) else { throw .unreadableText(tried: ["UTF-8"]) }
      return (text, .utf8)
    }
    if bytes.starts(with: [0xFF, 0xFE]) { return (try utf16(bytes.dropFirst(2), littleEndian: true), .utf16LittleEndian) }
    if bytes.starts(with: [0xFE, 0xFF]) { return (try utf16(bytes.dropFirst(2), littleEndian: false), .utf16BigEndian) }
    switch stated {
    case .utf8:
      guard let text = String(validating: bytes, as: UTF8.self) else { throw .unreadableText(tried: ["UTF-8"]) }
      return (text, .utf8)
    case .utf16LittleEndian: return (try utf16(bytes[...], littleEndian: true), .utf16LittleEndian)
    case .utf16BigEndian: return (try utf16(bytes[...], littleEndian: false), .utf16BigEndian)
    case .gb18030:
      guard let text = gb18030(bytes) else { throw .unreadableText(tried: ["GB18030"]) }
      return (text, .gb18030)
    case nil:
      if let text = String(validating: bytes, as: UTF8.self) { return (text, .utf8) }
      if let text = gb18030(bytes) { return (text, .gb18030) }
      throw .unreadableText(tried: ["UTF-8", "GB18030"])
    }
  }

  private static func utf16(_ bytes: ArraySlice<UInt8>, littleEndian: Bool) throws(ExchangeError) -> String {
    let name = littleEndian ? "UTF-16LE" : "UTF-16BE"
    guard bytes.count % 2 == 0 else { throw .unreadableText(tried: [name]) }
    let units = stride(from: bytes.startIndex, to: bytes.endIndex, by: 2).map { i in
      littleEndian ? UInt16(bytes[i]) | UInt16(bytes[i + 1]) << 8 : UInt16(bytes[i]) << 8 | UInt16(bytes[i + 1])
    }
    guard let text = String(validating: units, as: UTF16.self) else { throw .unreadableText(tried: [name]) }
    return text
  }

  /// The text of GB 18030 bytes, nil where they are not valid.
  static func gb18030(_ bytes: [UInt8]) -> String? {
    guard let converted = convert(bytes, from: "GB18030", to: "UTF-8") else { return nil }
    return String(validating: converted, as: UTF8.self)
  }

  /// The GB 18030 bytes of a text, which holds every character of Unicode.
  static func gb18030Bytes(_ text: String) -> [UInt8] {
    guard let converted = convert(Array(text.utf8), from: "UTF-8", to: "GB18030") else {
      preconditionFailure("GB 18030 covers Unicode")
    }
    return converted
  }

  private static func convert(_ bytes: [UInt8], from source: String, to target: String) -> [UInt8]? {
    guard let converter = iconv_open(target, source), Int(bitPattern: converter) != -1 else { return nil }
    defer { iconv_close(converter) }
    var input = bytes.map(CChar.init(bitPattern:))
    var output = [CChar](repeating: 0, count: bytes.count * 4 + 16)
    let written: Int? = input.withUnsafeMutableBufferPointer { inputBuffer in
      output.withUnsafeMutableBufferPointer { outputBuffer in
        var from = inputBuffer.baseAddress
        var fromLeft = inputBuffer.count
        var to = outputBuffer.baseAddress
        var toLeft = outputBuffer.count
        guard iconv(converter, &from, &fromLeft, &to, &toLeft) != Int(-1), fromLeft == 0 else { return nil }
        return outputBuffer.count - toLeft
      }
    }
    guard let written else { return nil }
    return output[..<written].map(UInt8.init(bitPattern:))
  }
}
