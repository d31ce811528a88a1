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
    var found: [SuspensionFinding] = []
    for s in rulebook.registers.suspensions where s.validity.contains(rulebook.asOf) {
      let met =
        if let layer = s.layer {
          findings.zones.contains { $0.layer == layer && s.areas.contains($0.code) }
        } else {
          findings.units.contains { s.areas.contains($0.county.code) || s.areas.contains($0.city.code) }
        }
      guard met else { continue }
      found.append(
        SuspensionFinding(
          suspension: s, citation: try rulebook.documents.cite(s.source, on: rulebook.asOf), concerns: concerns(s, project)))
    }
    return found
  }

  private func concerns(_ suspension: ApprovalSuspension, _ project: ProjectFacts) -> Applies {
    let industries: Applies =
      if suspension.industries.isEmpty {
        .yes
      } else if case .list(let have)? = project.values["industries"] {
        have.reduce(Applies.no) { state, item in
          guard state != .yes, case .string(let code) = item else { return state }
          if suspension.industries.contains(where: { IndustryClassification.belongs(code, to: $0) }) { return .yes }
          return suspension.industries.contains { IndustryClassification.belongs($0, to: code) } ? .unknown : state
        }
      } else { .unknown }
    if industries == .no || suspension.pollutants.isEmpty { return industries }
    let amounts = suspension.pollutants.map { project.values["emissions.\($0)"] }
    var discharges = Applies.no
    for amount in amounts {
      if case .number(let n)? = amount {
        if n > FEELDecimal(0) { discharges = .yes }
      } else if discharges == .no {
        discharges = .unknown
      }
    }
    return discharges == .no ? .no : (industries == .yes && discharges == .yes ? .yes : .unknown)
  }
}
