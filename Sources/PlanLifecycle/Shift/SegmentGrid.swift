internal import Geometry

/// Borders in a plane, found by place: pieces of at most a cell's length in the cells of an even grid.
struct SegmentGrid {
  struct Piece {
    var x: Double
    var y: Double
    var dx: Double
    var dy: Double
  }

  /// The nearest place on the borders.
  struct Foot {
    var x: Double
    var y: Double
    /// Unit vector across the border there; where the foot is an end, towards the place asked for.
    var nx: Double
    var ny: Double
    var distance: Double
  }

  let cell: Double
  private let minX: Double
  private let minY: Double
  private let columns: Int
  private let rows: Int
  private let first: [Int32]
  private let pieces: [Piece]

  var isEmpty: Bool { pieces.isEmpty }

  /// - Complexity: linear in edges and cells.
  init(_ borders: BorderEdges, in plane: MetricPlane, cell: Double = 120) {
    var cut: [Piece] = []
    cut.reserveCapacity(borders.edges.count)
    var low = PlanePoint(x: .infinity, y: .infinity)
    var high = PlanePoint(x: -.infinity, y: -.infinity)
    for edge in borders.edges {
      let a = plane.metres(edge.a)
      let b = plane.metres(edge.b)
      low = PlanePoint(x: min(low.x, a.x, b.x), y: min(low.y, a.y, b.y))
      high = PlanePoint(x: max(high.x, a.x, b.x), y: max(high.y, a.y, b.y))
      let length = ((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y)).squareRoot()
      let count = max(1, min(10_000, Int((length / cell).rounded(.up))))
      let dx = (b.x - a.x) / Double(count)
      let dy = (b.y - a.y) / Double(count)
      for k in 0..<count { cut.append(Piece(x: a.x + dx * Double(k), y: a.y + dy * Double(k), dx: dx, dy: dy)) }
    }
    // Wide plans get wider cells, so that the table stays small.
    let extent = cut.isEmpty ? 0 : max(high.x - low.x, high.y - low.y)
    let size = max(cell, extent / 3000)
    self.cell = size
    minX = cut.isEmpty ? 0 : low.x
    minY = cut.isEmpty ? 0 : low.y
    columns = cut.isEmpty ? 1 : Int((high.x - low.x) / size) + 1
    rows = cut.isEmpty ? 1 : Int((high.y - low.y) / size) + 1
    let (mx, my, width, height) = (minX, minY, columns, rows)
    func cells(_ p: Piece, _ body: (Int) -> Void) {
      let c0 = min(width - 1, Int((min(p.x, p.x + p.dx) - mx) / size))
      let c1 = min(width - 1, Int((max(p.x, p.x + p.dx) - mx) / size))
      let r0 = min(height - 1, Int((min(p.y, p.y + p.dy) - my) / size))
      let r1 = min(height - 1, Int((max(p.y, p.y + p.dy) - my) / size))
      for r in r0...max(r0, r1) { for c in c0...max(c0, c1) { body(r * width + c) } }
    }
    var counts = [Int32](repeating: 0, count: width * height + 1)
    for p in cut { cells(p) { counts[$0 + 1] += 1 } }
    for i in 1..<counts.count { counts[i] += counts[i - 1] }
    first = counts
    var placed = [Piece](repeating: Piece(x: 0, y: 0, dx: 0, dy: 0), count: Int(counts.last ?? 0))
    var next = counts
    for p in cut {
      cells(p) {
        placed[Int(next[$0])] = p
        next[$0] += 1
      }
    }
    pieces = placed
  }

  /// The nearest place within a radius, nil where there is none.
  func foot(_ p: PlanePoint, within radius: Double) -> Foot? {
    guard !pieces.isEmpty, p.x.isFinite, p.y.isFinite, abs(p.x) < 1e8, abs(p.y) < 1e8 else { return nil }
    let c = Int(((p.x - minX) / cell).rounded(.down))
    let r = Int(((p.y - minY) / cell).rounded(.down))
    var best = radius * radius
    var found: (Piece, Double)?
    let reach = Int((radius / cell).rounded(.up))
    func look(_ row: Int, _ column: Int) {
      guard row >= 0, row < rows, column >= 0, column < columns else { return }
      let k = row * columns + column
      for i in Int(first[k])..<Int(first[k + 1]) {
        let s = pieces[i]
        let wx = p.x - s.x
        let wy = p.y - s.y
        let square = s.dx * s.dx + s.dy * s.dy
        let t = square > 0 ? min(1, max(0, (wx * s.dx + wy * s.dy) / square)) : 0
        let ex = wx - t * s.dx
        let ey = wy - t * s.dy
        let d = ex * ex + ey * ey
        if d <= best, found == nil || d < best {
          best = d
          found = (s, t)
        }
      }
    }
    // Rings of cells outwards, until what was found is nearer than any cell further out.
    var ring = 0
    while ring <= reach {
      if found != nil, best.squareRoot() <= Double(ring - 1) * cell { break }
      if ring == 0 {
        look(r, c)
      } else {
        for k in -ring...ring {
          look(r - ring, c + k)
          look(r + ring, c + k)
        }
        for k in (1 - ring)..<ring {
          look(r + k, c - ring)
          look(r + k, c + ring)
        }
      }
      ring += 1
    }
    guard let (s, t) = found else { return nil }
    let x = s.x + t * s.dx
    let y = s.y + t * s.dy
    let distance = best.squareRoot()
    let length = (s.dx * s.dx + s.dy * s.dy).squareRoot()
    if distance > 1e-6, t == 0 || t == 1 {
      return Foot(x: x, y: y, nx: (p.x - x) / distance, ny: (p.y - y) / distance, distance: distance)
    }
    guard length > 0 else { return Foot(x: x, y: y, nx: 1, ny: 0, distance: distance) }
    return Foot(x: x, y: y, nx: -s.dy / length, ny: s.dx / length, distance: distance)
  }
}
