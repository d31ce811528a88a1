import DMN
import FEEL
import Zoning

/// A clause as a decision: its text described, its conditions as entries of a boxed context, the rest as `fenqu:clause`.
struct ClauseDecision {
  let clause: Clause
  let outcome: ModelOutcome
  /// By column; only conditions that are written and can be read.
  let uses: [ClauseColumn: ConditionUses]

  var element: DMNElement {
    var inputs: [String] = []
    for column in ModelTerms.conditions.map(\.column) {
      for name in uses[column]?.inputs ?? [] where !inputs.contains(name) { inputs.append(name) }
    }
    return DMNElement(
      id: ModelTerms.id(ofClause: clause.id), name: clause.id, description: clause.fullText, typeReference: "string",
      kind: .decision(
        DMNDecision(requiredInformation: inputs.map { .input("#" + ModelInputs.id($0)) }, expression: expression)),
      extensions: [record])
  }

  private var expression: DMNExpression {
    let texts = Dictionary(
      uniqueKeysWithValues: clause.conditions.compactMap { c in ClauseColumn(rawValue: c.column).map { ($0, c.text) } })
    let asks = Set(uses.filter { !$0.value.questions.isEmpty }.keys)
    let result = DMNExpression(
      .literal(
        outcome.text(
          binding: clause.binding, effect: clause.effect, judgement: clause.effectiveJudgement, has: Set(texts.keys), asks: asks)),
      typeReference: "string")
    guard !texts.isEmpty else { return result }
    var entries: [DMNExpression.Entry] = []
    var functions: [ModelFunction] = []
    for condition in ModelTerms.conditions {
      for f in uses[condition.column]?.functions ?? [] {
        if let i = functions.firstIndex(where: { $0.name == f.name }) {
          if functions[i].parameters.count < f.parameters.count { functions[i] = f }
        } else {
          functions.append(f)
        }
      }
    }
    for f in functions { entries.append(.init(variable: DMNParameter(name: f.name), value: f.expression)) }
    for condition in ModelTerms.conditions {
      guard let text = texts[condition.column] else { continue }
      if let questions = uses[condition.column]?.questions, !questions.isEmpty {
        let items = questions.map { "if (\($0.text)) = null then \(ModelTerms.literal($0.name)) else null" }
        entries.append(
          .init(
            variable: DMNParameter(name: condition.missing),
            value: DMNExpression(.literal("[\(items.joined(separator: ",\n"))][item != null]"))))
      }
      entries.append(
        .init(variable: DMNParameter(name: condition.entry, typeReference: "boolean"), value: DMNExpression(.literal(text))))
    }
    entries.append(.init(variable: nil, value: result))
    return DMNExpression(.context(entries), typeReference: "string")
  }

  private var record: DMNExtension {
    var attributes: [String: String] = [:]
    for column in ModelTerms.attributes {
      let value = ClauseListFile.cell(column, of: clause)
      if !value.isEmpty { attributes[column.rawValue] = value }
    }
    var children = clause.limits.map { limit in
      DMNExtension(
        namespace: ModelTerms.namespace, name: ModelTerms.limit,
        attributes: [
          "feature": limit.feature, "metres": limit.metres.description, "inclusive": limit.inclusive ? "true" : "false",
          "from": limit.from.rawValue,
        ])
    }
    if let origin = clause.origin {
      children.append(
        DMNExtension(
          namespace: ModelTerms.namespace, name: ModelTerms.origin, attributes: ["id": origin.id, "part": String(origin.part)],
          text: origin.text))
    }
    return DMNExtension(namespace: ModelTerms.namespace, name: ModelTerms.clause, attributes: attributes, children: children)
  }
}
