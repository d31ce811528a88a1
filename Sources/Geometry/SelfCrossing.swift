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
  }

  private struct Edge {
    var ring: Int32
    var index: Int32
    var a: GridPoint
    var b: GridPoint
    var minX: Int64
    var maxX: Int64
    var minY: Int64
    var maxY: Int64
  }

  /// The first crossing, west to east; rings are open and without repeated neighbours.
  ///
  /// - Complexity: n log n, times the number of edges that a meridian meets.
  public static func find(in rings: [[GridPoint]]) -> Finding {
    var edges: [Edge] = []
    edges.reserveCapacity(rings.reduce(0) { $0 + $1.count })
    for (r, ring) in rings.enumerated() {
      for i in ring.indices {
        let a = ring[i]
        let b = ring[i + 1 == ring.count ? 0 : i + 1]
        edges.append(
          Edge(
            ring: Int32(r), index: Int32(i), a: a, b: b, minX: min(a.x, b.x), maxX: max(a.x, b.x), minY: min(a.y, b.y),
            maxY: max(a.y, b.y)))
      }
    }
    edges.sort { ($0.minX, $0.ring, $0.index) < ($1.minX, $1.ring, $1.index) }
    var active: [Edge] = []
    var touches = false
    for e in edges {
      var kept = 0
      for k in active.indices where active[k].maxX >= e.minX {
        let other = active[k]
        active[kept] = other
        kept += 1
        guard other.minY <= e.maxY, e.minY <= other.maxY else { continue }
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
      active.append(e)
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
