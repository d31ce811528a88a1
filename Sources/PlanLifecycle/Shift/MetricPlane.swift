internal import Geodesy
internal import Geometry

/// A position in a metric plane, metres east and north of its centre.
struct PlanePoint: Hashable, Sendable {
  var x: Double
  var y: Double
}

/// A conformal plane touching the ellipsoid at its centre (transverse Mercator as a series about the centre's latitude).
///
/// Exact to millimetres within a degree of the centre and smooth beyond, so that borders compared in it keep their relation.
struct MetricPlane: Sendable {
  let longitude: Double
  let latitude: Double
  private let sine: Double
  private let cosine: Double
  private let meridian: (Double, Double, Double)

  init(longitude: Double, latitude: Double) {
    self.longitude = longitude
    self.latitude = latitude
    (sine, cosine) = SteadyMath.sinCos(latitude * Double.radiansPerDegree)
    let e2 = CGCS2000.e2
    let w = 1 - e2 * sine * sine
    let m = CGCS2000.semiMajor * (1 - e2) / (w * w.squareRoot())
    let first = 3 * e2 * sine * cosine / w
    let second = 3 * e2 * ((cosine * cosine - sine * sine) / w + 5 * e2 * sine * sine * cosine * cosine / (w * w))
    meridian = (m, m * first / 2, m * second / 6)
  }

  /// The plane touching at the middle of a box.
  init(middleOf box: GridBox) {
    self.init(
      longitude: (Double(box.minX) + Double(box.maxX)) / 2 / GridPoint.perDegree,
      latitude: (Double(box.minY) + Double(box.maxY)) / 2 / GridPoint.perDegree)
  }

  func metres(_ p: GridPoint) -> PlanePoint { metres(longitude: p.longitude, latitude: p.latitude) }

  func metres(longitude λ: Double, latitude φ: Double) -> PlanePoint {
    let l = (λ - longitude) * Double.radiansPerDegree
    let b = (φ - latitude) * Double.radiansPerDegree
    // Sine and cosine of the latitude by addition, from their series in b.
    let b2 = b * b
    let sb = b * (1 - b2 / 6 * (1 - b2 / 20 * (1 - b2 / 42)))
    let cb = 1 - b2 / 2 * (1 - b2 / 12 * (1 - b2 / 30))
    let s = sine * cb + cosine * sb
    let c = cosine * cb - sine * sb
    let w = 1 - CGCS2000.e2 * s * s
    let n = CGCS2000.semiMajor / w.squareRoot()
    let h2 = CGCS2000.secondE2 * c * c
    let c2 = c * c
    let l2 = l * l
    let cubic = (c2 - s * s + h2 * c2) / 6
    let x = n * c * l * (1 + l2 * cubic)
    let arc = b * (meridian.0 + b * (meridian.1 + b * meridian.2))
    let quartic = (5 * c2 - s * s + 9 * h2 * c2) / 24
    let y = arc + n * s * c * l2 * (0.5 + l2 * quartic)
    return PlanePoint(x: x, y: y)
  }

  /// The longitude and latitude of a position, degrees, by Newton's steps.
  func degrees(_ p: PlanePoint) -> (longitude: Double, latitude: Double) {
    let w = 1 - CGCS2000.e2 * sine * sine
    let east = CGCS2000.semiMajor / w.squareRoot() * cosine * Double.radiansPerDegree
    let north = meridian.0 * Double.radiansPerDegree
    var λ = longitude + p.x / east
    var φ = latitude + p.y / north
    for _ in 0..<12 {
      let q = metres(longitude: λ, latitude: φ)
      let dx = p.x - q.x
      let dy = p.y - q.y
      λ += dx / east
      φ += dy / north
      if abs(dx) + abs(dy) < 1e-6 { break }
    }
    return (λ, φ)
  }
}
