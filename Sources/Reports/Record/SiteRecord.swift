import ExactJSON
import FEEL
import Geometry

/// The site of the record, its geometry on the grid.
struct SiteRecord: Sendable {
  enum Kind: String, Sendable {
    case polygon, line, point
  }

  var kind: Kind
  var area: FEELDecimal?
  var perimeter: FEELDecimal?
  var length: FEELDecimal?
  var width: FEELDecimal?
  var outsideShare: FEELDecimal
  var geometry: FeatureGeometry
  /// The positions in the order in which they were given, by which they are numbered.
  var points: FeatureGeometry
  /// The GeoJSON geometry as it is stored, for its digest.
  var stored: JSONValue
  var notes: [String]

  init(_ json: JSONValue) throws(ReportError) {
    guard let kind = Kind(rawValue: json.words("kind")) else { throw .incompleteRecord("选址类型 site.kind") }
    guard let stored = json["geometry"], let geometry = FeatureGeometry(storedGeoJSON: stored) else {
      throw .incompleteRecord("选址图形 site.geometry")
    }
    self.kind = kind
    self.geometry = geometry
    self.stored = stored
    if let given = json["points"] {
      guard let points = FeatureGeometry(storedGeoJSON: given) else { throw .incompleteRecord("界址点 site.points") }
      self.points = points
    } else {
      points = geometry
    }
    area = json.decimal("areaSquareMetres")
    perimeter = json.decimal("perimeterMetres")
    length = json.decimal("lengthMetres")
    width = json.decimal("widthMetres")
    outsideShare = json.decimal("outsideShare") ?? .zero
    notes = json.texts("notes")
  }
}

extension FeatureGeometry {
  /// Reads a geometry that a record keeps: GeoJSON in EPSG:4490, one family of shapes, already valid; nil for anything else.
  init?(storedGeoJSON json: JSONValue) {
    func point(_ v: JSONValue) -> GridPoint? {
      guard let c = v.arrayValue, c.count >= 2, let x = c[0].doubleValue, let y = c[1].doubleValue, abs(x) <= 360, abs(y) <= 90 else {
        return nil
      }
      return GridPoint(longitude: x, latitude: y)
    }
    func points(_ v: JSONValue) -> [GridPoint]? {
      guard let items = v.arrayValue else { return nil }
      var out: [GridPoint] = []
      out.reserveCapacity(items.count)
      for i in items {
        guard let p = point(i) else { return nil }
        out.append(p)
      }
      return out
    }
    func open(_ ring: [GridPoint]) -> [GridPoint] { ring.count > 1 && ring.first == ring.last ? Array(ring.dropLast()) : ring }
    func polygon(_ v: JSONValue) -> GridPolygon? {
      guard let items = v.arrayValue else { return nil }
      var rings: [[GridPoint]] = []
      for i in items {
        guard let ring = points(i).map(open), ring.count >= 3 else { return nil }
        rings.append(ring)
      }
      guard let shell = rings.first else { return nil }
      return GridPolygon(shell: shell, holes: Array(rings.dropFirst()))
    }
    func all<T>(_ v: JSONValue, _ read: (JSONValue) -> T?) -> [T]? {
      guard let items = v.arrayValue, !items.isEmpty else { return nil }
      var out: [T] = []
      for i in items {
        guard let t = read(i) else { return nil }
        out.append(t)
      }
      return out
    }
    let coordinates = json["coordinates"] ?? .null
    switch json["type"]?.stringValue {
    case "Polygon":
      guard let p = polygon(coordinates) else { return nil }
      self = .polygons([p])
    case "MultiPolygon":
      guard let p = all(coordinates, polygon) else { return nil }
      self = .polygons(p)
    case "LineString":
      guard let l = points(coordinates), l.count >= 2 else { return nil }
      self = .lines([l])
    case "MultiLineString":
      guard let l = all(coordinates, points), l.allSatisfy({ $0.count >= 2 }) else { return nil }
      self = .lines(l)
    case "Point":
      guard let p = point(coordinates) else { return nil }
      self = .points([p])
    case "MultiPoint":
      guard let p = all(coordinates, point) else { return nil }
      self = .points(p)
    default: return nil
    }
  }
}
