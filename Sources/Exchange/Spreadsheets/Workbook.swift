import Foundation

/// A sheet of a workbook as rows of text.
struct WorkbookSheet: Hashable, Sendable, Codable {
  var name: String
  /// By their number less one; empty rows between are empty arrays.
  var rows: [[String]]
}

/// The visible sheets of an Excel workbook (ISO/IEC 29500), as rows of text.
struct Workbook {
  private(set) var sheets: [WorkbookSheet] = []
  /// Rows by their number, counted from 1; empty rows between are empty arrays.
  var rows: [[String]] { sheets[0].rows }

  /// Whether an archive holds a workbook.
  static func isIn(_ archive: ZipArchive) -> Bool { archive.members.contains { $0.name == "xl/workbook.xml" } }

  /// Reads the first visible sheet, or all of them up to twenty.
  init(_ archive: ZipArchive, limits: SiteLimits, firstOnly: Bool = true) throws(ExchangeError) {
    if archive.members.contains(where: { $0.name == "xl/vbaProject.bin" }) {
      throw .unsupportedFormat(kind: "带宏的 Excel 工作簿", remedy: "请另存为不带宏的 .xlsx 后再提交")
    }
    func part(_ name: String) throws(ExchangeError) -> [UInt8]? {
      guard let member = archive.members.first(where: { $0.name == name }) else { return nil }
      return try archive.unpack(member)
    }
    guard let book = try part("xl/workbook.xml"), let relations = try part("xl/_rels/workbook.xml.rels") else {
      throw .damagedPart(file: "Excel 工作簿", reason: "缺少目录")
    }
    let shared = try part("xl/sharedStrings.xml").map { bytes throws(ExchangeError) in try Self.sharedStrings(bytes) } ?? []
    var cells = 0
    for (name, target) in try Self.visibleSheets(book: book, relations: relations).prefix(firstOnly ? 1 : 20) {
      let path = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
      guard let sheet = try part(path) else { throw .damagedPart(file: "Excel 工作簿", reason: "找不到工作表“\(name)”") }
      sheets.append(WorkbookSheet(name: name, rows: try Self.readSheet(sheet, shared: shared, limits: limits, cells: &cells)))
    }
  }

  /// The rows as a text with tabs, for the reader of coordinate tables.
  var tabbedText: String {
    rows.map { row in row.map { $0.replacing("\t", with: " ").replacing("\n", with: " ") }.joined(separator: "\t") }.joined(separator: "\n")
  }

  // MARK: Parts

  /// Goes through a part and turns the scanner's faults into refusals.
  private static func walk(_ bytes: [UInt8], _ handle: (XMLScanner.Event) throws(ExchangeError) -> Void) throws(ExchangeError) {
    var scanner = XMLScanner(bytes)
    while true {
      let event: XMLScanner.Event?
      do {
        event = try scanner.next()
      } catch {
        switch error {
        case .entities: throw .xmlEntities
        case .malformed, .tooDeep: throw .damagedPart(file: "Excel 工作簿", reason: "内容不是完整的 XML")
        }
      }
      guard let event else { return }
      try handle(event)
    }
  }

  /// Name and part of each visible sheet, in their order.
  private static func visibleSheets(book: [UInt8], relations: [UInt8]) throws(ExchangeError) -> [(name: String, target: String)] {
    var ids: [(name: String, id: String)] = []
    try walk(book) { event in
      if case .start("sheet", let a) = event, a["state"] == nil || a["state"] == "visible", let id = a["id"] {
        ids.append((a["name"] ?? "", id))
      }
    }
    var targets: [String: String] = [:]
    try walk(relations) { event in
      if case .start("Relationship", let a) = event, let id = a["Id"], a["TargetMode"] != "External" { targets[id] = a["Target"] }
    }
    let sheets = ids.compactMap { sheet in targets[sheet.id].map { (sheet.name, $0) } }
    guard !sheets.isEmpty else { throw .damagedPart(file: "Excel 工作簿", reason: "没有可见的工作表") }
    return sheets
  }

  private static func sharedStrings(_ bytes: [UInt8]) throws(ExchangeError) -> [String] {
    var strings: [String] = []
    var inText = false
    var phonetic = 0
    try walk(bytes) { event in
      switch event {
      case .start("si", _): strings.append("")
      case .start("rPh", _): phonetic += 1
      case .end("rPh"): phonetic -= 1
      case .start("t", _): inText = true
      case .end("t"): inText = false
      case .text(let t) where inText && phonetic == 0 && !strings.isEmpty: strings[strings.count - 1] += t
      default: break
      }
    }
    return strings
  }

  private static func readSheet(_ bytes: [UInt8], shared: [String], limits: SiteLimits, cells: inout Int) throws(ExchangeError)
    -> [[String]]
  {
    var rows: [[String]] = []
    var row = 0
    var column = 0
    var type = ""
    var value = ""
    var inValue = false
    try Self.walk(bytes) { event throws(ExchangeError) in
      switch event {
      case .start("row", let a):
        row = a["r"].flatMap { Int($0) } ?? row + 1
        column = 0
        guard (1...1_048_576).contains(row), row >= rows.count else { throw .damagedPart(file: "Excel 工作簿", reason: "行号不对") }
        if row > limits.vertices * 2 { throw .tooManyVertices(count: row, limit: limits.vertices) }
        while rows.count < row { rows.append([]) }
      case .start("c", let a):
        column = a["r"].flatMap { Self.column($0) } ?? column + 1
        type = a["t"] ?? "n"
        value = ""
      case .start("v", _), .start("t", _): inValue = true
      case .end("v"), .end("t"): inValue = false
      case .text(let t) where inValue: value += t
      case .end("c"):
        cells += 1
        if cells > 5_000_000 { throw .tooManyVertices(count: cells, limit: 5_000_000) }
        guard row > 0, (1...16_384).contains(column), !rows.isEmpty else { throw .damagedPart(file: "Excel 工作簿", reason: "单元格的位置不对") }
        if type == "s" {
          guard let i = Int(value), shared.indices.contains(i) else { throw .damagedPart(file: "Excel 工作簿", reason: "文字表不完整") }
          value = shared[i]
        }
        if !value.isEmpty {
          while rows[row - 1].count < column { rows[row - 1].append("") }
          rows[row - 1][column - 1] = type == "n" ? Self.plainNumber(value) : SpreadsheetEscapes.decoded(value)
        }
      default: break
      }
    }
    return rows
  }

  /// 1 for A, 27 for AA, of a reference such as `AA12`.
  private static func column(_ reference: String) -> Int? {
    var n = 0
    for c in reference.utf8 {
      guard (65...90).contains(c) else { break }
      n = n * 26 + Int(c) - 64
      if n > 16_384 { return nil }
    }
    return n == 0 ? nil : n
  }

  /// Numbers as Excel shows them, to 15 digits: 118.80000000000001 stands for 118.8.
  private static func plainNumber(_ text: String) -> String {
    guard let value = Double(text), value.isFinite, value.magnitude < 1e12, value == 0 || value.magnitude >= 1e-4 else { return text }
    return String(format: "%.15g", value)
  }
}
