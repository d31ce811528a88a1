import ExactJSON
import FEEL
import Geodesy
import Geometry
import Zoning

extension ReportComposer {
  mutating func sitePart() -> Part {
    let points = BoundaryPoints(record.site)
    let mapCaption = "图1　选址范围与生态环境管控单元关系图"
    let pointsTable = points.table(caption(points.title), figures: figures)
    var blocks: [Block] = [
      .paragraph(
        Words("\(siteSentence)\(crsSentence)选址与管控单元的关系见", .close("图1"), "，\(points.title)见", .close("表\(tables)"), "。"))
    ]
    let notes = record.site.notes.map { wording.sentence($0).endingSentence }
    if !notes.isEmpty { blocks.append(.paragraph(Words("对提交图形的处理：" + notes.joined()))) }
    blocks.append(.map(caption: mapCaption, description: mapDescription))
    blocks.append(.paragraph(Words(points.planeSentence)))
    blocks.append(.table(pointsTable))
    if let numbering = points.numberingSentence { blocks.append(.paragraph(Words(numbering))) }
    if let cut = points.cutSentence { blocks.append(.paragraph(Words(cut))) }
    return Part(title: "选址范围", blocks: blocks)
  }

  private var siteSentence: String {
    let s = record.site
    let method = AreaMethod(name: record.areaMethod)?.chineseName ?? record.areaMethod
    func area(_ a: FEELDecimal) -> String {
      let large = a >= FEELDecimal(1_000_000) ? "，合\(figures.quantity(figures.squareKilometres(a), "km²"))" : ""
      return
        "面积\(figures.quantity(figures.squareMetres(a), "m²"))（\(figures.quantity(figures.hectares(a), "hm²"))，\(figures.quantity(figures.mu(a), "亩"))\(large)；面积方法：\(method)）"
    }
    var clauses: [String] = []
    switch s.kind {
    case .polygon:
      var shape = "选址为面状用地"
      if case .polygons(let parts) = s.geometry, parts.count > 1 { shape += "，由\(parts.count)个地块组成" }
      clauses.append(shape)
      if let p = s.perimeter { clauses.append("周长\(figures.quantity(figures.metres(p), "m"))") }
      if let a = s.area { clauses.append(area(a)) }
    case .line:
      clauses.append("选址为线状工程")
      if let l = s.length { clauses.append("中心线长\(figures.quantity(figures.metres(l), "m"))") }
      if let w = s.width { clauses.append("宽\(figures.quantity(figures.metres(w), "m"))") }
      if let a = s.area { clauses.append(area(a)) }
    case .point: clauses.append("选址为点位，不计面积，落在界线上的点同属界线两侧")
    }
    var text = clauses.joined(separator: "，") + "。"
    if s.outsideShare.signum > 0 { text += "选址有\(figures.percent(s.outsideShare))位于省界以外，该部分未作研判。" }
    return text
  }

  private var crsSentence: String {
    guard let a = record.assumed.first(where: { $0.what == "crs" }) else { return Sentences.crsStated }
    return Sentences.crsAssumed(a.value, wording.sentence(a.why))
  }

  /// The map in words, for those who cannot see it.
  private var mapDescription: String {
    let units = record.units.prefix(12).map { u in
      let share = u.share.map { "，占选址\(figures.percent($0))" } ?? ""
      return "\(u.name)（\(u.unitClass.map { $0.chinese + "单元" } ?? "单元")\(share)）"
    }
    let more = record.units.count > 12 ? "等\(record.units.count)个单元" : ""
    let near = record.nearest.prefix(6).map {
      "距\($0.layer)\(figures.quantity(figures.metres($0.distance), "m"))\($0.bearing.map { "（\($0)）" } ?? "")"
    }
    return "选址范围与管控单元关系图。"
      + (units.isEmpty ? Sentences.noUnits : "选址涉及\(units.joined(separator: "、"))\(more)。")
      + (near.isEmpty ? "" : near.joined(separator: "，") + "。")
  }
}
