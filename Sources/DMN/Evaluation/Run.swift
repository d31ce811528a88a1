internal import FEEL

/// One evaluation of a model: the values given, those computed so far, and what is left of the limits.
final class Run {
  let engine: DMNEngine
  let now: FEELDateTime?
  let limits: FEELLimits
  private(set) var spent = 0
  private(set) var problems: [String] = []
  /// The limit that was reached, after which nothing more is evaluated.
  private(set) var failure: FEELEvaluationError?
  private var values: [String: FEELValue]

  init(_ engine: DMNEngine, values: [String: FEELValue], now: FEELDateTime?, limits: FEELLimits) {
    self.engine = engine
    self.values = values
    self.now = now
    self.limits = limits
  }

  private var remaining: FEELLimits {
    FEELLimits(
      steps: max(0, limits.steps - spent), listLength: limits.listLength, textLength: limits.textLength, depth: limits.depth)
  }

  func remark(_ text: @autoclosure () -> String) {
    if problems.count >= 50 { return }
    let text = text()
    if !problems.contains(text) { problems.append(text) }
  }

  /// Counts work that is not done by the evaluator of expressions; false when the limit is reached.
  @discardableResult
  func spend(_ work: Int) -> Bool {
    spent += work
    if spent > limits.steps { _ = fail(.tooMuchWork(steps: limits.steps)) }
    return failure == nil
  }

  /// Null, with the reason; where a limit was reached, for all that is left.
  private func fail(_ error: FEELEvaluationError) -> FEELValue {
    switch error {
    case .unknownName: return .null
    case .tooMuchWork: failure = .tooMuchWork(steps: limits.steps)
    case .tooDeep, .listTooLong, .textTooLong: failure = error
    case .unknownFunction, .refused: break
    }
    remark((failure ?? error).message)
    return .null
  }

  /// The value of an element, after those that it requires.
  func value(of key: String) -> FEELValue {
    if let value = values[key] { return value }
    for next in engine.order(of: key) where values[next] == nil { values[next] = compute(next) }
    return values[key] ?? .null
  }

  private func compute(_ key: String) -> FEELValue {
    guard let element = engine.element(key) else { return .null }
    switch element.kind {
    case .input: return .null
    case .decision(let body): return coerced(evaluate(body, variables(element.scope)), to: element.type)
    case .knowledge, .service: return .function(FEELFunction(engine.callable(key, now: now)))
    }
  }

  /// What the expressions of an element see, under the names of imports where they come from other models.
  func variables(_ scope: [ScopeItem]) -> FEELContext {
    var context = FEELContext()
    for item in scope { item.put(value(of: item.key), into: &context) }
    return context
  }

  func evaluate(_ compiled: Compiled, _ variables: FEELContext, input: FEELValue? = nil) -> FEELValue {
    let value = compute(compiled.kind, variables, input: input)
    return compiled.type.map { coerced(value, to: $0) } ?? value
  }

  /// A value as a type takes it; what that takes counts.
  func coerced(_ value: FEELValue, to type: DMNType) -> FEELValue {
    if failure != nil { return .null }
    let result = type.coerced(value, limits: limits, spent: &spent)
    return spent > limits.steps ? fail(.tooMuchWork(steps: limits.steps)) : result
  }

  private func literal(_ expression: FEELExpression, _ variables: FEELContext, input: FEELValue? = nil) -> FEELValue {
    do throws(FEELEvaluationError) {
      return try expression.evaluate(in: FEELVariables(variables, now: now), input: input, limits: remaining, spent: &spent)
    } catch {
      return fail(error)
    }
  }

  /// A small expression over given values.
  func feel(_ text: String, _ values: [(String, FEELValue)]) -> FEELValue {
    do throws(FEELSyntaxError) {
      return literal(try FEELExpression.parse(text, names: FEELKnownNames(variables: values.map(\.0))), FEELContext(values))
    } catch {
      remark(error.message)
      return .null
    }
  }

  private func compute(_ kind: Compiled.Kind, _ variables: FEELContext, input: FEELValue?) -> FEELValue {
    if failure != nil { return .null }
    if spent >= limits.steps { return fail(.tooMuchWork(steps: limits.steps)) }
    spent += 1
    switch kind {
    case .failed(let message):
      remark(message)
      return .null
    case .literal(let expression): return literal(expression, variables, input: input)
    case .table(let table): return evaluate(table, variables)
    case .context(let entries): return context(entries, variables)
    case .list(let items): return charged(.list(items.map { evaluate($0, variables) }))
    case .relation(let columns, let rows):
      return charged(
        .list(
          rows.map { row in
            .context(FEELContext(zip(columns, row).map { ($0.name, coerced(evaluate($1, variables), to: $0.type)) }))
          }))
    case .function(let function):
      return .function(FEELFunction(BoxedFunction(engine, function, variables, now: now)))
    case .invocation(let callee, let bindings):
      let called = evaluate(callee, variables)
      if called.isUnknown { return called }
      guard case .function(let function) = called else {
        remark("调用的对象不是函数。")
        return .null
      }
      let arguments = bindings.map { evaluate($0.value, variables) }
      do throws(FEELEvaluationError) {
        return try function.call(
          arguments, names: bindings.isEmpty ? nil : bindings.map(\.parameter), now: now, limits: remaining, spent: &spent)
      } catch {
        return fail(error)
      }
    case .conditional(let test, let then, let otherwise):
      return conditional(evaluate(test, variables), then, otherwise, variables)
    case .filter(let list, let match): return filter(evaluate(list, variables), match, variables)
    case .iteration(let variable, let list, let result): return iteration(variable, evaluate(list, variables), result, variables)
    case .quantifier(let isEvery, let variable, let list, let test):
      return quantifier(isEvery, variable, evaluate(list, variables), test, variables)
    }
  }

  /// A value that was put together, after its parts are counted: shared ones as often as they occur.
  func charged(_ value: FEELValue) -> FEELValue {
    do throws(FEELEvaluationError) {
      spent += try value.weight(limits: remaining)
      return value
    } catch {
      return fail(error)
    }
  }

  private func context(_ entries: [Compiled.Entry], _ variables: FEELContext) -> FEELValue {
    var inner = variables
    var context = FEELContext()
    for entry in entries {
      let value: FEELValue
      if case .function(let function) = entry.value.kind, let name = entry.name {
        value = .function(FEELFunction(BoxedFunction(engine, function, inner, now: now, ownName: name)))
      } else {
        value = coerced(evaluate(entry.value, inner), to: entry.type)
      }
      guard let name = entry.name else { return value }
      context[name] = value
      inner[name] = value
    }
    return charged(.context(context))
  }
}
