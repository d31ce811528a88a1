/// One line of a coordinate table in cells.
struct TableRow: Hashable {
  /// Counted from 1.
  var line: Int
  var text: String
  var cells: [String]

  /// The cells that are numbers or angles, with their column.
  var values: [(column: Int, angle: AngleText)] {
    cells.enumerated().compactMap { item in AngleText(item.element).map { (item.offset, $0) } }
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
    var row = row
    row.cells = row.cells.flatMap { cell in AngleText(cell) != nil ? [cell] : cell.split(separator: " ").map(String.init) }
    return row
  }
}
