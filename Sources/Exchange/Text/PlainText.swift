/// Brings the many ways in which Chinese keyboards write figures and separators down to one.
enum PlainText {
  /// Full-width forms (U+FF01–FF5E) and the ideographic space as their ASCII twins, no-break spaces as spaces.
  static func halfWidth(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for s in text.unicodeScalars {
      switch s.value {
      case 0xFF01...0xFF5E: scalars.append(Unicode.Scalar(s.value - 0xFEE0)!)
      case 0x3000, 0xA0, 0x2002...0x200A, 0x202F: scalars.append(" ")
      case 0x200B, 0xFEFF, 0x200E, 0x200F: continue
      case 0x2212, 0x2013, 0x2014: scalars.append("-")
      default: scalars.append(s)
      }
    }
    return String(scalars)
  }

  static func trimmed(_ text: Substring) -> String {
    var rest = text
    while let c = rest.first, c.isWhitespace { rest.removeFirst() }
    while let c = rest.last, c.isWhitespace { rest.removeLast() }
    return String(rest)
  }

  static func trimmed(_ text: String) -> String { trimmed(text[...]) }
}
