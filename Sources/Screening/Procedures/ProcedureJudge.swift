import FEEL
import Zoning

/// Sorts a project by the catalogues of procedures: which rows it belongs to, and which column of each takes it.
///
/// What the facts do not decide stays open and is told as a question; nothing here changes the conclusion.
struct ProcedureJudge {
  let facts: [String: FEELValue]
  /// Groups of the layers that the site meets beyond tolerance.
  let groupsMet: Set<LayerDescriptor.Group>
  /// What the applicant answered to questions asked before, by their wording.
  let answered: [String: Bool]

  init(project: ProjectFacts, groupsMet: Set<LayerDescriptor.Group>) {
    facts = project.values
    self.groupsMet = groupsMet
    var answered: [String: Bool] = [:]
    if case .list(let records)? = project.values[Self.situationsFact] {
      for case .context(let record) in records {
        if case .string(let wording)? = record["情形"], case .boolean(let holds)? = record["成立"] { answered[wording] = holds }
      }
    }
    self.answered = answered
  }

  /// The fact that holds the answers to a catalogue's questions.
  static let situationsFact = "situations"

  /// A question for the applicant, or the answer it was given.
  private func ask(_ wording: String) -> Answer { answered[wording].map { Answer($0) } ?? Answer(applies: .unknown, ask: [wording]) }

  /// The rows that concern the project, in the catalogue's order.
  func finding(_ catalogue: ProcedureCatalogue) -> ProcedureFinding {
    ProcedureFinding(
      catalogue: catalogue,
      items: catalogue.items.compactMap { item in
        let match = self.match(item)
        return match == .no ? nil : finding(item, match: match, levels: catalogue.kind.levels)
      })
  }

  // MARK: Rows

  private func match(_ item: ProcedureItem) -> Applies {
    let have = texts("industries") ?? []
    let named = item.industries
    if have.contains(where: { code in named.contains { IndustryClassification.belongs(code, to: $0) } }) { return .yes }
    if have.contains(where: { code in named.contains { IndustryClassification.belongs($0, to: code) } }) { return .unknown }
    let inSection = have.contains { code in
      item.sectionIndustries.contains { IndustryClassification.belongs(code, to: $0) || IndustryClassification.belongs($0, to: code) }
    }
    if inSection { return .unknown }
    let contents = (texts("contents") ?? []).filter { $0.count >= 2 }
    let category = item.category
    return contents.contains { category.contains($0) } ? .unknown : .no
  }

  private func finding(_ item: ProcedureItem, match: Applies, levels: [ProcedureLevel]) -> ProcedureItemFinding {
    let phrases = levels.map { item.phrases[$0] ?? [] }
    var states = phrases.map { any($0, item) }
    // 其他 takes what no other column takes.
    for (i, alternatives) in phrases.enumerated() where alternatives.contains(where: \.speaksOfOthers) {
      let rest = states.enumerated().filter { $0.offset != i }.map(\.element)
      let others = rest.reduce(Answer.no) { $0.or($1) }.negated
      states[i] = any(phrases[i], item, others: others)
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
      exempt: match == .yes && cells.allSatisfy { $0.state == .no })
  }

  // MARK: Phrases

  /// A three-valued answer with the wordings that keep it open.
  struct Answer {
    var applies: Applies
    var ask: [String] = []

    static let yes = Answer(applies: .yes)
    static let no = Answer(applies: .no)
    init(applies: Applies, ask: [String] = []) {
      self.applies = applies
      self.ask = ask
    }
    init(_ known: Bool) { self.init(applies: known ? .yes : .no) }

    func or(_ other: Answer) -> Answer {
      if applies == .yes || other.applies == .yes { return .yes }
      return joined(other)
    }

    func and(_ other: Answer) -> Answer {
      if applies == .no || other.applies == .no { return .no }
      return joined(other)
    }

    /// Neither decides alone: open if either is, with the questions of both, each once.
    private func joined(_ other: Answer) -> Answer {
      if applies == .unknown || other.applies == .unknown {
        return Answer(applies: .unknown, ask: ask + other.ask.filter { !ask.contains($0) })
      }
      return self
    }

    var negated: Answer {
      switch applies {
      case .yes: .no
      case .no: .yes
      case .unknown: self
      }
    }
  }

  private func any(_ phrases: [ProcedurePhrase], _ item: ProcedureItem, others: Answer = .no) -> Answer {
    phrases.reduce(Answer.no) { $0.or(answer($1, item, others)) }
  }

  private func answer(_ phrase: ProcedurePhrase, _ item: ProcedureItem, _ others: Answer) -> Answer {
    switch phrase {
    case .all: .yes
    case .others: others
    case .sensitiveArea: sensitive(item)
    case .process(let names): process(names)
    case .construction(let words): construction(words)
    case .industry(let codes): industry(codes)
    case .tonnesPerYear(let low, let high): tonnes(low, high, item)
    case .question(let text): ask(text)
    case .both(let a, let b): answer(a, item, others).and(answer(b, item, others))
    case .without(let base, let excluded):
      excluded.reduce(answer(base, item, others)) { $0.and(ask($1).negated) }
    }
  }

  private func sensitive(_ item: ProcedureItem) -> Answer {
    let meaning = item.sensitiveAreas ?? "第三条（一）生态保护红线"
    if groupsMet.contains(.source), meaning.contains("第三条（一）") { return .yes }
    if groupsMet.contains(.redline), meaning.contains("生态保护红线") || meaning.contains("第三条（二）中的全部") { return .yes }
    return ask("涉及环境敏感区" + (item.sensitiveAreas.map { "（\($0)）" } ?? ""))
  }

  private func process(_ names: [String]) -> Answer {
    let question = ask("有\(names.joined(separator: "、"))工艺")
    guard let have = texts("processes") else { return question }
    // `不含电镀` names the process too; what a text denies is asked.
    let stated = have.filter { h in !h.contains(where: { "无不非未".contains($0) }) }
    if stated.contains(where: { h in names.contains { h.contains($0) } }) { return .yes }
    // The list of processes is the applicant's whole answer, in the applicant's words: only an empty one rules a process out for sure.
    return have.isEmpty ? .no : question
  }

  private func construction(_ words: [String]) -> Answer {
    guard case .string(let word)? = facts["construction"] else { return ask("为\(words.joined(separator: "、"))") }
    return Answer(words.contains(word))
  }

  private func industry(_ codes: [String]) -> Answer {
    guard let have = texts("industries") else { return ask("国民经济行业为\(codes.joined(separator: "、"))") }
    if have.contains(where: { h in codes.contains { IndustryClassification.belongs(h, to: $0) } }) { return .yes }
    let open = have.contains { h in codes.contains { IndustryClassification.belongs($0, to: h) } }
    return open ? ask("国民经济行业为\(codes.joined(separator: "、"))") : .no
  }

  /// Decided by the products' capacities where all are stated in tonnes a year: below by their sum, at least by any one of them.
  private func tonnes(_ low: ProcedurePhrase.Tonnes?, _ high: ProcedurePhrase.Tonnes?, _ item: ProcedureItem) -> Answer {
    let question = ask(
      "年加工或生产能力" + (low.map { "在 \($0.text)吨及以上" } ?? "") + (low != nil && high != nil ? "、" : "") + (high.map { "在 \($0.text)吨以下" } ?? ""))
    guard case .list(let products)? = facts["products"], !products.isEmpty else { return question }
    var capacities: [FEELDecimal] = []
    for p in products {
      guard case .context(let c) = p, case .number(let n)? = c["产能"], case .string(let unit)? = c["单位"],
        ["t/a", "吨/年", "t"].contains(unit)
      else { return question }
      capacities.append(n)
    }
    let total = capacities.reduce(FEELDecimal(0), +)
    // A product may belong to another industry of the project, and so to another row.
    let allHere = (texts("industries") ?? []).allSatisfy { code in
      item.industries.contains { IndustryClassification.belongs(code, to: $0) }
    }
    let largest = allHere ? capacities.max() ?? FEELDecimal(0) : FEELDecimal(0)
    /// Whether the amount is at least a limit, whichever way the products are counted together.
    func atLeast(_ t: ProcedurePhrase.Tonnes) -> Answer {
      guard let limit = t.decimal else { return question }
      if largest >= limit { return .yes }
      return total < limit ? .no : question
    }
    return (low.map(atLeast) ?? .yes).and(high.map { atLeast($0).negated } ?? .yes)
  }

  private func texts(_ fact: String) -> [String]? {
    guard case .list(let items)? = facts[fact] else { return nil }
    return items.compactMap { if case .string(let s) = $0 { s } else { nil } }
  }
}

extension ProcedurePhrase {
  /// Whether the phrase takes what the other columns leave.
  var speaksOfOthers: Bool {
    switch self {
    case .others: true
    case .both(let a, let b): a.speaksOfOthers || b.speaksOfOthers
    case .without(let base, _): base.speaksOfOthers
    default: false
    }
  }
}

extension ProcedurePhrase.Tonnes {
  var decimal: FEELDecimal? {
    let tenThousands = text.hasSuffix("万")
    guard let n = FEELDecimal(tenThousands ? String(text.dropLast()) : text) else { return nil }
    return tenThousands ? n * FEELDecimal(10_000) : n
  }
}
