public import ExactJSON
import FEEL
public import Zoning

extension Assessor {
  /// The evaluated conditions of every clause in scope, as trees for a reader.
  public func traces(project: ProjectFacts, findings: SiteFindings, map: any MapFactSource) throws(ZoningError) -> JSONValue {
    let reader = FactReader(
      project: project, registry: findings.registry, map: map, rulebook: rulebook, places: findings.places,
      suspendedPlaces: SuspendedPlaces(findings), catalogue: catalogue)
    let explainer = Explainer(reader: reader, compiler: rulebook.compiler, catalogue: catalogue)
    let phrases = ConditionPhrases(catalogue: catalogue, stated: reader.stated)
    let decidingFacts = DecidingFacts(assessor: self, project: project, findings: findings, map: map)
    var members: [JSONMember] = []
    for owner in owners(findings, reader) {
      for clause in rulebook.list(ofOwner: owner.id)?.clauses ?? []
      where clause.tier == owner.tier && clause.validity.contains(rulebook.asOf) {
        func tree(_ text: String?) -> JSONValue { explainer.trace(of: text).map { node($0, phrases) } ?? .null }
        let judged = outcome(of: clause, scope: owner.scope, reader: reader)
        var deciding: [[String]] = []
        if judged.outcome == .undetermined {
          let parts = [judged.applies, judged.kept, judged.except].filter { $0.state == .unknown }
          let missing = Set(parts.flatMap(\.missing)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
          deciding = decidingFacts.sets(for: clause, scope: owner.scope, missing: missing)
        }
        members.append(
          JSONMember(
            key: clause.id,
            value: .object([
              "applies": tree(clause.applies), "kept": tree(clause.kept), "except": tree(clause.except),
              "deciding": .array(deciding.map { .array($0.map { .string($0) }) }),
            ])))
      }
    }
    return .object(members)
  }

  private func node(_ trace: FEELTrace, _ phrases: ConditionPhrases) -> JSONValue {
    let state: String
    switch trace.value {
    case nil: state = "skipped"
    case .boolean(true): state = "true"
    case .boolean(false): state = "false"
    case .unknown: state = "unknown"
    default: state = "value"
    }
    return .object([
      "text": .string(trace.source), "value": .string(trace.value.map { phrases.words($0, of: trace.node) } ?? ""), "state": .string(state),
      "fact": .text(phrases.fact(trace.node)), "children": .array(children(trace).map { node($0, phrases) }),
    ])
  }

  /// Parts a reader wants to see: literals say nothing that their parent's text does not.
  private func children(_ trace: FEELTrace) -> [FEELTrace] {
    trace.children.filter { part in
      if case .literal = part.node.kind { return false }
      return true
    }
  }
}
