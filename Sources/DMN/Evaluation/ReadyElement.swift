internal import FEEL

/// A name that an element sees, with the element that answers it.
struct ScopeItem: Sendable {
  /// The import that it comes under; nil for elements of the same model.
  let importName: String?
  let name: String
  let key: String

  /// Puts its value among the variables, under the import's name where it comes from another model.
  func put(_ value: FEELValue, into variables: inout FEELContext) {
    guard let importName else {
      variables[name] = value
      return
    }
    var inner = FEELContext()
    if case .context(let existing)? = variables[importName] { inner = existing }
    inner[name] = value
    variables[importName] = .context(inner)
  }
}

struct ReadyService: Sendable {
  let inputs: [(name: String, key: String)]
  let outputs: [(name: String, key: String)]
}

/// An element with everything looked up and parsed.
struct ReadyElement: Sendable {
  enum Kind: Sendable {
    case input
    case decision(Compiled)
    case knowledge(CompiledFunction)
    case service(ReadyService)
  }

  let key: String
  let namespace: String
  let name: String
  let type: DMNType
  let kind: Kind
  let scope: [ScopeItem]
  let usesExternal: Bool
}
