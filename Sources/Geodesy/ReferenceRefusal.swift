public import Geometry

/// Why numbers cannot be read in a reference system.
public enum ReferenceRefusal: Error, Hashable, Sendable {
  case unknown(String)
  case localGrid(String)
  case notANumber(RawPoint)
  case swappedAxes(RawPoint, CoordinateReferenceSystem)
  case outOfRange(RawPoint, CoordinateReferenceSystem)

  /// One sentence for the person: what is wrong and what to do.
  public var message: String {
    switch self {
    case .unknown(let text):
      "不认识坐标系“\(text)”；请填 EPSG:4490（CGCS2000 经纬度）、EPSG:4548、EPSG:4549（3 度带中央经线 117°、120°）、EPSG:4527、EPSG:4528（带带号）、EPSG:4326、GCJ-02 或 BD-09。"
    case .localGrid(let text):
      "“\(text)”是城市独立坐标系或旧坐标系，其转换参数不得保存或推算；请向测绘单位索取 CGCS2000 坐标成果后再提交。"
    case .notANumber(let p):
      "坐标（\(p.x), \(p.y)）不是有效数字；请检查是否有空值或文字。"
    case .swappedAxes(let p, let system):
      system.isGeographic
        ? "坐标（\(p.x), \(p.y)）像是纬度在前、经度在后；请改为经度在前、纬度在后。"
        : "坐标（\(p.x), \(p.y)）像是纵坐标在前、横坐标在后；请改为横坐标（东）在前、纵坐标（北）在后，或在坐标表中注明各列含义。"
    case .outOfRange(let p, let system):
      "坐标（\(p.x), \(p.y)）不可能是“\(system.chineseName)”的坐标；请核对坐标系、分带和单位。"
    }
  }
}
