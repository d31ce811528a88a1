internal import Geometry

/// One layer of a mapped plan: plain pointers, valid as long as its file is held.
struct PlanView {
  let kind: GeometryKind
  let featureCount: Int
  let nodeCount: Int
  let chainCount: Int
  let componentCount: Int
  let vertexCount: Int
  let origin: GridPoint
  let referenceY: Int64
  let longestEdge: Int64
  let grid: CellGrid
  let box: CompactBox
  let stringOffsets: UnsafePointer<UInt32>
  let strings: UnsafeRawPointer
  let vertices: UnsafePointer<GridVertex>
  /// At each vertex, what lies before it on its chain: area under the chain for polygons, length for lines; fixed point.
  let sums: UnsafePointer<Int64>
  let chains: UnsafePointer<PlanFormat.Chain>
  let nodeFirst: UnsafePointer<UInt32>
  let nodeChains: UnsafePointer<UInt32>
  let components: UnsafePointer<PlanFormat.Component>
  let componentTree: BoxLadder
  let cells: UnsafePointer<UInt32>
  let records: UnsafePointer<UInt32>
  let featureFirst: UnsafePointer<UInt32>
  let featureChains: UnsafePointer<UInt32>
  let features: UnsafePointer<PlanFormat.Feature>

  @inline(__always)
  func local(_ p: GridPoint) -> GridPoint { GridPoint(x: p.x &- origin.x, y: p.y &- origin.y) }

  @inline(__always)
  func global(_ p: GridPoint) -> GridPoint { GridPoint(x: p.x &+ origin.x, y: p.y &+ origin.y) }

  /// The whole of a chain's sum.
  @inline(__always)
  func total(_ chain: PlanFormat.Chain) -> Int64 { sums[Int(chain.first) &+ Int(chain.count) &- 1] }

  func bytes(_ i: Int) -> UnsafeRawBufferPointer {
    let start = Int(stringOffsets[i])
    return UnsafeRawBufferPointer(start: strings + start, count: Int(stringOffsets[i + 1]) - start)
  }

  func string(_ i: Int) -> String { String(decoding: bytes(i), as: UTF8.self) }
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

/// A cell's record, read in place.
struct CellRecord {
  /// The words before the owners.
  static let headWords = 2

  let owners: UnsafeBufferPointer<UInt32>
  let box: EdgeBox
  private let firstRun: UnsafePointer<UInt32>
  let runCount: Int

  @inline(__always)
  init(_ view: PlanView, _ word: UInt32) {
    let at = view.records + PlanFormat.place(word)
    let head = at[0]
    let ownerCount = Int(head >> 20)
    box = EdgeBox(word: at[1])
    owners = UnsafeBufferPointer(start: at + Self.headWords, count: ownerCount)
    firstRun = at + (Self.headWords &+ ownerCount)
    runCount = Int(head & 0xFFFFF)
  }

  @inline(__always)
  func run(_ k: Int) -> PlanFormat.Run {
    PlanFormat.Run(firstEdge: firstRun[2 &* k], chainAndCount: firstRun[2 &* k &+ 1])
  }
}
