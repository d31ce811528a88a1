internal import Geometry

/// One ring (closed) or line (open) in memory that someone else keeps alive.
struct RingView {
  let vertices: UnsafePointer<GridVertex>
  let count: Int
  let closed: Bool
  let origin: GridPoint
  let ladder: BoxLadder

  @inline(__always)
  func point(_ i: Int) -> GridPoint {
    let v = vertices[i]
    return GridPoint(x: origin.x &+ Int64(v.x), y: origin.y &+ Int64(v.y))
  }

  var edgeCount: Int { closed ? count : max(0, count - 1) }

  @inline(__always)
  func next(_ i: Int) -> Int { i + 1 == count ? 0 : i + 1 }

  @inline(__always)
  func edge(_ i: Int) -> (GridPoint, GridPoint) { (point(i), point(next(i))) }

  var box: GridBox {
    if edgeCount == 0 { return GridBox((0..<count).map(point)) }
    return ladder.whole.onGlobe(from: origin)
  }

  var points: [GridPoint] { (0..<count).map(point) }

  /// Calls with each edge whose group's box meets the query.
  @inline(__always)
  func forEachEdge(meeting query: GridBox, _ body: (Int, GridPoint, GridPoint) -> Void) {
    ladder.forEachGroup(meeting: CompactBox(query, from: origin)) { group in
      var a = point(group.lowerBound)
      for i in group {
        let b = point(next(i))
        body(i, a, b)
        a = b
      }
    }
  }
}

/// All rings of one feature or site: polygons by the even–odd rule, or lines, or single points.
struct OutlineView {
  let vertices: UnsafePointer<GridVertex>
  /// First vertex of each ring, one more than rings.
  let firstVertex: UnsafePointer<UInt32>
  let firstBox: UnsafePointer<UInt32>
  let boxes: UnsafePointer<CompactBox>
  let rings: Range<Int>
  let closed: Bool
  let origin: GridPoint

  @inline(__always)
  func ring(_ r: Int) -> RingView {
    let start = Int(firstVertex[r])
    let count = Int(firstVertex[r + 1]) - start
    return RingView(
      vertices: vertices + start, count: count, closed: closed, origin: origin,
      ladder: BoxLadder(boxes: boxes + Int(firstBox[r]), items: closed ? count : max(0, count - 1)))
  }

  var box: GridBox {
    var box = GridBox.empty
    for r in rings { box.add(ring(r).box) }
    return box
  }

  // MARK: Point location

  /// Where a point lies, exactly, given in steps of a grid `scale` times as fine.
  func position(of p: GridPoint, scale: Int64 = 1) -> PointPosition {
    var inside = false
    for r in rings {
      let ring = ring(r)
      switch ring.position(of: p, scale: scale) {
      case .boundary: return .boundary
      case .inside: inside.toggle()
      case .outside: break
      }
    }
    return closed && inside ? .inside : .outside
  }

  /// Whether a point is inside when the outline is shifted infinitesimally: east by ε·shift and north by ε²·shift.
  ///
  /// No point is then on a boundary, and outlines that share a border share out the points on it.
  func contains(_ p: GridPoint, shift: Int) -> Bool {
    var inside = false
    for r in rings where ring(r).parity(of: p, shift: shift) { inside.toggle() }
    return inside
  }
}

extension RingView {
  /// Where a point lies to this ring; lines have a boundary only.
  func position(of p: GridPoint, scale: Int64) -> PointPosition {
    let local = GridPoint(x: p.x - origin.x * scale, y: p.y - origin.y * scale)
    if edgeCount == 0 {
      for i in 0..<count where Int64(vertices[i].x) * scale == local.x && Int64(vertices[i].y) * scale == local.y {
        return .boundary
      }
      return .outside
    }
    var inside = false
    var onBoundary = false
    eastward(
      local, scale: scale, closedAbove: false,
      crossing: { inside.toggle() },
      near: { i in
        let a = vertices[i]
        let b = vertices[next(i)]
        let ax = Int64(a.x) * scale
        let ay = Int64(a.y) * scale
        let bx = Int64(b.x) * scale
        let by = Int64(b.y) * scale
        let cross = Int128(bx - ax) * Int128(local.y - ay) - Int128(by - ay) * Int128(local.x - ax)
        if cross == 0 && min(ax, bx) <= local.x && local.x <= max(ax, bx) && min(ay, by) <= local.y
          && local.y <= max(ay, by)
        {
          onBoundary = true
        }
        if (ay > local.y) != (by > local.y) && (by > ay) == (cross > 0) { inside.toggle() }
      })
    if onBoundary { return .boundary }
    return closed && inside ? .inside : .outside
  }

  /// Whether the ring, shifted infinitesimally, has the point inside.
  func parity(of p: GridPoint, shift: Int) -> Bool {
    let local = GridPoint(x: p.x - origin.x, y: p.y - origin.y)
    let closedAbove = shift > 0
    var inside = false
    eastward(
      local, scale: 1, closedAbove: closedAbove,
      crossing: { inside.toggle() },
      near: { i in
        let a = vertices[i]
        let b = vertices[next(i)]
        let ay = Int64(a.y)
        let by = Int64(b.y)
        let above = closedAbove ? ay >= local.y : ay > local.y
        let next = closedAbove ? by >= local.y : by > local.y
        guard above != next else { return }
        let ax = Int64(a.x)
        let cross =
          Int128(Int64(b.x) - ax) * Int128(local.y - ay) - Int128(by - ay) * Int128(local.x - ax)
        // On the line: the edge moved away by the shift, the point is then west of it for a shift east.
        let left = cross != 0 ? cross > 0 : (by > ay) == (shift > 0)
        if (by > ay) == left { inside.toggle() }
      })
    return inside
  }

  /// Walks the edges that a ray from the point to the east may meet: `crossing` once for each stretch that certainly
  /// crosses the ray's line an odd number of times, `near` for each edge that must be looked at.
  @inline(__always)
  private func eastward(
    _ p: GridPoint, scale: Int64, closedAbove: Bool, crossing: () -> Void, near: (Int) -> Void
  ) {
    let items = edgeCount
    guard items > 0 else { return }
    @inline(__always)
    func above(_ i: Int) -> Bool {
      let y = Int64(vertices[i].y) * scale
      return closedAbove ? y >= p.y : y > p.y
    }
    let (rungs, first, size) = BoxLadder.rungs(items: items)
    var level = rungs - 1
    var index = 0
    while true {
      let box = ladder.boxes[first[level] + index]
      if Int64(box.minY) * scale <= p.y && p.y <= Int64(box.maxY) * scale && p.x <= Int64(box.maxX) * scale {
        if p.x < Int64(box.minX) * scale {
          // Wholly east: only the ends of the stretch matter.
          let start = index << (BoxLadder.shift * (level + 1))
          let end = min(items, (index + 1) << (BoxLadder.shift * (level + 1)))
          if above(start) != above(end == count ? 0 : end) { crossing() }
        } else if level > 0 {
          level -= 1
          index <<= BoxLadder.shift
          continue
        } else {
          for i in (index << BoxLadder.shift)..<min(items, (index + 1) << BoxLadder.shift) { near(i) }
        }
      }
      index += 1
      while index & (BoxLadder.fan - 1) == 0 || index >= size[level] {
        level += 1
        guard level < rungs else { return }
        index = (index + BoxLadder.fan - 1) >> BoxLadder.shift
        if index < size[level] && index & (BoxLadder.fan - 1) != 0 { break }
      }
    }
  }
}

/// Rings kept in memory of their own: a site, prepared once for many queries.
final class OutlineStore: @unchecked Sendable {
  // Sendable: written in init only, read-only afterwards, freed in deinit.
  private let vertices: UnsafeMutablePointer<GridVertex>
  private let firstVertex: UnsafeMutablePointer<UInt32>
  private let firstBox: UnsafeMutablePointer<UInt32>
  private let boxes: UnsafeMutablePointer<CompactBox>
  let view: OutlineView

  /// - Parameter rings: within ±21° of the origin.
  init(rings: [[GridPoint]], closed: Bool, origin: GridPoint) {
    let total = rings.reduce(0) { $0 + $1.count }
    vertices = .allocate(capacity: max(1, total))
    firstVertex = .allocate(capacity: rings.count + 1)
    firstBox = .allocate(capacity: rings.count + 1)
    var ladder: [CompactBox] = []
    var at = 0
    for (r, ring) in rings.enumerated() {
      firstVertex[r] = UInt32(at)
      firstBox[r] = UInt32(ladder.count)
      let start = at
      for p in ring {
        (vertices + at).initialize(to: GridVertex(x: Int32(p.x - origin.x), y: Int32(p.y - origin.y)))
        at += 1
      }
      let n = ring.count
      let base = vertices + start
      BoxLadder.build(items: closed ? n : max(0, n - 1), into: &ladder) { i in
        var box = CompactBox.empty
        box.add(base[i])
        box.add(base[i + 1 == n ? 0 : i + 1])
        return box
      }
    }
    firstVertex[rings.count] = UInt32(at)
    firstBox[rings.count] = UInt32(ladder.count)
    boxes = .allocate(capacity: max(1, ladder.count))
    boxes.initialize(from: ladder, count: ladder.count)
    view = OutlineView(
      vertices: vertices, firstVertex: firstVertex, firstBox: firstBox, boxes: boxes, rings: 0..<rings.count,
      closed: closed, origin: origin)
  }

  deinit {
    vertices.deallocate()
    firstVertex.deallocate()
    firstBox.deallocate()
    boxes.deallocate()
  }
}
