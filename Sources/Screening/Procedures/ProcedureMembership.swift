import Zoning

/// Whether a row of a catalogue concerns the project, and by which of its industries.
struct ProcedureMembership {
  /// An industry of the project that may stand in the row; nil where the row is found by a kind of works.
  struct Candidate {
    var industry: String?
    var belongs: ProcedureAnswer
  }

  let facts: ProcedureFacts

  /// The ways in which a row may concern the project; none where it does not.
  func candidates(_ item: ProcedureItem, in catalogue: ProcedureCatalogue) -> [Candidate] {
    let found: [Candidate] =
      switch item.scope {
      case .industries(let classes): byIndustry(item, classes)
      case .works(let related): works(item, related)
      case .commonProcess: [Candidate(industry: nil, belongs: facts.ask("涉及通用工序“\(item.category)”的"))]
      case .otherIndustries(let range): other(range, catalogue)
      }
    return found.filter { $0.belongs.applies != .no }
  }

  private func byIndustry(_ item: ProcedureItem, _ classes: [ProcedureClass]) -> [Candidate] {
    guard let have = facts.industries else {
      return named(item) ? [Candidate(industry: nil, belongs: facts.ask(Self.question(item)))] : []
    }
    return have.map { code in
      Candidate(
        industry: code,
        belongs: classes.reduce(.no) { answer, c in
          var belongs = industry([c.industry], code)
          if let condition = c.condition { belongs = belongs.and(self.condition(condition, code)) }
          return answer.or(belongs)
        })
    }
  }

  /// Whether an industry is one of these, or coarser than one of them.
  func industry(_ codes: [String], _ code: String?) -> ProcedureAnswer {
    if let code {
      if codes.contains(where: { IndustryClassification.belongs(code, to: $0) }) { return .yes }
      if !codes.contains(where: { IndustryClassification.belongs($0, to: code) }) { return .no }
    }
    let open = code.map { coarse in codes.filter { IndustryClassification.belongs($0, to: coarse) } } ?? codes
    let names = open.map { $0.dropFirst() + (IndustryClassification.standard[$0]?.name ?? "") }
    return facts.ask("国民经济行业为\(names.joined(separator: "、"))的")
  }

  /// What a category says of an industry beside its code.
  private func condition(_ phrase: ProcedurePhrase, _ code: String) -> ProcedureAnswer {
    switch phrase {
    case .all: .yes
    case .industry(let codes): industry(codes, code)
    case .both(let a, let b): condition(a, code).and(condition(b, code))
    case .either(let a, let b): condition(a, code).or(condition(b, code))
    case .not(let a): condition(a, code).negated
    case .question(let text): facts.ask(text)
    case .process(let names, let wording, let decides): facts.process(names, wording: wording, decides: decides)
    case .construction(let words): facts.construction(words)
    case .production(let range, let wording): facts.production(range, wording: wording, wholeProject: false)
    case .others, .otherThan, .sensitiveArea: facts.ask("项目类别的限定条件成立")
    }
  }

  /// Works are told by the applicant: asked where the contents or an industry of the project point to them.
  private func works(_ item: ProcedureItem, _ related: [String]) -> [Candidate] {
    let belongs = facts.ask(Self.question(item))
    let pointed = (facts.industries ?? []).contains { code in
      related.contains { IndustryClassification.belongs(code, to: $0) || IndustryClassification.belongs($0, to: code) }
    }
    return pointed || named(item) || belongs.applies == .yes ? [Candidate(industry: nil, belongs: belongs)] : []
  }

  private static func question(_ item: ProcedureItem) -> String { "建设内容属于“\(item.category)”的" }

  /// Whether something that the project builds begins or ends one of the things that the category names.
  private func named(_ item: ProcedureItem) -> Bool {
    let things = item.category.split(whereSeparator: { "、；，（）0123456789".contains($0) })
    return facts.contents.contains { word in
      word.count >= 2
        && things.contains { $0.count >= 2 && ($0.hasPrefix(word) || $0.hasSuffix(word) || word.hasPrefix($0) || word.hasSuffix($0)) }
    }
  }

  /// An industry that no row of the range names; open where a row may.
  private func other(_ range: ClosedRange<Int>, _ catalogue: ProcedureCatalogue) -> [Candidate] {
    let open = facts.ask("国民经济行业不在名录第\(range.lowerBound)至\(range.upperBound)类中的")
    guard let have = facts.industries else { return [Candidate(industry: nil, belongs: open)] }
    let rows = catalogue.items.filter { Int($0.number).map(range.contains) ?? false }
    return have.map { code in
      let matches = rows.flatMap { $0.industries }
      if matches.contains(where: { IndustryClassification.belongs(code, to: $0) }) { return Candidate(industry: code, belongs: .no) }
      let coarse = matches.contains { IndustryClassification.belongs($0, to: code) }
      return Candidate(industry: code, belongs: coarse ? open : .yes)
    }
  }
}
