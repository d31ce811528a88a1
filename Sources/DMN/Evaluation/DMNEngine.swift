public import FEEL

/// Decision models made ready for evaluation: references resolved, cycles refused, expressions parsed.
///
/// ```swift
/// let engine = try DMNEngine(model)
/// let outcome = try engine.evaluate("准入结论", inputs: [DMNInput("面积", .number(12))])
/// ```
public final class DMNEngine: Sendable {
  private let elements: [String: ReadyElement]
  /// Keys of an element and of all that it needs, those first; made on demand from `needs`.
  private let needs: [String: [String]]
  private let namespace: String
  /// Texts that could not be read and types that are not defined; the elements they stand in evaluate to null.
  public let problems: [String]

  /// - Parameter imported: the models that `model` imports, directly or not.
  public init(_ model: DMNModel, imported: [DMNModel] = []) throws(DMNError) {
    var linker = try ModelLinker([model] + imported)
    try linker.link()
    elements = linker.elements
    needs = linker.needs
    problems = linker.problems
    namespace = model.namespace
  }

  func element(_ key: String) -> ReadyElement? { elements[key] }

  /// The decisions that an element needs and it itself, in the order of their evaluation.
  func order(of key: String) -> [String] { ModelLinker.order(from: key, needs) ?? [key] }

  func callable(_ key: String, now: FEELDateTime?) -> any FEELCallable {
    guard let element = elements[key] else { preconditionFailure("references were resolved when the model was linked") }
    return ElementFunction(self, element, now: now)
  }

  /// Names of the decisions of the model itself, in no order.
  public var decisionNames: Set<String> {
    Set(
      elements.values.filter {
        if case .decision = $0.kind, $0.namespace == namespace { return true }
        return false
      }.map(\.name))
  }

  private func find(_ name: String) -> ReadyElement? {
    let wanted = ElementReader.normalName(name)
    let named = elements.values.filter { $0.name == wanted }
    return named.first { $0.namespace == namespace } ?? named.first
  }

  /// Whether every element of an input's name takes its value.
  func accepts(_ input: DMNInput) -> Bool {
    let name = ElementReader.normalName(input.name)
    return elements.values.allSatisfy { element in
      element.name != name || input.value == .null || element.type.coerced(input.value) != .null
    }
  }

  /// Whether an element, or what it needs, calls a function outside (Java, PMML).
  public func usesExternal(_ name: String) -> Bool {
    guard let element = find(name) else { return false }
    var seen: Set<String> = []
    var pending = [element.key]
    while let key = pending.popLast() {
      guard seen.insert(key).inserted, let element = elements[key] else { continue }
      if element.usesExternal { return true }
      pending += element.scope.map(\.key)
      if case .service(let service) = element.kind { pending += service.outputs.map(\.key) }
    }
    return false
  }

  /// Evaluates a decision, or calls a decision service or knowledge model with the inputs of its parameters' names.
  public func evaluate(
    _ name: String, inputs: [DMNInput], now: FEELDateTime? = nil, limits: FEELLimits = .standard
  ) throws(DMNError) -> DMNOutcome {
    guard let element = find(name) else { throw .unknownDecision(name) }
    switch element.kind {
    case .input, .decision:
      let run = Run(self, values: given(inputs), now: now, limits: limits)
      let value = run.value(of: element.key)
      return DMNOutcome(value: value, problems: run.problems)
    case .knowledge, .service:
      let callable = callable(element.key, now: now)
      let arguments = callable.parameters.map { parameter in
        inputs.last { ElementReader.normalName($0.name) == parameter }?.value ?? .null
      }
      var spent = 0
      do throws(FEELEvaluationError) {
        return DMNOutcome(value: try callable.call(arguments, limits: limits, spent: &spent), problems: [])
      } catch {
        return DMNOutcome(value: .null, problems: [error.message])
      }
    }
  }

  /// The values of input data, and of decisions that a caller states instead of having them evaluated.
  private func given(_ inputs: [DMNInput]) -> [String: FEELValue] {
    var values: [String: FEELValue] = [:]
    for element in elements.values {
      guard case .input = element.kind else { continue }
      let own = inputs.last { input in
        ElementReader.normalName(input.name) == element.name && (input.namespace.map { $0 == element.namespace } ?? true)
      }
      if let own { values[element.key] = element.type.coerced(own.value) }
    }
    return values
  }
}

/// A value for input data; without namespace it serves every model that has input data of this name.
public struct DMNInput: Hashable, Sendable {
  public let namespace: String?
  public let name: String
  public let value: FEELValue

  public init(_ name: String, _ value: FEELValue, namespace: String? = nil) {
    self.namespace = namespace
    self.name = name
    self.value = value
  }
}

/// What came of an evaluation: null where something failed, with the reasons in Chinese.
public struct DMNOutcome: Hashable, Sendable {
  public let value: FEELValue
  public let problems: [String]
}
