import Zoning

/// What the rows of common processes (通用工序) say of the project, for the rows that point to them: 涉及通用工序重点管理的.
struct CommonProcesses {
  private let facts: ProcedureFacts
  private let levels: [ProcedureLevel]
  private let rows: [(item: ProcedureItem, states: [ProcedureAnswer])]

  /// - Parameter cells: how the project stands to each column of a row, whether it has the process among it.
  init(facts: ProcedureFacts, catalogue: ProcedureCatalogue, cells: (ProcedureItem) -> [ProcedureAnswer]) {
    self.facts = facts
    levels = catalogue.kind.levels
    rows = catalogue.items.compactMap { item in if case .commonProcess = item.scope { (item, cells(item)) } else { nil } }
  }

  /// Whether some row takes the project at a level, and which; a question where the catalogue has no such rows.
  func answer(_ level: ProcedureLevel, _ wording: String) -> ProcedureAnswer {
    guard let column = levels.firstIndex(of: level), !rows.isEmpty else { return facts.ask(wording) }
    let taken = rows.map { ($0.item, $0.states[column]) }
    let any = ProcedureAnswer.any(taken.map(\.1))
    func names(_ state: Applies) -> String {
      taken.filter { $0.1.applies == state }.map { "第\($0.0.number)项“\($0.0.category)”" }.joined(separator: "、")
    }
    let reason: String
    switch any.applies {
    case .yes:
      let why = taken.filter { $0.1.applies == .yes }.flatMap(\.1.because)
      reason = "\(names(.yes))属于\(level.chinese)" + (why.isEmpty ? "" : "：\(why.joined(separator: "，"))")
    case .no: reason = "第\(ProcedureCatalogue.spans(rows.map(\.item.number)))项都不属于\(level.chinese)"
    case .unknown: reason = "要看\(names(.unknown))"
    }
    return facts.settled(any.explained(reason), wording)
  }
}
