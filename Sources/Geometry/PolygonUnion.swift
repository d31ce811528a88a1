/// Several polygons as one, and invalid polygons made valid.
public enum PolygonUnion {
  /// The ground that the polygons cover together: valid polygons that do not overlap, vertices on the grid,
  /// in order of their least points.
  ///
  /// Polygons whose boxes are apart from all others are passed through untouched.
  ///
  /// - Throws: `GeometryRefusal.engine`.
  public static func union(_ polygons: [GridPolygon]) throws(GeometryRefusal) -> [GridPolygon] {
    let boxes = polygons.map(\.box)
    var meeting: [GridPolygon] = []
    var alone: [GridPolygon] = []
    for i in polygons.indices {
      if boxes.indices.contains(where: { $0 != i && boxes[$0].meets(boxes[i]) }) {
        meeting.append(polygons[i])
      } else {
        alone.append(polygons[i].normalised)
      }
    }
    if !meeting.isEmpty { alone += try GEOSSession(origin: center(meeting)).union(meeting) }
    return ordered(alone)
  }

  /// Whether a union stays within reach: the pairs of edges whose boxes meet number at most a million.
  ///
  /// - Parameter withinPolygons: whether edges of one polygon count against each other, as for a repair.
  public static func isManageable(_ polygons: [GridPolygon], withinPolygons: Bool = false) -> Bool {
    var edges: [(low: Int64, high: Int64, near: Int64, far: Int64, polygon: Int)] = []
    for (n, polygon) in polygons.enumerated() {
      for ring in polygon.rings {
        for i in ring.indices {
          let (a, b) = (ring[i], ring[i + 1 == ring.count ? 0 : i + 1])
          edges.append((min(a.x, b.x), max(a.x, b.x), min(a.y, b.y), max(a.y, b.y), n))
        }
      }
    }
    edges.sort { $0.low < $1.low }
    var active: [(low: Int64, high: Int64, near: Int64, far: Int64, polygon: Int)] = []
    var meetings = 0
    var comparisons = 0
    for e in edges {
      active.removeAll { $0.high < e.low }
      comparisons += active.count
      meetings += active.count { (withinPolygons || $0.polygon != e.polygon) && $0.near <= e.far && e.near <= $0.far }
      if meetings > 1_000_000 || comparisons > SelfCrossing.mostComparisons { return false }
      active.append(e)
    }
    return true
  }

  /// The union with its vertices rounded to the grid, where a needle may close: three times as fast, for shapes that
  /// are drawn on a finer grid than they are kept on and checked there.
  ///
  /// - Throws: `GeometryRefusal.engine`.
  package static func roundedUnion(_ polygons: [GridPolygon]) throws(GeometryRefusal) -> [GridPolygon] {
    guard !polygons.isEmpty else { return [] }
    return ordered(try GEOSSession(origin: center(polygons)).union(polygons, snapping: false))
  }

  /// Valid polygons over the ground of rings that may cross themselves (even–odd), for a repair that a person confirms.
  ///
  /// - Throws: `GeometryRefusal.engine`, `.empty` when nothing is left, `.tooComplex`.
  public static func repaired(_ polygons: [GridPolygon]) throws(GeometryRefusal) -> [GridPolygon] {
    let usable = polygons.map { polygon in
      GridPolygon(
        shell: RingShape.withoutRepeats(polygon.shell),
        holes: polygon.holes.map(RingShape.withoutRepeats).filter { $0.count >= 3 })
    }.filter { $0.shell.count >= 3 }
    guard !usable.isEmpty else { throw .empty }
    guard isManageable(usable, withinPolygons: true) else { throw .tooComplex }
    let result = ordered(try GEOSSession(origin: center(usable)).madeValid(usable))
    guard !result.isEmpty else { throw .empty }
    return result
  }

  /// The same ground with every self-touching boundary split into rings that other software takes as valid.
  ///
  /// - Throws: `GeometryRefusal.engine`.
  public static func split(_ polygon: GridPolygon) throws(GeometryRefusal) -> [GridPolygon] {
    ordered(try GEOSSession(origin: center([polygon])).madeValid([polygon]))
  }

  private static func center(_ polygons: [GridPolygon]) -> GridPoint {
    var box = GridBox.empty
    for p in polygons { box.add(p.box) }
    return GridPoint(x: (box.minX + box.maxX) / 2, y: (box.minY + box.maxY) / 2)
  }

  private static func ordered(_ polygons: [GridPolygon]) -> [GridPolygon] {
    polygons.sorted { $0.shell.lexicographicallyPrecedes($1.shell) }
  }
}
