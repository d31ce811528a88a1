/// A signed number with 384 bits after the binary point: enough for 34 correct digits of e^x, ln x and x^y over the whole range.
struct FixedPoint {
  static let bits = 384

  var magnitude: BigNatural
  var isNegative: Bool

  init(_ magnitude: BigNatural, isNegative: Bool = false) {
    self.magnitude = magnitude
    self.isNegative = isNegative && !magnitude.isZero
  }

  static let one = FixedPoint(BigNatural(1).shifted(left: bits))

  init(_ value: Int) { self.init(BigNatural(UInt128(value.magnitude)).shifted(left: Self.bits), isNegative: value < 0) }

  static func + (a: FixedPoint, b: FixedPoint) -> FixedPoint {
    if a.isNegative == b.isNegative { return FixedPoint(a.magnitude.adding(b.magnitude), isNegative: a.isNegative) }
    if a.magnitude < b.magnitude { return FixedPoint(b.magnitude.subtracting(a.magnitude), isNegative: b.isNegative) }
    return FixedPoint(a.magnitude.subtracting(b.magnitude), isNegative: a.isNegative)
  }

  static func - (a: FixedPoint, b: FixedPoint) -> FixedPoint { a + FixedPoint(b.magnitude, isNegative: !b.isNegative) }

  static func * (a: FixedPoint, b: FixedPoint) -> FixedPoint {
    FixedPoint(a.magnitude.multiplied(by: b.magnitude).shifted(right: bits), isNegative: a.isNegative != b.isNegative)
  }

  static func / (a: FixedPoint, b: FixedPoint) -> FixedPoint {
    FixedPoint(
      a.magnitude.shifted(left: bits).quotientAndRemainder(dividingBy: b.magnitude).quotient, isNegative: a.isNegative != b.isNegative)
  }

  func divided(by divisor: Int) -> FixedPoint {
    FixedPoint(magnitude.quotientAndRemainder(dividingBy: BigNatural(UInt128(divisor))).quotient, isNegative: isNegative)
  }

  /// `self × mantissa × 10^exponent`; the caller has seen that the product is of moderate size.
  func scaled(by decimal: FEELDecimal) -> FixedPoint {
    let (mantissa, exponent) = decimal.normalized
    var product = magnitude.multiplied(by: BigNatural(mantissa.magnitude))
    if exponent >= 0 {
      product = product.multiplied(by: .powerOfTen(exponent))
    } else {
      product = product.quotientAndRemainder(dividingBy: .powerOfTen(-exponent)).quotient
    }
    return FixedPoint(product, isNegative: isNegative != (mantissa < 0))
  }

  /// ln 10
  static let logarithmOfTen = logarithm(ofMantissa: BigNatural(10).shifted(left: bits))

  /// ln of a number in 1…10 given with 384 bits after the point: eight square roots bring it near 1, then the atanh series.
  private static func logarithm(ofMantissa value: BigNatural) -> FixedPoint {
    var root = value
    for _ in 0..<8 { root = root.shifted(left: bits).squareRoot }
    let near = FixedPoint(root)
    let z = (near - one) / (near + one)
    let square = z * z
    var term = z
    var sum = z
    var k = 3
    while !term.magnitude.isZero {
      term = term * square
      sum = sum + term.divided(by: k)
      k += 2
    }
    return FixedPoint(sum.magnitude.shifted(left: 9), isNegative: sum.isNegative)
  }

  /// ln of a positive decimal.
  private static func logarithmFixed(_ value: FEELDecimal) -> FixedPoint {
    let (mantissa, exponent) = value.normalized
    let places = digitCount(mantissa.magnitude) - 1
    let leading = BigNatural(mantissa.magnitude).shifted(left: bits).quotientAndRemainder(dividingBy: .powerOfTen(places)).quotient
    let power = FixedPoint(
      logarithmOfTen.magnitude.multiplied(by: BigNatural(UInt128((exponent + places).magnitude))), isNegative: exponent + places < 0)
    return power + logarithm(ofMantissa: leading)
  }

  static func logarithm(_ value: FEELDecimal) -> FEELDecimal? { logarithmFixed(value).decimal(shift: 0) }

  static func exponential(_ value: FEELDecimal) -> FEELDecimal? {
    if value.isZero { return .one }
    if value > FEELDecimal(14_200) { return nil }
    if value < FEELDecimal(-14_300) { return .zero }
    return exponential(FixedPoint.one.scaled(by: value))
  }

  /// base^power = e^(power · ln base), base positive and not zero.
  static func power(_ base: FEELDecimal, _ power: FEELDecimal) -> FEELDecimal? {
    if base == .one { return .one }
    let logarithm = logarithmFixed(base)
    let size = approximate(logarithm) * Swift.abs(power.doubleValue)
    let isNegative = logarithm.isNegative != power.isNegative
    if !(size < 14_400) { return isNegative ? .zero : nil }
    if size < 1e-40 { return .one }
    return exponential(logarithm.scaled(by: power))?.trimmed
  }

  /// The magnitude as a double, from its leading bits.
  private static func approximate(_ value: FixedPoint) -> Double {
    let drop = max(0, value.magnitude.bitCount - 64)
    let leading = value.magnitude.shifted(right: drop).short ?? 0
    var result = Double(UInt64(truncatingIfNeeded: leading))
    var exponent = drop - bits
    // Scaled in exact steps.
    while exponent < -1000 {
      result *= 0x1p-1000
      exponent += 1000
    }
    result *= Double(sign: .plus, exponent: exponent, significand: 1)
    return result
  }

  /// e^x: x = d·ln 10 + f with 0 ≤ f < ln 10, e^f by its series at f / 2^16, squared sixteen times.
  private static func exponential(_ x: FixedPoint) -> FEELDecimal? {
    let ten = logarithmOfTen
    let (whole, _) = x.magnitude.quotientAndRemainder(dividingBy: ten.magnitude)
    guard let count = whole.short, count < 10_000 else { return nil }
    var power = Int(count)
    if x.isNegative { power = -power - 1 }
    let part = x - FixedPoint(ten.magnitude.multiplied(by: BigNatural(UInt128(power.magnitude))), isNegative: power < 0)
    let small = FixedPoint(part.magnitude.shifted(right: 16))
    var term = one
    var sum = one
    var k = 1
    while !term.magnitude.isZero {
      term = (term * small).divided(by: k)
      sum = sum + term
      k += 1
    }
    for _ in 0..<16 { sum = sum * sum }
    return sum.decimal(shift: power)
  }

  /// `self × 10^shift`, rounded to 34 digits.
  private func decimal(shift: Int) -> FEELDecimal? {
    // 80 decimal places keep more than 34 digits of the smallest logarithm, about 1e-33.
    let scaled = magnitude.multiplied(by: .powerOfTen(80)).shifted(right: FixedPoint.bits)
    return scaled.decimal(negative: isNegative, exponent: shift - 80, sticky: true)?.trimmed
  }
}
