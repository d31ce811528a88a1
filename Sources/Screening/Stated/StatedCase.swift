public import ExactJSON
public import FEEL
public import Zoning

/// A case as a lawyer writes it: project facts, and what the map and the registers would say, stated outright (示例).
public struct StatedCase: Sendable {
  public var project: ProjectFacts
  public var map: [MapFact: FEELValue]
  /// 企业.*, 园区.*, 区域.* by fact id.
  public var registry: [String: FEELValue]

  public init(project: ProjectFacts, map: [MapFact: FEELValue], registry: [String: FEELValue]) {
    self.project = project
    self.map = map
    self.registry = registry
  }

  /// Reads `{"project": {…}, "map": {"map.in.太湖流域": true, …}, "registry": {"park.chemical": true, …}}`, each part optional.
  ///
  /// Unknown facts, layers and parts are refused with the nearest known, wrong types with what was expected.
  public init(_ json: JSONValue, catalogue: FactsCatalogue = .standard) throws(ZoningError) {
    let known = ["project", "map", "registry"]
    guard let members = json.objectValue else { throw .badValue(field: "示例", message: "应为一个 JSON 对象。") }
    if let alien = members.first(where: { !known.contains($0.key) }) {
      throw .unknownField(alien.key, nearest: FEELExpression.nearestNames(alien.key, among: known, limit: 3))
    }
    project = try ProjectFacts(json["project"] ?? .object([JSONMember]()), catalogue: catalogue)
    map = [:]
    for member in try Self.members(json, "map") {
      guard let fact = MapFact(id: member.key) else {
        throw .unknownField(member.key, nearest: MapFact.Kind.allCases.map { "map.\($0.rawValue).图层" })
      }
      if let fault = KnownLaw.standard.fault(layer: fact.layer, held: []) { throw .badValue(field: member.key, message: fault) }
      map[fact] = try Self.value(member, of: fact.kind)
    }
    registry = [:]
    for member in try Self.members(json, "registry") {
      guard let fact = catalogue[member.key], fact.supplier == .registry else {
        throw .unknownField(member.key, nearest: catalogue.nearestFields(to: member.key))
      }
      if member.value.isNull { continue }
      registry[fact.id] = try ProjectFacts.supplied(member.value, as: fact)
    }
  }

  private static func members(_ json: JSONValue, _ key: String) throws(ZoningError) -> [JSONMember] {
    guard let part = json[key], !part.isNull else { return [] }
    guard let members = part.objectValue else { throw .badValue(field: key, message: "应为一个对象，如 {…}。") }
    return members
  }

  /// A map fact as it is stated in words; throws what was expected.
  static func value(_ member: JSONMember, of kind: MapFact.Kind) throws(ZoningError) -> FEELValue {
    func refuse(_ what: String) -> ZoningError { .badValue(field: member.key, message: "应为\(what)。") }
    switch kind {
    case .in, .within, .both, .reach:
      guard let b = member.value.boolValue else { throw refuse(" true 或 false") }
      return .boolean(b)
    case .area, .share, .length, .distance:
      guard let d = member.value.numberText.flatMap({ FEELDecimal($0) }), d >= .zero else { throw refuse("不小于 0 的数") }
      return .number(d.quantized(fractionDigits: kind.fractionDigits))
    case .nearest:
      guard let s = member.value.stringValue else { throw refuse("文字") }
      return .string(s)
    case .attribute:
      guard let items = member.value.arrayValue, case let texts = items.compactMap(\.stringValue), texts.count == items.count else {
        throw refuse("文字的列表")
      }
      return .list(texts.map { .string($0) })
    }
  }
}
