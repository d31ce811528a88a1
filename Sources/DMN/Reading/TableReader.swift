/// Reads decision tables.
struct TableReader {
  let owner: String

  func table(_ tree: XMLTree) throws(DMNError) -> DMNDecisionTable {
    let policy = tree.attributes["hitPolicy"] ?? "UNIQUE"
    guard let hitPolicy = DMNDecisionTable.HitPolicy(rawValue: policy) else {
      throw .unexpectedValue(policy, attribute: "hitPolicy", of: owner)
    }
    var aggregation: DMNDecisionTable.Aggregation?
    if let written = tree.attributes["aggregation"] {
      guard let known = DMNDecisionTable.Aggregation(rawValue: written) else {
        throw .unexpectedValue(written, attribute: "aggregation", of: owner)
      }
      aggregation = known
    }
    var inputs: [DMNDecisionTable.Input] = []
    for input in tree.all("input") {
      guard let expression = input.first("inputExpression"), let text = expression.childText("text") else {
        throw .missing(attribute: "inputExpression", element: input.name, of: owner)
      }
      inputs.append(
        .init(
          text: text, typeReference: ElementReader.typeReference(expression),
          allowedValues: input.first("inputValues")?.childText("text")))
    }
    let outputs = tree.all("output").map { output in
      DMNDecisionTable.Output(
        name: output.attributes["name"].map(ElementReader.normalName), typeReference: ElementReader.typeReference(output),
        values: output.first("outputValues")?.childText("text"),
        defaultText: output.first("defaultOutputEntry")?.childText("text"))
    }
    if outputs.isEmpty { throw .missing(attribute: "output", element: tree.name, of: owner) }
    var rules: [DMNDecisionTable.Rule] = []
    for (place, rule) in tree.all("rule").enumerated() {
      let tests = rule.all("inputEntry").map { $0.childText("text") ?? "" }
      let results = rule.all("outputEntry").map { $0.childText("text") ?? "" }
      if tests.count != inputs.count { throw .ruleWidth(table: owner, rule: place + 1, expected: inputs.count, found: tests.count) }
      if results.count != outputs.count { throw .ruleWidth(table: owner, rule: place + 1, expected: outputs.count, found: results.count) }
      rules.append(.init(tests: tests, outputs: results, annotations: rule.all("annotationEntry").map { $0.childText("text") ?? "" }))
    }
    return DMNDecisionTable(
      hitPolicy: hitPolicy, aggregation: aggregation, outputLabel: tree.attributes["outputLabel"], inputs: inputs, outputs: outputs,
      annotations: tree.all("annotation").map { $0.attributes["name"] ?? "" }, rules: rules)
  }
}
