internal import Geometry

/// The parts of all members' borders that hang together (*islands*), by the south-western corners of their boxes.
///
/// Borders within a footprint that its outline does not come near are whole islands, and the corner of an island's box
/// that lies in the footprint's box lies there too: one look finds them for all members.
struct IslandGrid {
  let cornerX: Int64
  let cornerY: Int64
  let shift: Int64
  let columns: Int
  let rows: Int
  /// The first island of each cell, row by row, and the end.
  let first: UnsafePointer<UInt32>
  let islands: UnsafePointer<Island>

  struct Island: BitwiseCopyable {
    var minX: Int64
    var minY: Int64
    var maxX: Int64
    var maxY: Int64
    var member: UInt32
    var reserved: UInt32 = 0
  }

  /// Calls with the member of each island whose box lies within another.
  @inline(__always)
  func forEach(within box: GridBox, _ body: (_ member: UInt32) -> Void) {
    let c0 = max(0, (box.minX &- cornerX) >> shift)
    let c1 = min(Int64(columns &- 1), (box.maxX &- cornerX) >> shift)
    let r0 = max(0, (box.minY &- cornerY) >> shift)
    let r1 = min(Int64(rows &- 1), (box.maxY &- cornerY) >> shift)
    guard c0 <= c1, r0 <= r1 else { return }
    for row in r0...r1 {
      let start = Int(row) &* columns
      for k in Int(first[start &+ Int(c0)])..<Int(first[start &+ Int(c1) &+ 1]) {
        let own = islands[k]
        if box.minX <= own.minX, own.maxX <= box.maxX, box.minY <= own.minY, own.maxY <= box.maxY { body(own.member) }
      }
    }
  }
}

/// Makes the arrays of an island grid.
struct IslandGridBuilder {
  private(set) var first: [UInt32]
  private(set) var islands: [IslandGrid.Island] = []

  init(_ views: UnsafePointer<PlanView>, count: Int, _ grid: CellGrid) {
    var found: [(cell: Int, island: IslandGrid.Island)] = []
    for m in 0..<count {
      for k in 0..<views[m].componentCount {
        let box = views[m].components[k].box.onGlobe(from: views[m].origin)
        let island = IslandGrid.Island(
          minX: box.minX, minY: box.minY, maxX: box.maxX, maxY: box.maxY, member: UInt32(m))
        found.append((max(0, grid.cell(box.minX, box.minY)), island))
      }
    }
    first = [UInt32](repeating: 0, count: grid.count + 1)
    for f in found { first[f.cell + 1] += 1 }
    for k in 0..<grid.count { first[k + 1] += first[k] }
    let order = found.indices.sorted { (found[$0].cell, $0) < (found[$1].cell, $1) }
    islands = order.map { found[$0].island }
  }

  /// The cells of islands over those of a directory: four times as wide.
  static func grid(over top: CellGrid) -> CellGrid {
    let shift = top.shift + PlanFormat.splitShift
    let cornerX = (top.cornerX >> shift) << shift
    let cornerY = (top.cornerY >> shift) << shift
    let eastX = top.cornerX + Int64(top.columns) << top.shift - 1
    let northY = top.cornerY + Int64(top.rows) << top.shift - 1
    return CellGrid(
      cornerX: cornerX, cornerY: cornerY, columns: Int((eastX - cornerX) >> shift) + 1, rows: Int((northY - cornerY) >> shift) + 1,
      shift: shift)
  }
}
