public import Geodesy
import Geometry

/// Which of the two numbers of a position comes first.
public enum AxisOrder: String, Hashable, Sendable, Codable {
  /// Longitude or easting first, as GeoJSON, WKT and shapefiles have it.
  case eastFirst
  /// Latitude or northing first, as survey tables have it.
  case northFirst

  public var flipped: AxisOrder { self == .eastFirst ? .northFirst : .eastFirst }

  /// 先东后北 or 先北后东, with what the two are called in degrees or in a plane, where surveyors' X points north.
  public func chinese(in system: CoordinateReferenceSystem) -> String {
    let (east, north) = system.isGeographic ? ("东（经度）", "北（纬度）") : ("东坐标（Y）", "北坐标（X）")
    return self == .eastFirst ? "先\(east)后\(north)" : "先\(north)后\(east)"
  }
}

/// The format in which a site was handed in.
public enum SiteFormat: String, Hashable, Sendable, Codable {
  case geoJSON, wkt, shapefile, coordinateTable, landParcelText

  public var chinese: String {
    switch self {
    case .geoJSON: "GeoJSON"
    case .wkt: "WKT"
    case .shapefile: "Shapefile"
    case .coordinateTable: "坐标表"
    case .landParcelText: "地块坐标文本"
    }
  }
}

/// What the figure of a site is.
public enum SiteShape: String, Hashable, Sendable, Codable {
  case area, line, point

  public var chinese: String {
    switch self {
    case .area: "面"
    case .line: "线"
    case .point: "点"
    }
  }
}

/// Something taken for granted while reading, to be shown for confirmation.
public struct SiteAssumption: Hashable, Sendable, Codable {
  /// `crs`, `axes`, `closing`, `encoding`, `shape` …
  public var what: String
  public var value: String
  public var why: String

  public init(what: String, value: String, why: String) {
    self.what = what
    self.value = value
    self.why = why
  }
}

/// What one file holds, before the reference system is settled.
struct RawSite: Hashable, Sendable {
  var format: SiteFormat
  var figure: RawGeometry
  /// What the file says about its reference system.
  var statedSystem: StatedSystem? = nil
  /// The order of the numbers, where the format or a header tells it.
  var axes: AxisOrder? = nil
  /// The numbers were written as degrees, minutes and seconds, or under a header of longitude and latitude.
  var inDegrees = false
  var widthMetres: Double? = nil
  var assumed: [SiteAssumption] = []
  var notes: [String] = []

  /// A statement in the file about its reference system.
  struct StatedSystem: Hashable, Sendable, Codable {
    /// As written, or the name in a .prj.
    var text: String
    /// `.prj`, `crs`, `SRID`, `坐标系`.
    var origin: String
    /// What a parser of names should be given.
    var readableName: String
  }
}

extension RawGeometry {
  var shape: SiteShape {
    switch self {
    case .polygons: .area
    case .lines: .line
    case .points: .point
    }
  }

  var vertexCount: Int {
    switch self {
    case .polygons(let polygons): polygons.reduce(0) { $0 + $1.reduce(0) { $0 + $1.count } }
    case .lines(let lines): lines.reduce(0) { $0 + $1.count }
    case .points(let points): points.count
    }
  }
}

/// Gathers the parts of a figure and refuses a mixture of areas, lines and points.
struct FigureBuilder {
  private(set) var polygons: [[[RawPoint]]] = []
  private(set) var lines: [[RawPoint]] = []
  private(set) var points: [RawPoint] = []
  private let limits: SiteLimits
  private var vertices = 0

  init(limits: SiteLimits) { self.limits = limits }

  /// Adds a polygon of open rings, its shell first.
  mutating func add(polygon: [[RawPoint]]) throws(ExchangeError) {
    try count(polygon.reduce(0) { $0 + $1.count })
    polygons.append(polygon)
  }

  mutating func add(line: [RawPoint]) throws(ExchangeError) {
    try count(line.count)
    lines.append(line)
  }

  mutating func add(point: RawPoint) throws(ExchangeError) {
    try count(1)
    points.append(point)
  }

  private mutating func count(_ n: Int) throws(ExchangeError) {
    vertices += n
    if vertices > limits.vertices { throw .tooManyVertices(count: vertices, limit: limits.vertices) }
  }

  func figure() throws(ExchangeError) -> RawGeometry {
    let parts: [(SiteShape, RawGeometry)] = [(.area, .polygons(polygons)), (.line, .lines(lines)), (.point, .points(points))]
    let present = parts.filter { $0.1.vertexCount > 0 }
    guard let first = present.first else { throw .emptyGeometry(place: "提交的图形") }
    guard present.count == 1 else { throw .mixedShapes(present.map(\.0.chinese)) }
    return first.1
  }
}

/// What a part of a figure is called in a message.
enum PartTitle {
  /// `第 2 个面的外环`, `第 2 个面的第 1 个内环`; indices count from 0.
  static func ring(polygon: Int, ring: Int) -> String {
    ring == 0 ? "第 \(polygon + 1) 个面的外环" : "第 \(polygon + 1) 个面的第 \(ring) 个内环"
  }

  static func line(_ index: Int) -> String { "第 \(index + 1) 条线" }
}

/// The width of a line site, metres.
public enum SiteWidth {
  /// Wider than 1 km a line is no line any more.
  public static func isAllowed(_ metres: Double) -> Bool { metres.isFinite && metres > 0 && metres <= 1000 }
}
