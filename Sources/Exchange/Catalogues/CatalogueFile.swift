public import ExactJSON
public import Zoning

/// Catalogues as files (名录文件): the kept JSON form, or a table in CSV or in a workbook's first sheet with its head given beside it.
public enum CatalogueFile {
  /// Reads a catalogue of any kind.
  ///
  /// - Parameter head: `kind`, `id`, `title`, `edition`, `from`, `until`, `source`, `complete`, `number`; for a table, nil for JSON.
  ///
  /// Throws `badList` with every bad cell, `badCatalogue` through `ZoningError`, and the refusals of unreadable files.
  public static func read(
    _ bytes: [UInt8], fileName: String, head: JSONValue?, worker: any IsolatedWorker, limits: SiteLimits = SiteLimits()
  ) async throws -> HeldCatalogue {
    if bytes.isEmpty { throw ExchangeError.emptyFile(name: fileName) }
    if bytes.count > limits.bytes { throw ExchangeError.tooLarge(bytes: bytes.count, limit: limits.bytes) }
    if isWideText(bytes) { throw ZoningError.badCatalogue("“\(fileName)”是 UTF-16 编码，请另存为 UTF-8 后再导入。") }
    if bytes.first(where: { $0 > 0x20 && $0 < 0x7F }) == UInt8(ascii: "{") {
      return try admitted(HeldCatalogue(JSONValue(parsing: bytes)))
    }
    let (records, sheet) = try await records(bytes, fileName: fileName, worker: worker, limits: limits)
    guard let head else { throw ZoningError.badCatalogue("“\(fileName)”是表格，请同时给出名录的名称、版本、施行日期和来源。") }
    let kind: HeldCatalogue.Kind = try HeldCatalogue.Kind(head["kind"])
    if kind == .parks {
      let parks = try parks(records, fileName: fileName, sheet: sheet)
      return try HeldCatalogue(
        .object((head.objectValue ?? []) + [JSONMember(key: "entries", value: .array(parks.map(\.json)))]))
    }
    if kind == .industries {
      let table = records.map { CSVText.record($0.cells) }.joined()
      return try HeldCatalogue(.object((head.objectValue ?? []) + [JSONMember(key: "table", value: .string(table))]))
    }
    guard kind == .lookup else {
      return try admitted(HeldCatalogue(head: head, table: records.map { CSVText.record($0.cells) }.joined()))
    }
    let entries = try entries(records, id: head["id"]?.stringValue ?? "", fileName: fileName, sheet: sheet)
    return try admitted(
      HeldCatalogue(.object((head.objectValue ?? []) + [JSONMember(key: "entries", value: .array(entries.map(\.json)))])))
  }

  /// What may be put on record: classes that law knows, and days that come in order.
  private static func admitted(_ held: HeldCatalogue) throws -> HeldCatalogue {
    if case .lookup(let catalogue) = held { return .lookup(try catalogue.admitted()) }
    if let fault = held.validity.orderFault { throw ZoningError.badCatalogue("名录“\(held.id)”的 \(held.edition)：\(fault)。") }
    return held
  }

  /// Whether the bytes are UTF-16 text, with a mark or by the empty half of its Latin characters and line ends.
  private static func isWideText(_ bytes: [UInt8]) -> Bool {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return true }
    return !bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) && bytes.prefix(4096).contains(0)
  }

  /// Rows of a table with their numbers, counted from 1, and the sheet that they stand on.
  static func records(_ bytes: [UInt8], fileName: String, worker: any IsolatedWorker, limits: SiteLimits) async throws -> (
    [(row: Int, cells: [String])], sheet: String?
  ) {
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      let first = try await ClauseListFile.sheets(bytes, fileName: fileName, worker: worker, limits: limits)[0]
      return (first.rows.enumerated().map { ($0.offset + 1, $0.element) }, first.name)
    }
    let text = try TextDecoding.decode(bytes, stated: nil).text
    let first = text.prefix { !$0.isNewline }
    do throws(CSVText.Fault) {
      return (try CSVText.parse(text, separator: first.contains("\t") && !first.contains(",") ? "\t" : ","), nil)
    } catch {
      throw ExchangeError.badList(faults(fileName, [.init(row: error.row, column: nil, reason: error.reason, remedy: error.remedy)], false))
    }
  }

  static func faults(_ file: String, _ faults: [ListFileFaults.Fault], _ isCut: Bool, what: String = "名录文件") -> ListFileFaults {
    var all = ListFileFaults(file: file, faults: faults, isCut: isCut)
    all.what = what
    return all
  }

  private static func parks(_ records: [(row: Int, cells: [String])], fileName: String, sheet: String?) throws -> [ParkCatalogue.Entry] {
    var collector = FaultCollector(file: fileName, sheet: sheet)
    var rows: ParkRows?
    for record in records {
      if rows != nil {
        rows?.read(record.row, record.cells, &collector)
      } else if record.row <= 10 {
        rows = ParkRows(header: record.cells, row: record.row, &collector)
      }
    }
    if rows == nil { collector.add(1, nil, "前十行里没有“编码”和“名称”两列", "请在表头写：编码、名称，以及园区事实的名称，如 园区.级别") }
    if !collector.isEmpty { throw ExchangeError.badList(faults(fileName, collector.result.faults, collector.result.isCut)) }
    return rows?.entries ?? []
  }

  private static func entries(_ records: [(row: Int, cells: [String])], id: String, fileName: String, sheet: String?) throws
    -> [CatalogueEntry]
  {
    var collector = FaultCollector(file: fileName, sheet: sheet)
    let header = records.prefix(10).first { $0.cells.contains { CatalogueColumn(header: $0) == .name } }
    guard let header else {
      collector.add(
        1, CatalogueColumn.name.chinese, "前十行里没有“名称”列", "请在表头写：\(CatalogueColumn.allCases.map(\.chinese).joined(separator: "、"))")
      throw ExchangeError.badList(faults(fileName, collector.result.faults, false))
    }
    let column = header.cells.firstIndex { CatalogueColumn(header: $0) == .entryClass }
    let own = column.map { i in records.filter { $0.row > header.row && i < $0.cells.count }.map { PlainText.trimmed($0.cells[i]) } } ?? []
    var rows = CatalogueRows(header: header.cells, classes: CatalogueClasses(id: id, own: own.filter { !$0.isEmpty }))
    collector.name(rows.columns.mapValues(\.chinese))
    for record in records where record.row > header.row { rows.read(record.row, record.cells, &collector) }
    if !collector.isEmpty { throw ExchangeError.badList(faults(fileName, collector.result.faults, collector.result.isCut)) }
    return rows.entries
  }
}

extension HeldCatalogue.Kind {
  /// From a head's `kind`; a table without one is a catalogue to look things up in.
  init(_ json: JSONValue?) throws(ZoningError) {
    guard let text = json?.stringValue else {
      self = .lookup
      return
    }
    guard let kind = HeldCatalogue.Kind(codeOrWord: text) else {
      throw .badValue(field: "kind", message: "写的是“\(text)”，应为 \(Self.allCases.map(\.rawValue).joined(separator: "、")) 之一。")
    }
    self = kind
  }
}
