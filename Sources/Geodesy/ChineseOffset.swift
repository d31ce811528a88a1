/// The offset coordinates of Chinese web maps, GCJ-02 and BD-09, and the way back. Degrees; no library trigonometry.
public enum ChineseOffset {
  private static let semiMajor = 6_378_245.0
  private static let e2 = 0.00669342162296594323
  private static let baiduAngle = Double.pi * 3000 / 180

  /// Whether the offset applies: the box that map providers use for China.
  public static func applies(longitude: Double, latitude: Double) -> Bool {
    longitude >= 72.004 && longitude <= 137.8347 && latitude >= 0.8293 && latitude <= 55.8271
  }

  /// GCJ-02 of a true position; a position outside China is its own.
  public static func gcj02(longitude: Double, latitude: Double) -> (longitude: Double, latitude: Double) {
    guard applies(longitude: longitude, latitude: latitude) else { return (longitude, latitude) }
    let x = longitude - 105
    let y = latitude - 35
    let ripple = (20 * sin(6 * x) + 20 * sin(2 * x)) * 2 / 3
    let root = abs(x).squareRoot()
    var east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
    east += ripple
    east += (20 * sin(x) + 40 * sin(x / 3)) * 2 / 3
    east += (150 * sin(x / 12) + 300 * sin(x / 30)) * 2 / 3
    var north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
    north += ripple
    north += (20 * sin(y) + 40 * sin(y / 3)) * 2 / 3
    north += (160 * sin(y / 12) + 320 * sin(y / 30)) * 2 / 3
    let (sinφ, cosφ) = SteadyMath.sinCos(latitude * Double.radiansPerDegree)
    let w = 1 - e2 * sinφ * sinφ
    let rootW = w.squareRoot()
    let perLatitude = semiMajor * (1 - e2) / (w * rootW) * Double.radiansPerDegree
    let perLongitude = semiMajor / rootW * cosφ * Double.radiansPerDegree
    return (longitude + east / perLongitude, latitude + north / perLatitude)
  }

  /// The true position that GCJ-02 shows at a place, to 1e-11 degree, by fixed-point rounds.
  public static func undoGCJ02(longitude: Double, latitude: Double) -> (longitude: Double, latitude: Double) {
    var x = longitude
    var y = latitude
    for _ in 0..<30 {
      let shown = gcj02(longitude: x, latitude: y)
      let dx = longitude - shown.longitude
      let dy = latitude - shown.latitude
      x += dx
      y += dy
      if abs(dx) + abs(dy) < 1e-12 { break }
    }
    return (x, y)
  }

  /// BD-09 of a GCJ-02 position.
  public static func bd09(gcjLongitude x: Double, gcjLatitude y: Double) -> (longitude: Double, latitude: Double) {
    let z = (x * x + y * y).squareRoot() + 0.00002 * SteadyMath.sin(y * baiduAngle)
    let θ = SteadyMath.atan2(y, x) + 0.000003 * SteadyMath.cos(x * baiduAngle)
    let (s, c) = SteadyMath.sinCos(θ)
    return (z * c + 0.0065, z * s + 0.006)
  }

  /// The GCJ-02 position that BD-09 shows at a place, to 1e-11 degree, by fixed-point rounds.
  public static func undoBD09(longitude: Double, latitude: Double) -> (longitude: Double, latitude: Double) {
    var x = longitude - 0.0065
    var y = latitude - 0.006
    for _ in 0..<30 {
      let shown = bd09(gcjLongitude: x, gcjLatitude: y)
      let dx = longitude - shown.longitude
      let dy = latitude - shown.latitude
      x += dx
      y += dy
      if abs(dx) + abs(dy) < 1e-12 { break }
    }
    return (x, y)
  }

  private static func sin(_ halfTurns: Double) -> Double { SteadyMath.sin(halfTurns * Double.pi) }
}
