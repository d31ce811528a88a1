public import ExactJSON
public import Exchange
import Geometry
import Screening
import Synchronization
import ZoneIndex
public import Zoning

extension ZoningService {
  /// Checks the lists of a day (清单体检): findings with witness projects, and how much of them the machine can judge.
  ///
  /// - Parameters:
  ///   - edition: only findings that concern the clauses of this edition; its first day is then the day.
  ///   - files: a draft list put in the place of its owners' present ones; only findings that concern it.
  public func reviewRulebook(
    asOf: CivilDate?, edition: String?, files: [(name: String, bytes: [UInt8])], worker: any IsolatedWorker, industry: String?,
    caller: Caller
  ) async throws(ServiceError) -> JSONValue {
    var draft: [Clause]?
    if !files.isEmpty {
      let check = try listCheck(on: asOf ?? today)
      draft = try await refusing { try await Self.readLists(files, check: check, worker: worker).clauses }
    }
    return try reviewRulebook(asOf: asOf, edition: edition, draft: draft, industry: industry, caller: caller)
  }

  public func reviewRulebook(asOf: CivilDate?, edition: String?, draft: [Clause]?, industry: String?, caller: Caller) throws(ServiceError)
    -> JSONValue
  {
    var day = asOf
    if let edition {
      guard let named = library.timeline.editions.first(where: { $0.name == edition || $0.id == edition }) else {
        throw ServiceError(
          translating: ZoningError.unknownEdition(edition, known: library.timeline.editions.map(\.name)))
      }
      day = max(named.validity.from ?? today, day ?? today)
    }
    let state = try state(day)
    var clauses = RulebookCheck.clauses(of: state.rulebook)
    var concerned: Set<String>?
    if let edition {
      let own = state.rulebook.editions.filter { $0.edition.name == edition || $0.edition.id == edition }
      guard !own.isEmpty else {
        throw ServiceError(.notFound, "版本“\(edition)”在 \(state.asOf) 不在施行中，请用 --as-of 给出它施行的日期。", field: "edition")
      }
      concerned = Set(
        own.flatMap { e in Tier.allCases.flatMap { t in e.lists.owners(ofTier: t).flatMap { e.lists.clauses(ofOwner: $0) ?? [] } } }.map(
          \.id))
    }
    if let draft {
      let owners = Set(draft.map(\.owner))
      clauses = clauses.filter { !owners.contains($0.owner) } + draft
      concerned = Set(draft.map(\.id))
    }
    let code = try industry.map { i throws(ServiceError) in try refusing { try IndustryClassification.standard.canonical(i) } }
    let check = rulebookCheck(state, clauses)
    let findings = try refusing { try check.findings() }.filter { f in
      concerned.map { ids in f.subjects.contains { ids.contains($0) } || f.clauses.contains { ids.contains($0.id) } } ?? true
    }
    return try Self.review(state, check, findings, concerned: concerned, industry: code)
  }

  /// The check of every list of a legal state; nil where it was stopped.
  ///
  /// - Parameter each: told how far it is; false stops it.
  func review(of state: PlanState, each: (ReviewProgress) -> Bool) throws(ServiceError) -> JSONValue? {
    let check = rulebookCheck(state, RulebookCheck.clauses(of: state.rulebook))
    guard let findings = try refusing({ try check.findings(each: each) }) else { return nil }
    return try Self.review(state, check, findings, concerned: nil, industry: nil)
  }

  private static func review(
    _ state: PlanState, _ check: RulebookCheck, _ findings: [RulebookFinding], concerned: Set<String>?, industry: String?
  ) throws(ServiceError) -> JSONValue {
    .object([
      "legalState": state.rulebook.legalState.json, "clauses": .int(check.clauses.count), "shapes": .int(check.shapeCount),
      "softClauses": .int(check.softClauses),
      "counts": .object(
        RulebookProblem.allCases.map { p in JSONMember(key: p.rawValue, value: .int(findings.filter { $0.problem == p }.count)) }),
      "findings": .array(findings.map(\.json)), "industry": .text(industry),
      "decidability": try refusing {
        try decidability(check, concerned.map { ids in check.clauses.filter { ids.contains($0.id) } } ?? check.clauses, industry)
      },
    ])
  }

  /// Decidability of every list, or of what binds in one unit; `industry` leaves out what cannot concern it.
  public func decidability(unit: String?, industry: String?, asOf: CivilDate?, caller: Caller) throws(ServiceError) -> JSONValue {
    let state = try state(asOf)
    let code = try industry.map { i throws(ServiceError) in try refusing { try IndustryClassification.standard.canonical(i) } }
    if let unit {
      guard let u = ControlUnitCode(unit), state.directory.unitReferences[u.text] != nil else {
        throw ServiceError(.notFound, "法律时点 \(state.asOf) 没有编码为 \(unit) 的管控单元，请核对编码。", field: "unit")
      }
      return try decidability(ofUnit: u, industry: code, state)
    }
    let clauses = RulebookCheck.clauses(of: state.rulebook)
    let check = rulebookCheck(state, clauses)
    return try refusing { try Self.decidability(check, check.clauses, code) }
  }

  func rulebookCheck(_ state: PlanState, _ clauses: [Clause]) -> RulebookCheck {
    var units: [String: String] = [:]
    for (code, r) in state.directory.unitReferences { units[code] = state.snapshot.name(of: r) }
    let meetings = RegionMeetings(state)
    return RulebookCheck(rulebook: state.rulebook, units: units, lists: clauses) { owner, region in meetings.meets(owner, region) }
  }

  /// Counts by tier and, for units, by city.
  static func decidability(_ check: RulebookCheck, _ clauses: [Clause], _ industry: String?) throws -> JSONValue {
    var count = try DecidabilityCount(check, industry: industry)
    func row(_ key: String, _ value: String, _ own: [Clause]) -> JSONValue {
      let d = count.of(own)
      return .object([JSONMember(key: key, value: .string(value))] + (d.json.objectValue ?? []))
    }
    let tiers = Tier.allCases.compactMap { t in
      let own = clauses.filter { $0.tier == t }
      return own.isEmpty ? nil : row("tier", t.rawValue, own)
    }
    var byCity: [String: [Clause]] = [:]
    for c in clauses where c.tier == .unit { if let city = ControlUnitCode(c.owner)?.city { byCity[city, default: []].append(c) } }
    let cities = byCity.keys.sorted().map { row("city", $0, byCity[$0]!) }
    return .object(["all": count.of(clauses).json, "tiers": .array(tiers), "cities": .array(cities)])
  }

  /// One unit's decidability over every list that binds there but the regions', and over its own.
  func decidability(ofUnit code: ControlUnitCode, industry: String?, _ state: PlanState) throws(ServiceError) -> JSONValue {
    let lists = ["000000", "320000", code.city, code.text].map { state.rulebook.list(ofOwner: $0)?.clauses ?? [] }
    let check = RulebookCheck(rulebook: state.rulebook, units: [:], lists: lists.flatMap { $0 }) { _, _ in false }
    return try refusing {
      var count = try DecidabilityCount(check, industry: industry)
      return .object(["own": count.of(lists[3]).json, "all": count.of(lists.flatMap { $0 }).json, "industry": .text(industry)])
    }
  }
}

/// Whether units and cities share ground with regions, each asked of the map once.
final class RegionMeetings: Sendable {
  private let state: PlanState
  private let known = Mutex<[String: Bool]>([:])

  init(_ state: PlanState) { self.state = state }

  func meets(_ owner: String, _ region: String) -> Bool {
    let key = owner + "\n" + region
    if let answer = known.withLock({ $0[key] }) { return answer }
    let answer: Bool
    if let unit = state.directory.unitReferences[owner] {
      answer = shares(unit, region)
    } else {
      answer = state.directory.unitReferences.contains { code, _ in ControlUnitCode(code)?.city == owner && meets(code, region) }
    }
    known.withLock { $0[key] = answer }
    return answer
  }

  /// Most units share much ground with a region or none: only what is small is weighed as a site is.
  ///
  /// A unit whose outline the index refuses is taken not to meet: no finding rests on it.
  private func shares(_ unit: FeatureReference, _ region: String) -> Bool {
    guard state.snapshot.holds(region) else { return false }
    if let plan = state.snapshot.plan, case .polygons(let ground) = state.snapshot.geometry(of: unit) {
      var work = PlanWorkspace()
      plan.overlay(Footprint(ground), members: plan.members(of: region), &work)
      let shared = work.parts.filter { !$0.part.touchesOnly }.map(\.part.areaSquareMetres)
      if shared.isEmpty { return false }
      if let most = shared.max(), most > (state.rulebook.layers[region]?.toleranceAreaSquareMetres ?? 0) { return true }
    }
    guard let site = try? Site(state.snapshot.geometry(of: unit)) else { return false }
    let survey = SiteSurvey(site: site, snapshot: state.snapshot, layers: state.rulebook.layers)
    return state.snapshot.overlay(site, layer: region).contains { survey.weight($0, state.rulebook.layers[region]) == .met }
  }
}
