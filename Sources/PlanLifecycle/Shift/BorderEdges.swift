internal import Geometry

/// The edges of some features, each once however many of them share it.
struct BorderEdges {
  struct Edge {
    var a: GridPoint
    var b: GridPoint
  }

  private(set) var edges: [Edge] = []

  /// - Parameters:
  ///   - outer: leave out what two of the features share, so that the outline of their union remains.
  ///   - distinct: each edge once; not needed of borders that are only looked up.
  init(of features: some Sequence<FeatureGeometry>, outer: Bool = false, distinct: Bool = true) {
    var all: [Edge] = []
    func add(_ points: [GridPoint], closed: Bool) {
      guard var last = closed ? points.last : points.first else { return }
      for p in closed ? points[...] : points.dropFirst() {
        if p != last { all.append(Edge(a: last, b: p)) }
        last = p
      }
    }
    for geometry in features {
      switch geometry {
      case .polygons(let polygons): for p in polygons { for r in p.rings { add(r, closed: true) } }
      case .lines(let lines): for l in lines { add(l, closed: false) }
      case .points: break
      }
    }
    edges = distinct || outer ? Self.distinct(all, outer: outer) : all
  }

  init(_ edges: [Edge]) { self.edges = edges }

  /// The first of equal edges, whichever way they run, in the order given.
  private static func distinct(_ all: [Edge], outer: Bool) -> [Edge] {
    // Sixty-four bits of an edge's two ends, the same either way; a chance collision loses one edge of thousands.
    let keys = all.map { key($0.a) &+ key($0.b) }
    let order = all.indices.sorted { keys[$0] != keys[$1] ? keys[$0] < keys[$1] : $0 < $1 }
    var kept = [Bool](repeating: false, count: all.count)
    var i = 0
    while i < order.count {
      var j = i + 1
      while j < order.count, keys[order[j]] == keys[order[i]] { j += 1 }
      if !outer || j == i + 1 { kept[order[i]] = true }
      i = j
    }
    return all.indices.lazy.filter { kept[$0] }.map { all[$0] }
  }

  private static func key(_ p: GridPoint) -> UInt64 {
    var z = UInt64(bitPattern: p.x) &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(bitPattern: p.y) &* 0xC2B2_AE3D_27D4_EB4F
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  var box: GridBox {
    var box = GridBox.empty
    for e in edges {
      box.add(e.a)
      box.add(e.b)
    }
    return box
  }

  /// Those that come into a box.
  func near(_ box: GridBox) -> BorderEdges {
    BorderEdges(
      edges.filter {
        min($0.a.x, $0.b.x) <= box.maxX && max($0.a.x, $0.b.x) >= box.minX && min($0.a.y, $0.b.y) <= box.maxY
          && max($0.a.y, $0.b.y) >= box.minY
      })
  }
}
