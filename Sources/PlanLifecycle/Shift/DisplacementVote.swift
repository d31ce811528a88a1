/// Looks for the displacement under which most of some samples come near borders, over all displacements up to a radius.
///
/// The borders are drawn into a raster of distances (two chamfer passes); each displacement adds up what its samples read there.
struct DisplacementVote {
  private let cell: Double
  private let minX: Double
  private let minY: Double
  private let columns: Int
  private let rows: Int
  /// Distance in thirds of a cell, capped.
  private let distance: [UInt8]
  private static let cap: UInt8 = 9

  /// - Parameters:
  ///   - box: where the samples lie, metres.
  ///   - radius: the farthest displacement, metres.
  init(_ borders: BorderEdges, in plane: MetricPlane, round box: (low: PlanePoint, high: PlanePoint), radius: Double) {
    let extent = max(box.high.x - box.low.x, box.high.y - box.low.y) + 2 * radius
    let cell = max(50, extent / 1600)
    self.cell = cell
    minX = box.low.x - radius
    minY = box.low.y - radius
    columns = Int((box.high.x - box.low.x + 2 * radius) / cell) + 2
    rows = Int((box.high.y - box.low.y + 2 * radius) / cell) + 2
    var raster = [UInt8](repeating: Self.cap, count: columns * rows)
    for edge in borders.edges {
      let a = plane.metres(edge.a)
      let b = plane.metres(edge.b)
      let length = max(abs(b.x - a.x), abs(b.y - a.y))
      let pieces = max(1, min(10_000, Int(length / cell * 1.5)))
      for k in 0...pieces {
        let t = Double(k) / Double(pieces)
        let c = ((a.x + (b.x - a.x) * t - minX) / cell).rounded(.down)
        let r = ((a.y + (b.y - a.y) * t - minY) / cell).rounded(.down)
        if c >= 0, r >= 0, c < Double(columns), r < Double(rows) { raster[Int(r) * columns + Int(c)] = 0 }
      }
    }
    let (rows, columns) = (self.rows, self.columns)
    func pass(_ order: StrideTo<Int>, _ across: StrideTo<Int>, _ back: Int) {
      for r in order {
        for c in across {
          var v = raster[r * columns + c]
          func look(_ dr: Int, _ dc: Int, _ more: UInt8) {
            let (i, j) = (r + dr, c + dc)
            if i >= 0, i < rows, j >= 0, j < columns { v = min(v, raster[i * columns + j] + more) }
          }
          look(0, back, 3)
          look(back, 0, 3)
          look(back, back, 4)
          look(back, -back, 4)
          raster[r * columns + c] = v
        }
      }
    }
    pass(stride(from: 0, to: rows, by: 1), stride(from: 0, to: columns, by: 1), -1)
    pass(stride(from: rows - 1, to: -1, by: -1), stride(from: columns - 1, to: -1, by: -1), 1)
    distance = raster
  }

  /// The best displacements, none within 400 m of a better one, at most `count`.
  func best(_ points: [PlanePoint], radius: Double, count: Int) -> [PlanePoint] {
    let reach = Int(radius / cell)
    let places = points.map { (c: Int(($0.x - minX) / cell), r: Int(($0.y - minY) / cell)) }
      .filter { $0.c >= reach && $0.r >= reach && $0.c < columns - reach && $0.r < rows - reach }
    guard places.count >= 10 else { return [] }
    var scores: [(score: Int, east: Int, north: Int)] = []
    scores.reserveCapacity((2 * reach + 1) * (2 * reach + 1))
    distance.withUnsafeBufferPointer { raster in
      let offsets = places.map { $0.r * columns + $0.c }
      for dr in -reach...reach {
        for dc in -reach...reach {
          let shift = dr * columns + dc
          var sum = 0
          for o in offsets { sum &+= Int(raster[o &+ shift]) }
          scores.append((sum, dc, dr))
        }
      }
    }
    scores.sort { ($0.score, $0.north, $0.east) < ($1.score, $1.north, $1.east) }
    var chosen: [PlanePoint] = []
    for s in scores.prefix(4000) {
      let p = PlanePoint(x: Double(s.east) * cell, y: Double(s.north) * cell)
      if chosen.allSatisfy({ max(abs($0.x - p.x), abs($0.y - p.y)) > 400 }) { chosen.append(p) }
      if chosen.count == count { break }
    }
    return chosen
  }
}
