public import ExactJSON
import FEEL
public import Zoning

/// A suspension of approvals in force where the site lies.
public struct SuspensionFinding: Hashable, Sendable {
  public var suspension: ApprovalSuspension
  public var citation: Citation
  /// Whether the project falls under it: by its industries and by what it discharges.
  public var concerns: Applies
}

extension SuspensionFinding {
  public var json: JSONValue {
    .object([
      "id": .string(suspension.id), "areas": .array(suspension.areas.map { .string($0) }), "layer": .text(suspension.layer),
      "scope": .string(suspension.scope), "from": .text(suspension.validity.from?.description),
      "until": .text(suspension.validity.until?.description), "concerns": .string(concerns.rawValue), "source": citation.json,
    ])
  }
}

extension Assessor {
  /// The catalogues of procedures in force that day, with the rows that concern the project.
  func procedureFindings(_ project: ProjectFacts, _ findings: SiteFindings) -> [ProcedureFinding] {
    let groups = Set(findings.zones.compactMap { rulebook.layers[$0.layer]?.group })
    let judge = ProcedureJudge(project: project, groupsMet: groups)
    return rulebook.procedures.inForce(on: rulebook.asOf).map(judge.finding)
  }

  /// Suspensions in force that day in a city, a county or a zone that the site meets.
  func suspensionsInForce(_ findings: SiteFindings, _ project: ProjectFacts) throws(ZoningError) -> [SuspensionFinding] {
    let met = SuspendedPlaces(findings)
    var found: [SuspensionFinding] = []
    for s in rulebook.registers.suspensions where s.validity.contains(rulebook.asOf) && met?.meets(s) == true {
      found.append(
        SuspensionFinding(
          suspension: s, citation: try rulebook.documents.cite(s.source, on: rulebook.asOf), concerns: s.concerns(project).applies))
    }
    return found
  }
}

/// Where a site lies, as suspensions name places.
struct SuspendedPlaces {
  /// Codes and names of the counties and cities met.
  var places: [String]
  /// Codes of the zones met, by layer.
  var zones: [String: Set<String>]

  /// Nil where nothing was met at all, so that nobody can tell.
  init?(_ findings: SiteFindings) {
    guard let places = findings.places ?? (findings.zones.isEmpty ? nil : []) else { return nil }
    self.places = places
    zones = Dictionary(grouping: findings.zones, by: \.layer).mapValues { Set($0.map(\.code)) }
  }

  func meets(_ suspension: ApprovalSuspension) -> Bool {
    guard let layer = suspension.layer else { return suspension.areas.contains(where: places.contains) }
    return suspension.areas.contains { zones[layer]?.contains($0) == true }
  }
}

extension ApprovalSuspension {
  /// Ids of the facts by which it tells projects apart.
  var factsRead: [String] { (industries.isEmpty ? [] : ["industries"]) + pollutants.map { "emissions.\($0)" } }

  /// Whether a project falls under it, by its industries and by what it discharges; where unknown, for want of which facts.
  func concerns(_ project: ProjectFacts) -> (applies: Applies, missing: [String]) {
    let industry = industryConcerned(project)
    if industry == .no || pollutants.isEmpty { return (industry, industry == .unknown ? ["industries"] : []) }
    let ids = pollutants.map { "emissions.\($0)" }
    let unstated = ids.filter { project.values[$0]?.numberValue == nil }
    let discharges = ids.contains { (project.values[$0]?.numberValue ?? .zero) > .zero }
    if !discharges && unstated.isEmpty { return (.no, []) }
    if industry == .yes && discharges { return (.yes, []) }
    return (.unknown, (industry == .unknown ? ["industries"] : []) + (discharges ? [] : unstated))
  }

  private func industryConcerned(_ project: ProjectFacts) -> Applies {
    if industries.isEmpty { return .yes }
    guard case .list(let have)? = project.values["industries"] else { return .unknown }
    let codes = have.compactMap(\.stringValue)
    if codes.contains(where: { code in industries.contains { IndustryClassification.belongs(code, to: $0) } }) { return .yes }
    return codes.contains { code in industries.contains { IndustryClassification.belongs($0, to: code) } } ? .unknown : .no
  }
}
