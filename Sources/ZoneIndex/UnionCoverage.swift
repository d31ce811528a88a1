internal import Geodesy
internal import Geometry

/// How much of a site the features of a layer cover together, where they may overlap each other.
///
/// Each feature is shifted by its own infinitesimal step, so that no two boundaries coincide; the common boundary is
/// made of the site's edges inside any feature and of each feature's edges inside the site and outside all others.
struct UnionCoverage {
  private let features: [OutlineView]
  private let boxes: [GridBox]

  init(_ features: [OutlineView]) {
    self.features = features
    boxes = features.map(\.box)
  }

  private struct Event {
    var edge: Int32
    var t: Double
    /// +1 where something is entered, −1 where it is left.
    var step: Int
    /// Whether the site itself is entered or left, not a feature.
    var isSite: Bool
  }

  /// The area of site ∩ (union of the features).
  func area(of site: OutlineView, _ integral: AreaIntegral) -> Double {
    var total = 0.0
    // The site's edges inside any feature.
    total += pieces(of: site, site: nil, own: nil, clip: site.box) { a, b, from, to in integral.piece(a, b, from: from, to: to) }
    // Each feature's edges inside the site and outside all others.
    for k in features.indices {
      total += pieces(of: features[k], site: site, own: k, clip: site.box) { a, b, from, to in
        integral.piece(a, b, from: from, to: to)
      }
    }
    return max(0, total)
  }

  /// The length of the lines inside any feature.
  func length(of lines: OutlineView) -> Double {
    pieces(of: lines, site: nil, own: nil, clip: lines.box) { a, b, from, to in
      EdgeLength.shared.piece(a, b, from: from, to: to)
    }
  }

  /// Sums over the stretches of an outline's edges that count: for the site (`own` nil) those inside any feature,
  /// for feature `own` those inside the site and outside every other feature.
  private func pieces(
    of outline: OutlineView, site: OutlineView?, own: Int?, clip: GridBox,
    _ value: (GridPoint, GridPoint, Double, Double) -> Double
  ) -> Double {
    let rank = own ?? -1
    let others = features.indices.filter { $0 != rank && boxes[$0].meets(clip) }
    var events: [Int: [Event]] = [:]
    for j in others {
      let scan = CrossingScan(site: outline, feature: features[j], within: clip, shift: j > rank ? 1 : -1)
      for c in scan.crossings {
        events[Int(c.siteRing), default: []].append(
          Event(edge: c.siteEdge, t: c.t, step: c.enters ? 1 : -1, isSite: false))
      }
    }
    if let site {
      let scan = CrossingScan(site: outline, feature: site, within: clip, shift: -1)
      for c in scan.crossings {
        events[Int(c.siteRing), default: []].append(
          Event(edge: c.siteEdge, t: c.t, step: c.enters ? 1 : -1, isSite: true))
      }
    }
    var sum = 0.0
    for r in outline.rings {
      let ring = outline.ring(r)
      let along = (events[r] ?? []).sorted { ($0.edge, $0.t) < ($1.edge, $1.t) }
      var at = 0
      var known = -1
      var depth = 0
      var inSite = 0
      ring.forEachEdge(meeting: clip) { i, a, b in
        let box = GridBox(minX: min(a.x, b.x), minY: min(a.y, b.y), maxX: max(a.x, b.x), maxY: max(a.y, b.y))
        guard box.meets(clip) else { return }
        if known != i {
          depth = others.reduce(0) { count, j in
            boxes[j].contains(a) && features[j].contains(a, shift: j > rank ? 1 : -1) ? count + 1 : count
          }
          inSite = site.map { $0.contains(a, shift: -1) ? 1 : 0 } ?? 0
        }
        while at < along.count, along[at].edge < i { at += 1 }
        var from = 0.0
        func add(_ to: Double) {
          let counts = site == nil ? depth > 0 : inSite > 0 && depth == 0
          if counts && to > from { sum += value(a, b, from, to) }
          from = to
        }
        while at < along.count, along[at].edge == i {
          add(along[at].t)
          if along[at].isSite { inSite += along[at].step } else { depth += along[at].step }
          at += 1
        }
        add(1)
        known = i + 1 == ring.edgeCount ? 0 : i + 1
      }
    }
    return sum
  }
}
