internal import Geometry

/// Where the parts of one layer should meet: each part's outline against the outlines of the others.
///
/// Where two neighbours disagree, the one that disagrees along more border is the one that was moved; it is set aside, and
/// the others are looked at again without it.
struct NeighbourBorders {
  private struct Part {
    var key: String
    var outline: BorderEdges
    var box: GridBox
  }

  private let parts: [Part]
  /// Outlines further apart than this are not meant to meet, metres.
  private static let reachMetres = 1500.0
  private static let margin: Int64 = 3_000_000

  init(_ layer: BorderLayer, _ level: ShiftLevel) {
    parts = layer.parts(level).filter { !$0.key.isEmpty }.map { part in
      let outline = BorderEdges(of: part.features.map { layer.features[$0].geometry }, outer: true)
      var box = GridBox.empty
      for i in part.features { box.add(layer.features[i].geometry.box) }
      return Part(key: part.key, outline: outline, box: box)
    }
  }

  var findings: [PartFinding] {
    var found = parts.indices.map { finding($0, without: []) }
    var moved: Set<Int> = []
    while true {
      let next = parts.indices.filter { found[$0].state == .displaced && !moved.contains($0) }
        .max { (found[$0].agreesAfterMetres, $1) < (found[$1].agreesAfterMetres, $0) }
      guard let next else { return found }
      moved.insert(next)
      for i in parts.indices where found[i].state != .inPlace && !moved.contains(i) && near(i, next) {
        found[i] = finding(i, without: moved)
      }
    }
  }

  private func near(_ i: Int, _ j: Int) -> Bool {
    let b = parts[j].box
    return parts[i].box.meets(
      GridBox(minX: b.minX - Self.margin, minY: b.minY - Self.margin, maxX: b.maxX + Self.margin, maxY: b.maxY + Self.margin))
  }

  private func finding(_ i: Int, without moved: Set<Int>) -> PartFinding {
    let others = parts.indices.filter { $0 != i && !moved.contains($0) && near($0, i) }
    let box = parts[i].box
    let wide = GridBox(
      minX: box.minX - Self.margin, minY: box.minY - Self.margin, maxX: box.maxX + Self.margin, maxY: box.maxY + Self.margin)
    let truth = TrueBorders(BorderEdges(joining: others.map { parts[$0].outline.near(wide) }), around: box)
    let shared = parts[i].outline.filtered { edge in
      let (a, b) = (truth.plane.metres(edge.a), truth.plane.metres(edge.b))
      return truth.grid.foot(PlanePoint(x: (a.x + b.x) / 2, y: (a.y + b.y) / 2), within: Self.reachMetres) != nil
    }
    let effort = PartEstimate.Effort(sameGround: false, slips: true, voteMetres: 1500, leastShare: 0.6)
    return ShiftDetection.finding(parts[i].key, shared, onto: truth, effort: effort, isReversed: false)
  }
}

extension BorderEdges {
  init(joining sets: [BorderEdges]) { self.init(sets.flatMap(\.edges)) }

  func filtered(_ isKept: (Edge) -> Bool) -> BorderEdges { BorderEdges(edges.filter(isKept)) }
}
