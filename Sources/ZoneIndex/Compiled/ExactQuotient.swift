/// The quotient of two exact products, right to a few parts in 2⁵³.
///
/// The standard conversion from 128 bits is generic and takes longer than all else about a crossing.
@inline(__always)
func quotient(_ a: Int128, _ b: Int128) -> Double {
  let ratio = plain(a.magnitude) / plain(b.magnitude)
  return (a < 0) == (b < 0) ? ratio : -ratio
}

@inline(__always)
private func plain(_ value: UInt128) -> Double {
  let high = UInt64(truncatingIfNeeded: value &>> 64)
  let low = Double(UInt64(truncatingIfNeeded: value))
  return high == 0 ? low : Double(high) * 0x1p64 + low
}
