import Geometry

/// Makes rings, lines or points of a run of table points, closing rings and telling holes from shells.
enum RingGathering {
  struct Point: Hashable {
    /// Points of one ring, or of rings closed one after another, share it.
    var group: String
    var position: RawPoint
  }

  struct Said {
    var assumed: [SiteAssumption] = []
    var notes: [String] = []
  }

  static func figure(_ points: [Point], shape: SiteShape?, limits: SiteLimits) throws(ExchangeError) -> (RawGeometry, Said) {
    var said = Said()
    var builder = FigureBuilder(limits: limits)
    var shape = shape
    if shape == nil, points.count == 1 {
      shape = .point
      said.assumed.append(SiteAssumption(what: "shape", value: "点", why: "坐标表只有一个点"))
    }
    switch shape {
    case .point:
      for p in points { try builder.add(point: p.position) }
    case .line:
      for line in runs(points) { try builder.add(line: line) }
    case .area, nil:
      let gathered = rings(points)
      if gathered.open > 0 {
        said.assumed.append(
          SiteAssumption(what: "closing", value: "自动闭合", why: "\(gathered.open == 1 ? "有一圈" : "有 \(gathered.open) 圈")没有重复起点，已连回起点"))
      }
      if shape == nil { said.assumed.append(SiteAssumption(what: "shape", value: "面", why: "坐标表没有说明是面还是线，按围合的面读")) }
      for polygon in nested(gathered.rings, said: &said) { try builder.add(polygon: polygon) }
    }
    return (try builder.figure(), said)
  }

  /// Consecutive points of one group.
  private static func runs(_ points: [Point]) -> [[RawPoint]] {
    var runs: [[RawPoint]] = []
    var group: String?
    for p in points {
      if p.group != group { runs.append([]) }
      group = p.group
      runs[runs.count - 1].append(p.position)
    }
    return runs
  }

  /// Rings without their repeated first point; a return to the first point ends a ring.
  private static func rings(_ points: [Point]) -> (rings: [[RawPoint]], open: Int) {
    var rings: [[RawPoint]] = []
    var open = 0
    for run in runs(points) {
      var ring: [RawPoint] = []
      for p in run {
        if ring.count >= 3, p == ring[0] {
          rings.append(ring)
          ring = []
        } else {
          ring.append(p)
        }
      }
      if !ring.isEmpty {
        rings.append(ring)
        open += 1
      }
    }
    return (rings, open)
  }

  // MARK: Holes

  /// Polygons by containment: a ring inside an odd number of others is a hole of the smallest of them.
  private static func nested(_ rings: [[RawPoint]], said: inout Said) -> [[[RawPoint]]] {
    guard rings.count > 1 else { return rings.map { [$0] } }
    let boxes = rings.map(Box.init)
    let around = rings.indices.map { i in
      rings.indices.filter { j in j != i && boxes[j].contains(boxes[i]) && isInside(rings[i], rings[j]) }
    }
    var polygons: [Int: [[RawPoint]]] = [:]
    for i in rings.indices where around[i].count % 2 == 0 { polygons[i] = [rings[i]] }
    for i in rings.indices where around[i].count % 2 == 1 {
      guard let shell = around[i].first(where: { around[$0].count == around[i].count - 1 && polygons[$0] != nil }) else {
        // Rings that cross each other nest in no order; leave the judgement to the validity check.
        polygons[i] = [rings[i]]
        continue
      }
      polygons[shell]?.append(rings[i])
      said.assumed.append(SiteAssumption(what: "holes", value: "第 \(i + 1) 圈", why: "位于第 \(shell + 1) 圈之内，按内环扣除"))
    }
    return polygons.sorted { $0.key < $1.key }.map(\.value)
  }

  private struct Box {
    var low = RawPoint(.infinity, .infinity)
    var high = RawPoint(-.infinity, -.infinity)

    init(_ positions: [RawPoint]) {
      for p in positions {
        low = RawPoint(min(low.x, p.x), min(low.y, p.y))
        high = RawPoint(max(high.x, p.x), max(high.y, p.y))
      }
    }

    func contains(_ b: Box) -> Bool {
      low.x <= b.low.x && low.y <= b.low.y && high.x >= b.high.x && high.y >= b.high.y
    }
  }

  /// Whether most of three points spread over the inner ring lie in the outer one: one of them may be shared.
  private static func isInside(_ inner: [RawPoint], _ outer: [RawPoint]) -> Bool {
    let probes = [0, inner.count / 3, 2 * inner.count / 3].map { inner[$0] }
    return probes.filter { contains(outer, $0) }.count >= 2
  }

  private static func contains(_ ring: [RawPoint], _ p: RawPoint) -> Bool {
    var inside = false
    var previous = ring[ring.count - 1]
    for q in ring {
      if (q.y > p.y) != (previous.y > p.y) {
        let slope = (previous.x - q.x) / (previous.y - q.y)
        if p.x < q.x + (p.y - q.y) * slope { inside.toggle() }
      }
      previous = q
    }
    return inside
  }
}
