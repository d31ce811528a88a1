/// A function as a value: a built-in by its name, or one that an expression wrote, with the variables it closes over.
public struct FEELFunction: Hashable, Sendable {
  enum Body: Sendable {
    case builtin(Builtin)
    case host(String)
    /// A function outside with the names of its parameters; it is never run.
    case external([String])
    case written(WrittenFunction)
    case model(any FEELCallable)
  }

  let body: Body

  /// The parameters' names, where the function was written in an expression.
  public var parameters: [String] {
    switch body {
    case .builtin(let builtin): builtin.signatures.first ?? []
    case .host: []
    case .external(let parameters): parameters
    case .written(let function): function.parameters
    case .model(let function): function.parameters
    }
  }

  public static func == (a: FEELFunction, b: FEELFunction) -> Bool {
    switch (a.body, b.body) {
    case (.builtin(let x), .builtin(let y)): x == y
    case (.host(let x), .host(let y)): x == y
    case (.external(let x), .external(let y)): x == y
    case (.written(let x), .written(let y)): x === y
    case (.model(let x), .model(let y)): x === y
    default: false
    }
  }

  public func hash(into hasher: inout Hasher) {
    switch body {
    case .builtin(let builtin): hasher.combine(builtin)
    case .host(let name): hasher.combine(name)
    case .external(let parameters): hasher.combine(parameters)
    case .written(let function): hasher.combine(ObjectIdentifier(function))
    case .model(let function): hasher.combine(ObjectIdentifier(function))
    }
  }
}

/// `function(a, b) a + b` with what it saw where it was written.
final class WrittenFunction: Sendable {
  let parameters: [String]
  let parameterTypes: [FEELType?]
  let body: FEELNode
  let closure: [LocalBinding]
  /// The variables of the model where it was written, which need not be those where it is called.
  let variables: FEELVariables?

  init(parameters: [String], parameterTypes: [FEELType?], body: FEELNode, closure: [LocalBinding], variables: FEELVariables?) {
    self.variables = variables
    self.parameters = parameters
    self.parameterTypes = parameterTypes
    self.body = body
    self.closure = closure
  }
}

/// A local name with its value: an iterator, a parameter, an entry of a context being built.
struct LocalBinding: Sendable {
  let name: String
  var value: FEELValue
  /// The item of a filter, whose entries are in scope.
  var isItem = false
}
