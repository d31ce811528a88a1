/// How a directory stands in its file: sections of a plan file that has no layers.
enum DirectoryFormat {
  /// What is one number.
  struct Frame {
    var cornerX: Int64 = 0
    var cornerY: Int64 = 0
    var columns: UInt32 = 0
    var rows: UInt32 = 0
    var shift: UInt32 = 0
    var memberCount: UInt32 = 0
    var islandCornerX: Int64 = 0
    var islandCornerY: Int64 = 0
    var islandColumns: UInt32 = 0
    var islandRows: UInt32 = 0
    var islandShift: UInt32 = 0
    var reserved: UInt32 = 0
  }

  /// Of which member a directory was made: its file's identity and which of its layers.
  struct Member: Hashable {
    var identity: UInt64
    var layer: UInt64
  }

  static func write(_ made: DirectoryArrays, of members: [Member], to path: String) throws(SegmentRefusal) -> Int {
    let file = try PlanFileWriter(replacing: path)
    try file.append([made.frame], .directoryFrame, 0)
    try file.append(members, .directoryMembers, 0)
    try file.append(made.features, .directoryFeatures, 0)
    try file.append(made.top, .directoryTop, 0)
    try file.append(made.blocks, .directoryBlocks, 0)
    try file.append(made.lists, .directoryLists, 0)
    try file.append(made.islandFirst, .islandFirst, 0)
    try file.append(made.islands, .islands, 0)
    return try file.finish(layers: 0, of: .unnamed)
  }
}

/// The arrays of a directory as they are made.
struct DirectoryArrays {
  let frame: DirectoryFormat.Frame
  let features: [PlanFeature]
  let top: [UInt32]
  let blocks: [UInt32]
  let lists: [UInt32]
  let islandFirst: [UInt32]
  let islands: [IslandGrid.Island]

  init(_ views: UnsafePointer<PlanView>, count: Int) {
    let made = DirectoryBuilder(views, count: count)
    let cells = CellGrid(
      cornerX: made.cornerX, cornerY: made.cornerY, columns: made.columns, rows: made.rows, shift: made.shift)
    let grid = IslandGridBuilder.grid(over: cells)
    let own = IslandGridBuilder(views, count: count, grid)
    frame = DirectoryFormat.Frame(
      cornerX: made.cornerX, cornerY: made.cornerY, columns: UInt32(made.columns), rows: UInt32(made.rows),
      shift: UInt32(made.shift), memberCount: UInt32(count), islandCornerX: grid.cornerX, islandCornerY: grid.cornerY,
      islandColumns: UInt32(grid.columns), islandRows: UInt32(grid.rows), islandShift: UInt32(grid.shift))
    features = (0..<count).flatMap { m in (0..<views[m].featureCount).map { PlanFeature(member: m, feature: $0) } }
    top = made.top
    blocks = made.blocks
    lists = made.lists
    islandFirst = own.first
    islands = own.islands
  }
}

extension PlanDirectory {
  /// - Parameter frame: whose arrays these are, as long as it says.
  init(
    _ frame: DirectoryFormat.Frame, features: UnsafePointer<PlanFeature>, top: UnsafePointer<UInt32>,
    blocks: UnsafePointer<UInt32>, lists: UnsafePointer<UInt32>, islandFirst: UnsafePointer<UInt32>,
    islands: UnsafePointer<IslandGrid.Island>
  ) {
    self.init(
      cornerX: frame.cornerX, cornerY: frame.cornerY, shift: Int64(frame.shift), columns: Int(frame.columns),
      rows: Int(frame.rows), top: top, blocks: blocks, lists: lists, features: features,
      islands: IslandGrid(
        cornerX: frame.islandCornerX, cornerY: frame.islandCornerY, shift: Int64(frame.islandShift),
        columns: Int(frame.islandColumns), rows: Int(frame.islandRows), first: islandFirst, islands: islands))
  }
}
