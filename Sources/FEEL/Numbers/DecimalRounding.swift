/// How a number is brought to fewer digits.
public enum DecimalRounding: Sendable, Hashable, CaseIterable {
  /// To the nearest, a half to the even neighbour (四舍六入五成双).
  case halfEven
  /// To the nearest, a half away from zero.
  case halfUp
  /// To the nearest, a half towards zero.
  case halfDown
  /// Away from zero.
  case up
  /// Towards zero.
  case down
  /// Towards minus infinity.
  case floor
  /// Towards plus infinity.
  case ceiling
}

extension FEELDecimal {
  /// The number with at most `fractionDigits` digits after the point, half-even; negative counts round to tens, hundreds ….
  public func quantized(fractionDigits: Int) -> FEELDecimal { rounded(fractionDigits: fractionDigits, .halfEven) }

  /// The number with at most `fractionDigits` digits after the point.
  public func rounded(fractionDigits: Int, _ rule: DecimalRounding) -> FEELDecimal {
    let target = -fractionDigits
    if Int(exponent) >= target || isZero { return self }
    let drop = target - Int(exponent)
    let negative = isNegative
    let magnitude = mantissa.magnitude
    let quotient: UInt128
    let againstHalf: Int
    let exact: Bool
    if drop > 38 {
      (quotient, againstHalf, exact) = (0, -1, false)
    } else {
      let divisor = powersOfTen[drop]
      let (whole, rest) = magnitude.quotientAndRemainder(dividingBy: divisor)
      let half = divisor / 2
      (quotient, againstHalf, exact) = (whole, rest < half ? -1 : (rest == half ? 0 : 1), rest == 0)
    }
    let away: Bool =
      switch rule {
      case .halfEven: againstHalf > 0 || (againstHalf == 0 && quotient & 1 == 1)
      case .halfUp: againstHalf >= 0
      case .halfDown: againstHalf > 0
      case .up: !exact
      case .down: false
      case .floor: !exact && negative
      case .ceiling: !exact && !negative
      }
    let result = away ? quotient + 1 : quotient
    return FEELDecimal.rounding(negative: negative, result, exponent: target) ?? .zero
  }

  /// The whole number this is, if it is one and fits.
  public var integerValue: Int? {
    if exponent == 0, let short = shortMantissa { return Int(short) }
    let (mantissa, exponent) = normalized
    if exponent < 0 || exponent > 18 { return nil }
    let (value, overflow) = mantissa.multipliedReportingOverflow(by: Int128(powersOfTen[exponent]))
    return overflow ? nil : Int(exactly: value)
  }

  public var isInteger: Bool { exponent >= 0 || normalized.exponent >= 0 }

  /// Digits after the point in the canonical text.
  public var fractionDigitCount: Int { max(0, -normalized.exponent) }
}
