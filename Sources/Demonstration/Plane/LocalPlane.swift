import Geometry

/// A plane for one county: metres east and north of the middle of its box. Good to some 0.1 % for shapes; never for judgement.
struct LocalPlane: Sendable {
  let origin: GridPoint
  /// Metres per grid step east and north.
  let east: Double
  let north: Double

  init(_ box: GridBox) {
    origin = GridPoint(x: (box.minX + box.maxX) / 2, y: (box.minY + box.maxY) / 2)
    let phi = origin.latitude / 180 * OwnSine.pi
    let s = OwnSine.sine(phi)
    let w = 1 - 0.00669438002290 * s * s
    let root = w.squareRoot()
    let radian = OwnSine.pi / 180 / GridPoint.perDegree
    east = 6378137 / root * OwnSine.cosine(phi) * radian
    north = 6378137 * (1 - 0.00669438002290) / (w * root) * radian
  }

  func plane(_ p: GridPoint) -> Vec { Vec(Double(p.x - origin.x) * east, Double(p.y - origin.y) * north) }

  func grid(_ v: Vec) -> GridPoint {
    GridPoint(x: origin.x + Int64((v.x / east).rounded()), y: origin.y + Int64((v.y / north).rounded()))
  }

  func plane(degrees longitude: Double, _ latitude: Double) -> Vec { plane(GridPoint(longitude: longitude, latitude: latitude)) }
}
