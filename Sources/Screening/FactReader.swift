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
  let rulebook: Rulebook
  let catalogue: FactsCatalogue
  /// Codes and names of the counties and cities met; nil where the site meets no unit.
  let places: [String]?
  /// Where the site lies, as suspensions of approvals name places; nil where that is not known.
  let suspendedPlaces: SuspendedPlaces?
  var layers: [String: LayerDescriptor] { rulebook.layers }
  /// Ids read since the last `take`.
  var used: Set<String> = []
  /// Every map fact that was asked for and answered, for the record.
  private(set) var measured: [MapFact: FEELValue] = [:]

  /// - Parameter measured: map facts that are known already; the source is not asked for them.
  init(
    project: ProjectFacts, registry: [String: FEELValue], map: any MapFactSource, rulebook: Rulebook, places: [String]?,
    suspendedPlaces: SuspendedPlaces? = nil, catalogue: FactsCatalogue, measured: [MapFact: FEELValue] = [:]
  ) {
    self.project = project
    self.registry = registry
    self.map = map
    self.rulebook = rulebook
    self.places = places
    self.suspendedPlaces = suspendedPlaces
    self.catalogue = catalogue
    self.measured = measured
  }

  /// What people said where conditions read another word: `construction` → 迁建（按新建对待）.
  var stated: [String: String] {
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
    if path == Self.wholeProject { return CatalogueArgument.whole(project) }
    guard let fact = catalogue.fact(at: path) else { return nil }
    return value(ofFact: fact)
  }

  func value(ofFact fact: FactDefinition) -> FEELValue {
    used.insert(fact.id)
    return supplied(fact.id, isRegistry: fact.supplier == .registry)
  }

  private func supplied(_ id: String, isRegistry: Bool) -> FEELValue { (isRegistry ? registry[id] : project.values[id]) ?? .unknown([id]) }

  /// What the general evaluator would read for a slot, without noting it; nil for computed parts and for what is refused.
  func value(of source: SlotSource) -> FEELValue? {
    switch source {
    case .fact(let id, let isRegistry): return supplied(id, isRegistry: isRegistry)
    case .map(let fact, let id):
      do throws(FEELEvaluationError) { return try value(of: fact, id: id) } catch { return nil }
    case .computed: return nil
    }
  }

  func call(_ function: String, _ arguments: [FEELValue]) throws(FEELEvaluationError) -> FEELValue? {
    if let kind = MapFact.Kind(function: function) { return try value(of: MapFact(kind, arguments)) }
    switch function {
    case ConditionNames.industryFunction: return try belongs(arguments, function)
    case ConditionNames.allIndustriesFunction: return try belongs(arguments, function, all: true)
    case ConditionNames.catalogueFunction: return try isListed(arguments)
    case ConditionNames.planFunction: return try conformsToPlan(arguments)
    case ConditionNames.suspensionFunction: return try isSuspended(arguments)
    default: return nil
    }
  }

  /// `项目` by itself: what catalogues match rows against.
  static let wholeProject = ["项目"]

  /// Notes that a fact was read.
  func note(_ id: String) { used.insert(id) }

  func value(of fact: MapFact) throws(FEELEvaluationError) -> FEELValue {
    let id = fact.id
    let value = try value(of: fact, id: id)
    used.insert(id)
    return value
  }

  private func value(of fact: MapFact, id: String) throws(FEELEvaluationError) -> FEELValue {
    if let known = measured[fact] { return known }
    let layer = layers[fact.layer]
    try check(fact.layer, layer, fact)
    if fact.kind == .both, let other = fact.detail { try check(other, layers[other], fact) }
    // A layer that law names and nobody delivered is answered by stated facts alone.
    let value = layer?.held == false ? .unknown([id]) : map.value(of: fact)
    measured[fact] = value
    return value
  }

  /// Refuses a name that is neither a layer of the legal state nor one that law names.
  private func check(_ name: String, _ layer: LayerDescriptor?, _ fact: MapFact) throws(FEELEvaluationError) {
    if layer == nil, let fault = KnownLaw.standard.fault(layer: name, held: Set(layers.keys)) {
      throw .refused(function: fact.kind.function, message: fault)
    }
  }

  /// Whether any of the industries (or `all` of them, of which there must be one) is, or stands below, any of the codes;
  /// unknown where one is stated too coarsely to tell.
  private func belongs(_ arguments: [FEELValue], _ function: String, all: Bool = false) throws(FEELEvaluationError) -> FEELValue {
    guard arguments.count == 2 else { throw .refused(function: function, message: "要写两个参数：项目.行业 和行业代码。") }
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
    let listed = have.map { code in want.contains { IndustryClassification.belongs(code, to: $0) } }
    // A code coarser than the clause's may stand for an industry inside it as well as for one outside.
    let open = have.map { code in want.contains { IndustryClassification.belongs($0, to: code) } }
    if all {
      if have.isEmpty || zip(listed, open).contains(where: { !$0 && !$1 }) { return .boolean(false) }
      return listed.contains(false) ? .unknown(facts: ["industries"]) : .boolean(true)
    }
    if listed.contains(true) { return .boolean(true) }
    return open.contains(true) ? .unknown(facts: ["industries"]) : .boolean(false)
  }
}
