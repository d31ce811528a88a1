/// Writes models as DMN 1.5.
public enum DMNWriter {
  public static let namespace = "https://www.omg.org/spec/DMN/20230324/MODEL/"

  /// The model as XML; reading it gives an equal model.
  ///
  /// - Parameter prefixes: by namespace, those of extensions that should have a name of their own; others are numbered.
  public static func xml(_ model: DMNModel, prefixes: [String: String] = [:]) -> String {
    var out = XMLText()
    let extensions = ExtensionWriter(model, prefixes)
    let attributes: [(String, String?)] = [
      ("xmlns", namespace), ("xmlns:feel", "https://www.omg.org/spec/DMN/20230324/FEEL/"), ("id", model.id), ("name", model.name),
      ("namespace", model.namespace),
    ]
    out.element("definitions", attributes + extensions.declarations) { out in
      description(model.description, &out)
      extensions.write(model.extensions, &out)
      for item in model.imports {
        out.element(
          "import",
          [("name", item.name), ("namespace", item.namespace), ("importType", item.importType), ("locationURI", item.location)])
      }
      for definition in model.itemDefinitions { itemDefinition(definition, "itemDefinition", &out) }
      for element in model.elements { self.element(element, extensions, &out) }
    }
    return out.text
  }

  private static func description(_ text: String?, _ out: inout XMLText) {
    if let text { out.leaf("description", text) }
  }

  private static func itemDefinition(_ item: DMNItemDefinition, _ name: String, _ out: inout XMLText) {
    out.element(name, [("id", item.id), ("name", item.name), ("isCollection", item.isCollection ? "true" : nil)]) { out in
      if let reference = item.typeReference { out.leaf("typeRef", reference) }
      if let tests = item.allowedValues { out.element("allowedValues") { $0.leaf("text", tests) } }
      if let tests = item.typeConstraint { out.element("typeConstraint") { $0.leaf("text", tests) } }
      for component in item.components { itemDefinition(component, "itemComponent", &out) }
      if let function = item.function {
        out.element("functionItem", [("outputTypeRef", function.outputTypeReference)]) { out in
          for parameter in function.parameters { variable("parameters", parameter, &out) }
        }
      }
    }
  }

  private static func variable(_ name: String, _ parameter: DMNParameter, _ out: inout XMLText) {
    out.element(name, [("name", parameter.name), ("typeRef", parameter.typeReference)])
  }

  private static func element(_ element: DMNElement, _ extensions: ExtensionWriter, _ out: inout XMLText) {
    let name =
      switch element.kind {
      case .inputData: "inputData"
      case .decision: "decision"
      case .knowledgeModel: "businessKnowledgeModel"
      case .service: "decisionService"
      }
    out.element(name, [("id", element.id), ("name", element.name)]) { out in
      description(element.description, &out)
      extensions.write(element.extensions, &out)
      if case .decision(let decision) = element.kind {
        if let question = decision.question { out.leaf("question", question) }
        if let answers = decision.allowedAnswers { out.leaf("allowedAnswers", answers) }
      }
      variable("variable", DMNParameter(name: element.name, typeReference: element.typeReference), &out)
      switch element.kind {
      case .inputData: break
      case .decision(let decision):
        for requirement in decision.requiredInformation {
          out.element("informationRequirement") { out in
            switch requirement {
            case .decision(let reference): out.element("requiredDecision", [("href", reference)])
            case .input(let reference): out.element("requiredInput", [("href", reference)])
            }
          }
        }
        knowledge(decision.requiredKnowledge, &out)
        if let expression = decision.expression { ExpressionWriter.write(expression, &out) }
      case .knowledgeModel(let model):
        if let logic = model.logic { ExpressionWriter.write(logic, as: "encapsulatedLogic", &out) }
        knowledge(model.requiredKnowledge, &out)
      case .service(let service):
        for reference in service.outputDecisions { out.element("outputDecision", [("href", reference)]) }
        for reference in service.encapsulatedDecisions { out.element("encapsulatedDecision", [("href", reference)]) }
        for reference in service.inputDecisions { out.element("inputDecision", [("href", reference)]) }
        for reference in service.inputData { out.element("inputData", [("href", reference)]) }
      }
    }
  }

  private static func knowledge(_ references: [String], _ out: inout XMLText) {
    for reference in references {
      out.element("knowledgeRequirement") { $0.element("requiredKnowledge", [("href", reference)]) }
    }
  }
}
