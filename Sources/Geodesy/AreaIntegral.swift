public import Geometry

/// How the area of ground is reckoned; printed with every area.
public enum AreaMethod: Hashable, Sendable {
  /// On the ellipsoid, under edges that are straight in longitude and latitude. The default.
  case ellipsoid
  /// The land survey's trapezoid formula (国土调查办发〔2008〕32号) on the edges as they are.
  case landSurvey
  /// In the Gauss–Krüger plane of one central meridian, edges split to ≤ 250 m and their points projected.
  case gaussKruger(centralMeridian: Int)

  /// The name in files and answers: `ellipsoid`, `landSurvey`, `gaussKruger:120`.
  public var name: String {
    switch self {
    case .ellipsoid: "ellipsoid"
    case .landSurvey: "landSurvey"
    case .gaussKruger(let meridian): "gaussKruger:\(meridian)"
    }
  }

  public init?(name: String) {
    switch name {
    case "ellipsoid": self = .ellipsoid
    case "landSurvey": self = .landSurvey
    default:
      guard name.hasPrefix("gaussKruger:"), let meridian = Int(name.dropFirst(12)), (-180...180).contains(meridian)
      else { return nil }
      self = .gaussKruger(centralMeridian: meridian)
    }
  }

  /// The name in documents.
  public var chineseName: String {
    switch self {
    case .ellipsoid: "CGCS2000 椭球面积"
    case .landSurvey: "国土调查图幅椭球面积公式"
    case .gaussKruger(let meridian): "高斯—克吕格平面面积（中央经线 \(meridian)°）"
    }
  }
}

/// The area of one method as a sum over edges and pieces of edges, in square metres.
///
/// A closed boundary, counter-clockwise, gives its area; pieces of an edge add up to the edge, so that parts of a
/// site add up to the site. No library trigonometry, so equal input gives equal bits everywhere.
public struct AreaIntegral: Sendable {
  public let method: AreaMethod
  private let rows = LatitudeRows.shared
  private let origin: GridPoint
  private let originQ: Double
  private let plane: GaussKruger?
  private let planeOrigin: (x: Double, y: Double)

  /// - Parameter origin: a place near the ground that is measured, so that nothing large cancels; all pieces that
  ///   are to add up must share it.
  public init(_ method: AreaMethod, near origin: GridPoint) {
    self.method = method
    self.origin = origin
    let (row, _) = rows.at(Double(origin.y))
    originQ = row.pointee.q.0
    if case .gaussKruger(let meridian) = method {
      let projection = GaussKruger(centralMeridian: Double(meridian))
      plane = projection
      let p = projection.project(longitude: origin.longitude, latitude: origin.latitude)
      planeOrigin = (p.easting, p.northing)
    } else {
      plane = nil
      planeOrigin = (0, 0)
    }
  }

  /// The share of the edge a → b between two fractions of it.
  @inline(__always)
  public func piece(_ a: GridPoint, _ b: GridPoint, from: Double = 0, to: Double = 1) -> Double {
    switch method {
    case .ellipsoid:
      return ellipsoid(a, b, from, to)
    case .landSurvey:
      return ellipsoid(a, b, from, to) + trapezoidExcess(a, b) * (to - from)
    case .gaussKruger:
      return planar(a, b, from, to)
    }
  }

  /// The signed area within a ring, positive counter-clockwise.
  public func ring(_ ring: [GridPoint]) -> Double {
    guard var a = ring.last else { return 0 }
    var sum = 0.0
    for b in ring {
      sum += piece(a, b)
      a = b
    }
    return sum
  }

  /// The area of normalised polygons.
  public static func area(of polygons: [GridPolygon], _ method: AreaMethod = .ellipsoid) -> Double {
    var box = GridBox.empty
    for p in polygons { box.add(p.box) }
    guard !box.isEmpty else { return 0 }
    let integral = AreaIntegral(method, near: GridPoint(x: (box.minX + box.maxX) / 2, y: (box.minY + box.maxY) / 2))
    return polygons.reduce(0) { sum, polygon in
      sum + abs(integral.ring(polygon.shell)) - polygon.holes.reduce(0) { $0 + abs(integral.ring($1)) }
    }
  }

  /// J = −Δλ·[Q(φm) − Q₀ + Q″(φm)·Δφ²/24 …], the mean of Q along a straight piece, exact to the rounding.
  @inline(__always)
  private func ellipsoid(_ a: GridPoint, _ b: GridPoint, _ from: Double, _ to: Double) -> Double {
    let width = Double(b.x &- a.x)
    let height = Double(b.y &- a.y)
    let part = to - from
    if abs(height * part) > 1e7 { return longEllipsoid(a, b, from, to) }
    let (row, h) = rows.at(Double(a.y) + height * (0.5 * (from + to)))
    let q = row.pointee.q
    let dφ = height * part * Double.radiansPerGridStep
    let value = q.1 + h * (q.2 + h * (q.3 + h * (q.4 + h * q.5)))
    let curve = 2 * q.2 + h * (6 * q.3 + h * (12 * q.4 + h * (20 * q.5)))
    let square = dφ * dφ
    let mean = (q.0 - originQ) + h * value + square * (curve / 24 + square * (q.4 / 80))
    return -(width * part * Double.radiansPerGridStep) * mean
  }

  private func longEllipsoid(_ a: GridPoint, _ b: GridPoint, _ from: Double, _ to: Double) -> Double {
    let pieces = (abs(Double(b.y - a.y) * (to - from)) / 5e6).rounded(.up)
    var sum = 0.0
    var start = from
    for k in 1...Int(pieces) {
      let end = from + (to - from) * (Double(k) / pieces)
      sum += ellipsoid(a, b, start, end)
      start = end
    }
    return sum
  }

  /// What the survey's formula for the whole edge gives beyond the integral: its mean of Q is that of the ends.
  private func trapezoidExcess(_ a: GridPoint, _ b: GridPoint) -> Double {
    let width = Double(b.x &- a.x) * Double.radiansPerGridStep
    let height = Double(b.y &- a.y)
    if abs(height) > 1e6 {
      return -width * 0.5 * (relativeQ(a.y) + relativeQ(b.y)) - ellipsoid(a, b, 0, 1)
    }
    // (Q(φ₁) + Q(φ₂))/2 − mean = Q″Δφ²/12 + Q⁗Δφ⁴/480
    let (row, h) = rows.at(Double(a.y) + 0.5 * height)
    let q = row.pointee.q
    let curve = 2 * q.2 + h * (6 * q.3 + h * (12 * q.4 + h * (20 * q.5)))
    let dφ = height * Double.radiansPerGridStep
    let square = dφ * dφ
    return -width * square * (curve / 12 + square * (q.4 / 20))
  }

  private func relativeQ(_ y: Int64) -> Double {
    let (row, h) = rows.at(Double(y))
    let q = row.pointee.q
    return (q.0 - originQ) + h * (q.1 + h * (q.2 + h * (q.3 + h * (q.4 + h * q.5))))
  }

  /// The plane's area under the projected edge. The edge as it truly runs is integrated, so that pieces meet at
  /// their crossing points; what the chords between split points leave out is spread evenly over each of them.
  private func planar(_ a: GridPoint, _ b: GridPoint, _ from: Double, _ to: Double) -> Double {
    // Two ways along one edge, as two neighbours run it, are computed from the same points.
    if b < a { return -planar(b, a, 1 - to, 1 - from) }
    let length = EdgeLength.shared.piece(a, b)
    let splits = max(1, (length / 250).rounded(.up))
    var sum = 0.0
    var k = (from * splits).rounded(.down)
    while k < splits && k / splits < to {
      let left = k / splits
      let right = (k + 1) / splits
      let start = max(left, from)
      let end = min(right, to)
      k += 1
      guard end > start else { continue }
      let p0 = projected(a, b, left)
      let p1 = projected(a, b, right)
      let lens = bow(a, b, left, right, p0, p1)
      if start == left && end == right {
        sum += 0.5 * (p0.x * p1.y - p0.y * p1.x)
      } else {
        let s0 = projected(a, b, start)
        let s1 = projected(a, b, end)
        sum += 0.5 * (s0.x * s1.y - s0.y * s1.x) + bow(a, b, start, end, s0, s1)
        sum -= lens * ((end - start) * splits)
      }
    }
    return sum
  }

  /// The area between the chord and the projected edge, a parabola through its middle.
  private func bow(
    _ a: GridPoint, _ b: GridPoint, _ from: Double, _ to: Double, _ p0: (x: Double, y: Double), _ p1: (x: Double, y: Double)
  ) -> Double {
    let m = projected(a, b, 0.5 * (from + to))
    return 2.0 / 3 * ((m.x - p0.x) * (p1.y - p0.y) - (m.y - p0.y) * (p1.x - p0.x))
  }

  private func projected(_ a: GridPoint, _ b: GridPoint, _ t: Double) -> (x: Double, y: Double) {
    guard let plane else { preconditionFailure("a plane method without its plane") }
    let x = t == 1 ? b.longitude : a.longitude + Double(b.x - a.x) * t / GridPoint.perDegree
    let y = t == 1 ? b.latitude : a.latitude + Double(b.y - a.y) * t / GridPoint.perDegree
    let p = plane.project(longitude: x, latitude: y)
    return (p.easting - planeOrigin.x, p.northing - planeOrigin.y)
  }
}
