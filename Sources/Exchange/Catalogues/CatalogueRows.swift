import FEEL
import Zoning

/// Reads the rows of a catalogue's table into entries, collecting every bad cell.
struct CatalogueRows {
  let columns: [Int: CatalogueColumn]
  /// Headings of the columns that are kept for display.
  let others: [Int: String]
  private(set) var entries: [CatalogueEntry] = []

  init(header: [String]) {
    var columns: [Int: CatalogueColumn] = [:]
    var others: [Int: String] = [:]
    for (i, cell) in header.enumerated() {
      if let column = CatalogueColumn(header: cell), !columns.values.contains(column) {
        columns[i] = column
      } else if case let heading = PlainText.trimmed(cell), !heading.isEmpty {
        others[i] = heading
      }
    }
    self.columns = columns
    self.others = others
  }

  mutating func read(_ row: Int, _ cells: [String], _ faults: inout FaultCollector) {
    var values: [CatalogueColumn: String] = [:]
    for (i, column) in columns where i < cells.count {
      let text = PlainText.trimmed(SpreadsheetEscapes.plainLineEnds(cells[i]))
      if !text.isEmpty { values[column] = text }
    }
    func fault(_ column: CatalogueColumn, _ reason: String, _ remedy: String) { faults.add(row, column.chinese, reason, remedy) }
    func list(_ column: CatalogueColumn, also separators: String = "") -> [String] {
      (values[column] ?? "").split { "；;\n".contains($0) || separators.contains($0) }.map { PlainText.trimmed(String($0)) }
        .filter { !$0.isEmpty }
    }
    guard let name = values[.name] else {
      if values.isEmpty { return }
      return fault(.name, "没有填写", "请写上目录中的原文")
    }
    var industries: [String] = []
    for text in list(.industries, also: "、，,") {
      do { industries.append(try IndustryClassification.standard.canonical(text)) } catch {
        fault(.industries, "没有行业“\(text.prefix(20))”", "请写国民经济行业代码，如 C2614，几个用分号隔开")
      }
    }
    func date(_ column: CatalogueColumn) -> CivilDate? {
      guard let text = values[column] else { return nil }
      if let date = ClauseRows.date(text) { return date }
      fault(column, "“\(text.prefix(20))”不是日期", "请写成 2026-08-15 的形式")
      return nil
    }
    var scale: CatalogueScale?
    if let text = values[.scale] {
      scale = Self.scale(text)
      if scale == nil { fault(.scale, "读不懂“\(text.prefix(20))”", "请写成“<10000 t/a”“>=3 万吨/年”或“100 吨/年及以上”，写明含不含本数") }
    }
    let wording = CatalogueWording.parts(of: name)
    var exempt = list(.exempt)
    if exempt.isEmpty { exempt = wording.exempt }
    var aliases = list(.aliases)
    if wording.name != name, !wording.name.isEmpty { aliases.insert(wording.name, at: 0) }
    var display: [String: String] = [:]
    for (i, heading) in others where i < cells.count {
      let text = PlainText.trimmed(SpreadsheetEscapes.plainLineEnds(cells[i]))
      if !text.isEmpty { display[heading] = text }
    }
    entries.append(
      CatalogueEntry(
        classes: list(.entryClass, also: "、"), number: values[.number], name: name, aliases: aliases, products: list(.products),
        processes: list(.processes), industries: industries, places: list(.places, also: "、，,"), scale: scale, exempt: exempt,
        isOpenEnded: wording.isOpenEnded, condition: values[.condition], validity: Validity(from: date(.from), until: date(.until)),
        cells: display))
  }

  /// `<10000 t/a`, `≥3 万吨/年`, `100 吨/年及以上`; nil for anything else.
  static func scale(_ text: String) -> CatalogueScale? {
    var rest = PlainText.trimmed(PlainText.halfWidth(text))
    var relation: CatalogueScale.Relation?
    for (mark, r) in [
      ("<=", CatalogueScale.Relation.notAbove), ("≤", .notAbove), (">=", .notBelow), ("≥", .notBelow), ("<", .below), (">", .above),
    ]
    where relation == nil && rest.hasPrefix(mark) {
      relation = r
      rest = PlainText.trimmed(String(rest.dropFirst(mark.count)))
    }
    // A bare 以上 or 以下 does not say whether the number itself counts: every catalogue has its own note on that.
    for (mark, r) in [("及以上", CatalogueScale.Relation.notBelow), ("及以下", .notAbove), ("(含)以上", .notBelow), ("(含)以下", .notAbove)]
    where relation == nil && rest.hasSuffix(mark) {
      relation = r
      rest = PlainText.trimmed(String(rest.dropLast(mark.count)))
    }
    let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let unit = PlainText.trimmed(String(rest.dropFirst(number.count)))
    guard let relation, let limit = FEELDecimal(String(number)), !unit.isEmpty else { return nil }
    return CatalogueScale(relation: relation, limit: limit, unit: unit)
  }
}
