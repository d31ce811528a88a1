internal import Geometry

/// Whether a footprint and a feature of a plan share ground, or points only, decided in integers without any shift.
///
/// Asked only where a corner of one lay on an edge of the other and the common area is too small to speak for itself.
struct ExactGround {
  private(set) var interiorsIntersect = false
  private(set) var meets = false

  private struct Edge {
    var a: GridPoint
    var b: GridPoint
    /// The ring or chain to which it belongs.
    var line: Int
    /// Places inside it where the other boundary touches.
    var cuts: [GridPoint] = []
  }

  /// - Parameter rings: the footprint in the layer's steps, interior on the left.
  init(_ rings: [[GridPoint]], _ view: PlanView, feature: Int) {
    var outline: [Edge] = []
    for (r, ring) in rings.enumerated() {
      guard var a = ring.last else { continue }
      for b in ring {
        outline.append(Edge(a: a, b: b, line: r))
        a = b
      }
    }
    var borders: [Edge] = []
    for k in Int(view.featureFirst[feature])..<Int(view.featureFirst[feature + 1]) {
      let word = view.featureChains[k]
      let chain = view.chains[Int(word >> 1)]
      for i in Int(chain.first)..<(Int(chain.first) + Int(chain.count) - 1) {
        let (a, b) = (view.vertices[i].point, view.vertices[i + 1].point)
        borders.append(word & 1 == 0 ? Edge(a: a, b: b, line: k) : Edge(a: b, b: a, line: k))
      }
    }
    relate(&outline, &borders)
    guard !interiorsIntersect else { return }
    if Self.somePiece(of: outline, liesIn: borders) || Self.somePiece(of: borders, liesIn: outline) {
      interiorsIntersect = true
      meets = true
    }
  }

  private mutating func relate(_ outline: inout [Edge], _ borders: inout [Edge]) {
    let box = GridBox(outline.map(\.a))
    for j in borders.indices {
      let (c, d) = (borders[j].a, borders[j].b)
      guard GridBox([c, d]).meets(box) else { continue }
      for i in outline.indices {
        let (a, b) = (outline[i].a, outline[i].b)
        switch segmentRelation(a, b, c, d) {
        case .apart: continue
        case .cross:
          meets = true
          interiorsIntersect = true
          return
        case .touch(let p):
          meets = true
          outline[i].cuts.append(p)
          borders[j].cuts.append(p)
        case .overlap(let p, let q):
          meets = true
          // Both have their ground on the left: the same direction means the same side.
          if Int128(b.x - a.x) * Int128(d.x - c.x) + Int128(b.y - a.y) * Int128(d.y - c.y) > 0 {
            interiorsIntersect = true
            return
          }
          outline[i].cuts += [p, q]
          borders[j].cuts += [p, q]
        }
      }
    }
  }

  /// Whether the inside of some piece between touching places lies inside the other; a line without any speaks by one
  /// of its edges.
  private static func somePiece(of edges: [Edge], liesIn other: [Edge]) -> Bool {
    var touched = Set<Int>()
    for e in edges where !e.cuts.isEmpty { touched.insert(e.line) }
    var spoken = Set<Int>()
    for e in edges {
      guard touched.contains(e.line) ? !e.cuts.isEmpty : spoken.insert(e.line).inserted else { continue }
      let places = ([e.a, e.b] + e.cuts).sorted()
      for k in places.indices.dropFirst() where places[k] != places[k - 1] {
        let doubled = GridPoint(x: places[k].x + places[k - 1].x, y: places[k].y + places[k - 1].y)
        if isStrictlyInside(doubled, other) { return true }
      }
    }
    return false
  }

  /// A place given in half steps, against edges in whole ones.
  private static func isStrictlyInside(_ p: GridPoint, _ edges: [Edge]) -> Bool {
    var inside = false
    for e in edges {
      let a = GridPoint(x: 2 * e.a.x, y: 2 * e.a.y)
      let b = GridPoint(x: 2 * e.b.x, y: 2 * e.b.y)
      guard max(a.y, b.y) >= p.y, min(a.y, b.y) <= p.y, max(a.x, b.x) >= p.x else { continue }
      let cross = crossProduct(a, b, p)
      if cross == 0 && segmentContains(a, b, p) { return false }
      if (a.y > p.y) != (b.y > p.y) && (b.y > a.y) == (cross > 0) { inside.toggle() }
    }
    return inside
  }
}
