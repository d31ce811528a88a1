import Geometry

/// Where the mesh of one territory has its inner points: outlines first, then a jittered hexagonal lattice.
enum MeshPoints {
  /// Lattice spacing in metres.
  static func spacing(areaSquareMetres: Double, units: Int, coarsest: Double) -> Double {
    let h = (areaSquareMetres / Double(max(1, units)) / 64 / 0.433).squareRoot()
    return min(coarsest, max(230, h))
  }

  /// Inner points on the grid. `outlines` are in order of right, `hf` metres apart; none comes so near to the border that
  /// a triangulator would have to split it.
  static func place(
    territory: Territory, outlines: [[Vec]], h: Double, hf: Double, seed: UInt64
  ) -> [GridPoint] {
    let box = territory.box
    var near = NearPoints(box: box, cell: h)
    var borderVertices = NearPoints(box: box, cell: max(hf, h))
    var borderLines = NearSegments(box: box, cell: h)
    for ring in territory.rings {
      var a = ring[ring.count - 1]
      for b in ring {
        borderVertices.add(b)
        borderLines.add(a, b)
        a = b
      }
    }
    var out: [GridPoint] = []
    for points in outlines {
      for p in points where box.contains(p) {
        if near.anyWithin(0.6 * hf, of: p) || borderVertices.anyWithin(0.55 * hf, of: p) { continue }
        if borderLines.anyWithin(0.4 * hf, of: p) || !territory.region.contains(p) { continue }
        near.add(p)
        out.append(territory.plane.grid(p))
      }
    }
    let rowHeight = h * 0.8660254037844386
    let rows = Int(box.height / rowHeight) + 1, columns = Int(box.width / h) + 2
    for r in 0...rows {
      for c in 0...columns {
        var random = KeyedRandom(seed, territory.key, 11, UInt64(r), UInt64(c))
        let x = box.minX + (Double(c) - (r % 2 == 0 ? 0 : 0.5)) * h + random.between(-0.24, 0.24) * h
        let y = box.minY + Double(r) * rowHeight + random.between(-0.24, 0.24) * h
        let p = Vec(x, y)
        guard box.contains(p), !near.anyWithin(0.6 * h, of: p), !borderVertices.anyWithin(0.5 * h, of: p) else { continue }
        if borderLines.anyWithin(0.4 * hf, of: p) || !territory.region.contains(p) { continue }
        near.add(p)
        out.append(territory.plane.grid(p))
      }
    }
    return out
  }
}
