/// Why a geometry is not taken, with the place where one is known.
public enum GeometryRefusal: Error, Hashable, Sendable {
  /// A ring with fewer than three distinct points.
  case tooFewPoints(near: GridPoint?)
  /// A line with fewer than two distinct points.
  case lineTooShort(near: GridPoint?)
  /// A ring that encloses nothing.
  case zeroArea(near: GridPoint)
  /// Two edges that cross.
  case selfCrossing(at: GridPoint)
  /// Two edges that lie on each other: a spike, or a stretch walked twice.
  case overlappingEdges(at: GridPoint)
  /// A hole that lies outside its shell.
  case holeOutsideShell(at: GridPoint)
  /// A ring whose last position is not its first.
  case unclosedRing(first: String, last: String)
  /// Nothing at all.
  case empty
  /// A coordinate that is not a number or not a place on earth.
  case notAPlace(String)
  /// Kinds that cannot stand together in one geometry.
  case mixedKinds
  /// A kind of geometry that is not read (curves, surfaces …).
  case unknownKind(String)
  /// Text or bytes that are not what they claim to be; the position counts from 1.
  case malformed(format: String, position: Int, expected: String)
  /// So many vertices, or edges so entangled, that checking would take too long.
  case tooComplex
  /// The geometry library gave up.
  case engine(String)

  /// One sentence for the person: what is wrong, where, and what to do.
  public var message: String {
    switch self {
    case .tooFewPoints(let near):
      "图形的一个环\(Self.near(near))不足 3 个不同的点，围不成面；请补全界址点。"
    case .lineTooShort(let near):
      "一条线\(Self.near(near))不足 2 个不同的点；请补全线路拐点。"
    case .zeroArea(let near):
      "图形在\(near.placeText)附近的环面积为零（各点共线）；请检查界址点是否重复或漏点。"
    case .selfCrossing(let at):
      "图形边界在\(at.placeText)处自相交；请按顺序重新排列界址点，或在图上改正后再提交。"
    case .overlappingEdges(let at):
      "图形边界在\(at.placeText)处与自身重叠（折返或重复走线）；请删去重复的边后再提交。"
    case .holeOutsideShell(let at):
      "图形的一个内环在\(at.placeText)处位于外环之外；请检查内外环的归属。"
    case .unclosedRing(let first, let last):
      "图形的环没有闭合：首点为（\(first)），末点为（\(last)）；请让末点与首点相同。"
    case .empty:
      "图形为空，没有任何坐标；请提供用地范围。"
    case .notAPlace(let text):
      "坐标“\(text)”不是有效的位置；请检查是否有空值、非数字或超出经纬度范围的值。"
    case .mixedKinds:
      "图形里同时有点、线、面；请只提交一种类型。"
    case .unknownKind(let kind):
      "不支持的图形类型“\(kind)”；请改用点、线或面（Point、LineString、Polygon 及其 Multi 类型）。"
    case .malformed(let format, let position, let expected):
      "\(format) 第 \(position) 个字符（字节）处有误：此处应为\(expected)。"
    case .tooComplex:
      "图形过于复杂（顶点过多或线条过密）；请简化后再提交。"
    case .engine(let text):
      "图形无法处理（\(text)）；请在 GIS 软件中做拓扑检查后再提交。"
    }
  }

  private static func near(_ point: GridPoint?) -> String { point.map { "在\($0.placeText)附近" } ?? "" }
}

extension GridPoint {
  /// The position as a person reads it: 东经 118.80000000°、北纬 32.06000000°.
  public var placeText: String {
    let east = x < 0 ? "西经" : "东经"
    let north = y < 0 ? "南纬" : "北纬"
    return "\(east) \(Self.fixedDecimals(x.magnitude))°、\(north) \(Self.fixedDecimals(y.magnitude))°"
  }

  /// Grid steps as degrees with all eight decimals.
  static func fixedDecimals(_ steps: UInt64) -> String {
    let fraction = String(steps % 100_000_000)
    return "\(steps / 100_000_000)." + String(repeating: "0", count: 8 - fraction.count) + fraction
  }

  /// Grid steps as the shortest exact decimal degrees, without exponent: `118.8`.
  public static func decimalDegrees(_ steps: Int64) -> String {
    let magnitude = steps.magnitude
    let whole = String(magnitude / 100_000_000)
    var fraction = magnitude % 100_000_000
    let sign = steps < 0 ? "-" : ""
    if fraction == 0 { return sign + whole }
    var digits = 8
    while fraction % 10 == 0 {
      fraction /= 10
      digits -= 1
    }
    let text = String(fraction)
    return sign + whole + "." + String(repeating: "0", count: digits - text.count) + text
  }

  /// The grid position of degrees that came from outside.
  ///
  /// - Throws: `GeometryRefusal.notAPlace` for NaN, infinity, or degrees off the globe.
  public init(checkingLongitude longitude: Double, latitude: Double) throws(GeometryRefusal) {
    guard longitude.isFinite, latitude.isFinite, abs(longitude) <= 180, abs(latitude) <= 90 else {
      throw .notAPlace("\(longitude), \(latitude)")
    }
    self.init(longitude: longitude, latitude: latitude)
  }
}
