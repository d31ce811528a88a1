/// A decimal number of up to 34 significant digits, rounded half-even (IEEE 754 decimal128 range).
///
/// The value is `mantissa × 10^exponent`. It is a plain value of 24 bytes without references; a mantissa
/// that fits in 64 bits takes the short way through every operation. Numbers that are equal compare and
/// hash equal whatever trailing zeros they were written with: `1.50 == 1.5`.
/// Source: DMN 1.5 §10.3.2.3.1 (number), IEEE 754-2008 decimal128.
public struct FEELDecimal: Hashable, Sendable {
  let low: UInt64
  let high: Int64
  let exponent: Int16

  /// Most digits a number keeps.
  public static let precision = 34
  /// Largest and smallest exponent of a 34-digit mantissa.
  static let exponentRange = -6176...6111
  /// Digits after the point that a number may be rounded to.
  static let scaleRange = -6111...6176

  @inline(__always)
  var mantissa: Int128 { (Int128(truncatingIfNeeded: high) << 64) | Int128(truncatingIfNeeded: low) }

  /// The mantissa when it fits in 64 bits.
  @inline(__always)
  var shortMantissa: Int64? {
    let short = Int64(bitPattern: low)
    return high == (short >> 63) ? short : nil
  }

  @inline(__always)
  init(unchecked mantissa: Int128, exponent: Int) {
    low = UInt64(truncatingIfNeeded: mantissa)
    high = Int64(truncatingIfNeeded: mantissa >> 64)
    self.exponent = Int16(truncatingIfNeeded: exponent)
  }

  @inline(__always)
  init(short mantissa: Int64, exponent: Int) {
    low = UInt64(bitPattern: mantissa)
    high = mantissa >> 63
    self.exponent = Int16(truncatingIfNeeded: exponent)
  }

  /// A whole number, exactly.
  public init(_ value: Int) { self.init(short: Int64(value), exponent: 0) }

  public static let zero = FEELDecimal(0)
  public static let one = FEELDecimal(1)
  /// The largest number there is: 34 nines followed by 6,111 zeros.
  public static let greatestFiniteMagnitude = FEELDecimal(
    unchecked: Int128(powersOfTen[34] - 1), exponent: exponentRange.upperBound)

  public var isZero: Bool { low == 0 && high == 0 }
  public var isNegative: Bool { high < 0 }
  /// −1, 0 or 1.
  public var signum: Int { high < 0 ? -1 : (isZero ? 0 : 1) }
  public var magnitude: FEELDecimal { isNegative ? -self : self }

  /// The number nearest to `±magnitude × 10^exponent` (`sticky`: plus something below its last digit); nil beyond the range.
  static func rounding(negative: Bool, _ magnitude: UInt128, exponent: Int, sticky: Bool = false) -> FEELDecimal? {
    var magnitude = magnitude
    var exponent = exponent
    var sticky = sticky
    if magnitude >= powersOfTen[34] || (sticky && magnitude != 0) {
      let excess = digitCount(magnitude) - precision
      if excess > 0 {
        magnitude = dropping(excess, of: magnitude, sticky: sticky)
        exponent += excess
        sticky = false
        if magnitude == powersOfTen[34] {
          magnitude = powersOfTen[33]
          exponent += 1
        }
      }
    }
    if magnitude == 0 { return FEELDecimal.zero }
    if exponent < exponentRange.lowerBound {
      let excess = exponentRange.lowerBound - exponent
      if excess > 38 { return FEELDecimal.zero }
      magnitude = dropping(excess, of: magnitude, sticky: sticky)
      exponent = exponentRange.lowerBound
    }
    if exponent > exponentRange.upperBound {
      let missing = exponent - exponentRange.upperBound
      guard missing <= 33, digitCount(magnitude) + missing <= precision else { return nil }
      magnitude *= powersOfTen[missing]
      exponent = exponentRange.upperBound
    }
    let signed = Int128(magnitude)
    return FEELDecimal(unchecked: negative ? -signed : signed, exponent: exponent)
  }

  /// The magnitude divided by 10^count, half-even.
  private static func dropping(_ count: Int, of magnitude: UInt128, sticky: Bool) -> UInt128 {
    if count > 38 { return 0 }
    let divisor = powersOfTen[count]
    let (quotient, remainder) = magnitude.quotientAndRemainder(dividingBy: divisor)
    let half = divisor / 2
    let up = remainder > half || (remainder == half && (sticky || quotient & 1 == 1))
    return up ? quotient + 1 : quotient
  }

  /// Mantissa and exponent without trailing zeros; zero is (0, 0).
  var normalized: (mantissa: Int128, exponent: Int) {
    if isZero { return (0, 0) }
    var exponent = Int(self.exponent)
    if var short = shortMantissa {
      while short % 10 == 0 {
        short /= 10
        exponent += 1
      }
      return (Int128(short), exponent)
    }
    var mantissa = self.mantissa
    for step in [16, 8, 4, 2, 1] {
      let divisor = Int128(powersOfTen[step])
      while mantissa % divisor == 0 {
        mantissa /= divisor
        exponent += step
      }
    }
    return (mantissa, exponent)
  }

  public func hash(into hasher: inout Hasher) {
    let (mantissa, exponent) = normalized
    hasher.combine(mantissa)
    hasher.combine(exponent)
  }

  public static func == (a: FEELDecimal, b: FEELDecimal) -> Bool {
    if a.exponent == b.exponent { return a.low == b.low && a.high == b.high }
    return compare(a, b) == 0
  }
}
