import Geometry
import Zoning

/// One entry of the legend.
struct LegendItem: Hashable {
  enum Sign: Hashable {
    case hatched(fill: String, hatch: String)
    case filled(String)
    case outlined(String)
    case line(String)
    case dot(String)
    case ring(String)
  }

  /// Entries stand in this order, and among themselves as they were drawn.
  enum Rank: Int, Comparable {
    case site, unit, water, zone, border

    static func < (a: Rank, b: Rank) -> Bool { a.rawValue < b.rawValue }
  }

  var rank: Rank
  var label: String
  var sign: Sign
}

/// A mark of the kilometre grid, millimetres along its edge.
struct GridTick {
  var at: Double
  var label: String
  var isLabelled: Bool
}

/// What a map carries besides the land: grid, arrow, mark, locator, frame, legend and scale bar.
extension SiteMapDrawing {
  /// Metres between two marks of the grid: a round step of 20 to 60 mm.
  var tickStep: Int {
    let wanted = Double(frame.scaleDenominator) * 0.02
    var step = 10
    while Double(step) < wanted { step = Self.next(step) }
    return step
  }

  /// 1, 2, 5, 10 …
  private static func next(_ step: Int) -> Int {
    var power = 1
    while step / power >= 10 { power *= 10 }
    switch step / power {
    case 1: return 2 * power
    case 2: return 5 * power
    default: return 10 * power
    }
  }

  var ticks: (across: [GridTick], up: [GridTick]) {
    let step = tickStep
    let scale = 1000 / Double(frame.scaleDenominator)
    func marks(_ centre: Double, _ length: Double, flipped: Bool, room: (Double) -> Bool) -> [GridTick] {
      let half = length / 2 / scale
      var out: [GridTick] = []
      var k = Int(((centre - half) / Double(step)).rounded(.up))
      while Double(k * step) <= centre + half {
        let offset = (Double(k * step) - centre) * scale
        let at = flipped ? length / 2 - offset : length / 2 + offset
        out.append(GridTick(at: at, label: Self.kilometres(k * step), isLabelled: room(at)))
        k += 1
      }
      return out
    }
    let left = content.isDemonstration ? 26.0 : 8
    return (
      marks(frame.centre.east, Self.width, flipped: false) { $0 > left && $0 < Self.width - 18 },
      marks(frame.centre.north, Self.height, flipped: true) { $0 > 14 && $0 < Self.height - 6 }
    )
  }

  /// Metres as kilometres without needless zeros.
  static func kilometres(_ metres: Int) -> String {
    let whole = metres / 1000
    let rest = metres % 1000
    if rest == 0 { return String(whole) }
    var digits = String(rest + 1000).dropFirst()
    while digits.last == "0" { digits = digits.dropLast() }
    return "\(whole).\(digits)"
  }

  mutating func drawTicks() {
    let (across, up) = ticks
    for a in across {
      for u in up {
        let (x, y) = (a.at, u.at)
        sheet.put(
          "<path d=\"M\(SheetSVG.number(x - 0.9)) \(SheetSVG.number(y))h1.8M\(SheetSVG.number(x)) \(SheetSVG.number(y - 0.9))v1.8\" stroke=\"#777\" stroke-width=\".12\"/>"
        )
      }
    }
  }

  mutating func drawNorthArrow() {
    sheet.put(
      "<g transform=\"translate(\(SheetSVG.number(Self.width - 9)) 6)\"><path d=\"M0 0L2.6 9.6L0 7.6L-2.6 9.6Z\" fill=\"#fff\" stroke=\"#000\" stroke-width=\".25\" stroke-linejoin=\"round\"/><path d=\"M0 0V7.6L-2.6 9.6Z\" fill=\"#000\"/></g>"
    )
    sheet.label(Self.width - 9, 5, "北", .init(size: 3, isBold: true))
  }

  mutating func drawSampleMark() {
    sheet.put("<rect x=\"2\" y=\"2\" width=\"18\" height=\"5\" fill=\"#fff\" stroke=\"#000\" stroke-width=\".25\"/>")
    sheet.label(11, 5.6, "示范数据", .init(size: 3.1, isBold: true, halo: 0))
  }

  /// The frame with the grid's figures, closing the clipped window.
  mutating func drawFrame(besides locator: SheetBox?) {
    let (across, up) = ticks
    let (w, h) = (SheetSVG.number(Self.width), SheetSVG.number(Self.height))
    for t in across where t.isLabelled { sheet.label(t.at, 4, t.label, .init(size: 2)) }
    for t in up where t.isLabelled {
      if let l = locator, l.x < 5, t.at > l.y - 5, t.at < l.y + l.height + 5 { continue }
      sheet.label(4, t.at, t.label, .init(size: 2, degrees: -90))
    }
    sheet.put("</g>")
    sheet.put("<path d=\"M0 \(h)H\(w)\" stroke=\"#000\" stroke-width=\".3\"/>")
    var marks = ""
    for t in across { marks += "M\(SheetSVG.number(t.at)) 0v1.6M\(SheetSVG.number(t.at)) \(h)v-1.6" }
    for t in up { marks += "M0 \(SheetSVG.number(t.at))h1.6M\(w) \(SheetSVG.number(t.at))h-1.6" }
    if !marks.isEmpty { sheet.put("<path d=\"\(marks)\" stroke=\"#000\" stroke-width=\".25\"/>") }
  }

  // MARK: locator

  private static let locatorSize = (width: 36.0, height: 22.0)

  /// A corner for the locator that covers neither the site nor a distance; nil where there is none, or no county to show.
  var locatorBox: SheetBox? {
    guard let county = locatorCounty else { return nil }
    // A map that shows the county itself needs none.
    let extent = PlaneBox(county.geometry.box.corners.map(frame.zone.position))
    let scale = 1000 / Double(frame.scaleDenominator)
    if extent.width * scale < Self.width * 1.2 && extent.height * scale < Self.height * 1.2 { return nil }
    let (w, h) = Self.locatorSize
    var busy = siteCells
    for r in frame.reaches { busy.add(alongLine: [plotter.point(r.from), plotter.point(r.to)]) }
    let corners = [
      SheetBox(x: 1.5, y: Self.height - h - 1.5, width: w, height: h),
      SheetBox(x: Self.width - w - 1.5, y: Self.height - h - 1.5, width: w, height: h),
      SheetBox(x: 1.5, y: 9, width: w, height: h),
    ]
    return corners.first { corner in
      var cells = CellMask()
      cells.add(SheetBox(x: corner.x - 4, y: corner.y - 4, width: corner.width + 8, height: corner.height + 8))
      return !zip(cells.cells, busy.cells).contains { $0 && $1 }
    }
  }

  /// The county's outline with the window in it.
  mutating func drawLocator(in box: SheetBox) {
    guard let county = locatorCounty, case .polygons(let polygons) = county.geometry else { return }
    let whole = county.geometry.box
    let extent = PlaneBox(whole.corners.map(frame.zone.position))
    let scale = min((box.width - 4) / extent.width, (box.height - 4) / extent.height)
    let middle = box.middle
    func place(_ p: (east: Double, north: Double)) -> SheetPoint {
      SheetPoint(
        x: Int(((middle.x + (p.east - extent.centre.east) * scale) * 100).rounded()),
        y: Int(((middle.y - (p.north - extent.centre.north) * scale) * 100).rounded()))
    }
    sheet.put(Self.rectangle(box, "fill=\"#fff\""))
    // Every so many vertices are enough for an outline of this size.
    let count = county.geometry.vertexCount
    let stride = max(1, count / 3000)
    let outline = polygons.flatMap(\.rings).compactMap { ring -> [SheetPoint]? in
      let few = ring.enumerated().filter { $0.offset % stride == 0 }.map { place(frame.zone.position($0.element)) }
      let line = SheetLine.simplified(few, closed: true, tolerance: 8)
      return line.count >= 3 ? line : nil
    }
    sheet.shape(outline, closed: true, "fill=\"#eee\" fill-rule=\"evenodd\" \(SiteMapStyle.countyLine)")
    let half = (Self.width * Double(frame.scaleDenominator) / 2000, Self.height * Double(frame.scaleDenominator) / 2000)
    let a = place((frame.centre.east - half.0, frame.centre.north + half.1))
    let b = place((frame.centre.east + half.0, frame.centre.north - half.1))
    let right = Int((box.x + box.width) * 100)
    let bottom = Int((box.y + box.height) * 100)
    let window = SheetBox(
      x: Double(max(a.x, Int(box.x * 100))) / 100, y: Double(max(a.y, Int(box.y * 100))) / 100,
      width: Double(max(60, min(b.x, right) - max(a.x, Int(box.x * 100)))) / 100,
      height: Double(max(40, min(b.y, bottom) - max(a.y, Int(box.y * 100)))) / 100)
    sheet.put(Self.rectangle(window, "fill=\"none\" stroke=\"\(SiteMapStyle.site)\" stroke-width=\".4\""))
    sheet.label(box.x + 1, box.y + 3.4, county.name, .init(size: 2.5, anchor: .start, isBold: true))
    sheet.put(Self.rectangle(box, "fill=\"none\" stroke=\"#000\" stroke-width=\".25\""))
  }

  static func rectangle(_ b: SheetBox, _ attributes: String) -> String {
    "<rect x=\"\(SheetSVG.number(b.x))\" y=\"\(SheetSVG.number(b.y))\" width=\"\(SheetSVG.number(b.width))\" height=\"\(SheetSVG.number(b.height))\" \(attributes)/>"
  }

  // MARK: legend

  private static let legendColumns = 3
  private static let legendRow = 5.2

  /// Draws the strip under the window and returns its height.
  mutating func drawLegend() -> Double {
    let rows = max(4, (legend.count + Self.legendColumns - 1) / Self.legendColumns)
    // A stable sort by rank.
    let ordered = legend.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }.map(\.element)
    for (i, item) in ordered.enumerated() {
      let x = 3 + Double(i / rows) * 34.3
      let y = Self.height + 3 + Double(i % rows) * Self.legendRow
      draw(item, x, y)
    }
    drawScaleBar()
    return 3.4 + Double(rows) * Self.legendRow
  }

  private mutating func draw(_ item: LegendItem, _ x: Double, _ y: Double) {
    let box = SheetBox(x: x, y: y, width: 7, height: 3.6)
    let (left, middle) = (SheetSVG.number(x), SheetSVG.number(y + 1.8))
    switch item.sign {
    case .hatched(let fill, let hatch):
      sheet.put(Self.rectangle(box, "fill=\"\(fill)\""))
      sheet.put(Self.rectangle(box, "fill=\"url(#\(hatch))\" stroke=\"#555\" stroke-width=\".25\""))
    case .filled(let fill): sheet.put(Self.rectangle(box, "fill=\"\(fill)\" stroke=\"#555\" stroke-width=\".15\""))
    case .outlined(let stroke):
      sheet.put(
        Self.rectangle(SheetBox(x: x + 0.4, y: y + 0.2, width: 6.2, height: 3.2), "fill=\"#fff\" stroke=\"\(stroke)\" stroke-width=\".75\"")
      )
    case .line(let stroke): sheet.put("<path d=\"M\(left) \(middle)h7\" fill=\"none\" \(stroke)/>")
    case .dot(let stroke):
      sheet.put(
        "<circle cx=\"\(SheetSVG.number(x + 3.5))\" cy=\"\(middle)\" r=\".6\" fill=\"#fff\" stroke=\"\(stroke)\" stroke-width=\".3\"/>")
    case .ring(let stroke):
      sheet.put(
        "<circle cx=\"\(SheetSVG.number(x + 3.5))\" cy=\"\(middle)\" r=\"1.6\" fill=\"none\" stroke=\"\(stroke)\" stroke-width=\".6\"/>")
    }
    // What stands in brackets at the end explains the name and goes first.
    let name = item.label.count > 12 && item.label.hasSuffix("）") ? item.label.prefix { $0 != "（" } : item.label[...]
    let label = name.count > 12 ? String(name.prefix(11)) + "…" : String(name)
    // Long titles are set smaller so that they stay in their column.
    let size = min(2.4, 25 / max(1, SheetSVG.width(label, size: 1)))
    sheet.label(x + 8.4, y + 2.6, label, .init(size: size, anchor: .start, halo: 0))
  }

  private mutating func drawScaleBar() {
    let scale = frame.scaleDenominator
    let perMetre = 1000 / Double(scale)
    var step = 1
    while Double(Self.next(step)) * perMetre <= 11 { step = Self.next(step) }
    let length = Double(step) * perMetre
    let x = 107.0
    let y = Self.height + 5.4
    for k in 0..<4 {
      sheet.put(
        Self.rectangle(
          SheetBox(x: x + Double(k) * length, y: y, width: length, height: 1.3),
          "fill=\"\(k % 2 == 0 ? "#000" : "#fff")\" stroke=\"#000\" stroke-width=\".2\""))
    }
    for k in [0, 2, 4] {
      let metres = k * step
      let text = k == 0 ? "0" : step >= 500 ? Self.kilometres(metres) + (k == 4 ? " km" : "") : "\(metres)" + (k == 4 ? " m" : "")
      sheet.label(x + Double(k) * length, y - 0.8, text, .init(size: 2.2, halo: 0))
    }
    let approval = content.approvalNumber ?? (content.isDemonstration ? "无（示范图，不得公开使用）" : "无（不得公开使用）")
    let lines = [
      "比例尺 1∶\(Self.grouped(scale))（A4原大）", "CGCS2000 3度带高斯投影，中央经线 \(frame.zone.centralMeridian)°", "图廓注记：千米", "审图号：\(approval)",
    ]
    for (i, line) in lines.enumerated() {
      sheet.label(106.2, Self.height + 10.9 + Double(i) * 3.6, line, .init(size: 2.3, anchor: .start, halo: 0))
    }
  }

  static func grouped(_ n: Int) -> String {
    let digits = Array(String(n))
    var out = ""
    for (i, d) in digits.enumerated() {
      if i > 0, (digits.count - i) % 3 == 0 { out += "\u{A0}" }
      out.append(d)
    }
    return out
  }
}
