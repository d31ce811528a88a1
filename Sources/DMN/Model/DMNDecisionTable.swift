/// A decision table: unary tests over inputs, outputs by rule, and what happens where several rules apply.
public struct DMNDecisionTable: Hashable, Sendable {
  public enum HitPolicy: String, Hashable, Sendable, CaseIterable {
    case unique = "UNIQUE"
    case any = "ANY"
    case priority = "PRIORITY"
    case first = "FIRST"
    case ruleOrder = "RULE ORDER"
    case outputOrder = "OUTPUT ORDER"
    case collect = "COLLECT"
  }

  public enum Aggregation: String, Hashable, Sendable, CaseIterable {
    case sum = "SUM"
    case count = "COUNT"
    case min = "MIN"
    case max = "MAX"
  }

  public struct Input: Hashable, Sendable {
    public var text: String
    public var typeReference: String?
    public var allowedValues: String?

    public init(text: String, typeReference: String? = nil, allowedValues: String? = nil) {
      self.text = text
      self.typeReference = typeReference
      self.allowedValues = allowedValues
    }
  }

  public struct Output: Hashable, Sendable {
    /// The name of the entry in the result; nil for a single output.
    public var name: String?
    public var typeReference: String?
    /// Allowed values, in the order of priority.
    public var values: String?
    public var defaultText: String?

    public init(name: String? = nil, typeReference: String? = nil, values: String? = nil, defaultText: String? = nil) {
      self.name = name
      self.typeReference = typeReference
      self.values = values
      self.defaultText = defaultText
    }
  }

  public struct Rule: Hashable, Sendable {
    public var tests: [String]
    public var outputs: [String]
    public var annotations: [String]

    public init(tests: [String], outputs: [String], annotations: [String] = []) {
      self.tests = tests
      self.outputs = outputs
      self.annotations = annotations
    }
  }

  public var hitPolicy: HitPolicy
  public var aggregation: Aggregation?
  public var outputLabel: String?
  public var inputs: [Input]
  public var outputs: [Output]
  public var annotations: [String]
  public var rules: [Rule]

  public init(
    hitPolicy: HitPolicy = .unique, aggregation: Aggregation? = nil, outputLabel: String? = nil, inputs: [Input], outputs: [Output],
    annotations: [String] = [], rules: [Rule]
  ) {
    self.hitPolicy = hitPolicy
    self.aggregation = aggregation
    self.outputLabel = outputLabel
    self.inputs = inputs
    self.outputs = outputs
    self.annotations = annotations
    self.rules = rules
  }
}
