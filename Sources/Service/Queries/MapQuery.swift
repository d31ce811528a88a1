import ExactJSON
import Geometry
import Screening
import ZoneIndex
public import Zoning

extension ZoningService {
  /// Past this zoom a map is drawn from full geometry.
  static let fullGeometryZoom = 14.0
  /// A map answer holds at most so many vertices; beyond it the request is refused.
  static let mapVertexLimit = 1_500_000

  /// Features of a layer in a box as GeoJSON: generalised per zoom, full geometry past z 14.
  ///
  /// - Parameter box: west, south, east, north in degrees.
  public func mapFeatures(
    layer: String, zoom: Double, box: (west: Double, south: Double, east: Double, north: Double), asOf: CivilDate?, caller: Caller
  ) throws(ServiceError) -> [UInt8] {
    let state = try state(asOf)
    guard state.rulebook.layers[layer]?.held == true, state.snapshot.holds(layer) else {
      throw ServiceError(.notFound, "没有名为“\(layer)”的图层，或者本系统没有入库。", field: "layer")
    }
    guard box.west < box.east, box.south < box.north, abs(box.west) <= 180, abs(box.east) <= 180, abs(box.south) <= 90, abs(box.north) <= 90
    else {
      throw ServiceError(.badInput, "范围 box 应为西、南、东、北四个度数，西小于东、南小于北。", field: "box")
    }
    let frame = GridBox(GridPoint.corners(box.west, box.south, box.east, box.north))
    let source: ZoneSnapshot
    let id: String
    if zoom >= Self.fullGeometryZoom || state.display == nil {
      guard zoom >= 11 || state.display != nil else { throw ServiceError(.badInput, "该图层没有概化图形，请放大到 11 级以上。", field: "zoom") }
      source = state.snapshot
      id = layer
    } else {
      let level = DisplayGeneraliser.zooms.first { Double($0) + 0.5 >= zoom } ?? DisplayGeneraliser.zooms.last!
      source = state.display!
      id = DisplayLayers.id(layer, zoom: level)
    }
    var out = Array(#"{"type":"FeatureCollection","features":["#.utf8)
    var vertices = 0
    var first = true
    for r in source.features(in: frame, layer: id) {
      let geometry = source.geometry(of: r)
      vertices += geometry.vertexCount
      guard vertices <= Self.mapVertexLimit else { throw ServiceError(.tooLarge, "范围内图形太多，请放大地图后再看。", field: "box") }
      if !first { out.append(UInt8(ascii: ",")) }
      first = false
      MapFeatureText.append(
        geometry, code: source.code(of: r), name: source.name(of: r), attributes: source.attributes(of: r),
        digits: MapFeatureText.digits(zoom: zoom), to: &out)
    }
    out += Array("]}".utf8)
    return out
  }

  /// Named waters for drawing.
  public func mapWaters(caller: Caller) throws(ServiceError) -> [UInt8] {
    let state = try state(nil)
    var out = Array(#"{"type":"FeatureCollection","features":["#.utf8)
    var first = true
    for layer in [LayerDescriptor.waterPolygons, LayerDescriptor.waterLines] where state.snapshot.holds(layer) {
      for r in state.snapshot.features(of: layer) {
        if !first { out.append(UInt8(ascii: ",")) }
        first = false
        MapFeatureText.append(
          state.snapshot.geometry(of: r), code: state.snapshot.code(of: r), name: state.snapshot.name(of: r),
          attributes: state.snapshot.attributes(of: r),
          digits: 5, to: &out)
      }
    }
    out += Array("]}".utf8)
    return out
  }

  /// Counties for drawing boundaries and labels, with their cities.
  public func mapBoundaries(zoom: Double, caller: Caller) throws(ServiceError) -> [UInt8] {
    try mapFeatures(layer: LayerDescriptor.countyLayer, zoom: min(zoom, 12), box: (115, 29, 124, 37), asOf: nil, caller: caller)
  }
}

extension GridPoint {
  static func corners(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> [GridPoint] {
    [GridPoint(longitude: west, latitude: south), GridPoint(longitude: east, latitude: north)]
  }
}

/// Names of layers in the display file.
public enum DisplayLayers {
  public static func id(_ layer: String, zoom: Int) -> String { "\(layer)@\(zoom)" }
}

/// GeoJSON features for maps, written straight to bytes.
enum MapFeatureText {
  /// Digits that a pixel at the zoom can show.
  static func digits(zoom: Double) -> Int { zoom < 9 ? 4 : zoom < 12 ? 5 : zoom < 14 ? 6 : 8 }

  static func append(
    _ geometry: FeatureGeometry, code: String, name: String, attributes: [String: String], digits: Int, to out: inout [UInt8]
  ) {
    var members = [JSONMember(key: "code", value: .string(code)), JSONMember(key: "name", value: .string(name))]
    for (key, value) in attributes.sorted(by: { $0.key < $1.key }) where key != "code" && key != "name" {
      members.append(JSONMember(key: key, value: .string(value)))
    }
    out += Array(#"{"type":"Feature","properties":"#.utf8)
    out += Array(JSONValue.object(members).canonicalText.utf8)
    out += Array(#","geometry":"#.utf8)
    switch geometry {
    case .polygons(let polygons):
      out += Array(#"{"type":"MultiPolygon","coordinates":["#.utf8)
      for (i, p) in polygons.enumerated() {
        out += Array((i > 0 ? ",[" : "[").utf8)
        for (j, ring) in p.rings.enumerated() {
          if j > 0 { out.append(UInt8(ascii: ",")) }
          positions(ring + ring.prefix(1), digits, &out)
        }
        out.append(UInt8(ascii: "]"))
      }
    case .lines(let lines):
      out += Array(#"{"type":"MultiLineString","coordinates":["#.utf8)
      for (i, line) in lines.enumerated() {
        if i > 0 { out.append(UInt8(ascii: ",")) }
        positions(line, digits, &out)
      }
    case .points(let points):
      out += Array(#"{"type":"MultiPoint","coordinates":["#.utf8)
      for (i, p) in points.enumerated() {
        if i > 0 { out.append(UInt8(ascii: ",")) }
        position(p, digits, &out)
      }
    }
    out += Array("]}}".utf8)
  }

  private static func positions(_ points: [GridPoint], _ digits: Int, _ out: inout [UInt8]) {
    out.append(UInt8(ascii: "["))
    for (i, p) in points.enumerated() {
      if i > 0 { out.append(UInt8(ascii: ",")) }
      position(p, digits, &out)
    }
    out.append(UInt8(ascii: "]"))
  }

  private static func position(_ p: GridPoint, _ digits: Int, _ out: inout [UInt8]) {
    out.append(UInt8(ascii: "["))
    number(p.x, digits, &out)
    out.append(UInt8(ascii: ","))
    number(p.y, digits, &out)
    out.append(UInt8(ascii: "]"))
  }

  private static func number(_ grid: Int64, _ digits: Int, _ out: inout [UInt8]) {
    var step: Int64 = 1
    for _ in digits..<8 { step *= 10 }
    let rounded = (grid >= 0 ? grid + step / 2 : grid - step / 2) / step
    if rounded < 0 { out.append(UInt8(ascii: "-")) }
    var scale: UInt64 = 1
    for _ in 0..<digits { scale *= 10 }
    out += Array(String(rounded.magnitude / scale).utf8)
    let fraction = rounded.magnitude % scale
    guard fraction > 0 else { return }
    var text = Array(String(scale + fraction).utf8.dropFirst())
    while text.last == UInt8(ascii: "0") { text.removeLast() }
    out.append(UInt8(ascii: "."))
    out += text
  }
}
