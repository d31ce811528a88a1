internal import Geodesy
internal import Geometry

/// One walk along both boundaries: sums, and the pieces from which parts are put together.
struct BoundaryWalk {
  let site: OutlineView
  let feature: OutlineView
  let integral: AreaIntegral
  private(set) var crossings: [Crossing]
  private(set) var area = 0.0
  private(set) var anythingInside = false
  /// Whole rings that lie inside the other outline.
  private(set) var wholeRings: [RingView] = []

  init(
    site: OutlineView, feature: OutlineView, integral: AreaIntegral, scan: CrossingScan, collectsRings: Bool
  ) {
    self.site = site
    self.feature = feature
    self.integral = integral
    crossings = scan.crossings
    anythingInside = !crossings.isEmpty
    alongSite(collectsRings)
    alongFeature(collectsRings)
  }

  /// The site's edges inside the feature.
  private mutating func alongSite(_ collectsRings: Bool) {
    crossings.sort {
      ($0.siteRing, $0.siteEdge, $0.t, $0.featureRing, $0.featureEdge) < ($1.siteRing, $1.siteEdge, $1.t, $1.featureRing, $1.featureEdge)
    }
    var at = 0
    for r in site.rings {
      let ring = site.ring(r)
      guard ring.count > 0 else { continue }
      var inside = feature.contains(ring.point(0), shift: 1)
      if at >= crossings.count || crossings[at].siteRing != r {
        if inside {
          anythingInside = true
          area += wholeArea(ring)
          if collectsRings { wholeRings.append(ring) }
        }
        continue
      }
      var a = ring.point(0)
      for i in 0..<ring.edgeCount {
        let b = ring.point(ring.next(i))
        if inside { area += integral.piece(a, b) }
        while at < crossings.count, crossings[at].siteRing == r, crossings[at].siteEdge == i {
          let rest = integral.piece(a, b, from: crossings[at].t, to: 1)
          area += crossings[at].enters ? rest : -rest
          inside.toggle()
          at += 1
        }
        a = b
      }
    }
  }

  func wholeArea(_ ring: RingView) -> Double {
    var sum = 0.0
    var a = ring.point(ring.count - 1)
    for i in 0..<ring.count {
      let b = ring.point(i)
      sum += integral.piece(a, b)
      a = b
    }
    return sum
  }

  /// The feature's edges inside the site: only stretches whose boxes meet the site are visited.
  private mutating func alongFeature(_ collectsRings: Bool) {
    crossings.sort {
      ($0.featureRing, $0.featureEdge, $0.u, $0.siteRing, $0.siteEdge) < ($1.featureRing, $1.featureEdge, $1.u, $1.siteRing, $1.siteEdge)
    }
    let siteBox = site.box
    var at = 0
    for r in feature.rings {
      let ring = feature.ring(r)
      guard ring.edgeCount > 0, ring.ladder.whole.onGlobe(from: ring.origin).meets(siteBox) else { continue }
      let firstCrossing = at
      var inside = false
      var reached = -1
      var sum = 0.0
      let compact = CompactBox(siteBox, from: ring.origin)
      ring.ladder.forEachGroup(meeting: compact) { group in
        if group.lowerBound != reached { inside = site.contains(ring.point(group.lowerBound), shift: -1) }
        reached = group.upperBound
        var a = ring.point(group.lowerBound)
        for i in group {
          let b = ring.point(ring.next(i))
          if inside { sum += integral.piece(a, b) }
          while at < crossings.count, crossings[at].featureRing == r, crossings[at].featureEdge == i {
            // Where the site enters the feature, the feature leaves the site.
            let rest = integral.piece(a, b, from: crossings[at].u, to: 1)
            sum += crossings[at].enters ? -rest : rest
            inside.toggle()
            at += 1
          }
          a = b
        }
      }
      if at == firstCrossing {
        guard inside else { continue }
        anythingInside = true
        if collectsRings { wholeRings.append(ring) }
      }
      area += sum
    }
  }
}
