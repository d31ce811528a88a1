internal import Geometry

/// Places at even steps along borders; each stands for a step of border.
struct BorderSamples {
  /// In degrees.
  var places: [(longitude: Double, latitude: Double)]
  /// In the plane, metres.
  var points: [PlanePoint]
  /// Border metres that a sample stands for.
  var stepMetres: Double
  /// Border metres in all.
  var lengthMetres: Double
  /// Corners of the borders sampled: what neighbouring samples between the same two corners share is no new evidence.
  var corners: Int

  init(of borders: BorderEdges, in plane: MetricPlane, limit: Int) {
    let ends = borders.edges.map { (plane.metres($0.a), plane.metres($0.b)) }
    let lengths = ends.map { ((($0.1.x - $0.0.x) * ($0.1.x - $0.0.x)) + (($0.1.y - $0.0.y) * ($0.1.y - $0.0.y))).squareRoot() }
    lengthMetres = lengths.reduce(0, +)
    corners = ends.count
    stepMetres = max(lengthMetres / Double(limit), 0.5)
    places = []
    points = []
    places.reserveCapacity(limit + 1)
    points.reserveCapacity(limit + 1)
    // The first half a step in; then a step each, on through the edges in their order.
    var next = stepMetres / 2
    for (i, edge) in borders.edges.enumerated() {
      let length = lengths[i]
      while next < length {
        let t = next / length
        places.append(
          (
            edge.a.longitude + (edge.b.longitude - edge.a.longitude) * t, edge.a.latitude + (edge.b.latitude - edge.a.latitude) * t
          ))
        let (a, b) = ends[i]
        points.append(PlanePoint(x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t))
        next += stepMetres
      }
      next -= length
    }
  }

  /// The same places after a change of their degrees.
  func mapped(in plane: MetricPlane, _ change: (Double, Double) -> (longitude: Double, latitude: Double)) -> BorderSamples {
    var copy = self
    copy.places = places.map { change($0.longitude, $0.latitude) }
    copy.points = copy.places.map { plane.metres(longitude: $0.longitude, latitude: $0.latitude) }
    return copy
  }

  /// Every so-manyth, at most `count` of them.
  func thinned(to count: Int) -> [PlanePoint] {
    guard points.count > count else { return points }
    return (0..<count).map { points[$0 * points.count / count] }
  }

  var middle: PlanePoint {
    let n = Double(max(1, points.count))
    return PlanePoint(x: points.reduce(0) { $0 + $1.x } / n, y: points.reduce(0) { $0 + $1.y } / n)
  }

  /// Root mean square distance from the middle, metres.
  func spread(about c: PlanePoint) -> Double {
    guard !points.isEmpty else { return 0 }
    let sum = points.reduce(0) { $0 + ($1.x - c.x) * ($1.x - c.x) + ($1.y - c.y) * ($1.y - c.y) }
    return (sum / Double(points.count)).squareRoot()
  }
}
