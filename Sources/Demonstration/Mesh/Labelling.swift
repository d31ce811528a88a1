/// Unit labels on the triangles of a mesh: made from a question per triangle, then repaired until no unit is missing.
struct Labelling {
  let mesh: Mesh
  /// Label per triangle.
  private(set) var label: [Int32]
  /// Square metres per triangle.
  let area: [Double]
  /// In the plane, metres.
  let centroid: [Vec]

  init(mesh: Mesh, vertices: [Vec], ask: (Int, Vec) -> Int32) {
    self.mesh = mesh
    var areas: [Double] = [], centroids: [Vec] = []
    areas.reserveCapacity(mesh.triangleCount)
    centroids.reserveCapacity(mesh.triangleCount)
    for t in 0..<mesh.triangleCount {
      let a = vertices[Int(mesh.origin[3 * t])], b = vertices[Int(mesh.origin[3 * t + 1])], c = vertices[Int(mesh.origin[3 * t + 2])]
      areas.append((b - a).cross(c - a) / 2)
      centroids.append(Vec((a.x + b.x + c.x) / 3, (a.y + b.y + c.y) / 3))
    }
    area = areas
    centroid = centroids
    label = centroids.enumerated().map { ask($0.offset, $0.element) }
  }

  /// Gives a triangle with two sides in one other label to that label, where both labels are allowed to move.
  mutating func removeTeeth(rounds: Int, movable: (Int32) -> Bool = { _ in true }) {
    for _ in 0..<rounds {
      var changed = false
      for t in 0..<mesh.triangleCount where movable(label[t]) {
        var neighbours: [Int32] = []
        for e in (3 * t)..<(3 * t + 3) {
          let o = mesh.across(e)
          if o >= 0 { neighbours.append(label[o]) }
        }
        guard neighbours.count == 3 else { continue }
        let (a, b, c) = (neighbours[0], neighbours[1], neighbours[2])
        let winner: Int32? = a == b || a == c ? a : b == c ? b : nil
        if let winner, winner != label[t], movable(winner) {
          label[t] = winner
          changed = true
        }
      }
      if !changed { return }
    }
  }

  mutating func set(_ t: Int, _ l: Int32) { label[t] = l }

  /// What repair needs to know of a unit.
  struct Wish {
    /// Where it is meant to be.
    var place: Vec
    /// Units of one group are preferred as takers of each other's scraps.
    var group: Int
    /// Components under this share of the largest are scraps.
    var scrapShare: Double
  }

  /// Until stable: units that are missing or tiny grow from their own place, scraps go to the neighbour with the longest
  /// common edge (the same group counts double). Afterwards every unit has a triangle.
  mutating func repair(_ wishes: [Wish], vertices: [Vec]) {
    let total = area.reduce(0, +)
    let least = min(120_000, 0.05 * total / Double(max(1, wishes.count)))
    for _ in 0..<3 {
      let grown = growTiny(wishes, least: least)
      let cleaned = cleanScraps(wishes, vertices: vertices)
      if !grown && !cleaned { break }
    }
    _ = growTiny(wishes, least: least)
  }

  private func sums(_ n: Int) -> [Double] {
    var s = [Double](repeating: 0, count: n)
    for t in 0..<label.count { s[Int(label[t])] += area[t] }
    return s
  }

  private mutating func growTiny(_ wishes: [Wish], least: Double) -> Bool {
    var sum = sums(wishes.count)
    var changed = false
    for u in wishes.indices where sum[u] < least {
      // From the triangle of its own nearest to its place, else the nearest rich one's.
      var taken: Set<Int> = []
      var frontier: [Int] = []
      let own = nearest(wishes[u].place) { Int(label[$0]) == u }
      if let own {
        for t in 0..<label.count where Int(label[t]) == u { taken.insert(t) }
        frontier = [own]
      } else {
        guard
          let start = nearest(wishes[u].place, where: { sum[Int(label[$0])] > 4 * least })
            ?? nearest(wishes[u].place, where: { sum[Int(label[$0])] > 2.5 * area[$0] })
        else { continue }
        sum[Int(label[start])] -= area[start]
        sum[u] += area[start]
        label[start] = Int32(u)
        taken.insert(start)
        frontier = [start]
        changed = true
      }
      while sum[u] < least {
        var best = -1
        var bestDistance = Double.infinity
        for t in taken.sorted() {
          for e in (3 * t)..<(3 * t + 3) {
            let o = mesh.across(e)
            guard o >= 0, !taken.contains(o) else { continue }
            let l = Int(label[o])
            guard l != u, sum[l] - area[o] > 3 * least else { continue }
            let d = (centroid[o] - wishes[u].place).squared
            if d < bestDistance {
              bestDistance = d
              best = o
            }
          }
        }
        guard best >= 0 else { break }
        sum[Int(label[best])] -= area[best]
        sum[u] += area[best]
        label[best] = Int32(u)
        taken.insert(best)
        changed = true
      }
      _ = frontier
    }
    return changed
  }

  private func nearest(_ p: Vec, where allowed: (Int) -> Bool) -> Int? {
    var best: Int?
    var bestDistance = Double.infinity
    for t in 0..<label.count {
      let d = (centroid[t] - p).squared
      if d < bestDistance, allowed(t) {
        bestDistance = d
        best = t
      }
    }
    return best
  }

  private mutating func cleanScraps(_ wishes: [Wish], vertices: [Vec]) -> Bool {
    let components = Components(mesh: mesh, label: label)
    var size = [Double](repeating: 0, count: components.count)
    for t in 0..<label.count { size[Int(components.of[t])] += area[t] }
    var largest = [Double](repeating: 0, count: wishes.count)
    var largestComponent = [Int](repeating: -1, count: wishes.count)
    for c in 0..<components.count {
      let l = Int(components.label[c])
      if size[c] > largest[l] {
        largest[l] = size[c]
        largestComponent[l] = c
      }
    }
    var members: [Int: [Int]] = [:]
    for t in 0..<label.count {
      let c = Int(components.of[t]), l = Int(components.label[c])
      if c != largestComponent[l], size[c] < 450_000, size[c] < wishes[l].scrapShare * largest[l] { members[c, default: []].append(t) }
    }
    for c in members.keys.sorted() {
      let own = components.label[c]
      var common: [Int32: Double] = [:]
      for t in members[c]! {
        for e in (3 * t)..<(3 * t + 3) {
          let o = mesh.across(e)
          guard o >= 0, label[o] != own else { continue }
          let length = (vertices[Int(mesh.origin[e])] - vertices[Int(mesh.origin[mesh.next(e)])]).length
          common[label[o], default: 0] += wishes[Int(label[o])].group == wishes[Int(own)].group ? 2 * length : length
        }
      }
      let taker = common.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }.first
      if let taker { for t in members[c]! { label[t] = taker.key } }
    }
    return !members.isEmpty
  }
}

/// Pieces of equal label that hang together by edges.
struct Components {
  /// Component per triangle, numbered in order of their first triangles; -1 where the label is negative.
  private(set) var of: [Int32]
  /// Label per component.
  private(set) var label: [Int32] = []

  var count: Int { label.count }

  init(mesh: Mesh, label labels: [Int32]) {
    of = Array(repeating: -1, count: labels.count)
    var queue: [Int] = []
    for t in 0..<labels.count where of[t] < 0 && labels[t] >= 0 {
      let number = Int32(label.count)
      label.append(labels[t])
      of[t] = number
      queue.append(t)
      while let s = queue.popLast() {
        for e in (3 * s)..<(3 * s + 3) {
          let o = mesh.across(e)
          if o >= 0, of[o] < 0, labels[o] == labels[s] {
            of[o] = number
            queue.append(o)
          }
        }
      }
    }
  }
}
