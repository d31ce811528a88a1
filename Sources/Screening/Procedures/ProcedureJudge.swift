import FEEL
import Zoning

/// Sorts a project by the catalogues of procedures: which rows it belongs to, and which column of each takes it.
///
/// What the facts do not decide stays open and is told as a question; nothing here changes the conclusion.
struct ProcedureJudge {
  let facts: ProcedureFacts
  private let membership: ProcedureMembership

  init(project: ProjectFacts, groupsMet: Set<LayerDescriptor.Group>) {
    facts = ProcedureFacts(project: project, groupsMet: groupsMet)
    membership = ProcedureMembership(facts: facts)
  }

  /// The rows that concern the project, in the catalogue's order.
  func finding(_ catalogue: ProcedureCatalogue) -> ProcedureFinding {
    ProcedureFinding(
      catalogue: catalogue,
      items: catalogue.items.compactMap { item in
        let candidates = membership.candidates(item, in: catalogue)
        return candidates.isEmpty ? nil : finding(item, candidates, levels: catalogue.kind.levels)
      })
  }

  private func finding(_ item: ProcedureItem, _ candidates: [ProcedureMembership.Candidate], levels: [ProcedureLevel])
    -> ProcedureItemFinding
  {
    let match = candidates.map(\.belongs).reduce(ProcedureAnswer.no) { $0.or($1) }.applies
    var states = levels.map { _ in ProcedureAnswer.no }
    for candidate in candidates {
      let row = Row(judge: self, item: item, industry: candidate.industry, levels: levels)
      for (i, state) in row.states.enumerated() where !(item.phrases[levels[i]] ?? []).isEmpty {
        // Whether a kind of works is meant at all comes before what is asked of it.
        let asksFirst = candidate.industry == nil && candidate.belongs.applies == .unknown
        states[i] = states[i].or(asksFirst ? candidate.belongs : candidate.belongs.and(state))
      }
    }
    let cells = zip(levels, states).map { level, state in
      ProcedureCellFinding(
        level: level, text: item.cells[level] ?? "", state: state.applies, ask: state.applies == .unknown ? state.ask : [])
    }
    var level: ProcedureLevel?
    for cell in cells {
      if cell.state == .unknown { break }
      if cell.state == .yes {
        level = cell.level
        break
      }
    }
    return ProcedureItemFinding(
      item: item, match: match, cells: cells, level: match == .yes ? level : nil,
      exempt: cells.allSatisfy { $0.state == .no })
  }

  /// One row read for one industry of the project: what is said of a class speaks of that industry alone.
  private struct Row {
    let judge: ProcedureJudge
    let item: ProcedureItem
    let industry: String?
    var states: [ProcedureAnswer] = []
    private let levels: [ProcedureLevel]

    init(judge: ProcedureJudge, item: ProcedureItem, industry: String?, levels: [ProcedureLevel]) {
      self.judge = judge
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
        states[i] = any(phrases[i], others: rest.reduce(ProcedureAnswer.no) { $0.or($1) }.negated)
      }
    }

    private func any(_ phrases: [ProcedurePhrase], others: ProcedureAnswer) -> ProcedureAnswer {
      phrases.reduce(ProcedureAnswer.no) { $0.or(answer($1, others)) }
    }

    private func answer(_ phrase: ProcedurePhrase, _ others: ProcedureAnswer) -> ProcedureAnswer {
      let facts = judge.facts
      switch phrase {
      case .all: return .yes
      case .others: return others
      case .otherThan(let taken):
        return zip(levels, states).filter { taken.contains($0.0) }.reduce(ProcedureAnswer.no) { $0.or($1.1) }.negated
      case .sensitiveArea: return facts.sensitive(item.sensitiveAreas)
      case .process(let names, let wording, let decides): return facts.process(names, wording: wording, decides: decides)
      case .construction(let words): return facts.construction(words)
      case .industry(let codes): return judge.membership.industry(codes, industry)
      case .production(let range, let wording):
        // A product may belong to another industry of the project, and so to another row.
        let whole = (facts.industries ?? []).count <= 1
        return facts.production(range, wording: wording, wholeProject: whole)
      case .question(let text): return facts.ask(text)
      case .both(let a, let b): return answer(a, others).and(answer(b, others))
      case .either(let a, let b): return answer(a, others).or(answer(b, others))
      case .not(let a): return answer(a, others).negated
      }
    }
  }
}
