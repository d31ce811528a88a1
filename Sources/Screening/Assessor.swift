import ExactJSON
public import FEEL
import Sealing
public import Zoning

/// The main job as a pure function: project, findings on the map and legal state in, assessment out.
public struct Assessor: Sendable {
  /// Version of the rules by which outcomes are drawn; bumped whenever an outcome moves for the same facts and law.
  public static let engineRules = "4"

  public let rulebook: Rulebook
  public let catalogue: FactsCatalogue

  public let procedures: ProcedureLibrary

  public init(rulebook: Rulebook, catalogue: FactsCatalogue = .standard, procedures: ProcedureLibrary = .standard) {
    self.rulebook = rulebook
    self.catalogue = catalogue
    self.procedures = procedures
  }

  /// An assessment with the map facts that it measured, for the record.
  public struct Result: Sendable {
    public var assessment: Assessment
    public var measured: [MapFact: FEELValue]
  }

  /// Judges every clause in scope.
  ///
  /// Throws `ZoningError` only where the rulebook itself is incomplete (a clause cites a document that is not registered).
  public func assess(project: ProjectFacts, findings: SiteFindings, map: any MapFactSource, assumed: [Assumption]) throws(ZoningError)
    -> Result
  {
    let reader = FactReader(
      project: project, registry: findings.registry, map: map, rulebook: rulebook, places: findings.places,
      suspendedPlaces: SuspendedPlaces(findings), catalogue: catalogue)
    var clauses: [ClauseFinding] = []
    var notChecked: [NotChecked] = []
    var unitWithoutList = false
    for owner in owners(findings, reader) {
      let listed = rulebook.list(ofOwner: owner.id)
      let list = (listed?.clauses ?? []).filter { $0.tier == owner.tier && $0.validity.contains(rulebook.asOf) }
      guard let edition = listed?.edition, !list.isEmpty else {
        // A list of which nothing is in force that day is no list.
        if owner.tier == .unit {
          unitWithoutList = true
          notChecked.append(NotChecked(what: "管控单元 \(owner.id)（\(owner.name)）的准入清单", why: "该单元在法律时点没有清单，不能视为符合。"))
        }
        continue
      }
      for clause in list {
        clauses.append(try judge(clause, owner: owner, edition: edition, reader: reader))
      }
    }
    notChecked += layersNotHeld(clauses)
    notChecked += partsNotJudged(findings)

    let conclusion = Conclusion(
      Conclusion.Grounds(
        outcomes: clauses.map { ($0.clause.effect, $0.outcome) }, unitWithoutList: unitWithoutList, noUnitMet: findings.units.isEmpty,
        partNotJudged: !findings.site.outsideShare.isZero || findings.withoutUnit != nil))
    let mayBecome = Conclusion.mayBecome(
      conclusion,
      undecided: clauses.filter { $0.outcome == .undetermined || $0.outcome == .faulty }.map { ($0.clause.effect, $0.judgement) })
    var assessment = Assessment(
      id: Digest(of: identity(project, findings, assumed)), legalState: rulebook.legalState, engineRules: Self.engineRules,
      findings: findings,
      layers: rulebook.layers, basisCitations: try basisCitations(findings), conclusion: conclusion, mayBecome: mayBecome, answer: "",
      project: project.canonical, assumed: assumed, facts: facts(of: clauses, project, reader), clauses: clauses,
      missingFacts: missingFacts(of: clauses), notChecked: notChecked, procedures: procedureFindings(project, findings),
      suspensions: try suspensionsInForce(findings, project))
    assessment.answer = Answer(assessment).sentence
    return Result(assessment: assessment, measured: reader.measured)
  }

  // MARK: Scope

  struct Owner {
    var id: String
    var tier: Tier
    var name: String
    /// Unknown for a region whose layer is not held: its clauses then apply at most unknown.
    var scope: EvaluatedCondition = .yes
  }

  /// Nation and province always; regions that the site overlaps; cities and units by the units met.
  func owners(_ findings: SiteFindings, _ reader: FactReader) -> [Owner] {
    var owners = [Owner(id: "000000", tier: .nation, name: "国家"), Owner(id: "320000", tier: .province, name: "全省")]
    var regions: Set<String> = []
    for e in rulebook.editions { regions.formUnion(e.lists.owners(ofTier: .region)) }
    for region in regions.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      // A region is met where the site overlaps its delivered polygon, whose layer has the region's name.
      let scope = EvaluatedCondition("在(\"\(region)\")", reader: reader, compiler: rulebook.compiler)
      _ = reader.take()
      if scope.state != .no { owners.append(Owner(id: region, tier: .region, name: region, scope: scope)) }
    }
    var cities: [NamedPlace] = []
    for unit in findings.units where !cities.contains(unit.city) { cities.append(unit.city) }
    owners += cities.map { Owner(id: $0.code, tier: .city, name: $0.name) }
    owners += findings.units.map { Owner(id: $0.code.text, tier: .unit, name: $0.name) }
    return owners
  }

  // MARK: One clause

  /// A clause's outcome with the conditions it was drawn from.
  struct Judged {
    var outcome: Outcome
    var judgement: Judgement
    var applies: EvaluatedCondition
    var kept: EvaluatedCondition
    var except: EvaluatedCondition
    /// Whether 满足 and 例外 were looked at.
    var evaluatesRest: Bool
  }

  func outcome(of clause: Clause, scope: EvaluatedCondition, reader: FactReader) -> Judged {
    let judgement = clause.effectiveJudgement
    func evaluate(_ text: String?, empty: EvaluatedCondition) -> EvaluatedCondition {
      text.map { EvaluatedCondition($0, reader: reader, compiler: rulebook.compiler) } ?? empty
    }
    let applies = scope.and(evaluate(clause.applies, empty: .yes))
    var kept = EvaluatedCondition.yes
    var except = EvaluatedCondition.no
    let evaluatesRest = clause.binding == .project && clause.effect != .encourage && applies.state != .no && applies.state != .faulty
    if evaluatesRest {
      kept = evaluate(clause.kept, empty: judgement == .machine ? .no : .yes)
      except = evaluate(clause.except, empty: .no)
    }
    let outcome = Outcome.of(
      effect: clause.effect, binding: clause.binding, judgement: judgement, applies: applies.state, kept: kept.state, except: except.state)
    return Judged(
      outcome: outcome, judgement: judgement, applies: applies, kept: kept, except: except, evaluatesRest: evaluatesRest)
  }

  func judge(_ clause: Clause, owner: Owner, edition: Edition, reader: FactReader) throws(ZoningError) -> ClauseFinding {
    let judged = outcome(of: clause, scope: owner.scope, reader: reader)
    let (outcome, judgement, applies, kept, except) = (judged.outcome, judged.judgement, judged.applies, judged.kept, judged.except)
    var missing: Set<String> = []
    if outcome == .undetermined {
      for part in [applies, kept, except] where part.state == .unknown { missing.formUnion(part.missing) }
    }
    let used = reader.take()
    let notHeld = Set(missing.compactMap { rulebook.unheld($0) })
    var finding = ClauseFinding(
      clause: clause, ownerName: owner.name, edition: edition, citation: try rulebook.documents.cite(clause.source, on: rulebook.asOf),
      applies: applies.state.applies, outcome: outcome, judgement: judgement, factsUsed: used, because: "", margin: nil,
      missing: missing.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) },
      notHeld: notHeld.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    let explainer = Explainer(reader: reader, compiler: rulebook.compiler, catalogue: catalogue)
    if judged.evaluatesRest, judgement == .machine, let text = clause.kept {
      finding.margin = explainer.margin(of: text)
    }
    finding.because = explainer.sentence(
      finding, faults: [applies.fault, kept.fault, except.fault].compactMap { $0 }, appliesUnknown: applies.state == .unknown,
      excepted: except.state == .yes && kept.state != .yes)
    _ = reader.take()
    return finding
  }

  // MARK: Around the clauses

  /// The bytes that an assessment's id is the digest of.
  func identity(_ project: ProjectFacts, _ findings: SiteFindings, _ assumed: [Assumption]) -> [UInt8] {
    JSONValue.object([
      "engineRules": .string(Self.engineRules), "legalState": .string(rulebook.legalState.id.description),
      "facts": .object(project.canonical), "site": findings.site.geometry, "widthMetres": .decimal(findings.site.widthMetres),
      "areaMethod": .string(findings.areaMethod), "notes": .array(findings.site.notes.map { .string($0) }),
      "assumed": .array(assumed.map { .array([.string($0.what), .string($0.value), .string($0.why)]) }),
      "registry": findings.json["registry"] ?? .null,
      "notHeld": .array(
        rulebook.layers.values.filter { !$0.held }.map(\.id).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { .string($0) }),
    ]).canonicalBytes
  }

  func basisCitations(_ findings: SiteFindings) throws(ZoningError) -> [String: String] {
    var citations: [String: String] = [:]
    for layer in Set((findings.zones + findings.tolerated).map(\.layer)) {
      guard let descriptor = rulebook.layers[layer] else { continue }
      citations[layer] = try rulebook.documents.cite(descriptor.basis, on: rulebook.asOf).text
    }
    return citations
  }

  func facts(of clauses: [ClauseFinding], _ project: ProjectFacts, _ reader: FactReader) -> [(id: String, value: JSONValue)] {
    var ids: Set<String> = []
    for c in clauses { ids.formUnion(c.factsUsed) }
    return ids.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { id in
      if let fact = MapFact(id: id) { return (id, SiteFindings.register(reader.measured[fact] ?? .null)) }
      if let supplied = project.canonical.first(where: { $0.key == id }) { return (id, supplied.value) }
      return (id, reader.registry[id].map(SiteFindings.register) ?? .null)
    }
  }

  func missingFacts(of clauses: [ClauseFinding]) -> [MissingFact] {
    var neededBy: [String: [String]] = [:]
    for c in clauses { for id in c.missing { neededBy[id, default: []].append(c.clause.id) } }
    var missing: [MissingFact] = []
    for (id, needed) in neededBy {
      if let fact = catalogue[id] {
        missing.append(MissingFact(id: id, definition: fact, supplier: fact.supplier, question: fact.question, neededBy: needed))
      } else if let map = MapFact(id: id), rulebook.unheld(id) == nil {
        missing.append(
          MissingFact(
            id: id, definition: nil, supplier: .applicant, question: "请提供能量算“\(map.kind.function)（\(map.layer)）”的用地范围（面）或线路走向。",
            neededBy: needed))
      }
    }
    let order = Dictionary(uniqueKeysWithValues: catalogue.facts.enumerated().map { ($0.element.id, $0.offset) })
    return missing.sorted {
      ($1.neededBy.count, order[$0.id] ?? .max, $0.id) < ($0.neededBy.count, order[$1.id] ?? .max, $1.id)
    }
  }

  func layersNotHeld(_ clauses: [ClauseFinding]) -> [NotChecked] {
    var byLayer: [String: [String]] = [:]
    for c in clauses { for l in c.notHeld { byLayer[l, default: []].append(c.clause.id) } }
    return byLayer.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map {
      NotChecked(what: Unheld.title($0.key), why: "本系统未入库，条款 \($0.value.joined(separator: "、")) 因此待定。")
    }
  }

  func partsNotJudged(_ findings: SiteFindings) -> [NotChecked] {
    var parts: [NotChecked] = []
    if !findings.site.outsideShare.isZero {
      let percent = (findings.site.outsideShare * FEELDecimal(100)).quantized(fractionDigits: 2)
      let much = percent.isZero ? "不足 0.01%" : "占 \(percent)%"
      parts.append(NotChecked(what: "选址在省界以外的部分（\(much)）", why: "不属于本省成果范围，请向所在地生态环境主管部门核实。"))
    }
    if let area = findings.withoutUnit {
      parts.append(
        NotChecked(what: "选址中没有管控单元的部分（约 \(Figures.grouped(area, fractionDigits: 2)) m²）", why: "这部分在法律时点不属于任何管控单元，没有清单可以对照，不能视为符合。"))
    }
    if findings.units.isEmpty { parts.append(NotChecked(what: "管控单元", why: "选址在省内但没有落在任何管控单元内，请核对坐标。")) }
    return parts
  }
}
