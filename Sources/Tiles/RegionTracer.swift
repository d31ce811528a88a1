/// Makes valid polygons of edges that meet in common ends alone: the ground that an odd number of rings surround.
///
/// Edges that stand there an even number of times cancel, so that spikes and collapsed strips vanish. What is left is
/// traced with the ground on one side; where several borders meet in one place the turn is taken that keeps to the same
/// piece of ground, and a ring that comes back to a place is cut there. Rings come out simple, nested as they lie.
struct RegionTracer {
  /// Both directions of every edge, by the place from which they lead; those of one place in counter-clockwise order.
  private var from: [Int32] = []
  private var to: [Int32] = []
  private var vertices: [UInt64] = []
  /// First half-edge of each place, one more than places.
  private var first: [Int32] = []
  private var branches = false
  private var ground: [Bool] = []

  /// - Parameter edges: ends by `TilePoint.key`, in either order.
  static func polygons(_ edges: [(UInt64, UInt64)]) -> [TilePolygon] {
    guard edges.count >= 3, var tracer = RegionTracer(edges) else { return [] }
    return tracer.trace()
  }

  private init?(_ given: [(UInt64, UInt64)]) {
    var sorted = given
    for i in sorted.indices where sorted[i].0 > sorted[i].1 { sorted[i] = (sorted[i].1, sorted[i].0) }
    sorted.sort { $0.0 == $1.0 ? $0.1 < $1.1 : $0.0 < $1.0 }
    var kept = 0
    var i = 0
    while i < sorted.count {
      var j = i + 1
      while j < sorted.count, sorted[j] == sorted[i] { j += 1 }
      if (j - i) & 1 == 1, sorted[i].0 != sorted[i].1 {
        sorted[kept] = sorted[i]
        kept += 1
      }
      i = j
    }
    guard kept >= 3 else { return nil }
    sorted.removeSubrange(kept...)
    vertices.reserveCapacity(kept * 2)
    for e in sorted {
      vertices.append(e.0)
      vertices.append(e.1)
    }
    vertices.sort()
    kept = 0
    for v in vertices where kept == 0 || vertices[kept - 1] != v {
      vertices[kept] = v
      kept += 1
    }
    vertices.removeSubrange(kept...)
    first = [Int32](repeating: 0, count: kept + 1)
    var ends: [(Int32, Int32)] = []
    ends.reserveCapacity(sorted.count)
    var low = 0
    for e in sorted {
      while vertices[low] < e.0 { low += 1 }
      let high = index(of: e.1)
      ends.append((Int32(low), Int32(high)))
      first[low + 1] += 1
      first[high + 1] += 1
    }
    for v in 0..<kept { first[v + 1] += first[v] }
    from = [Int32](repeating: 0, count: ends.count * 2)
    to = from
    var at = first
    for (a, b) in ends {
      from[Int(at[Int(a)])] = a
      to[Int(at[Int(a)])] = b
      at[Int(a)] += 1
      from[Int(at[Int(b)])] = b
      to[Int(at[Int(b)])] = a
      at[Int(b)] += 1
    }
    for v in 0..<kept { sortAround(v) }
  }

  private func index(of key: UInt64) -> Int {
    var (low, high) = (0, vertices.count)
    while low < high {
      let middle = (low + high) >> 1
      if vertices[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func point(_ v: Int32) -> TilePoint { TilePoint(key: vertices[Int(v)]) }

  /// Counter-clockwise from the direction of −y, which itself comes last.
  private mutating func sortAround(_ v: Int) {
    let range = Int(first[v])..<Int(first[v + 1])
    if range.count > 2 { branches = true }
    let centre = point(Int32(v))
    func isRight(_ p: TilePoint) -> Bool { p.x > centre.x || (p.x == centre.x && p.y > centre.y) }
    func comesBefore(_ a: Int32, _ b: Int32) -> Bool {
      let (p, q) = (point(a), point(b))
      let (r, s) = (isRight(p), isRight(q))
      return r == s ? TilePoint.turn(centre, p, q) > 0 : r
    }
    if range.count == 2 {
      if comesBefore(to[range.lowerBound + 1], to[range.lowerBound]) { to.swapAt(range.lowerBound, range.lowerBound + 1) }
      return
    }
    for (i, w) in zip(range, to[range].sorted(by: comesBefore)) { to[i] = w }
  }

  private func twin(_ h: Int) -> Int {
    var k = Int(first[Int(to[h])])
    while to[k] != from[h] { k += 1 }
    return k
  }

  private mutating func trace() -> [TilePolygon] {
    let components = markGround()
    if components.count > 1 { turnNested(components) }
    var rings: [[TilePoint]] = []
    var used = [Bool](repeating: false, count: to.count)
    var position = branches ? [Int32](repeating: -1, count: vertices.count) : []
    for start in to.indices where ground[start] && !used[start] {
      var loop: [Int32] = []
      var h = start
      repeat {
        used[h] = true
        loop.append(from[h])
        let t = twin(h)
        let v = Int(from[t])
        h = t == Int(first[v]) ? Int(first[v + 1]) - 1 : t - 1
      } while h != start
      if branches { cut(loop, &position, into: &rings) } else { rings.append(loop.map(point)) }
    }
    return Self.nest(rings)
  }

  /// Cuts a ring wherever it comes back to a place.
  private func cut(_ loop: [Int32], _ position: inout [Int32], into rings: inout [[TilePoint]]) {
    var stack: [Int32] = []
    for v in loop {
      if position[Int(v)] >= 0 {
        let back = Int(position[Int(v)])
        rings.append(stack[back...].map(point))
        for w in stack[(back + 1)...] { position[Int(w)] = -1 }
        stack.removeSubrange((back + 1)...)
      } else {
        position[Int(v)] = Int32(stack.count)
        stack.append(v)
      }
    }
    for w in stack { position[Int(w)] = -1 }
    rings.append(stack.map(point))
    rings.removeAll { $0.count < 3 }
  }

  /// Tells for every half-edge whether the ground lies on its left, each connected part for itself; sides alternate
  /// around a place, and outside the least place of a part there is none of it. Returns half-edges by part.
  private mutating func markGround() -> [[Int32]] {
    ground = [Bool](repeating: false, count: to.count)
    var seen = [Bool](repeating: false, count: vertices.count)
    var components: [[Int32]] = []
    for v in vertices.indices where !seen[v] {
      var members: [Int32] = []
      var stack = [Int32(v)]
      seen[v] = true
      let last = Int(first[v + 1]) - 1
      for h in Int(first[v])...last { ground[h] = (last - h) & 1 == 1 }
      while let w = stack.popLast() {
        for h in Int(first[Int(w)])..<Int(first[Int(w) + 1]) {
          members.append(Int32(h))
          let next = Int(to[h])
          guard !seen[next] else { continue }
          seen[next] = true
          let t = twin(h)
          for k in Int(first[next])..<Int(first[next + 1]) { ground[k] = ((k - t) & 1 == 0) != ground[h] }
          stack.append(to[h])
        }
      }
      components.append(members)
    }
    return components
  }

  /// Turns the sides of parts that lie inside an odd number of others' rings.
  private mutating func turnNested(_ components: [[Int32]]) {
    let boxes = components.map { members in
      var box = TileBox.empty
      for h in members { box.add(point(from[Int(h)])) }
      return box
    }
    var turned: [Int] = []
    for (c, members) in components.enumerated() {
      let place = point(from[Int(members[0])])
      var inside = false
      for (d, others) in components.enumerated() where d != c && boxes[d].holds(place) {
        for h in others where from[Int(h)] < to[Int(h)] {
          let (a, b) = (point(from[Int(h)]), point(to[Int(h)]))
          guard (a.y > place.y) != (b.y > place.y) else { continue }
          let side = TilePoint.turn(a, b, place)
          if (side > 0) == (b.y > a.y) { inside.toggle() }
        }
      }
      if inside { turned.append(c) }
    }
    for c in turned { for h in components[c] { ground[Int(h)].toggle() } }
  }
}
