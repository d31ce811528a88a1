import Geometry

/// Joins polygons that share their borders vertex for vertex: what two use in opposite directions falls away.
enum Union {
  static func joined(_ polygons: [GridPolygon]) -> [GridPolygon] {
    struct Edge: Hashable {
      var a: GridPoint
      var b: GridPoint
    }
    var edges: Set<Edge> = []
    for p in polygons {
      for ring in p.rings {
        var a = ring[ring.count - 1]
        for b in ring {
          if edges.remove(Edge(a: b, b: a)) == nil { edges.insert(Edge(a: a, b: b)) }
          a = b
        }
      }
    }
    var outgoing: [GridPoint: [GridPoint]] = [:]
    for e in edges { outgoing[e.a, default: []].append(e.b) }
    let starts = outgoing.keys.sorted()
    for s in starts { outgoing[s]!.sort() }
    var rings: [[GridPoint]] = []
    for start in starts {
      while let first = outgoing[start]?.first {
        var ring = [start]
        var previous = start
        var at = first
        outgoing[start]!.removeFirst()
        while true {
          // The way out at the start counts too: a ring that meets its start may have to go on.
          var choices = outgoing[at] ?? []
          if at == start { choices.append(first) }
          var best = 0
          // Where rings meet, the first counter-clockwise from where we came: shells and holes come apart.
          for i in choices.indices.dropFirst() where turns(at, from: previous, choices[i], before: choices[best]) { best = i }
          if at == start {
            if best == choices.count - 1 { break }
            choices.removeLast()
          }
          ring.append(at)
          let next = choices.remove(at: best)
          outgoing[at] = choices
          previous = at
          at = next
        }
        rings += loops(ring)
      }
    }
    return assembled(rings)
  }

  /// A ring that passes a point twice, cut into rings that do not.
  private static func loops(_ ring: [GridPoint]) -> [[GridPoint]] {
    var out: [[GridPoint]] = []
    var path: [GridPoint] = []
    var at: [GridPoint: Int] = [:]
    for p in ring {
      if let i = at[p] {
        out.append(Array(path[i...]))
        for q in path[(i + 1)...] { at[q] = nil }
        path.removeSubrange((i + 1)...)
      } else {
        at[p] = path.count
        path.append(p)
      }
    }
    out.append(path)
    return out
  }

  private static func turns(_ v: GridPoint, from: GridPoint, _ a: GridPoint, before b: GridPoint) -> Bool {
    func cross(_ p: GridPoint, _ q: GridPoint) -> Int128 {
      Int128(p.x - v.x) * Int128(q.y - v.y) - Int128(p.y - v.y) * Int128(q.x - v.x)
    }
    func dot(_ p: GridPoint, _ q: GridPoint) -> Int128 {
      Int128(p.x - v.x) * Int128(q.x - v.x) + Int128(p.y - v.y) * Int128(q.y - v.y)
    }
    func half(_ p: GridPoint) -> Int {
      let c = cross(from, p)
      return c > 0 || (c == 0 && dot(from, p) < 0) ? 0 : 1
    }
    let ha = half(a), hb = half(b)
    return ha != hb ? ha < hb : cross(a, b) > 0
  }

  /// Shells with the holes that lie in them, by their smallest points.
  private static func assembled(_ rings: [[GridPoint]]) -> [GridPolygon] {
    let shells = rings.filter { $0.doubledArea > 0 }.sorted { $0.min()! < $1.min()! }
    var out = shells.map { GridPolygon(shell: $0) }
    let boxes = shells.map { GridBox($0) }
    let areas = shells.map(\.doubledArea)
    for hole in rings.filter({ $0.doubledArea < 0 }).sorted(by: { $0.min()! < $1.min()! }) {
      var home = -1
      for i in shells.indices where boxes[i].contains(hole[0]) && (home < 0 || areas[i] < areas[home]) {
        if hole.contains(where: { strictlyInside($0, shells[i]) }) { home = i }
      }
      precondition(home >= 0, "a hole without a shell")
      out[home].holes.append(hole)
    }
    return out
  }

  /// Even-odd in exact integers; points on the ring may fall either way.
  private static func strictlyInside(_ p: GridPoint, _ ring: [GridPoint]) -> Bool {
    var inside = false
    var a = ring[ring.count - 1]
    for b in ring {
      if (a.y > p.y) != (b.y > p.y) {
        let side = Int128(b.x - a.x) * Int128(p.y - a.y) - Int128(b.y - a.y) * Int128(p.x - a.x)
        if side == 0 { return false }
        if (side > 0) == (b.y > a.y) { inside.toggle() }
      }
      a = b
    }
    return inside
  }
}
