/// The layout of a compiled plan: flat arrays in one little-endian file.
///
/// ```
/// header 64 B │ section │ section │ … │ section table │ end
/// ```
///
/// Every section begins at a multiple of 64 bytes and has its own checksum; the header holds the checksum of the table.
enum PlanFormat {
  /// "FENQUPLN" as bytes in the file's order.
  static let magic: UInt64 = 0x4E4C_5055_514E_4546
  /// Reads back as written only where the byte order is the writer's.
  static let byteOrder: UInt32 = 0x0102_0304
  static let version: UInt32 = 3
  static let headerBytes = 64
  static let alignment = 64

  struct Header {
    var magic: UInt64 = PlanFormat.magic
    var byteOrder: UInt32 = PlanFormat.byteOrder
    var version: UInt32 = PlanFormat.version
    var layerCount: UInt32 = 0
    var sectionCount: UInt32 = 0
    var tableOffset: UInt64 = 0
    var fileBytes: UInt64 = 0
    var tableChecksum: UInt64 = 0
    /// Which content it was compiled from.
    var source = PlanSource.unnamed
  }

  /// One row of the section table.
  struct Section {
    var layer: UInt32 = 0
    var kind: UInt32 = 0
    var offset: UInt64 = 0
    var count: UInt64 = 0
    var stride: UInt64 = 0
    var checksum: UInt64 = 0
  }

  /// What a section holds; the raw values are part of the format.
  enum Kind: UInt32, CaseIterable {
    case frame = 1
    case name
    case stringOffsets
    case strings
    case vertices
    case sums
    case chains
    case nodeFirst
    case nodeChains
    case components
    case componentBoxes
    case cells
    case cellRecords
    case featureFirst
    case featureChains
    case features
    case directoryFrame
    case directoryMembers
    case directoryFeatures
    case directoryTop
    case directoryBlocks
    case directoryLists
    case islandFirst
    case islands

    /// The part's name in messages.
    var chineseName: String {
      switch self {
      case .frame: "图层参数"
      case .name: "图层名"
      case .stringOffsets, .strings: "属性文字"
      case .vertices: "界址点"
      case .sums: "面积累计"
      case .chains: "界线"
      case .nodeFirst, .nodeChains: "结点"
      case .components, .componentBoxes: "独立图斑"
      case .cells, .cellRecords: "格网"
      case .featureFirst, .featureChains, .features: "要素"
      case .directoryFrame, .directoryMembers, .directoryFeatures, .directoryTop, .directoryBlocks, .directoryLists: "总目录"
      case .islandFirst, .islands: "总目录的独立图斑"
      }
    }
  }

  /// What is one number a layer.
  struct Frame {
    /// 0 polygon, 1 line, 2 point.
    var kind: UInt32 = 0
    var featureCount: UInt32 = 0
    /// The place from which vertices are counted, in grid steps.
    var originX: Int64 = 0
    var originY: Int64 = 0
    /// The corner of the first cell, in steps from the origin.
    var cornerX: Int64 = 0
    var cornerY: Int64 = 0
    var columns: UInt32 = 0
    var rows: UInt32 = 0
    /// A cell is 2^shift grid steps wide and high.
    var cellShift: UInt32 = 0
    var nodeCount: UInt32 = 0
    /// The latitude from which area sums are counted, in grid steps.
    var referenceY: Int64 = 0
    /// The longest edge along either axis, in grid steps.
    var longestEdge: Int64 = 0
    var reserved: (UInt64, UInt64) = (0, 0)
  }

  /// A stretch of border between two nodes that has the same owner on its left all along, and the same on its right.
  struct Chain {
    /// The first vertex and how many; edge i of the layer runs from vertex i to vertex i + 1 of one chain.
    var first: UInt32
    var count: UInt32
    /// Feature + 1, or 0 for no one.
    var left: UInt32
    var right: UInt32
    var startNode: UInt32
    var endNode: UInt32
    var component: UInt32
    var reserved: UInt32 = 0
    var box: CompactBox
  }

  /// A part of the borders that is joined by nodes; most are one ring.
  struct Component {
    var box: CompactBox
    /// The chain from which all others can be reached.
    var chain: UInt32
    var reserved: UInt32 = 0
  }

  struct Feature {
    var box: CompactBox
    /// The area in fixed-point square metres.
    var area: Int64
  }

  /// A stretch of one chain whose edges come near a cell.
  struct Run {
    var firstEdge: UInt32
    /// Chain in the upper 24 bits, the number of edges less one in the lower 8.
    var chainAndCount: UInt32

    static let mostEdges = 256
    static let mostChains = 1 << 24

    @inline(__always) var chain: Int { Int(chainAndCount >> 8) }
    @inline(__always) var edges: Range<Int> { Int(firstEdge)..<(Int(firstEdge) + Int(chainAndCount & 0xFF) + 1) }
  }

  /// A cell's word: feature + 1 where the whole cell has one owner, 0 where it has none; with this bit the place of its
  /// record among the cell records.
  ///
  /// A record: how many owners the cell's centre has in the upper 12 bits and how many runs follow in the lower 20, then
  /// the box of what its edges have in the cell (`EdgeBox`), then the owners, then two words a run.
  ///
  /// With the next bit as well the cell is split: sixteen words follow there, one for each quarter of its quarters, row by
  /// row from the south, which may be split in turn.
  static let hasRecord: UInt32 = 1 << 31
  static let isSplit: UInt32 = 1 << 30
  static let splitShift: Int64 = 2
  static let splitWords = 16
  /// Cells narrower than this are not split.
  static let leastSplit: Int64 = 12
  static let mostRecordWords = 1 << 30

  /// Where a record or the words of a split cell stand.
  @inline(__always)
  static func place(_ word: UInt32) -> Int { Int(word & (isSplit - 1)) }
  static let mostCentreOwners = (1 << 12) - 1
  static let mostRuns = (1 << 20) - 1
}

/// Square metres as integers, so that sums do not depend on their order: steps of 2⁻¹⁸ m², below 4 mm².
///
/// Sums wrap; a result is right when it lies within ±3.5e13 m².
enum FixedArea {
  static let perSquareMetre = 262_144.0

  @inline(__always)
  static func fixed(_ squareMetres: Double) -> Int64 {
    let value = (squareMetres * perSquareMetre).rounded(.toNearestOrEven)
    // Larger is nothing on earth: vertices of a damaged file.
    return abs(value) < 9e18 ? Int64(value) : 0
  }

  @inline(__always)
  static func squareMetres(_ fixed: Int64) -> Double { Double(fixed) / perSquareMetre }
}
