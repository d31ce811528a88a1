import ExactJSON
import Geodesy
import Screening
import ZoneIndex
import Zoning

/// What a question about a site's ground asks beside the site.
struct OverlayRequest {
  /// Ids of the layers asked of; nil for all that are held and listed.
  var layers: [String]?
  /// Codes of the features that count; nil for all.
  var codes: Set<String>?
  var method: AreaMethod
  /// Metres round the site in which features are told; nil for none.
  var withinMetres: Double?
  var wantsGeometry: Bool
  var reach: Reach?

  /// A stretch of the rivers of a layer, told from their mouths.
  struct Reach {
    var layer: String
    var fromMetres: Double
    var toMetres: Double
    var besideMetres: Double
  }

  static let mostWithinMetres = 50_000.0
  private static let names: Set<String> = [
    "footprint", "crs", "width_m", "layers", "codes", "areaMethod", "within_m", "geometry", "reach", "name",
  ]

  /// Reads the members of a question; throws one sentence that names the member and the remedy.
  init(_ body: JSONValue) throws(ServiceError) {
    guard let members = body.objectValue else { throw ServiceError(.badInput, "提交的内容应为 JSON 对象，含 footprint。", field: "footprint") }
    if let stray = members.first(where: { !Self.names.contains($0.key) }) {
      throw ServiceError(
        .badInput, "没有名为“\(stray.key)”的项，可用：\(Self.names.sorted().joined(separator: "、"))。", field: stray.key)
    }
    layers = try Self.texts(body, "layers")
    codes = try Self.texts(body, "codes").map { Set($0) }
    let methodName = body["areaMethod"]?.stringValue ?? AreaMethod.ellipsoid.name
    guard body["areaMethod"].map({ $0.isNull || $0.stringValue != nil }) ?? true, let method = AreaMethod(name: methodName) else {
      throw ServiceError(.badInput, "面积算法应为 ellipsoid、landSurvey 或 gaussKruger:中央经线（如 gaussKruger:120）。", field: "areaMethod")
    }
    self.method = method
    withinMetres = try Self.metres(body, "within_m", most: Self.mostWithinMetres)
    switch body["geometry"] {
    case nil, .null?: wantsGeometry = false
    case .bool(let wanted)?: wantsGeometry = wanted
    default: throw ServiceError(.badInput, "“geometry”应为 true 或 false。", field: "geometry")
    }
    if let asked = body["reach"], !asked.isNull {
      guard let layer = asked["layer"]?.stringValue, let from = try Self.metres(asked, "from_m", most: 1e7),
        let to = try Self.metres(asked, "to_m", most: 1e7), let beside = try Self.metres(asked, "beside_m", most: Self.mostWithinMetres),
        from < to
      else {
        throw ServiceError(
          .badInput, "“reach”要写 layer（河流图层）、from_m、to_m（自河口上溯的米数，前小后大）和 beside_m（两岸各多少米）。", field: "reach")
      }
      reach = Reach(layer: layer, fromMetres: from, toMetres: to, besideMetres: beside)
    }
  }

  private static func texts(_ body: JSONValue, _ key: String) throws(ServiceError) -> [String]? {
    guard let value = body[key], !value.isNull else { return nil }
    guard let items = value.arrayValue, !items.isEmpty else { throw ServiceError(.badInput, "“\(key)”应为文字的数组，至少一项。", field: key) }
    let texts = items.compactMap(\.stringValue)
    guard texts.count == items.count else { throw ServiceError(.badInput, "“\(key)”应为文字的数组。", field: key) }
    return texts
  }

  private static func metres(_ body: JSONValue, _ key: String, most: Double) throws(ServiceError) -> Double? {
    guard let value = body[key], !value.isNull else { return nil }
    guard let metres = value.doubleValue, metres.isFinite, metres >= 0, metres <= most else {
      throw ServiceError(.badInput, "“\(key)”应为 0 到 \(Int(most)) 之间的米数。", field: key)
    }
    return metres
  }
}
