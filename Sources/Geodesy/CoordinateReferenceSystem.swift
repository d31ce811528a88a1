public import Geometry

/// A reference system in which a site or a layer may be given.
public enum CoordinateReferenceSystem: Hashable, Sendable {
  /// CGCS2000 longitude and latitude, EPSG:4490.
  case cgcs2000
  /// WGS 84 longitude and latitude, EPSG:4326; taken as CGCS2000, from which it differs by centimetres.
  case wgs84
  /// The offset longitude and latitude of Chinese web maps.
  case gcj02
  /// The offset longitude and latitude of Baidu's maps.
  case bd09
  /// CGCS2000 in a 3-degree Gauss–Krüger zone; with the prefix the easting begins with the zone's number.
  case gaussKruger(centralMeridian: Int, zonePrefixed: Bool)

  /// The central meridians of the 3-degree zones 25…45.
  public static let centralMeridians = Array(stride(from: 75, through: 135, by: 3))

  /// Every system that is read, degrees first.
  public static let all: [CoordinateReferenceSystem] =
    [.cgcs2000, .wgs84, .gcj02, .bd09]
    + centralMeridians.flatMap {
      [.gaussKruger(centralMeridian: $0, zonePrefixed: false), .gaussKruger(centralMeridian: $0, zonePrefixed: true)]
    }

  public var isGeographic: Bool {
    if case .gaussKruger = self { return false }
    return true
  }

  /// The number of the 3-degree zone, 25…45.
  public var zone: Int? {
    if case .gaussKruger(let meridian, _) = self { return meridian / 3 }
    return nil
  }

  /// The EPSG code, where there is one.
  public var epsg: Int? {
    switch self {
    case .cgcs2000: 4490
    case .wgs84: 4326
    case .gcj02, .bd09: nil
    case .gaussKruger(let meridian, let prefixed): meridian / 3 - 25 + (prefixed ? 4513 : 4534)
    }
  }

  /// The name in files and answers: `EPSG:4490`, `GCJ-02`.
  public var identifier: String {
    switch self {
    case .gcj02: "GCJ-02"
    case .bd09: "BD-09"
    default: "EPSG:\(epsg ?? 0)"
    }
  }

  /// The name as a person reads it.
  public var chineseName: String {
    switch self {
    case .cgcs2000: "CGCS2000 经纬度"
    case .wgs84: "WGS 84 经纬度"
    case .gcj02: "GCJ-02 经纬度（国内网络地图）"
    case .bd09: "BD-09 经纬度（百度地图）"
    case .gaussKruger(let meridian, let prefixed):
      "CGCS2000 高斯—克吕格 3 度带，中央经线 \(meridian)°，" + (prefixed ? "横坐标带带号 \(meridian / 3)" : "横坐标不带带号")
    }
  }

  // MARK: Conversion

  /// Longitude and latitude in degrees, EPSG:4490, of a position.
  ///
  /// - Throws: `ReferenceRefusal.outOfRange` where the numbers cannot be of this system.
  public func degrees(_ p: RawPoint) throws(ReferenceRefusal) -> (longitude: Double, latitude: Double) {
    guard p.x.isFinite, p.y.isFinite else { throw .notANumber(p) }
    switch self {
    case .cgcs2000, .wgs84, .gcj02, .bd09:
      guard abs(p.x) <= 180, abs(p.y) <= 90 else {
        if abs(p.y) <= 180 && abs(p.x) <= 90 { throw .swappedAxes(p, self) }
        throw .outOfRange(p, self)
      }
      switch self {
      case .gcj02: return ChineseOffset.undoGCJ02(longitude: p.x, latitude: p.y)
      case .bd09:
        let gcj = ChineseOffset.undoBD09(longitude: p.x, latitude: p.y)
        return ChineseOffset.undoGCJ02(longitude: gcj.longitude, latitude: gcj.latitude)
      default: return (p.x, p.y)
      }
    case .gaussKruger(let meridian, let prefixed):
      let shift = prefixed ? Double(meridian / 3) * 1e6 : 0
      let easting = p.x - shift
      // Three degrees either side of the meridian, generously: twice the zone.
      guard (100_000...900_000).contains(easting), (0...10_000_000).contains(p.y) else {
        if (100_000...900_000).contains(p.y - shift), (1_000_000...6_200_000).contains(p.x) { throw .swappedAxes(p, self) }
        throw .outOfRange(p, self)
      }
      return GaussKruger(centralMeridian: Double(meridian)).unproject(easting: easting, northing: p.y)
    }
  }

  /// A position of this system from longitude and latitude in degrees, EPSG:4490.
  public func position(longitude: Double, latitude: Double) -> RawPoint {
    switch self {
    case .cgcs2000, .wgs84: return RawPoint(longitude, latitude)
    case .gcj02:
      let p = ChineseOffset.gcj02(longitude: longitude, latitude: latitude)
      return RawPoint(p.longitude, p.latitude)
    case .bd09:
      let g = ChineseOffset.gcj02(longitude: longitude, latitude: latitude)
      let p = ChineseOffset.bd09(gcjLongitude: g.longitude, gcjLatitude: g.latitude)
      return RawPoint(p.longitude, p.latitude)
    case .gaussKruger(let meridian, let prefixed):
      let p = GaussKruger(centralMeridian: Double(meridian)).project(longitude: longitude, latitude: latitude)
      return RawPoint(p.easting + (prefixed ? Double(meridian / 3) * 1e6 : 0), p.northing)
    }
  }

  /// The grid position of one position.
  public func gridPoint(_ p: RawPoint) throws(ReferenceRefusal) -> GridPoint {
    let d = try degrees(p)
    return GridPoint(longitude: d.longitude, latitude: d.latitude)
  }

  // MARK: Parsing

  /// The system that a name means: `EPSG:4549`, `CGCS2000 / 3-degree Gauss-Kruger CM 120E`, `GCJ-02`, `火星坐标` …
  ///
  /// - Throws: `ReferenceRefusal.localGrid` for a city's own grid, `.unknown` for anything else.
  public init(parsing text: String) throws(ReferenceRefusal) {
    let key = Self.key(text)
    guard !key.isEmpty else { throw .unknown(text) }
    if let code = Self.epsgCode(key) {
      guard let system = Self.all.first(where: { $0.epsg == code }) else { throw .unknown(text) }
      self = system
      return
    }
    let local = ["地方", "独立", "城市坐标", "本地坐标", "工程坐标", "施工坐标", "北京54", "BEIJING1954", "西安80", "XIAN1980"]
    if local.contains(where: key.contains) || Self.isCityGrid(key) { throw .localGrid(text) }
    if ["GCJ02", "GCJ", "火星坐标", "火星坐标系", "高德", "腾讯"].contains(where: { key == $0 || key.hasPrefix($0) }) {
      self = .gcj02
      return
    }
    if ["BD09", "BD09LL", "百度"].contains(where: { key.hasPrefix($0) }) {
      self = .bd09
      return
    }
    if let zoned = Self.zoned(key) {
      self = zoned
      return
    }
    switch key {
    case "WGS84", "WGS1984", "GPS", "CRS84", "OGC:CRS84", "URN:OGC:DEF:CRS:OGC:1.3:CRS84", "URN:OGC:DEF:CRS:OGC::CRS84", "GCSWGS1984":
      self = .wgs84
    case "CGCS2000", "国家2000", "2000国家大地坐标系", "国家大地坐标系2000", "CHINAGEODETICCOORDINATESYSTEM2000",
      "GCSCHINAGEODETICCOORDINATESYSTEM2000", "CGCS2000经纬度", "大地2000":
      self = .cgcs2000
    default:
      throw .unknown(text)
    }
  }

  /// Upper case without spaces, hyphens, underscores and full-width forms.
  private static func key(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      var scalar = scalar
      if (0xFF01...0xFF5E).contains(scalar.value) { scalar = Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar }
      switch scalar {
      case " ", "\t", "\n", "\r", "-", "_", "—", "–", "/", "°", "(", ")", ",", "，", "、", "\u{3000}", "'", "\"": continue
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result.uppercased()
  }

  private static func epsgCode(_ key: String) -> Int? {
    if let code = Int(key), (1000...99999).contains(code) { return code }
    guard let range = key.lastRange(of: "EPSG") else { return nil }
    let digits = key[range.upperBound...].split(separator: ":").last.map(String.init) ?? ""
    return Int(digits)
  }

  private static func isCityGrid(_ key: String) -> Bool {
    let cities = ["南京", "无锡", "徐州", "常州", "苏州", "南通", "连云港", "淮安", "盐城", "扬州", "镇江", "泰州", "宿迁", "NJ", "SZ"]
    return cities.contains { key.hasPrefix($0) } && !key.contains("2000") && !key.contains("CGCS")
  }

  /// `CGCS2000 / 3-degree Gauss-Kruger CM 120E`, `… zone 40`, `CGCS2000_3_Degree_GK_CM_120E`, `3度带 中央经线120 带号40`.
  private static func zoned(_ key: String) -> CoordinateReferenceSystem? {
    guard key.contains("GAUSS") || key.contains("GK") || key.contains("高斯") || key.contains("度带") || key.contains("中央") else {
      return nil
    }
    guard !key.contains("6DEGREE"), !key.contains("6度"), !key.contains("六度") else { return nil }
    if let meridian = number(in: key, after: ["CM", "中央经线", "中央子午线"]), centralMeridians.contains(meridian) {
      let prefixed = key.contains("ZONE") || (key.contains("带号") && !key.contains("不带带号") && !key.contains("无带号"))
      return .gaussKruger(centralMeridian: meridian, zonePrefixed: prefixed)
    }
    if let zone = number(in: key, after: ["ZONE", "带号", "第"]), centralMeridians.contains(zone * 3) {
      return .gaussKruger(centralMeridian: zone * 3, zonePrefixed: true)
    }
    return nil
  }

  private static func number(in key: String, after words: [String]) -> Int? {
    for word in words {
      guard let range = key.lastRange(of: word) else { continue }
      let digits = key[range.upperBound...].drop { !$0.isNumber }.prefix { $0.isNumber }
      if let value = Int(digits) { return value }
    }
    return nil
  }
}

extension String {
  /// The last place where a text occurs.
  fileprivate func lastRange(of text: String) -> Range<String.Index>? {
    var start = endIndex
    while start > startIndex {
      start = index(before: start)
      if self[start...].hasPrefix(text) {
        return start..<(index(start, offsetBy: text.count, limitedBy: endIndex) ?? endIndex)
      }
    }
    return nil
  }
}
