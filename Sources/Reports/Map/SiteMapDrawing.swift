import Geometry
import Zoning

/// The site map of a report as SVG at true scale: one user unit is a millimetre of paper.
///
/// Nothing depends on the order in which content arrives; the same content gives the same text.
package struct SiteMapDrawing {
  let content: SiteMapContent
  let frame: SiteMapFrame
  let plotter: MapPlotter
  var sheet = SheetSVG()
  var field = LabelField()
  /// Numbers of vertices keep clear of each other, but may stand over the site.
  var vertexField = LabelField()
  var legend: [LegendItem] = []
  /// Cells that the site covers.
  var siteCells = CellMask()
  var siteRings: [[SheetPoint]] = []
  var siteLines: [[SheetPoint]] = []
  var sitePoints: [SheetPoint] = []

  static let width = SiteMapFrame.widthMillimetres
  static let height = SiteMapFrame.heightMillimetres

  package init(_ content: SiteMapContent) {
    self.content = content
    frame = content.frame
    plotter = MapPlotter(content.frame)
  }

  /// The whole sheet: window, names, frame, legend.
  package var svg: String {
    var drawing = self
    return drawing.draw()
  }

  private mutating func draw() -> String {
    plotSite()
    let units = plottedUnits
    drawUnits(units)
    drawZones()
    drawCounties()
    drawTicks()
    drawSite()
    let locator = locatorBox
    reserve(locator)
    drawReaches()
    labelSite()
    labelVertices()
    labelUnits(units)
    labelWaters()
    drawNorthArrow()
    if content.isDemonstration { drawSampleMark() }
    if let locator { drawLocator(in: locator) }
    drawFrame(besides: locator)
    let strip = drawLegend()
    let total = Self.height + strip
    let n = SheetSVG.number(total)
    let w = SheetSVG.number(Self.width)
    let h = SheetSVG.number(Self.height)
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(w)mm" height="\(n)mm" viewBox="0 0 \(w) \(n)" font-family="\(SheetSVG.family)">
      <defs>\(SiteMapStyle.hatches)<clipPath id="w"><rect width="\(w)" height="\(h)"/></clipPath></defs>
      <rect width="\(w)" height="\(n)" fill="#fff"/>
      <g clip-path="url(#w)"><rect width="\(w)" height="\(h)" fill="\(SiteMapStyle.ground)"/>
      \(sheet.text)<rect x=".2" y=".2" width="\(SheetSVG.number(Self.width - 0.4))" height="\(SheetSVG.number(total - 0.4))" fill="none" stroke="#000" stroke-width=".4"/>
      </svg>

      """
  }

  // MARK: what lies below

  struct PlottedUnit {
    var unit: SiteMapContent.Unit
    var rings: [[SheetPoint]]
  }

  /// General first, priority on top; then by code.
  private var plottedUnits: [PlottedUnit] {
    func rank(_ c: UnitClass) -> Int {
      switch c {
      case .general: 0
      case .key: 1
      case .priority: 2
      }
    }
    return content.units.sorted { (rank($0.unitClass), $0.code) < (rank($1.unitClass), $1.code) }
      .map { PlottedUnit(unit: $0, rings: plotter.rings($0.geometry)) }.filter { !$0.rings.isEmpty }
  }

  /// Class colours, then the waters, then hatches and outlines, so that a lake that is itself a unit shows both.
  private mutating func drawUnits(_ units: [PlottedUnit]) {
    for u in units { sheet.shape(u.rings, closed: true, "fill=\"\(SiteMapStyle.unit(u.unit.unitClass).fill)\" fill-rule=\"evenodd\"") }
    let waters = content.waters.sorted { ($0.name, $0.geometry.vertexCount) < ($1.name, $1.geometry.vertexCount) }
    var hasWater = false
    for w in waters {
      let rings = plotter.rings(w.geometry)
      if !rings.isEmpty {
        hasWater = true
        sheet.shape(rings, closed: true, "fill=\"\(SiteMapStyle.water)\" fill-rule=\"evenodd\"")
      } else if case .lines = w.geometry {
        let lines = plotter.lines(w.geometry)
        if !lines.isEmpty { hasWater = true }
        sheet.shape(lines, closed: false, "fill=\"none\" stroke=\"\(SiteMapStyle.water)\" stroke-width=\"1.1\" stroke-linejoin=\"round\"")
      }
    }
    for u in units {
      let style = SiteMapStyle.unit(u.unit.unitClass)
      sheet.shape(
        u.rings, closed: true,
        "fill=\"url(#\(style.hatch))\" fill-rule=\"evenodd\" stroke=\"#555\" stroke-width=\".28\" stroke-linejoin=\"round\"")
    }
    for c in UnitClass.allCases where units.contains(where: { $0.unit.unitClass == c }) {
      let style = SiteMapStyle.unit(c)
      legend.append(LegendItem(rank: .unit, label: style.label, sign: .hatched(fill: style.fill, hatch: style.hatch)))
    }
    if hasWater { legend.append(LegendItem(rank: .water, label: "水域", sign: .filled(SiteMapStyle.water))) }
  }

  private mutating func drawZones() {
    var layers: [String: (group: LayerDescriptor.Group, lines: [[SheetPoint]])] = [:]
    for z in content.zones.sorted(by: { ($0.layerTitle, $0.code, $0.name) < ($1.layerTitle, $1.code, $1.name) })
    where SiteMapStyle.line(z.group) != nil {
      let lines = plotter.lines(z.geometry)
      if lines.isEmpty { continue }
      layers[z.layerTitle, default: (z.group, [])].lines += lines
    }
    var index: [LayerDescriptor.Group: Int] = [:]
    let groups = LayerDescriptor.Group.allCases
    let ordered = layers.sorted { a, b in
      let (ra, rb) = (groups.firstIndex(of: a.value.group) ?? 0, groups.firstIndex(of: b.value.group) ?? 0)
      return (ra, a.key) < (rb, b.key)
    }
    for (title, layer) in ordered {
      guard let pen = SiteMapStyle.line(layer.group) else { continue }
      let dashes = SiteMapStyle.dashes(layer.group, index[layer.group, default: 0])
      index[layer.group, default: 0] += 1
      let stroke = "stroke=\"\(pen.colour)\" stroke-width=\"\(pen.width)\"" + (dashes.isEmpty ? "" : " stroke-dasharray=\"\(dashes)\"")
      sheet.shape(layer.lines, closed: false, "fill=\"none\" stroke=\"#fff\" stroke-width=\".9\" stroke-opacity=\".7\"")
      sheet.shape(layer.lines, closed: false, "fill=\"none\" \(stroke)")
      legend.append(LegendItem(rank: .zone, label: title, sign: .line(stroke)))
    }
  }

  private mutating func drawCounties() {
    var drawn = false
    for c in content.counties.sorted(by: { $0.code < $1.code }) {
      let lines = plotter.lines(c.geometry).filter {
        $0.contains { (0...Int(Self.width * 100)).contains($0.x) && (0...Int(Self.height * 100)).contains($0.y) }
      }
      if lines.isEmpty { continue }
      drawn = true
      sheet.shape(lines, closed: false, "fill=\"none\" \(SiteMapStyle.countyLine)")
    }
    if drawn || locatorBox != nil { legend.append(LegendItem(rank: .border, label: "县级行政区界线", sign: .line(SiteMapStyle.countyLine))) }
  }

  var locatorCounty: SiteMapContent.County? { content.counties.first { $0.code == content.locatorCounty } }

  // MARK: the site

  private mutating func plotSite() {
    siteRings = plotter.rings(frame.site)
    if case .lines = frame.site { siteLines = plotter.lines(frame.site) }
    if case .points(let points) = frame.site { sitePoints = points.map(plotter.point) }
    siteCells = CellMask(covering: siteRings)
    for ring in siteRings { siteCells.add(alongLine: ring + ring.prefix(1)) }
    for line in siteLines { siteCells.add(alongLine: line) }
    for p in sitePoints { siteCells.add(SheetBox(x: Double(p.x) / 100 - 1.5, y: Double(p.y) / 100 - 1.5, width: 3, height: 3)) }
  }

  private mutating func drawSite() {
    let outline = "stroke=\"\(SiteMapStyle.site)\" stroke-width=\".75\" stroke-linejoin=\"round\" stroke-linecap=\"round\""
    sheet.shape(
      siteRings, closed: true,
      "fill=\"#fff\" fill-opacity=\".45\" fill-rule=\"evenodd\" stroke=\"#fff\" stroke-width=\"1.5\" stroke-linejoin=\"round\"")
    sheet.shape(siteRings, closed: true, "fill=\"none\" \(outline)")
    sheet.shape(siteLines, closed: false, "fill=\"none\" stroke=\"#fff\" stroke-width=\"1.5\" stroke-linejoin=\"round\"")
    sheet.shape(siteLines, closed: false, "fill=\"none\" \(outline)")
    var marks = sitePoints
    let all = siteRings.flatMap { $0 } + siteLines.flatMap { $0 }
    if let extent = SheetExtent(all), extent.isSpeck { marks.append(extent.middle) }
    for p in marks {
      let (x, y) = (SheetSVG.number(p.x), SheetSVG.number(p.y))
      sheet.put("<circle cx=\"\(x)\" cy=\"\(y)\" r=\"1.6\" fill=\"none\" stroke=\"#fff\" stroke-width=\"1.3\"/>")
      sheet.put("<circle cx=\"\(x)\" cy=\"\(y)\" r=\"1.6\" fill=\"none\" stroke=\"\(SiteMapStyle.site)\" stroke-width=\".6\"/>")
      sheet.put("<circle cx=\"\(x)\" cy=\"\(y)\" r=\".35\" fill=\"\(SiteMapStyle.site)\"/>")
    }
    switch frame.site {
    case .polygons: legend.append(LegendItem(rank: .site, label: "项目选址范围", sign: .outlined(SiteMapStyle.site)))
    case .lines:
      legend.append(LegendItem(rank: .site, label: "项目选址（中心线）", sign: .line("stroke=\"\(SiteMapStyle.site)\" stroke-width=\".75\"")))
    case .points: legend.append(LegendItem(rank: .site, label: "项目选址（点位）", sign: .ring(SiteMapStyle.site)))
    }
  }

  private mutating func drawReaches() {
    var drawn = false
    for reach in frame.reaches {
      let line = [plotter.point(reach.from), plotter.point(reach.to)]
      guard line[0].isInWindow || line[1].isInWindow else { continue }
      drawn = true
      sheet.shape([line], closed: false, "fill=\"none\" \(SiteMapStyle.reachLine)")
      for p in line where p.isInWindow {
        sheet.put("<circle cx=\"\(SheetSVG.number(p.x))\" cy=\"\(SheetSVG.number(p.y))\" r=\".55\" fill=\"#000\"/>")
      }
      field.take(alongLine: line)
      let width = SheetSVG.width(reach.label, size: 2.5) + 1
      // The label stands where the visible part of the line has its middle.
      let visible = (0...40).map { t in
        SheetPoint(x: line[0].x + (line[1].x - line[0].x) * t / 40, y: line[0].y + (line[1].y - line[0].y) * t / 40)
      }.filter(\.isInWindow)
      let middle = visible[visible.count / 2]
      var free = field
      free.take(siteCells)
      let near = (Double(middle.x) / 100, Double(middle.y) / 100)
      guard let box = free.place(width: width, height: 3.4, inside: nil, near: near, reach: 25) else { continue }
      field.take(box)
      vertexField.take(box)
      sheet.label(box.x + box.width / 2, box.y + 2.6, reach.label, .init(size: 2.5, isBold: true))
    }
    if drawn { legend.append(LegendItem(rank: .site, label: "最近距离", sign: .line(SiteMapStyle.reachLine))) }
  }
}

extension SheetPoint {
  var isInWindow: Bool {
    x >= 0 && y >= 0 && x <= Int(SiteMapFrame.widthMillimetres * 100) && y <= Int(SiteMapFrame.heightMillimetres * 100)
  }
}

/// The extent of points on the sheet.
struct SheetExtent {
  var left = Int.max
  var right = Int.min
  var top = Int.max
  var bottom = Int.min

  init?(_ points: [SheetPoint]) {
    if points.isEmpty { return nil }
    for p in points {
      left = min(left, p.x)
      right = max(right, p.x)
      top = min(top, p.y)
      bottom = max(bottom, p.y)
    }
  }

  /// Too small to be seen without a ring around it.
  var isSpeck: Bool { right - left < 200 && bottom - top < 200 }
  var middle: SheetPoint { SheetPoint(x: (left + right) / 2, y: (top + bottom) / 2) }
}
