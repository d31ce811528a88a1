public import ExactJSON
import Geometry
import Screening
import ZoneIndex
public import Zoning

extension ZoningService {
  /// One control unit with its list (单元查询); `geometry` adds its unsimplified boundary in EPSG:4490.
  public func unit(_ text: String, asOf: CivilDate?, geometry: Bool, caller: Caller) throws(ServiceError) -> JSONValue {
    let state = try state(asOf)
    guard let code = ControlUnitCode(text) else {
      throw ServiceError(.badInput, "“\(text)”不是管控单元编码，应为 ZH 或 HY 加 11 位数字，如 ZH32011520012。", field: "code")
    }
    let snapshot = state.snapshot
    guard let r = state.directory.unitReferences[code.text] else {
      throw ServiceError(.notFound, "法律时点 \(state.asOf) 没有编码为 \(code) 的管控单元，请核对编码或换一个日期。", field: "code")
    }
    let owner = [(id: code.text, name: snapshot.name(of: r))]
    let listed = try clauses(of: owner, state)
    let expired = try refusing {
      try
        (state.rulebook.list(ofOwner: code.text).map { list in
          try list.clauses.filter { $0.validity.until.map { $0 <= state.asOf } ?? false }.map {
            ListedClause(
              clause: $0, ownerName: snapshot.name(of: r), edition: list.edition,
              citation: try state.rulebook.documents.cite($0.source, on: state.asOf), usedFacts: state.rulebook.usedFacts(of: $0))
          }
        }) ?? []
    }
    let geometryOfUnit = snapshot.geometry(of: r)
    let box = geometryOfUnit.box
    let survey = SiteSurvey(site: try refusing { try Site(geometryOfUnit) }, snapshot: snapshot, layers: state.rulebook.layers)
    let inside = snapshot.layerIDs.filter { id in
      guard let layer = state.rulebook.layers[id] else { return false }
      return layer.listed && layer.held && layer.kind == .polygon && id != LayerDescriptor.unitLayer && id != LayerDescriptor.countyLayer
    }
    var zones: [JSONValue] = []
    for id in inside {
      for z in survey.met(layer: id) { zones.append(try zone(z, state)) }
    }
    var members: [JSONMember] = [
      JSONMember(key: "legalState", value: state.rulebook.legalState.json), JSONMember(key: "code", value: .string(code.text)),
      JSONMember(key: "name", value: .string(snapshot.name(of: r))), JSONMember(key: "class", value: .string(code.unitClass.rawValue)),
      JSONMember(key: "domain", value: .string(code.domain.rawValue)),
      JSONMember(key: "county", value: state.directory.county(code.county).json),
      JSONMember(key: "city", value: state.directory.city(code.city).json),
      JSONMember(key: "areaSquareMetres", value: Measured.area(snapshot.areaSquareMetres(of: r))),
      JSONMember(
        key: "box",
        value: .array([box.minX, box.minY, box.maxX, box.maxY].map { .number(GridText.degrees($0)) })),
      JSONMember(key: "zones", value: .array(zones)), JSONMember(key: "matrix", value: .array(matrix(listed))),
      JSONMember(key: "clauses", value: .array(listed.map(\.json))), JSONMember(key: "expired", value: .array(expired.map(\.json))),
      JSONMember(key: "decidability", value: try decidability(ofUnit: code, industry: nil, state)),
    ]
    if geometry { members.append(JSONMember(key: "geometry", value: GeoJSON.value(geometryOfUnit))) }
    return .object(members)
  }
}
