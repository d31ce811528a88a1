internal import Geodesy
internal import Geometry

/// How delivered borders lie beside where they should: a vector, and a turn and a scale where they are real.
public struct Displacement: Hashable, Sendable {
  /// The place at which the vector is given, degrees: the middle of the part's true borders.
  public var longitude: Double
  public var latitude: Double
  /// From the true place to the delivered one, metres.
  public var eastMetres: Double
  public var northMetres: Double
  /// Degrees, anticlockwise seen on the map; 0 where none is found.
  public var rotationDegrees: Double
  /// Delivered over true length; 1 where none is found.
  public var scale: Double
  /// The place about which it is turned or scaled, degrees; nil for a plain move.
  public var fixedLongitude: Double?
  public var fixedLatitude: Double?
  /// Mean distance between delivered and true borders, metres.
  public var meanMetres: Double

  /// Length of the vector, metres.
  public var lengthMetres: Double { (eastMetres * eastMetres + northMetres * northMetres).squareRoot() }
  /// Clockwise from north, degrees in 0..<360.
  public var bearingDegrees: Double {
    let degrees = SteadyMath.atan2(eastMetres, northMetres) / Double.radiansPerDegree
    return degrees < 0 ? degrees + 360 : degrees
  }
  public var isPlainMove: Bool { rotationDegrees == 0 && scale == 1 }

  /// - Parameter truth: the transform from true to delivered places, in the plane.
  init(truth: PlaneTransform, in plane: MetricPlane, meanMetres: Double) {
    let origin = PlanePoint(x: 0, y: 0)
    let here = truth.about(origin)
    longitude = plane.longitude
    latitude = plane.latitude
    eastMetres = here.east
    northMetres = here.north
    rotationDegrees = here.angle / Double.radiansPerDegree
    scale = here.scale
    self.meanMetres = meanMetres
    if here.angle != 0 || here.scale != 1, let fixed = here.fixedPoint, abs(fixed.x) < 1e6, abs(fixed.y) < 1e6 {
      let place = plane.degrees(fixed)
      fixedLongitude = place.longitude
      fixedLatitude = place.latitude
    }
  }

  /// A move that differs from place to place, by its vector at the plane's centre.
  init(eastMetres: Double, northMetres: Double, in plane: MetricPlane, meanMetres: Double) {
    longitude = plane.longitude
    latitude = plane.latitude
    self.eastMetres = eastMetres
    self.northMetres = northMetres
    rotationDegrees = 0
    scale = 1
    self.meanMetres = meanMetres
  }
}
