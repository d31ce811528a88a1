/// Makes valid polygons of cut rings.
///
/// Along the box, cut rings lie on each other: there the stretches that an odd number of them cover remain. Cutting an
/// edge moves it by half a step at most; only where such an edge then meets others is everything noded again.
enum CutRegion {
  static func polygons(_ rings: [[RingClip.Vertex]], box: TileBox) -> [TilePolygon] {
    var edges: [(UInt64, UInt64)] = []
    var moved: [Int] = []
    var along: [[(Int32, Int32)]] = [[], [], [], []]
    var stops: [[Int32]] = [[], [], [], []]
    for ring in rings where ring.count >= 2 {
      var before = ring[ring.count - 1]
      for v in ring {
        defer { before = v }
        let (a, b) = (before.place, v.place)
        if b.x == box.minX { stops[0].append(b.y) }
        if b.x == box.maxX { stops[1].append(b.y) }
        if b.y == box.minY { stops[2].append(b.x) }
        if b.y == box.maxY { stops[3].append(b.x) }
        if a == b { continue }
        if a.x == b.x, a.x == box.minX || a.x == box.maxX {
          along[a.x == box.minX ? 0 : 1].append((min(a.y, b.y), max(a.y, b.y)))
        } else if a.y == b.y, a.y == box.minY || a.y == box.maxY {
          along[a.y == box.minY ? 2 : 3].append((min(a.x, b.x), max(a.x, b.x)))
        } else {
          if before.isCut || v.isCut { moved.append(edges.count) }
          edges.append((a.key, b.key))
        }
      }
    }
    let inner = edges.count
    for side in 0..<4 where !along[side].isEmpty {
      for (from, to) in oddStretches(along[side], stops[side]) {
        switch side {
        case 0, 1:
          let x = side == 0 ? box.minX : box.maxX
          edges.append((TilePoint(x: x, y: from).key, TilePoint(x: x, y: to).key))
        default:
          let y = side == 2 ? box.minY : box.maxY
          edges.append((TilePoint(x: from, y: y).key, TilePoint(x: to, y: y).key))
        }
      }
    }
    if meets(edges[..<inner], moved) { edges = noded(edges) }
    return RegionTracer.polygons(edges)
  }

  /// Splits a side's stretches at all places on it and keeps what an odd number covers.
  private static func oddStretches(_ stretches: [(Int32, Int32)], _ stops: [Int32]) -> [(Int32, Int32)] {
    let places = Set(stops).sorted()
    guard places.count > 1 else { return [] }
    var change: [Int32: Int] = [:]
    for (from, to) in stretches {
      change[from, default: 0] += 1
      change[to, default: 0] -= 1
    }
    var result: [(Int32, Int32)] = []
    var cover = 0
    for (from, to) in zip(places, places.dropFirst()) {
      cover += change[from] ?? 0
      if cover & 1 == 1 { result.append((from, to)) }
    }
    return result
  }

  /// Whether an edge that cutting moved meets another other than in a common end.
  private static func meets(_ edges: ArraySlice<(UInt64, UInt64)>, _ moved: [Int]) -> Bool {
    for m in moved {
      let (a, b) = (TilePoint(key: edges[m].0), TilePoint(key: edges[m].1))
      let (left, right) = (min(a.x, b.x), max(a.x, b.x))
      let (top, bottom) = (min(a.y, b.y), max(a.y, b.y))
      for i in edges.indices where i != m {
        let (c, d) = (TilePoint(key: edges[i].0), TilePoint(key: edges[i].1))
        guard max(c.x, d.x) >= left, min(c.x, d.x) <= right, max(c.y, d.y) >= top, min(c.y, d.y) <= bottom else { continue }
        if EdgeNoder.meet(a, b, c, d) { return true }
      }
    }
    return false
  }

  private static func noded(_ edges: [(UInt64, UInt64)]) -> [(UInt64, UInt64)] {
    var noder = EdgeNoder(capacity: edges.count * 2)
    let ends = edges.map { (noder.number(of: TilePoint(key: $0.0)), noder.number(of: TilePoint(key: $0.1))) }
    let numbers = ends.map { noder.add($0.0, $0.1) }
    noder.node()
    var result: [(UInt64, UInt64)] = []
    var way: [Int32] = []
    for (edge, (a, b)) in zip(numbers, ends) {
      way.removeAll(keepingCapacity: true)
      noder.appendWay(along: edge, to: b, to: &way)
      var before = a
      for n in way {
        result.append((noder.points[Int(before)].key, noder.points[Int(n)].key))
        before = n
      }
    }
    return result
  }
}
