internal import Geometry

/// The box of what the edges of a record have in its cell, in 256ths of the cell: west, south, east, north, a byte each
/// from the lowest. What does not meet it need not read the edges.
struct EdgeBox: BitwiseCopyable {
  let word: UInt32

  /// The middle of a cell.
  static let middle: Int64 = 128

  init(word: UInt32) { self.word = word }

  init(_ sides: Sides) {
    word = UInt32(sides.west) | UInt32(sides.south) << 8 | UInt32(sides.east) << 16 | UInt32(sides.north) << 24
  }

  /// Says nothing: everything in the cell meets it.
  static let whole = EdgeBox(word: 0xFFFF_0000)

  /// A box while it is made.
  struct Sides {
    fileprivate var west: Int64 = 255
    fileprivate var south: Int64 = 255
    fileprivate var east: Int64 = 0
    fileprivate var north: Int64 = 0

    init() {}

    /// - Parameters: an edge that comes within the grid's margin of the cell, in the cell's own steps.
    mutating func add(_ a: GridPoint, _ b: GridPoint, _ cell: CellSquare) {
      func part(_ value: Int64, _ corner: Int64) -> Int64 { min(255, max(0, (value - corner) >> (cell.shift - 8))) }
      west = min(west, part(min(a.x, b.x), cell.corner.x))
      south = min(south, part(min(a.y, b.y), cell.corner.y))
      east = max(east, part(max(a.x, b.x), cell.corner.x))
      north = max(north, part(max(a.y, b.y), cell.corner.y))
    }
  }

  @inline(__always) var west: Int64 { Int64(word & 0xFF) }
  @inline(__always) var south: Int64 { Int64((word >> 8) & 0xFF) }
  @inline(__always) var east: Int64 { Int64((word >> 16) & 0xFF) }
  @inline(__always) var north: Int64 { Int64(word >> 24) }

  /// Whether the way from the cell's centre to a place may meet an edge.
  @inline(__always)
  func meetsWay(to p: GridPoint, _ shift: Int64) -> Bool {
    let x = (p.x >> (shift &- 8)) & 0xFF
    let y = (p.y >> (shift &- 8)) & 0xFF
    return min(x, Self.middle) <= east && max(x, Self.middle) >= west && min(y, Self.middle) <= north
      && max(y, Self.middle) >= south
  }

  /// Whether a place of the cell may lie on an edge.
  @inline(__always)
  func contains(_ p: GridPoint, _ shift: Int64) -> Bool {
    let x = (p.x >> (shift &- 8)) & 0xFF
    let y = (p.y >> (shift &- 8)) & 0xFF
    return west <= x && x <= east && south <= y && y <= north
  }

  /// Whether an edge of an outline may meet one of the record's in the cell, its borders included.
  @inline(__always)
  func meets(_ a: GridPoint, _ b: GridPoint, in corner: GridPoint, _ shift: Int64) -> Bool {
    let part = shift &- 8
    // One step wider, as outlines are walked.
    return (min(a.x, b.x) &- 1 &- corner.x) >> part <= east && (max(a.x, b.x) &+ 1 &- corner.x) >> part >= west
      && (min(a.y, b.y) &- 1 &- corner.y) >> part <= north && (max(a.y, b.y) &+ 1 &- corner.y) >> part >= south
  }
}
