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

/// What running scenarios came to: empty where every one is as it says.
public struct ScenarioReport: Hashable, Sendable {
  public var differences: [ScenarioDifference] = []
  /// Facts, clauses and outcomes that do not exist, one Chinese sentence each; what hangs on them was not run.
  public var slips: [String] = []

  public var isEmpty: Bool { differences.isEmpty && slips.isEmpty }
}

extension Assessor {
  /// Runs scenarios against clauses, each apart from where it lies: what is stated is known, all else unknown.
  ///
  /// A layer that the law names may be stated whether or not it is held; unstated it is unknown, as in a screening.
  public func run(_ scenarios: [ClauseScenario], against clauses: [Clause], edition: Edition) throws(ZoningError) -> ScenarioReport {
    let byID = Dictionary(clauses.map { ($0.id, $0) }) { a, _ in a }
    var report = ScenarioReport()
    for s in scenarios {
      let reader = reader(of: s, &report.slips)
      let hearing = reader.map { Hearing($0) }
      for (id, word) in s.expected {
        let clause = byID[id]
        if clause == nil { report.slips.append("情景“\(s.name)”写的条款“\(id)”不在清单里，请核对编号。") }
        let expected = Outcome(codeOrWord: word)
        if expected == nil {
          report.slips.append("情景“\(s.name)”写的结果“\(word)”不认识，应为 \(Outcome.allCases.map(\.chinese).joined(separator: "、")) 之一。")
        }
        guard let clause, let expected, let hearing else { continue }
        let finding = try finding(clause, edition: edition, hearing)
        if finding.outcome != expected {
          report.differences.append(
            ScenarioDifference(
              scenario: s.name, clause: id, expected: expected.chinese, actual: finding.outcome.chinese, because: finding.because))
        }
      }
    }
    return report
  }

  /// Nil where a fact is no fact, with every such fact among the slips.
  private func reader(of scenario: ClauseScenario, _ slips: inout [String]) -> FactReader? {
    var project: [JSONMember] = []
    var recorded: [JSONMember] = []
    var map: [MapFact: FEELValue] = [:]
    let before = slips.count
    for m in scenario.facts.objectValue ?? [] {
      do throws(ZoningError) {
        if let fact = MapFact(id: m.key) {
          if let fault = KnownLaw.standard.fault(layer: fact.layer, held: Set(rulebook.layers.keys)) {
            throw .badValue(field: m.key, message: fault)
          }
          if !m.value.isNull { map[fact] = try StatedCase.value(m, of: fact.kind) }
        } else if catalogue[m.key]?.supplier == .registry {
          _ = try ProjectFacts(recorded: [m], catalogue: catalogue)
          recorded.append(m)
        } else {
          _ = try ProjectFacts(.object([m]), catalogue: catalogue)
          project.append(m)
        }
      } catch { slips.append("情景“\(scenario.name)”：\(error.message)") }
    }
    guard slips.count == before else { return nil }
    do throws(ZoningError) {
      return FactReader(
        project: try ProjectFacts(.object(project), catalogue: catalogue),
        registry: try ProjectFacts(recorded: recorded, catalogue: catalogue).values, map: RecordedMapFacts(map), rulebook: rulebook,
        places: nil, catalogue: catalogue, measured: map)
    } catch {
      slips.append("情景“\(scenario.name)”：\(error.message)")
      return nil
    }
  }
}
