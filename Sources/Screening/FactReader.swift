import ExactJSON
import FEEL
import Zoning

/// Answers the names and functions of conditions for one project at one site, and notes which facts were read.
///
/// A fact that was not supplied, and a layer that is known but not held, reads as unknown of its own id.
final class FactReader: FEELEnvironment {
  let project: ProjectFacts
  let registry: [String: FEELValue]
  let map: any MapFactSource
  let layers: [String: LayerDescriptor]
  let catalogue: FactsCatalogue
  /// Ids read since the last `take`.
  private var used: Set<String> = []
  /// Every map fact that was asked for and answered, for the record.
  private(set) var measured: [MapFact: FEELValue] = [:]

  init(
    project: ProjectFacts, registry: [String: FEELValue], map: any MapFactSource, layers: [String: LayerDescriptor],
    catalogue: FactsCatalogue
  ) {
    self.project = project
    self.registry = registry
    self.map = map
    self.layers = layers
    self.catalogue = catalogue
    stated = Self.stated(project, catalogue)
  }

  /// What people said where conditions read another word: `construction` → 迁建（按新建对待）.
  let stated: [String: String]

  private static func stated(_ project: ProjectFacts, _ catalogue: FactsCatalogue) -> [String: String] {
    var labels: [String: String] = [:]
    for member in project.canonical {
      guard let option = catalogue[member.key]?.options.first(where: { .string($0.code) == member.value }), option.label != option.word
      else { continue }
      labels[member.key] = "\(option.label)（按\(option.word)对待）"
    }
    return labels
  }

  /// The ids read since the last call, in order of their bytes.
  func take() -> [String] {
    defer { used = [] }
    return used.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  func value(at path: [String]) -> FEELValue? {
    if path == ConditionNames.relocation {
      used.insert("construction")
      guard let code = project.canonical.first(where: { $0.key == "construction" })?.value.stringValue else {
        return .unknown(facts: ["construction"])
      }
      return .boolean(code == "relocation")
    }
    guard let fact = catalogue.fact(at: path) else { return nil }
    return value(ofFact: fact)
  }

  func value(ofFact fact: FactDefinition) -> FEELValue {
    used.insert(fact.id)
    let known = fact.supplier == .registry ? registry[fact.id] : project.values[fact.id]
    return known ?? .unknown(facts: [fact.id])
  }

  func call(_ function: String, _ arguments: [FEELValue]) throws(FEELEvaluationError) -> FEELValue? {
    if let kind = MapFact.Kind(function: function) {
      guard arguments.count == 1, case .string(let layer) = arguments[0] else {
        throw .refused(function: function, message: "要写一个图层名称，如 \(function)(\"生态保护红线\")。")
      }
      return try value(of: MapFact(kind, layer))
    }
    if function == ConditionNames.industryFunction { return try belongs(arguments) }
    return nil
  }

  func value(of fact: MapFact) throws(FEELEvaluationError) -> FEELValue {
    guard let layer = layers[fact.layer] else {
      let near = FEELExpression.nearestNames(fact.layer, among: layers.keys.sorted(), limit: 3)
      throw .refused(
        function: fact.kind.function, message: "没有名为“\(fact.layer)”的图层" + (near.isEmpty ? "。" : "，相近的有：\(near.joined(separator: "、"))。"))
    }
    used.insert(fact.id)
    if let known = measured[fact] { return known }
    let value = layer.held ? map.value(of: fact) : .unknown(facts: [fact.id])
    measured[fact] = value
    return value
  }

  /// Whether any of the industries is, or stands below, any of the codes; unknown where one is stated too coarsely to tell.
  private func belongs(_ arguments: [FEELValue]) throws(FEELEvaluationError) -> FEELValue {
    guard arguments.count == 2 else { throw .refused(function: ConditionNames.industryFunction, message: "要写两个参数：项目.行业 和行业代码。") }
    let missing = arguments[0].missingFacts + arguments[1].missingFacts
    guard missing.isEmpty else { return .unknown(facts: missing) }
    func codes(_ value: FEELValue) -> [String]? {
      switch value {
      case .string(let s): return [s]
      case .list(let items):
        var all: [String] = []
        for i in items {
          guard case .string(let s) = i else { return nil }
          all.append(s)
        }
        return all
      default: return nil
      }
    }
    guard let have = codes(arguments[0]), let want = codes(arguments[1]) else { return .null }
    if have.contains(where: { code in want.contains { IndustryClassification.belongs(code, to: $0) } }) { return .boolean(true) }
    // A code coarser than the clause's may stand for an industry inside it as well as for one outside.
    let open = have.contains { code in want.contains { IndustryClassification.belongs($0, to: code) } }
    return open ? .unknown(facts: ["industries"]) : .boolean(false)
  }
}
