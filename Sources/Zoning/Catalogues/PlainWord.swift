/// A word as it is compared: without spaces and case, full-width letters and brackets as half-width.
struct PlainWord: Hashable, Sendable {
  /// UTF-8.
  let bytes: [UInt8]
  let traces: WordTraces

  init(_ text: String) {
    var out = String.UnicodeScalarView()
    for u in text.unicodeScalars where !u.properties.isWhitespace {
      out.append(0xFF01...0xFF5E ~= u.value ? Unicode.Scalar(u.value - 0xFEE0)! : u)
    }
    let plain = String(out).lowercased()
    bytes = Array(plain.utf8)
    traces = WordTraces(plain: plain)
  }

  static func == (a: PlainWord, b: PlainWord) -> Bool { a.bytes == b.bytes }
  func hash(into hasher: inout Hasher) { hasher.combine(bytes) }

  var text: String { String(decoding: bytes, as: UTF8.self) }
  var isEmpty: Bool { bytes.isEmpty }
  var scalars: String.UnicodeScalarView { text.unicodeScalars }

  /// Equal words are yes; words that have something of each other in them may be the same thing, which a person must tell.
  func compare(_ words: [PlainWord], part: CataloguePart) -> CatalogueMatch {
    if isEmpty { return .no }
    var near = false
    for word in words where !word.isEmpty {
      if word == self { return .yes }
      near = near || isNear(word)
    }
    return near ? .possible([part]) : .no
  }

  /// Whether two wordings may be of the same thing: one stands in the other, or both have a trace of the other.
  func isNear(_ other: PlainWord) -> Bool {
    if isEmpty || other.isEmpty { return false }
    return traces.meet(other.traces) || (!other.saysNothing && contains(other)) || (!saysNothing && other.contains(self))
  }

  /// A single character that tells nothing by itself, such as 无.
  private var saysNothing: Bool { scalars.count == 1 && scalars.allSatisfy(WordTraces.saysNothing) }

  /// Without what words of trades and processes end in: 化学农药 of 化学农药制造, 隔膜法 of 隔膜法工艺.
  var stem: PlainWord {
    var rest = text
    while let suffix = Self.suffixes.first(where: { rest.hasSuffix($0) && rest.count > $0.count }) { rest.removeLast(suffix.count) }
    return PlainWord(rest)
  }

  private static let suffixes = ["生产工艺", "工艺", "制造业", "制造", "生产", "加工", "项目"]

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
