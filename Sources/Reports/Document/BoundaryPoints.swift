import ExactJSON
import FEEL
import Geometry
import Sealing

/// The site's vertices in the order in which they were given: in the local Gauss–Krüger zone and in degrees.
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
    count = site.points.vertexCount
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

  /// How points are numbered, and how many of the geometry are none of the site's own.
  var numberingSentence: String? {
    if case .points = site.geometry, count == 1 { return nil }
    let own = Set(site.points.vertices)
    let added = Set(site.geometry.vertices).subtracting(own).count
    let more = added > 0 ? "；图形中另有\(added)个点是系统加入的（直线段上的内插点、重叠地块的交点），表中不列" : ""
    return "点号按提交的次序编排\(more)。"
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
    switch site.points {
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
