internal import FEEL

/// Boxed conditionals, filters, iterations and quantifiers (DMN 1.5 §10.2.2.9 to §10.2.2.13).
extension Run {
  /// Null where the test is neither true, false, null nor unknown.
  func conditional(_ verdict: FEELValue, _ then: Compiled, _ otherwise: Compiled, _ variables: FEELContext) -> FEELValue {
    switch verdict {
    case .boolean(true): return evaluate(then, variables)
    case .boolean(false), .null: return evaluate(otherwise, variables)
    case .unknown(let facts):
      let a = evaluate(then, variables)
      let b = evaluate(otherwise, variables)
      return a == b && !a.containsUnknown ? a : .unknown(facts: facts + a.missingFacts + b.missingFacts)
    default:
      _ = isTruth(verdict)
      return .null
    }
  }

  func iteration(_ variable: String, _ source: FEELValue, _ result: Compiled, _ variables: FEELContext) -> FEELValue {
    if case .unknown = source { return source }
    guard let items = items(source) else { return .null }
    var results: [FEELValue] = []
    for item in items {
      let value = turn(variable, item, result, variables, partial: results)
      if failure != nil { return .null }
      results.append(value)
    }
    return charged(.list(results))
  }

  /// One turn of an iteration; what it holds is let go before the next is added.
  private func turn(
    _ variable: String, _ item: FEELValue, _ result: Compiled, _ variables: FEELContext, partial: [FEELValue]
  ) -> FEELValue {
    // The variables are copied for every turn.
    guard spend(variables.count / 4) else { return .null }
    var inner = variables
    inner[variable] = item
    inner["partial"] = .list(partial)
    return charged(evaluate(result, inner))
  }

  func quantifier(
    _ isEvery: Bool, _ variable: String, _ source: FEELValue, _ test: Compiled, _ variables: FEELContext
  ) -> FEELValue {
    if case .unknown = source { return source }
    guard let items = items(source) else { return .null }
    var verdicts: [FEELValue] = []
    for item in items {
      guard spend(variables.count / 4) else { return .null }
      var inner = variables
      inner[variable] = item
      let verdict = evaluate(test, inner)
      guard failure == nil, isTruth(verdict) else { return .null }
      verdicts.append(verdict)
    }
    return feel(isEvery ? "every x in v satisfies x" : "some x in v satisfies x", [("v", .list(verdicts))])
  }

  func filter(_ source: FEELValue, _ match: Compiled, _ variables: FEELContext) -> FEELValue {
    let items: [FEELValue]
    switch source {
    case .list(let list): items = list
    case .null: return .null
    case .unknown: return source
    default: items = [source]
    }
    var kept: [FEELValue] = []
    for item in items {
      guard spend(variables.count / 4) else { return .null }
      var inner = variables
      if case .context(let entries) = item {
        spend(entries.count / 4)
        for (name, value) in zip(entries.keys, entries.values) { inner[name] = value }
      }
      inner["item"] = item
      let verdict = evaluate(match, inner)
      if failure != nil { return .null }
      switch verdict {
      case .number(let place): return feel("v[p]", [("v", .list(items)), ("p", .number(place))])
      case .boolean(true): kept.append(item)
      case .unknown(let facts): return .unknown(facts)
      default: if !isTruth(verdict) { return .null }
      }
    }
    return .list(kept)
  }

  /// Whether a value can be the outcome of a test; any other makes the whole boxed expression null.
  private func isTruth(_ value: FEELValue) -> Bool {
    switch value {
    case .boolean, .null, .unknown: return true
    default:
      remark("条件的结果应为是否值，这里是\(value.kindName)。")
      return false
    }
  }

  /// What an iterator runs over; nil where it cannot.
  private func items(_ value: FEELValue) -> [FEELValue]? {
    switch value {
    case .list(let items): return items
    case .null:
      remark("循环的范围不是列表。")
      return nil
    default:
      guard case .list(let items) = feel("for x in v return x", [("v", value)]) else { return nil }
      return items
    }
  }
}
