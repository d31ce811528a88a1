import ExactJSON
import FEEL
public import Zoning

/// Checks the lists of a legal state as a whole (清单体检): sound in what it claims to be impossible, silent where it does not know.
public struct RulebookCheck {
  public let rulebook: Rulebook
  let catalogue: FactsCatalogue
  /// Code → name of the control units of the day.
  let units: [String: String]
  /// Whether a unit or city shares ground with a region, so that both bind one project.
  let meets: (_ owner: String, _ region: String) -> Bool
  let search: WitnessSearch
  /// Shapes in order of first appearance.
  private(set) var compiled: [CompiledShape] = []
  /// Those in force on the day.
  public private(set) var clauses: [Clause] = []

  /// How many clauses differ in what decides them.
  public var shapeCount: Int { compiled.count }
  /// How many clauses hold soft words, whoever judges them.
  public var softClauses: Int { clauses.count { !ClauseWords.standard.softWords(in: $0.fullText).isEmpty } }

  /// - Parameter lists: the clauses to check, nil for those of the rulebook.
  public init(
    rulebook: Rulebook, units: [String: String], lists: [Clause]? = nil, catalogue: FactsCatalogue = .standard,
    meets: @escaping (_ owner: String, _ region: String) -> Bool
  ) {
    self.rulebook = rulebook
    self.catalogue = catalogue
    self.units = units
    self.meets = meets
    search = WitnessSearch(rulebook: rulebook, catalogue: catalogue)
    let all = lists ?? Self.clauses(of: rulebook)
    clauses = all.filter { $0.validity.contains(rulebook.asOf) }
    var index: [ClauseShape: Int] = [:]
    for c in clauses {
      let shape = ClauseShape(c)
      if let i = index[shape] {
        compiled[i].clauses.append(c)
      } else {
        index[shape] = compiled.count
        compiled.append(CompiledShape(c, rulebook.compiler))
      }
    }
  }

  /// Every clause of a rulebook, tier by tier.
  public static func clauses(of rulebook: Rulebook) -> [Clause] {
    Tier.allCases.flatMap { tier in
      rulebook.editions.flatMap { e in e.lists.owners(ofTier: tier).flatMap { e.lists.clauses(ofOwner: $0) ?? [] } }
    }
  }

  /// Every finding, by kind and then as the lists run.
  public func findings() throws(ZoningError) -> [RulebookFinding] {
    guard let all = try findings(each: { _ in true }) else { preconditionFailure("a check that is never stopped ends") }
    return all
  }

  /// Every finding, by kind and then as the lists run; nil where it was stopped.
  ///
  /// - Parameter each: told how far the check is, some hundred times; false stops it.
  public func findings(each: (ReviewProgress) -> Bool) throws(ZoningError) -> [RulebookFinding]? {
    var about: [RulebookFinding] = []
    var progress = ReviewTally(compiled.map { Set($0.clauses.map(\.owner)) })
    let paired = pairs { place in
      about += aboutShape(compiled[place])
      return each(progress.checked(place))
    }
    guard let paired else { return nil }
    var all = about + paired
    all += wording()
    all += try documents()
    all += owners()
    let order = RulebookProblem.allCases
    return all.enumerated().sorted {
      (order.firstIndex(of: $0.element.problem)!, $0.offset) < (order.firstIndex(of: $1.element.problem)!, $1.offset)
    }.map(\.element)
  }

  // MARK: One shape

  private func aboutShape(_ s: CompiledShape) -> [RulebookFinding] {
    let ids = s.clauses.map(\.id)
    func finding(_ problem: RulebookProblem, _ message: String, _ remedy: String, _ witness: JSONValue? = nil) -> RulebookFinding {
      RulebookFinding(problem, clauses: [s.first], subjects: ids, message: message, remedy: remedy, witness: witness)
    }
    if let fault = s.fault { return [finding(.faulty, "\(fault.column) 读不通：\(fault.message)", "请改正条件式。")] }
    var found: [RulebookFinding] = []
    if s.applies != nil, search.search(s.concerns).isImpossible {
      found.append(finding(.neverApplies, "没有任何项目能使适用条件成立，这一条形同虚设。", "请核对适用条件中互相排斥的部分。"))
    }
    if s.first.judgement == .machine, s.shape.judgement == .person, s.shape.binding == .project, s.shape.effect != .encourage {
      found.append(finding(.nothingToJudge, "写的是机器判定，但没有可判的条件，实际由人工研判。", "请补写满足条件，或改为人工研判。"))
    }
    found += bareIn(s).map { place, witness in
      finding(.bareIn, "“\(place)”只要求部分重叠；一部分在区外的项目也会算满足。", "如果本意是整个选址都要在区内，请改用 全在(…)。", witness)
    }
    let missing = unsupplied(s)
    if !missing.isEmpty {
      found.append(finding(.unsuppliedFact, "用到无人提供的事实：\(missing.map(label).joined(separator: "、"))，这一条总是待定。", "请补充图层或台账，或改写条件。"))
    }
    return found
  }

  /// Layers of `在` where being partly inside lets a project off, with a site that is half inside.
  private func bareIn(_ s: CompiledShape) -> [(place: String, witness: JSONValue?)] {
    guard s.isJudged else { return [] }
    var layers: [String] = []
    func walk(_ node: FEELNode, positive: Bool, wanted: Bool) {
      switch node.kind {
      case .and(let parts), .or(let parts): for p in parts { walk(p, positive: positive, wanted: wanted) }
      case .not(let part): walk(part, positive: !positive, wanted: wanted)
      case .call(let callee, let arguments):
        guard callee.name == MapFact.Kind.in.function, positive == wanted, case .literal(.string(let layer))? = arguments.first?.value.kind,
          !layers.contains(layer)
        else { return }
        layers.append(layer)
      default: break
      }
    }
    for e in [s.kept, s.except].compactMap({ $0 }) { walk(e.root, positive: true, wanted: true) }
    if s.shape.effect == .prohibit || s.shape.effect == .restrict, let e = s.applies { walk(e.root, positive: true, wanted: false) }
    return layers.map { layer in
      let call = "\(MapFact.Kind.in.function)(\"\(layer)\")"
      let half: [ConditionGoal]
      if case .success(let e) = rulebook.compiler.expression(call) { half = [.holds(e)] } else { half = [] }
      let inApplies = s.applies.map { e in e.calls.contains { $0.function == MapFact.Kind.in.function } && s.kept == nil } ?? false
      let goal: ConditionGoal = inApplies ? .all(half + [.not(s.concerns)]) : .all(half + [s.concerns, s.satisfied])
      let witness = search.search(goal).witness?.objectValue.map { members in
        JSONValue.object(members + [JSONMember(key: MapFact(.within, layer).id, value: .bool(false))])
      }
      return (call, witness)
    }
  }

  /// Ids of facts that the conditions read and nobody here supplies.
  private func unsupplied(_ s: CompiledShape) -> [String] {
    rulebook.usedFacts(of: s.first, catalogue: catalogue).filter { isUnsupplied($0) }
  }

  private func label(_ id: String) -> String { catalogue[id]?.label ?? MapFact(id: id)?.label ?? id }

  func isUnsupplied(_ id: String) -> Bool {
    if let map = MapFact(id: id) { return rulebook.layers[map.layer].map { !$0.held } ?? true }
    guard catalogue[id]?.supplier == .registry, id.hasPrefix("region.") else { return false }
    return !rulebook.registers.regions.values.contains { $0[id] != nil }
  }

  // MARK: Wording

  private func wording() -> [RulebookFinding] {
    var found: [RulebookFinding] = []
    var soft: [String: (words: [String], clauses: [Clause])] = [:]
    var order: [String] = []
    for c in clauses where c.binding == .project && c.effect != .encourage && c.effectiveJudgement == .machine {
      let words = ClauseWords.standard.softWords(in: c.fullText)
      guard !words.isEmpty else { continue }
      if soft[c.text] == nil { order.append(c.text) }
      soft[c.text, default: (words, [])].clauses.append(c)
    }
    for text in order {
      let (words, clauses) = soft[text]!
      found.append(
        RulebookFinding(
          .softByMachine, clauses: [clauses[0]], subjects: clauses.map(\.id),
          message: "含“\(Array(Set(words)).sorted().joined(separator: "”“"))”，却由机器判定。", remedy: "请改为人工研判，或把含糊的部分写成可以判定的条件。"))
    }
    return RulebookFinding.merged(found) { [$0.message] } + NearDuplicates(clauses).findings
  }

  // MARK: Documents and owners

  private func documents() throws(ZoningError) -> [RulebookFinding] {
    var bySource: [ClauseSource: [Clause]] = [:]
    var order: [ClauseSource] = []
    for c in clauses {
      if bySource[c.source] == nil { order.append(c.source) }
      bySource[c.source, default: []].append(c)
    }
    var found: [RulebookFinding] = []
    for source in order {
      let clauses = bySource[source]!
      let citation = try rulebook.documents.cite(source, on: rulebook.asOf)
      let title = rulebook.documents.documents[source.document]?.title ?? source.document
      let own = "《\(title)》\(source.article ?? "")"
      let (message, remedy): (String, String)
      switch citation.state {
      case .inForce: continue
      case .successor: (message, remedy) = ("\(own)已失效，现行为\(citation.text)。", "请改引现行文件。")
      case .successorArticleUnknown: (message, remedy) = ("\(own)已失效，由《\(citation.document.title)》接替，对应条款待核。", "请核对接替的条款并登记。")
      case .notInForce: (message, remedy) = ("\(own)在法律时点不在有效期内，也没有登记接替的文件。", "请核对依据；条款仍然有效，不会自动停用。")
      }
      found.append(
        RulebookFinding(.endedDocument, clauses: [clauses[0]], subjects: clauses.map(\.id), message: message, remedy: remedy))
    }
    return found
  }

  private func owners() -> [RulebookFinding] {
    let listed = Set(clauses.filter { $0.tier == .unit }.map(\.owner))
    let bare = units.keys.filter { !listed.contains($0) }.sorted()
    let orphans = listed.filter { units[$0] == nil }.sorted()
    var found: [RulebookFinding] = []
    if !bare.isEmpty {
      found.append(
        RulebookFinding(
          .unitWithoutList, clauses: [], subjects: bare, message: "\(bare.count) 个管控单元没有清单，落在那里的项目一律待定。", remedy: "请为这些单元编制清单。"))
    }
    if !orphans.isEmpty {
      found.append(
        RulebookFinding(
          .listWithoutUnit, clauses: [], subjects: orphans, message: "\(orphans.count) 份清单找不到管控单元，不会对任何地方生效。", remedy: "请核对单元编码。"))
    }
    return found
  }
}

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
