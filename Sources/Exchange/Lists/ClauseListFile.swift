public import Zoning

/// Access lists as files (清单文件), told apart by their content: CSV in UTF-8 with or without byte-order mark, GBK, or UTF-16 as
/// Excel saves it; an Excel workbook; a decision model (DMN); an archive of a CSV with its scenarios.
public enum ClauseListFile {
  /// Judges one condition, or the document that a clause names (column `document`): nil where it is sound, else a reason and a remedy in Chinese.
  public typealias ConditionCheck = (_ column: String, _ expression: String) -> (reason: String, remedy: String)?

  /// The clauses of a CSV file, in its order; none under a header alone.
  ///
  /// Throws `badList` with every bad cell, up to fifty, and the refusals of empty, oversized or unreadable files.
  public static func read(
    _ bytes: [UInt8], fileName: String, limits: SiteLimits = SiteLimits(), checking condition: @escaping ConditionCheck = { _, _ in nil }
  ) throws(ExchangeError) -> [Clause] {
    try content(bytes, fileName: fileName, limits: limits, checking: condition).clauses
  }

  /// The clauses or scenarios of a CSV file; its header says which.
  public static func content(
    _ bytes: [UInt8], fileName: String, limits: SiteLimits = SiteLimits(), checking condition: @escaping ConditionCheck = { _, _ in nil }
  ) throws(ExchangeError) -> ListFileContent {
    if bytes.isEmpty { throw .emptyFile(name: fileName) }
    if bytes.count > limits.bytes { throw .tooLarge(bytes: bytes.count, limit: limits.bytes) }
    try ListFileKind.refuseUnread(bytes)
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
    var faults = FaultCollector(file: fileName)
    if let header = records.first(where: { $0.cells.contains { !$0.isEmpty } }), ScenarioRows.isHeader(header.cells) {
      let scenarios = ScenarioRows.read(records.filter { $0.row >= header.row }, &faults)
      if !faults.isEmpty { throw .badList(faults.result) }
      return ListFileContent(clauses: [], scenarios: scenarios)
    }
    let clauses = try clauses(records, fileName: fileName, &faults, checking: condition)
    if !faults.isEmpty { throw .badList(faults.result) }
    return ListFileContent(clauses: clauses)
  }

  /// The clauses and scenarios of a file of any kind; workbooks, models and archives are opened in the worker.
  ///
  /// A workbook's list is its sheet 清单, else its first; scenarios stand on the sheet 情景.
  /// - Parameter outcomes: code and word of every outcome, for models.
  /// Throws as `read`, and the refusals of archives.
  public static func read(
    _ bytes: [UInt8], fileName: String, worker: any IsolatedWorker, limits: SiteLimits = SiteLimits(),
    outcomes: [(code: String, word: String)] = [], checking condition: @escaping ConditionCheck = { _, _ in nil }
  ) async throws(ExchangeError) -> ListFileContent {
    if bytes.count > limits.bytes { throw .tooLarge(bytes: bytes.count, limit: limits.bytes) }
    switch ListFileKind(bytes) {
    case .text: return try content(bytes, fileName: fileName, limits: limits, checking: condition)
    case .model:
      var request = WorkerRequest(task: .model, fileName: fileName, limits: limits)
      request.outcomes = Dictionary(outcomes.map { ($0.code, $0.word) }) { a, _ in a }
      guard case .model(let sheet) = try await worker.ask(request, bytes, outputLimit: 4 * limits.unpackedBytes) else {
        throw .workerFailed(detail: "another answer than asked")
      }
      return try content(sheet, fileName: fileName, checking: condition)
    case .archive:
      switch try await worker.ask(
        WorkerRequest(task: .sheets, fileName: fileName, limits: limits), bytes, outputLimit: 4 * limits.unpackedBytes)
      {
      case .sheets(let sheets, let hidden):
        return try content(sheets, hidden: hidden, fileName: fileName, checking: condition)
      case .files(let files):
        var whole = ListFileContent(clauses: [])
        for file in files {
          whole.add(try ListFileKind.textContent([UInt8](file.bytes), fileName: file.name, limits: limits, checking: condition))
        }
        return whole
      default: throw .workerFailed(detail: "another answer than asked")
      }
    }
  }

  /// The clauses of a table: its first filled row is the header.
  static func clauses(
    _ records: [(row: Int, cells: [String])], fileName: String, _ faults: inout FaultCollector,
    checking condition: @escaping ConditionCheck
  ) throws(ExchangeError) -> [Clause] {
    guard let header = records.first(where: { $0.cells.contains { !$0.isEmpty } }) else { throw .emptyFile(name: fileName) }
    let columns = readHeader(header, &faults)
    faults.name(columns.mapValues(\.rawValue))
    if !faults.isEmpty { return [] }
    var rows = ClauseRows(columns: columns, condition: condition)
    for record in records where record.row > header.row && record.cells.contains(where: { !PlainText.trimmed($0).isEmpty }) {
      rows.read(record.row, record.cells, &faults)
    }
    return rows.clauses
  }

  /// The clauses as CSV: codes, UTF-8 without byte-order mark, CRLF, absent values empty.
  public static func write(_ clauses: some Sequence<Clause>) -> [UInt8] {
    var text = CSVText.record(ClauseColumn.allCases.map(\.rawValue))
    for c in clauses { text += CSVText.record(ClauseColumn.allCases.map { cell($0, of: c) }) }
    return Array(text.utf8)
  }

  /// The scenarios of a list as the CSV that stands beside it.
  public static func write(scenarios: [ClauseScenario]) -> [UInt8] {
    let rows = [ScenarioRows.codes] + ScenarioRows.rows(scenarios) { $0 }
    return Array(rows.map(CSVText.record).joined().utf8)
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
