internal import Geodesy
internal import Geometry

/// The ground of a line with a width: a strip along it with round corners and square ends.
///
/// Drawn in the local 3-degree Gauss–Krüger plane on a grid of 0.1 mm, from rectangles and wedges that are united;
/// no library trigonometry.
enum Corridor {
  /// Steps of the plane's grid in a metre.
  private static let fine = 10_000.0
  /// The largest angle between points of a round corner, radians: a 64th of the circle.
  private static let arcStep = Double.pi / 32

  static func polygons(along lines: [[GridPoint]], widthMetres: Double) throws(GeometryRefusal) -> [GridPolygon] {
    var box = GridBox.empty
    for line in lines { box.add(GridBox(line)) }
    let middle = Double((box.minX + box.maxX) / 2) / GridPoint.perDegree
    let meridian = min(135, max(75, Int((middle / 3).rounded()) * 3))
    let system = CoordinateReferenceSystem.gaussKruger(centralMeridian: meridian, zonePrefixed: false)
    var pieces: [GridPolygon] = []
    for line in lines {
      let plane = line.map { system.position(longitude: $0.longitude, latitude: $0.latitude) }
      pieces += strip(plane, half: widthMetres / 2, closed: line.count > 3 && line.first == line.last)
    }
    let united = try PolygonUnion.union(pieces)
    let raw = RawGeometry.polygons(
      united.map { $0.rings.map { $0.map { RawPoint(Double($0.x) / fine, Double($0.y) / fine) } } })
    let result: FeatureGeometry
    do {
      result = try raw.onGrid(from: system)
    } catch {
      throw .engine(error.message)
    }
    guard case .polygons(let polygons) = result, !polygons.isEmpty else { throw .empty }
    // Snapping to the grid may close a needle; then, and only then, the outline is cleaned.
    do {
      var checked: [GridPolygon] = []
      for polygon in polygons { checked.append(try polygon.checked().polygon) }
      return checked
    } catch {
      return try PolygonUnion.repaired(polygons)
    }
  }

  private static func strip(_ points: [RawPoint], half: Double, closed: Bool) -> [GridPolygon] {
    func grid(_ x: Double, _ y: Double) -> GridPoint {
      GridPoint(x: Int64((x * fine).rounded()), y: Int64((y * fine).rounded()))
    }
    var pieces: [GridPolygon] = []
    func add(_ ring: [GridPoint]) {
      let ring = RingShape.withoutRepeats(ring)
      if ring.count >= 3, RingShape.doubleArea(ring) != 0 { pieces.append(GridPolygon(shell: ring).normalised) }
    }
    // Unit normals, left of each segment.
    var normals: [(x: Double, y: Double)] = []
    for i in 1..<points.count {
      let dx = points[i].x - points[i - 1].x
      let dy = points[i].y - points[i - 1].y
      let length = (dx * dx + dy * dy).squareRoot()
      normals.append(length > 0 ? (-dy / length, dx / length) : normals.last ?? (0, 1))
    }
    for i in normals.indices {
      let (a, b, n) = (points[i], points[i + 1], normals[i])
      add([
        grid(a.x - n.x * half, a.y - n.y * half), grid(b.x - n.x * half, b.y - n.y * half),
        grid(b.x + n.x * half, b.y + n.y * half), grid(a.x + n.x * half, a.y + n.y * half),
      ])
      let next = i + 1 < normals.count ? i + 1 : (closed ? 0 : -1)
      guard next >= 0 else { continue }
      // A wedge on the outer side of the turn.
      let m = normals[next]
      let turn = SteadyMath.atan2(n.x * m.y - n.y * m.x, n.x * m.x + n.y * m.y)
      guard abs(turn) > 1e-12 else { continue }
      let side = turn > 0 ? -half : half
      let steps = max(1, Int((abs(turn) / arcStep).rounded(.up)))
      var wedge = [grid(b.x, b.y), grid(b.x + n.x * side, b.y + n.y * side)]
      for k in 1..<max(1, steps) {
        let (s, c) = SteadyMath.sinCos(turn * Double(k) / Double(steps))
        wedge.append(grid(b.x + (n.x * c - n.y * s) * side, b.y + (n.x * s + n.y * c) * side))
      }
      wedge.append(grid(b.x + m.x * side, b.y + m.y * side))
      add(wedge)
    }
    return pieces
  }
}
