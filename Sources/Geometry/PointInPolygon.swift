/// Where a point lies to a polygon.
public enum PointPosition: Hashable, Sendable {
  case inside, boundary, outside
}

extension GridPolygon {
  /// Where a point lies, exactly; the rings may run either way.
  public func position(of p: GridPoint) -> PointPosition {
    var inside = false
    for ring in CollectionOfOne(shell) + holes {
      switch ringPosition(of: p, in: ring) {
      case .boundary: return .boundary
      case .inside: inside.toggle()
      case .outside: break
      }
    }
    return inside ? .inside : .outside
  }
}

extension FeatureGeometry {
  /// Where a point lies, exactly; on a line or a delivered point is `boundary`.
  public func position(of p: GridPoint) -> PointPosition {
    switch self {
    case .polygons(let polygons):
      var result = PointPosition.outside
      for polygon in polygons {
        switch polygon.position(of: p) {
        case .inside: return .inside
        case .boundary: result = .boundary
        case .outside: break
        }
      }
      return result
    case .lines(let lines):
      for line in lines {
        for i in line.indices.dropFirst() where segmentContains(line[i - 1], line[i], p) { return .boundary }
      }
      return .outside
    case .points(let points):
      return points.contains(p) ? .boundary : .outside
    }
  }
}

/// Where a point lies to one ring, by the parity of the edges east of it; exact.
public func ringPosition(of p: GridPoint, in ring: [GridPoint]) -> PointPosition {
  guard var a = ring.last else { return .outside }
  var inside = false
  for b in ring {
    if a.y > p.y || b.y > p.y || a.y == p.y || b.y == p.y {
      if segmentContains(a, b, p) { return .boundary }
    }
    if (a.y > p.y) != (b.y > p.y) {
      // An upward edge has the point on its left when it passes east of it.
      let side = orientation(a, b, p)
      if (b.y > a.y) == (side > 0) { inside.toggle() }
    }
    a = b
  }
  return inside ? .inside : .outside
}
