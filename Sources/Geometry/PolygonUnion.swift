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

  /// Valid polygons over the ground of rings that may cross themselves (even–odd), for a repair that a person confirms.
  ///
  /// - Throws: `GeometryRefusal.engine`, `.empty` when nothing is left.
  public static func repaired(_ polygons: [GridPolygon]) throws(GeometryRefusal) -> [GridPolygon] {
    let usable = polygons.map { GridPolygon(shell: RingShape.withoutRepeats($0.shell), holes: $0.holes.map(RingShape.withoutRepeats).filter { $0.count >= 3 }) }
      .filter { $0.shell.count >= 3 }
    guard !usable.isEmpty else { throw .empty }
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
