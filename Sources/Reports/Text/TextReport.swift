public import ExactJSON

/// A report as plain text for a terminal: the same sentences and figures as on paper, 80 columns wide.
public enum TextReport {
  /// - Parameters:
  ///   - view: the screening view; `screening` may be absent where nothing was stored.
  ///   - publicURL: where a stored screening is found.
  ///   - columns: width of the text; Chinese letters take two.
  /// - Throws: `incompleteRecord`, `badPublicURL`.
  public static func render(_ view: JSONValue, publicURL: String, isDemonstration: Bool, columns: Int = 80) throws(ReportError) -> String {
    var composer = try ReportComposer(view, publicURL: publicURL, isDemonstration: isDemonstration, figures: .terminal)
    var writer = TextWriter(columns: max(columns, 40))
    writer.write(composer.document())
    return writer.text
  }
}

/// Writes a document line by line.
struct TextWriter {
  let columns: Int
  private(set) var text = ""

  init(columns: Int) { self.columns = columns }

  mutating func write(_ document: ReportDocument) {
    let head = document.head
    line(head.title + (head.isDemonstration ? "　〔示范数据〕" : ""))
    rule("=")
    paragraph("项目：\(head.project)")
    paragraph("编号：\(head.number)　　法律时点：\(head.asOf)")
    heading(1, "研判结论")
    let v = document.verdict
    paragraph("【\(v.word)】\(v.answer)")
    blank()
    paragraph(v.paragraph.plain)
    blank()
    let abreast = max(1, columns / 20)
    for row in stride(from: 0, to: v.counts.count, by: abreast) {
      line(
        v.counts[row..<min(row + abreast, v.counts.count)].map { TextLayout.padded("\($0.sign) \($0.word) \($0.count) 条", to: 20) }.joined()
          .trimmingEnd)
    }
    paragraph(v.sum + "。")
    for (i, part) in document.parts.enumerated() {
      heading(i + 2, part.title)
      var level = 0
      for block in part.blocks { write(block, &level) }
    }
    blank()
    rule("-")
    for l in document.verification.lines { hanging("\(l.label)：", l.value) }
  }

  private mutating func write(_ block: Block, _ level: inout Int) {
    switch block {
    case .heading(let title):
      level += 1
      blank()
      line("（\(Self.chinese(level))）\(title)")
    case .paragraph(let words): paragraph(words.plain)
    case .numbered(let items): for (i, words) in items.enumerated() { hanging("\(i + 1). ", words.plain) }
    case .table(let table): write(table)
    case .pairs(let caption, let rows):
      title(caption)
      let longest = min(24, rows.map { TextLayout.width($0.label) }.max() ?? 0)
      for r in rows { hanging(TextLayout.padded(r.label, to: longest) + "  ", r.value) }
    case .map(let caption, let description):
      title(caption)
      paragraph("（文本格式不含图，见PDF报告）" + description)
    case .clauses(let caption, let rows):
      title(caption)
      for row in rows { write(row) }
    case .margins(let caption, let rows):
      title(caption)
      lines(
        TextTable(
          titles: ["要求", "指标", "本项目", "应满足", "余量"], alignments: [.left, .left, .right, .right, .right],
          rows: rows.map { [$0.clause, $0.quantity, $0.actual, $0.limit, $0.room + ($0.isBorderline ? "（临界）" : "")] }))
    }
  }

  private mutating func write(_ table: ReportTable) {
    title(table.caption)
    var t = TextTable(titles: table.columns.map(\.title), alignments: table.columns.map(\.alignment), rows: [])
    for row in table.rows {
      switch row {
      case .cells(let cells): t.rows.append(cells.map(\.plain))
      case .band(let text): t.bands[t.rows.count, default: []].append(text)
      case .total(let label, let span, let sums): t.rows.append([label] + [String](repeating: "", count: span - 1) + sums)
      }
    }
    lines(t)
  }

  private mutating func write(_ row: ClauseRow) {
    switch row {
    case .tier(let text):
      blank()
      hanging("■ ", text)
    case .dimension(let text): line("  ◆ \(text)")
    case .clause(let c):
      hanging("  \(c.number). ", "【\(c.sign) \(c.word)】〔\(c.id)〕\(c.source)")
      hanging("     要求：", c.text)
      hanging("     本项目：", c.situation)
    }
  }

  // MARK: lines

  private mutating func line(_ s: String) { text += s + "\n" }
  private mutating func blank() { if !text.hasSuffix("\n\n") { text += "\n" } }
  private mutating func rule(_ mark: String) { line(String(repeating: mark, count: columns)) }

  private mutating func heading(_ number: Int, _ title: String) {
    blank()
    line("\(Self.chinese(number))、\(title)")
    rule("-")
  }

  private mutating func title(_ caption: String) {
    blank()
    line(caption)
  }

  private mutating func paragraph(_ s: String) { for l in TextLayout.wrapped(s, columns: columns) { line(l) } }

  /// A text whose further lines stand under its beginning, after the mark.
  private mutating func hanging(_ mark: String, _ s: String) {
    let indent = min(TextLayout.width(mark), columns / 2)
    for (i, l) in TextLayout.wrapped(s, columns: columns - indent).enumerated() {
      line((i == 0 ? mark : String(repeating: " ", count: indent)) + l)
    }
  }

  private mutating func lines(_ table: TextTable) { for l in table.lines(columns: columns) { line(l) } }

  /// 一 … 十九.
  static func chinese(_ n: Int) -> String {
    let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    return n < 10 ? digits[n] : (n < 20 ? "十" + digits[n - 10] : String(n))
  }
}
