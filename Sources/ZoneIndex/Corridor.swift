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
    let united = try PolygonUnion.roundedUnion(pieces)
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

  /// Pieces that together cover the strip: one polygon for each run of segments that bends gently, and wedges at the
  /// turns between runs.
  private static func strip(_ given: [RawPoint], half: Double, closed: Bool) -> [GridPolygon] {
    var points: [RawPoint] = []
    for p in given where p != points.last { points.append(p) }
    guard points.count > 1 else { return [] }
    var segments: [Segment] = []
    for i in 1..<points.count { segments.append(Segment(points[i - 1], points[i])) }
    var pieces: [GridPolygon] = []
    func add(_ ring: [GridPoint]) {
      let ring = RingShape.withoutRepeats(ring)
      if ring.count >= 3, RingShape.doubleArea(ring) != 0 { pieces.append(GridPolygon(shell: ring).normalised) }
    }
    var first = 0
    while first < segments.count {
      var last = first
      // What the inner side of the turn before has taken from the segment.
      var taken = 0.0
      while last + 1 < segments.count {
        let (a, b) = (segments[last], segments[last + 1])
        let need = half * abs(a.halfTurnTangent(to: b))
        guard a.cosine(to: b) > 0.5, segments[first].cosine(to: b) > 0.75,
          taken + need < 0.9 * a.length, need < 0.9 * b.length
        else { break }
        taken = need
        last += 1
      }
      add(run(segments[first...last], half))
      let next = last + 1 < segments.count ? last + 1 : (closed ? 0 : -1)
      if next >= 0 { add(wedge(segments[last], segments[next], half)) }
      first = last + 1
    }
    return pieces
  }

  /// A straight piece of the line with its left unit normal.
  private struct Segment {
    let a: RawPoint
    let b: RawPoint
    let length: Double
    let x: Double
    let y: Double

    init(_ a: RawPoint, _ b: RawPoint) {
      self.a = a
      self.b = b
      let (dx, dy) = (b.x - a.x, b.y - a.y)
      length = (dx * dx + dy * dy).squareRoot()
      x = -dy / length
      y = dx / length
    }

    func cosine(to o: Segment) -> Double { x * o.x + y * o.y }
    func sine(to o: Segment) -> Double { x * o.y - y * o.x }
    func halfTurnTangent(to o: Segment) -> Double { sine(to: o) / max(1e-9, 1 + cosine(to: o)) }
  }

  private static func grid(_ p: RawPoint, _ nx: Double, _ ny: Double) -> GridPoint {
    GridPoint(x: Int64(((p.x + nx) * fine).rounded()), y: Int64(((p.y + ny) * fine).rounded()))
  }

  /// The strip along a run: its sides never fold, since every segment is longer than what its turns take on the inside.
  private static func run(_ segments: ArraySlice<Segment>, _ half: Double) -> [GridPoint] {
    var left: [GridPoint] = []
    var right: [GridPoint] = []
    for (i, s) in zip(segments.indices, segments) {
      if i == segments.startIndex {
        left.append(grid(s.a, s.x * half, s.y * half))
        right.append(grid(s.a, -s.x * half, -s.y * half))
      }
      guard i + 1 < segments.endIndex else {
        left.append(grid(s.b, s.x * half, s.y * half))
        right.append(grid(s.b, -s.x * half, -s.y * half))
        break
      }
      let o = segments[i + 1]
      let turnsLeft = s.sine(to: o) > 0
      let side = turnsLeft ? -half : half
      let mitre = -side / (1 + s.cosine(to: o))
      let inner = grid(s.b, (s.x + o.x) * mitre, (s.y + o.y) * mitre)
      let outer = arc(s, o, side)
      if turnsLeft {
        left.append(inner)
        right += outer
      } else {
        left += outer
        right.append(inner)
      }
    }
    return right + left.reversed()
  }

  /// The round corner on the outer side of a turn.
  private static func wedge(_ s: Segment, _ o: Segment, _ half: Double) -> [GridPoint] {
    [grid(s.b, 0, 0)] + arc(s, o, s.sine(to: o) > 0 ? -half : half)
  }

  private static func arc(_ s: Segment, _ o: Segment, _ side: Double) -> [GridPoint] {
    let turn = SteadyMath.atan2(s.sine(to: o), s.cosine(to: o))
    var points = [grid(s.b, s.x * side, s.y * side)]
    let steps = max(1, Int((abs(turn) / arcStep).rounded(.up)))
    for k in 1..<max(1, steps) {
      let (sin, cos) = SteadyMath.sinCos(turn * Double(k) / Double(steps))
      points.append(grid(s.b, (s.x * cos - s.y * sin) * side, (s.x * sin + s.y * cos) * side))
    }
    points.append(grid(s.b, o.x * side, o.y * side))
    return points
  }
}
