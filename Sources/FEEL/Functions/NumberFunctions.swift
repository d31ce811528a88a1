extension Evaluator {
  mutating func numeric(_ builtin: Builtin, _ a: [FEELValue]) throws(FEELEvaluationError) -> FEELValue? {
    guard let first = a.first else { return nil }
    if builtin == .abs, a.count == 1 {
      switch Self.single(first) {
      case .yearsMonths(let duration) where duration.months < 0: return Arithmetic.negated(Self.single(first))
      case .daysTime(let span) where span.nanoseconds < 0: return Arithmetic.negated(Self.single(first))
      case .yearsMonths, .daysTime: return Self.single(first)
      default: break
      }
    }
    guard let n = Self.number(first) else { return nil }
    switch builtin {
    case .abs: return a.count == 1 ? .number(n.magnitude) : nil
    case .odd, .even:
      guard a.count == 1, n.isInteger else { return nil }
      let (mantissa, exponent) = n.normalized
      let isOdd = exponent == 0 && mantissa % 2 != 0
      return .boolean(isOdd == (builtin == .odd))
    case .modulo:
      guard a.count == 2, let divisor = Self.number(a[1]) else { return nil }
      try spend(Int((Int(n.exponent) - Int(divisor.exponent)).magnitude))
      return n.modulo(divisor).map { .number($0) }
    case .sqrt:
      guard a.count == 1 else { return nil }
      try spend(200)
      return n.squareRoot.map { .number($0) }
    case .log:
      guard a.count == 1 else { return nil }
      try spend(6_000)
      return n.naturalLogarithm.map { .number($0) }
    case .exp:
      guard a.count == 1 else { return nil }
      try spend(2_500)
      return n.exponential.map { .number($0) }
    default: break
    }
    let needsScale = builtin != .floor && builtin != .ceiling
    guard a.count == 2 || (a.count == 1 && !needsScale) else { return nil }
    var scale = 0
    if a.count == 2 {
      guard let given = Self.whole(a[1]), FEELDecimal.scaleRange.contains(given) else { return nil }
      scale = given
    }
    let rule: DecimalRounding =
      switch builtin {
      case .floor: .floor
      case .ceiling: .ceiling
      case .roundUp: .up
      case .roundDown: .down
      case .roundHalfUp: .halfUp
      case .roundHalfDown: .halfDown
      default: .halfEven
      }
    return .number(n.rounded(fractionDigits: scale, rule))
  }
}

extension FEELDecimal {
  /// Steps that a power is charged, about 50 ns each.
  func powerCost(_ power: FEELDecimal) -> Int {
    guard let whole = power.integerValue else { return 9_000 }
    return whole.magnitude <= 40 ? 40 : 6_000
  }

  /// `self − divisor × floor(self / divisor)`: the remainder with the divisor's sign; nil for a divisor of zero.
  func modulo(_ divisor: FEELDecimal) -> FEELDecimal? {
    if divisor.isZero { return nil }
    if isZero { return .zero }
    let (x, ex) = normalized
    let (y, ey) = divisor.normalized
    // Exactly, on whole multiples of the smaller unit: the exponents differ by at most the digits that matter.
    let low = Swift.min(ex, ey)
    guard ex - low <= 6200, ey - low <= 6200 else { return nil }
    let p = BigNatural(x.magnitude).multiplied(by: .powerOfTen(ex - low))
    let q = BigNatural(y.magnitude).multiplied(by: .powerOfTen(ey - low))
    var rest = p.quotientAndRemainder(dividingBy: q).remainder
    if rest.isZero { return .zero }
    if (x < 0) != (y < 0) { rest = q.subtracting(rest) }
    return rest.decimal(negative: y < 0, exponent: low)
  }
}
