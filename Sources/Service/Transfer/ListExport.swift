import ExactJSON
import Exchange
import Screening
import Store
public import Zoning

extension ZoningService {
  private static var workbook: ListWorkbook { ListWorkbook(outcomes: Outcome.allCases.map { ($0.rawValue, $0.chinese) }) }

  /// An Excel workbook of a list, with the scenarios that travel with it.
  static func workbook(_ clauses: [Clause], _ scenarios: [ClauseScenario]) throws -> [UInt8] {
    try workbook.write(clauses, scenarios: scenarios)
  }

  /// The empty list to fill in (清单模板): drop-downs and guide are in it.
  public func listTemplate(caller: Caller) throws(ServiceError) -> [UInt8] { try refusing { try Self.workbook([], []) } }

  /// The list of one owner as a workbook.
  public func listWorkbook(of owner: String, asOf: CivilDate?, caller: Caller) throws(ServiceError) -> [UInt8] {
    let state = try state(asOf)
    guard let list = state.rulebook.list(ofOwner: owner) else {
      throw ServiceError(.notFound, "法律时点 \(state.asOf) 没有“\(owner)”的清单，请核对编码。", field: "owner")
    }
    let ids = Set(list.clauses.map(\.id))
    let scenarios = try scenarios(state).filter { s in s.expected.allSatisfy { ids.contains($0.clause) } }
    return try refusing { try Self.workbook(list.clauses, scenarios) }
  }

  /// The scenarios of the editions in force; none where the folder is only read.
  func scenarios(_ state: PlanState) throws(ServiceError) -> [ClauseScenario] {
    guard let repository else { return [] }
    return try refusing {
      try state.rulebook.editions.flatMap { e in try repository.scenarios(of: e.edition).map { try Self.scenarios($0, name: "情景") } ?? [] }
    }
  }
}
