public import Geometry

/// The shortest way between two places on the CGCS2000 ellipsoid.
///
/// Karney's series to the sixth order (*Algorithms for geodesics*, 2013) with the fixed-point iteration for the
/// longitude on the sphere, which serves all places that are not nearly antipodal (up to 19,000 km). Agrees with
/// GeographicLib to 1e-8 m at the distances of a province; the same bits on every processor.
public enum Geodesic {
  public struct Line: Sendable {
    /// Metres.
    public var length: Double
    /// Sine and cosine of the azimuth at the start, clockwise from north.
    public var startSine: Double
    public var startCosine: Double
    /// The same at the end, in the direction of travel.
    public var endSine: Double
    public var endCosine: Double

    /// Degrees clockwise from north at the start, in [0, 360).
    public var azimuth: Double {
      let degrees = SteadyMath.atan2(startSine, startCosine) / Double.radiansPerDegree
      return degrees < 0 ? degrees + 360 : degrees
    }
  }

  /// A place prepared for many distances: its reduced latitude and longitude in radians.
  public struct Place: Sendable {
    var longitude: Double
    var latitude: Double
    var sinβ: Double
    var cosβ: Double

    /// - Parameters: degrees.
    public init(longitude: Double, latitude: Double) {
      self.longitude = longitude * Double.radiansPerDegree
      self.latitude = latitude * Double.radiansPerDegree
      let (s, c) = SteadyMath.sinCos(self.latitude)
      let y = (1 - CGCS2000.flattening) * s
      let r = (y * y + c * c).squareRoot()
      sinβ = y / r
      cosβ = max(c / r, 1e-150)
    }

    public init(_ p: GridPoint) { self.init(longitude: p.longitude, latitude: p.latitude) }
  }

  /// Metres between two grid points.
  public static func distance(_ a: GridPoint, _ b: GridPoint) -> Double { line(Place(a), Place(b)).length }

  public static func line(_ a: GridPoint, _ b: GridPoint) -> Line { line(Place(a), Place(b)) }

  public static func line(_ p: Place, _ q: Place) -> Line {
    var λ = q.longitude - p.longitude
    if λ > Double.pi { λ -= 2 * Double.pi }
    if λ < -Double.pi { λ += 2 * Double.pi }
    let f = CGCS2000.flattening
    let n = CGCS2000.thirdFlattening
    // sin(β₂ − β₁), kept small where the places are near.
    let sinΔβ = q.sinβ * p.cosβ - q.cosβ * p.sinβ
    let cosΔβ = q.cosβ * p.cosβ + q.sinβ * p.sinβ
    var ω = λ
    var state = Sphere(p, q, ω, sinΔβ, cosΔβ)
    if state.sinσ == 0 && state.cosσ > 0 {
      return Line(length: 0, startSine: 0, startCosine: 1, endSine: 0, endCosine: 1)
    }
    for _ in 0..<100 {
      let ε = state.epsilon
      let a3 = Self.a3(n, ε)
      let c3 = Self.c3(n, ε)
      let σ1 = state.series(c3, atEnd: false)
      let σ2 = state.series(c3, atEnd: true)
      let next = λ + f * state.sinα0 * a3 * (state.σ + (σ2 - σ1))
      let change = abs(next - ω)
      ω = next
      state = Sphere(p, q, ω, sinΔβ, cosΔβ)
      if change < 1e-15 { break }
    }
    let ε = state.epsilon
    let c1 = Self.c1(ε)
    let a1 = Self.a1(ε)
    let reach = state.σ + (state.series(c1, atEnd: true) - state.series(c1, atEnd: false))
    return Line(
      length: CGCS2000.semiMinor * a1 * reach, startSine: state.sinα1, startCosine: state.cosα1, endSine: state.sinα2,
      endCosine: state.cosα2)
  }

  /// The great circle on the auxiliary sphere.
  private struct Sphere {
    var σ: Double
    var sinσ: Double
    var cosσ: Double
    var sinα1: Double
    var cosα1: Double
    var sinα2: Double
    var cosα2: Double
    var sinα0: Double
    var epsilon: Double
    /// Sine and cosine of the arc from the node to each end.
    var start: (s: Double, c: Double)
    var end: (s: Double, c: Double)

    init(_ p: Place, _ q: Place, _ ω: Double, _ sinΔβ: Double, _ cosΔβ: Double) {
      let (sinω, cosω) = SteadyMath.sinCos(ω)
      let sinHalf = SteadyMath.sinCos(0.5 * ω).sin
      let versine = 2 * sinHalf * sinHalf
      let east = q.cosβ * sinω
      let north = sinΔβ + p.sinβ * q.cosβ * versine
      sinσ = (east * east + north * north).squareRoot()
      cosσ = cosΔβ - p.cosβ * q.cosβ * versine
      σ = SteadyMath.atan2(sinσ, cosσ)
      if sinσ == 0 {
        (sinα1, cosα1, sinα2, cosα2) = (0, 1, 0, 1)
      } else {
        sinα1 = east / sinσ
        cosα1 = north / sinσ
        let back = p.cosβ * sinω
        let on = sinΔβ - q.sinβ * p.cosβ * versine
        let r = (back * back + on * on).squareRoot()
        sinα2 = r == 0 ? 0 : back / r
        cosα2 = r == 0 ? 1 : on / r
      }
      _ = cosω
      sinα0 = sinα1 * p.cosβ
      let cos2 = cosα1 * cosα1 + sinα1 * sinα1 * p.sinβ * p.sinβ
      let k2 = CGCS2000.secondE2 * cos2
      let root = (1 + k2).squareRoot()
      epsilon = k2 / (2 * (1 + root) + k2)
      func node(_ sinβ: Double, _ cosαcosβ: Double) -> (Double, Double) {
        let r = (sinβ * sinβ + cosαcosβ * cosαcosβ).squareRoot()
        return r == 0 ? (0, 1) : (sinβ / r, cosαcosβ / r)
      }
      start = node(p.sinβ, cosα1 * p.cosβ)
      end = node(q.sinβ, cosα2 * q.cosβ)
    }

    /// Σ cₗ sin 2lσ at one end.
    func series(_ c: (Double, Double, Double, Double, Double, Double), atEnd: Bool) -> Double {
      let (s, k) = atEnd ? end : start
      let x = 2 * (k - s) * (k + s)
      var y1 = c.5
      var y2 = 0.0
      (y1, y2) = (x * y1 - y2 + c.4, y1)
      (y1, y2) = (x * y1 - y2 + c.3, y1)
      (y1, y2) = (x * y1 - y2 + c.2, y1)
      (y1, y2) = (x * y1 - y2 + c.1, y1)
      (y1, y2) = (x * y1 - y2 + c.0, y1)
      return 2 * s * k * y1
    }
  }

  private static func a1(_ ε: Double) -> Double {
    let e2 = ε * ε
    return (1 + e2 * (64 + e2 * (4 + e2)) / 256) / (1 - ε)
  }

  private static func c1(_ ε: Double) -> (Double, Double, Double, Double, Double, Double) {
    let e2 = ε * ε
    let e3 = e2 * ε
    let e4 = e2 * e2
    return (
      ε * (-16 + e2 * (6 - e2)) / 32,
      e2 * (-128 + e2 * (64 - 9 * e2)) / 2048,
      e3 * (-16 + 9 * e2) / 768,
      e4 * (-5 + 3 * e2) / 512,
      -7 * e4 * ε / 1280,
      -7 * e4 * e2 / 2048
    )
  }

  private static func a3(_ n: Double, _ ε: Double) -> Double {
    let k1 = (n - 1) / 2
    let k2 = (n * (3 * n - 1) - 2) / 8
    let k3 = (n * (-n - 3) - 1) / 16
    let k4 = (-2 * n - 3) / 64
    let k5 = -3.0 / 128
    return 1 + ε * (k1 + ε * (k2 + ε * (k3 + ε * (k4 + ε * k5))))
  }

  private static func c3(_ n: Double, _ ε: Double) -> (Double, Double, Double, Double, Double, Double) {
    let a1 = (1 - n) / 4
    let a2 = (1 - n * n) / 8
    let a3 = (n * (3 - n) + 3) / 64
    let a4 = (2 * n + 5) / 128
    let a5 = 3.0 / 128
    let b2 = (n * (n - 3) + 2) / 32
    let b3 = (n * (-3 * n - 2) + 3) / 64
    let b4 = (n + 3) / 128
    let b5 = 5.0 / 256
    let d3 = (n * (5 * n - 9) + 5) / 192
    let d4 = (9 - 10 * n) / 384
    let d5 = 7.0 / 512
    let g4 = (7 - 14 * n) / 512
    let g5 = 7.0 / 512
    let h5 = 21.0 / 2560
    let e2 = ε * ε
    return (
      ε * (a1 + ε * (a2 + ε * (a3 + ε * (a4 + ε * a5)))),
      e2 * (b2 + ε * (b3 + ε * (b4 + ε * b5))),
      e2 * ε * (d3 + ε * (d4 + ε * d5)),
      e2 * e2 * (g4 + ε * g5),
      e2 * e2 * ε * h5,
      0
    )
  }
}
