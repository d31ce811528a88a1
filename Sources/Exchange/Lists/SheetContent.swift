import Zoning

extension ClauseListFile {
  /// The list and the scenarios of a workbook's sheets, with everything that is wrong on either.
  static func content(
    _ sheets: [WorkbookSheet], hidden: [String], fileName: String, checking condition: @escaping ConditionCheck
  ) throws(ExchangeError) -> ListFileContent {
    func numbered(_ rows: [[String]]) -> [(row: Int, cells: [String])] { rows.enumerated().map { ($0.offset + 1, $0.element) } }
    let list = sheets.first { $0.name == ListWorkbook.listSheet } ?? sheets[0]
    var faults = FaultCollector(file: fileName, sheet: list.name)
    for name in [ListWorkbook.listSheet, ListWorkbook.scenarioSheet] where hidden.contains(name) {
      faults.enter(sheet: name)
      faults.add(1, nil, "工作表是隐藏的", "请取消隐藏后核对，不要的请删去")
    }
    faults.enter(sheet: list.name)
    note(list, &faults)
    let clauses = try clauses(numbered(list.rows), fileName: fileName, &faults, checking: condition)
    var scenarios: [ClauseScenario]?
    if let sheet = sheets.first(where: { $0.name == ListWorkbook.scenarioSheet }) {
      faults.enter(sheet: sheet.name)
      note(sheet, &faults)
      scenarios = ScenarioRows.read(numbered(sheet.rows), &faults)
    }
    if !faults.isEmpty { throw .badList(faults.result) }
    return ListFileContent(clauses: clauses, scenarios: scenarios)
  }

  /// Cells that show something else than they hold, and merged ones, of which only the first holds anything.
  private static func note(_ sheet: WorkbookSheet, _ faults: inout FaultCollector) {
    for fault in sheet.faults { faults.add(fault.row, at: fault.column, fault.reason, fault.remedy) }
    for block in sheet.merged where block.rows.lowerBound <= sheet.rows.count {
      faults.add(block.rows.lowerBound, at: block.columns.lowerBound, "是合并单元格，合并的其他格里没有内容", "请取消合并，逐行逐格填写")
    }
  }

  static func sheets(_ bytes: [UInt8], fileName: String, worker: any IsolatedWorker, limits: SiteLimits) async throws(ExchangeError)
    -> [WorkbookSheet]
  {
    if bytes.count > limits.bytes { throw .tooLarge(bytes: bytes.count, limit: limits.bytes) }
    let request = WorkerRequest(task: .sheets, fileName: fileName, limits: limits)
    switch try await worker.ask(request, bytes, outputLimit: 4 * limits.unpackedBytes) {
    case .sheets(let sheets, _) where !sheets.isEmpty: return sheets
    case .files: throw .damagedPart(file: "Excel 工作簿", reason: "压缩包里没有工作簿")
    default: throw .workerFailed(detail: "another answer than asked")
    }
  }

  /// The clauses and scenarios of a decision model, as the worker read it.
  static func content(_ sheet: ModelSheet, fileName: String, checking condition: @escaping ConditionCheck) throws(ExchangeError)
    -> ListFileContent
  {
    var faults = FaultCollector(file: fileName)
    faults.add(sheet.faults, isCut: sheet.isCut)
    faults.name(elements: sheet.clauses.map(\.element))
    var rows = ClauseRows(
      columns: Dictionary(uniqueKeysWithValues: ClauseColumn.allCases.enumerated().map { ($0.offset, $0.element) }), condition: condition)
    for (i, clause) in sheet.clauses.enumerated() { rows.read(i + 1, clause.cells, &faults) }
    var name = ""
    faults.name(
      elements: sheet.scenarios.map { cells in
        if !cells[0].isEmpty { name = cells[0] }
        return "情景“\(name)”"
      })
    let scenarios = ScenarioRows.read(
      [(0, ScenarioRows.codes)] + sheet.scenarios.enumerated().map { ($0.offset + 1, $0.element) }, &faults)
    if !faults.isEmpty { throw .badList(faults.result) }
    return ListFileContent(clauses: rows.clauses, scenarios: scenarios)
  }
}
