import ExactJSON
import Geodesy
import Geometry

/// The site of one row, from coordinate columns or a cell with WKT, GeoJSON or points, as a project file has it.
struct BatchSite {
  let declaredSystem: String?
  let limits: SiteLimits

  /// `footprint`, `crs` and `width_m` of a project file.
  func members(text: String, shape: String, width: String, system: String) throws(ExchangeError) -> [JSONMember] {
    let text = PlainText.trimmed(text)
    if text.utf8.first == UInt8(ascii: "{") {
      do {
        return [JSONMember(key: "footprint", value: try JSONValue(parsing: text))] + (try frame(width: width, system: system, inFile: nil))
      } catch let error as JSONReadError {
        throw .badJSON(line: error.line, column: error.column, reason: error.message)
      } catch let error as ExchangeError { throw error } catch { throw .workerFailed(detail: "\(error)") }
    }
    let raw = try SiteText.read(
      Array(Self.onePointALine(text).utf8), fileName: nil, encoding: .utf8, shape: try Self.shape(shape), limits: limits)
    return try members(raw, width: width, system: system)
  }

  /// A point by its two coordinates.
  func members(first: String, second: String, axes: AxisOrder?, system: String, width: String) throws(ExchangeError) -> [JSONMember] {
    guard let a = AngleText(PlainText.trimmed(first)), let b = AngleText(PlainText.trimmed(second)) else {
      throw .badTableRow(line: 1, text: "\(first)，\(second)", reason: "坐标应为两个数，如 118.79、32.06")
    }
    return try members(
      RawSite(format: .coordinateTable, figure: .points([RawPoint(a.degrees, b.degrees)]), axes: axes), width: width, system: system)
  }

  func members(_ raw: RawSite, width: String, system: String) throws(ExchangeError) -> [JSONMember] {
    let declared = PlainText.trimmed(system).isEmpty ? declaredSystem : system
    let stated = try SystemStatement(inFile: raw.statedSystem, declared: declared)
    let settled = try Interpretation(figure: raw.figure, axes: raw.axes, extent: .jiangsuWithSea).settle(stated?.stated)
    guard settled.candidates.count == 1 else { throw .ambiguous(settled.candidates) }
    let reading = settled.candidates[0]
    let figure = reading.axes == .eastFirst ? raw.figure : raw.figure.mapped { RawPoint($0.y, $0.x) }
    // Degrees of which nobody says more are left open, so that the assumption is said with the result.
    let crs = stated == nil && reading.system == .cgcs2000 ? nil : reading.system.identifier
    let written = raw.widthMetres.map { "\($0)" } ?? ""
    return [JSONMember(key: "footprint", value: Self.value(figure))]
      + (try frame(width: PlainText.trimmed(width).isEmpty ? written : width, system: "", inFile: crs))
  }

  private func frame(width: String, system: String, inFile: String?) throws(ExchangeError) -> [JSONMember] {
    var members: [JSONMember] = []
    let width = PlainText.trimmed(PlainText.halfWidth(width))
    if !width.isEmpty {
      guard let metres = Double(width.hasSuffix("m") ? PlainText.trimmed(String(width.dropLast())) : width), SiteWidth.isAllowed(metres)
      else {
        throw .badWidth(width)
      }
      members.append(JSONMember(key: "width_m", value: Self.number(metres)))
    }
    let system = PlainText.trimmed(system)
    if let crs = inFile ?? (system.isEmpty ? declaredSystem : system) { members.append(JSONMember(key: "crs", value: .string(crs))) }
    return members
  }

  static func shape(_ text: String) throws(ExchangeError) -> SiteShape? {
    switch PlainText.trimmed(text) {
    case "": nil
    case "面", "area", "Polygon": .area
    case "线", "line", "LineString": .line
    case "点", "point", "Point": .point
    default: throw .unknownShape(String(text.prefix(20)))
    }
  }

  /// `118.7,32.0; 118.8,32.0` and `118.7 32.0, 118.8 32.0` with a point a line, as tables of coordinates have them.
  static func onePointALine(_ text: String) -> String {
    let plain = PlainText.halfWidth(text)
    guard let head = plain.first, head.isNumber || "-(（[东北EN".contains(head) else { return text }
    if plain.contains(where: \.isNewline) { return text }
    func isNumber(_ c: Character) -> Bool { c.isNumber || c == "." || c == "-" }
    if plain.contains(where: { ";|".contains($0) }) {
      return plain.split(whereSeparator: { ";|".contains($0) }).map { PlainText.trimmed($0) }.joined(separator: "\n")
    }
    let pieces = plain.split(separator: ",").map { PlainText.trimmed($0) }
    if pieces.count > 1, pieces.allSatisfy({ $0.split(whereSeparator: \.isWhitespace).count == 2 }) {
      return pieces.joined(separator: "\n")
    }
    let numbers = plain.split(whereSeparator: { $0 == "," || $0.isWhitespace })
    guard numbers.count > 2, numbers.count % 2 == 0, numbers.allSatisfy({ $0.allSatisfy(isNumber) }) else { return text }
    return stride(from: 0, to: numbers.count, by: 2).map { "\(numbers[$0]),\(numbers[$0 + 1])" }.joined(separator: "\n")
  }

  // MARK: As GeoJSON

  /// A figure in its own numbers, east first.
  static func value(_ figure: RawGeometry) -> JSONValue {
    func position(_ p: RawPoint) -> JSONValue { .array([number(p.x), number(p.y)]) }
    func path(_ points: [RawPoint]) -> JSONValue { .array(points.map(position)) }
    func polygon(_ rings: [[RawPoint]]) -> JSONValue { .array(rings.map { path($0 + $0.prefix(1)) }) }
    let (kind, parts): (String, [JSONValue]) =
      switch figure {
      case .polygons(let polygons): ("Polygon", polygons.map(polygon))
      case .lines(let lines): ("LineString", lines.map(path))
      case .points(let points): ("Point", points.map(position))
      }
    if parts.count == 1 { return .object(["type": .string(kind), "coordinates": parts[0]]) }
    return .object(["type": .string("Multi" + kind), "coordinates": .array(parts)])
  }

  /// The shortest decimal that reads as the same double, without exponent.
  static func number(_ value: Double) -> JSONValue {
    var text = "\(value)"
    if text.hasSuffix(".0") { text.removeLast(2) }
    if text.contains("e") {
      do { return try JSONValue(parsing: text) } catch { return .number("0") }
    }
    return .number(text == "-0" ? "0" : text)
  }
}
