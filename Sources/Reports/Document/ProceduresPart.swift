import Zoning

extension ReportComposer {
  /// What the catalogues of EIA and permits say of the project, and suspensions of approvals in force; a hint, no verdict.
  mutating func categoryPart() -> Part {
    var blocks: [Block] = [.paragraph(Words(Sentences.categoryRemark))]
    if !record.suspensions.isEmpty {
      blocks.append(.numbered(record.suspensions.map { Words(Self.suspension($0)) }))
    }
    let rows = record.procedures.flatMap { c in c.items.map { row($0, of: c) } }
    blocks += record.procedures.compactMap(standing).map { .paragraph(Words($0)) }
    if !rows.isEmpty {
      blocks.append(
        .table(
          ReportTable(
            caption: caption("环境影响评价和排污许可分类管理名录对照"),
            columns: [
              .init(title: "名录", alignment: .left, width: 30), .init(title: "项目类别", alignment: .left, width: 38),
              .init(title: "各类别的条件", alignment: .left, width: nil), .init(title: "类别", alignment: .center, width: 18),
            ], rows: rows)))
    }
    if let open = openSituations { blocks.append(.paragraph(Words(open))) }
    blocks += record.procedures.flatMap(remarks).map { .paragraph(Words($0)) }
    return Part(title: "环评与排污许可管理类别提示", blocks: blocks)
  }

  /// What is said of a catalogue that is not known to list the project; nil where it lists it, or where its rows say what is open.
  private func standing(_ c: ScreeningRecord.Procedure) -> String? {
    let title = "《\(c.title)》"
    if c.listed == "yes" { return nil }
    if c.listed == "no" { return Sentences.notListed(title) }
    if c.lacksIndustries { return Sentences.industriesUnknown(title) }
    return c.items.isEmpty ? Sentences.worksUnknown(title) : nil
  }

  /// What the catalogue's notes say of the open situations, and where the hints come from.
  private func remarks(_ c: ScreeningRecord.Procedure) -> [String] {
    let notes = c.notes.isEmpty ? [] : ["《\(c.title)》的说明：" + c.notes.map { "“\($0.subject)”，\($0.text)" }.joined()]
    return notes + (c.hints.map { [$0] } ?? [])
  }

  private func row(_ item: ScreeningRecord.Procedure.Item, of catalogue: ScreeningRecord.Procedure) -> ReportTable.Row {
    let conditions = item.cells.map { cell in
      let text = cell.text.isEmpty || cell.text == "/" ? "无" : cell.text
      return "\(cell.level)：\(text)（\(([cell.state] + cell.because).joined(separator: "，"))）"
    }
    return .cells([
      Words(catalogue.title),
      Words("第\(item.number)项　\(item.category)\(item.certain ? "" : item.isHinted ? "（按行业提示，是否属于本项待核）" : "（是否属于本项待核）")"),
      Words(conditions.joined(separator: "；")), Words(item.level ?? (item.exempt ? "不纳入" : "待核")),
    ])
  }

  /// The questions that keep a level open, each once.
  private var openSituations: String? {
    var all: [String] = []
    for wording in record.procedures.flatMap({ $0.items.flatMap(\.asked) + $0.asked }) where !all.contains(wording) { all.append(wording) }
    return all.isEmpty ? nil : "待核的情形：\(all.joined(separator: "；"))。"
  }

  private static func suspension(_ s: ScreeningRecord.Suspension) -> String {
    "区域限批：\(s.scope)，自\(s.from?.chinese ?? "公布之日")起\(s.until.map { "，至\($0.chinese)前" } ?? "")，\(s.concerns)。依据\(s.citation)。"
  }
}
