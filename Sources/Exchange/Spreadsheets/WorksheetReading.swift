import Foundation
import Zoning

/// Reads the cells of one sheet event by event, within bounds.
struct WorksheetReading {
  /// Rows and columns that a list or table may have, blank ones between included.
  static let cellLimit = 5_000_000

  private(set) var sheet: WorkbookSheet
  private let shared: [String]
  /// Nil where numbers are to stay numbers.
  private let styles: CellStyles?
  private let rowLimit: Int
  private var row = 0
  private var column = 0
  private var type = ""
  private var style: String?
  private var value = ""
  private var inValue = false
  private var isFormula = false
  private var cells = 0

  init(name: String, shared: [String], styles: CellStyles?, rowLimit: Int) {
    sheet = WorkbookSheet(name: name, rows: [])
    self.shared = shared
    self.styles = styles
    self.rowLimit = rowLimit
  }

  mutating func take(_ event: XMLScanner.Event) throws(ExchangeError) {
    switch event {
    case .start("row", let a): try begin(row: a["r"].flatMap { Int($0) } ?? row + 1)
    case .start("c", let a):
      column = a["r"].flatMap { Self.column($0) } ?? column + 1
      type = a["t"] ?? "n"
      style = a["s"]
      value = ""
      isFormula = false
    case .start("f", _): isFormula = true
    case .start("v", _), .start("t", _): inValue = true
    case .end("v"), .end("t"): inValue = false
    case .text(let t) where inValue: value += t
    case .end("c"): try end()
    case .start("mergeCell", let a):
      if let merged = a["ref"].flatMap(Self.merged), sheet.merged.count < 100_000 { sheet.merged.append(merged) }
    default: break
    }
  }

  private mutating func begin(row next: Int) throws(ExchangeError) {
    row = next
    column = 0
    guard (1...1_048_576).contains(row), row >= sheet.rows.count else { throw .damagedPart(file: "Excel 工作簿", reason: "行号不对") }
    if row > rowLimit { throw .sheetTooLarge(sheet: sheet.name, limit: Self.cellLimit) }
    while sheet.rows.count < row { sheet.rows.append([]) }
  }

  private mutating func end() throws(ExchangeError) {
    guard row > 0, (1...16_384).contains(column), !sheet.rows.isEmpty else { throw .damagedPart(file: "Excel 工作簿", reason: "单元格的位置不对") }
    let before = sheet.rows[row - 1].count
    cells += max(1, column - before)
    if cells > Self.cellLimit { throw .sheetTooLarge(sheet: sheet.name, limit: Self.cellLimit) }
    if type == "s" {
      guard let i = Int(value), shared.indices.contains(i) else { throw .damagedPart(file: "Excel 工作簿", reason: "文字表不完整") }
      value = shared[i]
    }
    if type == "e" {
      fault("是错误值 \(value.prefix(12))", "请改成要写的文字；以等号开头的文字前面加一个单引号")
    } else if isFormula, value.isEmpty {
      fault("是公式，文件里没有存它的结果", "请在 Excel 中打开后保存，或复制后选择性粘贴为数值")
    }
    guard !value.isEmpty else { return }
    while sheet.rows[row - 1].count < column { sheet.rows[row - 1].append("") }
    sheet.rows[row - 1][column - 1] = text
  }

  /// What a person sees in the cell.
  private var text: String {
    switch type {
    case "n": styles.flatMap { $0.isDate(style) ? Self.date(value, from1904: $0.from1904) : nil } ?? Self.plainNumber(value)
    case "b" where styles != nil: value == "1" ? "true" : "false"
    case "d" where styles != nil: value.hasSuffix("T00:00:00") ? String(value.dropLast(9)) : value
    default: SpreadsheetEscapes.decoded(value)
    }
  }

  private mutating func fault(_ reason: String, _ remedy: String) {
    guard sheet.faults.count <= ListFileFaults.limit else { return }
    sheet.faults.append(CellFault(row: row, column: column, reason: reason, remedy: remedy))
  }

  /// 1 for A, 27 for AA, of a reference such as `AA12`.
  private static func column(_ reference: some StringProtocol) -> Int? {
    var n = 0
    for c in reference.utf8 {
      guard (65...90).contains(c) else { break }
      n = n * 26 + Int(c) - 64
      if n > 16_384 { return nil }
    }
    return n == 0 ? nil : n
  }

  /// `B2:B5`; nil for a single cell or what is no reference.
  private static func merged(_ reference: String) -> MergedCells? {
    let ends = reference.split(separator: ":")
    guard ends.count == 2 else { return nil }
    let columns = ends.compactMap(Self.column)
    let rows = ends.compactMap { Int($0.drop { !$0.isNumber }) }
    guard columns.count == 2, rows.count == 2, columns[0] <= columns[1], rows[0] >= 1, rows[0] <= rows[1], rows[1] <= 1_048_576 else {
      return nil
    }
    return MergedCells(rows: rows[0]...rows[1], columns: columns[0]...columns[1])
  }

  /// A day of Excel's count as an ISO date, with the time of day where it has one.
  private static func date(_ text: String, from1904: Bool) -> String? {
    guard let value = Double(text), value.isFinite, (1..<2_958_466).contains(value) else { return nil }
    let days = Int64(value.rounded(.down))
    // 1900 had a 29 February in Excel: the days before it are one off.
    let since1970 = from1904 ? days - 24_107 : days < 61 ? days - 25_568 : days - 25_569
    let date = CivilDate(secondsSince1970: since1970 * 86_400)
    let seconds = Int(((value - value.rounded(.down)) * 86_400).rounded())
    if seconds == 0 { return date.description }
    let parts = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    return "\(date) \(parts.joined(separator: ":"))"
  }

  /// Numbers as Excel shows them, to 15 digits: 118.80000000000001 stands for 118.8.
  private static func plainNumber(_ text: String) -> String {
    guard let value = Double(text), value.isFinite, value.magnitude < 1e12, value == 0 || value.magnitude >= 1e-4 else { return text }
    return String(format: "%.15g", value)
  }
}
