import Geometry
import Zoning

/// Names on the map: each finds free room, inside its area where it fits, else beside it on a leader.
extension SiteMapDrawing {
  /// Most units that are named besides those the site meets.
  private static let mostOtherUnits = 16
  /// More vertices than this are not numbered on the map.
  private static let mostVertices = 40

  /// Corners that belong to the mark, the arrow and the locator; the site itself keeps other names out.
  mutating func reserve(_ locator: SheetBox?) {
    if content.isDemonstration { field.take(SheetBox(x: 0, y: 0, width: 22, height: 8)) }
    field.take(SheetBox(x: Self.width - 15, y: 0, width: 15, height: 18))
    if let locator { field.take(locator) }
    for tick in ticks.across where tick.isLabelled { field.take(SheetBox(x: tick.at - 5, y: 0, width: 10, height: 5)) }
    for tick in ticks.up where tick.isLabelled { field.take(SheetBox(x: 0, y: tick.at - 5, width: 5, height: 10)) }
  }

  mutating func labelSite() {
    let size = 3.1
    let lines = frame.siteLabel
    let width = lines.map { SheetSVG.width($0, size: size) }.max() ?? 0
    let height = 3.6 * Double(lines.count)
    let inner = CellMask(covering: siteRings)
    let middle = siteCells.middle
    let inside = inner.count > 0 ? field.place(width: width + 2, height: height + 1, inside: inner, near: inner.middle) : nil
    field.take(siteCells)
    guard let box = inside ?? field.place(width: width + 1, height: height, inside: nil, near: middle, reach: 40) else { return }
    field.take(box)
    if inside == nil { vertexField.take(box) }
    let x = box.x + box.width / 2
    let top = box.y + (box.height - height) / 2
    for (i, line) in lines.enumerated() {
      sheet.label(
        x, top + 3 + 3.5 * Double(i), line,
        .init(size: i == 0 ? size : 2.5, isBold: i == 0, fill: inside == nil ? SiteMapStyle.site : "#000"))
    }
  }

  /// J1, J2 … as in the table, on the outer bisector of the two edges.
  mutating func labelVertices() {
    let corners = CornerPoints(frame.site, in: LocalZone(for: frame.site)).geometry
    guard case .polygons(let polygons) = corners, corners.vertexCount <= Self.mostVertices else { return }
    if let extent = SheetExtent(siteRings.flatMap { $0 }), extent.isSpeck { return }
    var number = 0
    var drawn = false
    for ring in polygons.flatMap(\.rings) {
      let points = ring.map(plotter.point)
      for (i, p) in points.enumerated() {
        number += 1
        guard p.isInWindow else { continue }
        drawn = true
        sheet.put(
          "<circle cx=\"\(SheetSVG.number(p.x))\" cy=\"\(SheetSVG.number(p.y))\" r=\".5\" fill=\"#fff\" stroke=\"\(SiteMapStyle.site)\" stroke-width=\".3\"/>"
        )
        let out = outward(points[(i + points.count - 1) % points.count], p, points[(i + 1) % points.count])
        let x = Double(p.x) / 100 + out.x * 2.8
        let y = Double(p.y) / 100 + out.y * 2.8
        let text = "J\(number)"
        let width = SheetSVG.width(text, size: 2.2)
        let box = SheetBox(x: x - width / 2, y: y - 1.2, width: width, height: 2.4)
        // Vertices that stand close keep their circles; a number that would cover another is left to the table.
        guard vertexField.isFree(box) else { continue }
        vertexField.take(box)
        field.take(box)
        sheet.label(x, y + 0.8, text, .init(size: 2.2, fill: "#900000"))
      }
    }
    if drawn { legend.append(LegendItem(rank: .site, label: "界址点", sign: .dot(SiteMapStyle.site))) }
  }

  /// The direction away from the site at a vertex, unit length.
  private func outward(_ a: SheetPoint, _ p: SheetPoint, _ b: SheetPoint) -> (x: Double, y: Double) {
    func toward(_ q: SheetPoint) -> (x: Double, y: Double) {
      let d = max(SheetLine.distance(p, q), 1)
      return (Double(q.x - p.x) / d, Double(q.y - p.y) / d)
    }
    let (u, v) = (toward(a), toward(b))
    var x = u.x + v.x
    var y = u.y + v.y
    let length = (x * x + y * y).squareRoot()
    if length < 1e-6 { (x, y) = (-u.y, u.x) } else { (x, y) = (x / length, y / length) }
    let probe = SheetPoint(x: p.x + Int(x * 40), y: p.y + Int(y * 40))
    return Self.contains(siteRings, probe) ? (-x, -y) : (x, y)
  }

  /// Whether a point lies inside rings, by the even-odd rule.
  static func contains(_ rings: [[SheetPoint]], _ p: SheetPoint) -> Bool {
    var inside = false
    for ring in rings {
      var a = ring[ring.count - 1]
      for b in ring {
        if (a.y > p.y) != (b.y > p.y), Double(p.x) < Double(a.x) + Double(b.x - a.x) * Double(p.y - a.y) / Double(b.y - a.y) {
          inside.toggle()
        }
        a = b
      }
    }
    return inside
  }

  mutating func labelUnits(_ units: [PlottedUnit]) {
    let met = Set(frame.metUnits)
    let seen = units.map { (unit: $0.unit, cells: CellMask(covering: $0.rings)) }.map { ($0.unit, $0.cells, $0.cells.count) }
    let order = seen.filter { $0.2 > 0 }.sorted { a, b in
      let (ma, mb) = (met.contains(a.0.code), met.contains(b.0.code))
      return ma != mb ? ma : (a.2 != b.2 ? a.2 > b.2 : a.0.code < b.0.code)
    }
    var others = 0
    for (unit, cells, count) in order {
      let isMet = met.contains(unit.code)
      if !isMet {
        others += 1
        if others > Self.mostOtherUnits || count < 30 { continue }
      }
      label(unit, cells, isMet: isMet)
    }
  }

  private mutating func label(_ unit: SiteMapContent.Unit, _ cells: CellMask, isMet: Bool) {
    let name = Self.folded(unit.name, at: 12)
    let size = isMet ? 2.7 : 2.4
    let width = max(name.map { SheetSVG.width($0, size: size) }.max() ?? 0, SheetSVG.width(unit.code, size: 2.1))
    let height = 3.1 * Double(name.count) + 2.8
    if let box = field.place(width: width + 1, height: height, inside: cells, near: cells.middle) {
      field.take(box)
      write(name, unit.code, size: size, isBold: isMet, at: box.x + box.width / 2, top: box.y, anchor: .middle)
      return
    }
    // Names of what the site does not meet are left out where they find no room of their own.
    guard isMet else { return }
    var free = cells
    for i in free.cells.indices where siteCells.cells[i] { free.cells[i] = false }
    guard let anchor = free.deepest ?? cells.deepest else { return }
    let around = SheetBox(x: anchor.x - 3, y: anchor.y - 2, width: 6, height: 4)
    guard let box = field.place(width: width + 1, height: height, inside: nil, near: anchor, reach: 45, beside: around) else { return }
    field.take(box)
    let isRight = box.x + box.width / 2 >= anchor.x
    let edge = isRight ? box.x : box.x + box.width
    let level = box.y + box.height / 2
    sheet.put(
      "<path d=\"M\(SheetSVG.number(anchor.x)) \(SheetSVG.number(anchor.y))L\(SheetSVG.number(edge)) \(SheetSVG.number(level))\" stroke=\"#000\" stroke-width=\".2\"/><circle cx=\"\(SheetSVG.number(anchor.x))\" cy=\"\(SheetSVG.number(anchor.y))\" r=\".4\"/>"
    )
    field.take(alongLine: [
      SheetPoint(x: Int(anchor.x * 100), y: Int(anchor.y * 100)), SheetPoint(x: Int(edge * 100), y: Int(level * 100)),
    ])
    write(name, unit.code, size: size, isBold: isMet, at: isRight ? edge + 0.4 : edge - 0.4, top: box.y, anchor: isRight ? .start : .end)
  }

  private mutating func write(
    _ name: [String], _ code: String, size: Double, isBold: Bool, at x: Double, top: Double, anchor: SheetSVG.Anchor
  ) {
    for (i, line) in name.enumerated() {
      sheet.label(x, top + 2.6 + 3.1 * Double(i), line, .init(size: size, anchor: anchor, isBold: isBold))
    }
    sheet.label(x, top + 2.2 + 3.1 * Double(name.count), code, .init(size: 2.1, anchor: anchor))
  }

  mutating func labelWaters() {
    var named: Set<String> = []
    for w in content.waters.sorted(by: { ($0.name, $0.geometry.vertexCount) < ($1.name, $1.geometry.vertexCount) }) where !w.name.isEmpty {
      let cells = CellMask(covering: plotter.rings(w.geometry))
      let count = cells.count
      guard count > 60, named.insert(w.name).inserted else { continue }
      let spaced = w.name.count <= 4 ? w.name.map(String.init).joined(separator: "　") : w.name
      let size = count > 600 ? 3.8 : 2.8
      guard let box = field.place(width: SheetSVG.width(spaced, size: size) + 1, height: size + 1, inside: cells, near: cells.middle) else {
        continue
      }
      field.take(box)
      sheet.label(box.x + box.width / 2, box.y + size, spaced, .init(size: size, fill: SiteMapStyle.waterName, halo: 0.5))
    }
  }

  /// A long name in two or more lines of about equal length.
  static func folded(_ name: String, at most: Int) -> [String] {
    let letters = Array(name)
    guard letters.count > most else { return [name] }
    let lines = min(3, (letters.count + most - 1) / most)
    let length = (letters.count + lines - 1) / lines
    var out: [String] = []
    for start in stride(from: 0, to: letters.count, by: length) {
      if out.count == 3 { break }
      out.append(String(letters[start..<min(start + length, letters.count)]))
    }
    // A name past all reason is cut on the map; the table has it whole.
    return out.map { $0.count > 24 ? String($0.prefix(23)) + "…" : $0 }
  }
}
