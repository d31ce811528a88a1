import FEEL
import Zoning

/// What a project states that the catalogues of procedures ask for, each read with its unknowns.
struct ProcedureFacts {
  private let facts: [String: FEELValue]
  /// Groups of the layers that the site meets beyond tolerance.
  private let groupsMet: Set<LayerDescriptor.Group>
  /// What the applicant answered to questions asked before, by their wording; contradictory answers are none.
  private let answered: [String: Bool]

  /// The fact that holds the answers to a catalogue's questions.
  static let situationsFact = "situations"

  init(project: ProjectFacts, groupsMet: Set<LayerDescriptor.Group>) {
    facts = project.values
    self.groupsMet = groupsMet
    var given: [String: Set<Bool>] = [:]
    if case .list(let records)? = project.values[Self.situationsFact] {
      for case .context(let record) in records {
        if case .string(let wording)? = record["情形"], case .boolean(let holds)? = record["成立"] { given[wording, default: []].insert(holds) }
      }
    }
    answered = given.compactMapValues { $0.count == 1 ? $0.first : nil }
  }

  /// Canonical codes; nil where the project states none.
  var industries: [String]? { texts("industries").flatMap { $0.isEmpty ? nil : $0 } }

  var contents: [String] { texts("contents") ?? [] }

  /// A question for the applicant, or the answer it was given.
  func ask(_ wording: String) -> ProcedureAnswer {
    answered[wording].map { ProcedureAnswer($0) } ?? ProcedureAnswer(applies: .unknown, ask: [wording])
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
    let question = ask(wording)
    guard let have = texts("processes") else { return question }
    // The list of processes is the applicant's whole answer, in the applicant's words: only an empty one rules a process out for sure.
    if have.isEmpty { return .no }
    return decides && have.contains { Self.states($0, names) } ? .yes : question
  }

  /// Whether a stated process is one of the names; `不含电镀`, `外购电镀件组装` and `电镀委托外协` name it too and state nothing.
  private static func states(_ text: String, _ names: [String]) -> Bool {
    if names.contains(text) { return true }
    if denials.contains(where: text.contains) { return false }
    return text.split(whereSeparator: { "、，,；;/+＋→".contains($0) }).contains { part in
      var name = String(part)
      for tail in ["工艺", "工序"] where name.hasSuffix(tail) && name.count > tail.count { name = String(name.dropLast(tail.count)) }
      return names.contains(name)
    }
  }

  private static let denials = [
    "无", "不", "非", "未", "除", "外购", "外协", "外委", "外包", "外发", "委托", "委外", "取消", "淘汰", "拆除", "停", "依托", "替代", "现有", "原有", "预留", "拟", "？", "?",
  ]

  func construction(_ words: [String]) -> ProcedureAnswer {
    guard case .string(let word)? = facts["construction"] else { return ask("为\(words.joined(separator: "、"))") }
    return ProcedureAnswer(words.contains(word))
  }

  /// Decided by the products' capacities where all are stated in the row's unit: below by their sum, at least by any one of them.
  func production(_ range: ProcedureProduction, wording: String, wholeProject: Bool) -> ProcedureAnswer {
    let question = ask(wording)
    guard case .list(let products)? = facts["products"], !products.isEmpty else { return question }
    var capacities: [FEELDecimal] = []
    for p in products {
      guard case .context(let c) = p, case .number(let n)? = c["产能"], case .string(let unit)? = c["单位"],
        let factor = Self.factor(unit, of: range.unit)
      else { return question }
      capacities.append(n * factor)
    }
    let total = capacities.reduce(FEELDecimal(0), +)
    // A product may belong to another industry of the project, and so to another row.
    let largest = wholeProject ? capacities.max() ?? FEELDecimal(0) : FEELDecimal(0)
    /// Whether the amount is at least a limit, whichever way the products are counted together.
    func atLeast(_ limit: FEELDecimal) -> ProcedureAnswer {
      if largest >= limit { return .yes }
      return total < limit ? .no : question
    }
    return (range.atLeast.map(atLeast) ?? .yes).and(range.below.map { atLeast($0).negated } ?? .yes)
  }

  /// What a capacity in a unit is multiplied by to be in the catalogue's unit.
  private static func factor(_ unit: String, of wanted: ProcedureProduction.Unit) -> FEELDecimal? {
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

  private func texts(_ fact: String) -> [String]? {
    guard case .list(let items)? = facts[fact] else { return nil }
    return items.compactMap { if case .string(let s) = $0 { s } else { nil } }
  }
}
