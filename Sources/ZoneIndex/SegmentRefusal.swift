public import Geometry

/// Why a compiled segment or plan cannot be written or opened.
public enum SegmentRefusal: Error, Hashable, Sendable {
  case cannotOpen(path: String, reason: String)
  case cannotWrite(path: String, reason: String)
  case notASegment(path: String)
  case notAPlan(path: String)
  /// Written on a machine whose byte order is another.
  case foreignByteOrder(path: String)
  case wrongVersion(path: String, found: UInt32)
  case damaged(path: String, part: String)
  case layerTooWide(layer: String)
  case layerTooLarge(layer: String)
  case duplicateLayer(layer: String)
  /// A file is whole, but not the one that the manifest names.
  case foreignPart(path: String, id: String)
  case duplicatePart(id: String)
  /// An issuer or digest that cannot stand in a file's name.
  case unusableName(String)
  case wrongKind(layer: String, code: String)
  /// A feature whose boundary is so entangled that its ground cannot be told.
  case entangled(layer: String, code: String, GeometryRefusal)

  /// One sentence for the person: what is wrong and what to do.
  public var message: String {
    switch self {
    case .cannotOpen(let path, let reason): "无法打开空间快照 \(path)：\(reason)；请检查数据目录和权限。"
    case .cannotWrite(let path, let reason): "无法写入空间快照 \(path)：\(reason)；请检查磁盘空间和权限。"
    case .notASegment(let path): "\(path) 不是分区空间快照；请检查数据目录，或重新发布该版本。"
    case .notAPlan(let path): "\(path) 不是分区空间索引；请检查数据目录，或重新发布该版本。"
    case .foreignByteOrder(let path): "空间索引 \(path) 由字节序不同的机器生成，本机不能读取；请在本机重新发布该版本。"
    case .wrongVersion(let path, let found): "空间快照 \(path) 的格式版本为 \(found)，本程序不认识；请用当前程序重新发布该版本。"
    case .damaged(let path, let part): "空间快照 \(path) 已损坏（\(part)）；请从备份恢复，或重新发布该版本。"
    case .layerTooWide(let layer): "图层“\(layer)”跨度超过 40 度；请检查坐标系是否填错。"
    case .layerTooLarge(let layer): "图层“\(layer)”超过单个快照的容量；请拆分后导入。"
    case .duplicateLayer(let layer): "同一版本里有两个图层都叫“\(layer)”；请改名后再发布。"
    case .foreignPart(let path, let id): "\(path) 不是清单所列 \(id) 的空间索引；请重新发布该版本。"
    case .duplicatePart(let id): "同一次发布里 \(id) 出现两次；请只保留一个版本。"
    case .unusableName(let name): "“\(name)”不能用作空间索引的文件名；请只用字母、数字和 . : - _。"
    case .wrongKind(let layer, let code): "图层“\(layer)”的要素 \(code) 与图层的几何类型不符；请检查导入映射。"
    case .entangled(let layer, let code, let refusal): "图层“\(layer)”的要素 \(code) 无法建立索引：\(refusal.message)"
    }
  }
}
