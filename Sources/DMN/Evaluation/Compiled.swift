internal import FEEL

/// A boxed expression made ready: texts parsed, types looked up.
struct Compiled: Sendable {
  let kind: Kind
  /// What the value is made to, where the expression declares a type.
  let type: DMNType?

  indirect enum Kind: Sendable {
    /// A text that could not be read, with the reason; its value is null.
    case failed(String)
    case literal(FEELExpression)
    case table(CompiledTable)
    case context([Entry])
    case list([Compiled])
    case relation(columns: [(name: String, type: DMNType)], rows: [[Compiled]])
    case function(CompiledFunction)
    case invocation(Compiled, [(parameter: String, value: Compiled)])
    case conditional(test: Compiled, then: Compiled, otherwise: Compiled)
    case filter(Compiled, match: Compiled)
    case iteration(variable: String, list: Compiled, result: Compiled)
    case quantifier(isEvery: Bool, variable: String, list: Compiled, test: Compiled)
  }

  struct Entry: Sendable {
    /// Nil for the result.
    let name: String?
    let type: DMNType
    let value: Compiled
  }
}

struct CompiledFunction: Sendable {
  /// Whether it runs outside (Java, PMML): its calls are null here.
  let isExternal: Bool
  let parameters: [(name: String, type: DMNType)]
  /// What results are made to.
  let result: DMNType
  let body: Compiled
}

struct CompiledTable: Sendable {
  struct Input: Sendable {
    let value: Compiled
    let allowed: Compiled?
  }

  struct Output: Sendable {
    let name: String?
    let type: DMNType
    let allowed: Compiled?
    /// The allowed values in the order of priority, as one list.
    let priorities: Compiled?
    let defaultValue: Compiled?
  }

  struct Rule: Sendable {
    let tests: [Compiled]
    let outputs: [Compiled]
  }

  let hitPolicy: DMNDecisionTable.HitPolicy
  let aggregation: DMNDecisionTable.Aggregation?
  let inputs: [Input]
  let outputs: [Output]
  let rules: [Rule]
}
