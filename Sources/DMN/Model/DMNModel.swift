/// A decision model: one `definitions` element of the standard, without its drawing.
public struct DMNModel: Hashable, Sendable {
  public var name: String
  public var id: String?
  public var namespace: String
  public var description: String?
  public var imports: [DMNImport]
  public var itemDefinitions: [DMNItemDefinition]
  public var elements: [DMNElement]
  public var extensions: [DMNExtension]

  public init(
    name: String, id: String? = nil, namespace: String, description: String? = nil, imports: [DMNImport] = [],
    itemDefinitions: [DMNItemDefinition] = [], elements: [DMNElement] = [], extensions: [DMNExtension] = []
  ) {
    self.name = name
    self.id = id
    self.namespace = namespace
    self.description = description
    self.imports = imports
    self.itemDefinitions = itemDefinitions
    self.elements = elements
    self.extensions = extensions
  }
}

/// Another model whose elements may be used under a name; an empty name brings them in under their own.
public struct DMNImport: Hashable, Sendable {
  public var name: String
  public var namespace: String
  public var importType: String
  public var location: String?

  public init(name: String, namespace: String, importType: String, location: String? = nil) {
    self.name = name
    self.namespace = namespace
    self.importType = importType
    self.location = location
  }
}

/// A node of the requirements graph.
public struct DMNElement: Hashable, Sendable {
  public var id: String
  public var name: String
  public var description: String?
  /// The declared type of the element's variable.
  public var typeReference: String?
  public var kind: Kind
  public var extensions: [DMNExtension]

  public enum Kind: Hashable, Sendable {
    case inputData
    case decision(DMNDecision)
    case knowledgeModel(DMNKnowledgeModel)
    case service(DMNService)
  }

  public init(
    id: String, name: String, description: String? = nil, typeReference: String? = nil, kind: Kind, extensions: [DMNExtension] = []
  ) {
    self.id = id
    self.name = name
    self.description = description
    self.typeReference = typeReference
    self.kind = kind
    self.extensions = extensions
  }
}

public struct DMNDecision: Hashable, Sendable {
  public var question: String?
  public var allowedAnswers: String?
  /// References (`#id` or `namespace#id`) to decisions and input data.
  public var requiredInformation: [DMNRequirement]
  /// References to knowledge models and services.
  public var requiredKnowledge: [String]
  public var expression: DMNExpression?

  public init(
    question: String? = nil, allowedAnswers: String? = nil, requiredInformation: [DMNRequirement] = [],
    requiredKnowledge: [String] = [], expression: DMNExpression? = nil
  ) {
    self.question = question
    self.allowedAnswers = allowedAnswers
    self.requiredInformation = requiredInformation
    self.requiredKnowledge = requiredKnowledge
    self.expression = expression
  }
}

public enum DMNRequirement: Hashable, Sendable {
  case decision(String)
  case input(String)

  public var reference: String {
    switch self {
    case .decision(let reference), .input(let reference): reference
    }
  }
}

public struct DMNKnowledgeModel: Hashable, Sendable {
  public var requiredKnowledge: [String]
  public var logic: DMNFunction?

  public init(requiredKnowledge: [String] = [], logic: DMNFunction? = nil) {
    self.requiredKnowledge = requiredKnowledge
    self.logic = logic
  }
}

/// A part of the graph that is called as a function of its input decisions and input data.
public struct DMNService: Hashable, Sendable {
  public var outputDecisions: [String]
  public var encapsulatedDecisions: [String]
  public var inputDecisions: [String]
  public var inputData: [String]

  public init(outputDecisions: [String], encapsulatedDecisions: [String] = [], inputDecisions: [String] = [], inputData: [String] = []) {
    self.outputDecisions = outputDecisions
    self.encapsulatedDecisions = encapsulatedDecisions
    self.inputDecisions = inputDecisions
    self.inputData = inputData
  }
}
