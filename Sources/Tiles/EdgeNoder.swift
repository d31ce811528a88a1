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

/// Edges by the cells of a square grid that they pass.
private struct EdgeGrid {
  private var starts: [Int32]
  private var members: [Int32] = []

  /// - Parameter skip: edges that are no more, having been split.
  init?(points: [TilePoint], edges: [EdgeNoder.Edge], skip: [Bool]) {
    guard !edges.isEmpty else { return nil }
    var box = TileBox.empty
    for p in points { box.add(p) }
    let side = Int64(max(box.maxX - box.minX, box.maxY - box.minY)) + 1
    var cells: Int64 = 1
    while cells * cells < Int64(edges.count) * 2 && cells < 4096 { cells *= 2 }
    var shift: Int32 = 0
    while side >> Int64(shift) >= cells { shift += 1 }
    let columns = Int((Int64(box.maxX) - Int64(box.minX)) >> Int64(shift)) + 1
    let rows = Int((Int64(box.maxY) - Int64(box.minY)) >> Int64(shift)) + 1
    starts = [Int32](repeating: 0, count: columns * rows + 1)
    func each(_ e: EdgeNoder.Edge, _ body: (Int) -> Void) {
      let (p, q) = (points[Int(e.a)], points[Int(e.b)])
      let (low, high) = p.y <= q.y ? (p, q) : (q, p)
      let firstRow = Int((low.y - box.minY) >> shift)
      let lastRow = Int((high.y - box.minY) >> shift)
      if firstRow == lastRow {
        let c = (Int((min(p.x, q.x) - box.minX) >> shift), Int((max(p.x, q.x) - box.minX) >> shift))
        for column in c.0...c.1 { body(firstRow * columns + column) }
        return
      }
      let slope = (Double(high.x) - Double(low.x)) / (Double(high.y) - Double(low.y))
      let (least, most) = (Double(min(p.x, q.x)), Double(max(p.x, q.x)))
      for row in firstRow...lastRow {
        let south = Double(box.minY) + Double((row + 1) << Int(shift))
        let north = Double(box.minY) + Double(row << Int(shift))
        let x0 = Double(low.x) + (max(north, Double(low.y)) - Double(low.y)) * slope
        let x1 = Double(low.x) + (min(south, Double(high.y)) - Double(low.y)) * slope
        let from = Int((Int32(max(least, min(x0, x1) - 1)) - box.minX) >> shift)
        let to = Int((Int32(min(most, max(x0, x1) + 1)) - box.minX) >> shift)
        for column in max(0, from)...max(0, min(columns - 1, to)) { body(row * columns + column) }
      }
    }
    for (i, e) in edges.enumerated() where !skip[i] { each(e) { starts[$0 + 1] += 1 } }
    for i in 1..<starts.count { starts[i] += starts[i - 1] }
    members = [Int32](repeating: 0, count: Int(starts[starts.count - 1]))
    var at = starts
    for (i, e) in edges.enumerated() where !skip[i] {
      each(e) { cell in
        members[Int(at[cell])] = Int32(i)
        at[cell] += 1
      }
    }
  }

  /// Calls with pairs that share a cell and of which one is `newFrom` or later; a pair may come more than once.
  func forEachPair(newFrom: Int, _ body: (Int32, Int32) -> Void) {
    for cell in 0..<(starts.count - 1) {
      let (from, to) = (Int(starts[cell]), Int(starts[cell + 1]))
      guard to - from > 1 else { continue }
      for i in from..<to {
        for j in (i + 1)..<to where Int(members[i]) >= newFrom || Int(members[j]) >= newFrom { body(members[i], members[j]) }
      }
    }
  }
}

/// Numbers for words, in the order in which they come; open addressing.
struct WordTable {
  private var words: [UInt64] = []
  private var slots: [Int32]
  private var mask: Int

  init(capacity: Int) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
    mask = size - 1
    words.reserveCapacity(capacity)
  }

  @inline(__always)
  private func slot(_ word: UInt64) -> Int {
    let hash = (word ^ (word >> 31)) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: hash >> 30) & mask
  }

  mutating func number(of word: UInt64) -> (number: Int32, isNew: Bool) {
    var at = slot(word)
    while slots[at] >= 0 {
      if words[Int(slots[at])] == word { return (slots[at], false) }
      at = (at + 1) & mask
    }
    let new = Int32(words.count)
    slots[at] = new
    words.append(word)
    if words.count * 2 > slots.count { grow() }
    return (new, true)
  }

  func known(_ word: UInt64) -> Int32? {
    var at = slot(word)
    while slots[at] >= 0 {
      if words[Int(slots[at])] == word { return slots[at] }
      at = (at + 1) & mask
    }
    return nil
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    mask = slots.count - 1
    for (i, word) in words.enumerated() {
      var at = slot(word)
      while slots[at] >= 0 { at = (at + 1) & mask }
      slots[at] = Int32(i)
    }
  }
}
