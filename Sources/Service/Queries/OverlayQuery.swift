public import ExactJSON
import Exchange
import FEEL
import Geodesy
import Geometry
import Screening
import Sealing
import ZoneIndex
public import Zoning

extension ZoningService {
  /// 叠加分析: what a site has in common with layers (area by a method, share, length, geometry where asked for), which features
  /// lie within a distance, and whether it lies along a stretch of a river. Nothing is judged or stored.
  ///
  /// - Parameter body: `footprint` (GeoJSON), `crs`, `width_m`, and what `OverlayRequest` reads.
  public func overlay(body: JSONValue, asOf: CivilDate?, caller: Caller) throws(ServiceError) -> JSONValue {
    let request = try OverlayRequest(body)
    guard let footprint = body["footprint"], !footprint.isNull else {
      throw ServiceError(.badInput, "缺少选址范围 footprint，请提供 GeoJSON 几何。", field: "footprint")
    }
    let width = try Self.width(body)
    let system = try Self.text(body, "crs")
    let reading = try refusing { try SiteReader().read(geoJSON: footprint, declaredSystem: system, widthMetres: width) }
    return try overlay(try refusing { try reading.footprint() }, request, asOf)
  }

  /// The same of a site that came as a file; `body` says the rest.
  public func overlay(body: JSONValue, upload: SiteUpload, asOf: CivilDate?, caller: Caller) async throws(ServiceError) -> JSONValue {
    let request = try OverlayRequest(body)
    let reading = try await refusing {
      try await SiteReader().read(
        Exchange.SiteUpload(bytes: upload.bytes, fileName: upload.name, declaredSystem: upload.crs, widthMetres: upload.widthMetres))
    }
    return try overlay(try refusing { try reading.footprint() }, request, asOf)
  }

  private func overlay(_ footprint: SiteFootprint, _ request: OverlayRequest, _ asOf: CivilDate?) throws(ServiceError) -> JSONValue {
    let state = try state(asOf)
    let site = try refusing { try Site(footprint.geometry, widthMetres: footprint.widthMetres) }
    let layers = try Self.layers(request.layers, state)
    let answer = OverlayAnswer(site: site, state: state, request: request)
    var members: [JSONMember] = [
      JSONMember(key: "legalState", value: .string(state.rulebook.legalState.id.description)),
      JSONMember(key: "asOf", value: .string(state.asOf.description)),
      JSONMember(key: "areaMethod", value: .string(request.method.name)),
      JSONMember(
        key: "assumed",
        value: .array(footprint.assumed.map { .object(["what": .string($0.what), "value": .string($0.value), "why": .string($0.why)]) })),
      JSONMember(key: "bounds", value: OverlayAnswer.bounds(request.method)), JSONMember(key: "site", value: answer.siteValue),
      JSONMember(key: "layers", value: .array(layers.compactMap(answer.met))),
    ]
    if let metres = request.withinMetres {
      members.append(JSONMember(key: "near", value: .array(layers.compactMap { answer.near($0, metres) })))
    }
    if let reach = request.reach {
      let layer = try Self.layers([reach.layer], state)[0]
      guard layer.kind == .line else {
        throw ServiceError(.badInput, "图层“\(layer.id)”不是河流线，不能量河口上溯；请改用线图层。", field: "reach")
      }
      members.append(JSONMember(key: "reach", value: answer.reach(layer, reach)))
    }
    return .object(members)
  }

  /// The descriptors of the layers asked of, in the order asked; all that are held and listed by default.
  private static func layers(_ ids: [String]?, _ state: PlanState) throws(ServiceError) -> [LayerDescriptor] {
    guard let ids else {
      return state.rulebook.layers.values.filter { $0.held && $0.listed && state.snapshot.holds($0.id) }
        .sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    }
    var found: [LayerDescriptor] = []
    for id in ids {
      guard let layer = state.rulebook.layers[id], layer.held, state.snapshot.holds(id) else {
        throw ServiceError(.notFound, "没有名为“\(id)”的图层，或者本系统没有入库；现有：\(state.snapshot.layerIDs.joined(separator: "、"))。", field: "layers")
      }
      found.append(layer)
    }
    return found
  }
}
