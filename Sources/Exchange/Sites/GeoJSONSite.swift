import ExactJSON
import Geometry

/// Reads a site from GeoJSON (RFC 7946, with the `crs` member of the 2008 draft and `width_m` for lines).
struct GeoJSONSite {
  private var builder: FigureBuilder
  private var widths: [Double] = []
  private var features = 0
  private let limits: SiteLimits

  private init(limits: SiteLimits) {
    self.limits = limits
    builder = FigureBuilder(limits: limits)
  }

  static func read(_ bytes: [UInt8], limits: SiteLimits) throws(ExchangeError) -> RawSite {
    let value: JSONValue
    do {
      value = try JSONValue(parsing: bytes, limits: JSONLimits(depth: 64, bytes: limits.bytes, numberDigits: 400))
    } catch {
      throw .badJSON(line: error.line, column: error.column, reason: error.message)
    }
    return try read(value, limits: limits)
  }

  static func read(_ value: JSONValue, limits: SiteLimits) throws(ExchangeError) -> RawSite {
    var reader = GeoJSONSite(limits: limits)
    let system = try reader.statedSystem(value)
    try reader.object(value, place: "")
    let figure = try reader.builder.figure()
    let width: Double?
    switch Set(reader.widths).count {
    case 0: width = nil
    case 1: width = reader.widths[0]
    default: throw .differentWidths(Set(reader.widths).sorted().map { DecimalText.fixed($0, decimals: 2) })
    }
    return RawSite(format: .geoJSON, figure: figure, statedSystem: system, axes: .eastFirst, widthMetres: width)
  }

  // MARK: Objects

  private mutating func object(_ value: JSONValue, place: String) throws(ExchangeError) {
    guard case .object = value else { throw .badGeoJSON(place: name(place), reason: "应为一个对象") }
    guard let type = value["type"]?.stringValue else { throw .badGeoJSON(place: name(place), reason: "缺少文字字段 type") }
    switch type {
    case "FeatureCollection":
      guard let members = value["features"]?.arrayValue else { throw .badGeoJSON(place: name(place), reason: "缺少数组 features") }
      if members.count > limits.features { throw .tooManyFeatures(count: members.count, limit: limits.features) }
      if members.isEmpty { throw .emptyGeometry(place: "要素集") }
      for (i, member) in members.enumerated() {
        guard member["type"]?.stringValue == "Feature" else {
          throw .badGeoJSON(place: name(join(place, "features[\(i)]")), reason: "type 应为 Feature")
        }
        try feature(member, place: join(place, "features[\(i)]"))
      }
    case "Feature": try feature(value, place: place)
    default: try geometry(value, type: type, place: place)
    }
  }

  private mutating func feature(_ value: JSONValue, place: String) throws(ExchangeError) {
    features += 1
    for holder in [value, value["properties"] ?? .null] { try width(holder["width_m"]) }
    guard let inner = value["geometry"] else { throw .badGeoJSON(place: name(place), reason: "缺少 geometry") }
    if inner.isNull { throw .emptyGeometry(place: "第 \(features) 个要素") }
    try object(inner, place: join(place, "geometry"))
  }

  private mutating func geometry(_ value: JSONValue, type: String, place: String) throws(ExchangeError) {
    try width(value["width_m"])
    if type == "GeometryCollection" {
      guard let members = value["geometries"]?.arrayValue else { throw .badGeoJSON(place: name(place), reason: "缺少数组 geometries") }
      if members.isEmpty { throw .emptyGeometry(place: "几何集合") }
      for (i, member) in members.enumerated() {
        let inner = join(place, "geometries[\(i)]")
        guard let memberType = member["type"]?.stringValue else { throw .badGeoJSON(place: name(inner), reason: "缺少文字字段 type") }
        try geometry(member, type: memberType, place: inner)
      }
      return
    }
    let known = ["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"]
    guard known.contains(type) else {
      throw .badGeoJSON(
        place: name(join(place, "type")), reason: "不认识的类型“\(String(type.prefix(40)))”，应为 \(known.joined(separator: "、")) 之一")
    }
    let here = join(place, "coordinates")
    guard let coordinates = value["coordinates"]?.arrayValue else { throw .badGeoJSON(place: name(here), reason: "缺少坐标数组") }
    if coordinates.isEmpty { throw .emptyGeometry(place: "“\(here)”") }
    switch type {
    case "Point": try builder.add(point: position(.array(coordinates), place: here))
    case "MultiPoint":
      for (i, c) in coordinates.enumerated() { try builder.add(point: position(c, place: "\(here)[\(i)]")) }
    case "LineString": try line(coordinates, place: here)
    case "MultiLineString":
      for (i, c) in coordinates.enumerated() { try line(array(c, place: "\(here)[\(i)]"), place: "\(here)[\(i)]") }
    case "Polygon": try polygon(coordinates, place: here)
    default:
      for (i, c) in coordinates.enumerated() { try polygon(array(c, place: "\(here)[\(i)]"), place: "\(here)[\(i)]") }
    }
  }

  // MARK: Coordinates

  private mutating func polygon(_ rings: [JSONValue], place: String) throws(ExchangeError) {
    if rings.isEmpty { throw .emptyGeometry(place: "“\(place)”") }
    var read: [[RawPoint]] = []
    for (i, r) in rings.enumerated() {
      let title = PartTitle.ring(polygon: builder.polygons.count, ring: i)
      var positions = try positions(array(r, place: "\(place)[\(i)]"), place: "\(place)[\(i)]")
      if positions.isEmpty { throw .emptyGeometry(place: title) }
      guard positions.count > 1, positions.first == positions.last else { throw .unclosedRing(place: title) }
      positions.removeLast()
      read.append(positions)
    }
    try builder.add(polygon: read)
  }

  private mutating func line(_ items: [JSONValue], place: String) throws(ExchangeError) {
    let read = try positions(items, place: place)
    if read.isEmpty { throw .emptyGeometry(place: PartTitle.line(builder.lines.count)) }
    try builder.add(line: read)
  }

  private func positions(_ items: [JSONValue], place: String) throws(ExchangeError) -> [RawPoint] {
    if items.count > limits.vertices { throw .tooManyVertices(count: items.count, limit: limits.vertices) }
    var read: [RawPoint] = []
    read.reserveCapacity(items.count)
    for (i, item) in items.enumerated() { read.append(try position(item, place: "\(place)[\(i)]")) }
    return read
  }

  private func position(_ value: JSONValue, place: @autoclosure () -> String) throws(ExchangeError) -> RawPoint {
    guard case .array(let numbers) = value, numbers.count >= 2, let x = numbers[0].doubleValue, let y = numbers[1].doubleValue else {
      throw .badGeoJSON(place: name(place()), reason: "坐标应为两个数：先经度（东），后纬度（北）")
    }
    guard x.isFinite, y.isFinite else { throw .notFinite(place: name(place())) }
    return RawPoint(x, y)
  }

  private func array(_ value: JSONValue, place: String) throws(ExchangeError) -> [JSONValue] {
    guard case .array(let items) = value else { throw .badGeoJSON(place: name(place), reason: "应为数组，括号层数可能少了一层") }
    return items
  }

  // MARK: Members beside the geometry

  private mutating func width(_ value: JSONValue?) throws(ExchangeError) {
    guard let value, !value.isNull else { return }
    guard let number = value.doubleValue, SiteWidth.isAllowed(number) else {
      throw .badWidth(value.numberText ?? value.stringValue ?? value.canonicalText)
    }
    widths.append(number)
  }

  /// The `crs` member: `{"type": "name", "properties": {"name": …}}`, or plainly a name.
  private func statedSystem(_ value: JSONValue) throws(ExchangeError) -> RawSite.StatedSystem? {
    guard let crs = value["crs"], !crs.isNull else { return nil }
    if let text = crs.stringValue { return RawSite.StatedSystem(text: text, origin: "crs", readableName: text) }
    if crs["type"]?.stringValue == "link" { throw .externalReference(kind: "GeoJSON 的 crs 链接") }
    guard let text = crs["properties"]?["name"]?.stringValue else {
      throw .badGeoJSON(place: "crs", reason: "应写为坐标系的名称，例如 \"EPSG:4490\"")
    }
    return RawSite.StatedSystem(text: text, origin: "crs", readableName: text)
  }

  private func join(_ place: String, _ next: String) -> String { place.isEmpty ? next : place + "." + next }
  private func name(_ place: String) -> String { place.isEmpty ? "根对象" : place }
}
