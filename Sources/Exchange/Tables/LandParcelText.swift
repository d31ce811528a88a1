import Geometry

/// Reads the land administration's exchange text: `[属性描述]` with the reference system, `[地块坐标]` with parcels ended by `@`.
///
/// A parcel's head is `界址点数,面积,编号,名称,面|线|点,图幅号,用途,地类,@`; its points are `J1,圈号,X,Y`, X to the north.
enum LandParcelText {
  static let coordinateSection = "[地块坐标]"
  static let attributeSection = "[属性描述]"

  static func read(_ text: String, limits: SiteLimits) throws(ExchangeError) -> RawSite {
    var section = ""
    var attributes: [String: String] = [:]
    var points: [RingGathering.Point] = []
    var parcel = 0
    var announced: Int?
    var counted = 0
    var head = (line: 0, text: "")
    var kinds: Set<String> = []
    var number = 0

    func checkCount() throws(ExchangeError) {
      guard let announced, announced != counted else { return }
      throw .badTableRow(line: head.line, text: head.text, reason: "写明 \(announced) 个界址点，实有 \(counted) 个，文件可能不完整")
    }

    for raw in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      number += 1
      let line = PlainText.trimmed(PlainText.halfWidth(String(raw)))
      if line.isEmpty { continue }
      let shown = line.count > 40 ? String(line.prefix(40)) + "…" : line
      if line.hasPrefix("[") {
        section = line
        continue
      }
      if section == attributeSection {
        if let equals = line.firstIndex(of: "=") {
          attributes[PlainText.trimmed(line[..<equals])] = PlainText.trimmed(line[line.index(after: equals)...])
        }
        continue
      }
      guard section == coordinateSection else { continue }
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map { PlainText.trimmed($0) }
      if cells.last == "@" {
        try checkCount()
        parcel += 1
        announced = Int(cells[0])
        counted = 0
        head = (number, shown)
        if let kind = cells.first(where: { ["面", "线", "点"].contains($0) }) { kinds.insert(kind) }
        continue
      }
      guard cells.count >= 4 else { throw .badTableRow(line: number, text: shown, reason: "应为“点号,圈号,X,Y”四项") }
      if [cells[2], cells[3]].contains(where: { ["nan", "inf", "-inf", "infinity"].contains($0.lowercased()) }) {
        throw .notFinite(place: "坐标表第 \(number) 行")
      }
      guard let x = AngleText(cells[2]), let y = AngleText(cells[3]) else {
        throw .badTableRow(line: number, text: shown, reason: "X、Y 应为数")
      }
      counted += 1
      points.append(RingGathering.Point(group: "\(parcel)/\(cells[1])", position: RawPoint(x.degrees, y.degrees)))
      if points.count > limits.vertices { throw .tooManyVertices(count: points.count, limit: limits.vertices) }
    }
    try checkCount()
    if points.isEmpty { throw .noCoordinates }
    guard kinds.count <= 1 else { throw .mixedShapes(kinds.sorted()) }
    let shape: SiteShape = kinds == ["线"] ? .line : kinds == ["点"] ? .point : .area
    var (figure, said) = try RingGathering.figure(points, shape: shape, limits: limits)
    let stated = try system(attributes, &figure)
    return RawSite(
      format: .landParcelText, figure: figure, statedSystem: stated, axes: .northFirst,
      assumed: said.assumed, notes: said.notes)
  }

  /// The reference system of the attribute section; in a 6-degree zone the prefix is taken off the eastings.
  private static func system(_ attributes: [String: String], _ figure: inout RawGeometry) throws(ExchangeError) -> RawSite.StatedSystem? {
    guard let name = attributes["坐标系"], !name.isEmpty else { return nil }
    guard name.contains("2000") else { throw .datumNotTaken(name: name) }
    if attributes["计量单位"] == "度" { return RawSite.StatedSystem(text: name, origin: "坐标系", readableName: "EPSG:4490") }
    guard let zone = attributes["带号"].flatMap({ Int($0) }), (1...60).contains(zone) else { return nil }
    let isWide = attributes["几度分带"] == "6"
    let meridian = isWide ? zone * 6 - 3 : zone * 3
    let prefix = Double(zone) * 1e6
    let prefixed = figure.points.allSatisfy { $0.y > prefix && $0.y < prefix + 1e6 }
    if isWide, prefixed { figure = figure.mapped { RawPoint($0.x, $0.y - prefix) } }
    let zoneWord = prefixed && !isWide ? " 带号\(meridian / 3)" : ""
    return RawSite.StatedSystem(
      text: "\(name)，\(isWide ? 6 : 3) 度带，带号 \(zone)", origin: "坐标系", readableName: "CGCS2000 高斯 中央经线\(meridian)" + zoneWord)
  }
}
