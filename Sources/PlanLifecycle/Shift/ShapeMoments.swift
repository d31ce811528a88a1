internal import Geodesy

/// Middle, size and longest axis of sampled borders, by which the same ground is recognised wherever it was put.
struct ShapeMoments {
  let middle: PlanePoint
  let spread: Double
  /// Radians, of the longest axis; meaningful where `isLong`.
  let axis: Double
  let isLong: Bool

  init(_ samples: BorderSamples) {
    let m = samples.middle
    middle = m
    spread = samples.spread(about: m)
    var (xx, xy, yy) = (0.0, 0.0, 0.0)
    for p in samples.points {
      xx += (p.x - m.x) * (p.x - m.x)
      xy += (p.x - m.x) * (p.y - m.y)
      yy += (p.y - m.y) * (p.y - m.y)
    }
    axis = SteadyMath.atan2(2 * xy, xx - yy) / 2
    let difference = ((xx - yy) * (xx - yy) + 4 * xy * xy).squareRoot()
    isLong = difference > 0.01 * (xx + yy)
  }

  /// Transforms that bring one onto the other: the middles alone, and with axis and size.
  static func starts(from a: BorderSamples, to b: BorderSamples) -> [PlaneTransform]? {
    guard a.points.count >= 20, b.points.count >= 20 else { return nil }
    let from = ShapeMoments(a)
    let to = ShapeMoments(b)
    let east = to.middle.x - from.middle.x
    let north = to.middle.y - from.middle.y
    var starts = [PlaneTransform(centre: from.middle, east: east, north: north)]
    let scale = from.spread > 0 ? to.spread / from.spread : 1
    var angle = to.axis - from.axis
    while angle > .pi / 2 { angle -= .pi }
    while angle < -.pi / 2 { angle += .pi }
    if (0.5...2).contains(scale) {
      starts.append(
        PlaneTransform(centre: from.middle, east: east, north: north, angle: from.isLong && to.isLong ? angle : 0, scale: scale))
      if from.isLong, to.isLong { starts.append(PlaneTransform(centre: from.middle, east: east, north: north, angle: angle)) }
    }
    return starts
  }
}
