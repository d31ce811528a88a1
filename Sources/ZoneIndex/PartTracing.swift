internal import Geodesy
internal import Geometry

/// Putting the pieces of a walk together into connected parts.
extension BoundaryWalk {
  private struct Loop {
    var area = 0.0
    var length = 0.0
    var points: [GridPoint] = []
  }

  /// The connected parts, the largest first.
  func parts() -> [PolygonOverlay.Part] {
    var loops = wholeRings.map { ring in
      Loop(
        area: wholeArea(ring), length: EdgeLength.shared.length(of: ring.points, closed: true), points: ring.points)
    }
    loops += traced()
    // Slivers along shared borders enclose nothing; they come from the shift, unless there is nothing else.
    let real = loops.filter { abs($0.area) > 1e-4 }
    if real.contains(where: { $0.area > 0 }) { loops = real }
    var shells = loops.filter { $0.area > 0 }.sorted { $0.area > $1.area }
    if shells.isEmpty { return [PolygonOverlay.Part(area: area, perimeter: loops.reduce(0) { $0 + $1.length }, rings: [])] }
    var parts = shells.map { PolygonOverlay.Part(area: $0.area, perimeter: $0.length, rings: [$0.points]) }
    for hole in loops where hole.area < 0 {
      // The smallest shell round it; with one shell there is no question.
      var owner = 0
      if shells.count > 1, let p = hole.points.first {
        owner = shells.indices.last { ringPosition(of: p, in: shells[$0].points) != .outside } ?? 0
      }
      parts[owner].area += hole.area
      parts[owner].perimeter += hole.length
      parts[owner].rings.append(hole.points)
    }
    shells.removeAll()
    return parts.sorted { $0.area > $1.area }
  }

  /// Loops through crossings: along the site while inside the feature, along the feature while inside the site.
  private func traced() -> [Loop] {
    guard !crossings.isEmpty else { return [] }
    let bySite = order(bySite: true)
    let byFeature = order(bySite: false)
    var siteNext = [Int](repeating: 0, count: crossings.count)
    var featureNext = siteNext
    link(bySite, &siteNext) { crossings[$0].siteRing }
    link(byFeature, &featureNext) { crossings[$0].featureRing }
    var used = [Bool](repeating: false, count: crossings.count)
    var loops: [Loop] = []
    for start in crossings.indices where crossings[start].enters && !used[start] {
      var loop = Loop()
      var c = start
      while !used[c] {
        used[c] = true
        let out = siteNext[c]
        follow(alongSite: true, from: c, to: out, &loop)
        let back = featureNext[out]
        follow(alongSite: false, from: out, to: back, &loop)
        c = back
      }
      loops.append(loop)
    }
    return loops
  }

  /// Crossing indices along the rings; where fractions tie within rounding, entering and leaving are made to alternate.
  private func order(bySite: Bool) -> [Int] {
    func key(_ c: Crossing) -> (Int32, Int32, Double) {
      bySite ? (c.siteRing, c.siteEdge, c.t) : (c.featureRing, c.featureEdge, c.u)
    }
    var order = crossings.indices.sorted { key(crossings[$0]) < key(crossings[$1]) }
    var i = 0
    while i + 1 < order.count {
      let a = key(crossings[order[i]])
      let b = key(crossings[order[i + 1]])
      if a.0 == b.0, i > 0, key(crossings[order[i - 1]]).0 == a.0,
        crossings[order[i]].enters == crossings[order[i - 1]].enters, a.1 == b.1, abs(a.2 - b.2) < 1e-9
      {
        order.swapAt(i, i + 1)
      }
      i += 1
    }
    return order
  }

  private func link(_ order: [Int], _ next: inout [Int], ring: (Int) -> Int32) {
    var start = 0
    while start < order.count {
      var end = start
      while end < order.count, ring(order[end]) == ring(order[start]) { end += 1 }
      for k in start..<end { next[order[k]] = order[k + 1 == end ? start : k + 1] }
      start = end
    }
  }

  private func follow(alongSite: Bool, from: Int, to: Int, _ loop: inout Loop) {
    let a = crossings[from]
    let b = crossings[to]
    let ring = alongSite ? site.ring(Int(a.siteRing)) : feature.ring(Int(a.featureRing))
    var edge = Int(alongSite ? a.siteEdge : a.featureEdge)
    let lastEdge = Int(alongSite ? b.siteEdge : b.featureEdge)
    var t = alongSite ? a.t : a.u
    let end = alongSite ? b.t : b.u
    func add(_ i: Int, _ from: Double, _ to: Double) {
      let (p, q) = ring.edge(i)
      loop.area += integral.piece(p, q, from: from, to: to)
      loop.length += EdgeLength.shared.piece(p, q, from: from, to: to)
    }
    let (p, q) = ring.edge(edge)
    loop.points.append(
      GridPoint(
        x: p.x + Int64((Double(q.x - p.x) * t).rounded()), y: p.y + Int64((Double(q.y - p.y) * t).rounded())))
    // Within one edge, unless the way goes round the whole ring.
    if edge == lastEdge && (end > t || from == to || end > t - 1e-9) {
      if end > t { add(edge, t, end) }
      return
    }
    add(edge, t, 1)
    edge = ring.next(edge)
    while edge != lastEdge {
      loop.points.append(ring.point(edge))
      add(edge, 0, 1)
      edge = ring.next(edge)
    }
    loop.points.append(ring.point(edge))
    t = 0
    add(edge, 0, end)
  }
}
