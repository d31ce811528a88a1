/// Comma-separated text by RFC 4180, with line breaks inside quotes; LF or CRLF between records.
enum CSVText {
  struct Fault: Error, Hashable {
    /// Record, counted from 1.
    var row: Int
    var reason: String
    var remedy: String
  }

  /// The records in cells. A record without any character is left out, its number is kept.
  static func parse(_ text: String, separator: Unicode.Scalar) throws(Fault) -> [(row: Int, cells: [String])] {
    let bytes = Array(text.utf8)
    let comma = UInt8(ascii: separator)
    let quote = UInt8(ascii: "\"")
    var records: [(Int, [String])] = []
    var cells: [String] = []
    var cell: [UInt8] = []
    var row = 1
    var at = 0
    /// The cell was in quotes and they are closed.
    var closed = false

    func endCell() {
      cells.append(String(decoding: cell, as: UTF8.self))
      cell.removeAll(keepingCapacity: true)
      closed = false
    }
    func endRecord() {
      let isBlank = cells.isEmpty && cell.isEmpty && !closed
      endCell()
      if !isBlank { records.append((row, cells)) }
      cells.removeAll(keepingCapacity: true)
      row += 1
    }

    while at < bytes.count {
      let b = bytes[at]
      if b == quote, cell.isEmpty, !closed {
        at += 1
        var open = true
        while open {
          guard at < bytes.count else { throw Fault(row: row, reason: "引号没有闭合", remedy: "请在该单元格末尾补上双引号，文字中的双引号应写成两个") }
          if bytes[at] == quote {
            if at + 1 < bytes.count, bytes[at + 1] == quote {
              cell.append(quote)
              at += 2
            } else {
              at += 1
              open = false
            }
          } else {
            cell.append(bytes[at])
            at += 1
          }
        }
        closed = true
        continue
      }
      switch b {
      case comma: endCell()
      case 0x0A: endRecord()
      case 0x0D where at + 1 < bytes.count && bytes[at + 1] == 0x0A:
        endRecord()
        at += 1
      case 0x0D: endRecord()
      default:
        guard !closed else { throw Fault(row: row, reason: "引号之后还有文字", remedy: "请把整个单元格放在双引号内，文字中的双引号应写成两个") }
        if b == quote { throw Fault(row: row, reason: "没有用引号括起的单元格里有双引号", remedy: "请把整个单元格放在双引号内，文字中的双引号应写成两个") }
        cell.append(b)
      }
      at += 1
    }
    if !cells.isEmpty || !cell.isEmpty || closed { endRecord() }
    return records
  }

  /// One record ended by CRLF, with quotes where they are needed.
  static func record(_ cells: [String]) -> String {
    cells.map { cell in
      let needsQuotes = cell.unicodeScalars.contains { [",", "\"", "\n", "\r"].contains($0) } || cell.first == " " || cell.last == " "
      return needsQuotes ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
    }.joined(separator: ",") + "\r\n"
  }
}
