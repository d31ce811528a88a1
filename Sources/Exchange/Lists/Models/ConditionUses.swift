import FEEL
import Zoning

/// What a condition reads: facts, and functions of the map and the registers.
struct ConditionUses {
  /// A fact, with the fields of its records that are read.
  struct Fact: Hashable {
    var path: [String]
    var fields: [String]
  }

  private(set) var facts: [Fact] = []
  private(set) var functions: [ModelFunction] = []
  /// Layers by the function that asks for them, where they are written out.
  private(set) var layers: [String: [String]] = [:]
  /// Functions that are asked for something that is not written out.
  private(set) var computed: Set<String> = []
  /// FEEL texts that are null where something is missing, with what to call it.
  private(set) var questions: [(text: String, name: String)] = []

  /// Names of the input data it needs.
  var inputs: [String] {
    var names: [String] = []
    for name in facts.map({ $0.path[0] }) + functions.compactMap(\.input) + projects where !names.contains(name) { names.append(name) }
    return names
  }
  /// 项目 where it is handed over whole.
  private var projects: [String] = []

  init(_ expression: FEELExpression, catalogue: FactsCatalogue) {
    for path in expression.referencedNames { add(path, catalogue) }
    for call in expression.calls where !call.isBuiltin { add(call, of: expression) }
  }

  private mutating func add(_ path: [String], _ catalogue: FactsCatalogue) {
    var length = path.count
    while length > 0, catalogue.fact(at: Array(path.prefix(length))) == nil { length -= 1 }
    if length == 0 {
      if path.count == 1 { projects.append(path[0]) } else { note(Fact(path: path, fields: [])) }
      return
    }
    note(Fact(path: Array(path.prefix(length)), fields: length < path.count ? [path[length]] : []))
  }

  private mutating func note(_ fact: Fact) {
    let name = fact.path.joined(separator: ".")
    if let i = facts.firstIndex(where: { $0.path == fact.path }) {
      for field in fact.fields where !facts[i].fields.contains(field) { facts[i].fields.append(field) }
    } else {
      facts.append(fact)
      questions.append((name, name))
    }
    for field in fact.fields {
      let text = "if some 条 in \(name) satisfies 条.\(field) = null then null else true"
      if !questions.contains(where: { $0.text == text }) { questions.append((text, "\(name).\(field)")) }
    }
  }

  private mutating func add(_ call: FEELExpression.Call, of expression: FEELExpression) {
    guard let function = ModelFunction.named(call.function, arity: call.arguments.count) else { return }
    if let i = functions.firstIndex(where: { $0.name == function.name }) {
      if functions[i].parameters.count < function.parameters.count { functions[i] = function }
    } else {
      functions.append(function)
    }
    if case .literal(.string(let layer))? = call.arguments.first?.kind {
      if !(layers[call.function] ?? []).contains(layer) { layers[call.function, default: []].append(layer) }
    } else {
      computed.insert(call.function)
    }
    // Only a call that does not depend on an iterator can be asked by itself.
    let isClosed = call.arguments.allSatisfy { argument in
      argument.descendants.allSatisfy { node in
        switch node.kind {
        case .variable, .field, .function, .invocation: false
        default: true
        }
      }
    }
    let text = expression.source(of: call.node)
    if isClosed, !questions.contains(where: { $0.text == text }) { questions.append((text, text)) }
  }
}
