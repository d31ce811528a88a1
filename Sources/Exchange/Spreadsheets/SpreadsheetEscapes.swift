/// `_x000D_` escapes of spreadsheet strings (ISO/IEC 29500, 22.4.2.4), and line ends as lists keep them.
enum SpreadsheetEscapes {
  /// The text with every escape read.
  static func decoded(_ text: String) -> String {
    guard text.contains("_x") else { return text }
    var out = ""
    var rest = text[...]
    while let at = rest.firstRange(of: "_x") {
      out += rest[..<at.lowerBound]
      let tail = rest[at.upperBound...]
      let digits = tail.prefix(4)
      if digits.count == 4, let code = UInt32(digits, radix: 16), digits.allSatisfy(\.isHexDigit), tail.dropFirst(4).first == "_",
        let scalar = Unicode.Scalar(code)
      {
        out.unicodeScalars.append(scalar)
        rest = tail.dropFirst(5)
      } else {
        out += rest[at]
        rest = tail
      }
    }
    return out + rest
  }

  /// The text with what would be read as an escape escaped; the writer itself escapes control characters.
  static func encoded(_ text: String) -> String {
    guard text.contains("_x") else { return text }
    var out = ""
    var rest = text[...]
    while let at = rest.firstRange(of: "_x") {
      out += rest[..<at.lowerBound]
      let tail = rest[at.upperBound...]
      let isEscape = tail.prefix(4).count == 4 && tail.prefix(4).allSatisfy(\.isHexDigit) && tail.dropFirst(4).first == "_"
      out += isEscape ? "_x005F_x" : "_x"
      rest = tail
    }
    return out + rest
  }

  /// LF for CR LF and CR, so that a list is the same from every kind of file.
  static func plainLineEnds(_ text: String) -> String {
    text.contains("\r\n") || text.contains("\r") ? text.replacing("\r\n", with: "\n").replacing("\r", with: "\n") : text
  }
}
