import FEEL
import Geodesy
import Zoning

extension ReportComposer {
  mutating func basisPart() -> Part {
    let method = AreaMethod(name: record.areaMethod)?.chineseName ?? record.areaMethod
    var rows = [
      LabelledValue(label: "法律时点", value: record.asOf.chinese, isWide: false),
      LabelledValue(label: "研判规则版本", value: record.engineRules, isWide: false),
      LabelledValue(label: "坐标系", value: "CGCS2000（EPSG:4490）", isWide: false),
      LabelledValue(label: "面积方法", value: "\(method)（省级成果规定）", isWide: method.count > 16),
      LabelledValue(
        label: "允差", value: Sentences.tolerance(area: figures.quantity("1", "m²"), width: figures.quantity("0.1", "m")), isWide: true),
      LabelledValue(
        label: "数值修约",
        value: "面积、长度和距离按0.01（m²、m）取值后参与判定并按原值印出；公顷、平方千米、亩和百分比由其换算，四舍五入，合计与分项一致。", isWide: true),
      LabelledValue(label: "法律状态标识", value: record.legalStateID, isWide: true),
    ]
    for a in record.assumed where a.what != "crs" {
      rows.append(
        LabelledValue(label: "系统推定", value: "\(a.what)：\(a.value)" + (a.why.isEmpty ? "" : "（\(wording.sentence(a.why))）"), isWide: true))
    }
    var blocks: [Block] = [.pairs(caption: caption("依据和方法"), rows)]
    if !record.editions.isEmpty { blocks.append(.table(editionTable(caption("现行成果版本")))) }
    if let table = layerTable { blocks.append(.table(withCaption(table, caption("涉及图层的划定依据")))) }
    return Part(title: "依据、版本与计算方法", blocks: blocks)
  }

  private func withCaption(_ table: ReportTable, _ caption: String) -> ReportTable {
    var table = table
    table.caption = caption
    return table
  }

  private func editionTable(_ caption: String) -> ReportTable {
    ReportTable(
      caption: caption,
      columns: [
        .init(title: "成果名称", alignment: .left, width: nil), .init(title: "版本", alignment: .center, width: 18),
        .init(title: "施行日期", alignment: .center, width: 28), .init(title: "发布机关和文号", alignment: .left, width: 53),
      ],
      rows: record.editions.map { e in
        .cells([
          Words(e.name.isEmpty ? e.issuer : e.name), Words(e.edition), Words(e.from?.chinese ?? "—"),
          Words(e.body + (e.instrument.map { "（\($0)）" } ?? "")),
        ])
      })
  }

  /// Layers that the site meets with the document that drew each; nil where none is recorded.
  private var layerTable: ReportTable? {
    var seen: Set<String> = []
    let rows = (record.zones + record.tolerated).compactMap { z -> ReportTable.Row? in
      guard let basis = z.basis, seen.insert(z.layer).inserted else { return nil }
      return .cells([Words(z.title), Words(basis)])
    }
    if rows.isEmpty { return nil }
    return ReportTable(
      caption: "", columns: [.init(title: "图层", alignment: .left, width: 46), .init(title: "划定依据", alignment: .left, width: nil)],
      rows: rows)
  }
}
