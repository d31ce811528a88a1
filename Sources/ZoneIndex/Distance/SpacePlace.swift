internal import Geodesy
internal import Geometry

/// A place on the ellipsoid in earth-centred metres, with what is needed about it.
struct SpacePlace: BitwiseCopyable {
  var position: SIMD3<Double>
  var sinφ: Double
  var cosφ: Double
  var sinλ: Double
  var cosλ: Double
  /// Radius of curvature across the meridian.
  var across: Double

  /// - Parameters: longitude and latitude in grid steps.
  init(x: Double, y: Double) {
    (sinφ, cosφ) = SteadyMath.sinCos(y * Double.radiansPerGridStep)
    (sinλ, cosλ) = SteadyMath.sinCos(x * Double.radiansPerGridStep)
    across = CGCS2000.semiMajor / (1 - CGCS2000.e2 * sinφ * sinφ).squareRoot()
    let level = across * cosφ
    position = SIMD3(level * cosλ, level * sinλ, across * (1 - CGCS2000.e2) * sinφ)
  }

  init(_ p: GridPoint) { self.init(x: Double(p.x), y: Double(p.y)) }

  /// Radius of curvature along the meridian.
  var along: Double { across * across * across * ((1 - CGCS2000.e2) / (CGCS2000.semiMajor * CGCS2000.semiMajor)) }

  /// The change of position for steps of longitude and latitude.
  func speed(_ dx: Double, _ dy: Double) -> SIMD3<Double> {
    let east = across * cosφ * (dx * Double.radiansPerGridStep)
    let north = along * (dy * Double.radiansPerGridStep)
    return SIMD3(
      -sinλ * east - sinφ * cosλ * north, cosλ * east - sinφ * sinλ * north, cosφ * north)
  }

  /// Metres of the shortest way to a place whose chord is known; `from` and `to` in grid steps for the long ones.
  ///
  /// Up to 300 km by the circle that bends as the ellipsoid does below the chord's middle in the chord's direction: what
  /// lies before and behind the middle cancels, so that it is within 1e-4 m of the geodesic there, within 1e-8 m up to 50 km.
  func geodesic(to q: SpacePlace, _ from: (x: Double, y: Double), _ to: (x: Double, y: Double)) -> Double {
    let d = q.position - position
    let square = (d * d).sum()
    let middle = (q.position + position) * 0.5
    let level = middle.x * middle.x + middle.y * middle.y
    // 700 km from the poles and more.
    guard square < 9e10, level > 5e11 else {
      return Geodesic.line(
        Geodesic.Place(longitude: from.x / GridPoint.perDegree, latitude: from.y / GridPoint.perDegree),
        Geodesic.Place(longitude: to.x / GridPoint.perDegree, latitude: to.y / GridPoint.perDegree)
      ).length
    }
    guard square > 0 else { return 0 }
    let flat = 1 - CGCS2000.e2
    let tangent = middle.z * middle.z / (level * (flat * flat))
    let sine = tangent / (1 + tangent)
    let across = CGCS2000.semiMajor / (1 - CGCS2000.e2 * sine).squareRoot()
    let along = across * across * across * (flat / (CGCS2000.semiMajor * CGCS2000.semiMajor))
    let east = d.y * middle.x - d.x * middle.y
    let share = east * east / (level * square)
    let bend = share / across + (1 - share) / along
    let u2 = square * bend * bend
    return square.squareRoot() * (1 + u2 * (1.0 / 24 + u2 * (3.0 / 640 + u2 * (5.0 / 7168))))
  }
}
