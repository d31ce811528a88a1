/// Order of values of one kind.
enum Ordering {
  /// A comparison by order; null for kinds that have none or differ, unknown where a side is.
  static func compare(_ sign: FEELComparison, _ a: FEELValue, _ b: FEELValue) -> FEELValue {
    if a.isUnknown || b.isUnknown { return .unknown(mergeSorted(a.missingFacts, b.missingFacts)) }
    guard let order = order(a, b) else { return .null }
    let holds: Bool =
      switch sign {
      case .equal: order == 0
      case .notEqual: order != 0
      case .less: order < 0
      case .lessOrEqual: order <= 0
      case .greater: order > 0
      case .greaterOrEqual: order >= 0
      }
    return .boolean(holds)
  }

  /// −1, 0 or 1; nil where the two have no order. Times and moments are compared to the second (DMN 1.5 §10.3.2.3.4).
  static func order(_ a: FEELValue, _ b: FEELValue) -> Int? {
    switch (a, b) {
    case (.number(let x), .number(let y)): return FEELDecimal.compare(x, y)
    case (.string(let x), .string(let y)): return sign(x, y)
    case (.date(let x), .date(let y)): return sign(x, y)
    case (.time(let x), .time(let y)):
      if (x.zone == nil) != (y.zone == nil) { return nil }
      return sign(x.comparableSeconds, y.comparableSeconds)
    case (.dateTime(let x), .dateTime(let y)):
      if (x.time.zone == nil) != (y.time.zone == nil) { return nil }
      return sign(x.comparableSeconds, y.comparableSeconds)
    case (.yearsMonths(let x), .yearsMonths(let y)): return sign(x, y)
    case (.daysTime(let x), .daysTime(let y)): return sign(x, y)
    default: return nil
    }
  }

  /// Steps that a comparison is charged beyond one: named zones are looked up in the time zone database.
  static func cost(_ a: FEELValue, _ b: FEELValue) -> Int { zoneCost(a) + zoneCost(b) }

  private static func zoneCost(_ value: FEELValue) -> Int {
    switch value {
    case .dateTime(let moment): isNamed(moment.time.zone) ? 30 : 1
    case .time(let time): isNamed(time.zone) ? 30 : 1
    default: 0
    }
  }

  private static func isNamed(_ zone: FEELZone?) -> Bool {
    if case .named? = zone { return true }
    return false
  }

  private static func sign<T: Comparable>(_ a: T, _ b: T) -> Int { a < b ? -1 : (a == b ? 0 : 1) }
}

extension Evaluator {
  /// Equality in four values: null between different kinds (but false against null itself), unknown where a missing part could turn it.
  @inline(never)
  mutating func equal(_ a: FEELValue, _ b: FEELValue) throws(FEELEvaluationError) -> FEELValue {
    switch (a, b) {
    case (.number(let x), .number(let y)): return .boolean(x == y)
    case (.string(let x), .string(let y)): return .boolean(x == y)
    case (.boolean(let x), .boolean(let y)): return .boolean(x == y)
    case (.unknown, _), (_, .unknown): return .unknown(mergeSorted(a.missingFacts, b.missingFacts))
    case (.null, .null): return .boolean(true)
    case (.null, _), (_, .null): return .boolean(false)
    case (.list(let x), .list(let y)):
      guard x.count == y.count else { return .boolean(false) }
      try spend(x.count)
      var state = KleeneState(decidedBy: false)
      for (p, q) in zip(x, y) {
        state.add(try equal(p, q))
        if state.isDecided { break }
      }
      return state.result
    case (.context(let x), .context(let y)):
      guard x.count == y.count else { return .boolean(false) }
      try spend(x.count)
      var state = KleeneState(decidedBy: false)
      for (key, p) in zip(x.keys, x.values) {
        guard let q = y[key] else { return .boolean(false) }
        state.add(try equal(p, q))
      }
      return state.result
    case (.range(let x), .range(let y)):
      if x.sign != y.sign || x.lowerIncluded != y.lowerIncluded || x.upperIncluded != y.upperIncluded { return .boolean(false) }
      return Kleene.and(try equal(x.lower, y.lower), try equal(x.upper, y.upper))
    case (.function(let x), .function(let y)): return .boolean(x == y)
    default:
      try spend(Ordering.cost(a, b))
      guard let order = Ordering.order(a, b) else { return .null }
      return .boolean(order == 0)
    }
  }
}
