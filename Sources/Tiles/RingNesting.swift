extension RegionTracer {
  /// Gives each hole to the least shell about it.
  static func nest(_ rings: [[TilePoint]]) -> [TilePolygon] {
    var shells: [(polygon: TilePolygon, area: Int64, box: TileBox)] = []
    var holes: [[TilePoint]] = []
    for ring in rings {
      let area = TilePolygon.doubleArea(ring)
      if area > 0 {
        var box = TileBox.empty
        for p in ring { box.add(p) }
        shells.append((TilePolygon(shell: ring), area, box))
      } else if area < 0 {
        holes.append(ring)
      }
    }
    for hole in holes {
      var box = TileBox.empty
      for p in hole { box.add(p) }
      let about = shells.indices.filter { shells[$0].box.holds(box) }.sorted { shells[$0].area < shells[$1].area }
      if let shell = about.count == 1 ? about[0] : about.first(where: { surrounds(shells[$0].polygon.shell, hole) }) {
        shells[shell].polygon.holes.append(hole)
      }
    }
    return shells.map(\.polygon)
  }

  /// Whether a ring that crosses another nowhere lies inside it; told by a place of it that is not on the other.
  private static func surrounds(_ shell: [TilePoint], _ ring: [TilePoint]) -> Bool {
    for p in ring { if let inside = strictlyInside(shell, Int64(p.x) * 2, Int64(p.y) * 2) { return inside } }
    for (p, q) in zip(ring, ring.dropFirst()) {
      if let inside = strictlyInside(shell, Int64(p.x) + Int64(q.x), Int64(p.y) + Int64(q.y)) { return inside }
    }
    return true
  }

  /// nil on the ring; the place in half steps.
  static func strictlyInside(_ ring: [TilePoint], _ x: Int64, _ y: Int64) -> Bool? {
    guard var a = ring.last else { return false }
    var inside = false
    for b in ring {
      defer { a = b }
      let (ax, ay, bx, by) = (Int64(a.x) * 2, Int64(a.y) * 2, Int64(b.x) * 2, Int64(b.y) * 2)
      let side = (bx - ax) * (y - ay) - (by - ay) * (x - ax)
      if side == 0, x >= min(ax, bx), x <= max(ax, bx), y >= min(ay, by), y <= max(ay, by) { return nil }
      if (ay > y) != (by > y), (side > 0) == (by > ay) { inside.toggle() }
    }
    return inside
  }
}
