import Geometry

/// The map offset of GCJ-02, undone: the base map is drawn in it.
enum Gcj02 {
  /// The EPSG:4490 grid position of a GCJ-02 longitude and latitude in degrees, by six fixed-point rounds (under 1e-9°).
  static func undo(longitude: Double, latitude: Double) -> GridPoint {
    var x = longitude, y = latitude
    for _ in 0..<6 {
      let (dx, dy) = offset(x, y)
      x = longitude - dx
      y = latitude - dy
    }
    return GridPoint(longitude: x, latitude: y)
  }

  private static func offset(_ longitude: Double, _ latitude: Double) -> (Double, Double) {
    let pi = OwnSine.pi
    let x = longitude - 105, y = latitude - 35
    let root = abs(x).squareRoot()
    func wave(_ v: Double) -> Double { OwnSine.sine(v * pi) }
    let common = (20 * wave(6 * x) + 20 * wave(2 * x)) * 2 / 3
    var north = -100 + 2 * x + 3 * y + 0.2 * y * y
    north += 0.1 * x * y + 0.2 * root + common
    north += (20 * wave(y) + 40 * wave(y / 3)) * 2 / 3
    north += (160 * wave(y / 12) + 320 * wave(y / 30)) * 2 / 3
    var east = 300 + x + 2 * y + 0.1 * x * x
    east += 0.1 * x * y + 0.1 * root + common
    east += (20 * wave(x) + 40 * wave(x / 3)) * 2 / 3
    east += (150 * wave(x / 12) + 300 * wave(x / 30)) * 2 / 3
    let a = 6378245.0, ee = 0.00669342162296594323
    let phi = latitude / 180 * pi
    let s = OwnSine.sine(phi)
    let w = 1 - ee * s * s
    let rootW = w.squareRoot()
    let dy = north * 180 / ((a * (1 - ee)) / (w * rootW) * pi)
    let dx = east * 180 / (a / rootW * OwnSine.cosine(phi) * pi)
    return (dx, dy)
  }
}
