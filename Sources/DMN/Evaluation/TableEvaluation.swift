internal import FEEL

/// Decision tables: which rules apply, and what comes of them (DMN 1.5 §8.2.8).
extension Run {
  func evaluate(_ table: CompiledTable, _ variables: FEELContext) -> FEELValue {
    var inputs: [FEELValue] = []
    for input in table.inputs {
      let value = evaluate(input.value, variables)
      if let allowed = input.allowed, value != .null, !isAllowed(value, allowed, variables) {
        // The standard's null, so that rules without a test of it still apply.
        remark("决策表的输入值\(Self.shown(value))不在允许的范围内。")
        inputs.append(.null)
        continue
      }
      inputs.append(value)
    }
    var hits: [[FEELValue]] = []
    var facts: [String] = []
    for rule in table.rules {
      var applies = true
      for (test, value) in zip(rule.tests, inputs) {
        let verdict = evaluate(test, variables, input: value)
        if verdict.isUnknown { facts = FEELValue.unknown(facts: facts + verdict.missingFacts).missingFacts }
        if verdict != .boolean(true), !verdict.isUnknown {
          applies = false
          break
        }
      }
      if !applies { continue }
      if !facts.isEmpty { return .unknown(facts: facts) }
      hits.append(zip(rule.outputs, table.outputs).map { output($0, $1, variables) })
      if table.hitPolicy == .first { break }
    }
    return result(hits, table, variables)
  }

  /// A value in a message: short ones as written, long ones by their kind.
  private static func shown(_ value: FEELValue) -> String {
    switch value {
    case .list, .context: "（\(value.kindName)）"
    case .string(let text) where text.utf8.count > 60: "（\(value.kindName)）"
    default: " \(value) "
    }
  }

  /// One output's value, null where it is not among the allowed ones.
  private func output(_ text: Compiled, _ output: CompiledTable.Output, _ variables: FEELContext) -> FEELValue {
    let value = coerced(evaluate(text, variables), to: output.type)
    guard let allowed = output.allowed, value != .null, !isAllowed(value, allowed, variables) else { return value }
    remark("决策表的输出值\(Self.shown(value))不在允许的范围内。")
    return .null
  }

  private func isAllowed(_ value: FEELValue, _ tests: Compiled, _ variables: FEELContext) -> Bool {
    if evaluate(tests, variables, input: value) == .boolean(true) || value.isUnknown { return true }
    guard case .list(let items) = value else { return false }
    return items.allSatisfy { evaluate(tests, variables, input: $0) == .boolean(true) }
  }

  private func result(_ hits: [[FEELValue]], _ table: CompiledTable, _ variables: FEELContext) -> FEELValue {
    guard let first = hits.first else { return defaultResult(table, variables) }
    switch table.hitPolicy {
    case .first: return row(first, table)
    case .unique:
      if hits.count == 1 { return row(first, table) }
      remark("决策表要求只有一条规则适用，实际有 \(hits.count) 条。")
      return .null
    case .any:
      if hits.allSatisfy({ $0 == first }) { return row(first, table) }
      remark("决策表适用的几条规则结果不同。")
      return .null
    case .priority: return prioritised(hits, table, variables).first.map { row($0, table) } ?? .null
    case .outputOrder: return .list(prioritised(hits, table, variables).map { row($0, table) })
    case .ruleOrder: return .list(hits.map { row($0, table) })
    case .collect:
      guard let aggregation = table.aggregation else { return .list(hits.map { row($0, table) }) }
      if aggregation == .count { return .number(FEELDecimal(hits.count)) }
      let columns = table.outputs.indices.map { place in
        feel("\(aggregation.rawValue.lowercased())(v)", [("v", .list(hits.map { $0[place] }))])
      }
      return row(columns, table)
    }
  }

  private func row(_ outputs: [FEELValue], _ table: CompiledTable) -> FEELValue {
    if outputs.count == 1 { return outputs[0] }
    return .context(FEELContext(zip(table.outputs, outputs).map { ($0.name ?? "", $1) }))
  }

  private func defaultResult(_ table: CompiledTable, _ variables: FEELContext) -> FEELValue {
    if table.outputs.contains(where: { $0.defaultValue != nil }) {
      return row(
        table.outputs.map { output in output.defaultValue.map { coerced(evaluate($0, variables), to: output.type) } ?? .null }, table)
    }
    switch (table.hitPolicy, table.aggregation) {
    case (.collect, .count?): return .number(.zero)
    case (.collect, nil), (.ruleOrder, _), (.outputOrder, _): return .list([])
    default: return .null
    }
  }

  /// The hits by the order of the output values, first output first; hits of one rank keep the order of their rules.
  private func prioritised(_ hits: [[FEELValue]], _ table: CompiledTable, _ variables: FEELContext) -> [[FEELValue]] {
    let orders: [[FEELValue]] = table.outputs.map { output in
      if let list = output.priorities, case .list(let values) = evaluate(list, variables) { return values }
      return []
    }
    // Every hit is looked for in the lists of allowed values.
    guard spend(hits.count * orders.reduce(0) { $0 + $1.count }) else { return [] }
    let ranked = hits.enumerated().map { place, hit in
      (rank: zip(orders, hit).map { order, value in order.firstIndex(of: value) ?? order.count } + [place], hit: hit)
    }
    return ranked.sorted { $0.rank.lexicographicallyPrecedes($1.rank) }.map(\.hit)
  }
}
