/// A boxed expression with its declared type.
public struct DMNExpression: Hashable, Sendable {
  public var typeReference: String?
  public var kind: Kind

  public indirect enum Kind: Hashable, Sendable {
    case literal(String)
    case table(DMNDecisionTable)
    /// Entries in order; the one without a variable is the result.
    case context([Entry])
    case list([DMNExpression])
    case relation(columns: [DMNParameter], rows: [[DMNExpression]])
    case function(DMNFunction)
    case invocation(function: DMNExpression, bindings: [Binding])
    case conditional(test: DMNExpression, then: DMNExpression, otherwise: DMNExpression)
    case filter(list: DMNExpression, match: DMNExpression)
    case iteration(variable: String, list: DMNExpression, result: DMNExpression)
    case quantifier(isEvery: Bool, variable: String, list: DMNExpression, test: DMNExpression)
  }

  public struct Entry: Hashable, Sendable {
    public var variable: DMNParameter?
    public var value: DMNExpression

    public init(variable: DMNParameter?, value: DMNExpression) {
      self.variable = variable
      self.value = value
    }
  }

  public struct Binding: Hashable, Sendable {
    public var parameter: String
    public var value: DMNExpression?

    public init(parameter: String, value: DMNExpression?) {
      self.parameter = parameter
      self.value = value
    }
  }

  public init(_ kind: Kind, typeReference: String? = nil) {
    self.kind = kind
    self.typeReference = typeReference
  }
}

/// A function definition: FEEL, or one that runs outside (Java, PMML) and is only reported here.
public struct DMNFunction: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable {
    case feel = "FEEL"
    case java = "Java"
    case pmml = "PMML"
  }

  public var kind: Kind
  public var parameters: [DMNParameter]
  public var body: DMNExpression?
  /// The declared type of the function or of its result.
  public var typeReference: String?

  public init(kind: Kind = .feel, parameters: [DMNParameter], body: DMNExpression?, typeReference: String? = nil) {
    self.kind = kind
    self.parameters = parameters
    self.body = body
    self.typeReference = typeReference
  }
}
