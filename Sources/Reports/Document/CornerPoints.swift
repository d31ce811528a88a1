import Geometry

/// The points of a site that make its shape, as a survey numbers them: without those that only divide a straight edge into equal pieces,
/// shells clockwise and holes counterclockwise from their north-western point.
struct CornerPoints {
  let geometry: FeatureGeometry
  /// How many were left out.
  let dividing: Int

  /// Edges given in a plane are divided into equal pieces up to this length when they are read, metres; each is then longer than half.
  static let longestPiece = 250.0
  /// What the grid's step and the printed centimetre leave of straightness and equality, metres.
  static let straightness = 0.004
  static let equality = 0.02

  init(_ geometry: FeatureGeometry, in zone: LocalZone) {
    var dropped = 0
    func kept(_ points: [GridPoint], closed: Bool) -> [GridPoint] {
      let plane = points.map(zone.position)
      let corners = points.indices.filter { !Self.divides($0, plane, closed: closed) }
      // A figure of which nothing would be left is listed as it is.
      guard corners.count >= (closed ? 3 : 2) else { return points }
      dropped += points.count - corners.count
      return corners.map { points[$0] }
    }
    func ring(_ points: [GridPoint], clockwise: Bool) -> [GridPoint] {
      Self.ordered(kept(points, closed: true), in: zone, clockwise: clockwise)
    }
    switch geometry {
    case .polygons(let polygons):
      self.geometry = .polygons(
        polygons.map { p in
          GridPolygon(shell: ring(p.shell, clockwise: true), holes: p.holes.map { ring($0, clockwise: false) })
        })
    case .lines(let lines): self.geometry = .lines(lines.map { kept($0, closed: false) })
    case .points: self.geometry = geometry
    }
    dividing = dropped
  }

  /// Whether a point lies on the straight between its neighbours, as far from one as from the other, at the distance of divided edges.
  private static func divides(_ i: Int, _ plane: [(east: Double, north: Double)], closed: Bool) -> Bool {
    guard plane.count > 2, closed || (i > 0 && i + 1 < plane.count) else { return false }
    let (a, p, b) = (plane[(i + plane.count - 1) % plane.count], plane[i], plane[(i + 1) % plane.count])
    func length(_ x: (east: Double, north: Double), _ y: (east: Double, north: Double)) -> Double {
      ((x.east - y.east) * (x.east - y.east) + (x.north - y.north) * (x.north - y.north)).squareRoot()
    }
    let (before, after, whole) = (length(a, p), length(p, b), length(a, b))
    guard before <= longestPiece + equality, before > longestPiece / 2 - equality, abs(before - after) <= equality, whole > 0 else {
      return false
    }
    let cross = (b.east - a.east) * (p.north - a.north) - (b.north - a.north) * (p.east - a.east)
    return abs(cross) / whole <= straightness
  }

  /// The ring from its most north-western point on, in the sense wanted.
  private static func ordered(_ ring: [GridPoint], in zone: LocalZone, clockwise: Bool) -> [GridPoint] {
    let plane = ring.map(zone.position)
    var doubleArea = 0.0
    for i in plane.indices {
      let (p, q) = (plane[i], plane[(i + 1) % plane.count])
      doubleArea += p.east * q.north - q.east * p.north
    }
    let turned = (doubleArea < 0) == clockwise ? Array(ring.indices) : Array(ring.indices.reversed())
    let start = turned.indices.max { i, j in
      let (a, b) = (plane[turned[i]], plane[turned[j]])
      return (a.north - a.east, -Double(i)) < (b.north - b.east, -Double(j))
    }!
    return (turned[start...] + turned[..<start]).map { ring[$0] }
  }
}
