/// Roots, powers, logarithms: computed with some 60 digits more than wanted in whole numbers, then rounded once to 34 digits.
extension FEELDecimal {
  /// The square root; nil for negative numbers. Correctly rounded.
  public var squareRoot: FEELDecimal? {
    if isNegative { return nil }
    if isZero { return .zero }
    let (mantissa, exponent) = normalized
    // An even exponent and at least 74 digits below the root give 37 digits of it.
    var shift = 80
    if (exponent - shift) % 2 != 0 { shift += 1 }
    let radicand = BigNatural(mantissa.magnitude).multiplied(by: .powerOfTen(shift))
    let root = radicand.squareRoot
    let exact = root.multiplied(by: root) == radicand
    return root.decimal(negative: false, exponent: (exponent - shift) / 2, sticky: !exact)?.trimmed
  }

  /// Without the trailing zeros of its mantissa.
  var trimmed: FEELDecimal {
    let (mantissa, exponent) = normalized
    if !FEELDecimal.exponentRange.contains(exponent) { return self }
    return FEELDecimal(unchecked: mantissa, exponent: exponent)
  }

  /// This number to a power; nil where it has no (real) value or lies beyond the range.
  public func power(_ power: FEELDecimal) -> FEELDecimal? {
    if power.isZero { return .one }
    if let whole = power.integerValue { return self.power(whole: whole) }
    if isZero { return power.isNegative ? nil : .zero }
    if isNegative {
      // A huge whole number still has a parity; anything else has no real value.
      guard power.isInteger, let size = magnitude.power(power) else { return nil }
      return power.normalized.exponent == 0 && power.normalized.mantissa % 2 != 0 ? -size : size
    }
    return FixedPoint.power(self, power)
  }

  private func power(whole power: Int) -> FEELDecimal? {
    if isZero { return power < 0 ? nil : .zero }
    let (mantissa, exponent) = normalized
    let base = mantissa.magnitude
    let negative = mantissa < 0 && power % 2 != 0
    if base == 1 {
      let (scaled, overflow) = exponent.multipliedReportingOverflow(by: power)
      if overflow { return exponent > 0 && power > 0 ? nil : .zero }
      return FEELDecimal.rounding(negative: negative, 1, exponent: scaled)
    }
    let digits = digitCount(base)
    // Beyond the range in either direction whatever the digits are.
    let size = Double(power) * (Double(exponent) + Double(digits))
    let least = Double(power) * (Double(exponent) + Double(digits - 1))
    if max(size, least) < -6200 { return .zero }
    if min(size, least) > 6200 { return nil }
    if power > 0, power * digits <= 3000, power <= 3000 {
      // Exactly, then rounded once.
      var result = BigNatural(1)
      var square = BigNatural(base)
      var rest = power
      while rest > 0 {
        if rest & 1 == 1 { result = result.multiplied(by: square) }
        rest >>= 1
        if rest > 0 { square = square.multiplied(by: square) }
      }
      return result.decimal(negative: negative, exponent: exponent * power)?.trimmed
    }
    if power < 0, power >= -3000, -power * digits <= 3000, let below = magnitude.exactPower(-power) {
      // 1 / x^n with 80 digits below the exact power.
      let shift = below.digits.bitCount * 1233 / 4096 + 80
      let (quotient, remainder) = BigNatural.powerOfTen(shift).quotientAndRemainder(dividingBy: below.digits)
      return quotient.decimal(negative: negative, exponent: -shift - below.exponent, sticky: !remainder.isZero)?.trimmed
    }
    guard let size = FixedPoint.power(magnitude, FEELDecimal(power)) else { return nil }
    return negative ? -size : size
  }

  private func exactPower(_ power: Int) -> (digits: BigNatural, exponent: Int)? {
    let (mantissa, exponent) = normalized
    var result = BigNatural(1)
    let base = BigNatural(mantissa.magnitude)
    for _ in 0..<power.trailingZeroBitCount where power == 0 { return nil }
    var square = base
    var rest = power
    while rest > 0 {
      if rest & 1 == 1 { result = result.multiplied(by: square) }
      rest >>= 1
      if rest > 0 { square = square.multiplied(by: square) }
    }
    return (result, exponent * power)
  }

  /// e to this power; nil beyond the range.
  public var exponential: FEELDecimal? { FixedPoint.exponential(self) }

  /// The natural logarithm; nil for zero and negative numbers.
  public var naturalLogarithm: FEELDecimal? {
    if isNegative || isZero { return nil }
    if self == .one { return .zero }
    return FixedPoint.logarithm(self)
  }
}
