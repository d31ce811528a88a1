/// Which cell styles of a workbook show a number as a date (ISO/IEC 29500, 18.8.30).
struct CellStyles {
  private var shows: [Bool] = []
  /// Days count from 1904 instead of 1900.
  let from1904: Bool

  init(from1904: Bool) { self.from1904 = from1904 }

  /// Reads `xl/styles.xml` event by event.
  struct Reading {
    private var codes: [Int: String] = [:]
    private var formats: [Int] = []
    private var inCells = false

    mutating func take(_ event: XMLScanner.Event) {
      switch event {
      case .start("numFmt", let a): if let id = a["numFmtId"].flatMap({ Int($0) }) { codes[id] = a["formatCode"] }
      case .start("cellXfs", _): inCells = true
      case .end("cellXfs"): inCells = false
      case .start("xf", let a) where inCells: formats.append(a["numFmtId"].flatMap { Int($0) } ?? 0)
      default: break
      }
    }

    func styles(from1904: Bool) -> CellStyles {
      var styles = CellStyles(from1904: from1904)
      styles.shows = formats.map { id in
        // Those that every Excel, or a Chinese or Japanese one, knows without being told.
        (14...17).contains(id) || id == 22 || (27...31).contains(id) || id == 36 || (50...54).contains(id) || (57...58).contains(id)
          || codes[id].map(CellStyles.isDate) ?? false
      }
      return styles
    }
  }

  func isDate(_ style: String?) -> Bool { style.flatMap { Int($0) }.map { shows.indices.contains($0) && shows[$0] } ?? false }

  /// Whether a format shows a year or a day; text in quotes, colours in brackets and escaped signs do not count.
  static func isDate(_ code: String) -> Bool {
    var rest = code.lowercased()[...]
    while let c = rest.popFirst() {
      switch c {
      case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
      case "[": rest = rest.drop { $0 != "]" }.dropFirst()
      case "\\", "_", "*": rest = rest.dropFirst()
      case "y", "d", "e": return c != "e" || !code.contains("0")
      default: break
      }
    }
    return false
  }
}
