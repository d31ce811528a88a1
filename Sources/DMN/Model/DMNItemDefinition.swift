/// A type that a model defines: simple (another type, perhaps narrowed), structured, a collection, or a function.
public struct DMNItemDefinition: Hashable, Sendable {
  public var name: String
  public var id: String?
  public var typeReference: String?
  public var isCollection: Bool
  /// Unary tests that a value (each item of a collection) must pass.
  public var allowedValues: String?
  /// Unary tests that the whole value must pass.
  public var typeConstraint: String?
  public var components: [DMNItemDefinition]
  public var function: FunctionItem?

  public struct FunctionItem: Hashable, Sendable {
    public var outputTypeReference: String?
    public var parameters: [DMNParameter]

    public init(outputTypeReference: String?, parameters: [DMNParameter]) {
      self.outputTypeReference = outputTypeReference
      self.parameters = parameters
    }
  }

  public init(
    name: String, id: String? = nil, typeReference: String? = nil, isCollection: Bool = false, allowedValues: String? = nil,
    typeConstraint: String? = nil, components: [DMNItemDefinition] = [], function: FunctionItem? = nil
  ) {
    self.name = name
    self.id = id
    self.typeReference = typeReference
    self.isCollection = isCollection
    self.allowedValues = allowedValues
    self.typeConstraint = typeConstraint
    self.components = components
    self.function = function
  }
}

/// A named variable with its declared type.
public struct DMNParameter: Hashable, Sendable {
  public var name: String
  public var typeReference: String?

  public init(name: String, typeReference: String? = nil) {
    self.name = name
    self.typeReference = typeReference
  }
}
