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

  static func rings(_ polygon: GridPolygon) -> JSONValue { .array(polygon.rings.map { positions($0 + $0.prefix(1)) }) }
  static func positions(_ points: [GridPoint]) -> JSONValue { .array(points.map(position)) }
  static func position(_ p: GridPoint) -> JSONValue { .array([.number(GridText.degrees(p.x)), .number(GridText.degrees(p.y))]) }
}
