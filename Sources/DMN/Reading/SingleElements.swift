/// What the standard's schema allows once only: a second one would be lost in silence.
enum SingleElements {
  private static let names: Set<String> = [
    "description", "text", "variable", "typeRef", "question", "allowedAnswers", "encapsulatedLogic", "extensionElements", "allowedValues",
    "typeConstraint", "functionItem", "if", "then", "else", "in", "match", "return", "satisfies", "inputExpression", "inputValues",
    "outputValues", "defaultOutputEntry",
  ]
  /// Elements that hold any number of expressions.
  private static let plural: Set<String> = ["list", "row"]

  /// Throws `DMNError.repeated` for a child that stands twice, anywhere below; `owner` names the element for people.
  static func check(_ tree: XMLTree, owner: String) throws(DMNError) {
    let owner = tree.attributes["name"] ?? owner
    var seen: Set<String> = []
    var hasExpression = false
    for child in tree.children where child.namespace == tree.namespace {
      if names.contains(child.name), !seen.insert(child.name).inserted { throw .repeated(element: child.name, of: owner) }
      if ExpressionReader.names.contains(child.name), !plural.contains(tree.name) {
        if hasExpression { throw .repeated(element: "表达式", of: owner) }
        hasExpression = true
      }
      try check(child, owner: owner)
    }
  }
}
