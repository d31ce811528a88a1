import ExactJSON
import Geometry
import Screening
import ZoneIndex
import Zoning

/// What a batch shows of a row: conclusion, units, the first reason that decides, what is missing, where it is.
enum BatchSummary {
  /// The order in which rows are dealt with: refused ones first, then the worst.
  static func rank(_ conclusion: Conclusion?) -> Int {
    guard let conclusion else { return 0 }
    return 1 + (Conclusion.allCases.firstIndex(of: conclusion) ?? 0)
  }

  /// `refused`, or a conclusion by its code, to its rank; nil for what is neither.
  static func rank(named name: String) -> Int? {
    name == "refused" ? 0 : Conclusion(rawValue: name).map { rank($0) }
  }

  static func json(_ judged: ZoningService.JudgedProject, at place: GridPoint) -> JSONValue {
    let assessment = judged.result.assessment
    let units = judged.findings.units
    let reason = decisive(assessment)
    return .object([
      "conclusion": .string(assessment.conclusion.rawValue),
      "units": .array(
        units.prefix(5).map { u in
          .object(["code": .string(u.code.text), "name": .string(u.name), "class": .string(u.unitClass.rawValue)])
        }), "unitCount": .int(units.count), "class": .text(strictest(units)?.rawValue),
      "city": .text(units.first?.city.name), "county": .text(units.first?.county.name),
      "reason": reason.map { r in
        .object([
          "clause": .string(r.clause.id), "outcome": .string(r.outcome.rawValue), "because": .string(r.because),
        ])
      } ?? .null, "answer": .string(assessment.answer), "missing": .int(assessment.missingFacts.count), "at": GeoJSON.position(place),
    ])
  }

  /// The first clause that makes the conclusion what it is.
  private static func decisive(_ assessment: Assessment) -> ClauseFinding? {
    let bans: Set<Effect> = [.prohibit, .permitOnly]
    return assessment.clauses.first { finding in
      switch assessment.conclusion {
      case .prohibited: finding.outcome == .broken && bans.contains(finding.clause.effect)
      case .nonconforming: finding.outcome == .broken
      case .undetermined: finding.outcome == .undetermined || finding.outcome == .faulty
      case .conditional: finding.outcome == .manual || finding.outcome == .duty
      case .conforms: false
      }
    }
  }

  /// The strictest class of the units met.
  static func strictest(_ units: [MetUnit]) -> UnitClass? {
    UnitClass.allCases.first { unitClass in units.contains { $0.unitClass == unitClass } }
  }

  /// What a judged row counts as: its conclusion, its strictest class, and both together.
  static func counts(_ judged: ZoningService.JudgedProject) -> [String] {
    let conclusion = judged.result.assessment.conclusion.rawValue
    let unitClass = strictest(judged.findings.units)?.rawValue ?? "none"
    return [conclusion, "class.\(unitClass)", "class.\(unitClass).\(conclusion)"]
  }
}
