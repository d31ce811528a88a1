internal import ZoneIndex

/// What of a feature a tile shows, in steps of the tile's zoom on the globe.
enum CutGeometry {
  /// Rings or lines that lie wholly inside, by their records.
  case whole(Range<Int>)
  case polygons([TilePolygon])
  case lines([[TilePoint]])
  case points([TilePoint])
}

/// One tile's features, cut to the tile and a margin about it.
struct TileCut {
  /// Steps about a tile that belong to it, so that lines along its edges are drawn whole: a sixty-fourth of its width.
  static let margin: Int32 = 64

  let view: PyramidView
  let address: TileAddress
  /// The zoom whose rings are drawn: the tile's own, or a coarser one enlarged.
  let source: Int
  /// The tile and its margin in steps of the source zoom.
  let box: TileBox

  /// - Parameter coarser: how many zooms the geometry is taken from above the tile's own.
  init(_ view: PyramidView, _ address: TileAddress, coarser: Int = 0) {
    self.view = view
    self.address = address
    source = max(0, address.zoom - coarser)
    let shift = Int32(address.zoom - source)
    let corner = address.corner
    let extent = Int32(TileAddress.extent)
    box = TileBox(
      minX: (corner.x - Self.margin) >> shift, minY: (corner.y - Self.margin) >> shift,
      maxX: (corner.x + extent + Self.margin) >> shift, maxY: (corner.y + extent + Self.margin) >> shift)
  }

  /// Calls with each feature that the tile shows, in delivered order.
  func forEach(_ body: (Int, CutGeometry) -> Void) {
    let level = view.levels[source]
    // Boxes are kept for the finest zoom; thinning, rounding and least sizes stay within two pixels.
    let shift = Int32(TileAddress.finestZoom - source)
    let reach = Int32(2 * LevelBuilder.pixel)
    for i in view.features.indices {
      let b = view.features[i].box
      guard (b.minX >> shift) - reach <= box.maxX, (b.maxX >> shift) + reach >= box.minX, (b.minY >> shift) - reach <= box.maxY,
        (b.maxY >> shift) + reach >= box.minY
      else { continue }
      let rings = level.rings(of: i)
      guard !rings.isEmpty, let geometry = cut(rings, level) else { continue }
      body(i, geometry)
    }
  }

  private func cut(_ rings: Range<Int>, _ level: PyramidView.Level) -> CutGeometry? {
    var allInside = true
    var anyMeets = false
    for r in rings {
      let b = level.rings[r].box
      if !box.holds(b) { allInside = false }
      if box.meets(b) { anyMeets = true }
    }
    guard anyMeets else { return nil }
    switch view.kind {
    case .point:
      let points = rings.map { level.rings[$0].first }.filter(box.holds)
      return points.isEmpty ? nil : .points(points)
    case .line:
      if allInside { return .whole(rings) }
      let clip = RingClip(box: box)
      var lines: [[TilePoint]] = []
      for r in rings where box.meets(level.rings[r].box) { lines += clip.cut(line: clip.vertices(of: r, in: level)) }
      return lines.isEmpty ? nil : .lines(lines)
    case .polygon:
      if allInside { return .whole(rings) }
      let clip = RingClip(box: box)
      var cut: [[RingClip.Vertex]] = []
      for r in rings where box.meets(level.rings[r].box) { cut.append(clip.cut(clip.vertices(of: r, in: level))) }
      let polygons = CutRegion.polygons(cut, box: box)
      return polygons.isEmpty ? nil : .polygons(polygons)
    }
  }

  /// The rings of a range as values.
  func vertices(_ rings: Range<Int>) -> [(role: PyramidFormat.Role, places: [TilePoint])] {
    let level = view.levels[source]
    let all = RingClip(box: TileBox(minX: .min, minY: .min, maxX: .max, maxY: .max))
    return rings.map { (PyramidFormat.Role(rawValue: level.rings[$0].role) ?? .shell, all.vertices(of: $0, in: level)) }
  }
}
