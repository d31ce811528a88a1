import ExactJSON
public import Exchange
import Screening
import Store
public import Zoning

/// Which lists of a day go out: all, one issuer's, or one owner's.
public enum ListSelection: Hashable, Sendable {
  case all
  case issuer(String)
  case owner(String)
}

extension ZoningService {
  /// The empty list to fill in (清单模板): drop-downs and guide are in it.
  public func listTemplate(caller: Caller) throws(ServiceError) -> [UInt8] { try refusing { try Self.listFile([], [], as: .xlsx) } }

  /// The list of one owner as a file, with its scenarios where the format holds them.
  public func list(of owner: String, format: ListFormat, asOf: CivilDate?, caller: Caller) throws(ServiceError) -> [UInt8] {
    let state = try state(asOf)
    let clauses = try clauses(.owner(owner), state)
    let scenarios = try scenarios(of: clauses, state)
    return try refusing { try Self.listFile(clauses, scenarios, as: format) }
  }

  /// The scenarios that travel with a selection of lists, as a CSV or as JSON lines.
  public func listScenarios(_ selection: ListSelection, format: ListFormat, asOf: CivilDate?, caller: Caller) throws(ServiceError)
    -> [UInt8]
  {
    let state = try state(asOf)
    let scenarios = try scenarios(of: try clauses(selection, state), state)
    if format == .jsonl { return scenarios.flatMap { $0.json.canonicalBytes } }
    return ClauseListFile.write(scenarios: scenarios)
  }

  /// Reads a list file of any kind and writes it as another (清单转换); nothing is stored.
  public func convertedList(_ name: String, _ bytes: [UInt8], to format: ListFormat, worker: any IsolatedWorker, caller: Caller)
    async throws(ServiceError) -> [UInt8]
  {
    let check = try listCheck(on: today)
    return try await refusing {
      let content = try await Self.readLists([(name, bytes)], check: check, worker: worker)
      return try Self.listFile(content.clauses, content.scenarios ?? [], as: format)
    }
  }

  /// The clauses of a selection in the order of their editions and owners; an issuer or owner without a list is refused.
  func clauses(_ selection: ListSelection, _ state: PlanState) throws(ServiceError) -> [Clause] {
    switch selection {
    case .owner(let owner):
      guard let list = state.rulebook.list(ofOwner: owner) else {
        throw ServiceError(.notFound, "法律时点 \(state.asOf) 没有“\(owner)”的清单，请核对编码。", field: "owner")
      }
      return list.clauses
    case .issuer(let issuer):
      let editions = state.rulebook.editions.filter { $0.edition.issuer == issuer }
      guard !editions.isEmpty else {
        throw ServiceError(
          .notFound, "没有发布机关“\(issuer)”的成果版本，现有：\(state.rulebook.editions.map(\.edition.issuer).joined(separator: "、"))。", field: "issuer")
      }
      return editions.flatMap { e in Tier.allCases.flatMap { t in e.lists.owners(ofTier: t).flatMap { e.lists.clauses(ofOwner: $0) ?? [] } }
      }
    case .all:
      return state.rulebook.editions.flatMap { e in
        Tier.allCases.flatMap { t in e.lists.owners(ofTier: t).flatMap { e.lists.clauses(ofOwner: $0) ?? [] } }
      }
    }
  }

  /// The scenarios that speak of these clauses alone.
  func scenarios(of clauses: [Clause], _ state: PlanState) throws(ServiceError) -> [ClauseScenario] {
    let ids = Set(clauses.map(\.id))
    return try scenarios(state).filter { s in s.expected.allSatisfy { ids.contains($0.clause) } }
  }

  /// The scenarios of the editions in force; none where the folder is only read.
  func scenarios(_ state: PlanState) throws(ServiceError) -> [ClauseScenario] {
    guard let repository else { return [] }
    return try refusing {
      try state.rulebook.editions.flatMap { e in try repository.scenarios(of: e.edition).map { try Self.scenarios($0, name: "情景") } ?? [] }
    }
  }
}
