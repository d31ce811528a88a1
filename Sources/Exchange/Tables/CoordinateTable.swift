import Geometry

/// Reads a pasted coordinate table (界址点表): degrees, degrees-minutes-seconds or metres, with or without a header.
struct CoordinateTable {
  /// One point with the ring it belongs to.
  private struct Point {
    var line: Int
    var position: RawPoint
    var group: String
  }

  private let rows: [TableRow]
  private let limits: SiteLimits
  private let shape: SiteShape?
  private var points: [Point] = []
  private var axes: AxisOrder?
  private var inDegrees = false
  private var assumed: [SiteAssumption] = []
  private var notes: [String] = []
  private var system: RawSite.StatedSystem?
  /// Lines that state the reference system.
  private var statementLines: Set<Int> = []

  static func read(_ text: String, shape: SiteShape?, limits: SiteLimits) throws(ExchangeError) -> RawSite {
    var table = CoordinateTable(rows: try TableRows.cut(text, limits: limits), limits: limits, shape: shape)
    try table.readRows()
    if table.points.count > limits.vertices { throw .tooManyVertices(count: table.points.count, limit: limits.vertices) }
    let (figure, said) = try RingGathering.figure(
      table.points.map { RingGathering.Point(group: $0.group, position: $0.position) }, shape: shape, limits: limits)
    return RawSite(
      format: .coordinateTable, figure: figure, statedSystem: table.system, axes: table.axes,
      inDegrees: table.inDegrees, assumed: table.assumed + said.assumed, notes: table.notes + said.notes)
  }

  private init(rows: [TableRow], limits: SiteLimits, shape: SiteShape?) {
    self.rows = rows
    self.limits = limits
    self.shape = shape
  }

  private mutating func readRows() throws(ExchangeError) {
    var header: (at: Int, header: TableHeader)?
    for (i, row) in rows.enumerated() {
      // A header comes before the first point.
      if row.values.count >= 2 { break }
      if let found = TableHeader(cells: row.cells) ?? TableHeader(cells: TableRows.loosened(row).cells) {
        header = (i, found)
        break
      }
    }
    for row in rows[..<(header?.at ?? rows.count)] where row.values.count < 2 {
      if takeStatement(row) {
        statementLines.insert(row.line)
      } else if header != nil {
        skip(row, isSeparator: false)
      }
    }
    if let header {
      try readUnder(header.header, rows[(header.at + 1)...])
    } else {
      try readWithoutHeader()
    }
    if points.isEmpty { throw .noCoordinates }
  }

  /// A line such as `坐标系：2000国家大地坐标系，中央子午线120°` states the reference system.
  private mutating func takeStatement(_ row: TableRow) -> Bool {
    let line = PlainText.trimmed(PlainText.halfWidth(row.text))
    guard let colon = line.firstIndex(where: { $0 == ":" || $0 == "=" }) else { return false }
    let key = line[..<colon].filter { !$0.isWhitespace }.lowercased()
    guard ["坐标系", "坐标系统", "坐标参考系", "坐标参考系统", "crs"].contains(key) else { return false }
    let name = PlainText.trimmed(line[line.index(after: colon)...])
    guard !name.isEmpty else { return false }
    system = RawSite.StatedSystem(text: name, origin: "坐标系", readableName: name)
    return true
  }

  // MARK: With a header

  private mutating func readUnder(_ header: TableHeader, _ rows: ArraySlice<TableRow>) throws(ExchangeError) {
    axes = header.axes
    inDegrees = header.inDegrees
    var block = 0
    var packed = false
    for row in rows {
      if row.cells.isEmpty || (row.values.isEmpty && !Self.isNotFinite(row)) || TableHeader(cells: row.cells) != nil {
        if !row.cells.isEmpty, !points.isEmpty { block += 1 }
        skip(row, isSeparator: true)
        continue
      }
      if row.values.count == 1, Self.isRemark(row) {
        skip(row, isSeparator: false)
        continue
      }
      guard row.cells.count > max(header.first, header.second) else {
        throw .badTableRow(line: row.line, text: Self.shown(row), reason: "缺少坐标列，请与表头对齐")
      }
      var numbers: [Double] = []
      for (k, column) in [header.first, header.second].enumerated() {
        let cell = row.cells[column]
        if Self.isNotFinite(cell) { throw .notFinite(place: "坐标表第 \(row.line) 行") }
        guard let angle = AngleText(cell) else {
          throw .badTableRow(line: row.line, text: Self.shown(row), reason: cell.isEmpty ? "缺少一个坐标" : "“\(cell)”不是坐标")
        }
        var value = angle.degrees
        inDegrees = inDegrees || angle.isMarked
        if header.inDegrees, let axes {
          let east = (axes == .eastFirst) == (k == 0)
          if let side = angle.isEast, side != east {
            throw .badTableRow(line: row.line, text: Self.shown(row), reason: "“\(cell)”的东经、北纬与表头相反")
          }
          if !angle.isMarked, let degrees = AngleText.packed(value, east: east) {
            value = degrees
            packed = true
          }
        }
        numbers.append(value)
      }
      let keys = header.groups.map { $0 < row.cells.count ? row.cells[$0] : "" }
      points.append(
        Point(line: row.line, position: RawPoint(numbers[0], numbers[1]), group: ([String(block)] + keys).joined(separator: "/")))
    }
    if packed {
      assumed.append(SiteAssumption(what: "angles", value: "dddmmss.s", why: "表头为经度、纬度，数值按连写的度分秒读"))
    }
  }

  // MARK: Without a header

  private mutating func readWithoutHeader() throws(ExchangeError) {
    var data: [(row: TableRow, block: Int)] = []
    var blanks: [Int: Int] = [:]
    var block = 0
    var blankRun = 0
    for raw in rows {
      let row = TableRows.loosened(raw)
      if row.cells.isEmpty {
        blankRun += data.isEmpty ? 0 : 1
        continue
      }
      if Self.isNotFinite(row) { throw .notFinite(place: "坐标表第 \(row.line) 行") }
      if row.values.count < 2 {
        guard row.values.isEmpty || data.isEmpty && Self.hasHan(row) || Self.isRemark(row) || Self.isRingTitle(row) else {
          throw .badTableRow(line: row.line, text: Self.shown(row), reason: "一行应有两个坐标")
        }
        if !data.isEmpty, !Self.isRemark(row) { block += 1 }
        skip(raw, isSeparator: true)
        continue
      }
      if blankRun > 0 {
        blanks[data.count] = blankRun
        blankRun = 0
      }
      data.append((row, block))
    }
    guard !data.isEmpty else { return }
    let layout = try TableLayout(rows: data.map(\.row))
    axes = layout.axes
    inDegrees = layout.inDegrees
    if let note = layout.note { assumed.append(note) }

    // Blank lines part rings only where they part the whole table into groups of three points or more.
    let starts = [0] + blanks.keys.sorted()
    let sizes = zip(starts, starts.dropFirst() + [data.count]).map { $1 - $0 }
    let blanksPart = starts.count > 1 && sizes.allSatisfy { $0 >= 3 }
    var part = 0
    for (i, item) in data.enumerated() {
      if blanksPart, blanks[i] != nil { part += 1 }
      let (position, key) = layout.read(item.row)
      points.append(Point(line: item.row.line, position: position, group: "\(item.block)/\(part)/\(key)"))
    }
  }

  /// Writes down a line that is left out; after twenty, that there are more.
  private mutating func skip(_ row: TableRow, isSeparator: Bool) {
    guard !row.text.isEmpty, !statementLines.contains(row.line), notes.count < 20 else { return }
    if notes.count == 19 {
      notes.append("还有其他没有坐标的行，未逐一列出。")
      return
    }
    notes.append("坐标表第 \(row.line) 行“\(Self.shown(row))”没有坐标，\(isSeparator && !points.isEmpty ? "作为分隔" : "未采用")。")
  }

  static func shown(_ row: TableRow) -> String { row.text.count > 40 ? String(row.text.prefix(40)) + "…" : row.text }

  private static func hasHan(_ row: TableRow) -> Bool { row.text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } }

  private static func isRemark(_ row: TableRow) -> Bool {
    ["面积", "合计", "总计", "小计", "周长", "备注", "说明", "注", "制表", "日期"].contains { row.text.hasPrefix($0) }
  }

  private static func isRingTitle(_ row: TableRow) -> Bool {
    ["地块", "第", "圈", "环", "区块", "宗地", "图斑", "ring", "part"].contains { row.text.lowercased().hasPrefix($0) }
  }

  private static func isNotFinite(_ row: TableRow) -> Bool { row.cells.contains { isNotFinite($0) } }

  private static func isNotFinite(_ cell: String) -> Bool {
    ["nan", "inf", "+inf", "-inf", "infinity", "-infinity", "+infinity"].contains(cell.lowercased())
  }
}
