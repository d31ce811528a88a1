internal import Geometry

/// The ground of a delivered feature as polygons that do not overlap, so that no place counts twice.
enum SoundGround {
  /// Normalised polygons over the same ground; those that cross themselves are taken by the even–odd rule, parts that
  /// overlap are united.
  ///
  /// - Throws: `GeometryRefusal` when the boundary is so entangled that it cannot be mended.
  static func polygons(_ given: [GridPolygon]) throws(GeometryRefusal) -> [GridPolygon] {
    var parts: [GridPolygon] = []
    var isSound = true
    for polygon in given {
      guard let shell = enclosing(polygon.shell) else { continue }
      let holes = polygon.holes.compactMap(enclosing)
      let part = GridPolygon(shell: shell, holes: holes).normalised
      switch SelfCrossing.find(in: part.rings) {
      case .none, .touches: if !holesLieInside(part) { isSound = false }
      case .crosses, .overlaps: isSound = false
      case .tooComplex: throw .tooComplex
      }
      parts.append(part)
    }
    if !isSound { return try PolygonUnion.repaired(parts) }
    guard parts.count > 1, partsMayOverlap(parts) else { return parts }
    return try PolygonUnion.union(parts)
  }

  /// A ring without repeated points, nil where all lie on one line. One that crosses itself may sum to no area and still
  /// enclose ground.
  private static func enclosing(_ ring: [GridPoint]) -> [GridPoint]? {
    let ring = RingShape.withoutRepeats(ring)
    guard ring.count >= 3, ring.dropFirst(2).contains(where: { crossProduct(ring[0], ring[1], $0) != 0 }) else { return nil }
    return ring
  }

  private static func holesLieInside(_ polygon: GridPolygon) -> Bool {
    for hole in polygon.holes {
      for p in hole {
        let position = ringPosition(of: p, in: polygon.shell)
        if position == .outside { return false }
        if position == .inside { break }
      }
    }
    return true
  }

  /// Whether two parts have more in common than points.
  private static func partsMayOverlap(_ parts: [GridPolygon]) -> Bool {
    let boxes = parts.map(\.box)
    for i in parts.indices {
      for j in (i + 1)..<max(i + 1, parts.count) where boxes[i].meets(boxes[j]) {
        switch SelfCrossing.find(in: [parts[i].shell, parts[j].shell]) {
        case .crosses, .overlaps, .tooComplex: return true
        case .none, .touches: break
        }
        // One within the other, unless in a hole of it.
        if anyInside(parts[i].shell, parts[j]) || anyInside(parts[j].shell, parts[i]) { return true }
      }
    }
    return false
  }

  private static func anyInside(_ ring: [GridPoint], _ polygon: GridPolygon) -> Bool {
    for p in ring {
      switch polygon.position(of: p) {
      case .inside: return true
      case .outside: return false
      case .boundary: continue
      }
    }
    return false
  }
}
