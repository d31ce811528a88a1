internal import FEEL

/// A boxed function with the variables that it was written among.
final class BoxedFunction: FEELCallable {
  private let engine: DMNEngine
  private let function: CompiledFunction
  private let variables: FEELContext
  private let now: FEELDateTime?
  /// The entry's name under which the function may call itself.
  private let ownName: String?
  private let resultType: DMNType?

  init(
    _ engine: DMNEngine, _ function: CompiledFunction, _ variables: FEELContext, now: FEELDateTime?, ownName: String? = nil,
    resultType: DMNType? = nil
  ) {
    self.engine = engine
    self.function = function
    self.variables = variables
    self.now = now
    self.ownName = ownName
    self.resultType = resultType
  }

  var parameters: [String] { function.parameters.map(\.name) }

  func call(_ arguments: [FEELValue], limits: FEELLimits, spent: inout Int) throws(FEELEvaluationError) -> FEELValue {
    if limits.depth < 1 { throw .tooDeep(levels: limits.depth) }
    var scope = variables
    if let ownName { scope[ownName] = .function(FEELFunction(self)) }
    for (parameter, argument) in zip(function.parameters, arguments) {
      let value = parameter.type.coerced(argument, limits: limits, spent: &spent)
      // An argument of another kind makes the call null.
      if value == .null, argument != .null { return .null }
      scope[parameter.name] = value
    }
    let run = Run(engine, values: [:], now: now, limits: limits)
    run.spend(spent)
    var value = run.coerced(run.evaluate(function.body, scope), to: function.result)
    if let resultType { value = run.coerced(value, to: resultType) }
    spent = run.spent
    if let failure = run.failure { throw failure }
    return value
  }
}

/// A knowledge model or a decision service as a function.
final class ElementFunction: FEELCallable {
  private let engine: DMNEngine
  private let element: ReadyElement
  private let now: FEELDateTime?

  init(_ engine: DMNEngine, _ element: ReadyElement, now: FEELDateTime?) {
    self.engine = engine
    self.element = element
    self.now = now
  }

  var parameters: [String] {
    switch element.kind {
    case .knowledge(let function): function.parameters.map(\.name)
    case .service(let service): service.inputs.map(\.name)
    case .input, .decision: preconditionFailure("only knowledge models and services are called")
    }
  }

  func call(_ arguments: [FEELValue], limits: FEELLimits, spent: inout Int) throws(FEELEvaluationError) -> FEELValue {
    switch element.kind {
    case .knowledge(let function): try call(function, arguments, limits, &spent)
    case .service(let service): try call(service, arguments, limits, &spent)
    case .input, .decision: preconditionFailure("only knowledge models and services are called")
    }
  }

  /// Its logic among the knowledge that it requires, itself included.
  private func call(
    _ function: CompiledFunction, _ arguments: [FEELValue], _ limits: FEELLimits, _ spent: inout Int
  ) throws(FEELEvaluationError) -> FEELValue {
    var scope = FEELContext()
    spent += element.scope.count
    for item in element.scope { item.put(.function(FEELFunction(engine.callable(item.key, now: now))), into: &scope) }
    let boxed = BoxedFunction(engine, function, scope, now: now, ownName: element.name, resultType: element.type.result)
    return try boxed.call(arguments, limits: limits, spent: &spent)
  }

  /// Its outputs by its input data and input decisions.
  private func call(
    _ service: ReadyService, _ arguments: [FEELValue], _ limits: FEELLimits, _ spent: inout Int
  ) throws(FEELEvaluationError) -> FEELValue {
    var values: [String: FEELValue] = [:]
    for (input, argument) in zip(service.inputs, arguments) {
      let value = engine.element(input.key)?.type.coerced(argument, limits: limits, spent: &spent) ?? argument
      // An argument of another kind makes the call null.
      if value == .null, argument != .null { return .null }
      values[input.key] = value
    }
    let run = Run(engine, values: values, now: now, limits: limits)
    run.spend(spent)
    let results = service.outputs.map { ($0.name, run.value(of: $0.key)) }
    let value = run.coerced(results.count == 1 ? results[0].1 : .context(FEELContext(results)), to: element.type.result)
    spent = run.spent
    if let failure = run.failure { throw failure }
    return value
  }
}
