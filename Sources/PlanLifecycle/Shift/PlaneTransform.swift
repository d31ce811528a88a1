internal import Geodesy

/// Displacement, turn and scale in a metric plane: `q = centre + move + scale · R(angle) · (p − centre)`.
struct PlaneTransform: Hashable, Sendable {
  var centre: PlanePoint
  var east: Double
  var north: Double
  /// Radians, anticlockwise.
  var angle: Double
  var scale: Double

  init(centre: PlanePoint, east: Double = 0, north: Double = 0, angle: Double = 0, scale: Double = 1) {
    self.centre = centre
    self.east = east
    self.north = north
    self.angle = angle
    self.scale = scale
  }

  /// The transform ready to be applied many times.
  struct Applied {
    let x0: Double
    let y0: Double
    let a: Double
    let b: Double

    @inline(__always)
    func callAsFunction(_ p: PlanePoint) -> PlanePoint { PlanePoint(x: x0 + a * p.x - b * p.y, y: y0 + b * p.x + a * p.y) }
  }

  var applied: Applied {
    let (s, c) = SteadyMath.sinCos(angle)
    let a = scale * c
    let b = scale * s
    return Applied(
      x0: centre.x + east - a * centre.x + b * centre.y, y0: centre.y + north - b * centre.x - a * centre.y, a: a, b: b)
  }

  func callAsFunction(_ p: PlanePoint) -> PlanePoint { applied(p) }

  /// The way back, about the same centre.
  var inverse: PlaneTransform {
    let (s, c) = SteadyMath.sinCos(-angle)
    let k = 1 / scale
    return PlaneTransform(
      centre: centre, east: -k * (c * east - s * north), north: -k * (s * east + c * north), angle: -angle, scale: k)
  }

  /// The same transform written about another centre.
  func about(_ other: PlanePoint) -> PlaneTransform {
    let q = self(other)
    return PlaneTransform(centre: other, east: q.x - other.x, north: q.y - other.y, angle: angle, scale: scale)
  }

  /// The one place that stays, where there is turn or scale.
  var fixedPoint: PlanePoint? {
    let t = applied
    let a = 1 - t.a
    let determinant = a * a + t.b * t.b
    guard determinant > 1e-16 else { return nil }
    return PlanePoint(x: (a * t.x0 - t.b * t.y0) / determinant, y: (t.b * t.x0 + a * t.y0) / determinant)
  }

  /// How far it moves a place, metres.
  func displacement(at p: PlanePoint) -> Double {
    let q = self(p)
    return ((q.x - p.x) * (q.x - p.x) + (q.y - p.y) * (q.y - p.y)).squareRoot()
  }
}
