/// Which types stand for which (DMN 1.5 §10.3.2.9.2), and the types that expressions have by their form.
extension FEELType {
  /// Whether every value of this type is one of another.
  func conforms(to other: FEELType) -> Bool {
    switch (self, other) {
    case (_, .any), (.null, _): true
    case (.narrowed(let base, _), _): base.conforms(to: other)
    case (_, .narrowed(let base, _)): conforms(to: base)
    case (.list(let a), .list(let b)), (.range(let a), .range(let b)): a.conforms(to: b)
    case (.context(let have), .context(let want)):
      want.allSatisfy { member in have.first { $0.name == member.name }?.type.conforms(to: member.type) ?? false }
    case (.function(let have, let result), .function(let want, let wantedResult)):
      have.count == want.count && zip(want, have).allSatisfy { $0.conforms(to: $1) } && result.conforms(to: wantedResult)
    default: self == other
    }
  }

  /// The type of what an expression gives, where its form alone tells it.
  init?(ofResult node: FEELNode) {
    switch node.kind {
    case .literal(let value):
      guard let type = FEELType(of: value) else { return nil }
      self = type
    case .list(let items):
      guard let element = FEELType(common: items.map { FEELType(ofResult: $0) }) else { return nil }
      self = .list(element)
    case .context(let entries):
      var members: [Member] = []
      for entry in entries {
        guard let type = FEELType(ofResult: entry.value) else { return nil }
        members.append(Member(name: entry.key, type: type))
      }
      self = .context(members)
    case .comparison, .between, .member, .and, .or, .not, .some, .every, .instanceOf, .unaryTests: self = .boolean
    case .arithmetic(_, let left, let right):
      guard let a = FEELType(ofResult: left), a == FEELType(ofResult: right), a == .number || a == .string else { return nil }
      self = a
    case .negate(let operand):
      guard FEELType(ofResult: operand) == .number else { return nil }
      self = .number
    case .conditional(_, let then, let otherwise):
      guard let a = FEELType(ofResult: then), a == FEELType(ofResult: otherwise) else { return nil }
      self = a
    case .function(let parameters, let body):
      guard let result = FEELType(ofResult: body) else { return nil }
      self = .function(parameters.map { $0.type ?? .any }, result)
    default: return nil
    }
  }

  /// The type of a simple value.
  private init?(of value: FEELValue) {
    switch value {
    case .null: self = .null
    case .boolean: self = .boolean
    case .number: self = .number
    case .string: self = .string
    case .date: self = .date
    case .time: self = .time
    case .dateTime: self = .dateTime
    case .yearsMonths: self = .yearsMonths
    case .daysTime: self = .daysTime
    case .unknown, .list, .context, .range, .function: return nil
    }
  }

  /// The type that all have: any where they differ, none where one is not known.
  private init?(common types: [FEELType?]) {
    let known = types.compactMap { $0 }
    guard known.count == types.count else { return nil }
    self = known.allSatisfy { $0 == known[0] } ? known.first ?? .any : .any
  }
}

/// What is known of a function's type: its parameters, and its result where its form tells it.
struct FunctionShape {
  private let parameters: [FEELType]
  private let result: FEELType?

  init(_ function: FEELFunction) {
    switch function.body {
    case .written(let written):
      parameters = written.parameterTypes.map { $0 ?? .any }
      result = FEELType(ofResult: written.body)
    case .builtin, .host, .model, .external:
      parameters = function.parameters.map { _ in .any }
      result = nil
    }
  }

  /// The shape that all functions of a list have together; nil where it holds anything else, or functions of other lengths.
  init?(common items: [FEELValue]) {
    var shapes: [FunctionShape] = []
    for item in items {
      guard case .function(let function) = item else { return nil }
      shapes.append(FunctionShape(function))
    }
    guard let first = shapes.first, shapes.allSatisfy({ $0.parameters.count == first.parameters.count }) else { return nil }
    parameters = first.parameters.indices.map { place in
      shapes.allSatisfy { $0.parameters[place] == first.parameters[place] } ? first.parameters[place] : .any
    }
    result = shapes.allSatisfy { $0.result == first.result } ? first.result : .any
  }

  /// Whether it may stand for a function of these parameters and result; a result of unknown type may.
  func conforms(to wanted: [FEELType], _ wantedResult: FEELType) -> Bool {
    wanted.count == parameters.count && zip(wanted, parameters).allSatisfy { $0.conforms(to: $1) }
      && result.map { $0.conforms(to: wantedResult) } ?? true
  }
}
