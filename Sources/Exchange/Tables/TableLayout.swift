import Geometry

/// Finds the coordinate columns of a table that has no header, from the values in all its rows.
struct TableLayout {
  /// How a row's two coordinates are found among its numeric cells.
  private enum Columns {
    /// The two angles with marks, wherever they stand.
    case marked
    /// Two neighbouring numbers.
    case pair(at: Int)
    /// Degrees, minutes and seconds in cells of their own: `118 45 12.3 32 03 10.1`.
    case split(at: Int)
  }

  private var columns: Columns
  /// The number before the coordinates tells the ring.
  private var hasRing = false
  var axes: AxisOrder?
  var note: SiteAssumption?
  var inDegrees: Bool {
    if case .pair = columns { return false }
    return true
  }

  init(rows: [TableRow]) throws(ExchangeError) {
    let values = rows.map(\.values)
    let width = values.map(\.count).min() ?? 0
    if values.contains(where: { $0.contains(where: \.isMarked) }) {
      columns = .marked
      try readMarks(rows)
    } else if let start = Self.splitStart(values, width: width) {
      columns = .split(at: start)
      note = SiteAssumption(what: "columns", value: "度 分 秒 度 分 秒", why: "每行有六个数，按两组度分秒读")
    } else {
      columns = .pair(at: 0)
      try findPair(rows, values, width: width)
    }

    // The whole number before the coordinates is a ring's where it repeats, and the running number of points where it does not.
    let before = values.compactMap { row in start(of: row).flatMap { $0 > 0 ? row[$0 - 1].degrees : nil } }
    if before.count == values.count, before.allSatisfy({ $0 == $0.rounded() && (0..<100_000).contains($0) }),
      Set(before).count < before.count
    {
      hasRing = Dictionary(grouping: before, by: { $0 }).values.allSatisfy { $0.count >= 3 }
    }
  }

  /// Checks that each row has two angles with marks, and takes the order of axes from their hemispheres.
  private mutating func readMarks(_ rows: [TableRow]) throws(ExchangeError) {
    var orders: Set<AxisOrder?> = []
    for row in rows {
      let marked = row.values.filter(\.isMarked)
      guard marked.count == 2 else {
        throw .badTableRow(line: row.line, text: CoordinateTable.shown(row), reason: "一行应有两个带度分秒或度的坐标")
      }
      guard let a = marked[0].isEast, let b = marked[1].isEast else {
        orders.insert(nil)
        continue
      }
      guard a != b else {
        throw .badTableRow(line: row.line, text: CoordinateTable.shown(row), reason: "两个坐标都写成了\(a ? "经度" : "纬度")")
      }
      orders.insert(a ? .eastFirst : .northFirst)
    }
    if orders.count == 1, let order = orders.first { axes = order }
  }

  private mutating func findPair(_ rows: [TableRow], _ values: [[AngleText]], width: Int) throws(ExchangeError) {
    if let i = values.firstIndex(where: { row in
      zip(row, row.dropFirst()).contains { pair in
        [true, false].contains { AngleText.packed(pair.0.degrees, east: $0) != nil && AngleText.packed(pair.1.degrees, east: !$0) != nil }
      }
    }) {
      throw .packedAngles(line: rows[i].line, text: CoordinateTable.shown(rows[i]))
    }
    let fitting = (0..<max(0, width - 1)).filter { c in values.allSatisfy { Self.looksLikeCoordinates($0[c].degrees, $0[c + 1].degrees) } }
    // A running number may look like a latitude: a pair without one is the better pair.
    let counted = (0..<width).map { c in Self.isCount(values.map { $0[c].degrees }) }
    let uncounted = fitting.filter { !counted[$0] && !counted[$0 + 1] }
    let pairs = uncounted.isEmpty ? fitting : uncounted
    if let c = pairs.first {
      columns = .pair(at: c)
      if pairs.contains(where: { $0 >= c + 2 }) {
        note = SiteAssumption(what: "columns", value: "第 \(c + 1)、\(c + 2) 个数", why: "表中有不止一组坐标，取第一组")
      }
    } else if width == 2 {
      columns = .pair(at: 0)
    } else if width == 3, counted[0] {
      columns = .pair(at: 1)
    } else {
      let worst = rows.first { row in row.values.count == width } ?? rows[0]
      throw .badTableRow(
        line: worst.line, text: CoordinateTable.shown(worst), reason: "看不出哪两列是坐标，请加上表头，例如“点号 经度 纬度”或“点号 X北 Y东”")
    }
  }

  /// Where the coordinates begin among a row's numeric cells.
  private func start(of row: [AngleText]) -> Int? {
    switch columns {
    case .marked: row.firstIndex(where: \.isMarked)
    case .pair(let at), .split(let at): at
    }
  }

  /// The position of one row of those the layout was made from, and the key of its ring.
  func read(_ row: TableRow) -> (RawPoint, String) {
    let values = row.values
    let start = start(of: values) ?? 0
    let key = hasRing ? String(Int(values[start - 1].degrees)) : ""
    switch columns {
    case .marked:
      let marked = values.filter(\.isMarked)
      return (RawPoint(marked[0].degrees, marked[1].degrees), key)
    case .pair:
      return (RawPoint(values[start].degrees, values[start + 1].degrees), key)
    case .split:
      func angle(_ at: Int) -> Double { values[at].degrees + values[at + 1].degrees / 60 + values[at + 2].degrees / 3600 }
      return (RawPoint(angle(start), angle(start + 3)), key)
    }
  }

  /// 1, 2, 3 … or any strictly rising whole numbers below 100,000.
  private static func isCount(_ numbers: [Double]) -> Bool {
    numbers.allSatisfy { $0 == $0.rounded() && (0..<100_000).contains($0) } && zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 }
  }

  /// Longitude and latitude, or northing and easting with or without zone prefix, in either order, anywhere in China.
  static func looksLikeCoordinates(_ a: Double, _ b: Double) -> Bool {
    func degrees(_ x: Double, _ y: Double) -> Bool { (73.0...136.0).contains(x) && (3.0...54.0).contains(y) }
    func metres(_ north: Double, _ east: Double) -> Bool {
      (300_000.0...6_100_000.0).contains(north) && ((50_000.0...950_000.0).contains(east) || (13_000_000.0...46_000_000.0).contains(east))
    }
    return degrees(a, b) || degrees(b, a) || metres(a, b) || metres(b, a)
  }

  /// Where six numbers in every row read as degrees, minutes, seconds twice.
  private static func splitStart(_ values: [[AngleText]], width: Int) -> Int? {
    guard width >= 6 else { return nil }
    func isAngle(_ row: ArraySlice<AngleText>, _ range: ClosedRange<Double>) -> Bool {
      let n = row.map(\.degrees)
      return range.contains(n[0]) && n[0] == n[0].rounded() && (0..<60).contains(n[1]) && n[1] == n[1].rounded() && (0..<60).contains(n[2])
    }
    return (0...(width - 6)).first { s in
      values.allSatisfy { row in
        let a = row[s..<(s + 3)]
        let b = row[(s + 3)..<(s + 6)]
        return isAngle(a, 73...136) && isAngle(b, 3...54) || isAngle(a, 3...54) && isAngle(b, 73...136)
      }
    }
  }
}
