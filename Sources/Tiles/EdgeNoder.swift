/// Edges between places on a zoom's grid, split until they meet in common ends alone.
///
/// Rounding to the grid makes edges cross, touch and fall on each other. Where two cross, both get the nearest grid
/// place of the crossing; where an end lies on an edge, the edge gets it. Splitting moves an edge by half a step at
/// most, which may make it meet others, so this is repeated until nothing meets (snap rounding, iterated).
struct EdgeNoder {
  struct Edge {
    var a: Int32
    var b: Int32
  }

  /// Places by number.
  private(set) var points: [TilePoint] = []
  private(set) var edges: [Edge] = []
  private var pointTable: WordTable
  private var edgeTable: WordTable
  /// Places to be put into an edge, by edge.
  private var splits: [Int32: [Int32]] = [:]
  /// What became of split edges: the places from a to b, ends included.
  private var paths: [Int32: [Int32]] = [:]
  /// By edge, whether it is no more, having been split.
  private var isSplit: [Bool] = []

  init(capacity: Int) {
    pointTable = WordTable(capacity: capacity)
    edgeTable = WordTable(capacity: capacity)
    points.reserveCapacity(capacity)
    edges.reserveCapacity(capacity)
  }

  mutating func number(of p: TilePoint) -> Int32 {
    let (number, isNew) = pointTable.number(of: p.key)
    if isNew { points.append(p) }
    return number
  }

  /// Adds an edge between two different places; the same edge is kept once.
  @discardableResult
  mutating func add(_ a: Int32, _ b: Int32) -> Int32 {
    let (low, high) = a < b ? (a, b) : (b, a)
    let (number, isNew) = edgeTable.number(of: UInt64(UInt32(bitPattern: low)) << 32 | UInt64(UInt32(bitPattern: high)))
    if isNew {
      edges.append(Edge(a: low, b: high))
      isSplit.append(false)
    }
    return number
  }

  /// Splits until nothing meets. Returns whether anything was split.
  @discardableResult
  mutating func node() -> Bool {
    var from = 0
    var any = false
    // Each round splits at grid places on the edges' way, of which there are finitely many; a few rounds do in practice.
    for _ in 0..<64 {
      findMeetings(newFrom: from)
      guard !splits.isEmpty else { break }
      any = true
      from = edges.count
      for (edge, inner) in splits.sorted(by: { $0.key < $1.key }) { split(edge, inner) }
      splits.removeAll(keepingCapacity: true)
    }
    return any
  }

  private mutating func split(_ edge: Int32, _ inner: [Int32]) {
    let e = edges[Int(edge)]
    let origin = points[Int(e.a)]
    let end = points[Int(e.b)]
    let (dx, dy) = (Int64(end.x) - Int64(origin.x), Int64(end.y) - Int64(origin.y))
    func along(_ n: Int32) -> Int64 {
      let p = points[Int(n)]
      return (Int64(p.x) - Int64(origin.x)) * dx + (Int64(p.y) - Int64(origin.y)) * dy
    }
    var path = [e.a]
    for n in Set(inner).map({ (along($0), $0) }).sorted(by: { $0 < $1 }).map(\.1) where n != e.a && n != e.b { path.append(n) }
    path.append(e.b)
    guard path.count > 2 else { return }
    paths[edge] = path
    isSplit[Int(edge)] = true
    for (p, q) in zip(path, path.dropFirst()) where p != q { add(p, q) }
  }

  /// Appends the way along an edge without the place where it begins, along what the edge was split into.
  ///
  /// - Parameter b: the end of the edge to go to.
  func appendWay(along edge: Int32, to b: Int32, to way: inout [Int32]) {
    guard isSplit[Int(edge)], let path = paths[edge] else {
      way.append(b)
      return
    }
    if b == path[path.count - 1] {
      for (p, q) in zip(path, path.dropFirst()) { appendPart(p, q, to: &way) }
    } else {
      let back = path.reversed()
      for (p, q) in zip(back, back.dropFirst()) { appendPart(p, q, to: &way) }
    }
  }

  private func appendPart(_ a: Int32, _ b: Int32, to way: inout [Int32]) {
    let (low, high) = a < b ? (a, b) : (b, a)
    if let edge = edgeTable.known(UInt64(UInt32(bitPattern: low)) << 32 | UInt64(UInt32(bitPattern: high))) {
      appendWay(along: edge, to: b, to: &way)
    }
  }

  // MARK: Meetings

  /// Finds where edges meet other than in common ends; pairs of edges before `newFrom` are known not to.
  private mutating func findMeetings(newFrom: Int) {
    guard let grid = EdgeGrid(points: points, edges: edges, skip: isSplit) else { return }
    var found: [(edge: Int32, other: Int32)] = []
    grid.forEachPair(newFrom: newFrom) { i, j in
      let (e, f) = (edges[Int(i)], edges[Int(j)])
      if Self.meet(points[Int(e.a)], points[Int(e.b)], points[Int(f.a)], points[Int(f.b)]) { found.append((i, j)) }
    }
    for (i, j) in found { note(i, j) }
  }

  /// Whether two different edges share a place that is not an end of both.
  static func meet(_ a: TilePoint, _ b: TilePoint, _ c: TilePoint, _ d: TilePoint) -> Bool {
    guard max(a.x, b.x) >= min(c.x, d.x), max(c.x, d.x) >= min(a.x, b.x), max(a.y, b.y) >= min(c.y, d.y), max(c.y, d.y) >= min(a.y, b.y)
    else { return false }
    let (s, t) = (TilePoint.turn(a, b, c), TilePoint.turn(a, b, d))
    if (s > 0 && t > 0) || (s < 0 && t < 0) { return false }
    let (u, v) = (TilePoint.turn(c, d, a), TilePoint.turn(c, d, b))
    if (u > 0 && v > 0) || (u < 0 && v < 0) { return false }
    if s != 0 && t != 0 && u != 0 && v != 0 { return true }
    return (s == 0 && inside(c, a, b)) || (t == 0 && inside(d, a, b)) || (u == 0 && inside(a, c, d)) || (v == 0 && inside(b, c, d))
  }

  /// Whether a place on the line through a and b lies between them, ends excluded.
  private static func inside(_ p: TilePoint, _ a: TilePoint, _ b: TilePoint) -> Bool {
    p != a && p != b && p.x >= min(a.x, b.x) && p.x <= max(a.x, b.x) && p.y >= min(a.y, b.y) && p.y <= max(a.y, b.y)
  }

  private mutating func note(_ i: Int32, _ j: Int32) {
    let (e, f) = (edges[Int(i)], edges[Int(j)])
    let (a, b, c, d) = (points[Int(e.a)], points[Int(e.b)], points[Int(f.a)], points[Int(f.b)])
    let (s, t) = (TilePoint.turn(a, b, c), TilePoint.turn(a, b, d))
    let (u, v) = (TilePoint.turn(c, d, a), TilePoint.turn(c, d, b))
    if s != 0 && t != 0 && u != 0 && v != 0 {
      let place = number(of: Self.crossing(a, b, c, d))
      if place != e.a && place != e.b { splits[i, default: []].append(place) }
      if place != f.a && place != f.b { splits[j, default: []].append(place) }
      return
    }
    if s == 0 && Self.inside(c, a, b) { splits[i, default: []].append(f.a) }
    if t == 0 && Self.inside(d, a, b) { splits[i, default: []].append(f.b) }
    if u == 0 && Self.inside(a, c, d) { splits[j, default: []].append(e.a) }
    if v == 0 && Self.inside(b, c, d) { splits[j, default: []].append(e.b) }
  }

  /// The grid place nearest to where two edges cross.
  static func crossing(_ a: TilePoint, _ b: TilePoint, _ c: TilePoint, _ d: TilePoint) -> TilePoint {
    let u = TilePoint.turn(c, d, a)
    let v = TilePoint.turn(c, d, b)
    let t = Double(u) / (Double(u) - Double(v))
    return TilePoint(
      x: a.x + Int32(((Double(b.x) - Double(a.x)) * t).rounded()), y: a.y + Int32(((Double(b.y) - Double(a.y)) * t).rounded()))
  }
}
