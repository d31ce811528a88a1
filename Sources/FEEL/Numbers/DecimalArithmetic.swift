/// Arithmetic rounds half-even to 34 digits; a result beyond the range is nil in the checked forms.
extension FEELDecimal {
  public static prefix func - (a: FEELDecimal) -> FEELDecimal {
    if let short = a.shortMantissa, short != .min { return FEELDecimal(short: -short, exponent: Int(a.exponent)) }
    return FEELDecimal(unchecked: -a.mantissa, exponent: Int(a.exponent))
  }

  /// The sum; saturates at ±`greatestFiniteMagnitude`. Use `adding` where that must be told apart.
  public static func + (a: FEELDecimal, b: FEELDecimal) -> FEELDecimal {
    a.adding(b) ?? saturated(negative: a.isNegative)
  }

  /// The difference; saturates at ±`greatestFiniteMagnitude`.
  public static func - (a: FEELDecimal, b: FEELDecimal) -> FEELDecimal {
    a.adding(-b) ?? saturated(negative: a.isNegative)
  }

  /// The product; saturates at ±`greatestFiniteMagnitude`.
  public static func * (a: FEELDecimal, b: FEELDecimal) -> FEELDecimal {
    a.multiplied(by: b) ?? saturated(negative: a.isNegative != b.isNegative)
  }

  /// The quotient; nil for a divisor of zero and beyond the range.
  public static func / (a: FEELDecimal, b: FEELDecimal) -> FEELDecimal? { a.divided(by: b) }

  private static func saturated(negative: Bool) -> FEELDecimal {
    negative ? -greatestFiniteMagnitude : greatestFiniteMagnitude
  }

  /// The sum, nil beyond the range.
  public func adding(_ other: FEELDecimal) -> FEELDecimal? {
    if let x = shortMantissa, let y = other.shortMantissa {
      let gap = Int(exponent) - Int(other.exponent)
      if gap == 0 {
        let (sum, overflow) = x.addingReportingOverflow(y)
        if !overflow { return FEELDecimal(short: sum, exponent: Int(exponent)) }
      } else if gap > 0, gap <= 18 {
        let (scaled, overflow) = x.multipliedReportingOverflow(by: smallPowerOfTen(gap))
        let (sum, carry) = scaled.addingReportingOverflow(y)
        if !overflow, !carry { return FEELDecimal(short: sum, exponent: Int(other.exponent)) }
      } else if gap < 0, gap >= -18 {
        let (scaled, overflow) = y.multipliedReportingOverflow(by: smallPowerOfTen(-gap))
        let (sum, carry) = x.addingReportingOverflow(scaled)
        if !overflow, !carry { return FEELDecimal(short: sum, exponent: Int(exponent)) }
      }
    }
    return addingWide(other)
  }

  private func addingWide(_ other: FEELDecimal) -> FEELDecimal? {
    if isZero { return other }
    if other.isZero { return self }
    let (large, small) = exponent >= other.exponent ? (self, other) : (other, self)
    var gap = Int(large.exponent) - Int(small.exponent)
    // 37 digits leave room for the carry in Int128 and for at least two guard digits after a borrow.
    let room = Swift.min(gap, 37 - digitCount(large.mantissa.magnitude))
    var x = large.mantissa * Int128(powersOfTen[room])
    gap -= room
    var y = small.mantissa
    var sticky = false
    if gap > 0 {
      if gap > 38 {
        y = 0
        sticky = true
      } else {
        let divisor = Int128(powersOfTen[gap])
        let (quotient, remainder) = y.quotientAndRemainder(dividingBy: divisor)
        y = quotient
        sticky = remainder != 0
      }
      if sticky, (x < 0) != small.isNegative {
        // The part cut off points the other way: step back one unit, so that what remains is positive.
        x += x < 0 ? 1 : -1
      }
    }
    let sum = x + y
    return FEELDecimal.rounding(
      negative: sum < 0 || (sum == 0 && x < 0), sum.magnitude, exponent: Int(large.exponent) - room, sticky: sticky)
  }

  /// The product, nil beyond the range.
  public func multiplied(by other: FEELDecimal) -> FEELDecimal? {
    let exponent = Int(self.exponent) + Int(other.exponent)
    if let x = shortMantissa, let y = other.shortMantissa {
      let (product, overflow) = x.multipliedReportingOverflow(by: y)
      if !overflow, FEELDecimal.exponentRange.contains(exponent) { return FEELDecimal(short: product, exponent: exponent) }
    }
    let negative = isNegative != other.isNegative
    let (high, low) = mantissa.magnitude.multipliedFullWidth(by: other.mantissa.magnitude)
    if high == 0 { return FEELDecimal.rounding(negative: negative, low, exponent: exponent) }
    // Cut the 39 to 68 digits to 36 or 37, so that the quotient fits and two guard digits remain.
    let cut = digitCount(mantissa.magnitude) + digitCount(other.mantissa.magnitude) - 37
    let (quotient, remainder) = powersOfTen[cut].dividingFullWidth((high, low))
    return FEELDecimal.rounding(negative: negative, quotient, exponent: exponent + cut, sticky: remainder != 0)
  }

  /// The quotient to 34 digits, nil for a divisor of zero and beyond the range.
  public func divided(by other: FEELDecimal) -> FEELDecimal? {
    if other.isZero { return nil }
    if isZero { return .zero }
    let x = mantissa.magnitude
    let y = other.mantissa.magnitude
    let exponent = Int(self.exponent) - Int(other.exponent)
    if x % y == 0 { return FEELDecimal.rounding(negative: isNegative != other.isNegative, x / y, exponent: exponent) }
    // Scale so that the quotient has 36 or 37 digits; it stays below 2^128.
    let shift = 36 - digitCount(x) + digitCount(y)
    let quotient: UInt128
    let remainder: UInt128
    if shift <= 38 {
      let (high, low) = x.multipliedFullWidth(by: powersOfTen[shift])
      (quotient, remainder) = y.dividingFullWidth((high, low))
    } else {
      // x is short, y long: two steps, 38 places first.
      let (high, low) = x.multipliedFullWidth(by: powersOfTen[38])
      var (q, r) = y.dividingFullWidth((high, low))
      for _ in 0..<(shift - 38) {
        let (digit, rest) = (r * 10).quotientAndRemainder(dividingBy: y)
        q = q * 10 + digit
        r = rest
      }
      (quotient, remainder) = (q, r)
    }
    return FEELDecimal.trimmed(
      negative: isNegative != other.isNegative, quotient, exponent: exponent - shift, sticky: remainder != 0)
  }

  /// Rounds, and takes off the trailing zeros that an exact division leaves.
  private static func trimmed(negative: Bool, _ magnitude: UInt128, exponent: Int, sticky: Bool) -> FEELDecimal? {
    guard let rounded = rounding(negative: negative, magnitude, exponent: exponent, sticky: sticky) else { return nil }
    let (mantissa, exponent) = rounded.normalized
    return FEELDecimal(unchecked: mantissa, exponent: exponent)
  }
}
