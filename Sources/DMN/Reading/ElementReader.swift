/// Reads the elements of the requirements graph.
enum ElementReader {
  static func model(_ root: XMLTree) throws(DMNError) -> DMNModel {
    try checkRoot(root)
    let name = root.attributes["name"] ?? ""
    var model = DMNModel(
      name: name, id: root.attributes["id"], namespace: root.attributes["namespace"] ?? "", description: root.childText("description"))
    for child in root.children where child.namespace == root.namespace {
      switch child.name {
      case "import":
        model.imports.append(
          DMNImport(
            name: child.attributes["name"] ?? "", namespace: try required("namespace", child, name),
            importType: child.attributes["importType"] ?? "", location: child.attributes["locationURI"]))
      case "itemDefinition": model.itemDefinitions.append(try itemDefinition(child))
      case "inputData": model.elements.append(try element(child) { (_, _) throws(DMNError) in .inputData })
      case "decision": model.elements.append(try element(child, decision))
      case "businessKnowledgeModel": model.elements.append(try element(child, knowledgeModel))
      case "decisionService": model.elements.append(try element(child, service))
      case "extensionElements": model.extensions += extensions(child)
      default: break
      }
    }
    return model
  }

  static func checkRoot(_ root: XMLTree) throws(DMNError) {
    guard root.name == "definitions", DMNReader.namespaces.contains(root.namespace) else {
      throw .notAModel(root: root.name, namespace: root.namespace)
    }
  }

  /// What a child of the root holds; nothing where it is of another namespace or says nothing of the model.
  static func parts(_ child: XMLTree, of root: XMLTree) throws(DMNError) -> [DMNReader.Part] {
    guard child.namespace == root.namespace else { return [] }
    let whole = XMLTree(
      name: root.name, namespace: root.namespace, attributes: root.attributes, prefixed: root.prefixed, children: [child], text: "")
    let model = try model(whole)
    if !model.extensions.isEmpty { return [.extensions(model.extensions)] }
    let found: [DMNReader.Part] = model.itemDefinitions.map { .itemDefinition($0) } + model.elements.map { .element($0) }
    if !found.isEmpty || ["description", "extensionElements"].contains(child.name) { return found }
    return [.other(child.name, name: child.attributes["name"])]
  }

  private static func extensions(_ tree: XMLTree) -> [DMNExtension] {
    tree.children.filter { $0.namespace != tree.namespace && !$0.namespace.isEmpty }.map(foreign)
  }

  private static func foreign(_ tree: XMLTree) -> DMNExtension {
    DMNExtension(
      namespace: tree.namespace, name: tree.name, attributes: tree.attributes, text: tree.trimmed,
      children: tree.children.filter { !$0.namespace.isEmpty }.map(foreign))
  }

  static func required(_ attribute: String, _ tree: XMLTree, _ owner: String) throws(DMNError) -> String {
    guard let value = tree.attributes[attribute], !value.isEmpty else {
      throw .missing(attribute: attribute, element: tree.name, of: owner)
    }
    return value
  }

  /// A type reference; those of DMN 1.1 have a prefix, which says the namespace only.
  static func typeReference(_ tree: XMLTree?) -> String? {
    guard let written = tree?.attributes["typeRef"] ?? tree?.childText("typeRef"), !written.isEmpty else { return nil }
    guard let colon = written.firstIndex(of: ":") else { return written }
    return String(written[written.index(after: colon)...])
  }

  private static func element(
    _ tree: XMLTree, _ kind: (XMLTree, String) throws(DMNError) -> DMNElement.Kind
  ) throws(DMNError) -> DMNElement {
    let name = normalName(try required("name", tree, tree.attributes["id"] ?? tree.name))
    return DMNElement(
      id: tree.attributes["id"] ?? name, name: name, description: tree.childText("description"),
      typeReference: typeReference(tree.first("variable")), kind: try kind(tree, name),
      extensions: tree.first("extensionElements").map(extensions) ?? [])
  }

  /// A name as expressions read it: single spaces between words, none around signs.
  static func normalName(_ name: String) -> String {
    let words = name.split { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r\n" || $0 == "\u{A0}" }
    let signs: Set<Character> = [".", "/", "-", "'", "+", "*"]
    var result = ""
    for word in words {
      if let last = result.last, !signs.contains(last), let first = word.first, !signs.contains(first) { result += " " }
      result += word
    }
    return result
  }

  private static func references(_ tree: XMLTree, _ name: String) throws(DMNError) -> [String] {
    var found: [String] = []
    for child in tree.all(name) { found.append(try required("href", child, tree.attributes["name"] ?? tree.name)) }
    return found
  }

  private static func knowledge(_ tree: XMLTree) throws(DMNError) -> [String] {
    var found: [String] = []
    for child in tree.all("knowledgeRequirement") { found += try references(child, "requiredKnowledge") }
    return found
  }

  private static func decision(_ tree: XMLTree, _ name: String) throws(DMNError) -> DMNElement.Kind {
    var information: [DMNRequirement] = []
    for child in tree.all("informationRequirement") {
      information += try references(child, "requiredDecision").map { .decision($0) }
      information += try references(child, "requiredInput").map { .input($0) }
    }
    return .decision(
      DMNDecision(
        question: tree.childText("question"), allowedAnswers: tree.childText("allowedAnswers"), requiredInformation: information,
        requiredKnowledge: try knowledge(tree), expression: try ExpressionReader(owner: name).onlyExpression(in: tree)))
  }

  private static func knowledgeModel(_ tree: XMLTree, _ name: String) throws(DMNError) -> DMNElement.Kind {
    let logic = try tree.first("encapsulatedLogic").map { (tree) throws(DMNError) in try ExpressionReader(owner: name).function(tree) }
    return .knowledgeModel(DMNKnowledgeModel(requiredKnowledge: try knowledge(tree), logic: logic))
  }

  private static func service(_ tree: XMLTree, _ name: String) throws(DMNError) -> DMNElement.Kind {
    .service(
      DMNService(
        outputDecisions: try references(tree, "outputDecision"), encapsulatedDecisions: try references(tree, "encapsulatedDecision"),
        inputDecisions: try references(tree, "inputDecision"), inputData: try references(tree, "inputData")))
  }

  private static func itemDefinition(_ tree: XMLTree) throws(DMNError) -> DMNItemDefinition {
    let name = normalName(try required("name", tree, tree.attributes["id"] ?? tree.name))
    var components: [DMNItemDefinition] = []
    for child in tree.all("itemComponent") { components.append(try itemDefinition(child)) }
    let function = try tree.first("functionItem").map { (tree) throws(DMNError) in
      var parameters: [DMNParameter] = []
      for child in tree.all("parameters") {
        parameters.append(DMNParameter(name: normalName(try required("name", child, name)), typeReference: typeReference(child)))
      }
      return DMNItemDefinition.FunctionItem(outputTypeReference: tree.attributes["outputTypeRef"], parameters: parameters)
    }
    return DMNItemDefinition(
      name: name, id: tree.attributes["id"], typeReference: typeReference(tree), isCollection: tree.attributes["isCollection"] == "true",
      allowedValues: tree.first("allowedValues")?.childText("text"), typeConstraint: tree.first("typeConstraint")?.childText("text"),
      components: components, function: function)
  }
}
