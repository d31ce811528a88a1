import Geometry

/// Polygons from labels: the triangles of one label are joined, piece by piece.
enum Dissolve {
  /// Polygons by label, 0 ..< labels; negative labels are left out. Every ring is walked with the inside on its left.
  static func polygons(mesh: Mesh, label: [Int32], labels: Int, chains: Chains) -> [[GridPolygon]] {
    let components = Components(mesh: mesh, label: label)
    var isBorder = [Bool](repeating: false, count: mesh.origin.count)
    var count = [Int32](repeating: 0, count: mesh.points.count + 1)
    for e in 0..<mesh.origin.count where components.of[e / 3] >= 0 {
      let o = mesh.across(e)
      if o < 0 || components.of[o] != components.of[e / 3] {
        isBorder[e] = true
        count[Int(mesh.origin[e]) + 1] += 1
      }
    }
    for v in 1..<count.count { count[v] += count[v - 1] }
    var fill = count
    var outgoing = [Int32](repeating: -1, count: Int(count[count.count - 1]))
    for e in 0..<mesh.origin.count where isBorder[e] {
      let v = Int(mesh.origin[e])
      outgoing[Int(fill[v])] = Int32(e)
      fill[v] += 1
    }

    /// The border half-edge that follows e: where the piece meets itself, the first counter-clockwise from e reversed.
    func following(_ e: Int) -> Int {
      let v = Int(mesh.origin[mesh.next(e)])
      let own = components.of[e / 3]
      var best = -1
      for i in Int(count[v])..<Int(count[v + 1]) {
        let f = Int(outgoing[i])
        guard components.of[f / 3] == own else { continue }
        if best < 0 {
          best = f
        } else {
          let back = Step(mesh.points[v], mesh.start(e))
          if Step(mesh.points[v], mesh.end(f)).comes(before: Step(mesh.points[v], mesh.end(best)), from: back) { best = f }
        }
      }
      precondition(best >= 0, "a ring has no end")
      return best
    }

    var shells = [[GridPoint]?](repeating: nil, count: components.count)
    var holes = [[[GridPoint]]](repeating: [], count: components.count)
    var seen = [Bool](repeating: false, count: mesh.origin.count)
    for start in 0..<mesh.origin.count where isBorder[start] && !seen[start] {
      var ring: [GridPoint] = []
      var e = start
      repeat {
        seen[e] = true
        chains.append(e, to: &ring)
        e = following(e)
      } while e != start
      let c = Int(components.of[start / 3])
      if ring.doubledArea > 0 {
        precondition(shells[c] == nil, "a piece has two shells")
        shells[c] = ring
      } else {
        holes[c].append(ring)
      }
    }
    var out = [[GridPolygon]](repeating: [], count: labels)
    for c in 0..<components.count {
      guard let shell = shells[c] else { preconditionFailure("a piece has no shell") }
      out[Int(components.label[c])].append(GridPolygon(shell: shell, holes: holes[c]))
    }
    return out
  }

  private struct Step {
    var x: Int64
    var y: Int64

    init(_ a: GridPoint, _ b: GridPoint) {
      x = b.x - a.x
      y = b.y - a.y
    }

    func cross(_ o: Step) -> Int64 { x * o.y - y * o.x }
    func dot(_ o: Step) -> Int64 { x * o.x + y * o.y }

    /// Turning counter-clockwise from `from`, self is met before `other`.
    func comes(before other: Step, from: Step) -> Bool {
      let a = half(from), b = other.half(from)
      return a != b ? a < b : cross(other) > 0
    }

    /// 0 up to half a turn from `from`, 1 beyond.
    private func half(_ from: Step) -> Int {
      let c = from.cross(self)
      return c > 0 || (c == 0 && from.dot(self) < 0) ? 0 : 1
    }
  }
}
