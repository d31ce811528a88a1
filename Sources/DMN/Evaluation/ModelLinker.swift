internal import FEEL

/// Resolves the references between elements and models, and has the expressions compiled.
struct ModelLinker {
  private let models: [String: DMNModel]
  private let order: [String]
  private var tables: [String: TypeTable] = [:]
  private var byKey: [String: DMNElement] = [:]
  private(set) var elements: [String: ReadyElement] = [:]
  private(set) var needs: [String: [String]] = [:]
  private(set) var problems: [String] = []

  init(_ all: [DMNModel]) throws(DMNError) {
    var models: [String: DMNModel] = [:]
    for model in all {
      if models[model.namespace] != nil { throw .duplicateNamespace(model.namespace) }
      models[model.namespace] = model
    }
    self.models = models
    order = all.map(\.namespace)
  }

  mutating func link() throws(DMNError) {
    for namespace in order { try index(models[namespace]!) }
    for namespace in order { _ = try table(of: namespace, below: []) }
    for namespace in order {
      for element in models[namespace]!.elements { try link(element, in: models[namespace]!) }
    }
    try refuseCycles()
  }

  private mutating func index(_ model: DMNModel) throws(DMNError) {
    var names: Set<String> = []
    for element in model.elements {
      if byKey.updateValue(element, forKey: Self.key(model.namespace, element.id)) != nil { throw .duplicateName(element.id) }
      if !names.insert(element.name).inserted { throw .duplicateName(element.name) }
    }
  }

  static func key(_ namespace: String, _ id: String) -> String { "\(namespace)#\(id)" }

  private mutating func table(of namespace: String, below: [String]) throws(DMNError) -> TypeTable {
    if let known = tables[namespace] { return known }
    let model = models[namespace]!
    if below.contains(namespace) { throw .cycle(below.compactMap { models[$0]?.name } + [model.name]) }
    var imported: [(name: String, table: TypeTable)] = []
    for item in model.imports where DMNReader.namespaces.contains(item.importType) || models[item.namespace] != nil {
      guard models[item.namespace] != nil else { throw .unknownImport(namespace: item.namespace, model: model.name) }
      imported.append((ElementReader.normalName(item.name), try table(of: item.namespace, below: below + [namespace])))
    }
    let table = try TypeTable(model, imported: imported)
    tables[namespace] = table
    return table
  }

  /// The key of a reference, and the import's name that it comes under.
  private func resolve(_ reference: String, in model: DMNModel, owner: String) throws(DMNError) -> ScopeItem {
    let parts = reference.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let id = parts.count == 2 ? parts[1] : parts[0]
    let namespace = parts.count == 2 && !parts[0].isEmpty ? parts[0] : model.namespace
    let key = Self.key(namespace, id)
    guard let element = byKey[key] else { throw .unknownReference(reference, from: owner) }
    if namespace == model.namespace { return ScopeItem(importName: nil, name: element.name, key: key) }
    guard let item = model.imports.first(where: { $0.namespace == namespace }) else {
      throw .unknownImport(namespace: namespace, model: model.name)
    }
    let name = ElementReader.normalName(item.name)
    return ScopeItem(importName: name.isEmpty ? nil : name, name: element.name, key: key)
  }

  private func resolve(_ references: [String], in model: DMNModel, owner: String) throws(DMNError) -> [ScopeItem] {
    var items: [ScopeItem] = []
    for reference in references { items.append(try resolve(reference, in: model, owner: owner)) }
    return items
  }

  private mutating func link(_ element: DMNElement, in model: DMNModel) throws(DMNError) {
    let key = Self.key(model.namespace, element.id)
    var compiler = Compiler(types: tables[model.namespace]!, owner: element.name)
    let type = compiler.type(element.typeReference)
    var scope: [ScopeItem] = []
    let kind: ReadyElement.Kind
    switch element.kind {
    case .inputData: kind = .input
    case .decision(let decision):
      scope = try resolve(decision.requiredInformation.map(\.reference) + decision.requiredKnowledge, in: model, owner: element.name)
      needs[key] = scope.map(\.key)
      kind = .decision(compiler.expression(decision.expression, Self.variables(scope)))
    case .knowledgeModel(let knowledge):
      scope = try resolve(knowledge.requiredKnowledge, in: model, owner: element.name)
      let logic = knowledge.logic ?? DMNFunction(parameters: [], body: nil)
      kind = .knowledge(compiler.function(logic, Self.variables(scope).union([element.name])))
    case .service(let service):
      let inputs = try resolve(service.inputData + service.inputDecisions, in: model, owner: element.name)
      let outputs = try resolve(service.outputDecisions, in: model, owner: element.name)
      _ = try resolve(service.encapsulatedDecisions, in: model, owner: element.name)
      kind = .service(ReadyService(inputs: inputs.map { ($0.name, $0.key) }, outputs: outputs.map { ($0.name, $0.key) }))
    }
    problems += compiler.problems
    elements[key] = ReadyElement(
      key: key, namespace: model.namespace, name: element.name, type: type, kind: kind, scope: scope, usesExternal: compiler.usesExternal)
  }

  private static func variables(_ scope: [ScopeItem]) -> Set<String> { Set(scope.map { $0.importName ?? $0.name }) }

  /// Keys in the order of evaluation, those needed first; nil where they need each other in a circle.
  static func order(from key: String, _ needs: [String: [String]]) -> [String]? {
    var done: [String] = []
    var finished: Set<String> = []
    var onWay: Set<String> = [key]
    var stack: [(key: String, next: Int)] = [(key, 0)]
    while let (current, next) = stack.last {
      let below = needs[current] ?? []
      if next < below.count {
        stack[stack.count - 1].next += 1
        if finished.contains(below[next]) { continue }
        if !onWay.insert(below[next]).inserted { return nil }
        stack.append((below[next], 0))
      } else {
        stack.removeLast()
        onWay.remove(current)
        if finished.insert(current).inserted { done.append(current) }
      }
    }
    return done
  }

  private func refuseCycles() throws(DMNError) {
    // One look over the whole graph: a root that needs everything.
    var all = needs
    for (key, element) in elements {
      switch element.kind {
      case .knowledge: all[key] = element.scope.map(\.key).filter { $0 != key }
      case .service(let service): all[key] = service.outputs.map(\.key).filter { output in !service.inputs.contains { $0.key == output } }
      case .input, .decision: break
      }
    }
    all[""] = elements.keys.sorted()
    if Self.order(from: "", all) != nil { return }
    for key in elements.keys.sorted() where Self.order(from: key, all) == nil {
      let names = (all[key] ?? []).filter { Self.order(from: $0, all) == nil }.compactMap { elements[$0]?.name }
      throw .cycle([elements[key]?.name ?? key] + names.prefix(3))
    }
  }
}
