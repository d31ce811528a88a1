public import FEEL
public import Zoning

/// Whether the layers, catalogues and plans that a condition names are known: what is refused where a list is written.
public enum NamedLaw {
  /// Why a call cannot be written, in Chinese with the nearest known names; nil where it can, and for other functions.
  ///
  /// `layers` are the layers of the legal state; those that law names and nobody delivered may be written too.
  public static func fault(of function: String, _ arguments: [FEELNode], layers: Set<String>, shelf: CatalogueShelf = .empty) -> String? {
    func literal(_ i: Int) -> String? {
      guard arguments.indices.contains(i), case .literal(.string(let s)) = arguments[i].kind else { return nil }
      return s
    }
    if let kind = MapFact.Kind(function: function) {
      guard let layer = literal(0) else { return "\(function)(…) 要直接写图层名称，如 \(function)(\"生态保护红线\")。" }
      if let fault = KnownLaw.standard.fault(layer: layer, held: layers) { return fault }
      guard let fact = MapFact(kind, literals: arguments) else { return wrongArguments(kind) }
      return kind == .both ? KnownLaw.standard.fault(layer: fact.detail ?? "", held: layers) : nil
    }
    switch function {
    case ConditionNames.catalogueFunction:
      guard let name = literal(0), arguments.count == 2 else {
        return "\(function)(…) 要直接写名录名称和对象，如 \(function)(\"产业结构调整指导目录:淘汰类\", 项目)。"
      }
      return KnownLaw.standard.fault(catalogue: name, shelf: shelf)
    case ConditionNames.planFunction:
      guard let name = literal(0), arguments.count == 1 else { return "\(function)(…) 要直接写规划名称，如 \(function)(\"港口总体规划\")。" }
      return KnownLaw.standard.fault(plan: name)
    default: return nil
    }
  }

  /// What the function takes, as the call itself would be refused.
  private static func wrongArguments(_ kind: MapFact.Kind) -> String {
    do throws(FEELEvaluationError) {
      _ = try MapFact(kind, [])
      return "\(kind.function)(…) 的参数写得不对。"
    } catch { return error.message }
  }
}
