internal import Geometry

/// A place that two outlines share, decided exactly; nil where they are apart.
func commonPlace(_ site: OutlineView, _ feature: OutlineView) -> GridPoint? {
  if feature.closed {
    for r in site.rings {
      let p = site.ring(r).point(0)
      if feature.position(of: p) != .outside { return p }
    }
  }
  if site.closed {
    for r in feature.rings {
      let p = feature.ring(r).point(0)
      if site.position(of: p) != .outside { return p }
    }
  }
  var place: GridPoint?
  let siteBox = site.box
  for fr in feature.rings {
    let f = feature.ring(fr)
    guard f.box.meets(siteBox) else { continue }
    if f.edgeCount == 0 {
      for i in 0..<f.count where site.position(of: f.point(i)) != .outside { return f.point(i) }
      continue
    }
    for sr in site.rings {
      let s = site.ring(sr)
      if s.edgeCount == 0 {
        for i in 0..<s.count where f.position(of: s.point(i), scale: 1) == .boundary { return s.point(i) }
        continue
      }
      s.forEachEdge(meeting: f.box) { _, a, b in
        guard place == nil else { return }
        f.forEachEdge(meeting: GridBox([a, b])) { _, c, d in
          guard place == nil else { return }
          switch segmentRelation(a, b, c, d) {
          case .apart: break
          case .touch(let p), .overlap(let p, _): place = p
          case .cross: place = crossingPlace(a, b, c, d)
          }
        }
      }
      if let place { return place }
    }
  }
  return place
}
