internal import Geometry

/// The place of a box along a Hilbert curve, so that features near each other stand near each other.
enum HilbertOrder {
  /// Boxes of like size together, so that a few wide ones do not widen the boxes over all others; along the curve within.
  static func sizedKey(of box: CompactBox, in frame: CompactBox) -> UInt64 {
    let side = max(1, Int64(box.maxX) - Int64(box.minX), Int64(box.maxY) - Int64(box.minY))
    let size = UInt64((64 - side.leadingZeroBitCount) / 3)
    return size << 32 | UInt64(key(of: box, in: frame))
  }

  /// The distance along a curve over 65,536 × 65,536 cells of the frame.
  static func key(of box: CompactBox, in frame: CompactBox) -> UInt32 {
    func cell(_ low: Int32, _ high: Int32, _ from: Int32, _ to: Int32) -> UInt32 {
      let span = max(1, Int64(to) - Int64(from))
      return UInt32(max(0, min(65535, ((Int64(low) + Int64(high)) / 2 - Int64(from)) * 65535 / span)))
    }
    var x = cell(box.minX, box.maxX, frame.minX, frame.maxX)
    var y = cell(box.minY, box.maxY, frame.minY, frame.maxY)
    var key: UInt32 = 0
    var side: UInt32 = 1 << 15
    while side > 0 {
      let right: UInt32 = x & side != 0 ? 1 : 0
      let up: UInt32 = y & side != 0 ? 1 : 0
      key |= ((3 * right) ^ up) << (2 * side.trailingZeroBitCount)
      if up == 0 {
        if right == 1 {
          x = 65535 &- x
          y = 65535 &- y
        }
        swap(&x, &y)
      }
      side >>= 1
    }
    return key
  }
}
