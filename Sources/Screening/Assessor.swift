public import FEEL
public import Zoning

/// The main job as a pure function: project, findings on the map and legal state in, assessment out.
public struct Assessor: Sendable {
  /// Version of the rules by which outcomes are drawn; bumped whenever an outcome moves for the same facts and law.
  public static let engineRules = "6"

  public let rulebook: Rulebook
  public let catalogue: FactsCatalogue

  public init(rulebook: Rulebook, catalogue: FactsCatalogue = .standard) {
    self.rulebook = rulebook
    self.catalogue = catalogue
  }

  /// An assessment with the map facts that it measured, for the record.
  public struct Result: Sendable {
    public var assessment: Assessment
    public var measured: [MapFact: FEELValue]
  }

  /// Judges every clause in scope and writes the assessment.
  ///
  /// Throws `ZoningError` only where the rulebook itself is incomplete (a clause cites a document that is not registered).
  public func assess(project: ProjectFacts, findings: SiteFindings, map: any MapFactSource, assumed: [Assumption]) throws(ZoningError)
    -> Result
  {
    try assessment(of: try verdict(project: project, findings: findings, map: map), assumed: assumed)
  }

  /// Judges every clause in scope, traces kept, nothing written; see `Verdict`.
  ///
  /// Cost: each distinct condition is run once, each fact is read once. Throws as `assess`.
  public func verdict(project: ProjectFacts, findings: SiteFindings, map: any MapFactSource) throws(ZoningError) -> Verdict {
    let hearing = Hearing(
      FactReader(
        project: project, registry: findings.registry, map: map, rulebook: rulebook, places: findings.places,
        suspendedPlaces: SuspendedPlaces(findings), catalogue: catalogue)
    )
    var clauses: ContiguousArray<JudgedClause> = []
    var unitsWithoutList: [MetUnit] = []
    func judge(_ list: ClauseList, scope: Int32? = nil) {
      for place in list.conditions.indices { clauses.append(hearing.judge(place, of: list, scope: scope)) }
    }
    // Nation and province always; regions that the site overlaps; cities and units by the units met.
    let law = rulebook.inForce
    if let list = try law.list(ofOwner: "000000", tier: .nation) { judge(list) }
    if let list = try law.list(ofOwner: "320000", tier: .province) { judge(list) }
    for region in law.regions {
      // Unknown for a region whose layer is not held: its clauses then apply at most unknown.
      let scope = hearing.hear(region.scope)
      guard hearing.heard.conditions[Int(scope)].state != .no, let list = try law.list(ofOwner: region.name, tier: .region) else {
        continue
      }
      judge(list, scope: scope)
    }
    var cities: [NamedPlace] = []
    for unit in findings.units where !cities.contains(unit.city) {
      cities.append(unit.city)
      if let list = try law.list(ofOwner: unit.city.code, tier: .city) { judge(list) }
    }
    for unit in findings.units {
      if let list = try law.list(ofOwner: unit.code.text, tier: .unit) { judge(list) } else { unitsWithoutList.append(unit) }
    }

    var missing: [String: [Int]] = [:]
    for (place, clause) in clauses.enumerated() {
      for id in hearing.heard.missing(clause) { missing[id, default: []].append(place) }
    }
    let conclusion = Conclusion(
      Conclusion.Grounds(
        outcomes: clauses.map { ($0.conditions.effect, $0.outcome) }, unitWithoutList: !unitsWithoutList.isEmpty,
        noUnitMet: findings.units.isEmpty, partNotJudged: !findings.site.outsideShare.isZero || findings.withoutUnit != nil))
    let mayBecome = Conclusion.mayBecome(
      conclusion,
      undecided: clauses.filter { $0.outcome == .undetermined || $0.outcome == .faulty }.map {
        ($0.conditions.effect, $0.conditions.judgement)
      })
    return Verdict(
      rulebook: rulebook, catalogue: catalogue, project: project, findings: findings, map: map, measured: hearing.reader.measured,
      clauses: clauses, heard: hearing.heard, unitsWithoutList: unitsWithoutList, missing: missing, conclusion: conclusion,
      mayBecome: mayBecome)
  }
}
