import ExactJSON
import FEEL
import Geodesy
import Geometry
import Sealing
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

/// The site's vertices as surveyors list them: in the local Gauss–Krüger zone and in degrees.
struct BoundaryPoints {
  /// A table longer than this is cut.
  static let longest = 500
  static let shownWhenCut = 20

  let site: SiteRecord
  let zone: LocalZone
  let count: Int

  init(_ site: SiteRecord) {
    self.site = site
    zone = LocalZone(for: site.geometry)
    count = site.geometry.vertexCount
  }

  var title: String {
    switch site.geometry {
    case .polygons: "界址点坐标"
    case .lines: "中心线拐点坐标"
    case .points: "点位坐标"
    }
  }

  var planeSentence: String {
    "坐标系为CGCS2000，平面坐标按\(zone.chinese)计算，北坐标记为X，东坐标记为Y（不加带号）" + (count > 1 ? "，至下一点的距离为平面距离。" : "。")
  }

  /// Said where the table is cut: how many there are, and the digest by which the whole geometry is known.
  var cutSentence: String? {
    guard count > Self.longest else { return nil }
    return "共\(count)个点，表中列出前\(Self.shownWhenCut)个；全部坐标以研判结果数据文件所载图形（site.geometry）为准，其校验码为\(Digest(of: site.stored.canonicalBytes))。"
  }

  func table(_ caption: String, figures: FigureStyle) -> ReportTable {
    var rows: [ReportTable.Row] = []
    var left = count > Self.longest ? Self.shownWhenCut : count
    var number = 0
    func add(_ points: [GridPoint], closed: Bool, band: String?) {
      if left == 0 { return }
      if let band { rows.append(.band(band)) }
      let plane = points.prefix(left + 1).map { zone.centimetres($0) }
      for (i, p) in points.enumerated() {
        if left == 0 { return }
        left -= 1
        number += 1
        let here = plane[i]
        var distance = "—"
        if i + 1 < points.count || closed && points.count > 1 {
          let next =
            i + 1 < points.count ? (i + 1 < plane.count ? plane[i + 1] : zone.centimetres(points[i + 1])) : zone.centimetres(points[0])
          distance = figures.fixed(LocalZone.distance(here, next), digits: 2)
        }
        rows.append(
          .cells([
            Words("J\(number)"), Words(figures.fixed(here.north, digits: 2)), Words(figures.fixed(here.east, digits: 2)),
            Words(Self.degrees(p.x, figures)), Words(Self.degrees(p.y, figures)), Words(distance),
          ]))
      }
    }
    switch site.geometry {
    case .polygons(let polygons):
      let rings = polygons.reduce(0) { $0 + $1.rings.count }
      for (i, polygon) in polygons.enumerated() {
        let name = polygons.count > 1 ? "地块\(i + 1)" : "地块"
        add(polygon.shell, closed: true, band: rings > 1 ? "\(name)外边界" : nil)
        for (j, hole) in polygon.holes.enumerated() {
          add(hole, closed: true, band: "\(name)内边界\(polygon.holes.count > 1 ? String(j + 1) : "")")
        }
      }
    case .lines(let lines):
      for (i, line) in lines.enumerated() { add(line, closed: false, band: lines.count > 1 ? "中心线\(i + 1)" : nil) }
    case .points(let points): add(points, closed: false, band: nil)
    }
    let figure = { (title: String) in ReportTable.Column(title: title, alignment: .center, width: nil) }
    return ReportTable(
      caption: caption,
      columns: [
        .init(title: "点号", alignment: .center, width: 14), figure("X（北）/m"), figure("Y（东）/m"), figure("经度/°"), figure("纬度/°"),
        figure("至下一点/m"),
      ], rows: rows, isTight: true)
  }

  /// Degrees with the grid's eight digits, exactly.
  static func degrees(_ steps: Int64, _ figures: FigureStyle) -> String {
    guard let d = FEELDecimal("\(steps)e-8") else { preconditionFailure("a grid step is a number") }
    return figures.exact(d, atLeast: 8)
  }
}
