import CXLSXWriter
import Foundation

/// Writes plain tables as an Excel workbook. Every cell is text or number, never a formula, whatever it begins with.
public struct TableWorkbook {
  public enum Cell: Sendable {
    case text(String)
    case number(Double)
    case link(String, shown: String)
  }

  private let path: String
  private let book: UnsafeMutablePointer<lxw_workbook>
  private let head: UnsafeMutablePointer<lxw_format>?
  private let plain: UnsafeMutablePointer<lxw_format>?
  private var sheet: UnsafeMutablePointer<lxw_worksheet>?
  private var row = 0

  /// Excel's limit on the characters of a cell.
  private static let cellLimit = 32_767

  /// Rows are written to a file beside and not held in memory; they must come in order, sheet after sheet.
  public init(folder: String? = nil) throws(ExchangeError) {
    path = (folder ?? NSTemporaryDirectory()) + "/table-\(UUID().uuidString).xlsx"
    var options = lxw_workbook_options()
    options.constant_memory = 1
    guard let book = workbook_new_opt(path, &options) else { throw .workerFailed(detail: "workbook_new \(path)") }
    self.book = book
    var properties = lxw_doc_properties()
    // A fixed day: the same table makes the same bytes.
    properties.created = 1_704_067_200
    workbook_set_properties(book, &properties)
    head = workbook_add_format(book)
    format_set_bold(head)
    format_set_bg_color(head, 0xDCEBE4)
    format_set_border(head, UInt8(LXW_BORDER_THIN.rawValue))
    plain = workbook_add_format(book)
    format_set_num_format(plain, "@")
  }

  /// Begins a sheet with its headings and the widths of its columns.
  public mutating func begin(_ name: String, _ columns: [(heading: String, width: Double)]) {
    sheet = workbook_add_worksheet(book, name)
    row = 0
    for (i, column) in columns.enumerated() { worksheet_set_column(sheet, lxw_col_t(i), lxw_col_t(i), column.width, nil) }
    worksheet_freeze_panes(sheet, 1, 0)
    for (i, column) in columns.enumerated() { put(column.heading, i, head) }
    row = 1
  }

  public mutating func add(_ cells: [Cell?]) {
    for (i, cell) in cells.enumerated() {
      switch cell {
      case nil: continue
      case .text(let text)?: put(text, i, plain)
      case .number(let number)?: worksheet_write_number(sheet, lxw_row_t(row), lxw_col_t(i), number, nil)
      case .link(let address, let shown)?:
        // Excel takes no more than 65,530 links in a sheet; beyond, and where it refuses, the address stands as text.
        if row > 60_000 || worksheet_write_url_opt(sheet, lxw_row_t(row), lxw_col_t(i), address, nil, shown, nil) != LXW_NO_ERROR {
          put(address, i, plain)
        }
      }
    }
    row += 1
  }

  private func put(_ text: String, _ column: Int, _ style: UnsafeMutablePointer<lxw_format>?) {
    guard !text.isEmpty else { return }
    let kept = text.utf16.count <= Self.cellLimit - 1000 ? text : String(text.prefix(8000)) + "…"
    let result = worksheet_write_string(sheet, lxw_row_t(row), lxw_col_t(column), SpreadsheetEscapes.encoded(kept), style)
    precondition(result == LXW_NO_ERROR, "rows in order, and a cell within Excel's limits")
  }

  /// Closes the workbook and gives its bytes; the writer is not used again.
  public func finish() throws(ExchangeError) -> [UInt8] {
    defer { unlink(path) }
    let result = workbook_close(book)
    guard result == LXW_NO_ERROR else { throw .workerFailed(detail: String(cString: lxw_strerror(result))) }
    do { return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) } catch { throw .workerFailed(detail: "\(error)") }
  }
}

/// Comma-separated text for spreadsheet programs.
public enum SpreadsheetText {
  /// One record ended by CRLF. What a spreadsheet program would take for a formula begins with an apostrophe.
  public static func record(_ cells: [String]) -> String { CSVText.record(cells.map(safe)) }

  private static func safe(_ text: String) -> String {
    guard let first = text.unicodeScalars.first, ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"].contains(first) else {
      return text
    }
    // A plain number is what it says.
    if first == "-" || first == "+", Double(text) != nil { return text }
    return "'" + text
  }
}
