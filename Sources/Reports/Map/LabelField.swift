/// A coarse picture of the map window, one cell a square millimetre.
struct CellMask {
  static let columns = Int(SiteMapFrame.widthMillimetres)
  static let rows = Int(SiteMapFrame.heightMillimetres)

  var cells = [Bool](repeating: false, count: columns * rows)

  init() {}

  /// The cells whose middle lies inside the rings, by the even-odd rule.
  init(covering rings: [[SheetPoint]]) {
    for row in 0..<Self.rows {
      let y = row * 100 + 50
      var crossings: [Double] = []
      for ring in rings {
        var a = ring[ring.count - 1]
        for b in ring {
          if (a.y > y) != (b.y > y) { crossings.append(Double(a.x) + Double(b.x - a.x) * Double(y - a.y) / Double(b.y - a.y)) }
          a = b
        }
      }
      crossings.sort()
      for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
        let first = max(0, Int(((crossings[pair] - 50) / 100).rounded(.up)))
        let last = min(Self.columns - 1, Int(((crossings[pair + 1] - 50) / 100).rounded(.down)))
        if first <= last { for column in first...last { cells[row * Self.columns + column] = true } }
      }
    }
  }

  var count: Int { cells.reduce(0) { $0 + ($1 ? 1 : 0) } }

  /// The middle of the covered cells, millimetres.
  var middle: (x: Double, y: Double) {
    var n = 0
    var x = 0
    var y = 0
    for (i, covered) in cells.enumerated() where covered {
      n += 1
      x += i % Self.columns
      y += i / Self.columns
    }
    return n == 0 ? (0, 0) : (Double(x) / Double(n) + 0.5, Double(y) / Double(n) + 0.5)
  }

  mutating func add(_ box: SheetBox) {
    let left = max(0, Int(box.x.rounded(.down)))
    let right = min(Self.columns, Int((box.x + box.width).rounded(.up)))
    let top = max(0, Int(box.y.rounded(.down)))
    let bottom = min(Self.rows, Int((box.y + box.height).rounded(.up)))
    guard left < right, top < bottom else { return }
    for row in top..<bottom { for column in left..<right { cells[row * Self.columns + column] = true } }
  }

  mutating func add(_ other: CellMask) { for i in cells.indices where other.cells[i] { cells[i] = true } }

  /// The cells along a line.
  mutating func add(alongLine line: [SheetPoint]) {
    for (a, b) in zip(line, line.dropFirst()) {
      let steps = max(1, Int(SheetLine.distance(a, b) / 50))
      for s in 0...steps {
        let x = (a.x + (b.x - a.x) * s / steps) / 100
        let y = (a.y + (b.y - a.y) * s / steps) / 100
        if (0..<Self.columns).contains(x), (0..<Self.rows).contains(y) { cells[y * Self.columns + x] = true }
      }
    }
  }

  /// The covered cell deepest inside, millimetres; nil where nothing is covered.
  var deepest: (x: Double, y: Double)? {
    var depth = cells.map { $0 ? Int.max / 2 : 0 }
    func at(_ row: Int, _ column: Int) -> Int {
      row < 0 || column < 0 || row >= Self.rows || column >= Self.columns ? 0 : depth[row * Self.columns + column]
    }
    for row in 0..<Self.rows {
      for column in 0..<Self.columns where depth[row * Self.columns + column] > 0 {
        depth[row * Self.columns + column] = min(depth[row * Self.columns + column], at(row - 1, column) + 1, at(row, column - 1) + 1)
      }
    }
    for row in (0..<Self.rows).reversed() {
      for column in (0..<Self.columns).reversed() where depth[row * Self.columns + column] > 0 {
        depth[row * Self.columns + column] = min(depth[row * Self.columns + column], at(row + 1, column) + 1, at(row, column + 1) + 1)
      }
    }
    guard let best = depth.indices.max(by: { depth[$0] < depth[$1] }), depth[best] > 0 else { return nil }
    return (Double(best % Self.columns) + 0.5, Double(best / Self.columns) + 0.5)
  }
}

/// A box on the sheet, millimetres, y down.
struct SheetBox: Hashable {
  var x: Double
  var y: Double
  var width: Double
  var height: Double

  var middle: (x: Double, y: Double) { (x + width / 2, y + height / 2) }
}

/// Where names may still stand: finds room for a label and keeps it.
struct LabelField {
  private(set) var taken = CellMask()

  mutating func take(_ box: SheetBox) { taken.add(box) }
  mutating func take(_ mask: CellMask) { taken.add(mask) }
  mutating func take(alongLine line: [SheetPoint]) { taken.add(alongLine: line) }

  /// Whether nothing stands in a box that lies wholly in the window.
  func isFree(_ box: SheetBox) -> Bool {
    let left = Int(box.x.rounded(.down))
    let right = Int((box.x + box.width).rounded(.up))
    let top = Int(box.y.rounded(.down))
    let bottom = Int((box.y + box.height).rounded(.up))
    guard left >= 1, top >= 1, right < CellMask.columns, bottom < CellMask.rows else { return false }
    for row in top..<bottom { for column in left..<right where taken.cells[row * CellMask.columns + column] { return false } }
    return true
  }

  /// The free place of that size nearest to a point, inside a mask where one is given and outside `beside`; nil where there is none within `reach`.
  ///
  /// Ties go to the upper, then the left place, so that the same map is drawn each time.
  func place(
    width: Double, height: Double, inside mask: CellMask?, near point: (x: Double, y: Double), reach: Double = .infinity,
    beside: SheetBox? = nil
  )
    -> SheetBox?
  {
    let w = Int(width.rounded(.up))
    let h = Int(height.rounded(.up))
    let columns = CellMask.columns
    let rows = CellMask.rows
    // Sums of blocked cells above and left of each corner.
    var blocked = [Int32](repeating: 0, count: (columns + 1) * (rows + 1))
    for row in 0..<rows {
      var run: Int32 = 0
      for column in 0..<columns {
        let i = row * columns + column
        if taken.cells[i] || !(mask?.cells[i] ?? true) { run += 1 }
        blocked[(row + 1) * (columns + 1) + column + 1] = blocked[row * (columns + 1) + column + 1] + run
      }
    }
    var best: SheetBox?
    var bestDistance = reach * reach
    guard w + 2 <= columns, h + 2 <= rows else { return nil }
    for top in 1..<(rows - h) {
      for left in 1..<(columns - w) {
        let n =
          blocked[(top + h) * (columns + 1) + left + w] - blocked[top * (columns + 1) + left + w]
          - blocked[(top + h) * (columns + 1) + left]
          + blocked[top * (columns + 1) + left]
        if n > 0 { continue }
        let box = SheetBox(x: Double(left), y: Double(top), width: Double(w), height: Double(h))
        if let b = beside, box.x < b.x + b.width, b.x < box.x + box.width, box.y < b.y + b.height, b.y < box.y + box.height { continue }
        let dx = max(box.x - point.x, 0, point.x - box.x - box.width)
        let dy = max(box.y - point.y, 0, point.y - box.y - box.height)
        let (mx, my) = box.middle
        // Inside a mask the middle counts, beside a thing the nearest side.
        let distance = mask == nil ? dx * dx + dy * dy : (mx - point.x) * (mx - point.x) + (my - point.y) * (my - point.y)
        if distance < bestDistance {
          bestDistance = distance
          best = box
        }
      }
    }
    return best
  }
}
