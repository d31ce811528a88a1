public import ExactJSON
import Screening
import Sealing
import Synchronization
import ZoneIndex
public import Zoning

/// What decidability is counted for, and what its rows are.
public struct DecidabilityQuestion: Sendable {
  public enum Rows: String, Sendable, CaseIterable {
    /// The tiers of lists.
    case tier
    /// Cities with the lists of their units.
    case city
    /// Lists of single units.
    case unit
    /// Divisions of the industry classification (大类).
    case industry
  }

  /// Any code of the classification; nil for any project.
  public var industry: String?
  /// Six digits; nil for the whole province.
  public var city: String?
  /// A control unit's code: the lists that bind there, but for the regions'.
  public var unit: String?
  public var rows: Rows

  public init(industry: String? = nil, city: String? = nil, unit: String? = nil, rows: Rows = .tier) {
    self.industry = industry
    self.city = city
    self.unit = unit
    self.rows = rows
  }
}

/// The tables behind decidability by legal state.
final class DecidabilityTables: Sendable {
  private let kept = Mutex<[(state: Digest, table: DecidabilityTable)]>([])

  func table(_ rulebook: Rulebook) -> DecidabilityTable {
    let id = rulebook.legalState.id
    if let known = kept.withLock({ $0.first { $0.state == id }?.table }) { return known }
    let made = DecidabilityTable(rulebook)
    kept.withLock {
      if $0.count > 3 { $0.removeFirst() }
      $0.append((id, made))
    }
    return made
  }
}

extension ZoningService {
  /// How far lists can be judged by machine (可判定性), by tier, city, unit or industry.
  public func decidability(_ question: DecidabilityQuestion, asOf: CivilDate?, caller: Caller) throws(ServiceError) -> JSONValue {
    let state = try state(asOf)
    let industries = IndustryClassification.standard
    let code = try question.industry.map { i throws(ServiceError) in try refusing { try industries.canonical(i) } }
    let table = decidabilities.table(state.rulebook)
    let scope = try scope(question, state)
    let lists = table.lists.filter(scope.contains)
    let groups: [(key: String, name: String, tier: Tier?, industry: String?, lists: [DecidabilityTable.List])]
    switch question.rows {
    case .tier:
      groups = Tier.allCases.map { t in (t.rawValue, t.chinese, t, code, lists.filter { $0.tier == t }) }.filter { !$0.lists.isEmpty }
    case .city:
      groups = state.directory.citiesInOrder.map { c in
        (c.code, c.name, nil, code, lists.filter { $0.owner == c.code || ControlUnitCode($0.owner)?.city == c.code })
      }.filter { !$0.lists.isEmpty }
    case .unit:
      groups = lists.filter { $0.tier == .unit }.map { ($0.owner, name(ofUnit: $0.owner, state), .unit, code, [$0]) }.sorted { $0.0 < $1.0 }
    case .industry:
      // Below a letter stand its divisions; with an industry chosen, only those that it holds or stands in.
      groups = industries.entries.filter { e in
        e.code.count == 3 && (code.map { e.code.hasPrefix($0) || $0.hasPrefix(e.code) } ?? true)
      }.map { ($0.code, $0.name, nil, $0.code, lists) }
    }
    return try refusing {
      var rows: [JSONValue] = []
      if question.rows == .industry {
        for g in groups { rows.append(Self.row(g.key, g.name, g.tier, try table.sums([g.lists], industry: g.industry)[0])) }
      } else {
        let sums = try table.sums(groups.map(\.lists), industry: code)
        rows = zip(groups, sums).map { Self.row($0.key, $0.name, $0.tier, $1) }
      }
      return .object([
        "legalState": state.rulebook.legalState.json,
        "industry": code.map { .object(["code": .string($0), "name": .text(industries[$0]?.name)]) } ?? .null,
        "city": scope.city.map { .object(["code": .string($0.code), "name": .string($0.name)]) } ?? .null,
        "unit": scope.unit.map { .object(["code": .string($0), "name": .string(name(ofUnit: $0, state))]) } ?? .null,
        "by": .string(question.rows.rawValue), "all": try table.sums([lists], industry: code)[0].json, "rows": .array(rows),
      ])
    }
  }

  private static func row(_ key: String, _ name: String, _ tier: Tier?, _ d: Decidability) -> JSONValue {
    .object([JSONMember(key: "key", value: .string(key)), JSONMember(key: "name", value: .string(name))] + (d.json.objectValue ?? []))
  }

  private func name(ofUnit code: String, _ state: PlanState) -> String {
    state.directory.unitReferences[code].map { state.snapshot.name(of: $0) } ?? code
  }

  /// Which lists are meant.
  private struct DecidabilityScope {
    var city: NamedPlace?
    var unit: String?

    func contains(_ list: DecidabilityTable.List) -> Bool {
      if let unit { return list.tier == .nation || list.tier == .province || list.owner == city?.code || list.owner == unit }
      guard let city else { return true }
      return list.owner == city.code || ControlUnitCode(list.owner)?.city == city.code
    }
  }

  private func scope(_ question: DecidabilityQuestion, _ state: PlanState) throws(ServiceError) -> DecidabilityScope {
    var scope = DecidabilityScope()
    if let unit = question.unit {
      guard let code = ControlUnitCode(unit), state.directory.unitReferences[code.text] != nil else {
        throw ServiceError(.notFound, "法律时点 \(state.asOf) 没有编码为 \(unit) 的管控单元，请核对编码。", field: "unit")
      }
      scope.unit = code.text
      scope.city = state.directory.city(code.city)
    } else if let city = question.city {
      guard let known = state.directory.citiesInOrder.first(where: { $0.code == city || $0.name == city }) else {
        throw ServiceError(
          .notFound, "没有代码为 \(city) 的设区市，可写：\(state.directory.citiesInOrder.map { "\($0.code) \($0.name)" }.joined(separator: "、"))。",
          field: "city")
      }
      scope.city = known
    }
    return scope
  }

  /// Cities that have lists or units, for forms.
  public func cities(caller: Caller) throws(ServiceError) -> [(code: String, name: String)] {
    try state(nil).directory.citiesInOrder.map { ($0.code, $0.name) }
  }
}

extension UnitDirectory {
  /// Cities that have units, by code.
  var citiesInOrder: [NamedPlace] { Set(unitReferences.keys.compactMap { ControlUnitCode($0)?.city }).sorted().map(city) }
}
