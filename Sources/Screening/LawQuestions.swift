import FEEL
import Zoning

/// Questions of conditions to the law's own registers: catalogues, plans, suspensions.
extension FactReader {
  private static let checks = "catalogueChecks"

  /// 在名录(catalogue:class, subject).
  ///
  /// A held edition decides; else the applicant's documented check; else unknown, cause not held.
  func isListed(_ arguments: [FEELValue]) throws(FEELEvaluationError) -> FEELValue {
    let function = ConditionNames.catalogueFunction
    guard arguments.count == 2, let name = arguments[0].stringValue else {
      throw .refused(function: function, message: "要写名录和对象，如 \(function)(\"产业结构调整指导目录:淘汰类\", 项目)。")
    }
    if let fault = KnownLaw.standard.fault(catalogue: name, shelf: rulebook.shelf) { throw .refused(function: function, message: fault) }
    guard var subject = CatalogueArgument(arguments[1]) else { return .null }
    if subject.isWholeProject { for part in CatalogueArgument.parts { note(part.fact) } }
    subject.subject.places = places
    let reference = CatalogueReference(name)
    var missing: Set<String> = []
    switch rulebook.shelf.lookUp(reference, subject: subject.subject, on: rulebook.asOf) {
    case .listed: return .boolean(true)
    case .notListed: return .boolean(false)
    case .undecided(let parts): missing = subject.facts(for: parts)
    case .notHeld: missing = [Unheld.catalogue(reference.catalogue)]
    }
    if let checked = documentedCheck(reference, subject) { return .boolean(checked) }
    return .unknown(facts: missing.union([Self.checks]))
  }

  /// What a documented check says of a catalogue's class: `不属于` of the whole catalogue holds for each of its classes.
  private func documentedCheck(_ reference: CatalogueReference, _ subject: CatalogueArgument) -> Bool? {
    var answer: Bool?
    for row in rows(Self.checks) {
      guard row["名录"]?.stringValue == reference.catalogue, let listed = row["属于"]?.booleanValue, row["依据"]?.stringValue != nil else {
        continue
      }
      if let about = row["对象"]?.stringValue, !subject.names.contains(about) { continue }
      let entryClass = row["类别"]?.stringValue
      guard entryClass == reference.entryClass || (entryClass == nil && !listed) || (reference.entryClass == nil && listed) else {
        continue
      }
      // Two checks that differ: what is listed weighs more.
      answer = (answer ?? false) || listed
    }
    return answer
  }

  /// 符合规划(plan): by a numbered opinion of the planning authority; without one it is not known.
  func conformsToPlan(_ arguments: [FEELValue]) throws(FEELEvaluationError) -> FEELValue {
    let function = ConditionNames.planFunction
    guard arguments.count == 1, let plan = arguments[0].stringValue else {
      throw .refused(function: function, message: "要写一个规划名称，如 \(function)(\"港口总体规划\")。")
    }
    if let fault = KnownLaw.standard.fault(plan: plan) { throw .refused(function: function, message: fault) }
    let id = "planConformity"
    var answer: Bool?
    for row in rows(id) where row["规划"]?.stringValue == plan {
      guard let conforms = row["符合"]?.booleanValue, row["文号"]?.stringValue != nil else { continue }
      answer = (answer ?? true) && conforms
    }
    return answer.map { .boolean($0) } ?? .unknown(facts: [id])
  }

  /// 区域限批生效(scope or date): by the suspensions in force there, judged on this project just as the assessment lists them;
  /// where there is none, by the register's word for today, else by the dated catalogue of suspended areas.
  func isSuspended(_ arguments: [FEELValue]) throws(FEELEvaluationError) -> FEELValue {
    let function = ConditionNames.suspensionFunction
    var scope: String?
    var day = rulebook.asOf
    for argument in arguments {
      switch argument {
      case .string(let s) where scope == nil: scope = s
      case .date(let d):
        guard let civil = CivilDate(d.description) else { return .null }
        day = civil
      default: throw .refused(function: function, message: "括号里可以空着，或写限批的类别、日期，如 \(function)(\"化工\")。")
      }
    }
    let id = "region.approvalSuspended"
    note(id)
    let inForce = rulebook.registers.suspensions.filter { $0.validity.contains(day) && suspendedPlaces?.meets($0) == true }
    let asked = inForce.filter { s in scope.map(s.scope.contains) ?? true }
    if !asked.isEmpty {
      let concerns = asked.map { $0.concerns(project) }
      for id in asked.flatMap(\.factsRead) { note(id) }
      if concerns.contains(where: { $0.applies == .yes }) { return .boolean(true) }
      let missing = Set(concerns.flatMap(\.missing))
      return missing.isEmpty ? .boolean(false) : .unknown(facts: missing)
    }
    if day == rulebook.asOf, let stated = registry[id]?.booleanValue, scope == nil || !stated { return .boolean(stated) }
    let catalogue = "区域限批地区"
    let unknown = FEELValue.unknown(facts: [id, Unheld.catalogue(catalogue)])
    guard let edition = rulebook.shelf.edition(of: catalogue, on: day), let places else { return unknown }
    let hits = edition.entries.contains { e in
      e.validity.contains(day) && (e.classes.isEmpty || (scope.map(e.classes.contains) ?? true))
        && (e.places.isEmpty || e.places.contains(where: places.contains))
    }
    return hits || edition.isComplete ? .boolean(hits) : unknown
  }

  /// The records of a fact that is a list of records; none where it was not supplied.
  private func rows(_ id: String) -> [FEELContext] {
    note(id)
    guard case .list(let items)? = project.values[id] else { return [] }
    return items.compactMap { if case .context(let row) = $0 { row } else { nil } }
  }
}

extension SiteFindings {
  /// Codes and names of the counties and cities of the units met; nil where none was met.
  var places: [String]? {
    units.isEmpty ? nil : units.flatMap { [$0.county.code, $0.county.name, $0.city.code, $0.city.name] }
  }
}
