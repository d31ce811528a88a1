/// Points in square cells, to ask whether any lies within a radius no larger than a cell.
struct NearPoints {
  private let cell: Double
  private let columns: Int
  private let rows: Int
  private let box: Box
  private var buckets: [[Vec]]

  init(box: Box, cell: Double) {
    self.box = box
    self.cell = cell
    columns = max(1, Int(box.width / cell) + 1)
    rows = max(1, Int(box.height / cell) + 1)
    buckets = Array(repeating: [], count: columns * rows)
  }

  private func column(_ x: Double) -> Int { max(0, min(columns - 1, Int((x - box.minX) / cell))) }
  private func row(_ y: Double) -> Int { max(0, min(rows - 1, Int((y - box.minY) / cell))) }

  mutating func add(_ p: Vec) { buckets[row(p.y) * columns + column(p.x)].append(p) }

  func anyWithin(_ radius: Double, of p: Vec) -> Bool {
    let limit = radius * radius
    for r in row(p.y - radius)...row(p.y + radius) {
      for c in column(p.x - radius)...column(p.x + radius) {
        for q in buckets[r * columns + c] where (q - p).squared < limit { return true }
      }
    }
    return false
  }
}

/// Segments in square cells, to ask whether any comes within a radius.
struct NearSegments {
  private let cell: Double
  private let columns: Int
  private let rows: Int
  private let box: Box
  private var buckets: [[(Vec, Vec)]]

  init(box: Box, cell: Double) {
    self.box = box
    self.cell = cell
    columns = max(1, Int(box.width / cell) + 1)
    rows = max(1, Int(box.height / cell) + 1)
    buckets = Array(repeating: [], count: columns * rows)
  }

  private func column(_ x: Double) -> Int { max(0, min(columns - 1, Int((x - box.minX) / cell))) }
  private func row(_ y: Double) -> Int { max(0, min(rows - 1, Int((y - box.minY) / cell))) }

  mutating func add(_ a: Vec, _ b: Vec) {
    for r in row(min(a.y, b.y))...row(max(a.y, b.y)) {
      for c in column(min(a.x, b.x))...column(max(a.x, b.x)) { buckets[r * columns + c].append((a, b)) }
    }
  }

  func anyWithin(_ radius: Double, of p: Vec) -> Bool {
    let limit = radius * radius
    for r in row(p.y - radius)...row(p.y + radius) {
      for c in column(p.x - radius)...column(p.x + radius) {
        for (a, b) in buckets[r * columns + c] where p.distanceSquared(toSegment: a, b) < limit { return true }
      }
    }
    return false
  }
}
