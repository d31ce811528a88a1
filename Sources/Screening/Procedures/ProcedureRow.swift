import Zoning

/// One row read for one industry of the project: what is said of a class speaks of that industry alone.
struct ProcedureRow {
  private let facts: ProcedureFacts
  private let membership: ProcedureMembership
  /// What rows of common processes say; nil within those rows themselves.
  private let common: CommonProcesses?
  private let item: ProcedureItem
  private let industry: String?
  private let levels: [ProcedureLevel]
  /// By column, in the order of the levels.
  private(set) var states: [ProcedureAnswer]

  init(
    facts: ProcedureFacts, membership: ProcedureMembership, common: CommonProcesses?, item: ProcedureItem, industry: String?,
    levels: [ProcedureLevel]
  ) {
    self.facts = facts
    self.membership = membership
    self.common = common
    self.item = item
    self.industry = industry
    self.levels = levels
    let phrases = levels.map { item.phrases[$0] ?? [] }
    states = levels.map { _ in .no }
    // 其他 takes what no other column takes, so it is read last; the others in the order of the columns.
    let late = phrases.map { $0.contains(where: \.speaksOfOthers) }
    for i in levels.indices where !late[i] { states[i] = any(phrases[i], others: .no) }
    for i in levels.indices where late[i] {
      let rest = states.enumerated().filter { $0.offset != i }.map(\.element)
      states[i] = any(phrases[i], others: ProcedureAnswer.any(rest).negated)
    }
  }

  private func any(_ phrases: [ProcedurePhrase], others: ProcedureAnswer) -> ProcedureAnswer {
    ProcedureAnswer.any(phrases.map { answer($0, others) })
  }

  private func answer(_ phrase: ProcedurePhrase, _ others: ProcedureAnswer) -> ProcedureAnswer {
    switch phrase {
    case .others: return others
    case .otherThan(let taken):
      return ProcedureAnswer.any(zip(levels, states).filter { taken.contains($0.0) }.map(\.1)).negated
    case .sensitiveArea: return facts.sensitive(item.sensitiveAreas)
    case .industry(let codes): return membership.industry(codes, industry)
    case .production(let range, let wording):
      // A product may belong to another industry of the project, and so to another row.
      return facts.production(range, wording: wording, wholeProject: facts.industries?.count == 1)
    case .commonProcess(let level, let wording): return common?.answer(level, wording) ?? facts.ask(wording)
    case .both(let a, let b): return answer(a, others).and(answer(b, others))
    case .either(let a, let b): return answer(a, others).or(answer(b, others))
    case .not(let a): return answer(a, others).negated
    case .all, .process, .construction, .boilers, .kilns, .stated, .starred, .question:
      return facts.told(phrase, in: membership.catalogue) ?? .yes
    }
  }
}
