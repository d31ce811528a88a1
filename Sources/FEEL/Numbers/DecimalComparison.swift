extension FEELDecimal: Comparable {
  public static func < (a: FEELDecimal, b: FEELDecimal) -> Bool { compare(a, b) < 0 }

  /// −1, 0 or 1 as `a` is below, equal to or above `b`; exact at any distance of the exponents.
  static func compare(_ a: FEELDecimal, _ b: FEELDecimal) -> Int {
    if a.exponent == b.exponent {
      if let x = a.shortMantissa, let y = b.shortMantissa { return x < y ? -1 : (x == y ? 0 : 1) }
      let x = a.mantissa
      let y = b.mantissa
      return x < y ? -1 : (x == y ? 0 : 1)
    }
    let signA = a.signum
    let signB = b.signum
    if signA != signB { return signA < signB ? -1 : 1 }
    if signA == 0 { return 0 }
    let order = compareMagnitudes(a, b)
    return signA > 0 ? order : -order
  }

  private static func compareMagnitudes(_ a: FEELDecimal, _ b: FEELDecimal) -> Int {
    var x = a.mantissa.magnitude
    var y = b.mantissa.magnitude
    let ex = Int(a.exponent)
    let ey = Int(b.exponent)
    let leading = (digitCount(x) + ex) - (digitCount(y) + ey)
    if leading != 0 { return leading < 0 ? -1 : 1 }
    // The leading digits stand at the same place, so the exponents differ by less than 34.
    if ex > ey { x *= powersOfTen[ex - ey] } else { y *= powersOfTen[ey - ex] }
    return x < y ? -1 : (x == y ? 0 : 1)
  }
}
