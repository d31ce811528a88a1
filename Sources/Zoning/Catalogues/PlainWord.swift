/// A word as it is compared: without spaces and case, full-width letters and brackets as half-width.
struct PlainWord: Hashable, Sendable {
  /// UTF-8.
  let bytes: [UInt8]

  init(_ text: String) {
    var out = String.UnicodeScalarView()
    for u in text.unicodeScalars where !u.properties.isWhitespace {
      out.append(0xFF01...0xFF5E ~= u.value ? Unicode.Scalar(u.value - 0xFEE0)! : u)
    }
    bytes = Array(String(out).lowercased().utf8)
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }
  var isEmpty: Bool { bytes.isEmpty }
  var scalars: String.UnicodeScalarView { text.unicodeScalars }

  /// Equal words are yes; one inside the other may be the same thing in other words, which a person must tell.
  func compare(_ words: [PlainWord], part: CataloguePart) -> CatalogueMatch {
    if isEmpty { return .no }
    var near = false
    for word in words where !word.isEmpty {
      if word == self { return .yes }
      near = near || word.contains(self) || contains(word)
    }
    return near ? .possible([part]) : .no
  }

  /// Whether the other stands somewhere in this word; UTF-8 keeps characters apart, so bytes decide.
  func contains(_ other: PlainWord) -> Bool {
    let (long, short) = (bytes, other.bytes)
    guard let first = short.first, short.count <= long.count else { return short.isEmpty }
    for start in 0...(long.count - short.count) where long[start] == first {
      if (1..<short.count).allSatisfy({ long[start + $0] == short[$0] }) { return true }
    }
    return false
  }
}
