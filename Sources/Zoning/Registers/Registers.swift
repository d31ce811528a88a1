public import ExactJSON

/// What registers say of places: regional state by county (区域状态), dated or not, and suspensions of approvals (区域限批).
public struct Registers: Hashable, Sendable {
  /// County code → fact id (`region.airAttained`) → value; what is not here is not held.
  public var regions: [String: [String: Bool]]
  /// Dated statements on counties and cities, in order of place, fact and first day.
  public var states: [RegionState]
  /// Suspensions of approvals, whenever in force, in order of their ids.
  public var suspensions: [ApprovalSuspension]
  /// Where the figures come from, for the page on data.
  public var source: String

  public init(
    regions: [String: [String: Bool]], states: [RegionState] = [], suspensions: [ApprovalSuspension] = [], source: String
  ) {
    self.regions = regions
    self.states = states.sorted {
      ($0.place, $0.fact, $0.validity.from ?? .distantPast) < ($1.place, $1.fact, $1.validity.from ?? .distantPast)
    }
    self.suspensions = suspensions.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    self.source = source
  }

  public var json: JSONValue {
    // A register without dated statements is written as it was before there were any.
    let dated = states.isEmpty ? [] : [JSONMember(key: "states", value: .array(states.map(\.json)))]
    return .object(
      [
        JSONMember(key: "source", value: .string(source)),
        JSONMember(
          key: "regions",
          value: JSONValue.object(
            regions.map { county, facts in
              JSONMember(key: county, value: JSONValue.object(facts.map { JSONMember(key: $0.key, value: .bool($0.value)) }))
            }
          ).sortedByKey),
        JSONMember(key: "suspensions", value: .array(suspensions.map(\.json))),
      ] + dated)
  }

  public init(_ json: JSONValue) throws(ZoningError) {
    guard let rows = json["regions"]?.objectValue else { throw .badCatalogue("台账缺少 regions。") }
    var regions: [String: [String: Bool]] = [:]
    for row in rows {
      var facts: [String: Bool] = [:]
      for f in row.value.objectValue ?? [] {
        guard let b = f.value.boolValue else { throw .badCatalogue("台账中“\(row.key)”的“\(f.key)”应为 true 或 false。") }
        facts[f.key] = b
      }
      regions[row.key] = facts
    }
    self.init(
      regions: regions, states: try (json["states"]?.arrayValue ?? []).map { (s) throws(ZoningError) in try RegionState(s) },
      suspensions: try (json["suspensions"]?.arrayValue ?? []).map { (s) throws(ZoningError) in try ApprovalSuspension(s) },
      source: json["source"]?.stringValue ?? "")
  }
}
