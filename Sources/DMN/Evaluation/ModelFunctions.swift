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
      let value = parameter.type.coerced(argument)
      // An argument of another kind makes the call null.
      if value == .null, argument != .null { return .null }
      scope[parameter.name] = value
    }
    let run = Run(engine, values: [:], now: now, limits: limits)
    let value = function.result.coerced(run.evaluate(function.body, scope))
    spent += run.spent
    if let failure = run.failure { throw failure }
    return resultType.map { $0.coerced(value) } ?? value
  }
}

/// A knowledge model as a function: its logic among the knowledge that it requires, itself included.
final class KnowledgeFunction: FEELCallable {
  private let engine: DMNEngine
  private let element: ReadyElement
  private let function: CompiledFunction
  private let now: FEELDateTime?

  init(_ engine: DMNEngine, _ element: ReadyElement, _ function: CompiledFunction, now: FEELDateTime?) {
    self.engine = engine
    self.element = element
    self.function = function
    self.now = now
  }

  var parameters: [String] { function.parameters.map(\.name) }

  func call(_ arguments: [FEELValue], limits: FEELLimits, spent: inout Int) throws(FEELEvaluationError) -> FEELValue {
    var scope = FEELContext()
    for item in element.scope {
      let value = FEELValue.function(FEELFunction(engine.callable(item.key, now: now)))
      if let name = item.importName {
        var inner = FEELContext()
        if case .context(let existing)? = scope[name] { inner = existing }
        inner[item.name] = value
        scope[name] = .context(inner)
      } else {
        scope[item.name] = value
      }
    }
    let boxed = BoxedFunction(engine, function, scope, now: now, ownName: element.name, resultType: element.type.result)
    return try boxed.call(arguments, limits: limits, spent: &spent)
  }
}

/// A decision service as a function of its input data and input decisions.
final class ServiceFunction: FEELCallable {
  private let engine: DMNEngine
  private let service: ReadyService
  private let type: DMNType
  private let now: FEELDateTime?

  init(_ engine: DMNEngine, _ service: ReadyService, _ type: DMNType, now: FEELDateTime?) {
    self.engine = engine
    self.service = service
    self.type = type
    self.now = now
  }

  var parameters: [String] { service.inputs.map(\.name) }

  func call(_ arguments: [FEELValue], limits: FEELLimits, spent: inout Int) throws(FEELEvaluationError) -> FEELValue {
    var values: [String: FEELValue] = [:]
    for (input, argument) in zip(service.inputs, arguments) {
      let value = engine.element(input.key)?.type.coerced(argument) ?? argument
      // An argument of another kind makes the call null.
      if value == .null, argument != .null { return .null }
      values[input.key] = value
    }
    let run = Run(engine, values: values, now: now, limits: limits)
    let results = service.outputs.map { ($0.name, run.value(of: $0.key)) }
    spent += run.spent
    if let failure = run.failure { throw failure }
    let value = results.count == 1 ? results[0].1 : .context(FEELContext(results))
    return type.result.coerced(value)
  }
}
