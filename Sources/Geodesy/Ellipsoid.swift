/// The CGCS2000 ellipsoid (GB 22021-2008), lengths in metres.
public enum CGCS2000 {
  public static let semiMajor = 6_378_137.0
  public static let inverseFlattening = 298.257222101
  public static let flattening = 1 / 298.257222101
  public static let semiMinor = semiMajor * (1 - flattening)
  /// First eccentricity squared.
  public static let e2 = flattening * (2 - flattening)
  /// Second eccentricity squared.
  public static let secondE2 = e2 / (1 - e2)
  public static let thirdFlattening = flattening / (2 - flattening)
  /// The largest radius of curvature, at the pole.
  public static let polarRadius = semiMajor / (1 - flattening)
  /// The smallest radius of curvature, along the meridian at the equator.
  public static let smallestRadius = semiMajor * (1 - e2)
}

extension Double {
  /// Radians in one degree.
  public static let radiansPerDegree = Double.pi / 180
  /// Radians in one grid step of 1e-8 degree.
  public static let radiansPerGridStep = Double.pi / 180 * 1e-8
}
