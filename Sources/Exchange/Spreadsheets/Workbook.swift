import Foundation

/// The first visible sheet of an Excel workbook (ISO/IEC 29500), as rows of text.
struct Workbook {
  /// Rows by their number, counted from 1; empty rows between are empty arrays.
  private(set) var rows: [[String]] = []

  /// Whether an archive holds a workbook.
  static func isIn(_ archive: ZipArchive) -> Bool { archive.members.contains { $0.name == "xl/workbook.xml" } }

  init(_ archive: ZipArchive, limits: SiteLimits) throws(ExchangeError) {
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
    let target = try Self.firstSheet(book: book, relations: relations)
    let path = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
    guard let sheet = try part(path) else { throw .damagedPart(file: "Excel 工作簿", reason: "找不到第一张工作表") }
    let shared = try part("xl/sharedStrings.xml").map { bytes throws(ExchangeError) in try Self.sharedStrings(bytes) } ?? []
    try readSheet(sheet, shared: shared, limits: limits)
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

  private static func firstSheet(book: [UInt8], relations: [UInt8]) throws(ExchangeError) -> String {
    var id: String?
    try walk(book) { event in
      if case .start("sheet", let a) = event, id == nil, a["state"] == nil || a["state"] == "visible" { id = a["id"] }
    }
    var target: String?
    try walk(relations) { event in
      if case .start("Relationship", let a) = event, a["Id"] == id, a["TargetMode"] != "External" { target = a["Target"] }
    }
    guard id != nil, let target else { throw .damagedPart(file: "Excel 工作簿", reason: "没有可见的工作表") }
    return target
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

  private mutating func readSheet(_ bytes: [UInt8], shared: [String], limits: SiteLimits) throws(ExchangeError) {
    var rows: [[String]] = []
    var row = 0
    var column = 0
    var type = ""
    var value = ""
    var inValue = false
    var cells = 0
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
          rows[row - 1][column - 1] = type == "n" ? Self.plainNumber(value) : value
        }
      default: break
      }
    }
    self.rows = rows
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
