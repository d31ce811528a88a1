import FEEL
public import Zoning

extension Rulebook {
  /// Ids of the facts that a clause's conditions read, in order of their bytes; conditions that do not parse read none.
  public func usedFacts(of clause: Clause, catalogue: FactsCatalogue = .standard) -> [String] {
    var ids: Set<String> = []
    for condition in clause.conditions {
      guard case .success(let e) = compiler.expression(condition.text) else { continue }
      for path in e.referencedNames {
        if path == ConditionNames.relocation { ids.insert("construction") }
        if let fact = (1...max(1, path.count)).reversed().lazy.compactMap({ catalogue.fact(at: Array(path.prefix($0))) }).first {
          ids.insert(fact.id)
        }
      }
      for call in e.calls {
        guard let kind = MapFact.Kind(function: call.function), case .literal(.string(let layer))? = call.arguments.first?.kind else {
          continue
        }
        ids.insert(MapFact(kind, layer).id)
      }
    }
    return ids.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
