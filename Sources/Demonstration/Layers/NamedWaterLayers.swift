import ExactJSON
import Geometry
public import ZoneIndex
import Zoning

/// Named waters of the base map as layers: 水系面 and 水系线 for drawing, and the rivers whose reaches law tells by their
/// distance from the mouth.
public enum NamedWaterLayers {
  /// Rivers into Lake Taihu beside 望虞河 and 新孟河, each drawn from its source to its mouth (太湖流域管理条例第二十九条).
  private static let intoTaihu: Set<String> = ["taige", "caoqiao", "wujingang", "zhihugang", "liangxi", "dapugang", "chengdonggang"]

  /// The layer's name in law.
  public static let riversIntoTaihu = "其他主要入太湖河道"

  /// Reads the resource; throws where it is damaged.
  public static func make() throws -> [LayerContent] {
    let file = try JSONValue(parsing: Gazetteer.data("named-waters.geojson"))
    var areas: [LayerFeature] = []
    var courses: [LayerFeature] = []
    for f in file["features"]?.arrayValue ?? [] {
      guard let properties = f["properties"], let id = properties["id"]?.stringValue, let name = properties["name"]?.stringValue,
        let geometry = f["geometry"],
        let coordinates = geometry["coordinates"]?.arrayValue
      else { throw DemonstrationError.resourceMissing("named-waters.geojson") }
      var attributes: [String: String] = [:]
      for key in ["kind", "geometryKind", "side", "source"] { attributes[key] = properties[key]?.stringValue }
      switch geometry["type"]?.stringValue {
      case "Polygon":
        let rings = try coordinates.map { try positions($0.arrayValue ?? []) }.map { Array($0.dropLast()) }
        areas.append(
          LayerFeature(
            code: id, name: name, attributes: attributes,
            geometry: .polygons([GridPolygon(shell: rings[0], holes: Array(rings.dropFirst())).normalised])))
      case "LineString":
        courses.append(LayerFeature(code: id, name: name, attributes: attributes, geometry: .lines([try positions(coordinates)])))
      default: break
      }
    }
    return [
      LayerContent(id: LayerDescriptor.waterPolygons, kind: .polygon, features: areas),
      LayerContent(id: LayerDescriptor.waterLines, kind: .line, features: courses),
      LayerContent(id: riversIntoTaihu, kind: .line, features: courses.filter { intoTaihu.contains($0.code) }),
    ]
  }

  private static func positions(_ values: [JSONValue]) throws -> [GridPoint] {
    try values.map { v in
      guard let p = v.arrayValue, p.count >= 2, let x = p[0].doubleValue, let y = p[1].doubleValue else {
        throw DemonstrationError.resourceMissing("named-waters.geojson")
      }
      return GridPoint(longitude: x, latitude: y)
    }
  }
}
