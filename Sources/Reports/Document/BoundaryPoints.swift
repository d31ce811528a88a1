import ExactJSON
import FEEL
import Geometry
import Sealing

/// The site's vertices as surveyors list them: in the local Gauss–Krüger zone and in degrees.
struct BoundaryPoints {
  /// A table longer than this is cut.
  static let longest = 500
  static let shownWhenCut = 20

  let site: SiteRecord
  let zone: LocalZone
  /// What is listed, in the order in which it is numbered.
  let listed: FeatureGeometry
  let count: Int
  /// Points that only divide straight edges, left out.
  let dividing: Int

  init(_ site: SiteRecord) {
    self.site = site
    zone = LocalZone(for: site.geometry)
    let corners = CornerPoints(site.geometry, in: zone)
    listed = corners.geometry
    count = listed.vertexCount
    dividing = corners.dividing
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

  /// How points are numbered, and what is not listed.
  var numberingSentence: String? {
    var said: [String] = []
    if case .polygons = site.geometry { said.append("点号从最靠西北的点起按顺时针编排，内边界按逆时针编排，与提交文件中的点号不一定相同") }
    if dividing > 0 { said.append("另有\(dividing)个点只把直线段等分（读入平面坐标时，长于250m的边分段后再转为经纬度），不是界址点，表中不列") }
    return said.isEmpty ? nil : said.joined(separator: "；") + "。"
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
    switch listed {
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
