import DMN
import FEEL
import Screening
import Zoning

/// A stated case as the input data of a list's decision model: every component that the model's types name, null where it is not stated.
struct ModelInputsOfCase {
  let stated: StatedCase
  let model: DMNModel
  let assessor: Assessor
  /// The clause whose conditions are asked.
  let clause: Clause
  let catalogue = FactsCatalogue.standard

  var inputs: [DMNInput] {
    let types = Dictionary(uniqueKeysWithValues: model.itemDefinitions.map { ($0.name, $0) })
    return model.elements.compactMap { element in
      guard case .inputData = element.kind else { return nil }
      let components = types[element.typeReference ?? ""]?.components ?? []
      return DMNInput(element.name, .context(FEELContext(components.map { ($0.name, value($0, [element.name])) })))
    }
  }

  private func value(_ item: DMNItemDefinition, _ above: [String]) -> FEELValue {
    let path = above + [item.name]
    if path[0] == "图上" { return above.count == 1 ? map(item) : .null }
    if path[0] == "查询" { return .context(FEELContext(law(item.name))) }
    if path == ["项目", "迁建"] { return plain(probe("项目.迁建")) }
    if let fact = catalogue.fact(at: path) {
      let known = fact.supplier == .registry ? stated.registry[fact.id] : stated.project.values[fact.id]
      return known.map { filled($0, item) } ?? .null
    }
    return .context(FEELContext(item.components.map { ($0.name, value($0, path)) }))
  }

  /// Unknown parts of records as null, and every field there.
  private func filled(_ value: FEELValue, _ item: DMNItemDefinition) -> FEELValue {
    switch value {
    case .unknown: return .null
    case .list(let items): return .list(items.map { filled($0, item) })
    case .context(var context):
      for (key, entry) in zip(context.keys, context.values) where entry.isUnknown { context[key] = .null }
      for component in item.components where context[component.name] == nil { context[component.name] = .null }
      return .context(context)
    default: return value
    }
  }

  private func map(_ item: DMNItemDefinition) -> FEELValue {
    let kind = MapFact.Kind(function: item.name)
    let facts = stated.map.filter { $0.key.kind == kind }
    if item.components.isEmpty {
      return .context(FEELContext(facts.map { ($0.key.layer + ($0.key.detail.map { "|" + $0 } ?? ""), $0.value) }))
    }
    return .context(
      FEELContext(item.components.map { c in (c.name, facts.first { $0.key.layer == c.name && $0.key.detail == nil }?.value ?? .null) }))
  }

  /// What the law's registers say of everything that the conditions may ask, asked of the assessor itself.
  private func law(_ function: String) -> [(String, FEELValue)] {
    var entries: [(String, FEELValue)] = []
    for (_, text) in clause.conditions {
      guard case .success(let expression) = assessor.rulebook.compiler.expression(text) else { continue }
      for call in expression.calls where call.function == function {
        guard case .literal(.string(let name))? = call.arguments.first?.kind else {
          entries.append(("", plain(probe(expression.source(of: call.node)))))
          continue
        }
        if function != "在名录" {
          entries.append((name, plain(probe(expression.source(of: call.node)))))
          continue
        }
        entries.append((name, plain(probe("在名录(\"\(name)\", 项目)"))))
        for thing in things { entries.append((name + "|" + thing, plain(probe("在名录(\"\(name)\", \"\(thing)\")")))) }
      }
    }
    return entries.filter { $0.1 != .null }
  }

  /// Every text in the project.
  private var things: Set<String> {
    var found: Set<String> = []
    func collect(_ value: FEELValue) {
      switch value {
      case .string(let s): found.insert(s)
      case .list(let items): items.forEach(collect)
      case .context(let c): c.values.forEach(collect)
      default: break
      }
    }
    stated.project.values.values.forEach(collect)
    return found.filter { !$0.contains("\"") && !$0.contains("\\") }
  }

  private func plain(_ answer: Bool?) -> FEELValue { answer.map { .boolean($0) } ?? .null }

  /// What a condition comes to by the assessor; nil where it is unknown.
  func probe(_ condition: String) -> Bool? {
    let question = Clause(
      id: "问", tier: .province, owner: "320000", dimension: .spatial, effect: .restrict, binding: .project, judgement: .person, text: "问",
      source: clause.source, applies: condition)
    do {
      switch try assessor.judge(question, stated: stated).outcome {
      case .manual: return true
      case .notApplicable: return false
      default: return nil
      }
    } catch { return nil }
  }
}
