import Screening
import ExactJSON
import Geometry

/// GeoJSON geometries (RFC 7946, in EPSG:4490) as exact values; rings closed, coordinates as grid decimals.
enum GeoJSON {
  static func value(_ geometry: FeatureGeometry) -> JSONValue {
    switch geometry {
    case .polygons(let polygons):
      if polygons.count == 1 { return .object(["type": .string("Polygon"), "coordinates": rings(polygons[0])]) }
      return .object(["type": .string("MultiPolygon"), "coordinates": .array(polygons.map(rings))])
    case .lines(let lines):
      if lines.count == 1 { return .object(["type": .string("LineString"), "coordinates": positions(lines[0])]) }
      return .object(["type": .string("MultiLineString"), "coordinates": .array(lines.map(positions))])
    case .points(let points):
      if points.count == 1 { return .object(["type": .string("Point"), "coordinates": position(points[0])]) }
      return .object(["type": .string("MultiPoint"), "coordinates": .array(points.map(position))])
    }
  }

  /// A figure in its own numbers, whatever they mean, with the digits that were read.
  static func value(_ figure: RawGeometry) -> JSONValue {
    func position(_ p: RawPoint) -> JSONValue { .array([.number("\(p.x)"), .number("\(p.y)")]) }
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

  static func rings(_ polygon: GridPolygon) -> JSONValue { .array(polygon.rings.map { positions($0 + $0.prefix(1)) }) }
  static func positions(_ points: [GridPoint]) -> JSONValue { .array(points.map(position)) }
  static func position(_ p: GridPoint) -> JSONValue { .array([.number(GridText.degrees(p.x)), .number(GridText.degrees(p.y))]) }
}
