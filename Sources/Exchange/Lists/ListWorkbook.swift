import CXLSXWriter
import ExactJSON
import Foundation
public import Zoning

/// Writes a list as an Excel workbook: sheet 清单 with drop-downs for the enumerated columns, 情景, and the guide 填写说明.
public struct ListWorkbook {
  static let listSheet = "清单"
  static let scenarioSheet = "情景"
  static let guideSheet = "填写说明"
  /// Rows below the list that keep their drop-downs, so that clauses can be added.
  static let spareRows = 500
  /// Excel's limit on the characters of a cell.
  static let cellLimit = 32_767

  /// Code and word of every outcome that a scenario may expect.
  public var outcomes: [(code: String, word: String)]

  public init(outcomes: [(code: String, word: String)]) { self.outcomes = outcomes }

  /// The workbook's bytes; an empty list gives the template to fill in.
  ///
  /// Throws `badList` where a text is longer than a cell can hold.
  public func write(_ clauses: [Clause], scenarios: [ClauseScenario] = [], folder: String? = nil) throws(ExchangeError)
    -> [UInt8]
  {
    try check(clauses, scenarios)
    let path = (folder ?? NSTemporaryDirectory()) + "/list-\(UUID().uuidString).xlsx"
    defer { unlink(path) }
    guard let book = workbook_new(path) else { throw .workerFailed(detail: "workbook_new \(path)") }
    var properties = lxw_doc_properties()
    // A fixed day: the same list makes the same bytes.
    properties.created = 1_704_067_200
    workbook_set_properties(book, &properties)
    let styles = Styles(book)
    writeList(workbook_add_worksheet(book, Self.listSheet), clauses, styles)
    writeScenarios(workbook_add_worksheet(book, Self.scenarioSheet), scenarios, styles)
    writeGuide(workbook_add_worksheet(book, Self.guideSheet), styles)
    let result = workbook_close(book)
    guard result == LXW_NO_ERROR else { throw .workerFailed(detail: String(cString: lxw_strerror(result))) }
    do { return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) } catch { throw .workerFailed(detail: "\(error)") }
  }

  private func check(_ clauses: [Clause], _ scenarios: [ClauseScenario]) throws(ExchangeError) {
    var faults = FaultCollector(file: "清单", sheet: Self.listSheet)
    let (reason, remedy) = ("超过 Excel 单元格的 \(Self.cellLimit) 字", "请改用 CSV 或 DMN 导出")
    faults.name(Dictionary(uniqueKeysWithValues: ClauseColumn.allCases.enumerated().map { ($0.offset, $0.element.rawValue) }))
    for (i, c) in clauses.enumerated() {
      for column in ClauseColumn.allCases where Self.isTooLong(column.word(of: c)) { faults.add(i + 2, column.rawValue, reason, remedy) }
    }
    faults.enter(sheet: Self.scenarioSheet)
    for (i, row) in ScenarioRows.rows(scenarios, word: { $0 }).enumerated() {
      for (column, cell) in row.enumerated() where Self.isTooLong(cell) { faults.add(i + 2, at: column + 1, reason, remedy) }
    }
    if !faults.isEmpty { throw .badList(faults.result) }
  }

  /// Excel counts UTF-16 units, of the text with its escapes; control characters are escaped by the writer, seven for one.
  private static func isTooLong(_ text: String) -> Bool {
    let encoded = SpreadsheetEscapes.encoded(text)
    let controls = encoded.unicodeScalars.count { $0.value < 0x20 && ![0x09, 0x0A, 0x0D].contains($0.value) }
    return encoded.utf16.count + 6 * controls > cellLimit
  }

  private struct Styles {
    let head: UnsafeMutablePointer<lxw_format>?
    let text: UnsafeMutablePointer<lxw_format>?

    init(_ book: UnsafeMutablePointer<lxw_workbook>) {
      head = workbook_add_format(book)
      format_set_bold(head)
      format_set_bg_color(head, 0xDCEBE4)
      format_set_border(head, UInt8(LXW_BORDER_THIN.rawValue))
      text = workbook_add_format(book)
      format_set_text_wrap(text)
      format_set_align(text, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
      // Text, so that Excel does not make numbers of codes or dates of fractions.
      format_set_num_format(text, "@")
    }
  }

  private typealias Sheet = UnsafeMutablePointer<lxw_worksheet>?

  private func put(_ sheet: Sheet, _ row: Int, _ column: Int, _ text: String, _ style: UnsafeMutablePointer<lxw_format>?) {
    guard !text.isEmpty else { return }
    let result = worksheet_write_string(sheet, lxw_row_t(row), lxw_col_t(column), SpreadsheetEscapes.encoded(text), style)
    precondition(result == LXW_NO_ERROR, "a cell was checked before it was written")
  }

  private func writeList(_ sheet: Sheet, _ clauses: [Clause], _ styles: Styles) {
    for (i, column) in ClauseColumn.allCases.enumerated() {
      put(sheet, 0, i, column.chinese, styles.head)
      worksheet_set_column(sheet, lxw_col_t(i), lxw_col_t(i), column.width, styles.text)
      if let words = column.words { offer(words, in: sheet, column: i, rows: clauses.count + Self.spareRows) }
    }
    worksheet_freeze_panes(sheet, 1, 1)
    for (row, c) in clauses.enumerated() {
      for (i, column) in ClauseColumn.allCases.enumerated() { put(sheet, row + 1, i, column.word(of: c), styles.text) }
    }
  }

  private func writeScenarios(_ sheet: Sheet, _ scenarios: [ClauseScenario], _ styles: Styles) {
    for (i, name) in ScenarioRows.columns.enumerated() {
      put(sheet, 0, i, name, styles.head)
      worksheet_set_column(sheet, lxw_col_t(i), lxw_col_t(i), [24, 70, 26, 14][i], styles.text)
    }
    worksheet_freeze_panes(sheet, 1, 0)
    let rows = ScenarioRows.rows(scenarios) { code in outcomes.first { $0.code == code }?.word ?? code }
    for (row, cells) in rows.enumerated() {
      for (i, cell) in cells.enumerated() { put(sheet, row + 1, i, cell, styles.text) }
    }
    offer(outcomes.map(\.word), in: sheet, column: 3, rows: rows.count + Self.spareRows)
  }

  private func writeGuide(_ sheet: Sheet, _ styles: Styles) {
    for (i, width) in [16.0, 12, 90].enumerated() { worksheet_set_column(sheet, lxw_col_t(i), lxw_col_t(i), width, styles.text) }
    for (i, name) in ["列", "是否必填", "怎么填"].enumerated() { put(sheet, 0, i, name, styles.head) }
    for (row, column) in ClauseColumn.allCases.enumerated() {
      put(sheet, row + 1, 0, column.chinese, styles.text)
      put(sheet, row + 1, 1, column.isRequired ? "必填" : "可空", styles.text)
      put(sheet, row + 1, 2, column.guide, styles.text)
    }
    let after = ClauseColumn.allCases.count + 2
    let notes = [
      "工作表“情景”是范例：给出一个项目的事实，写明某条条款应得的结果；导入时逐个核对，有一个不一致就整体不导入，并指出差别。",
      "事实写成 JSON，项目的事实与研判接口的项目文件相同；图上的事实写成 map.in.图层名、map.distance.图层名（米）等，登记台账的事实写编号，如 region.airAttained。",
      "导入时任何一个单元格不对，都按工作表、单元格、原因、改法列出，全部改好之前什么也不会存。",
    ]
    for (i, note) in notes.enumerated() { put(sheet, after + i, 2, note, styles.text) }
  }

  /// A drop-down of words on the rows below the header; other words are refused by Excel itself.
  private func offer(_ words: [String], in sheet: Sheet, column: Int, rows: Int) {
    var copies: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    copies.append(nil)
    copies.withUnsafeMutableBufferPointer { list in
      let title = strdup("请从列表中选择")
      let message = strdup("填写其中之一：\(words.joined(separator: "、"))")
      defer {
        free(title)
        free(message)
      }
      var rule = lxw_data_validation()
      rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
      rule.value_list = list.baseAddress
      rule.error_title = title
      rule.error_message = message
      let result = worksheet_data_validation_range(sheet, 1, lxw_col_t(column), lxw_row_t(rows), lxw_col_t(column), &rule)
      precondition(result == LXW_NO_ERROR, "the words of a drop-down fit into it")
    }
  }
}
