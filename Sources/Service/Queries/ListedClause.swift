import ExactJSON
import Screening
import Zoning

/// A clause as it stands at a place, without a project to judge.
struct ListedClause {
  var clause: Clause
  var ownerName: String
  var edition: Edition
  var citation: Citation
  /// Ids of the facts that its conditions read.
  var usedFacts: [String]

  var json: JSONValue {
    let base: JSONValue = .object([
      "id": .string(clause.id), "tier": .string(clause.tier.rawValue), "owner": .string(clause.owner), "ownerName": .string(ownerName),
      "edition": .string(edition.id), "dimension": .string(clause.dimension.rawValue), "effect": .string(clause.effect.rawValue),
      "binding": .string(clause.binding.rawValue), "judgement": .string(clause.effectiveJudgement.rawValue), "text": .string(clause.text),
      "from": .text(clause.validity.from?.description), "until": .text(clause.validity.until?.description), "source": citation.json,
      "applies": .text(clause.applies), "kept": .text(clause.kept), "except": .text(clause.except), "notes": .text(clause.notes),
      "usedFacts": .array(usedFacts.map { .string($0) }),
    ])
    return .object((base.objectValue ?? []) + clause.formMembers)
  }
}

extension ZoningService {
  /// The clauses of owners that hold on the day of the state, in order of owners and lists.
  func clauses(of owners: [(id: String, name: String)], _ state: PlanState) throws(ServiceError) -> [ListedClause] {
    try refusing {
      try owners.flatMap { owner in
        try
          (state.rulebook.list(ofOwner: owner.id).map { list in
            try list.clauses.filter { $0.validity.contains(state.asOf) }.map { clause in
              ListedClause(
                clause: clause, ownerName: owner.name, edition: list.edition,
                citation: try state.rulebook.documents.cite(clause.source, on: state.asOf), usedFacts: state.rulebook.usedFacts(of: clause))
            }
          }) ?? []
      }
    }
  }

  /// Tiers × dimensions with the count of clauses that bind projects, owner by owner.
  func matrix(_ clauses: [ListedClause]) -> [JSONValue] {
    clauses.map(\.clause.owner).uniqued().map { owner in
      let own = clauses.filter { $0.clause.owner == owner }
      return .object([
        "tier": .string(own[0].clause.tier.rawValue), "owner": .string(owner), "ownerName": .string(own[0].ownerName),
        "counts": .object(
          Dimension.allCases.map { d in
            JSONMember(key: d.rawValue, value: .int(own.filter { $0.clause.dimension == d && $0.clause.binding == .project }.count))
          }),
      ])
    }
  }
}

extension Sequence where Element: Hashable {
  /// The elements, each once, in order of first appearance.
  func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
