/// The layout of a layer's tile pyramid: flat arrays in one little-endian file.
///
/// ```
/// header 64 B │ section │ section │ … │ section table │ end
/// ```
///
/// Every section begins at a multiple of 64 bytes and has its own checksum; the header holds the checksum of the table.
/// For each zoom it holds the valid rings of that zoom's grid, as the bytes that a tile takes.
enum PyramidFormat {
  /// "FENQUTIL" as bytes in the file's order.
  static let magic: UInt64 = 0x4C49_5455_514E_4546
  static let byteOrder: UInt32 = 0x0102_0304
  /// Part of every tile's address: a change of format or of thinning makes other tiles.
  static let version: UInt32 = 2
  static let headerBytes = 64
  static let alignment = 64
  /// Vertices of a ring that share a block; shorter rings have none.
  static let blockVertices = 64

  struct Header {
    var magic: UInt64 = PyramidFormat.magic
    var byteOrder: UInt32 = PyramidFormat.byteOrder
    var version: UInt32 = PyramidFormat.version
    /// 0 Web Mercator, 1 degrees.
    var set: UInt32 = 0
    /// 0 polygon, 1 line, 2 point.
    var kind: UInt32 = 0
    var featureCount: UInt32 = 0
    var sectionCount: UInt32 = 0
    var tableOffset: UInt64 = 0
    var fileBytes: UInt64 = 0
    var tableChecksum: UInt64 = 0
  }

  struct Section {
    var kind: UInt32 = 0
    /// The zoom, 0 for what is not of a zoom.
    var zoom: UInt32 = 0
    var offset: UInt64 = 0
    var count: UInt64 = 0
    var stride: UInt64 = 0
    var checksum: UInt64 = 0
  }

  /// What a section holds; the raw values are part of the format.
  enum Kind: UInt32, CaseIterable {
    case features = 1
    case keyOffsets
    case keys
    case valueOffsets
    case values
    case tags
    case ringFirst
    case rings
    case blocks
    case steps

    /// The part's name in messages.
    var chineseName: String {
      switch self {
      case .features: "要素"
      case .keyOffsets, .keys: "属性名"
      case .valueOffsets, .values: "属性值"
      case .tags: "属性"
      case .ringFirst, .rings: "环"
      case .blocks, .steps: "顶点"
      }
    }
  }

  struct Feature {
    var id: UInt64
    /// The delivered outline's box in steps of the finest zoom.
    var box: TileBox
    /// Where its label stands, in steps of the finest zoom.
    var label: TilePoint
    /// 1 for the layer's largest.
    var rank: UInt32
    /// The square root of its area in steps of the finest zoom; of a line half its length.
    var size: Float
  }

  enum Role: UInt32 {
    case shell, hole, line, point
  }

  /// One ring or line of a zoom; the last record of a zoom only ends the one before it.
  struct Ring {
    var first: TilePoint
    var last: TilePoint
    var box: TileBox
    var count: UInt32
    var role: UInt32
    /// Where its steps begin: for each vertex but the first, x and y from the one before, zigzag varints.
    var stepsAt: UInt32
    var blocksAt: UInt32
  }

  /// 64 vertices of a long ring and the first of the next 64.
  struct Block {
    var first: TilePoint
    var box: TileBox
    var stepsAt: UInt32
    var reserved: UInt32 = 0
  }
}

/// Why a pyramid cannot be used; it is made again from the snapshot then.
public enum TileRefusal: Error, Hashable, Sendable {
  case cannotOpen(path: String, reason: String)
  case cannotWrite(path: String, reason: String)
  case notAPyramid(path: String)
  case foreignByteOrder(path: String)
  case wrongVersion(path: String, found: UInt32)
  case damaged(path: String, part: String)
  case tooLarge(layer: String)

  /// One sentence for the person: what is wrong and what to do.
  public var message: String {
    switch self {
    case .cannotOpen(let path, let reason): "无法打开地图图块文件 \(path)：\(reason)；请检查数据目录和权限。"
    case .cannotWrite(let path, let reason): "无法写入地图图块文件 \(path)：\(reason)；请检查磁盘空间和权限。"
    case .notAPyramid(let path): "\(path) 不是地图图块文件；请删除它，系统会重新生成。"
    case .foreignByteOrder(let path): "地图图块文件 \(path) 由字节序不同的机器生成；请删除它，系统会重新生成。"
    case .wrongVersion(let path, let found): "地图图块文件 \(path) 的格式版本为 \(found)，本程序不认识；请删除它，系统会重新生成。"
    case .damaged(let path, let part): "地图图块文件 \(path) 已损坏（\(part)）；请删除它，系统会重新生成。"
    case .tooLarge(let layer): "图层“\(layer)”超过单个图块文件的容量；请拆分图层后再发布。"
    }
  }
}
