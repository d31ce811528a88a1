public import FEEL

/// From which line of a feature a distance is measured (起算线).
public enum LimitReference: String, Vocabulary {
  case shoreline, waterEdge, highestWaterLine, leveeToe, planBoundary, boundary

  public var chinese: String {
    switch self {
    case .shoreline: "岸线"
    case .waterEdge: "临水边界线"
    case .highestWaterLine: "最高水位线"
    case .leveeToe: "堤岸坡脚"
    case .planBoundary: "规划边界"
    case .boundary: "边界"
    }
  }
}

/// One distance that a clause's sentence names (距离限值): several may stand in one sentence.
public struct ClauseLimit: Hashable, Sendable {
  /// What the distance is measured to, as the sentence names it.
  public var feature: String
  /// Positive.
  public var metres: FEELDecimal
  /// Whether the distance itself still belongs to the belt: 一公里范围内 includes 1,000.00 m.
  public var inclusive: Bool
  public var from: LimitReference

  public init(feature: String, metres: FEELDecimal, inclusive: Bool, from: LimitReference) {
    self.feature = feature
    self.metres = metres
    self.inclusive = inclusive
    self.from = from
  }

  /// As a person writes it in a cell: `长江干支流岸线：1000 米（含），自岸线`.
  public var sentence: String { "\(feature)：\(metres) 米（\(inclusive ? "含" : "不含")），自\(from.chinese)" }

  /// Reads the form of `sentence`; nil where it is another.
  public init?(sentence: String) {
    // The feature's own name may hold a colon, so the last one counts.
    guard let colon = sentence.lastIndex(where: { $0 == "：" || $0 == ":" }) else { return nil }
    let feature = String(sentence[..<colon].trimmingBlanks)
    var rest = String(sentence[sentence.index(after: colon)...].trimmingBlanks)
    guard !feature.isEmpty, let comma = rest.lastIndex(where: { $0 == "，" || $0 == "," }) else { return nil }
    var line = String(rest[rest.index(after: comma)...].trimmingBlanks)
    rest = String(rest[..<comma].trimmingBlanks)
    if line.hasPrefix("自") { line.removeFirst() }
    let words = [("（含）", true), ("(含)", true), ("（不含）", false), ("(不含)", false)]
    guard let from = LimitReference(codeOrWord: line), let (word, inclusive) = words.first(where: { rest.hasSuffix($0.0) }) else {
      return nil
    }
    rest = String(rest.dropLast(word.count).trimmingBlanks)
    for unit in ["米", "m"] where rest.hasSuffix(unit) { rest = String(rest.dropLast(unit.count).trimmingBlanks) }
    guard let metres = FEELDecimal(rest), metres.signum > 0 else { return nil }
    self.init(feature: feature, metres: metres, inclusive: inclusive, from: from)
  }
}

/// Where a clause stood before it was split: a cell of a delivered table, or a compound sentence.
public struct ClauseOrigin: Hashable, Sendable {
  /// One id for all parts of the same cell or sentence.
  public var id: String
  /// The whole text that was split, kept for display.
  public var text: String
  /// Which part of it the clause is, from 1.
  public var part: Int

  public init(id: String, text: String, part: Int) {
    self.id = id
    self.text = text
    self.part = part
  }
}

extension StringProtocol {
  /// Without blanks at both ends.
  var trimmingBlanks: SubSequence {
    var text = self[...]
    while let c = text.first, c.isWhitespace { text = text.dropFirst() }
    while let c = text.last, c.isWhitespace { text = text.dropLast() }
    return text
  }
}
