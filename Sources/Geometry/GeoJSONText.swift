/// GeoJSON geometry objects (RFC 7946): shells counter-clockwise, up to eight decimals, exact.
public enum GeoJSONText {
  public static func write(_ geometry: FeatureGeometry) -> String {
    var text = ""
    append(geometry, to: &text)
    return text
  }

  /// The same, appended: for writers of many features.
  public static func append(_ geometry: FeatureGeometry, to text: inout String) {
    func position(_ p: GridPoint) {
      text += "["
      text += GridPoint.decimalDegrees(p.x)
      text += ","
      text += GridPoint.decimalDegrees(p.y)
      text += "]"
    }
    func list<T>(_ items: some Collection<T>, _ item: (T) -> Void) {
      text += "["
      var first = true
      for i in items {
        if !first { text += "," }
        first = false
        item(i)
      }
      text += "]"
    }
    func line(_ points: [GridPoint]) { list(points, position) }
    func polygon(_ p: GridPolygon) { list(p.rings) { line($0 + $0.prefix(1)) } }
    func object(_ type: String, _ coordinates: () -> Void) {
      text += "{\"type\":\"\(type)\",\"coordinates\":"
      coordinates()
      text += "}"
    }
    switch geometry {
    case .polygons(let polygons):
      if polygons.count == 1 {
        object("Polygon") { polygon(polygons[0]) }
      } else {
        object("MultiPolygon") { list(polygons, polygon) }
      }
    case .lines(let lines):
      if lines.count == 1 {
        object("LineString") { line(lines[0]) }
      } else {
        object("MultiLineString") { list(lines, line) }
      }
    case .points(let points):
      if points.count == 1 {
        object("Point") { position(points[0]) }
      } else {
        object("MultiPoint") { line(points) }
      }
    }
  }
}
