public import Geometry

/// One way in which raw numbers can be read as places.
public struct ReferenceReading: Hashable, Sendable {
  public var system: CoordinateReferenceSystem
  /// Whether the first number is the northing or latitude.
  public var axesSwapped: Bool
  /// Whether the numbers alone never suggest this reading: it holds only when someone states it (GCJ-02, BD-09).
  public var onlyWhenStated: Bool
  /// Why the numbers can be read so, in Chinese.
  public var reason: String
}

/// The box round Jiangsu with its sea, in which readings are sought when the caller knows no better.
extension GridBox {
  public static let jiangsuWithSea = GridBox(
    minX: 11_600_000_000, minY: 3_050_000_000, maxX: 12_450_000_000, maxY: 3_550_000_000)
}

/// The plausible readings of raw numbers, the likeliest first.
///
/// A reading is plausible when every position falls into the box. Degrees read as CGCS2000; GCJ-02 and BD-09 cannot be
/// told from it by their numbers and are listed as needing a statement. Metres of six digits without a zone prefix fit
/// more than one central meridian; all that fall into the box are listed, and the caller asks.
public func readings(of points: [RawPoint], within extent: GridBox = .jiangsuWithSea) -> [ReferenceReading] {
  guard !points.isEmpty, points.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) else { return [] }
  var result: [ReferenceReading] = []
  for swapped in [false, true] {
    let positions = swapped ? points.map { RawPoint($0.y, $0.x) } : points
    let order = swapped ? "（第一列读作纬度，第二列读作经度）" : ""
    let planeOrder = swapped ? "（第一列读作北坐标 X，第二列读作东坐标 Y）" : "（第一列读作东坐标 Y，第二列读作北坐标 X）"
    func fits(_ system: CoordinateReferenceSystem) -> Bool {
      positions.allSatisfy { p in
        guard let d = try? system.degrees(p) else { return false }
        return extent.contains(GridPoint(longitude: d.longitude, latitude: d.latitude))
      }
    }
    if positions.allSatisfy({ abs($0.x) <= 180 && abs($0.y) <= 90 }) {
      if fits(.cgcs2000) {
        result.append(
          ReferenceReading(
            system: .cgcs2000, axesSwapped: swapped, onlyWhenStated: false,
            reason: "数值在经纬度范围内，按 CGCS2000 经纬度读取\(order)"))
        for system in [CoordinateReferenceSystem.gcj02, .bd09] {
          result.append(
            ReferenceReading(
              system: system, axesSwapped: swapped, onlyWhenStated: true,
              reason: "如坐标取自\(system == .gcj02 ? "高德、腾讯等网络地图" : "百度地图")，须注明 \(system.identifier)，否则会偏移数百米\(order)"))
        }
      }
      continue
    }
    for meridian in CoordinateReferenceSystem.centralMeridians {
      for prefixed in [true, false] {
        let system = CoordinateReferenceSystem.gaussKruger(centralMeridian: meridian, zonePrefixed: prefixed)
        guard fits(system) else { continue }
        let reason =
          prefixed
          ? "东坐标为 8 位，前两位 \(meridian / 3) 是 3 度带带号，中央经线 \(meridian)°\(planeOrder)"
          : "东坐标为 6 位、不带带号，按中央经线 \(meridian)° 读取时落在本省及周边\(planeOrder)"
        result.append(ReferenceReading(system: system, axesSwapped: swapped, onlyWhenStated: false, reason: reason))
      }
    }
  }
  return result
}
