/// Collects bad cells up to the limit of one report.
struct FaultCollector {
  private var faults: [ListFileFaults.Fault] = []
  private var isCut = false
  private let file: String
  private var sheet: String?
  /// What each row is called where rows are no rows: `决策“JS-KJ-001”`.
  private var elements: [String] = []
  /// Letter of each column, by its name.
  private var letters: [String: String] = [:]

  init(file: String, sheet: String? = nil) {
    self.file = file
    self.sheet = sheet
  }

  var isEmpty: Bool { faults.isEmpty }
  var result: ListFileFaults { ListFileFaults(file: file, faults: faults, isCut: isCut) }

  /// Goes on with another sheet of the same workbook.
  mutating func enter(sheet: String) {
    self.sheet = sheet
    letters = [:]
  }

  /// Learns at which position which column stands.
  mutating func name(_ columns: [Int: String]) {
    for (i, name) in columns { letters[name] = Self.letter(i) }
  }

  /// Learns what the rows are called, the first row first.
  mutating func name(elements: [String]) { self.elements = elements }

  mutating func add(_ row: Int, _ column: String?, _ reason: String, _ remedy: String) {
    guard faults.count < ListFileFaults.limit else {
      isCut = true
      return
    }
    let cell = sheet == nil ? nil : column.flatMap { letters[$0] }.map { "\($0)\(row)" }
    let element = elements.indices.contains(row - 1) ? elements[row - 1] : nil
    faults.append(.init(row: row, column: column, sheet: sheet, cell: cell, element: element, reason: reason, remedy: remedy))
  }

  /// A cell by its position, counted from 1.
  mutating func add(_ row: Int, at column: Int?, _ reason: String, _ remedy: String) {
    let before = faults.count
    add(row, nil, reason, remedy)
    if faults.count > before, sheet != nil, let column { faults[before].cell = "\(Self.letter(column - 1))\(row)" }
  }

  /// Faults that were found elsewhere in the same file.
  mutating func add(_ found: [ListFileFaults.Fault], isCut: Bool) {
    faults += found.prefix(ListFileFaults.limit - faults.count)
    self.isCut = self.isCut || isCut
  }

  /// `A` for 0, `AA` for 26.
  static func letter(_ index: Int) -> String {
    var n = index + 1
    var text = ""
    while n > 0 {
      text = String(UnicodeScalar(UInt8(65 + (n - 1) % 26))) + text
      n = (n - 1) / 26
    }
    return text
  }
}
