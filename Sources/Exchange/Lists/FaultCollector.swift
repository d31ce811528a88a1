/// Collects bad cells up to the limit of one report.
struct FaultCollector {
  private var faults: [ListFileFaults.Fault] = []
  private var isCut = false
  private let file: String
  private let sheet: String?
  /// Letter of each column, by its name.
  private var letters: [String: String] = [:]

  init(file: String, sheet: String? = nil) {
    self.file = file
    self.sheet = sheet
  }

  var isEmpty: Bool { faults.isEmpty }
  var result: ListFileFaults { ListFileFaults(file: file, faults: faults, isCut: isCut) }

  /// Learns at which position which column stands.
  mutating func name(_ columns: [Int: String]) {
    for (i, name) in columns { letters[name] = Self.letter(i) }
  }

  mutating func add(_ row: Int, _ column: String?, _ reason: String, _ remedy: String) {
    guard faults.count < ListFileFaults.limit else {
      isCut = true
      return
    }
    let cell = sheet == nil ? nil : column.flatMap { letters[$0] }.map { "\($0)\(row)" }
    faults.append(.init(row: row, column: column, sheet: sheet, cell: cell, reason: reason, remedy: remedy))
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
