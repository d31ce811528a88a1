public import Zoning

/// Access lists as files (清单文件): CSV in UTF-8 with or without byte-order mark, GBK, or UTF-16 as Excel saves it, or the
/// first sheet of an Excel workbook; codes or Chinese words; ISO dates, or those that Excel makes of them.
public enum ClauseListFile {
  /// Judges one condition, or the document that a clause names (column `document`): nil where it is sound, else a reason and a remedy in Chinese.
  public typealias ConditionCheck = (_ column: String, _ expression: String) -> (reason: String, remedy: String)?

  /// The clauses of a file, in its order.
  ///
  /// Throws `badList` with every bad cell, up to fifty, and the refusals of empty, oversized or unreadable files.
  public static func read(
    _ bytes: [UInt8], fileName: String, limits: SiteLimits = SiteLimits(), checking condition: @escaping ConditionCheck = { _, _ in nil }
  ) throws(ExchangeError) -> [Clause] {
    if bytes.isEmpty { throw .emptyFile(name: fileName) }
    if bytes.count > limits.bytes { throw .tooLarge(bytes: bytes.count, limit: limits.bytes) }
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      throw .unsupportedFormat(kind: " Excel 工作簿作为清单文件", remedy: "请在 Excel 中另存为“CSV UTF-8（逗号分隔）”后再导入")
    }
    let text = try TextDecoding.decode(bytes, stated: nil).text
    let head = text.prefix { !$0.isNewline }
    let records: [(row: Int, cells: [String])]
    do {
      records = try CSVText.parse(text, separator: head.contains("\t") && !head.contains(",") ? "\t" : ",")
    } catch {
      throw .badList(
        ListFileFaults(
          file: fileName, faults: [.init(row: error.row, column: nil, reason: error.reason, remedy: error.remedy)], isCut: false))
    }
    return try clauses(records, fileName: fileName, checking: condition)
  }

  /// The clauses and scenarios of a file of either kind; workbooks are opened in the worker.
  ///
  /// A workbook's list is its sheet 清单, else its first; scenarios stand on the sheet 情景.
  /// Throws as `read`, and the refusals of archives.
  public static func read(
    _ bytes: [UInt8], fileName: String, worker: any IsolatedWorker, limits: SiteLimits = SiteLimits(),
    checking condition: @escaping ConditionCheck = { _, _ in nil }
  ) async throws(ExchangeError) -> ListFileContent {
    guard bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) else {
      return ListFileContent(clauses: try read(bytes, fileName: fileName, limits: limits, checking: condition), scenarios: [])
    }
    let sheets = try await sheets(bytes, fileName: fileName, worker: worker, limits: limits)
    let list = sheets.first { $0.name == ListWorkbook.listSheet } ?? sheets[0]
    func numbered(_ rows: [[String]]) -> [(row: Int, cells: [String])] { rows.enumerated().map { ($0.offset + 1, $0.element) } }
    let clauses = try clauses(numbered(list.rows), fileName: fileName, sheet: list.name, checking: condition)
    let examples = sheets.first { $0.name == ListWorkbook.scenarioSheet }
    return ListFileContent(
      clauses: clauses,
      scenarios: try examples.map { (s) throws(ExchangeError) in try ScenarioRows.read(numbered(s.rows), fileName: fileName, sheet: s.name)
      } ?? [])
  }

  static func sheets(_ bytes: [UInt8], fileName: String, worker: any IsolatedWorker, limits: SiteLimits) async throws(ExchangeError)
    -> [WorkbookSheet]
  {
    if bytes.count > limits.bytes { throw .tooLarge(bytes: bytes.count, limit: limits.bytes) }
    let request = WorkerRequest(task: .sheets, fileName: fileName, limits: limits)
    guard case .sheets(let sheets) = try await worker.ask(request, bytes, outputLimit: 4 * limits.unpackedBytes), !sheets.isEmpty else {
      throw .workerFailed(detail: "another answer than asked")
    }
    return sheets
  }

  private static func clauses(
    _ records: [(row: Int, cells: [String])], fileName: String, sheet: String? = nil, checking condition: @escaping ConditionCheck
  ) throws(ExchangeError) -> [Clause] {
    var faults = FaultCollector(file: fileName, sheet: sheet)
    guard let header = records.first(where: { $0.cells.contains { !$0.isEmpty } }) else { throw .emptyFile(name: fileName) }
    let columns = readHeader(header, &faults)
    faults.name(columns.mapValues(\.rawValue))
    if faults.isEmpty {
      var rows = ClauseRows(columns: columns, condition: condition)
      for record in records where record.row > header.row && record.cells.contains(where: { !PlainText.trimmed($0).isEmpty }) {
        rows.read(record.row, record.cells, &faults)
      }
      if faults.isEmpty {
        if rows.clauses.isEmpty {
          throw .badList(
            ListFileFaults(
              file: fileName, faults: [.init(row: header.row, column: nil, reason: "表头之下没有条款", remedy: "请每行写一条")], isCut: false))
        }
        return rows.clauses
      }
    }
    throw .badList(faults.result)
  }

  /// The clauses as CSV: codes, UTF-8 without byte-order mark, CRLF, absent values empty.
  public static func write(_ clauses: some Sequence<Clause>) -> [UInt8] {
    var text = CSVText.record(ClauseColumn.allCases.map(\.rawValue))
    for c in clauses { text += CSVText.record(ClauseColumn.allCases.map { cell($0, of: c) }) }
    return Array(text.utf8)
  }

  static func cell(_ column: ClauseColumn, of c: Clause) -> String {
    switch column {
    case .id: c.id
    case .tier: c.tier.rawValue
    case .owner: c.owner
    case .dimension: c.dimension.rawValue
    case .effect: c.effect.rawValue
    case .binding: c.binding.rawValue
    case .judgement: c.judgement.rawValue
    case .text: c.text
    case .document: c.source.document
    case .article: c.source.article ?? ""
    case .from: c.validity.from?.description ?? ""
    case .until: c.validity.until?.description ?? ""
    case .applies: c.applies ?? ""
    case .kept: c.kept ?? ""
    case .except: c.except ?? ""
    case .notes: c.notes ?? ""
    case .heading: c.heading ?? ""
    case .limits: c.limits.map(\.sentence).joined(separator: "\n")
    case .origin: c.origin?.id ?? ""
    case .part: c.origin.map { String($0.part) } ?? ""
    case .cell: c.origin?.text ?? ""
    }
  }

  private static func readHeader(_ record: (row: Int, cells: [String]), _ faults: inout FaultCollector) -> [Int: ClauseColumn] {
    var columns: [Int: ClauseColumn] = [:]
    for (i, cell) in record.cells.enumerated() where !PlainText.trimmed(cell).isEmpty {
      guard let column = ClauseColumn(header: cell) else {
        let hint = ClauseColumn.nearest(to: cell).map { "，是否想写 \($0.rawValue)（\($0.chinese)）" } ?? ""
        faults.add(record.row, PlainText.trimmed(cell), "不认识的列名", "请删去该列或改正列名" + hint)
        continue
      }
      if columns.values.contains(column) {
        faults.add(record.row, column.rawValue, "列名出现了两次", "请只保留一列")
      }
      columns[i] = column
    }
    for column in ClauseColumn.allCases where column.isRequired && !columns.values.contains(column) {
      faults.add(record.row, column.rawValue, "缺少这一列", "请在表头补上 \(column.rawValue)（\(column.chinese)）")
    }
    return columns
  }
}
