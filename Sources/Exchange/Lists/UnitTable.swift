public import Zoning

/// A delivered list table: a row a unit, a column a dimension, many requirements in a cell (CSV or the first sheet of a workbook).
public enum UnitTable {
  /// Names under which a column is delivered.
  static let codeNames = ["HJZHGKDYBM", "HJGKDYBM", "环境综合管控单元编码", "环境管控单元编码", "管控单元编码", "单元编码"]
  static let nameNames = ["HJZHGKDYMC", "HJGKDYMC", "环境综合管控单元名称", "环境管控单元名称", "管控单元名称", "单元名称"]

  static func names(of dimension: Dimension) -> [String] {
    switch dimension {
    case .spatial: ["KJBJYS", "空间布局约束"]
    case .discharge: ["PWWPFGK", "污染物排放管控"]
    case .risk: ["HJFXFK", "环境风险防控"]
    case .resource: ["ZYKFXLYQ", "资源开发效率要求", "资源利用效率要求", "资源开发利用效率要求", "资源利用效率"]
    }
  }

  /// The filled cells, split, in the order of the table.
  ///
  /// Throws `badList` naming missing columns and bad unit codes, and the refusals of unreadable files.
  public static func read(_ bytes: [UInt8], fileName: String, worker: any IsolatedWorker, limits: SiteLimits = .layer)
    async throws(ExchangeError) -> [SplitCell]
  {
    if bytes.isEmpty { throw .emptyFile(name: fileName) }
    if bytes.count > limits.bytes { throw .tooLarge(bytes: bytes.count, limit: limits.bytes) }
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      let sheets = try await ClauseListFile.sheets(bytes, fileName: fileName, worker: worker, limits: limits)
      return try cells(
        sheets[0].filled.enumerated().map { ($0.offset + 1, $0.element) }, fileName: fileName, sheet: sheets[0].name)
    }
    let text = try TextDecoding.decode(bytes, stated: nil).text
    let head = text.prefix { !$0.isNewline }
    let records: [(row: Int, cells: [String])]
    do { records = try CSVText.parse(text, separator: head.contains("\t") && !head.contains(",") ? "\t" : ",") } catch let fault {
      throw .badList(
        ListFileFaults(
          file: fileName, faults: [.init(row: fault.row, column: nil, reason: fault.reason, remedy: fault.remedy)], isCut: false))
    }
    return try cells(records, fileName: fileName, sheet: nil)
  }

  static func cells(_ records: [(row: Int, cells: [String])], fileName: String, sheet: String?) throws(ExchangeError) -> [SplitCell] {
    func column(_ names: [String], in cells: [String]) -> Int? {
      cells.firstIndex { cell in
        let name = PlainText.trimmed(PlainText.halfWidth(cell))
        return names.contains { $0 == name || $0 == name.uppercased() }
      }
    }
    var faults = FaultCollector(file: fileName, sheet: sheet)
    // Delivered tables often have a title above the header.
    guard let header = records.prefix(10).first(where: { column(codeNames, in: $0.cells) != nil }),
      let code = column(codeNames, in: header.cells)
    else {
      faults.add(1, codeNames[0], "前十行里没有管控单元编码列", "请把表头改成 HJZHGKDYBM、KJBJYS、PWWPFGK、HJFXFK、ZYKFXLYQ 或对应的中文名")
      throw .badList(faults.result)
    }
    let name = column(nameNames, in: header.cells)
    let dimensions = Dimension.allCases.compactMap { d in column(names(of: d), in: header.cells).map { (d, $0) } }
    if dimensions.isEmpty { faults.add(header.row, "KJBJYS", "没有一列是管控要求", "请在表头写 KJBJYS、PWWPFGK、HJFXFK、ZYKFXLYQ 或对应的中文名") }
    faults.name([code: codeNames[0]])
    var found: [SplitCell] = []
    for (row, cells) in records where row > header.row {
      func value(_ i: Int) -> String { i < cells.count ? PlainText.trimmed(SpreadsheetEscapes.plainLineEnds(cells[i])) : "" }
      let texts = dimensions.map { ($0.0, value($0.1)) }.filter { !$0.1.isEmpty }
      if value(code).isEmpty, texts.isEmpty { continue }
      guard let unit = ControlUnitCode(value(code)) else {
        faults.add(row, codeNames[0], "“\(value(code).prefix(20))”不是管控单元编码", "请填写 13 位编码，例如 ZH32011520012")
        continue
      }
      for (dimension, text) in texts {
        found.append(
          SplitCell(
            row: row, unit: unit.text, unitName: name.map(value).flatMap { $0.isEmpty ? nil : $0 }, dimension: dimension, cell: text))
      }
    }
    if !faults.isEmpty { throw .badList(faults.result) }
    if found.isEmpty { throw .emptyFile(name: fileName) }
    return found
  }
}
