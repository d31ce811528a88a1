internal import Geodesy
internal import Geometry

/// Best-first search for the feature nearest to a site: over the feature tree, then the ladders of rings, then pairs of
/// edges by their bounds in space; a geodesic is computed only for pairs whose bound is below the answer.
struct NearestSearch {
  private let site: OutlineView
  private let siteBox: GridBox
  private let siteSpace: [EdgeDistance.Space]
  private var heap = BoundHeap()
  private var pairs: [Pair] = []
  /// What is farther than this is not looked at: the best found, or an upper bound of what will be found.
  private var best: Double
  /// Features from here on do not count.
  private let reach: Double
  private(set) var found: (source: Int, feature: Int, closest: EdgeDistance.Closest)?

  /// - Parameter within: features farther than this many metres do not count.
  init(_ site: OutlineView, box: GridBox, within: Double?) {
    self.site = site
    siteBox = box
    reach = within.map { $0.nextUp } ?? .infinity
    best = reach
    var space: [EdgeDistance.Space] = []
    for r in site.rings {
      let ring = site.ring(r)
      for i in 0..<ring.count { space.append(EdgeDistance.Space(ring.point(i))) }
    }
    siteSpace = space
  }

  /// Searches the layers at once; `accepts` leaves features out.
  mutating func run(_ layers: [LayerView], accepts: (Int, Int) -> Bool) {
    for (source, layer) in layers.enumerated() where layer.featureCount > 0 {
      let rungs = BoxLadder.rungs(items: layer.featureCount)
      push(.init(bound: 0, source: source, kind: .tree(level: rungs.count - 1, index: 0)))
    }
    while let node = heap.pop() {
      guard node.bound < best else { return }
      let layer = layers[node.source]
      switch node.kind {
      case .tree(let level, let index):
        let (_, first, size) = BoxLadder.rungs(items: layer.featureCount)
        let children = (index << BoxLadder.shift)..<((index + 1) << BoxLadder.shift)
        if level > 0 {
          for k in children where k < size[level - 1] {
            push(layer.tree.boxes[first[level - 1] + k], layer, node.source, .tree(level: level - 1, index: k))
          }
        } else {
          for k in children where k < layer.featureCount {
            let box = layer.featureBoxes[k]
            guard box.minX <= box.maxX, accepts(node.source, Int(layer.order[k])) else { continue }
            push(box, layer, node.source, .feature(Int(layer.order[k])))
          }
        }
      case .feature(let index):
        let outline = layer.outline(index)
        if node.bound == 0, let place = commonPlace(site, outline) {
          found = (node.source, index, EdgeDistance.Closest(metres: 0, onFirst: place, onSecond: place))
          return
        }
        for r in outline.rings {
          let ring = outline.ring(r)
          if ring.edgeCount == 0 {
            for i in 0..<ring.count { edge(ring.point(i), ring.point(i), node.source, index) }
            continue
          }
          let rungs = BoxLadder.rungs(items: ring.edgeCount)
          push(
            ring.ladder.whole, layer, node.source, .ring(feature: index, ring: r, level: rungs.count - 1, index: 0))
        }
      case .pair(let index):
        measure(pairs[index], node.source)
      case .ring(let feature, let r, let level, let index):
        let ring = layer.outline(feature).ring(r)
        let (_, first, size) = BoxLadder.rungs(items: ring.edgeCount)
        let children = (index << BoxLadder.shift)..<((index + 1) << BoxLadder.shift)
        if level > 0 {
          for k in children where k < size[level - 1] {
            push(
              ring.ladder.boxes[first[level - 1] + k], layer, node.source,
              .ring(feature: feature, ring: r, level: level - 1, index: k))
          }
        } else {
          for i in children where i < ring.edgeCount {
            let (a, b) = ring.edge(i)
            edge(a, b, node.source, feature)
          }
        }
      }
    }
  }

  private mutating func push(_ box: CompactBox, _ layer: LayerView, _ source: Int, _ kind: BoundHeap.Kind) {
    let box = box.onGlobe(from: layer.origin)
    let bound = EdgeDistance.lowerBound(siteBox, box, EdgeDistance.Scale(siteBox, box))
    if bound < best { heap.push(.init(bound: bound, source: source, kind: kind)) }
  }

  private mutating func push(_ node: BoundHeap.Node) { heap.push(node) }

  /// One edge of a feature against the site.
  private mutating func edge(_ c: GridPoint, _ d: GridPoint, _ source: Int, _ feature: Int) {
    let box = GridBox(minX: min(c.x, d.x), minY: min(c.y, d.y), maxX: max(c.x, d.x), maxY: max(c.y, d.y))
    let scale = EdgeDistance.Scale(siteBox, box)
    guard EdgeDistance.lowerBound(siteBox, box, scale) < best else { return }
    var space: (EdgeDistance.Space, EdgeDistance.Space)?
    var base = 0
    for r in site.rings {
      let ring = site.ring(r)
      let items = ring.edgeCount
      if items == 0 {
        for i in 0..<ring.count {
          pair(ring.point(i), ring.point(i), base + i, base + i, c, d, scale, &space, source, feature)
        }
      } else {
        var group = 0
        while group << BoxLadder.shift < items {
          if EdgeDistance.lowerBound(ring.ladder.boxes[group].onGlobe(from: ring.origin), box, scale) < best {
            for i in (group << BoxLadder.shift)..<min(items, (group + 1) << BoxLadder.shift) {
              pair(
                ring.point(i), ring.point(ring.next(i)), base + i, base + ring.next(i), c, d, scale, &space, source,
                feature)
            }
          }
          group += 1
        }
      }
      base += ring.count
    }
  }

  @inline(__always)
  private mutating func pair(
    _ a: GridPoint, _ b: GridPoint, _ i: Int, _ j: Int, _ c: GridPoint, _ d: GridPoint, _ scale: EdgeDistance.Scale,
    _ space: inout (EdgeDistance.Space, EdgeDistance.Space)?, _ source: Int, _ feature: Int
  ) {
    guard EdgeDistance.flat(a, b, c, d, scaleX: scale.x, scaleY: scale.y).distance < best else { return }
    let ends: (EdgeDistance.Space, EdgeDistance.Space)
    if let known = space {
      ends = known
    } else {
      ends = (EdgeDistance.Space(c), EdgeDistance.Space(d))
      space = ends
    }
    let bound = EdgeDistance.spaceBound(siteSpace[i], siteSpace[j], ends.0, ends.1)
    guard bound < best else { return }
    // Ends are places of both, so their distance bounds the answer before any geodesic is computed. It is a hair
    // above the truth, so that the pair that gives the answer is never left out.
    best = min(
      best, EdgeDistance.spaceUpperBound(siteSpace[i], ends.0), EdgeDistance.spaceUpperBound(siteSpace[j], ends.1))
    pairs.append(Pair(a: a, b: b, c: c, d: d, feature: feature))
    heap.push(.init(bound: bound, source: source, kind: .pair(pairs.count - 1)))
  }

  private mutating func measure(_ pair: Pair, _ source: Int) {
    let closest = EdgeDistance.geodesic(pair.a, pair.b, pair.c, pair.d)
    if closest.metres < (found?.closest.metres ?? reach) {
      found = (source, pair.feature, closest)
      best = min(best, closest.metres)
    }
  }

  /// An edge of the site and one of a feature that may give the answer.
  private struct Pair {
    let a: GridPoint
    let b: GridPoint
    let c: GridPoint
    let d: GridPoint
    let feature: Int
  }
}
