import ExactJSON
import Geometry
import Zoning

/// Reads a batch file of any kind; runs in the import worker.
struct BatchFile {
  let bytes: [UInt8]
  let fileName: String?
  let limits: SiteLimits
  let question: BatchQuestion

  func read() throws(ExchangeError) -> (BatchRecord, [UInt8]) {
    var lines = BatchLines(question)
    var record = try read(into: &lines)
    guard lines.rows > 0 else { throw .emptyFile(name: fileName) }
    record.rows = lines.rows
    record.refused = lines.refused
    return (record, lines.bytes)
  }

  private func read(into lines: inout BatchLines) throws(ExchangeError) -> BatchRecord {
    if bytes.starts(with: Array("SQLite format 3\0".utf8)) {
      GDALSession.start(drivers: ["GPKG"])
      let layer = try VectorLayer.read(geoPackage: bytes, source: fileName ?? "GeoPackage", limits: limits, keepsFaults: true)
      return try features(layer, .geoPackage, encoding: .utf8, into: &lines)
    }
    if try ContentKind.isArchive(bytes, fileName: fileName) {
      let archive = try ZipArchive(bytes, limits: limits)
      if Workbook.isIn(archive) { return try workbook(try Workbook(archive, limits: limits, firstOnly: false), into: &lines) }
      let parts = try ShapefileParts(archive)
      GDALSession.start(drivers: ["ESRI Shapefile"])
      let layer = try VectorLayer.read(parts, limits: limits, keepsFaults: true)
      return try features(
        layer, .shapefile, encoding: parts.cpg.flatMap { TextEncoding(name: String(decoding: $0, as: UTF8.self)) }, into: &lines)
    }
    if isLines {
      try BatchProjectLines.read(bytes, into: &lines)
      return BatchRecord(format: .projectLines)
    }
    let text = try TextDecoding.decode(bytes, stated: nil).text
    switch try ContentKind.text(text, fileName: fileName) {
    case .json: return try collection(text, into: &lines)
    default: return try table(text, into: &lines)
    }
  }

  /// Project files a line each begin with an object that ends on its line and is no feature collection.
  private var isLines: Bool {
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    guard let first = text.first(where: { ![0x20, 0x09, 0x0D, 0x0A].contains($0) }), first == UInt8(ascii: "{") else { return false }
    let name = fileName?.lowercased() ?? ""
    if name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson") { return true }
    let line = text.drop { [0x20, 0x09, 0x0D, 0x0A].contains($0) }.prefix { $0 != 0x0A }
    guard let last = line.last(where: { ![0x20, 0x09, 0x0D].contains($0) }), last == UInt8(ascii: "}") else { return false }
    // A collection on one line is one; what is more than one line of objects is not.
    let rest = text.dropFirst(line.endIndex - text.startIndex)
    if rest.contains(where: { ![0x20, 0x09, 0x0D, 0x0A].contains($0) }) { return true }
    // A project file has no type; what GeoJSON says of itself is told by its reader.
    do { return try JSONValue(parsing: line)["type"] == nil } catch { return true }
  }

  // MARK: Tables

  private func table(_ text: String, into lines: inout BatchLines) throws(ExchangeError) -> BatchRecord {
    let head = text.prefix { !$0.isNewline }
    let separator: Unicode.Scalar =
      head.contains("\t") && !head.contains(",") ? "\t" : head.contains(",") || !head.contains(";") ? "," : ";"
    let records: [(row: Int, cells: [String])]
    do { records = try CSVText.parse(text, separator: separator) } catch {
      throw .badTable(row: error.row, reason: error.reason, remedy: error.remedy)
    }
    let columns = try rows(records, into: &lines)
    return BatchRecord(format: .table, columns: columns.columns)
  }

  private func workbook(_ book: Workbook, into lines: inout BatchLines) throws(ExchangeError) -> BatchRecord {
    guard let sheet = book.sheets.first(where: { $0.name == BatchTemplate.sheet }) ?? book.sheets.first else {
      throw .damagedPart(file: "Excel 工作簿", reason: "没有工作表")
    }
    let columns = try rows(sheet.rows.enumerated().map { ($0.offset + 1, $0.element) }, faults: sheet.faults, into: &lines)
    var notes: [String] = []
    if book.sheets.count > 1 { notes.append("工作簿有 \(book.sheets.count) 个工作表，只读“\(sheet.name)”。") }
    return BatchRecord(format: .workbook, columns: columns.columns, notes: notes)
  }

  /// The first row that is not blank is the heading.
  private func rows(_ records: [(row: Int, cells: [String])], faults: [CellFault] = [], into lines: inout BatchLines) throws(ExchangeError)
    -> BatchColumns
  {
    func isBlank(_ cells: [String]) -> Bool { cells.allSatisfy { $0.allSatisfy(\.isWhitespace) } }
    guard let head = records.firstIndex(where: { !isBlank($0.cells) }) else { throw .emptyFile(name: fileName) }
    let columns = try BatchColumns(records[head].cells, passesOverUnknown: question.passesOverUnknownColumns)
    guard columns.hasSite else {
      throw .badColumns(["没有选址的列，请加上“经度”“纬度”两列，或“选址范围”一列（WKT、GeoJSON 或一串点）"])
    }
    let table = BatchTable(columns: columns, site: BatchSite(declaredSystem: question.declaredSystem, limits: SiteLimits()))
    let faulty = Dictionary(grouping: faults, by: \.row)
    for (row, cells) in records[(head + 1)...] where !isBlank(cells) || faulty[row] != nil {
      // A cell that shows something else than it holds spoils its row where the column is used.
      let fault = faulty[row]?.first { fault in
        fault.column.map { columns.meanings.indices.contains($0 - 1) && columns.meanings[$0 - 1] != nil } ?? true
      }
      if let fault {
        let cell = (fault.column.map { FaultCollector.letter($0 - 1) } ?? "") + String(row)
        try lines.add(row: row, label: nil, field: cell, refusal: "单元格 \(cell) \(fault.reason)，\(fault.remedy)。")
      } else {
        try table.add(row: row, cells: cells, to: &lines)
      }
    }
    return columns
  }
}
