import FEEL
import Zoning

/// Boilers, kilns and common processes as the project states them.
extension ProcedureFacts {
  /// Whether the project has a common process: told by its facts where they agree, else by the answer to the question.
  func commonProcess(_ item: ProcedureItem, _ evidence: [ProcessEvidence]) -> ProcedureAnswer {
    let wording = "涉及通用工序“\(item.category)”的"
    let told = Set(evidence.compactMap(has))
    return settled(told.count == 1 && told.first == true ? .yes : told == [false] ? .no : ask(wording), wording)
  }

  /// Whether a fact tells a process or its absence; nil where it leaves it open.
  private func has(_ evidence: ProcessEvidence) -> Bool? {
    switch values[evidence.fact] {
    case .number(let n)?: return n > FEELDecimal(0)
    case .list(let items)?:
      if items.isEmpty { return false }
      if evidence.words.isEmpty { return true }
      let stated = items.contains { if case .string(let s) = $0 { PrintedNames.state(s, evidence.words) } else { false } }
      return stated ? true : nil
    default: return nil
    }
  }

  /// Whether the boilers' total output reaches a limit, or stays below it while there is a boiler; unstated figures leave it open.
  func boilers(_ output: BoilerOutput, wording: String) -> ProcedureAnswer {
    guard case .list(let items)? = values["boilers"] else { return ask(wording) }
    var least = FEELDecimal(0)
    var most: FEELDecimal? = FEELDecimal(0)
    var certain = false
    var possible = false
    for case .context(let boiler) in items {
      let electric = output.withoutElectric ? Self.matches(boiler["燃料"], ["电"], options: "boilers", "燃料") : .no
      if electric == .yes { continue }
      possible = true
      if electric == .no { certain = true }
      guard case .number(let each)? = boiler["蒸吨"] else {
        most = nil
        continue
      }
      var count: FEELDecimal?
      if case .number(let n)? = boiler["台数"] { count = n }
      if electric == .no { least = least + each * (count ?? FEELDecimal(1)) }
      most = count.flatMap { n in most.map { $0 + each * n } }
    }
    let reaches: Applies = least >= output.limit ? .yes : most.map { $0 < output.limit } ?? false ? .no : .unknown
    let exists: Applies = certain ? .yes : possible ? .unknown : .no
    var answer = ProcedureAnswer(applies: reaches)
    if !output.atLeast { answer = ProcedureAnswer(applies: exists).and(answer.negated) }
    guard answer.applies != .unknown else { return ask(wording) }
    let kind = output.withoutElectric ? "锅炉（电热锅炉除外）" : "锅炉"
    let sum = exists == .no ? "没有填报\(kind)" : "填报的\(kind)合计出力\(least == most ? "" : "至少") \(least) 吨/小时"
    return settled(answer.explained(sum), wording)
  }

  /// Whether one of the kilns is of the kinds and on the fuels, or of any other where the wording means the rest.
  func kilns(_ wanted: KilnKinds, wording: String) -> ProcedureAnswer {
    guard case .list(let items)? = values["kilns"] else { return ask(wording) }
    var found = Applies.no
    for case .context(let kiln) in items {
      let kind = ProcedureAnswer(applies: Self.matches(kiln["类型"], wanted.kinds, options: "kilns", "类型"))
      let fuel = ProcedureAnswer(applies: Self.matches(kiln["燃料"], wanted.fuels, options: "kilns", "燃料"))
      let both = wanted.isComplement ? kind.and(fuel).negated : kind.and(fuel)
      if both.applies == .yes { found = .yes }
      if both.applies == .unknown, found == .no { found = .unknown }
    }
    return found == .unknown ? ask(wording) : settled(ProcedureAnswer(applies: found), wording)
  }

  /// Whether a word is one of those wanted: no only for another word that the facts catalogue offers.
  private static func matches(_ value: FEELValue?, _ wanted: [String], options fact: String, _ field: String) -> Applies {
    guard case .string(let word)? = value else { return .unknown }
    if wanted.contains(word) { return .yes }
    guard case .objects(let fields)? = FactsCatalogue.standard[fact]?.type, let known = fields.first(where: { $0.feel == field }) else {
      return .unknown
    }
    return known.options.contains { $0.word == word } ? .no : .unknown
  }
}
