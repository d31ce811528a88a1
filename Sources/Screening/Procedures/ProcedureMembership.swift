import Zoning

/// Whether a row of a catalogue concerns the project, and by which of its industries.
struct ProcedureMembership {
  /// An industry of the project that may stand in the row; nil where the row is found by a kind of works, or no industry is stated.
  struct Candidate {
    var industry: String?
    var belongs: ProcedureAnswer
  }

  /// The ways in which a row may concern the project.
  struct Candidates {
    /// None where the row is certainly another's.
    var all: [Candidate]
    /// What pointed to the row; nil where nothing did, so that it is only not ruled out.
    var foundBy: ProcedureItemFinding.FoundBy?

    /// Whether the row takes the project by any of them.
    var belongs: ProcedureAnswer { ProcedureAnswer.any(all.map(\.belongs)) }
  }

  let facts: ProcedureFacts
  let catalogue: ProcedureCatalogue
  /// Whether some row of works was answered to be the project's.
  private let worksNamed: Bool
  private let worksRows: ProcedureAnswer
  private let industries: [String]
  private let contents: [String]

  init(facts: ProcedureFacts, catalogue: ProcedureCatalogue) {
    self.facts = facts
    self.catalogue = catalogue
    industries = facts.industries ?? []
    contents = facts.contents.filter { $0.count >= 2 }
    worksNamed = facts.hasAnswers && catalogue.works.contains { facts.ask($0.question).applies == .yes }
    worksRows = catalogue.worksQuestion.map(facts.ask) ?? .no
  }

  func candidates(_ item: ProcedureItem) -> Candidates {
    var found: Candidates =
      switch item.scope {
      case .industries(let classes): byIndustry(item, classes)
      case .works(let related): works(item, related)
      case .commonProcess(let evidence): Candidates(all: [Candidate(belongs: facts.commonProcess(item, evidence))], foundBy: .process)
      case .otherIndustries(let range): other(range)
      }
    found.all.removeAll { $0.belongs.applies == .no }
    return found
  }

  private func byIndustry(_ item: ProcedureItem, _ classes: [ProcedureClass]) -> Candidates {
    let question = item.question
    guard let have = facts.industries else {
      let told = facts.ask(question)
      let pointed: ProcedureItemFinding.FoundBy? = told.applies == .yes ? .answer : named(item) ? .contents : nil
      return Candidates(all: [Candidate(belongs: told)], foundBy: pointed)
    }
    let all = have.map { code in
      Candidate(
        industry: code,
        belongs: ProcedureAnswer.any(
          classes.map { c in
            let belongs = industry([c.industry], code)
            return c.condition.map { belongs.and(condition($0, code)) } ?? belongs
          }))
    }
    return settled(Candidates(all: all, foundBy: .industry), question)
  }

  /// The candidates beside what was answered of the whole row before.
  private func settled(_ candidates: Candidates, _ wording: String) -> Candidates {
    let facts = candidates.belongs
    let settled = self.facts.settled(facts, wording)
    guard settled.applies != facts.applies else { return candidates }
    var changed = candidates
    for i in changed.all.indices where settled.applies == .unknown || changed.all[i].belongs.applies == .unknown {
      changed.all[i].belongs = settled
    }
    return changed
  }

  /// Whether an industry is one of these, or coarser than one of them.
  func industry(_ codes: [String], _ code: String?) -> ProcedureAnswer {
    guard let code else { return facts.ask(Self.industryQuestion(codes)) }
    let stands = Self.stands(code, codes)
    if facts.hasAnswers {
      // An answer given before the industries were stated, which none of them bears out, or which one of them gives the lie.
      let whole = ProcedureAnswer.any(industries.map { ProcedureAnswer(applies: Self.stands($0, codes)) })
      let told = facts.settled(whole, Self.industryQuestion(codes))
      if whole.applies != .unknown, told.applies == .unknown { return told }
    }
    guard stands == .unknown else { return ProcedureAnswer(applies: stands) }
    return facts.ask(Self.industryQuestion(codes.filter { IndustryClassification.belongs($0, to: code) }))
  }

  private static func stands(_ code: String, _ codes: [String]) -> Applies {
    if codes.contains(where: { IndustryClassification.belongs(code, to: $0) }) { return .yes }
    return codes.contains { IndustryClassification.belongs($0, to: code) } ? .unknown : .no
  }

  private static func industryQuestion(_ codes: [String]) -> String {
    let names = codes.map { $0.dropFirst() + (IndustryClassification.standard[$0]?.name ?? "") }
    return "国民经济行业为\(names.joined(separator: "、"))的"
  }

  /// What a category says of an industry beside its code.
  private func condition(_ phrase: ProcedurePhrase, _ code: String) -> ProcedureAnswer {
    switch phrase {
    case .all: .yes
    case .industry(let codes): industry(codes, code)
    case .both(let a, let b): condition(a, code).and(condition(b, code))
    case .either(let a, let b): condition(a, code).or(condition(b, code))
    case .not(let a): condition(a, code).negated
    case .production(let range, let wording): facts.production(range, wording: wording, wholeProject: false)
    default: facts.told(phrase, in: catalogue) ?? facts.ask("项目类别的限定条件成立")
    }
  }

  /// Works are told by the applicant, row by row or for all rows at once; contents and industries only point to a row.
  private func works(_ item: ProcedureItem, _ related: [String]) -> Candidates {
    let own = facts.ask(item.question)
    var belongs = own
    if worksRows.applies == .no { belongs = own.applies == .yes ? Self.contradiction(item, catalogue) : .no }
    let hinted = industries.contains { code in
      related.contains { IndustryClassification.belongs(code, to: $0) || IndustryClassification.belongs($0, to: code) }
    }
    let pointed: ProcedureItemFinding.FoundBy? =
      own.applies == .yes ? .answer : named(item) ? .contents : hinted ? .hint : worksRows.applies == .yes && !worksNamed ? .answer : nil
    return Candidates(all: [Candidate(belongs: belongs)], foundBy: pointed)
  }

  private static func contradiction(_ item: ProcedureItem, _ catalogue: ProcedureCatalogue) -> ProcedureAnswer {
    ProcedureAnswer(applies: .unknown, ask: [item.question] + (catalogue.worksQuestion.map { [$0] } ?? []))
  }

  /// Whether something that the project builds begins or ends one of the things that the category names.
  private func named(_ item: ProcedureItem) -> Bool {
    if contents.isEmpty { return false }
    let things = item.category.split(whereSeparator: { "、；，（）0123456789".contains($0) })
    return contents.contains { word in
      things.contains { $0.count >= 2 && ($0.hasPrefix(word) || $0.hasSuffix(word) || word.hasPrefix($0) || word.hasSuffix($0)) }
    }
  }

  /// An industry that no row of the range names; open where a row may.
  private func other(_ range: ClosedRange<Int>) -> Candidates {
    let wording = "国民经济行业不在名录第\(range.lowerBound)至\(range.upperBound)类中的"
    let open = facts.ask(wording)
    guard let have = facts.industries else {
      return Candidates(all: [Candidate(belongs: open)], foundBy: open.applies == .yes ? .answer : nil)
    }
    let rows = catalogue.items.filter { Int($0.number).map(range.contains) ?? false }.flatMap(\.industries)
    let all = have.map { code in
      let stands = Self.stands(code, rows)
      return Candidate(industry: code, belongs: stands == .unknown ? open : ProcedureAnswer(stands == .no))
    }
    return settled(Candidates(all: all, foundBy: .industry), wording)
  }
}

extension ProcedureFacts {
  /// A phrase that facts and answers tell without the row that it stands in; nil for those that speak of the row or of an industry.
  func told(_ phrase: ProcedurePhrase, in catalogue: ProcedureCatalogue) -> ProcedureAnswer? {
    switch phrase {
    case .all: .yes
    case .process(let names, let wording, let decides): process(names, wording: wording, decides: decides)
    case .construction(let words): construction(words)
    case .boilers(let output, let wording): boilers(output, wording: wording)
    case .kilns(let kinds, let wording): kilns(kinds, wording: wording)
    case .stated(let fact, let wording): stated(fact, wording: wording)
    case .starred: ask(catalogue.starQuestion)
    case .question(let text): ask(text)
    case .others, .otherThan, .sensitiveArea, .industry, .production, .commonProcess, .both, .either, .not: nil
    }
  }
}
