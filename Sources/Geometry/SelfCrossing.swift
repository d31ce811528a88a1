/// Where the boundary of one polygon meets itself.
///
/// A boundary may touch itself at a point (a lake that reaches the shore); it may not cross itself or walk a
/// stretch twice. All decisions are exact.
public enum SelfCrossing {
  public enum Finding: Hashable, Sendable {
    /// The rings share no point.
    case none
    /// They touch at points, without crossing.
    case touches
    case crosses(GridPoint)
    case overlaps(GridPoint)
    /// Too many edges lie beside each other to be compared.
    case tooComplex
  }

  /// An edge with its box as the sweep sees it: `low…high` along the sweep, `near…far` across.
  private struct Edge {
    var ring: Int32
    var index: Int32
    var a: GridPoint
    var b: GridPoint
    var low: Int64
    var high: Int64
    var near: Int64
    var far: Int64
  }

  /// What the sweep compares of an edge that it still passes.
  private struct Active {
    var high: Int64
    var near: Int64
    var far: Int64
    var edge: Int32
  }

  /// Comparisons after which a boundary is too complex to be checked: about a second's work, a comb of some ten
  /// thousand long slanting teeth.
  static let mostComparisons = 500_000_000
  /// What an exact relation of two edges costs in comparisons of boxes.
  private static let relationCost = 12

  /// The first crossing along the sweep; rings are open and without repeated neighbours.
  ///
  /// - Complexity: n log n, times the number of edges that one line of the sweep meets; the sweep runs along the axis
  ///   on which edges are shorter.
  public static func find(in rings: [[GridPoint]]) -> Finding {
    var width = 0.0
    var height = 0.0
    var box = GridBox.empty
    for ring in rings {
      box.add(GridBox(ring))
      for i in ring.indices {
        let (a, b) = (ring[i], ring[i + 1 == ring.count ? 0 : i + 1])
        width += Double(abs(b.x - a.x))
        height += Double(abs(b.y - a.y))
      }
    }
    guard !box.isEmpty else { return .none }
    let eastward = width * Double(box.maxY - box.minY + 1) <= height * Double(box.maxX - box.minX + 1)
    var edges: [Edge] = []
    edges.reserveCapacity(rings.reduce(0) { $0 + $1.count })
    for (r, ring) in rings.enumerated() {
      for i in ring.indices {
        let (a, b) = (ring[i], ring[i + 1 == ring.count ? 0 : i + 1])
        let (xs, ys) = ((min(a.x, b.x), max(a.x, b.x)), (min(a.y, b.y), max(a.y, b.y)))
        let (along, across) = eastward ? (xs, ys) : (ys, xs)
        edges.append(
          Edge(
            ring: Int32(r), index: Int32(i), a: a, b: b, low: along.0, high: along.1, near: across.0, far: across.1))
      }
    }
    edges.sort { ($0.low, $0.ring, $0.index) < ($1.low, $1.ring, $1.index) }
    var active: [Active] = []
    var touches = false
    var comparisons = 0
    for (n, e) in edges.enumerated() {
      comparisons += active.count
      if comparisons > mostComparisons { return .tooComplex }
      var kept = 0
      for k in active.indices where active[k].high >= e.low {
        let candidate = active[k]
        active[kept] = candidate
        kept += 1
        guard candidate.near <= e.far, e.near <= candidate.far else { continue }
        let other = edges[Int(candidate.edge)]
        comparisons += relationCost
        switch segmentRelation(e.a, e.b, other.a, other.b) {
        case .apart:
          continue
        case .cross:
          return .crosses(crossingPlace(e.a, e.b, other.a, other.b))
        case .overlap(let from, _):
          return .overlaps(from)
        case .touch(let p):
          if areNeighbours(e, other, rings) { continue }
          touches = true
          let (aIn, aOut) = path(through: p, e, rings)
          let (bIn, bOut) = path(through: p, other, rings)
          if pathsCross(at: p, aIn, aOut, bIn, bOut) { return .crosses(p) }
        }
      }
      active.removeSubrange(kept...)
      active.append(Active(high: e.high, near: e.near, far: e.far, edge: Int32(n)))
    }
    return touches ? .touches : .none
  }

  private static func areNeighbours(_ a: Edge, _ b: Edge, _ rings: [[GridPoint]]) -> Bool {
    guard a.ring == b.ring else { return false }
    let last = Int32(rings[Int(a.ring)].count - 1)
    let difference = abs(a.index - b.index)
    return difference == 1 || difference == last
  }

  /// The points before and after p on the edge's ring, p lying on the edge.
  private static func path(through p: GridPoint, _ e: Edge, _ rings: [[GridPoint]]) -> (GridPoint, GridPoint) {
    let ring = rings[Int(e.ring)]
    let i = Int(e.index)
    if p == e.a { return (ring[i == 0 ? ring.count - 1 : i - 1], e.b) }
    if p == e.b { return (e.a, ring[(i + 2) % ring.count]) }
    return (e.a, e.b)
  }

  /// Whether one path through p passes from one side of another to the other side.
  private static func pathsCross(
    at p: GridPoint, _ aIn: GridPoint, _ aOut: GridPoint, _ bIn: GridPoint, _ bOut: GridPoint
  ) -> Bool {
    let sideIn = side(of: bIn, at: p, aIn, aOut)
    let sideOut = side(of: bOut, at: p, aIn, aOut)
    return sideIn * sideOut < 0
  }

  /// +1 where the direction p → d lies left of the path aIn → p → aOut, −1 right, 0 along it.
  private static func side(of d: GridPoint, at p: GridPoint, _ aIn: GridPoint, _ aOut: GridPoint) -> Int {
    let turn = orientation(p, aOut, aIn)
    let fromOut = orientation(p, aOut, d)
    let fromIn = orientation(p, aIn, d)
    func alongSame(_ a: GridPoint) -> Bool {
      orientation(p, a, d) == 0
        && (Int128(a.x - p.x) * Int128(d.x - p.x) + Int128(a.y - p.y) * Int128(d.y - p.y)) > 0
    }
    if alongSame(aIn) || alongSame(aOut) { return 0 }
    // The left side is the sector from aOut counter-clockwise to aIn.
    if turn > 0 { return fromOut > 0 && fromIn < 0 ? 1 : -1 }
    if turn < 0 { return fromIn > 0 && fromOut < 0 ? -1 : 1 }
    return fromOut > 0 ? 1 : -1
  }
}
