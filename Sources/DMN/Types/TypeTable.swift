internal import FEEL

/// The types that a model can name: its own, and under their names those of its imports.
struct TypeTable: Sendable {
  private(set) var types: [String: DMNType] = [:]
  /// Names of all components, which entries may be read by.
  private(set) var entryNames: Set<String> = []

  init(_ model: DMNModel, imported: [(name: String, table: TypeTable)]) throws(DMNError) {
    for (name, table) in imported {
      entryNames.formUnion(table.entryNames)
      for (type, value) in table.types { types[name.isEmpty ? type : "\(name).\(type)"] = value }
    }
    entryNames.formUnion(model.elements.map(\.name))
    let definitions = Dictionary(model.itemDefinitions.map { ($0.name, $0) }) { first, _ in first }
    for definition in model.itemDefinitions {
      _ = try define(definition.name, definitions, below: [], owner: model.name)
      collectNames(definition)
    }
  }

  private mutating func collectNames(_ definition: DMNItemDefinition) {
    for component in definition.components {
      entryNames.insert(component.name)
      collectNames(component)
    }
  }

  /// The type of a reference; nil where there is none of that name.
  func type(_ reference: String) -> DMNType? {
    if let defined = types[reference] { return defined }
    if let simple = FEELType.simple[reference] { return .simple(simple) }
    switch reference {
    case "null": return .simple(.null)
    case "any": return .simple(.any)
    case "dateTime", "dateAndTime": return .simple(.dateTime)
    case "dayTimeDuration": return .simple(.daysTime)
    case "yearMonthDuration": return .simple(.yearsMonths)
    case "function": return .simple(.any)
    default: return nil
    }
  }

  /// The type of a reference of an element; anything where none is declared.
  func required(_ reference: String?, of owner: String) throws(DMNError) -> DMNType {
    guard let reference else { return .simple(.any) }
    guard let type = type(reference) else { throw .unknownType(reference, of: owner) }
    return type
  }

  private mutating func define(
    _ name: String, _ definitions: [String: DMNItemDefinition], below: [String], owner: String
  ) throws(DMNError) -> DMNType {
    if let known = types[name] { return known }
    if let definition = definitions[name] {
      if below.contains(name) || below.count > 60 { throw .typeCycle(name) }
      let type = try type(of: definition, definitions, below: below + [name])
      types[name] = type
      return type
    }
    return try required(name, of: owner)
  }

  private mutating func type(
    of definition: DMNItemDefinition, _ definitions: [String: DMNItemDefinition], below: [String]
  ) throws(DMNError) -> DMNType {
    var type: DMNType
    if let function = definition.function {
      var parameters: [FEELType] = []
      for parameter in function.parameters {
        let type = try parameter.typeReference.map { (name) throws(DMNError) in
          try define(name, definitions, below: below, owner: definition.name)
        }
        parameters.append(type?.feelType ?? .any)
      }
      let result = try function.outputTypeReference.map { (name) throws(DMNError) in
        try define(name, definitions, below: below, owner: definition.name)
      }
      type = .function(.function(parameters, result?.feelType ?? .any), result: result ?? .simple(.any))
    } else if !definition.components.isEmpty {
      var members: [(name: String, type: DMNType)] = []
      for component in definition.components {
        members.append((component.name, try self.type(of: component, definitions, below: below)))
      }
      type = .structure(members)
    } else if let reference = definition.typeReference {
      type = try define(reference, definitions, below: below, owner: definition.name)
    } else {
      type = .simple(.any)
    }
    if let tests = narrowing(definition.allowedValues) {
      // A type's own allowed values stand in place of those of the type it is made from.
      if case .narrowed(let base, _) = type { type = base }
      type = .narrowed(type, by: tests)
    }
    if definition.isCollection { type = .list(type) }
    if let tests = narrowing(definition.typeConstraint) { type = .narrowed(type, by: tests) }
    return type
  }

  /// Tests that cannot be read narrow nothing.
  private func narrowing(_ text: String?) -> FEELExpression? {
    guard let text, !text.isEmpty else { return nil }
    return try? FEELExpression.parseUnaryTests(text, names: ScopeNames(variables: [], entryNames: entryNames, types: [:]))
  }
}

/// What an expression of a model may name.
struct ScopeNames: FEELNames {
  var variables: Set<String>
  let entryNames: Set<String>
  let types: [String: DMNType]

  func isKnown(path: [String]) -> Bool { path.count == 1 && variables.contains(path[0]) }
  func isOpen(path: [String]) -> Bool { true }
  func isKnownFunction(_ name: String) -> Bool { false }
  var allowsExternalFunctions: Bool { true }
  func isEntryName(_ name: String) -> Bool { entryNames.contains(name) }
  func type(named name: String) -> FEELType? { types[name]?.feelType }
  func nearest(to path: [String]) -> [[String]] {
    FEELExpression.nearestNames(path.joined(separator: "."), among: variables.sorted(), limit: 3).map { [$0] }
  }
}
