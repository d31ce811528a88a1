public import Geometry

/// Lengths in metres along edges that are straight in longitude and latitude, on the ellipsoid.
public struct EdgeLength: Sendable {
  private let rows = LatitudeRows.shared

  public static let shared = EdgeLength()

  /// The length of the edge a → b between two fractions of it; pieces add up to the edge.
  @inline(__always)
  public func piece(_ a: GridPoint, _ b: GridPoint, from: Double = 0, to: Double = 1) -> Double {
    let width = Double(b.x &- a.x) * Double.radiansPerGridStep
    let height = Double(b.y &- a.y)
    let part = to - from
    if abs(height * part) > 2e6 { return long(a, b, from, to) }
    // Gauss–Legendre at two points: the speed along the edge is almost constant.
    let middle = Double(a.y) + height * (0.5 * (from + to))
    let reach = height * part * 0.28867513459481287
    return 0.5 * abs(part) * (speed(width, height, middle - reach) + speed(width, height, middle + reach))
  }

  /// The length of a line, or of a closed ring.
  public func length(of points: [GridPoint], closed: Bool) -> Double {
    guard var a = closed ? points.last : points.first else { return 0 }
    var sum = 0.0
    for b in closed ? points[...] : points.dropFirst() {
      sum += piece(a, b)
      a = b
    }
    return sum
  }

  /// Metres per degree of longitude and of latitude at a latitude, in grid steps.
  public func metresPerDegree(atGridLatitude y: Double) -> (longitude: Double, latitude: Double) {
    let (m, r) = radii(y)
    return (r * Double.radiansPerDegree, m * Double.radiansPerDegree)
  }

  @inline(__always)
  func radii(_ y: Double) -> (meridian: Double, parallel: Double) {
    let (row, h) = rows.at(y)
    let m = row.pointee.meridian
    let r = row.pointee.parallel
    return (
      m.0 + h * (m.1 + h * (m.2 + h * (m.3 + h * m.4))),
      r.0 + h * (r.1 + h * (r.2 + h * (r.3 + h * r.4)))
    )
  }

  @inline(__always)
  private func speed(_ width: Double, _ height: Double, _ y: Double) -> Double {
    let (m, r) = radii(y)
    let east = r * width
    let north = m * (height * Double.radiansPerGridStep)
    return (east * east + north * north).squareRoot()
  }

  private func long(_ a: GridPoint, _ b: GridPoint, _ from: Double, _ to: Double) -> Double {
    let pieces = (abs(Double(b.y - a.y) * (to - from)) / 1e6).rounded(.up)
    var sum = 0.0
    var start = from
    for k in 1...Int(pieces) {
      let end = from + (to - from) * (Double(k) / pieces)
      sum += piece(a, b, from: start, to: end)
      start = end
    }
    return sum
  }
}
