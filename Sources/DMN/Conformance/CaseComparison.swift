internal import FEEL

/// Whether a value is what a case expects.
enum CaseComparison {
  /// Numbers may differ by a hundred-millionth: the kit's expectations of roots and logarithms are shortened.
  private static let tolerance = FEELDecimal("0.00000001") ?? .zero

  static func agrees(_ actual: FEELValue, _ expected: FEELValue) -> Bool {
    switch (actual, expected) {
    case (.number(let x), .number(let y)):
      if x == y { return true }
      guard let difference = x.adding(-y)?.magnitude else { return false }
      let size = max(FEELDecimal.one, max(x.magnitude, y.magnitude))
      return size.multiplied(by: tolerance).map { difference <= $0 } ?? false
    case (.list(let x), .list(let y)): return x.count == y.count && zip(x, y).allSatisfy { agrees($0, $1) }
    case (.context(let x), .context(let y)):
      return x.count == y.count && zip(x.keys, x.values).allSatisfy { key, value in y[key].map { agrees(value, $0) } ?? false }
    case (.dateTime, .dateTime), (.time, .time):
      return actual == expected || "\(actual)" == "\(expected)"
    default: return actual == expected
    }
  }
}
