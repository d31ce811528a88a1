import ExactJSON
import Foundation
import Geometry
import Reports
import Testing
import Zoning

@Suite("The site map")
struct SiteMapTests {
  private typealias Place = (x: Double, y: Double)

  /// The vertices of the first path with these attributes, millimetres.
  private func path(_ svg: String, _ attributes: String) -> [Place] {
    guard let line = svg.split(separator: "\n").first(where: { $0.contains(attributes) && $0.hasPrefix("<path") }),
      let d = line.firstMatch(of: /d="([^"]*)"/)?.output.1
    else { return [] }
    var out: [Place] = []
    for step in d.matches(of: /([Ml])(-?[\d.]+) (-?[\d.]+)/) {
      let (x, y) = (Double(step.output.2) ?? .nan, Double(step.output.3) ?? .nan)
      if step.output.1 == "M" { out.append((x, y)) } else if let last = out.last { out.append((last.x + x, last.y + y)) }
    }
    return out
  }

  private let siteStroke = "fill=\"none\" stroke=\"#c00000\" stroke-width=\".75\""

  private func legend(_ svg: String) -> [String] {
    svg.matches(of: /<text x="[\d.]+" y="([\d.]+)"[^>]*text-anchor="start"[^>]*>([^<]*)<\/text>/).filter { (Double($0.output.1) ?? 0) > 92 }
      .map { String($0.output.2) }
  }

  @Test("a millimetre of paper is its scale on the ground: the plane distances of the table come back from the drawing")
  func trueScale() throws {
    let map = try Sample.map()
    #expect(map.frame.scaleDenominator == 20_000)
    let drawn = path(SiteMapDrawing(map).svg, siteStroke)
    let plane = [290.07, 77.10, 286.02, 232.31, 146.46, 182.07, 322.23, 78.24, 294.17, 411.08]
    try #require(drawn.count == 10)
    for (i, metres) in plane.enumerated() {
      let (a, b) = (drawn[i], drawn[(i + 1) % 10])
      let millimetres = ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).squareRoot()
      #expect(abs(millimetres * 20 - metres) < 0.3, "edge \(i + 1)")
    }
    #expect(SiteMapDrawing(map).svg.contains("比例尺 1∶20\u{A0}000（A4原大）"))
  }

  @Test("the same content in any order is the same drawing")
  func order() throws {
    let map = try Sample.map()
    let drawn = SiteMapDrawing(map).svg
    var numbers = SeededNumbers(3)
    for _ in 0..<5 {
      var other = map
      other.units.shuffle(using: &numbers)
      other.zones.shuffle(using: &numbers)
      other.waters.shuffle(using: &numbers)
      #expect(SiteMapDrawing(other).svg == drawn)
    }
  }

  @Test("the legend names exactly what is drawn")
  func legendIsTrue() throws {
    var map = try Sample.map()
    #expect(
      Set(legend(SiteMapDrawing(map).svg)).isSuperset(of: [
        "项目选址范围", "最近距离", "界址点", "优先保护单元", "重点管控单元", "水域", "长江干支流岸线", "生态保护红线", "县级行政区界线",
      ]))
    #expect(!legend(SiteMapDrawing(map).svg).contains("一般管控单元"))
    #expect(!SiteMapDrawing(map).svg.contains("水环境管控分区"))
    map.waters = []
    map.units.removeAll { $0.unitClass == .priority }
    map.counties = []
    let less = legend(SiteMapDrawing(map).svg)
    #expect(!less.contains("水域") && !less.contains("优先保护单元") && !less.contains("县级行政区界线"))
  }

  @Test("marks of the map: scale bar, north, reference system, approval number, sample mark")
  func furniture() throws {
    var map = try Sample.map()
    var svg = SiteMapDrawing(map).svg
    for words in [">北<", "中央经线 120°", "审图号：无（示范图，不得公开使用）", ">示范数据<", "最近\u{A0}936.41\u{A0}m", ">项目选址<", "29.3591\u{A0}hm²", ">800 m<"] {
      #expect(svg.contains(words), "\(words)")
    }
    map.isDemonstration = false
    map.approvalNumber = "苏S（2026）001号"
    svg = SiteMapDrawing(map).svg
    #expect(!svg.contains("示范数据") && svg.contains("审图号：苏S（2026）001号"))
  }

  @Test("classes differ in brightness by 15 of 255 or more, so that a grey print tells them apart")
  func grey() throws {
    let svg = SiteMapDrawing(
      try {
        var map = try Sample.map()
        map.units.append(.init(code: "ZH32128230001", name: "一般", unitClass: .general, geometry: map.units[0].geometry))
        return map
      }()
    ).svg
    var lumas: [Double] = []
    for fill in ["#9cc79f", "#f3c3bd", "#fdf6d3"] {
      try #require(svg.contains("fill=\"\(fill)\""))
      let rgb = (0..<3).map { i in Double(Int(fill.dropFirst(1 + 2 * i).prefix(2), radix: 16) ?? 0) }
      lumas.append(0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2])
    }
    let sorted = lumas.sorted()
    #expect(zip(sorted, sorted.dropFirst()).allSatisfy { $1 - $0 >= 15 })
    for hatch in ["url(#h45)", "url(#hh)", "url(#dots)"] { #expect(svg.contains(hatch)) }
  }

  @Test("a huge neighbour is cut to the window: nothing is drawn far beyond it")
  func clipped() throws {
    var map = try Sample.map()
    // A ragged ring of 60,000 points around the whole province.
    var shell: [GridPoint] = []
    for i in 0..<60_000 {
      let a = Double(i) / 60_000 * 2 * Double.pi
      shell.append(GridPoint(longitude: 119.5 + (3 + 0.01 * sin(900 * a)) * cos(a), latitude: 33 + (2.5 + 0.01 * sin(900 * a)) * sin(a)))
    }
    map.units = [.init(code: "ZH32000030001", name: "全省", unitClass: .general, geometry: .polygons([GridPolygon(shell: shell)]))]
    let svg = SiteMapDrawing(map).svg
    #expect(svg.utf8.count < 60_000)
    let ring = path(svg, "fill=\"#fdf6d3\"")
    #expect(ring.count >= 4)
    #expect(ring.allSatisfy { (-20...176).contains($0.x) && (-20...112).contains($0.y) })
    // The window lies wholly inside it.
    #expect(ring.map(\.x).min() ?? 0 < 0 && ring.map(\.x).max() ?? 0 > 156 && ring.map(\.y).min() ?? 0 < 0 && ring.map(\.y).max() ?? 0 > 92)
  }

  @Test("a site of 200,000 points is drawn with what a pen can show, and stays within 0.05 mm of itself")
  func simplified() throws {
    var points: [(Double, Double)] = []
    for i in 0..<200_000 {
      let a = Double(i) / 200_000 * 2 * Double.pi
      let r = 0.02 * (1 + 0.3 * sin(5 * a))
      points.append((120.33 + r * cos(a), 32 + 0.85 * r * sin(a)))
    }
    let frame = try SiteMapFrame(view: Sample.withSite(Sample.ring(points)))
    let began = ContinuousClock().now
    let svg = SiteMapDrawing(SiteMapContent(frame: frame, isDemonstration: true)).svg
    #expect(ContinuousClock().now - began < .seconds(2))
    #expect(svg.utf8.count < 80_000)
    let drawn = path(svg, siteStroke)
    #expect(drawn.count > 100 && drawn.count < 4000)
    // Its area on the sheet is that of the curve: ½∮r² dφ = π·0.02²·(1 + 0.3²/2)·0.85 square degrees.
    var twice = 0.0
    for (i, p) in drawn.enumerated() {
      let q = drawn[(i + 1) % drawn.count]
      twice += p.x * q.y - q.x * p.y
    }
    let metresPerDegree = 111_195.0
    let expected = Double.pi * 0.0004 * 1.045 * 0.85 * metresPerDegree * metresPerDegree * cos(32 * Double.pi / 180)
    let scale = Double(frame.scaleDenominator) / 1000
    #expect(abs(abs(twice) / 2 * scale * scale / expected - 1) < 0.01)
  }

  @Test("names are escaped, and a name past all reason does not break the sheet")
  func names() throws {
    var map = try Sample.map()
    map.units[0].name = "<b>\"&'甲" + String(repeating: "很长的名称", count: 60)
    let svg = SiteMapDrawing(map).svg
    #expect(svg.contains("&lt;b&gt;&quot;&amp;'甲"))
    let parser = XMLWellFormed(svg)
    #expect(parser.isBalanced)
  }

  @Test(
    "the scale holds the site, and the deciding feature where the site stays visible",
    arguments: [(0.0005, 0.002, 2000), (0.002, 0.008, 10_000), (0.0001, 0.3, 2000), (0.3, 0.1, 500_000)])
  func scales(size: Double, away: Double, scale: Int) {
    let site = FeatureGeometry.polygons([
      GridPolygon(shell: [
        GridPoint(longitude: 120, latitude: 32), GridPoint(longitude: 120 + size, latitude: 32),
        GridPoint(longitude: 120 + size, latitude: 32 + size / 2),
      ])
    ])
    let reach = SiteMapReach(from: GridPoint(longitude: 120, latitude: 32), to: GridPoint(longitude: 120 - away, latitude: 32), label: "最近")
    let frame = SiteMapFrame(site: site, reaches: [reach])
    #expect(frame.scaleDenominator == scale)
    #expect(frame.box.contains(GridPoint(longitude: 120 + size / 2, latitude: 32 + size / 8)))
  }

  @Test("what must be fetched holds the whole window")
  func fetchBox() throws {
    let frame = try Sample.map().frame
    // 156 × 92 mm at 1∶20,000 and a margin: 3,120 × 1,840 m.
    let width = Double(frame.box.maxX - frame.box.minX) / 1e8 * 111_195 * cos(32 * Double.pi / 180)
    let height = Double(frame.box.maxY - frame.box.minY) / 1e8 * 110_900
    #expect((3120...3500).contains(width))
    #expect((1840...2100).contains(height))
  }
}

/// Whether every element of an XML text is closed in its order.
struct XMLWellFormed {
  let isBalanced: Bool

  init(_ text: String) {
    var open: [Substring] = []
    for tag in text.matches(of: /<(\/?)([a-zA-Z]+)[^>]*?(\/?)>/) {
      if tag.output.1 == "/" {
        guard open.popLast() == tag.output.2 else {
          isBalanced = false
          return
        }
      } else if tag.output.3.isEmpty {
        open.append(tag.output.2)
      }
    }
    isBalanced = open.isEmpty
  }
}
