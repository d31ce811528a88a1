internal import Geometry

/// How a site and a feature lie to each other, decided in integers alone, without any shift.
///
/// Used where a query met a vertex on an edge and the common area is too small to speak for itself.
struct ExactRelation {
  /// Whether some open ground (for a line: some stretch of it) belongs to both.
  private(set) var interiorsIntersect = false
  /// Whether they share any point.
  private(set) var meets = false

  /// - Complexity: as `CrossingScan`, plus a point location for each piece between touching points.
  init(site: OutlineView, feature: OutlineView) {
    var siteCuts: [Cut] = []
    var featureCuts: [Cut] = []
    let siteBox = site.box
    for fr in feature.rings {
      let f = feature.ring(fr)
      if f.edgeCount == 0 {
        for i in 0..<f.count where site.position(of: f.point(i)) != .outside { meets = true }
        interiorsIntersect = meets
        continue
      }
      let box = f.box
      guard box.meets(siteBox) else { continue }
      for sr in site.rings {
        let s = site.ring(sr)
        s.forEachEdge(meeting: box) { i, s0, s1 in
          let edgeBox = GridBox([s0, s1])
          f.forEachEdge(meeting: edgeBox) { j, f0, f1 in
            switch segmentRelation(s0, s1, f0, f1) {
            case .apart:
              return
            case .cross:
              meets = true
              interiorsIntersect = true
            case .touch(let p):
              meets = true
              siteCuts.append(Cut(ring: sr, edge: i, place: p))
              featureCuts.append(Cut(ring: fr, edge: j, place: p))
            case .overlap(let p, let q):
              meets = true
              // Interiors lie left of both: the same direction means the same side.
              let along = Int128(s1.x - s0.x) * Int128(f1.x - f0.x) + Int128(s1.y - s0.y) * Int128(f1.y - f0.y)
              if along > 0 && feature.closed && site.closed { interiorsIntersect = true }
              for place in [p, q] {
                siteCuts.append(Cut(ring: sr, edge: i, place: place))
                featureCuts.append(Cut(ring: fr, edge: j, place: place))
              }
            }
          }
        }
      }
    }
    if interiorsIntersect { return }
    if feature.closed && Self.somePiece(of: site, liesIn: feature, siteCuts, near: feature.box) {
      interiorsIntersect = true
    } else if site.closed && Self.somePiece(of: feature, liesIn: site, featureCuts, near: siteBox) {
      interiorsIntersect = true
    }
    if interiorsIntersect { meets = true }
  }

  private struct Cut {
    var ring: Int
    var edge: Int
    var place: GridPoint
  }

  /// Whether the inside of some piece of an outline's edges, cut at the touching points, lies inside the other.
  private static func somePiece(of one: OutlineView, liesIn other: OutlineView, _ cuts: [Cut], near box: GridBox) -> Bool {
    var byEdge: [Int: [Int: [GridPoint]]] = [:]
    for cut in cuts { byEdge[cut.ring, default: [:]][cut.edge, default: []].append(cut.place) }
    for r in one.rings {
      let ring = one.ring(r)
      let edges = byEdge[r] ?? [:]
      if edges.isEmpty {
        // Nothing of the ring meets the other boundary: one vertex speaks for all.
        if ring.count > 0 && other.position(of: ring.point(0)) == .inside { return true }
        continue
      }
      var found = false
      ring.forEachEdge(meeting: box) { i, a, b in
        if found { return }
        // Places on one edge are in the order of their coordinates, or in the reverse.
        let places = ([a, b] + (edges[i] ?? [])).sorted()
        for k in places.indices.dropFirst() where places[k] != places[k - 1] {
          let doubled = GridPoint(x: places[k].x + places[k - 1].x, y: places[k].y + places[k - 1].y)
          if other.position(of: doubled, scale: 2) == .inside { found = true }
        }
      }
      if found { return true }
    }
    return false
  }
}
