import ExactJSON
import FEEL
public import Zoning

/// One clause that came to something else than a scenario expects.
public struct ScenarioDifference: Hashable, Sendable {
  public var scenario: String
  public var clause: String
  public var expected: String
  public var actual: String
  public var because: String

  /// `情景“…”：条款“…”应为未满足，实为已满足（…）`
  public var sentence: String { "情景“\(scenario)”：条款“\(clause)”应为\(expected)，实为\(actual)（\(because)）" }
}

extension Assessor {
  /// Runs scenarios against clauses, each apart from where it lies: what is stated is known, all else unknown.
  ///
  /// Throws `badValue` for a fact, clause or outcome that does not exist; differences are values.
  public func run(_ scenarios: [ClauseScenario], against clauses: [Clause], edition: Edition) throws(ZoningError) -> [ScenarioDifference] {
    let byID = Dictionary(clauses.map { ($0.id, $0) }) { a, _ in a }
    var differences: [ScenarioDifference] = []
    for s in scenarios {
      let hearing = Hearing(try reader(of: s))
      for (id, word) in s.expected {
        guard let clause = byID[id] else { throw .badValue(field: "情景“\(s.name)”", message: "写的条款“\(id)”不在清单里，请核对编号。") }
        guard let expected = Outcome(codeOrWord: word) else {
          throw .badValue(
            field: "情景“\(s.name)”", message: "写的结果“\(word)”不认识，应为 \(Outcome.allCases.map(\.chinese).joined(separator: "、")) 之一。")
        }
        let finding = try finding(clause, edition: edition, hearing)
        if finding.outcome != expected {
          differences.append(
            ScenarioDifference(
              scenario: s.name, clause: id, expected: expected.chinese, actual: finding.outcome.chinese, because: finding.because))
        }
      }
    }
    return differences
  }

  private func reader(of scenario: ClauseScenario) throws(ZoningError) -> FactReader {
    var project: [JSONMember] = []
    var recorded: [JSONMember] = []
    var map: [MapFact: FEELValue] = [:]
    for m in scenario.facts.objectValue ?? [] {
      let what = "情景“\(scenario.name)”的 \(m.key)"
      if let fact = MapFact(id: m.key) {
        guard rulebook.layers[fact.layer] != nil else { throw .badValue(field: what, message: "没有名为“\(fact.layer)”的图层。") }
        if m.value.isNull { continue }
        map[fact] = try StatedCase.value(JSONMember(key: what, value: m.value), of: fact.kind)
      } else if catalogue[m.key]?.supplier == .registry {
        recorded.append(m)
      } else {
        project.append(m)
      }
    }
    let registry = try ProjectFacts(recorded: recorded, catalogue: catalogue).values
    return FactReader(
      project: try ProjectFacts(.object(project), catalogue: catalogue), registry: registry, map: RecordedMapFacts(map),
      rulebook: rulebook, places: nil, catalogue: catalogue)
  }
}
