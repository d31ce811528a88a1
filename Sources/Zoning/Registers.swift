public import ExactJSON

/// What registers say of places: regional state by county (区域状态) and suspensions of approvals (区域限批).
public struct Registers: Hashable, Sendable {
  /// County code → fact id (`region.airAttained`) → value; what is not here is not held.
  public var regions: [String: [String: Bool]]
  /// Suspensions of approvals, whenever in force, in order of their ids.
  public var suspensions: [ApprovalSuspension]
  /// Where the figures come from, for the page on data.
  public var source: String

  public init(regions: [String: [String: Bool]], suspensions: [ApprovalSuspension] = [], source: String) {
    self.regions = regions
    self.suspensions = suspensions.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    self.source = source
  }

  public var json: JSONValue {
    .object([
      "source": .string(source),
      "regions": JSONValue.object(
        regions.map { county, facts in
          JSONMember(key: county, value: JSONValue.object(facts.map { JSONMember(key: $0.key, value: .bool($0.value)) }))
        }
      ).sortedByKey,
      "suspensions": .array(suspensions.map(\.json)),
    ])
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
      regions: regions,
      suspensions: try (json["suspensions"]?.arrayValue ?? []).map { (s) throws(ZoningError) in try ApprovalSuspension(s) },
      source: json["source"]?.stringValue ?? "")
  }
}
