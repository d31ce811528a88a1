public import ExactJSON

extension ProcedureCatalogue {
  /// The columns of a catalogue's table, by kind; the last is optional.
  static func columns(_ kind: ProcedureKind) -> (category: String, levels: [String], sensitive: String?) {
    switch kind {
    case .eia: ("project_category", ["report_book", "report_table", "registration_form"], "sensitive_area_meaning")
    case .permit: ("industry", ["key_mgmt", "simplified_mgmt", "registration_mgmt"], nil)
    }
  }

  /// Reads a catalogue from its head (`id`, `kind`, `title`, `number`, `from`, `until`, `source`) and its table as CSV.
  ///
  /// Throws `badCatalogue` naming the column or the row.
  public init(head: JSONValue, table text: String, industries: IndustryClassification = .standard) throws(ZoningError) {
    let id = try head.text("id", of: "名录")
    let what = "名录“\(id)”"
    let kind: ProcedureKind = try head.term("kind", of: what)
    let columns = Self.columns(kind)
    let rows = CommaSeparated.rows(text)
    guard let header = rows.first else { throw .badCatalogue("\(what)的表格是空的。") }
    func column(_ name: String) throws(ZoningError) -> Int {
      guard let i = header.firstIndex(of: name) else { throw .badCatalogue("\(what)的表格缺少列 \(name)。") }
      return i
    }
    let section = try column("section")
    let number = try column("no")
    let category = try column(columns.category)
    var levels: [(ProcedureLevel, Int)] = []
    for (level, name) in zip(kind.levels, columns.levels) { levels.append((level, try column(name))) }
    let sensitive = try columns.sensitive.map { (name) throws(ZoningError) in try column(name) }
    // Optional: where the works of a row that names no industry are met.
    let related = header.firstIndex(of: "related_industries")
    let mentions = IndustryMentions(industries)
    let reader = ProcedurePhraseReader(mentions)
    var items: [ProcedureItem] = []
    for (n, row) in rows.enumerated().dropFirst() {
      guard row.count == header.count else {
        throw .badCatalogue("\(what)的表格第 \(n + 1) 行有 \(row.count) 列，应为 \(header.count) 列。")
      }
      func cell(_ i: Int) -> String { Self.tidy(row[i]) }
      var hints: [String] = []
      for code in (related.map { row[$0] } ?? "").split(separator: " ") { hints.append(try industries.canonical(String(code))) }
      items.append(
        ProcedureItem(
          number: cell(number), section: cell(section), category: cell(category),
          scope: Self.scope(section: cell(section), category: Self.marked(row[category]), related: hints, mentions),
          cells: Dictionary(uniqueKeysWithValues: levels.map { ($0.0, cell($0.1)) }),
          phrases: Dictionary(uniqueKeysWithValues: levels.map { ($0.0, reader.phrases(Self.marked(row[$0.1]), of: kind)) }),
          sensitiveAreas: sensitive.map(cell).flatMap { $0.isEmpty ? nil : $0 }))
    }
    self.init(
      id: id, kind: kind, title: try head.text("title", of: what), number: try head.optionalText("number", of: what),
      validity: try Validity(reading: head, what: what), source: try head.text("source", of: what), items: items)
  }

  private static func scope(section: String, category: String, related: [String], _ mentions: IndustryMentions) -> ProcedureScope {
    if section.hasSuffix("通用工序") { return .commonProcess }
    if let range = otherIndustries(category) { return .otherIndustries(range) }
    let classes = ProcedureClass.all(in: category, mentions)
    return classes.isEmpty ? .works(related: related) : .industries(classes)
  }

  /// The rows of `除1-107外的其他行业`.
  private static func otherIndustries(_ category: String) -> ClosedRange<Int>? {
    guard category.hasPrefix("除"), let end = category.firstRange(of: "外的其他行业") else { return nil }
    let ends = category[..<end.lowerBound].dropFirst().split(separator: "-").compactMap { Int($0) }
    return ends.count == 2 && ends[0] <= ends[1] ? ends[0]...ends[1] : nil
  }

  /// A printed cell without the spaces and marks that typesetting left in it.
  static func tidy(_ text: String) -> String { ProcedurePhraseReader.unstarred(marked(text)) }

  /// A printed cell without spaces, its stars as `*` and its brackets at full width.
  private static func marked(_ text: String) -> String {
    let marks: [Character: Character] = ["﹡": "*", "＊": "*", "(": "（", ")": "）"]
    return String(text.filter { !$0.isWhitespace }.map { marks[$0] ?? $0 })
  }
}

/// Comma-separated rows (RFC 4180): quotes, doubled quotes, line breaks inside quotes.
enum CommaSeparated {
  static func rows(_ text: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell = ""
    var quoted = false
    var rest = text[...]
    while let c = rest.popFirst() {
      if quoted {
        if c != "\"" {
          cell.append(c)
        } else if rest.first == "\"" {
          cell.append(rest.removeFirst())
        } else {
          quoted = false
        }
      } else if c == "\"" {
        quoted = true
      } else if c == "," {
        row.append(cell)
        cell = ""
      } else if c.isNewline {
        row.append(cell)
        cell = ""
        if row != [""] { rows.append(row) }
        row = []
      } else {
        cell.append(c)
      }
    }
    row.append(cell)
    if row != [""] { rows.append(row) }
    return rows
  }
}
