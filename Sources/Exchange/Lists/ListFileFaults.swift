/// Everything that is wrong with a list file, cell by cell, as far as it was collected.
public struct ListFileFaults: Hashable, Sendable, Codable {
  /// One cell, or the whole row where the column is nil.
  public struct Fault: Hashable, Sendable, Codable {
    /// Counted from 1, the header included.
    public var row: Int
    public var column: String?
    /// The sheet of a workbook; nil for a text file.
    public var sheet: String?
    /// The cell as a spreadsheet names it, `K12`.
    public var cell: String?
    /// The part of a model that stands for the row: `决策“JS-KJ-001”`; nil where the file has rows.
    public var element: String?
    public var reason: String
    public var remedy: String

    public init(
      row: Int, column: String?, sheet: String? = nil, cell: String? = nil, element: String? = nil, reason: String, remedy: String
    ) {
      self.row = row
      self.column = column
      self.sheet = sheet
      self.cell = cell
      self.element = element
      self.reason = reason
      self.remedy = remedy
    }

    /// `第 3 行 effect 列：不认识“严禁”，请改为 禁止、仅允许…`
    public var sentence: String {
      if let element { return "\(element)\(column.map { "的 \($0)" } ?? "")：\(reason)，\(remedy)" }
      let place = sheet.map { "工作表“\($0)”\(cell.map { "单元格 \($0)，" } ?? "")" } ?? ""
      return "\(place)第 \(row) 行\(column.map { " \($0) 列" } ?? "")：\(reason)，\(remedy)"
    }
  }

  /// What kind of file it is, in Chinese.
  public var what = "清单文件"
  public var file: String
  public var faults: [Fault]
  /// More were found than are listed.
  public var isCut: Bool

  public init(file: String, faults: [Fault], isCut: Bool) {
    self.file = file
    self.faults = faults
    self.isCut = isCut
  }

  /// At most this many are listed.
  public static let limit = 50

  /// One sentence: the first fault, and how many there are.
  public var message: String {
    guard let first = faults.first else { return "\(what)“\(file)”读不出来。" }
    let others = faults.count > 1 ? "（共 \(isCut ? "\(faults.count) 处以上" : "\(faults.count) 处")，见明细）" : ""
    return "\(what)“\(file)”\(first.sentence)\(others)。"
  }
}
