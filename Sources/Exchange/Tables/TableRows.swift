/// One line of a coordinate table in cells.
struct TableRow {
  /// Counted from 1.
  let line: Int
  let text: String
  let cells: [String]
  /// The cells that are numbers or angles.
  let values: [AngleText]

  init(line: Int, text: String, cells: [String]) {
    self.line = line
    self.text = text
    self.cells = cells
    values = cells.compactMap { AngleText($0) }
  }
}

/// Cuts a pasted text into rows and cells; tab before comma, semicolon, 顿号 and bar, before blanks.
enum TableRows {
  static func cut(_ text: String, limits: SiteLimits) throws(ExchangeError) -> [TableRow] {
    var rows: [TableRow] = []
    var number = 0
    for raw in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      number += 1
      if number > limits.vertices * 2 { throw .tooManyVertices(count: number, limit: limits.vertices) }
      let line = AngleText.closingUp(PlainText.halfWidth(String(raw)))
      rows.append(TableRow(line: number, text: PlainText.trimmed(raw), cells: cells(line)))
    }
    return rows
  }

  /// The cells of one line, without quotes and blanks around them, without empty ones at its end.
  static func cells(_ line: String) -> [String] {
    let parts: [Substring]
    if line.contains("\t") {
      parts = line.split(separator: "\t", omittingEmptySubsequences: false)
    } else if line.contains(where: { ",;、|".contains($0) }) {
      parts = line.split(omittingEmptySubsequences: false, whereSeparator: { ",;、|".contains($0) })
    } else {
      parts = line.split(whereSeparator: \.isWhitespace)
    }
    var cells = parts.map { part in
      let cell = PlainText.trimmed(part)
      // A cell in quotes, as CSV writes it; a lone quote is the mark of seconds.
      return cell.count >= 2 && cell.first == "\"" && cell.last == "\"" ? PlainText.trimmed(cell.dropFirst().dropLast()) : cell
    }
    while cells.last == "" { cells.removeLast() }
    return cells
  }

  /// The row with cells that hold several words cut at blanks, for tables without a header.
  static func loosened(_ row: TableRow) -> TableRow {
    if row.values.count == row.cells.count || !row.cells.contains(where: { $0.contains(" ") }) { return row }
    let cells = row.cells.flatMap { cell in AngleText(cell) != nil ? [cell] : cell.split(separator: " ").map(String.init) }
    return TableRow(line: row.line, text: row.text, cells: cells)
  }
}
