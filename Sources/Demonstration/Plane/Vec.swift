/// A place or a step in a county's plane, in metres, east and north of its origin.
struct Vec: Equatable, Sendable {
  var x: Double
  var y: Double

  init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }

  static func + (a: Vec, b: Vec) -> Vec { Vec(a.x + b.x, a.y + b.y) }
  static func - (a: Vec, b: Vec) -> Vec { Vec(a.x - b.x, a.y - b.y) }
  static func * (a: Vec, k: Double) -> Vec { Vec(a.x * k, a.y * k) }

  func dot(_ b: Vec) -> Double { x * b.x + y * b.y }
  func cross(_ b: Vec) -> Double { x * b.y - y * b.x }
  var squared: Double { x * x + y * y }
  var length: Double { squared.squareRoot() }
  /// A quarter turn to the left.
  var left: Vec { Vec(-y, x) }
  /// Of length one; zero stays zero.
  var direction: Vec {
    let l = length
    return l > 0 ? Vec(x / l, y / l) : self
  }

  func distanceSquared(toSegment a: Vec, _ b: Vec) -> Double {
    let d = b - a
    let l = d.squared
    if l == 0 { return (self - a).squared }
    let t = min(1, max(0, (self - a).dot(d) / l))
    return (self - (a + d * t)).squared
  }
}

/// Sixty-four directions a full turn round, from a literal quarter; no trigonometry at run time.
enum Directions {
  private static let quarter: [(Double, Double)] = [
    (1.0, 0.0), (0.9951847266721969, 0.0980171403295606), (0.9807852804032304, 0.19509032201612825),
    (0.9569403357322088, 0.29028467725446233), (0.9238795325112867, 0.3826834323650898),
    (0.881921264348355, 0.47139673682599764), (0.8314696123025452, 0.5555702330196022),
    (0.773010453362737, 0.6343932841636455), (0.7071067811865476, 0.7071067811865475),
    (0.6343932841636455, 0.7730104533627369), (0.5555702330196023, 0.8314696123025452),
    (0.4713967368259978, 0.8819212643483549), (0.38268343236508984, 0.9238795325112867),
    (0.29028467725446233, 0.9569403357322089), (0.19509032201612833, 0.9807852804032304),
    (0.09801714032956077, 0.9951847266721968),
  ]

  static let all: [Vec] = (0..<64).map { i in
    let (c, s) = quarter[i % 16]
    switch i / 16 {
    case 0: return Vec(c, s)
    case 1: return Vec(-s, c)
    case 2: return Vec(-c, -s)
    default: return Vec(s, -c)
    }
  }
}
