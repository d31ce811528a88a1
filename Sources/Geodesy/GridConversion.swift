public import Geometry

extension RawGeometry {
  /// The geometry on the grid, in EPSG:4490.
  ///
  /// Edges given in a Gauss–Krüger plane are straight there: they are split to ≤ 250 m in that plane first.
  /// Positions that fall on one grid point are kept once. Rings may run either way; nothing is checked beyond the
  /// numbers (see `GridPolygon.checked`).
  ///
  /// - Parameter splitting: false leaves the positions as they were given, for listing them.
  /// - Throws: `ReferenceRefusal`.
  public func onGrid(from system: CoordinateReferenceSystem, splitting: Bool = true) throws(ReferenceRefusal) -> FeatureGeometry {
    switch self {
    case .points(let points):
      var result: [GridPoint] = []
      for p in points { result.append(try system.gridPoint(p)) }
      return .points(result)
    case .lines(let lines):
      var result: [[GridPoint]] = []
      for line in lines { result.append(try Self.path(line, closed: false, splitting, system)) }
      return .lines(result)
    case .polygons(let polygons):
      var result: [GridPolygon] = []
      for rings in polygons {
        var converted: [[GridPoint]] = []
        for ring in rings { converted.append(try Self.path(ring, closed: true, splitting, system)) }
        guard let shell = converted.first else { continue }
        result.append(GridPolygon(shell: shell, holes: Array(converted.dropFirst())))
      }
      return .polygons(result)
    }
  }

  /// The longest piece of a plane edge that is kept straight in longitude and latitude, metres.
  public static let longestPlaneEdgeMetres = 250.0

  private static func path(_ points: [RawPoint], closed: Bool, _ splitting: Bool, _ system: CoordinateReferenceSystem)
    throws(ReferenceRefusal) -> [GridPoint]
  {
    var result: [GridPoint] = []
    result.reserveCapacity(points.count)
    for (i, p) in points.enumerated() {
      let g = try system.gridPoint(p)
      if g != result.last { result.append(g) }
      guard splitting, !system.isGeographic, closed || i + 1 < points.count else { continue }
      let q = points[(i + 1) % points.count]
      guard q.x.isFinite, q.y.isFinite else { throw .notANumber(q) }
      let length = ((q.x - p.x) * (q.x - p.x) + (q.y - p.y) * (q.y - p.y)).squareRoot()
      // Longer than any zone is a wrong number; the next position says so.
      guard length > longestPlaneEdgeMetres, length < 2e7 else { continue }
      let pieces = (length / longestPlaneEdgeMetres).rounded(.up)
      for k in 1..<Int(pieces) {
        let t = Double(k) / pieces
        let s = try system.gridPoint(RawPoint(p.x + (q.x - p.x) * t, p.y + (q.y - p.y) * t))
        if s != result.last { result.append(s) }
      }
    }
    while closed, result.count > 1, result.first == result.last { result.removeLast() }
    return result
  }
}
