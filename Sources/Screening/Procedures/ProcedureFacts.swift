import FEEL
import Zoning

/// What a project states that the catalogues of procedures ask for, each read with its unknowns.
struct ProcedureFacts {
  /// Fact id → value, what registers say of the enterprise among them.
  let values: [String: FEELValue]
  /// Groups of the layers that the site meets beyond tolerance.
  private let groupsMet: Set<LayerDescriptor.Group>
  /// What the applicant answered to questions asked before, by their wording; contradictory answers are none.
  private let answered: [String: Bool]

  /// The fact that holds the answers to a catalogue's questions.
  static let situationsFact = "situations"

  init(project: ProjectFacts, registry: [String: FEELValue], groupsMet: Set<LayerDescriptor.Group>) {
    values = project.values.merging(registry) { own, _ in own }
    self.groupsMet = groupsMet
    var given: [String: Set<Bool>] = [:]
    if case .list(let records)? = project.values[Self.situationsFact] {
      for case .context(let record) in records {
        if case .string(let wording)? = record["情形"], case .boolean(let holds)? = record["成立"] { given[wording, default: []].insert(holds) }
      }
    }
    answered = given.compactMapValues { $0.count == 1 ? $0.first : nil }
  }

  /// Whether anything was answered before.
  var hasAnswers: Bool { !answered.isEmpty }

  /// Canonical codes; nil where the project states none.
  var industries: [String]? { texts("industries").flatMap { $0.isEmpty ? nil : $0 } }

  var contents: [String] { texts("contents") ?? [] }

  /// A question for the applicant, or the answer it was given.
  func ask(_ wording: String) -> ProcedureAnswer {
    answered[wording].map { ProcedureAnswer($0) } ?? ProcedureAnswer(applies: .unknown, ask: [wording])
  }

  /// What facts say beside what was answered: an answer stands where the facts leave it open; where the two differ neither counts.
  func settled(_ fact: ProcedureAnswer, _ wording: String) -> ProcedureAnswer {
    guard let told = answered[wording] else { return fact }
    if fact.applies == .unknown { return ProcedureAnswer(told) }
    return fact.applies == (told ? .yes : .no) ? fact : ProcedureAnswer(applies: .unknown, ask: [wording])
  }

  /// Whether the site meets a sensitive area of the row's meaning; only what the row counts as a whole is decided by the map.
  func sensitive(_ meaning: String?) -> ProcedureAnswer {
    if let meaning {
      if groupsMet.contains(.source), meaning.contains("第三条（一）中的全部区域") { return .yes }
      let redline = ["除（一）外的生态保护红线管控范围", "第三条（二）中的全部区域"].contains { meaning.contains($0) }
      if groupsMet.contains(.redline), redline, meaning.contains("第三条（一）中的全部区域") { return .yes }
    }
    return ask("涉及环境敏感区" + (meaning.map { "（\($0)）" } ?? ""))
  }

  /// Whether the project has one of the processes: stated by that very name, or ruled out by an empty list.
  func process(_ names: [String], wording: String, decides: Bool) -> ProcedureAnswer {
    guard let have = texts("processes") else { return ask(wording) }
    // The list of processes is the applicant's whole answer, in the applicant's words: only an empty one rules a process out for sure.
    if have.isEmpty { return settled(.no, wording) }
    return decides && have.contains { PrintedNames.state($0, names) } ? settled(.yes, wording) : ask(wording)
  }

  func construction(_ words: [String]) -> ProcedureAnswer {
    let wording = "为\(words.joined(separator: "、"))"
    guard case .string(let word)? = values["construction"] else { return ask(wording) }
    return settled(ProcedureAnswer(words.contains(word)), wording)
  }

  /// What one fact states, true or false.
  func stated(_ fact: String, wording: String) -> ProcedureAnswer {
    guard case .boolean(let holds)? = values[fact] else { return ask(wording) }
    return settled(ProcedureAnswer(holds), wording)
  }

  /// Decided by the products' capacities where all are stated in the row's unit: below by their sum, at least where each of them alone is.
  func production(_ range: ProcedureProduction, wording: String, wholeProject: Bool) -> ProcedureAnswer {
    let open = ask(wording)
    guard case .list(let products)? = values["products"], !products.isEmpty else { return open }
    var capacities: [FEELDecimal] = []
    for p in products {
      guard case .context(let c) = p, case .number(let n)? = c["产能"], case .string(let unit)? = c["单位"],
        let factor = CapacityUnit.factor(unit, of: range.unit)
      else { return open }
      capacities.append(n * factor)
    }
    let total = capacities.reduce(FEELDecimal(0), +)
    // Any product may be another than the row speaks of, or belong to another industry of the project, and so to another row.
    let surest = wholeProject ? capacities.min() ?? FEELDecimal(0) : FEELDecimal(0)
    /// Whether the amount is at least a limit, whichever way the products are counted together.
    func atLeast(_ limit: FEELDecimal) -> ProcedureAnswer {
      if surest >= limit { return .yes }
      return total < limit ? .no : ProcedureAnswer(applies: .unknown, ask: [wording])
    }
    return settled((range.atLeast.map(atLeast) ?? .yes).and(range.below.map { atLeast($0).negated } ?? .yes), wording)
  }

  func texts(_ fact: String) -> [String]? {
    guard case .list(let items)? = values[fact] else { return nil }
    return items.compactMap { if case .string(let s) = $0 { s } else { nil } }
  }
}

/// What a capacity's unit is worth in the unit that a catalogue prints.
enum CapacityUnit {
  /// What a capacity in a unit is multiplied by to be in the catalogue's unit; nil for a unit of another kind.
  static func factor(_ unit: String, of wanted: ProcedureProduction.Unit) -> FEELDecimal? {
    var plain = unit[...]
    var factor = FEELDecimal(1)
    if plain.hasPrefix("万") {
      plain = plain.dropFirst()
      factor = FEELDecimal(10_000)
    }
    let names: [String] =
      switch wanted {
      case .tonne: ["t/a", "吨/年", "吨/a"]
      case .cubicMetre: ["m³/a", "m3/a", "立方米/年"]
      case .kilolitre: ["kL/a", "kl/a", "千升/年", "m³/a", "m3/a", "立方米/年"]
      }
    return names.contains(String(plain)) ? factor : nil
  }
}
