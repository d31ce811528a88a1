/// Functions of latitude as Taylor rows of 0.1°, so that hot loops need no trigonometry.
///
/// For each row, about its middle latitude and in radians from there:
/// Q, the area function of the authalic integral, dQ/dφ = M·r (square metres per radian of longitude);
/// M, the meridian's radius of curvature, and r, the parallel's radius (metres).
/// The ellipsoidal area under an edge is the integral of Q along it (see `AreaIntegral`).
struct LatitudeRows: @unchecked Sendable {
  /// Values of one row, coefficients by rising power of the offset.
  struct Row {
    var q: (Double, Double, Double, Double, Double, Double)
    var meridian: (Double, Double, Double, Double, Double)
    var parallel: (Double, Double, Double, Double, Double)
  }

  /// Sendable: written once before anyone sees it, never freed, never written again.
  private let rows: UnsafePointer<Row>

  static let shared = LatitudeRows()

  /// Grid steps in one row.
  static let step: Int64 = 10_000_000
  private static let below = 900
  private static let count = 1800

  private init() {
    let memory = UnsafeMutablePointer<Row>.allocate(capacity: Self.count)
    for i in 0..<Self.count { (memory + i).initialize(to: Self.row(at: Self.middle(i))) }
    rows = UnsafePointer(memory)
  }

  private static func middle(_ index: Int) -> Double {
    (Double(index - below) + 0.5) * 0.1 * Double.radiansPerDegree
  }

  /// The row of a latitude in grid steps, and the offset from the row's middle in radians.
  @inline(__always)
  func at(_ y: Double) -> (row: UnsafePointer<Row>, offset: Double) {
    let index = max(0, min(Self.count - 1, Int(y * 1e-7 + Double(Self.below))))
    let middle = (Double(index - Self.below) + 0.5) * 1e7
    return (rows + index, (y - middle) * Double.radiansPerGridStep)
  }

  private static func row(at latitude: Double) -> Row {
    let (s, c) = SteadyMath.sinCos(latitude)
    let sine = Jet([s, c, -s / 2, -c / 6, s / 24, c / 120])
    let cosine = Jet([c, -s, -c / 2, s / 6, c / 24, -s / 120])
    let a = CGCS2000.semiMajor
    let e2 = CGCS2000.e2
    // w = 1 − e² sin²φ; M = a(1 − e²)/w^1.5; r = a cos φ/w^0.5; M·r = a²(1 − e²) cos φ/w².
    let w = Jet.constant(1) - (sine * sine).scaled(e2)
    let root = w.squareRoot
    let meridian = (w * root).reciprocal.scaled(a * (1 - e2))
    let parallel = (cosine * root.reciprocal).scaled(a)
    let slope = meridian * parallel
    let e = e2.squareRoot()
    let q0 = CGCS2000.semiMinor * CGCS2000.semiMinor / 2 * (s / (1 - e2 * s * s) + SteadyMath.atanh(e * s) / e)
    let k = slope.c
    return Row(
      q: (q0, k[0], k[1] / 2, k[2] / 3, k[3] / 4, k[4] / 5),
      meridian: (meridian.c[0], meridian.c[1], meridian.c[2], meridian.c[3], meridian.c[4]),
      parallel: (parallel.c[0], parallel.c[1], parallel.c[2], parallel.c[3], parallel.c[4]))
  }

  /// A power series cut after the fifth power.
  private struct Jet {
    var c: [Double]

    init(_ c: [Double]) { self.c = c }
    static func constant(_ value: Double) -> Jet { Jet([value, 0, 0, 0, 0, 0]) }
    func scaled(_ factor: Double) -> Jet { Jet(c.map { $0 * factor }) }
    static func - (a: Jet, b: Jet) -> Jet { Jet(zip(a.c, b.c).map { $0 - $1 }) }
    static func * (a: Jet, b: Jet) -> Jet {
      var result = [Double](repeating: 0, count: 6)
      for i in 0..<6 {
        for j in 0..<(6 - i) { result[i + j] += a.c[i] * b.c[j] }
      }
      return Jet(result)
    }
    var reciprocal: Jet {
      var result = [Double](repeating: 0, count: 6)
      result[0] = 1 / c[0]
      for i in 1..<6 {
        var sum = 0.0
        for j in 1...i { sum += c[j] * result[i - j] }
        result[i] = -sum / c[0]
      }
      return Jet(result)
    }
    var squareRoot: Jet {
      var result = [Double](repeating: 0, count: 6)
      result[0] = c[0].squareRoot()
      for i in 1..<6 {
        var sum = c[i]
        for j in 1..<max(1, i) { sum -= result[j] * result[i - j] }
        result[i] = sum / (2 * result[0])
      }
      return Jet(result)
    }
  }
}
