import DMN
public import FEEL
import ExactJSON
public import Zoning

/// A list as a decision model (DMN 1.5) that other tools open and run: a decision a clause, input data from the facts catalogue.
public struct ListModel {
  let outcome: ModelOutcome
  let catalogue: FactsCatalogue
  /// Reads a condition with the names that lists may use; nil where it does not parse.
  let condition: (String) -> FEELExpression?

  /// - Parameter outcomes: code and word of every outcome.
  public init(
    outcomes: [(code: String, word: String)], catalogue: FactsCatalogue = .standard, condition: @escaping (String) -> FEELExpression?
  ) {
    outcome = ModelOutcome(words: Dictionary(outcomes.map { ($0.code, $0.word) }) { a, _ in a })
    self.catalogue = catalogue
    self.condition = condition
  }

  /// The model's XML.
  ///
  /// Throws `badList` naming clause and column where a text holds a character that XML cannot, or a clause is named as input data is.
  public func write(_ clauses: [Clause], scenarios: [ClauseScenario] = []) throws(ExchangeError) -> [UInt8] {
    try check(clauses, scenarios)
    var inputs = ModelInputs(catalogue: catalogue)
    var decisions: [DMNElement] = []
    var known: [String: ConditionUses] = [:]
    for clause in clauses {
      var uses: [ClauseColumn: ConditionUses] = [:]
      for (name, text) in clause.conditions {
        guard let column = ClauseColumn(rawValue: name) else { preconditionFailure("conditions are columns") }
        if known[text] == nil, let expression = condition(text) { known[text] = ConditionUses(expression, catalogue: catalogue) }
        guard let read = known[text] else { continue }
        uses[column] = read
        inputs.add(read)
      }
      decisions.append(ClauseDecision(clause: clause, outcome: outcome, uses: uses).element)
    }
    let owners = clauses.reduce(into: [String]()) { if !$0.contains($1.owner) { $0.append($1.owner) } }
    let owner = owners.count == 1 ? owners[0] : "lists"
    let model = DMNModel(
      name: owners.count == 1 ? owner : "准入清单", id: "list", namespace: "urn:fenqu:list:" + owner,
      itemDefinitions: inputs.itemDefinitions, elements: inputs.elements + decisions, extensions: scenarios.map(Self.record))
    return Array(DMNWriter.xml(model, prefixes: [ModelTerms.namespace: ModelTerms.prefix]).utf8)
  }

  private static func record(_ s: ClauseScenario) -> DMNExtension {
    DMNExtension(
      namespace: ModelTerms.namespace, name: ModelTerms.scenario,
      attributes: ["name": s.name, "facts": SpreadsheetEscapes.oneLine(s.facts.canonicalText)],
      children: s.expected.map {
        DMNExtension(
          namespace: ModelTerms.namespace, name: ModelTerms.expect, attributes: ["clause": $0.clause, "outcome": $0.outcome])
      })
  }

  private func check(_ clauses: [Clause], _ scenarios: [ClauseScenario]) throws(ExchangeError) {
    var faults = FaultCollector(file: "清单")
    faults.name(elements: clauses.map { "条款“\($0.id)”" })
    let reserved: Set<String> = ["项目", "企业", "园区", "区域", "替代", ModelFunction.map, ModelFunction.law]
    for (i, c) in clauses.enumerated() {
      if reserved.contains(c.id) { faults.add(i + 1, ClauseColumn.id.rawValue, "与决策模型的输入数据同名", "请改用别的编号，或用 CSV 导出") }
      for column in ClauseColumn.allCases where !Self.isXML(ClauseListFile.cell(column, of: c)) {
        faults.add(i + 1, column.rawValue, "含有 XML 不能存放的控制字符", "请删去该字符，或用 CSV 导出")
      }
    }
    faults.name(elements: scenarios.map { "情景“\($0.name)”" })
    for (i, s) in scenarios.enumerated() where !Self.isXML(s.name) {
      faults.add(i + 1, nil, "名称含有 XML 不能存放的控制字符", "请删去该字符，或用 CSV 导出")
    }
    if !faults.isEmpty { throw .badList(faults.result) }
  }

  /// The characters of XML 1.0.
  private static func isXML(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { s in
      switch s.value {
      case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
      default: false
      }
    }
  }
}
