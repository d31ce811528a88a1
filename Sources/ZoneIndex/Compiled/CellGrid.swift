internal import Geometry

/// The square cells over a layer, in steps from its origin.
struct CellGrid {
  var cornerX: Int64
  var cornerY: Int64
  var columns: Int
  var rows: Int
  var shift: Int64

  /// How far beyond a cell an edge may lie and still be listed in it, in grid steps; more than rounding can err.
  static let margin: Int64 = 4

  /// Grids of different widths lie in each other: corners at multiples of the width, widths that differ by powers of four.
  static let leastShift: Int64 = 9

  /// Cells over a box, about as many as edges: where borders crowd, cells are split.
  init(over box: CompactBox, edges: Int) {
    let west = Int64(box.minX) - 2 * Self.margin
    let south = Int64(box.minY) - 2 * Self.margin
    let east = Int64(box.maxX) + 2 * Self.margin
    let north = Int64(box.maxY) + 2 * Self.margin
    let most = max(1024, Int64(edges) * 2 / 3)
    var shift = Self.leastShift
    while ((east - west) >> shift + 1) * ((north - south) >> shift + 1) > most { shift += PlanFormat.splitShift }
    self.shift = shift
    cornerX = (west >> shift) << shift
    cornerY = (south >> shift) << shift
    columns = Int((east - cornerX) >> shift) + 1
    rows = Int((north - cornerY) >> shift) + 1
  }

  init(cornerX: Int64, cornerY: Int64, columns: Int, rows: Int, shift: Int64) {
    self.cornerX = cornerX
    self.cornerY = cornerY
    self.columns = columns
    self.rows = rows
    self.shift = shift
  }

  init(_ frame: PlanFormat.Frame) {
    cornerX = frame.cornerX
    cornerY = frame.cornerY
    columns = Int(frame.columns)
    rows = Int(frame.rows)
    shift = Int64(frame.cellShift)
  }

  var count: Int { columns * rows }

  @inline(__always)
  func centreX(_ column: Int) -> Int64 { cornerX &+ Int64(column) << shift &+ 1 << (shift &- 1) }
  @inline(__always)
  func centreY(_ row: Int) -> Int64 { cornerY &+ Int64(row) << shift &+ 1 << (shift &- 1) }

  /// The cell of a place, or −1 outside.
  @inline(__always)
  func cell(_ x: Int64, _ y: Int64) -> Int {
    let column = (x &- cornerX) >> shift
    let row = (y &- cornerY) >> shift
    // Negative ones are large without their sign.
    guard UInt64(bitPattern: column) < UInt64(columns), UInt64(bitPattern: row) < UInt64(rows) else { return -1 }
    return Int(row) &* columns &+ Int(column)
  }

  /// A cell by row and column.
  @inline(__always)
  func square(_ row: Int, _ column: Int) -> CellSquare {
    CellSquare(corner: GridPoint(x: cornerX &+ Int64(column) << shift, y: cornerY &+ Int64(row) << shift), shift: shift)
  }

  /// The cell of a place within the grid.
  @inline(__always)
  func square(_ p: GridPoint) -> CellSquare { square(Int((p.y &- cornerY) >> shift), Int((p.x &- cornerX) >> shift)) }

  /// Calls with each row and its columns that come within `margin` steps of an edge: all of them, and few more.
  @inline(__always)
  func forEachCell(
    _ a: GridPoint, _ b: GridPoint, margin: Int64, _ body: (_ row: Int, _ columns: ClosedRange<Int>) -> Void
  ) {
    let lowX = min(a.x, b.x) &- margin
    let highX = max(a.x, b.x) &+ margin
    let lowY = min(a.y, b.y) &- margin
    let highY = max(a.y, b.y) &+ margin
    let firstRow = max(0, Int((lowY &- cornerY) >> shift))
    let lastRow = min(rows &- 1, Int((highY &- cornerY) >> shift))
    let firstColumn = max(0, Int((lowX &- cornerX) >> shift))
    let lastColumn = min(columns &- 1, Int((highX &- cornerX) >> shift))
    guard firstRow <= lastRow, firstColumn <= lastColumn else { return }
    if firstRow == lastRow || firstColumn == lastColumn || a.y == b.y {
      for row in firstRow...lastRow { body(row, firstColumn...lastColumn) }
      return
    }
    let slope = Double(b.x &- a.x) / Double(b.y &- a.y)
    for row in firstRow...lastRow {
      // The stretch of the edge within the row, widened by the margin.
      let bottom = max(lowY, cornerY &+ Int64(row) << shift &- margin)
      let top = min(highY, cornerY &+ Int64(row &+ 1) << shift &+ margin)
      let x0 = Double(a.x) + slope * Double(bottom &- a.y)
      let x1 = Double(a.x) + slope * Double(top &- a.y)
      let west = max(Double(lowX), min(x0, x1) - Double(margin) - 1)
      let east = min(Double(highX), max(x0, x1) + Double(margin) + 1)
      guard west <= east else { continue }
      let first = max(firstColumn, Int((Int64(west.rounded(.down)) &- cornerX) >> shift))
      let last = min(lastColumn, Int((Int64(east.rounded(.up)) &- cornerX) >> shift))
      if first <= last { body(row, first...last) }
    }
  }
}
