import Foundation

/// A sheet of a workbook as rows of text.
struct WorkbookSheet: Hashable, Sendable, Codable {
  var name: String
  /// By their number less one; empty rows between are empty arrays.
  var rows: [[String]]
  var merged: [MergedCells] = []
  /// Cells that show something else than they hold.
  var faults: [CellFault] = []

  /// The rows with the text of a merged block in each of its cells, as people read a delivered table.
  var filled: [[String]] {
    var rows = rows
    for block in merged where block.rows.lowerBound <= rows.count {
      let first = rows[block.rows.lowerBound - 1]
      let at = block.columns.lowerBound - 1
      // Titles across a table stay where they are: only blocks within one column stand for several rows.
      guard block.columns.count == 1, at < first.count, !first[at].isEmpty else { continue }
      for row in block.rows.dropFirst() where row <= rows.count {
        while rows[row - 1].count <= at { rows[row - 1].append("") }
        rows[row - 1][at] = first[at]
      }
    }
    return rows
  }
}

/// The visible sheets of an Excel workbook (ISO/IEC 29500), as rows of text.
struct Workbook {
  private(set) var sheets: [WorkbookSheet] = []
  /// Names of the sheets that are not visible.
  private(set) var hidden: [String] = []
  /// Rows by their number, counted from 1; empty rows between are empty arrays.
  var rows: [[String]] { sheets[0].rows }

  /// Whether an archive holds a workbook.
  static func isIn(_ archive: ZipArchive) -> Bool { archive.members.contains { $0.name == "xl/workbook.xml" } }

  /// Reads the first visible sheet as a table of coordinates, or all of them up to twenty as lists, with dates as they are shown.
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
    let directory = try Self.directory(book: book, relations: relations)
    hidden = directory.hidden
    var styles: CellStyles?
    if !firstOnly {
      var reading = CellStyles.Reading()
      if let bytes = try part("xl/styles.xml") { try Self.walk(bytes) { event in reading.take(event) } }
      styles = reading.styles(from1904: directory.from1904)
    }
    for (name, target) in directory.visible.prefix(firstOnly ? 1 : 20) {
      let path = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
      guard let sheet = try part(path) else { throw .damagedPart(file: "Excel 工作簿", reason: "找不到工作表“\(name)”") }
      var reading = WorksheetReading(name: name, shared: shared, styles: styles, rowLimit: firstOnly ? limits.vertices * 2 : 1_048_576)
      try Self.walk(sheet) { event throws(ExchangeError) in try reading.take(event) }
      sheets.append(reading.sheet)
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

  private struct Directory {
    /// Name and part of each visible sheet, in their order.
    var visible: [(name: String, target: String)] = []
    var hidden: [String] = []
    var from1904 = false
  }

  private static func directory(book: [UInt8], relations: [UInt8]) throws(ExchangeError) -> Directory {
    var found = Directory()
    var ids: [(name: String, id: String)] = []
    try walk(book) { event in
      switch event {
      case .start("workbookPr", let a): found.from1904 = a["date1904"] == "1" || a["date1904"] == "true"
      case .start("sheet", let a):
        if a["state"] != nil && a["state"] != "visible" {
          found.hidden.append(a["name"] ?? "")
        } else if let id = a["id"] {
          ids.append((a["name"] ?? "", id))
        }
      default: break
      }
    }
    var targets: [String: String] = [:]
    try walk(relations) { event in
      if case .start("Relationship", let a) = event, let id = a["Id"], a["TargetMode"] != "External" { targets[id] = a["Target"] }
    }
    found.visible = ids.compactMap { sheet in targets[sheet.id].map { (sheet.name, $0) } }
    guard !found.visible.isEmpty else { throw .damagedPart(file: "Excel 工作簿", reason: "没有可见的工作表") }
    return found
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
}
