public import ExactJSON
import FEEL

/// One edition of a register of parks (合规园区名录、化工园区认定名录): which are recognised, and what holds of each, in force for a span of days.
public struct ParkCatalogue: Hashable, Sendable {
  public struct Entry: Hashable, Sendable {
    /// The code of the park's feature in the park layer.
    public var code: String
    public var name: String
    /// Fact id (`park.level`) → value as a project file would state it.
    public var facts: [String: JSONValue]
    let values: [String: FEELValue]

    /// Throws `badValue` or `unknownField` for a fact that is none of a park's, or a value of the wrong type.
    public init(code: String, name: String, facts: [String: JSONValue]) throws(ZoningError) {
      self.code = code
      self.name = name
      self.facts = facts
      var values: [String: FEELValue] = [:]
      for (id, value) in facts {
        guard let fact = ParkCatalogue.facts.first(where: { $0.id == id }) else {
          throw .unknownField(
            "园区“\(name)”的 \(id)", nearest: FEELExpression.nearestNames(id, among: ParkCatalogue.facts.map(\.id), limit: 3))
        }
        values[id] = try ProjectFacts.supplied(value, as: fact)
      }
      self.values = values
    }
  }

  /// The name by which it is known, `合规园区名录`.
  public var id: String
  public var title: String
  public var edition: String
  public var validity: Validity
  public var source: String
  /// Whether every park of the original is here: one that is not listed is then certainly not recognised.
  public var isComplete: Bool
  /// The fact that being listed states, `park.recognised` or `park.chemical`.
  public var states: String
  public private(set) var entries: [Entry]
  private var byCode: [String: Int]

  /// Facts of parks that a register may state; whether a site lies in one is told by the map.
  public static let facts = FactsCatalogue.standard.facts.filter {
    $0.supplier == .registry && $0.id.hasPrefix("park.") && $0.id != "park.within"
  }

  /// Throws `badCatalogue` where a code stands twice or `states` is no yes-or-no fact of a park.
  public init(
    id: String, title: String, edition: String, validity: Validity, source: String, isComplete: Bool, states: String, entries: [Entry]
  ) throws(ZoningError) {
    guard let fact = Self.facts.first(where: { $0.id == states }), fact.type == .boolean else {
      let known = Self.facts.filter { $0.type == .boolean }.map(\.id).joined(separator: "、")
      throw .badCatalogue("名录“\(id)”的 states 写的是“\(states)”，应为列入名录所表明的事实，可写：\(known)。")
    }
    var byCode: [String: Int] = [:]
    for (i, e) in entries.enumerated() {
      guard byCode.updateValue(i, forKey: e.code) == nil else { throw .badCatalogue("名录“\(id)”里园区编码“\(e.code)”出现了两次，请只保留一条。") }
    }
    self.id = id
    self.title = title
    self.edition = edition
    self.validity = validity
    self.source = source
    self.isComplete = isComplete
    self.states = states
    self.entries = entries
    self.byCode = byCode
  }

  public subscript(code: String) -> Entry? { byCode[code].map { entries[$0] } }

  /// What it says of a park: nil where it says nothing, a value, or unknown where only an excerpt is here.
  func statements(of code: String) -> [String: FEELValue?] {
    let unlisted: FEELValue? = isComplete ? .boolean(false) : nil
    guard let entry = self[code] else { return [states: unlisted] }
    return [states: .boolean(true)].merging(entry.values.mapValues { .some($0) }) { _, own in own }
  }
}

extension ParkCatalogue {
  /// Reads the kept form, `{kind: parks, id, title, edition, from, until, source, complete, states, entries: [{code, name, facts: {park.level: …}}]}`.
  public init(_ json: JSONValue) throws(ZoningError) {
    let id = try json.text("id", of: "名录")
    let what = "名录“\(id)”"
    try DatedCatalogue.refuseAliens(
      json, known: ["kind", "id", "title", "edition", "from", "until", "source", "complete", "states", "entries"], of: what)
    guard let complete = json["complete"]?.boolValue else {
      throw .badValue(field: "\(what)的 complete", message: "应为 true（收全）或 false（节录）。")
    }
    guard let rows = json["entries"]?.arrayValue else { throw .badValue(field: "\(what)的 entries", message: "应为园区的列表。") }
    var entries: [Entry] = []
    for (i, row) in rows.enumerated() {
      let own = "\(what)第 \(i + 1) 条"
      try DatedCatalogue.refuseAliens(row, known: ["code", "name", "facts"], of: own)
      var facts: [String: JSONValue] = [:]
      for m in row["facts"]?.objectValue ?? [] where !m.value.isNull { facts[m.key] = m.value }
      entries.append(try Entry(code: try row.text("code", of: own), name: try row.text("name", of: own), facts: facts))
    }
    try self.init(
      id: id, title: json["title"]?.stringValue ?? id, edition: try json.text("edition", of: what),
      validity: try Validity(reading: json, what: what), source: try json.text("source", of: what), isComplete: complete,
      states: json["states"]?.stringValue ?? "park.recognised", entries: entries)
  }

  public var json: JSONValue {
    .object(
      [
        JSONMember(key: "kind", value: .string(HeldCatalogue.Kind.parks.rawValue)), JSONMember(key: "id", value: .string(id)),
        JSONMember(key: "title", value: .string(title)), JSONMember(key: "edition", value: .string(edition)),
      ] + validity.members() + [
        JSONMember(key: "source", value: .string(source)), JSONMember(key: "complete", value: .bool(isComplete)),
        JSONMember(key: "states", value: .string(states)), JSONMember(key: "entries", value: .array(entries.map(\.json))),
      ])
  }
}

extension ParkCatalogue.Entry {
  public var json: JSONValue {
    .object([
      "code": .string(code), "name": .string(name),
      "facts": JSONValue.object(facts.map { JSONMember(key: $0.key, value: $0.value) }).sortedByKey,
    ])
  }
}
