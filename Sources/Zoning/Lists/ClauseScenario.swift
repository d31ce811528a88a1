public import ExactJSON

/// An example that travels with a list (情景): facts of a project, and what each named clause must come to.
public struct ClauseScenario: Hashable, Sendable {
  public var name: String
  /// A project file's members, and map and registry facts under their ids (`map.in.太湖流域`, `region.airAttained`).
  public var facts: JSONValue
  /// Clause id → code of the outcome.
  public var expected: [(clause: String, outcome: String)]

  public init(name: String, facts: JSONValue, expected: [(clause: String, outcome: String)]) {
    self.name = name
    self.facts = facts
    self.expected = expected
  }

  public static func == (a: ClauseScenario, b: ClauseScenario) -> Bool { a.json == b.json }
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }

  public var json: JSONValue {
    .object([
      "name": .string(name), "facts": facts,
      "expect": .object(expected.map { JSONMember(key: $0.clause, value: .string($0.outcome)) }),
    ])
  }

  /// One line of a `.scenarios.jsonl` file.
  public init(_ json: JSONValue) throws(ZoningError) {
    let name = try json.text("name", of: "情景")
    guard let facts = json["facts"], facts.objectValue != nil else { throw .badValue(field: "情景“\(name)”的 facts", message: "应为对象。") }
    guard let rows = json["expect"]?.objectValue, !rows.isEmpty else {
      throw .badValue(field: "情景“\(name)”的 expect", message: "应写明至少一条条款的结果，如 {\"ZH…-01\": \"broken\"}。")
    }
    var expected: [(clause: String, outcome: String)] = []
    for row in rows {
      guard let outcome = row.value.stringValue else { throw .badValue(field: "情景“\(name)”的 expect.\(row.key)", message: "应为结果代码。") }
      expected.append((row.key, outcome))
    }
    self.init(name: name, facts: facts, expected: expected)
  }
}
