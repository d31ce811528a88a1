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
    if bytes.first(where: { $0 > 0x20 && $0 < 0x7F }) == UInt8(ascii: "{") {
      return try HeldCatalogue(JSONValue(parsing: bytes))
    }
    let (records, sheet) = try await records(bytes, fileName: fileName, worker: worker, limits: limits)
    guard let head else { throw ZoningError.badCatalogue("“\(fileName)”是表格，请同时给出名录的名称、版本、施行日期和来源。") }
    let kind: HeldCatalogue.Kind = try HeldCatalogue.Kind(head["kind"])
    guard kind == .lookup else {
      return try HeldCatalogue(head: head, table: records.map { CSVText.record($0.cells) }.joined())
    }
    let entries = try entries(records, fileName: fileName, sheet: sheet)
    return try HeldCatalogue(
      .object((head.objectValue ?? []) + [JSONMember(key: "entries", value: .array(entries.map(\.json)))]))
  }

  private static func records(_ bytes: [UInt8], fileName: String, worker: any IsolatedWorker, limits: SiteLimits) async throws -> (
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

  private static func faults(_ file: String, _ faults: [ListFileFaults.Fault], _ isCut: Bool) -> ListFileFaults {
    var all = ListFileFaults(file: file, faults: faults, isCut: isCut)
    all.what = "名录文件"
    return all
  }

  private static func entries(_ records: [(row: Int, cells: [String])], fileName: String, sheet: String?) throws -> [CatalogueEntry] {
    var collector = FaultCollector(file: fileName, sheet: sheet)
    let header = records.prefix(10).first { $0.cells.contains { CatalogueColumn(header: $0) == .name } }
    guard let header else {
      collector.add(
        1, CatalogueColumn.name.chinese, "前十行里没有“名称”列", "请在表头写：\(CatalogueColumn.allCases.map(\.chinese).joined(separator: "、"))")
      throw ExchangeError.badList(faults(fileName, collector.result.faults, false))
    }
    var rows = CatalogueRows(header: header.cells)
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
