/// Exact decimals of the plain machine: a 64-bit mantissa with at most 18 digits after the point inline; what leaves that range
/// is computed by `FEELDecimal` and kept in the wide pool, so that every result is the general evaluator's.
enum PlainNumbers {
  static let largestScale = 18

  /// Inline where it fits; nil otherwise.
  static func inline(_ number: FEELDecimal) -> PlainValue? {
    if let short = number.shortMantissa, number.exponent <= 0, number.exponent >= -18 {
      return PlainValue(.number, short, scale: UInt8(-number.exponent))
    }
    let (mantissa, exponent) = number.normalized
    guard let short = Int64(exactly: mantissa) else { return nil }
    if exponent <= 0 { return exponent >= -largestScale ? PlainValue(.number, short, scale: UInt8(-exponent)) : nil }
    guard exponent <= 18 else { return nil }
    let (scaled, overflow) = short.multipliedReportingOverflow(by: smallPowerOfTen(exponent))
    return overflow ? nil : PlainValue(.number, scaled)
  }

  @inline(__always)
  static func order(_ a: Int64, _ scaleA: UInt8, _ b: Int64, _ scaleB: UInt8) -> Int {
    if scaleA == scaleB { return a < b ? -1 : (a == b ? 0 : 1) }
    return orderOfScales(a, scaleA, b, scaleB)
  }

  @inline(never)
  private static func orderOfScales(_ a: Int64, _ scaleA: UInt8, _ b: Int64, _ scaleB: UInt8) -> Int {
    var x = Int128(a)
    var y = Int128(b)
    // 2^63 × 10^18 stays below 2^123.
    if scaleA < scaleB { x *= Int128(smallPowerOfTen(Int(scaleB - scaleA))) } else { y *= Int128(smallPowerOfTen(Int(scaleA - scaleB))) }
    return x < y ? -1 : (x == y ? 0 : 1)
  }
}
