internal import Geometry

/// A coarse grid over all members: for each cell who has anything there, and where a member has one owner all over the
/// cell, that owner.
///
/// Most members of a province are not near a given place, and most places lie deep inside what they lie in; both are
/// known from one short list. Made at opening from the members' own grids.
struct PlanDirectory: @unchecked Sendable {
  // Sendable: written in init only, read-only afterwards; the memory is freed with the last copy of its owner.

  /// What a cell knows of one member: the owner of the whole cell, or that the member must be asked.
  struct Entry: BitwiseCopyable {
    var member: UInt32
    /// Feature + 1, or `mustLook`.
    var word: UInt32
  }

  static let mustLook = PlanFormat.hasRecord
  private static let unset = UInt32.max
  private static let mostCells: Int64 = 1 << 17

  let cornerX: Int64
  let cornerY: Int64
  let shift: Int64
  let columns: Int
  let rows: Int
  let memory: Memory
  let first: UnsafePointer<UInt32>
  let entries: UnsafePointer<Entry>

  final class Memory {
    let first: UnsafeMutablePointer<UInt32>
    let entries: UnsafeMutablePointer<Entry>

    init(cells: Int, entries count: Int) {
      first = .allocate(capacity: cells + 1)
      entries = .allocate(capacity: max(1, count))
    }

    deinit {
      first.deallocate()
      entries.deallocate()
    }
  }

  init(_ views: [PlanView]) {
    var box = GridBox.empty
    for view in views where view.chainCount > 0 { box.add(view.gridBox) }
    if box.isEmpty { box = GridBox(minX: 0, minY: 0, maxX: 0, maxY: 0) }
    var shift: Int64 = 16
    while ((box.maxX - box.minX) >> shift + 1) * ((box.maxY - box.minY) >> shift + 1) > Self.mostCells { shift += 1 }
    self.shift = shift
    cornerX = box.minX
    cornerY = box.minY
    columns = Int((box.maxX - box.minX) >> shift) + 1
    rows = Int((box.maxY - box.minY) >> shift) + 1
    let cells = columns * rows
    var found: [(cell: UInt32, entry: Entry)] = []
    var words: [UInt32] = []
    for (m, view) in views.enumerated() where view.chainCount > 0 {
      let own = view.gridBox
      let firstColumn = Int((own.minX - cornerX) >> shift)
      let lastColumn = min(columns - 1, Int((own.maxX - cornerX) >> shift))
      let firstRow = Int((own.minY - cornerY) >> shift)
      let lastRow = min(rows - 1, Int((own.maxY - cornerY) >> shift))
      let width = lastColumn - firstColumn + 1
      words = [UInt32](repeating: Self.unset, count: width * (lastRow - firstRow + 1))
      func note(_ column: Int, _ row: Int, _ word: UInt32) {
        let at = (row - firstRow) * width + column - firstColumn
        let known = words[at]
        if known == word { return }
        words[at] = known == Self.unset ? word : Self.mustLook
      }
      let side = Int64(1) << view.grid.shift
      for row in 0..<view.grid.rows {
        let south = own.minY + Int64(row) * side
        let r0 = Int((south - cornerY) >> shift)
        let r1 = min(lastRow, Int((south + side - 1 - cornerY) >> shift))
        for column in 0..<view.grid.columns {
          let word = view.cells[row * view.grid.columns + column]
          let plain = word & PlanFormat.hasRecord != 0 ? Self.mustLook : word
          let west = own.minX + Int64(column) * side
          let c0 = Int((west - cornerX) >> shift)
          let c1 = min(lastColumn, Int((west + side - 1 - cornerX) >> shift))
          for r in r0...r1 { for c in c0...c1 { note(c, r, plain) } }
        }
      }
      for r in firstRow...lastRow {
        for c in firstColumn...lastColumn {
          let word = words[(r - firstRow) * width + c - firstColumn]
          let west = cornerX + Int64(c) << shift
          let south = cornerY + Int64(r) << shift
          let isWhole =
            west >= own.minX && south >= own.minY && west + (1 << shift) - 1 <= own.maxX && south + (1 << shift) - 1 <= own.maxY
          if word == 0 || word == Self.unset { continue }
          found.append(
            (UInt32(r * columns + c), Entry(member: UInt32(m), word: isWhole ? word : Self.mustLook)))
        }
      }
    }
    memory = Memory(cells: cells, entries: found.count)
    let first = memory.first
    first.initialize(repeating: 0, count: cells + 1)
    for f in found { first[Int(f.cell) + 1] += 1 }
    for cell in 0..<cells { first[cell + 1] += first[cell] }
    var next = (0..<cells).map { first[$0] }
    for f in found {
      let at = Int(next[Int(f.cell)])
      (memory.entries + at).initialize(to: f.entry)
      next[Int(f.cell)] += 1
    }
    self.first = UnsafePointer(first)
    entries = UnsafePointer(memory.entries)
  }

  /// The cell of a place, or −1 outside.
  @inline(__always)
  func cell(_ p: GridPoint) -> Int {
    let column = (p.x &- cornerX) >> shift
    let row = (p.y &- cornerY) >> shift
    guard UInt64(bitPattern: column) < UInt64(columns), UInt64(bitPattern: row) < UInt64(rows) else { return -1 }
    return Int(row) &* columns &+ Int(column)
  }

  @inline(__always)
  func entries(_ cell: Int) -> UnsafeBufferPointer<Entry> {
    let start = Int(first[cell])
    return UnsafeBufferPointer(start: entries + start, count: Int(first[cell &+ 1]) &- start)
  }

  /// The rows and columns of cells that a box meets; nil where it meets none.
  func cells(_ box: GridBox) -> (rows: ClosedRange<Int>, columns: ClosedRange<Int>)? {
    let r0 = max(0, (box.minY - cornerY) >> shift)
    let r1 = min(Int64(rows - 1), (box.maxY - cornerY) >> shift)
    let c0 = max(0, (box.minX - cornerX) >> shift)
    let c1 = min(Int64(columns - 1), (box.maxX - cornerX) >> shift)
    guard r0 <= r1, c0 <= c1 else { return nil }
    return (Int(r0)...Int(r1), Int(c0)...Int(c1))
  }
}

extension PlanView {
  /// The ground that the grid covers, on the globe; its last step included.
  var gridBox: GridBox {
    let side = Int64(1) << grid.shift
    let west = origin.x + grid.cornerX
    let south = origin.y + grid.cornerY
    return GridBox(
      minX: west, minY: south, maxX: west + Int64(grid.columns) * side - 1, maxY: south + Int64(grid.rows) * side - 1)
  }
}
