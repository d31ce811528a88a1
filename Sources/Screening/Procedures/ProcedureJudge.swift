import FEEL
import Zoning

/// Sorts a project by a catalogue of procedures: which rows it belongs to, and which column of each takes it.
///
/// What the facts do not decide stays open and is told as a question; nothing here changes the conclusion.
struct ProcedureJudge {
  let facts: ProcedureFacts
  let catalogue: ProcedureCatalogue
  private let membership: ProcedureMembership

  init(facts: ProcedureFacts, catalogue: ProcedureCatalogue) {
    self.facts = facts
    self.catalogue = catalogue
    membership = ProcedureMembership(facts: facts, catalogue: catalogue)
  }

  /// The rows that concern the project, in the catalogue's order, and whether there are any.
  func finding() -> ProcedureFinding {
    let common = CommonProcesses(facts: facts, catalogue: catalogue) { row in cells(row, membership.candidates(row), common: nil) }
    var items: [ProcedureItemFinding] = []
    var listing = Listing(catalogue: catalogue)
    for item in catalogue.items {
      let candidates = membership.candidates(item)
      if let foundBy = candidates.foundBy, !candidates.all.isEmpty { items.append(finding(item, candidates, foundBy, common)) }
      listing.add(item, candidates, facts)
    }
    let asked = Set(items.flatMap(\.cells).flatMap(\.ask) + listing.ask)
    return ProcedureFinding(
      catalogue: catalogue, items: items, listed: listing.applies(facts), missing: listing.missing, ask: listing.ask,
      notes: catalogue.notes.filter { note in asked.contains(where: note.explains) })
  }

  private func finding(
    _ item: ProcedureItem, _ candidates: ProcedureMembership.Candidates, _ foundBy: ProcedureItemFinding.FoundBy,
    _ common: CommonProcesses
  ) -> ProcedureItemFinding {
    let match = candidates.belongs.applies
    let cells = zip(catalogue.kind.levels, cells(item, candidates, common: common)).map { level, state in
      ProcedureCellFinding(
        level: level, text: item.cells[level] ?? "", state: state.applies, ask: state.applies == .unknown ? state.ask : [],
        because: state.because)
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
      item: item, match: match, foundBy: foundBy, cells: cells, level: match == .yes ? level : nil,
      exempt: cells.allSatisfy { $0.state == .no })
  }

  /// How the project stands to each column of a row, whichever of its industries takes it there.
  private func cells(_ item: ProcedureItem, _ candidates: ProcedureMembership.Candidates, common: CommonProcesses?) -> [ProcedureAnswer] {
    let levels = catalogue.kind.levels
    var states = levels.map { _ in ProcedureAnswer.no }
    for candidate in candidates.all {
      let row = ProcedureRow(facts: facts, membership: membership, common: common, item: item, industry: candidate.industry, levels: levels)
      for (i, state) in row.states.enumerated() where !(item.phrases[levels[i]] ?? []).isEmpty {
        // Whether a kind of works is meant at all comes before what is asked of it.
        let asksFirst = candidate.industry == nil && candidate.belongs.applies == .unknown && state.applies != .no
        states[i] = states[i].or(asksFirst ? candidate.belongs : candidate.belongs.and(state))
      }
    }
    return states
  }

  /// Whether any row is the project's, and what keeps that open.
  private struct Listing {
    let catalogue: ProcedureCatalogue
    private var answer = ProcedureAnswer.no
    private var works = ProcedureAnswer.no
    var missing: [String] = []
    var ask: [String] = []

    init(catalogue: ProcedureCatalogue) { self.catalogue = catalogue }

    mutating func add(_ item: ProcedureItem, _ candidates: ProcedureMembership.Candidates, _ facts: ProcedureFacts) {
      let belongs = candidates.belongs
      answer = answer.or(belongs)
      if case .works = item.scope {
        works = works.or(belongs)
        guard belongs.applies == .unknown, candidates.foundBy == nil, let all = catalogue.worksQuestion else { return }
        if !ask.contains(all) { ask.append(all) }
      } else if belongs.applies == .unknown, candidates.foundBy == nil, facts.industries == nil, missing.isEmpty {
        missing.append("industries")
      }
    }

    /// Works that are answered to be there, while every row of them is answered not to be the one, leave it open.
    mutating func applies(_ facts: ProcedureFacts) -> Applies {
      guard let all = catalogue.worksQuestion, facts.ask(all).applies == .yes, works.applies == .no, answer.applies == .no else {
        return answer.applies
      }
      ask.append(all)
      return .unknown
    }
  }
}

extension Assessor {
  /// The catalogues of procedures in force that day, with the rows that concern the project.
  func procedureFindings(_ project: ProjectFacts, _ findings: SiteFindings) -> [ProcedureFinding] {
    let groups = Set(findings.zones.compactMap { rulebook.layers[$0.layer]?.group })
    let facts = ProcedureFacts(project: project, registry: findings.registry, groupsMet: groups)
    return rulebook.procedures.inForce(on: rulebook.asOf).map { ProcedureJudge(facts: facts, catalogue: $0).finding() }
  }
}
