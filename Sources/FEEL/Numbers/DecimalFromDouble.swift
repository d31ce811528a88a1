extension FEELDecimal {
  /// A measured value at the door: the double's exact binary value rounded half-even to `fractionDigits` digits after the point.
  ///
  /// No intermediate decimal text and no second rounding, so the result is the same on every processor.
  /// - Precondition: `value` is finite and `fractionDigits` is in 0…20.
  public init(quantizing value: Double, fractionDigits: Int) {
    precondition(value.isFinite, "a measured value is finite")
    precondition((0...20).contains(fractionDigits), "fraction digits in 0…20")
    self = FEELDecimal.exact(value, fractionDigits: fractionDigits)
  }

  /// `value` × 10^fractionDigits as an integer, half-even, from `significand × 2^power`.
  private static func exact(_ value: Double, fractionDigits: Int) -> FEELDecimal {
    if value == 0 { return .zero }
    let negative = value < 0
    let fraction = value.significandBitPattern
    let biased = Int(value.exponentBitPattern)
    let significand = UInt128(biased == 0 ? fraction : fraction | (1 << 52))
    let power = (biased == 0 ? 1 : biased) - 1075
    if power >= 0 {
      // A whole number above 2^52: exact or rounded to 34 digits; nothing stands after the point.
      if significand.leadingZeroBitCount > power {
        return rounding(negative: negative, significand << UInt128(power), exponent: 0) ?? .zero
      }
      return BigNatural(significand).shifted(left: power).decimal(negative: negative, exponent: 0) ?? .zero
    }
    if -power >= 128 + 53 { return .zero }
    let scaled = significand.multipliedFullWidth(by: powersOfTen[fractionDigits])
    if scaled.high == 0, -power < 128 {
      let shift = UInt128(-power)
      let quotient = scaled.low >> shift
      let rest = scaled.low & ((1 << shift) - 1)
      let half: UInt128 = 1 << (shift - 1)
      let up = rest > half || (rest == half && quotient & 1 == 1)
      return rounding(negative: negative, up ? quotient + 1 : quotient, exponent: -fractionDigits) ?? .zero
    }
    let whole = BigNatural(high: scaled.high, low: scaled.low)
    var quotient = whole.shifted(right: -power)
    let rest = whole.subtracting(quotient.shifted(left: -power))
    let half = BigNatural(1).shifted(left: -power - 1)
    if half < rest || (half == rest && quotient.isOdd) { quotient = quotient.adding(BigNatural(1)) }
    return quotient.decimal(negative: negative, exponent: -fractionDigits) ?? .zero
  }

  /// The nearest double.
  public var doubleValue: Double {
    if let short = shortMantissa, short.magnitude < 1 << 53 {
      // One correctly rounded operation on exact operands.
      if exponent >= 0, exponent <= 18 { return Double(short) * Double(smallPowerOfTen(Int(exponent))) }
      if exponent < 0, exponent >= -18 { return Double(short) / Double(smallPowerOfTen(-Int(exponent))) }
    }
    return Double(scientificText) ?? 0
  }

  private var scientificText: String {
    let (mantissa, exponent) = normalized
    return "\(mantissa)e\(exponent)"
  }
}
