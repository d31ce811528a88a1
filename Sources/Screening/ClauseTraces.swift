public import ExactJSON
import FEEL
public import Zoning

extension Assessor {
  /// The evaluated conditions of every clause in scope, as trees for a reader.
  public func traces(project: ProjectFacts, findings: SiteFindings, map: any MapFactSource) throws(ZoningError) -> JSONValue {
    let verdict = try verdict(project: project, findings: findings, map: map)
    let writer = FindingWriter(verdict)
    let phrases = ConditionPhrases(catalogue: catalogue, stated: writer.reader.stated)
    let decidingFacts = DecidingFacts(assessor: self, project: project, findings: findings, map: map)
    func tree(_ condition: CompiledCondition?) -> JSONValue {
      guard case .success(let expression)? = condition?.expression else { return .null }
      return expression.explanation(in: writer.reader).map { node($0, phrases, ConditionWording($0, phrases)) } ?? .null
    }
    var members: [JSONMember] = []
    for judged in verdict.clauses {
      let clause = judged.clause
      let c = judged.conditions
      var deciding: [[String]] = []
      if judged.outcome == .undetermined {
        let missing = verdict.heard.missing(judged).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        deciding = decidingFacts.sets(for: clause, scope: verdict.heard[judged.parts.scope]?.state ?? .yes, missing: missing)
      }
      members.append(
        JSONMember(
          key: clause.id,
          value: .object([
            "applies": tree(c.applies), "kept": tree(c.kept), "except": tree(c.except),
            "deciding": .array(deciding.map { .array($0.map { .string($0) }) }),
          ])))
    }
    return .object(members)
  }

  private func node(_ trace: FEELTrace, _ phrases: ConditionPhrases, _ wording: ConditionWording) -> JSONValue {
    let state: String
    switch trace.value {
    case nil: state = "skipped"
    case .boolean(true): state = "true"
    case .boolean(false): state = "false"
    case .unknown: state = "unknown"
    default: state = "value"
    }
    return .object([
      "text": .string(trace.source), "words": .string(wording.sentence(trace.node)), "joint": .text(joint(trace.node)),
      "value": .string(trace.value.map { phrases.words($0, of: trace.node) } ?? ""), "state": .string(state),
      "fact": .text(phrases.fact(trace.node)), "children": .array(children(trace).map { node($0, phrases, wording) }),
    ])
  }

  /// How the parts of a node hold together, nil for a node that is judged as one.
  private func joint(_ node: FEELNode) -> String? {
    switch node.kind {
    case .and: "and"
    case .or: "or"
    case .not: "not"
    default: nil
    }
  }

  /// Parts a reader wants to see: literals say nothing that their parent's text does not.
  private func children(_ trace: FEELTrace) -> [FEELTrace] {
    trace.children.filter { part in
      if case .literal = part.node.kind { return false }
      return true
    }
  }
}
