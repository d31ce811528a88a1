/// Edges by the cells of a square grid that they pass.
struct EdgeGrid {
  private var starts: [Int32]
  private var members: [Int32] = []

  /// - Parameter skip: edges that are no more, having been split.
  init?(points: [TilePoint], edges: [EdgeNoder.Edge], skip: [Bool]) {
    guard !edges.isEmpty else { return nil }
    var box = TileBox.empty
    for p in points { box.add(p) }
    let side = Int64(max(box.maxX - box.minX, box.maxY - box.minY)) + 1
    var cells: Int64 = 1
    while cells * cells < Int64(edges.count) * 2 && cells < 4096 { cells *= 2 }
    var shift: Int32 = 0
    while side >> Int64(shift) >= cells { shift += 1 }
    let columns = Int((Int64(box.maxX) - Int64(box.minX)) >> Int64(shift)) + 1
    let rows = Int((Int64(box.maxY) - Int64(box.minY)) >> Int64(shift)) + 1
    starts = [Int32](repeating: 0, count: columns * rows + 1)
    func each(_ e: EdgeNoder.Edge, _ body: (Int) -> Void) {
      let (p, q) = (points[Int(e.a)], points[Int(e.b)])
      let (low, high) = p.y <= q.y ? (p, q) : (q, p)
      let firstRow = Int((low.y - box.minY) >> shift)
      let lastRow = Int((high.y - box.minY) >> shift)
      if firstRow == lastRow {
        let c = (Int((min(p.x, q.x) - box.minX) >> shift), Int((max(p.x, q.x) - box.minX) >> shift))
        for column in c.0...c.1 { body(firstRow * columns + column) }
        return
      }
      let slope = (Double(high.x) - Double(low.x)) / (Double(high.y) - Double(low.y))
      let (least, most) = (Double(min(p.x, q.x)), Double(max(p.x, q.x)))
      for row in firstRow...lastRow {
        let south = Double(box.minY) + Double((row + 1) << Int(shift))
        let north = Double(box.minY) + Double(row << Int(shift))
        let x0 = Double(low.x) + (max(north, Double(low.y)) - Double(low.y)) * slope
        let x1 = Double(low.x) + (min(south, Double(high.y)) - Double(low.y)) * slope
        let from = Int((Int32(max(least, min(x0, x1) - 1)) - box.minX) >> shift)
        let to = Int((Int32(min(most, max(x0, x1) + 1)) - box.minX) >> shift)
        for column in max(0, from)...max(0, min(columns - 1, to)) { body(row * columns + column) }
      }
    }
    for (i, e) in edges.enumerated() where !skip[i] { each(e) { starts[$0 + 1] += 1 } }
    for i in 1..<starts.count { starts[i] += starts[i - 1] }
    members = [Int32](repeating: 0, count: Int(starts[starts.count - 1]))
    var at = starts
    for (i, e) in edges.enumerated() where !skip[i] {
      each(e) { cell in
        members[Int(at[cell])] = Int32(i)
        at[cell] += 1
      }
    }
  }

  /// Calls with pairs that share a cell and of which one is `newFrom` or later; a pair may come more than once.
  func forEachPair(newFrom: Int, _ body: (Int32, Int32) -> Void) {
    for cell in 0..<(starts.count - 1) {
      let (from, to) = (Int(starts[cell]), Int(starts[cell + 1]))
      guard to - from > 1 else { continue }
      for i in from..<to {
        for j in (i + 1)..<to where Int(members[i]) >= newFrom || Int(members[j]) >= newFrom { body(members[i], members[j]) }
      }
    }
  }
}
