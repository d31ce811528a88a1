import Foundation

/// Texts as people type them, read as the catalogue writes them: what only a keyboard changes must not change a verdict.
package enum StatedText {
  /// The option that differs only in blanks, width of letters, digits and brackets, invisible characters or case;
  /// else the text itself without the blanks around it, inner blanks made one, letters and digits of half width.
  package static func read(_ text: String, options: [FactOption]) -> String {
    if options.contains(where: { $0.word == text }) { return text }
    let wanted = key(text)
    if !wanted.isEmpty, let option = options.first(where: { key($0.word) == wanted }) { return option.word }
    return tidied(text)
  }

  /// What stays of a text when everything that only a keyboard changes is taken away.
  static func key(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.precomposedStringWithCompatibilityMapping.unicodeScalars.filter { !isInvisible($0) && !$0.properties.isWhitespace })
    ).lowercased()
  }

  private static func tidied(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    var blank = false
    for scalar in text.unicodeScalars where !isInvisible(scalar) {
      if scalar.properties.isWhitespace {
        blank = true
        continue
      }
      if blank, !out.isEmpty { out.append(" ") }
      blank = false
      out.append(halfWidth(scalar))
    }
    return String(out)
  }

  /// Full-width letters and digits; Chinese punctuation stays.
  private static func halfWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    default: scalar
    }
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isDefaultIgnorableCodePoint || scalar.value == 0xFEFF
  }
}
