/// Reads boxed expressions.
struct ExpressionReader {
  /// The element they belong to, for messages.
  let owner: String

  static let names: Set<String> = [
    "literalExpression", "decisionTable", "context", "list", "relation", "functionDefinition", "invocation", "conditional", "filter", "for",
    "some", "every",
  ]

  /// The expression among an element's children, if there is one.
  func onlyExpression(in tree: XMLTree) throws(DMNError) -> DMNExpression? {
    guard let child = tree.children.first(where: { $0.namespace == tree.namespace && Self.names.contains($0.name) }) else { return nil }
    return try expression(child)
  }

  private func expressions(in tree: XMLTree) throws(DMNError) -> [DMNExpression] {
    var found: [DMNExpression] = []
    for child in tree.children where child.namespace == tree.namespace && Self.names.contains(child.name) {
      found.append(try expression(child))
    }
    return found
  }

  private func part(_ name: String, of tree: XMLTree) throws(DMNError) -> DMNExpression {
    guard let child = tree.first(name), let expression = try onlyExpression(in: child) else {
      throw .missing(attribute: name, element: tree.name, of: owner)
    }
    return expression
  }

  private func parameter(_ tree: XMLTree) throws(DMNError) -> DMNParameter {
    DMNParameter(
      name: ElementReader.normalName(try ElementReader.required("name", tree, owner)), typeReference: ElementReader.typeReference(tree))
  }

  private func parameters(_ name: String, of tree: XMLTree) throws(DMNError) -> [DMNParameter] {
    var found: [DMNParameter] = []
    for child in tree.all(name) { found.append(try parameter(child)) }
    return found
  }

  private func expression(_ tree: XMLTree) throws(DMNError) -> DMNExpression {
    DMNExpression(try kind(tree), typeReference: ElementReader.typeReference(tree))
  }

  private func kind(_ tree: XMLTree) throws(DMNError) -> DMNExpression.Kind {
    switch tree.name {
    case "literalExpression":
      try Self.checkLanguage(tree, owner)
      return .literal(tree.childText("text") ?? "")
    case "decisionTable": return .table(try TableReader(owner: owner).table(tree))
    case "context":
      var entries: [DMNExpression.Entry] = []
      for child in tree.all("contextEntry") {
        let variable = try child.first("variable").map { (tree) throws(DMNError) in try parameter(tree) }
        entries.append(.init(variable: variable, value: try onlyExpression(in: child) ?? DMNExpression(.literal("null"))))
      }
      return .context(entries)
    case "list": return .list(try expressions(in: tree))
    case "relation":
      let columns = try parameters("column", of: tree)
      var rows: [[DMNExpression]] = []
      for (place, row) in tree.all("row").enumerated() {
        let cells = try expressions(in: row)
        if cells.count != columns.count {
          throw .ruleWidth(table: owner, rule: place + 1, expected: columns.count, found: cells.count)
        }
        rows.append(cells)
      }
      return .relation(columns: columns, rows: rows)
    case "functionDefinition": return .function(try function(tree))
    case "invocation":
      guard let callee = try onlyExpression(in: tree) else { throw .missing(attribute: "literalExpression", element: tree.name, of: owner) }
      var bindings: [DMNExpression.Binding] = []
      for child in tree.all("binding") {
        guard let name = child.first("parameter") else { throw .missing(attribute: "parameter", element: child.name, of: owner) }
        bindings.append(.init(parameter: try parameter(name).name, value: try onlyExpression(in: child)))
      }
      return .invocation(function: callee, bindings: bindings)
    case "conditional":
      return .conditional(
        test: try part("if", of: tree), then: try part("then", of: tree), otherwise: try part("else", of: tree))
    case "filter": return .filter(list: try part("in", of: tree), match: try part("match", of: tree))
    case "for":
      return .iteration(
        variable: try ElementReader.required("iteratorVariable", tree, owner), list: try part("in", of: tree),
        result: try part("return", of: tree))
    default:
      return .quantifier(
        isEvery: tree.name == "every", variable: try ElementReader.required("iteratorVariable", tree, owner),
        list: try part("in", of: tree), test: try part("satisfies", of: tree))
    }
  }

  /// Refuses what is written in another language than FEEL.
  static func checkLanguage(_ tree: XMLTree, _ owner: String) throws(DMNError) {
    guard let language = tree.attributes["expressionLanguage"], !language.isEmpty, !language.uppercased().contains("FEEL") else { return }
    throw .unexpectedValue(language, attribute: "expressionLanguage", of: owner)
  }

  func function(_ tree: XMLTree) throws(DMNError) -> DMNFunction {
    let written = tree.attributes["kind"] ?? "FEEL"
    guard let kind = DMNFunction.Kind(rawValue: written == "JAVA" ? "Java" : written) else {
      throw .unexpectedValue(written, attribute: "kind", of: owner)
    }
    return DMNFunction(
      kind: kind, parameters: try parameters("formalParameter", of: tree), body: try onlyExpression(in: tree),
      typeReference: ElementReader.typeReference(tree))
  }
}
