/// A position typed as two angles in one line: `118°46′30″E 32°03′36″N`, `北纬32度3分36秒，东经118度46分30秒`.
package struct AnglePair: Hashable, Sendable {
  /// Degrees, in the order they were typed unless the angles say which is which; then longitude first.
  package var first: Double
  package var second: Double
  /// The angles themselves say which is longitude.
  package var isNamed: Bool

  /// Longest text that is looked at, characters.
  static let longest = 80

  /// nil where the text is not wholly two angles, at least one of them written as such.
  package init?(_ text: String) {
    let plain = Array(PlainText.trimmed(PlainText.halfWidth(text)))
    guard plain.count <= Self.longest else { return nil }
    for cut in plain.indices.dropFirst() {
      let left = PlainText.trimmed(String(plain[..<cut]))
      var right = PlainText.trimmed(String(plain[cut...]))
      if let c = right.first, ",;/、".contains(c) { right = PlainText.trimmed(String(right.dropFirst())) }
      guard let a = AngleText(left), let b = AngleText(right), a.isMarked || b.isMarked else { continue }
      // A cut inside a figure leaves two figures too: 118.7 and 8°.
      guard !(plain[cut - 1].isNumber && plain[cut].isNumber), plain[cut - 1] != ".", plain[cut] != "." else { continue }
      if let east = a.isEast, let other = b.isEast, east == other { return nil }
      let swapped = a.isEast == false || b.isEast == true
      (first, second) = swapped ? (b.degrees, a.degrees) : (a.degrees, b.degrees)
      isNamed = a.isEast != nil || b.isEast != nil
      return
    }
    return nil
  }
}
