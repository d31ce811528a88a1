public import ExactJSON
import FEEL

/// One dated statement on a county or city (区域状态): a fact of 区域.* that holds there from a day until another, and where it was published.
public struct RegionState: Hashable, Sendable {
  /// Six digits; a city's speaks of all its counties.
  public var place: String
  /// `region.airAttained`.
  public var fact: String
  public var value: Bool
  public var validity: Validity
  /// The bulletin, catalogue or decision.
  public var source: String

  public init(place: String, fact: String, value: Bool, validity: Validity, source: String) {
    self.place = place
    self.fact = fact
    self.value = value
    self.validity = validity
    self.source = source
  }

  /// Facts of regions that a register may state; suspensions have a register of their own.
  public static let facts = FactsCatalogue.standard.facts.filter {
    $0.supplier == .registry && $0.id.hasPrefix("region.") && $0.id != "region.approvalSuspended" && $0.type == .boolean
  }

  /// Whether it speaks of a county: its own code, or that of its city.
  func covers(county: String) -> Bool { place == county || (place.hasSuffix("00") && county.hasPrefix(place.prefix(4))) }

  public var json: JSONValue {
    .object(
      [
        JSONMember(key: "place", value: .string(place)), JSONMember(key: "fact", value: .string(fact)),
        JSONMember(key: "value", value: .bool(value)),
      ] + validity.members() + [JSONMember(key: "source", value: .string(source))])
  }

  /// Reads `{place, fact, value, from, until, source}`; `fact` may be the id, the FEEL name or the label.
  public init(_ json: JSONValue) throws(ZoningError) {
    let place = try json.text("place", of: "区域状态")
    let what = "“\(place)”的区域状态"
    try DatedCatalogue.refuseAliens(json, known: ["place", "fact", "value", "from", "until", "source"], of: what)
    let name = try json.text("fact", of: what)
    guard let fact = Self.fact(named: name) else {
      throw .unknownField("\(what)的 \(name)", nearest: Self.nearest(name))
    }
    guard let value = json["value"]?.boolValue else { throw .badValue(field: "\(what)的 value", message: "应为 true 或 false。") }
    self.init(
      place: place, fact: fact.id, value: value, validity: try Validity(reading: json, what: what),
      source: try json.text("source", of: what))
  }

  /// A fact by its id, FEEL name or label.
  public static func fact(named name: String) -> FactDefinition? { facts.first { $0.id == name || $0.feel == name || $0.label == name } }

  /// FEEL names near a wrong one.
  public static func nearest(_ name: String) -> [String] {
    let near = FEELExpression.nearestNames(name, among: facts.map(\.feel), limit: 3)
    return near.isEmpty ? facts.prefix(3).map(\.feel) : near
  }

  /// Why these cannot stand together in one register, in a Chinese sentence; nil where they can.
  public static func fault(in states: [RegionState]) -> String? {
    for s in states {
      if let from = s.validity.from, let until = s.validity.until, from >= until {
        return "“\(s.place)”的\(label(s))起始日期 \(from) 不早于终止日期 \(until)。"
      }
    }
    for (key, group) in Dictionary(grouping: states, by: { [$0.place, $0.fact] }).sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      for (i, a) in group.enumerated() {
        for b in group[(i + 1)...] where a.validity.overlaps(b.validity) { return "“\(key[0])”的\(label(a))有两条的日期重叠，请改正起止日期，或只保留一条。" }
      }
    }
    return nil
  }

  private static func label(_ s: RegionState) -> String { "“\(FactsCatalogue.standard[s.fact]?.feel ?? s.fact)”" }
}
