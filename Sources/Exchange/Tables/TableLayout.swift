import Geometry

/// Finds the coordinate columns of a table that has no header, from the values in all its rows.
struct TableLayout {
  /// Positions among the numeric cells of a row.
  private var first: Int
  private var second: Int
  /// Numeric cell that tells the ring, where there is one.
  private var ring: Int?
  /// Degrees, minutes and seconds stand in cells of their own: `118 45 12.3 32 03 10.1`.
  private var split: Bool
  var axes: AxisOrder?
  var inDegrees: Bool
  var note: SiteAssumption?

  init(rows: [TableRow]) throws(ExchangeError) {
    let values = rows.map { $0.values.map(\.angle) }
    let width = values.map(\.count).min() ?? 0
    split = false
    ring = nil
    inDegrees = values.contains { $0.contains(where: \.isMarked) }

    // Angles with marks are the coordinates, whatever else stands in the row.
    if inDegrees {
      for (row, angles) in zip(rows, values) where angles.filter(\.isMarked).count != 2 {
        throw .badTableRow(line: row.line, text: CoordinateTable.shown(row), reason: "一行应有两个带度分秒或度的坐标")
      }
      let at = values[0].indices.filter { values[0][$0].isMarked }
      (first, second) = (at[0], at[1])
      let sides = Set(values.map { [$0[at[0]].isEast, $0[at[1]].isEast] })
      if sides.count == 1, let a = values[0][at[0]].isEast, let b = values[0][at[1]].isEast {
        guard a != b else {
          throw .badTableRow(line: rows[0].line, text: CoordinateTable.shown(rows[0]), reason: "两个坐标都写成了\(a ? "经度" : "纬度")")
        }
        axes = a ? .eastFirst : .northFirst
      }
    } else if let start = Self.splitStart(values, width: width) {
      (first, second, split, inDegrees) = (start, start + 3, true, true)
      note = SiteAssumption(what: "columns", value: "度 分 秒 度 分 秒", why: "每行有六个数，按两组度分秒读")
    } else {
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
        (first, second) = (c, c + 1)
        if pairs.contains(where: { $0 >= c + 2 }) {
          note = SiteAssumption(what: "columns", value: "第 \(c + 1)、\(c + 2) 个数", why: "表中有不止一组坐标，取第一组")
        }
      } else if width == 2 {
        (first, second) = (0, 1)
      } else if width == 3, Self.isCount(values.map { $0[0].degrees }) {
        (first, second) = (1, 2)
      } else {
        let worst = rows.first { row in row.values.count == width } ?? rows[0]
        throw .badTableRow(
          line: worst.line, text: CoordinateTable.shown(worst), reason: "看不出哪两列是坐标，请加上表头，例如“点号 经度 纬度”或“点号 X北 Y东”")
      }
    }

    // The whole number before the coordinates is a ring's where it repeats, and the running number of points where it does not.
    if first > 0 {
      let before = values.map { $0[first - 1].degrees }
      let whole = before.allSatisfy { $0 == $0.rounded() && (0..<100_000).contains($0) }
      if whole, Set(before).count < before.count, Dictionary(grouping: before, by: { $0 }).values.allSatisfy({ $0.count >= 3 }) {
        ring = first - 1
      }
    }
  }

  /// The position of one row and the key of its ring.
  func read(_ row: TableRow) throws(ExchangeError) -> (RawPoint, String) {
    let values = row.values.map(\.angle)
    guard values.count > (split ? second + 2 : second) else {
      throw .badTableRow(line: row.line, text: CoordinateTable.shown(row), reason: "比别的行少了数")
    }
    let key = ring.map { String(Int(values[$0].degrees)) } ?? ""
    if split {
      func angle(_ at: Int) -> Double { values[at].degrees + values[at + 1].degrees / 60 + values[at + 2].degrees / 3600 }
      return (RawPoint(angle(first), angle(second)), key)
    }
    return (RawPoint(values[first].degrees, values[second].degrees), key)
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
