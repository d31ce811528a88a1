/// The larger and the smaller lane by lane, as compare and select: the library's own go one lane at a time.
extension SIMD where Scalar == Float {
  @inline(__always)
  func larger(_ other: Self) -> Self { replacing(with: other, where: self .< other) }

  @inline(__always)
  func smaller(_ other: Self) -> Self { replacing(with: other, where: other .< self) }
}
