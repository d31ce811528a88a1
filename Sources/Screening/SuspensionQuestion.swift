import FEEL
import Zoning

/// The question of conditions whether approvals are suspended where the site lies (区域限批生效).
extension FactReader {
  private static let suspended = "region.approvalSuspended"

  /// 区域限批生效(scope or date): by the suspensions in force there, judged on this project just as the assessment lists them;
  /// where there is none, by the register's word for today, else by the dated catalogue of suspended areas.
  func isSuspended(_ arguments: [FEELValue]) throws(FEELEvaluationError) -> FEELValue {
    let function = ConditionNames.suspensionFunction
    var scope: SuspensionScope?
    var day = rulebook.asOf
    for argument in arguments {
      switch argument {
      case .string(let s) where scope == nil: scope = SuspensionScope(s)
      case .date(let d):
        guard let civil = CivilDate(d.description) else { return .null }
        day = civil
      default: throw .refused(function: function, message: "括号里可以空着，或写限批的类别、日期，如 \(function)(\"化工\")。")
      }
    }
    note(Self.suspended)
    if let decided = bySuspensions(scope, on: day) { return decided }
    if day == rulebook.asOf, let stated = registry[Self.suspended]?.booleanValue, scope == nil || !stated { return .boolean(stated) }
    return byCatalogue(scope, on: day)
  }

  /// By the register of suspensions; nil where none in force there speaks of the scope.
  private func bySuspensions(_ scope: SuspensionScope?, on day: CivilDate) -> FEELValue? {
    var answer: CatalogueMatch?
    var missing: Set<String> = []
    for s in rulebook.registers.suspensions where s.validity.contains(day) && suspendedPlaces?.meets(s) == true {
      let asked = scope?.isMeant(by: s.scope, namesIndustries: !s.industries.isEmpty) ?? .yes
      if asked == .no { continue }
      for id in s.factsRead { note(id) }
      let concerns = s.concerns(project)
      let one = asked.and(concerns.applies.match)
      answer = answer?.or(one) ?? one
      if case .possible = one { missing.formUnion(asked == .yes ? concerns.missing : concerns.missing + [Self.suspended]) }
    }
    return switch answer {
    case nil: nil
    case .yes: .boolean(true)
    case .no: .boolean(false)
    case .possible: .unknown(facts: missing)
    }
  }

  private func byCatalogue(_ scope: SuspensionScope?, on day: CivilDate) -> FEELValue {
    let catalogue = KnownLaw.suspendedAreas
    let unknown = FEELValue.unknown(facts: [Self.suspended, Unheld.catalogue(catalogue)])
    guard let edition = rulebook.shelf.edition(of: catalogue, on: day) else { return unknown }
    var subject = CatalogueSubject(things: nil, processes: nil, industries: nil, ground: ground)
    if case .list(let codes)? = project.values["industries"] { subject.industries = codes.compactMap(\.stringValue) }
    let matches = edition.entries.filter { $0.validity.contains(day) }.map { $0.suspends(subject, scope) }
    switch CatalogueMatch.any(matches) {
    case .yes: return .boolean(true)
    case .possible: return .unknown(facts: [Self.suspended])
    case .no: return edition.isComplete ? .boolean(false) : unknown
    }
  }
}

extension CatalogueEntry {
  /// Whether approvals of the scope are suspended by this row of the catalogue of areas; a row without places may be of any.
  fileprivate func suspends(_ subject: CatalogueSubject, _ scope: SuspensionScope?) -> CatalogueMatch {
    var match = places.isEmpty ? CatalogueMatch.possible([.places]) : matchPlaces(subject)
    if !industries.isEmpty { match = match.and(matchIndustries(subject)) }
    if condition != nil || scale != nil || !products.isEmpty || !processes.isEmpty { match = match.and(.possible([.condition])) }
    guard let scope, !classes.isEmpty else { return match }
    return match.and(.any(classes.map { scope.isMeant(by: $0) }))
  }
}

extension Applies {
  fileprivate var match: CatalogueMatch {
    switch self {
    case .yes: .yes
    case .no: .no
    case .unknown: .possible([.condition])
    }
  }
}
