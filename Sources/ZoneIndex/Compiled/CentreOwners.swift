internal import Geometry

/// Who owns the centre of each cell: a sweep along every row of centres that adds and takes away owners at the borders.
///
/// The plan is shifted infinitesimally, east by ε and north by ε², so that no centre lies on a border; point location
/// shifts it alike.
struct CentreOwners {
  private struct Event {
    var column: Int32
    var enters: UInt32
    var leaves: UInt32
  }

  private var events: [Event] = []
  private var firstEvent: [Int] = []
  private var at = 0
  private var row = -1
  /// Who owns the centre reached, each with how many times; 1 for sound polygons.
  private(set) var owners: [(owner: UInt32, times: Int)] = []

  init(_ borders: BorderChains, _ grid: CellGrid) {
    var rowOf: [Int32] = []
    var found: [Event] = []
    for chain in borders.chains {
      for i in chain.points.dropLast() {
        let a = borders.vertices[i].point
        let b = borders.vertices[i + 1].point
        let upward = a.y < b.y
        let (low, high) = upward ? (a, b) : (b, a)
        // Rows whose centres lie above the lower end and not above the upper one.
        let first = max(0, Int((low.y - grid.cornerY + grid.half) >> grid.shift))
        let last = min(grid.rows - 1, Int((high.y - grid.cornerY - grid.half) >> grid.shift))
        guard first <= last else { continue }
        for row in first...last {
          let column = Self.firstColumnEast(of: low, high, grid.centreY(row), grid)
          guard column < grid.columns else { continue }
          rowOf.append(Int32(row))
          found.append(
            Event(column: Int32(column), enters: upward ? chain.right : chain.left, leaves: upward ? chain.left : chain.right))
        }
      }
    }
    firstEvent = [Int](repeating: 0, count: grid.rows + 1)
    for r in rowOf { firstEvent[Int(r) + 1] += 1 }
    for r in 0..<grid.rows { firstEvent[r + 1] += firstEvent[r] }
    var order = [Int](repeating: 0, count: found.count)
    var next = firstEvent
    for k in found.indices {
      order[next[Int(rowOf[k])]] = k
      next[Int(rowOf[k])] += 1
    }
    for r in 0..<grid.rows { order[firstEvent[r]..<firstEvent[r + 1]].sort { found[$0].column < found[$1].column } }
    events = order.map { found[$0] }
  }

  /// The first column whose centre lies east of an edge that passes its level; exact.
  private static func firstColumnEast(of low: GridPoint, _ high: GridPoint, _ y: Int64, _ grid: CellGrid) -> Int {
    let fraction = Double(y - low.y) / Double(high.y - low.y)
    let x = Double(low.x) + Double(high.x - low.x) * fraction
    var column = Int(((x - Double(grid.centreX(0))) / Double(Int64(1) << grid.shift)).rounded(.up))
    column = max(0, min(grid.columns, column))
    // On the edge is west of it: the edge moved east.
    func isEast(_ c: Int) -> Bool { crossProduct(low, high, GridPoint(x: grid.centreX(c), y: y)) < 0 }
    while column > 0 && isEast(column - 1) { column -= 1 }
    while column < grid.columns && !isEast(column) { column += 1 }
    return column
  }

  /// Moves to the next centre, row by row from the south, each from the west.
  mutating func advance(to row: Int, _ column: Int) {
    if row != self.row {
      self.row = row
      at = firstEvent[row]
      owners.removeAll(keepingCapacity: true)
    }
    while at < firstEvent[row + 1], events[at].column <= column {
      add(events[at].enters, 1)
      add(events[at].leaves, -1)
      at += 1
    }
  }

  private mutating func add(_ owner: UInt32, _ step: Int) {
    guard owner != 0 else { return }
    guard let k = owners.firstIndex(where: { $0.owner == owner }) else {
      owners.append((owner, step))
      return
    }
    owners[k].times += step
    if owners[k].times == 0 { owners.remove(at: k) }
  }
}

extension CellGrid {
  var half: Int64 { 1 << (shift - 1) }
}
