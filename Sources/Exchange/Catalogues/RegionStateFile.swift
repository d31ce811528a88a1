public import Zoning
import ExactJSON

/// Regional state as files (区域状态): a JSON list, or a table in CSV or in a workbook's first sheet.
public enum RegionStateFile {
  /// Columns of the table, in the order of the template.
  public enum Column: String, CaseIterable, Sendable {
    case place = "地区"
    case fact = "指标"
    case value = "状态"
    case from = "起始日期"
    case until = "终止日期"
    case source = "依据"
  }

  /// Reads statements; `place` turns what a cell calls a county or city into its code, nil where there is none.
  ///
  /// Throws `badList` with every bad cell, `ZoningError` for JSON, and the refusals of unreadable files.
  public static func read(
    _ bytes: [UInt8], fileName: String, worker: any IsolatedWorker, limits: SiteLimits = SiteLimits(), place: (String) -> String?
  ) async throws -> [RegionState] {
    if bytes.isEmpty { throw ExchangeError.emptyFile(name: fileName) }
    if bytes.count > limits.bytes { throw ExchangeError.tooLarge(bytes: bytes.count, limit: limits.bytes) }
    if bytes.first(where: { $0 > 0x20 && $0 < 0x7F }) == UInt8(ascii: "[") {
      return try (JSONValue(parsing: bytes).arrayValue ?? []).map { row in
        var state = try RegionState(row)
        guard let code = place(state.place) else { throw ZoningError.badCatalogue("没有代码或名称为“\(state.place)”的市、县（市、区）。") }
        state.place = code
        return state
      }
    }
    let (records, sheet) = try await CatalogueFile.records(bytes, fileName: fileName, worker: worker, limits: limits)
    var faults = FaultCollector(file: fileName, sheet: sheet)
    guard let header = records.prefix(10).first(where: { row in row.cells.contains { name($0) == Column.place.rawValue } }) else {
      faults.add(1, Column.place.rawValue, "前十行里没有“地区”列", "请用模板的表头：\(Column.allCases.map(\.rawValue).joined(separator: "、"))")
      throw ExchangeError.badList(CatalogueFile.faults(fileName, faults.result.faults, false, what: "区域状态文件"))
    }
    var columns: [Column: Int] = [:]
    for (i, cell) in header.cells.enumerated() { if let c = Column(rawValue: name(cell)), columns[c] == nil { columns[c] = i } }
    for c in [Column.fact, .value, .source] where columns[c] == nil { faults.add(header.row, c.rawValue, "没有这一列", "请用模板的表头") }
    faults.name(Dictionary(uniqueKeysWithValues: columns.map { ($0.value, $0.key.rawValue) }))
    var states: [RegionState] = []
    for record in records where record.row > header.row {
      if let state = Self.state(record.row, record.cells, columns, &faults, place) { states.append(state) }
    }
    if !faults.isEmpty {
      throw ExchangeError.badList(CatalogueFile.faults(fileName, faults.result.faults, faults.result.isCut, what: "区域状态文件"))
    }
    return states
  }

  private static func name(_ heading: String) -> String { PlainText.trimmed(PlainText.halfWidth(heading)) }

  private static func state(
    _ row: Int, _ cells: [String], _ columns: [Column: Int], _ faults: inout FaultCollector, _ place: (String) -> String?
  ) -> RegionState? {
    func cell(_ c: Column) -> String { columns[c].flatMap { $0 < cells.count ? PlainText.trimmed(cells[$0]) : nil } ?? "" }
    if cells.allSatisfy({ PlainText.trimmed($0).isEmpty }) { return nil }
    func fault(_ c: Column, _ reason: String, _ remedy: String) { faults.add(row, c.rawValue, reason, remedy) }
    let code = place(cell(.place))
    if code == nil { fault(.place, "没有代码或名称为“\(cell(.place).prefix(20))”的市、县（市、区）", "请写六位代码或全称") }
    let fact = RegionState.fact(named: cell(.fact))
    if fact == nil { fault(.fact, "不认识“\(cell(.fact).prefix(20))”", "请写 \(RegionState.nearest(cell(.fact)).joined(separator: "、")) 等") }
    let value = RegisterCell.truth(cell(.value))
    if value == nil { fault(.value, "“\(cell(.value).prefix(20))”读不懂", "请写 是 或 否") }
    if cell(.source).isEmpty { fault(.source, "没有填写", "请写公报、名录或决定的名称和文号") }
    func date(_ c: Column) -> CivilDate? {
      let text = cell(c)
      if text.isEmpty { return nil }
      if let date = ClauseRows.date(text) { return date }
      fault(c, "“\(text.prefix(20))”不是日期", "请写成 2026-08-15 的形式")
      return nil
    }
    let validity = Validity(from: date(.from), until: date(.until))
    guard let code, let fact, let value, !cell(.source).isEmpty else { return nil }
    return RegionState(place: code, fact: fact.id, value: value, validity: validity, source: cell(.source))
  }

  /// The table of these statements, header first; with none, the template.
  public static func csv(_ states: [RegionState]) -> String {
    ([Column.allCases.map(\.rawValue)]
      + states.map { s in
        [
          s.place, FactsCatalogue.standard[s.fact]?.feel ?? s.fact, s.value ? "是" : "否", s.validity.from?.description ?? "",
          s.validity.until?.description ?? "", s.source,
        ]
      }).map(CSVText.record).joined()
  }
}
