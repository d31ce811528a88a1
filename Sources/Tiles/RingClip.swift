/// Cuts rings and lines of a zoom to a box.
///
/// A cut edge ends at the grid place nearest to where it leaves the box, told from its ends in one order, so that
/// both neighbours of a border are cut in the same place.
struct RingClip {
  struct Vertex {
    var place: TilePoint
    /// Whether the cut made it.
    var isCut: Bool
  }

  let box: TileBox

  /// A ring's vertices as far as the box needs them: a stretch that lies beyond one side is its ends alone.
  func vertices(of ring: Int, in level: PyramidView.Level) -> [TilePoint] {
    let record = level.rings[ring]
    let count = Int(record.count)
    var result: [TilePoint] = []
    var at = Int(record.stepsAt)
    let blocks = level.blocks(of: ring)
    if blocks.isEmpty {
      result.reserveCapacity(count)
      append(record.first, count, level.steps, &at, to: &result)
      return result
    }
    for (i, b) in blocks.enumerated() {
      let block = level.blocks[b]
      let own = min(PyramidFormat.blockVertices, count - i * PyramidFormat.blockVertices)
      if isBeyondOneSide(block.box) {
        result.append(block.first)
        continue
      }
      at = Int(block.stepsAt)
      append(block.first, own, level.steps, &at, to: &result)
    }
    if result[result.count - 1] != record.last { result.append(record.last) }
    return result
  }

  private func append(_ first: TilePoint, _ count: Int, _ steps: UnsafeRawBufferPointer, _ at: inout Int, to result: inout [TilePoint]) {
    var p = first
    result.append(p)
    guard count > 1 else { return }
    for _ in 1..<count {
      p.x = p.x &+ Varint.signed(steps, &at)
      p.y = p.y &+ Varint.signed(steps, &at)
      result.append(p)
    }
  }

  private func isBeyondOneSide(_ b: TileBox) -> Bool {
    b.maxX < box.minX || b.minX > box.maxX || b.maxY < box.minY || b.minY > box.maxY
  }

  // MARK: Rings

  /// A ring cut side by side (Sutherland and Hodgman): stretches along the box may lie on each other.
  func cut(_ ring: [TilePoint]) -> [Vertex] {
    var now = ring.map { Vertex(place: $0, isCut: false) }
    var next: [Vertex] = []
    next.reserveCapacity(now.count + 8)
    for side in 0..<4 {
      guard var before = now.last else { break }
      next.removeAll(keepingCapacity: true)
      var wasIn = isIn(before.place, side)
      for v in now {
        let isInside = isIn(v.place, side)
        if isInside != wasIn {
          let place = crossing(before.place, v.place, side)
          if next.last?.place != place { next.append(Vertex(place: place, isCut: true)) }
        }
        if isInside, next.last?.place != v.place { next.append(v) }
        before = v
        wasIn = isInside
      }
      while next.count > 1, next[0].place == next[next.count - 1].place { next.removeLast() }
      swap(&now, &next)
    }
    return now
  }

  @inline(__always)
  private func isIn(_ p: TilePoint, _ side: Int) -> Bool {
    switch side {
    case 0: p.x >= box.minX
    case 1: p.x <= box.maxX
    case 2: p.y >= box.minY
    default: p.y <= box.maxY
    }
  }

  private func crossing(_ p: TilePoint, _ q: TilePoint, _ side: Int) -> TilePoint {
    let (a, b) = p.key < q.key ? (p, q) : (q, p)
    switch side {
    case 0, 1:
      let x = side == 0 ? box.minX : box.maxX
      return TilePoint(x: x, y: Self.between(a.y, b.y, Int64(x) - Int64(a.x), Int64(b.x) - Int64(a.x)))
    default:
      let y = side == 2 ? box.minY : box.maxY
      return TilePoint(x: Self.between(a.x, b.x, Int64(y) - Int64(a.y), Int64(b.y) - Int64(a.y)), y: y)
    }
  }

  /// from + (to − from)·part/whole, to the nearest step.
  private static func between(_ from: Int32, _ to: Int32, _ part: Int64, _ whole: Int64) -> Int32 {
    let product = (Int64(to) - Int64(from)) * part
    let (n, d) = whole < 0 ? (-product, -whole) : (product, whole)
    let twice = 2 * n + d
    let quotient = twice / (2 * d)
    let floor = twice % (2 * d) < 0 ? quotient - 1 : quotient
    return from + Int32(floor)
  }

  // MARK: Lines

  /// The stretches of a line inside the box.
  func cut(line: [TilePoint]) -> [[TilePoint]] {
    var result: [[TilePoint]] = []
    var open: [TilePoint] = []
    func close() {
      if open.count >= 2 { result.append(open) }
      open = []
    }
    for (a, b) in zip(line, line.dropFirst()) {
      guard let (p, q) = cut(a, b) else {
        close()
        continue
      }
      if open.last != p {
        close()
        open = [p]
      }
      if p != q { open.append(q) }
      if q != b { close() }
    }
    close()
    return result
  }

  private func cut(_ a: TilePoint, _ b: TilePoint) -> (TilePoint, TilePoint)? {
    var (p, q) = (a, b)
    for side in 0..<4 {
      switch (isIn(p, side), isIn(q, side)) {
      case (true, true): break
      case (false, false): return nil
      case (true, false): q = crossing(p, q, side)
      case (false, true): p = crossing(p, q, side)
      }
    }
    return (p, q)
  }
}
