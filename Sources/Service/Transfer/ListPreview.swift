public import ExactJSON
public import Exchange
import Screening
import ZoneIndex
import Zoning

extension ZoningService {
  /// Clauses that a preview shows; the rest is counted.
  static let previewed = 100

  /// What a list file of any kind holds, and what is wrong with it cell by cell (清单核对); nothing is stored.
  ///
  /// Bad cells are an answer, not a refusal: `faults` with `isCut`, the clauses empty. Throws what `convertedList` throws otherwise.
  public func listPreview(_ name: String, _ bytes: [UInt8], worker: any IsolatedWorker, caller: Caller) async throws(ServiceError)
    -> JSONValue
  {
    let state = try state(nil)
    let check = try listCheck(on: today)
    do {
      let content = try await Self.readLists([(name, bytes)], check: check, worker: worker)
      return preview(name, content, state)
    } catch ExchangeError.badList(let list) {
      return Self.preview(name, ListFileContent(clauses: []), faults: list.faults, isCut: list.isCut, owners: [], misplaced: [])
    } catch { throw ServiceError(translating: error) }
  }

  private func preview(_ name: String, _ content: ListFileContent, _ state: PlanState) -> JSONValue {
    var order: [String] = []
    var byOwner: [String: [Clause]] = [:]
    for clause in content.clauses {
      if byOwner[clause.owner] == nil { order.append(clause.owner) }
      byOwner[clause.owner, default: []].append(clause)
    }
    let owners = order.compactMap { owner -> JSONValue? in
      guard let clauses = byOwner[owner], let first = clauses.first else { return nil }
      return .object([
        "owner": .string(owner), "tier": .string(first.tier.rawValue), "name": .text(ownerName(first, state)),
        "clauses": .int(clauses.count),
      ])
    }
    // One sentence an owner: every clause of it is misplaced in the same way.
    let misplaced = order.compactMap { owner -> JSONValue? in
      guard let clause = byOwner[owner]?.first, let fault = Self.misplaced(clause, issuer: Self.issuer(of: clause, state), state) else {
        return nil
      }
      return .object(["owner": .string(owner), "clause": .string(clause.id), "message": .string(fault)])
    }
    return Self.preview(name, content, faults: [], isCut: false, owners: owners, misplaced: misplaced)
  }

  /// Who would publish the clause: the city of a city's or unit's, the province of all others.
  private static func issuer(of clause: Clause, _ state: PlanState) -> String {
    switch clause.tier {
    case .city: clause.owner
    case .unit: ControlUnitCode(clause.owner)?.city ?? clause.owner
    case .nation, .province, .region: state.rulebook.editions.map(\.edition.issuer).first { $0.hasSuffix("0000") } ?? clause.owner
    }
  }

  private func ownerName(_ clause: Clause, _ state: PlanState) -> String? {
    switch clause.tier {
    case .nation: "国家"
    case .province: "全省"
    case .region: clause.owner
    case .city: state.directory.city(clause.owner).name
    case .unit: state.directory.unitReferences[clause.owner].map { state.snapshot.name(of: $0) }
    }
  }

  private static func preview(
    _ name: String, _ content: ListFileContent, faults: [ListFileFaults.Fault], isCut: Bool, owners: [JSONValue], misplaced: [JSONValue]
  ) -> JSONValue {
    let judged = Judgement.allCases.map { j in
      JSONMember(key: j.rawValue, value: .int(content.clauses.count { $0.judgement == j }))
    }
    return .object([
      "file": .string(name), "clauses": .int(content.clauses.count), "scenarios": content.scenarios.map { .int($0.count) } ?? .null,
      "judgements": .object(judged), "owners": .array(owners), "misplaced": .array(misplaced),
      "rows": .array(content.clauses.prefix(previewed).map(\.json)), "faults": .array(faults.map(\.json)), "isCut": .bool(isCut),
    ])
  }
}
