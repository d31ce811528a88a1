/// Where a polygon's name stands: the pole of inaccessibility, the place farthest from the border.
///
/// Squares are halved, the most promising first, until none can beat the best by a hundredth of the box
/// (Agafonkin, polylabel, 2016).
enum LabelPlace {
  private struct Square {
    var x: Double
    var y: Double
    var half: Double
    /// How far its centre lies from the border, negative outside.
    var distance: Double
    var most: Double { distance + half * 2.0.squareRoot() }
  }

  /// - Parameter rings: shell and holes, at least one ring of three places.
  static func of(_ rings: [[TilePoint]]) -> (place: TilePoint, distance: Double) {
    var box = TileBox.empty
    for p in rings.first ?? [] { box.add(p) }
    guard !box.isEmpty else { return (TilePoint(x: 0, y: 0), 0) }
    let (width, height) = (Double(box.maxX) - Double(box.minX), Double(box.maxY) - Double(box.minY))
    let precision = max(0.5, max(width, height) / 100)
    let half = max(0.5, min(width, height) / 2)
    func square(_ x: Double, _ y: Double, _ half: Double) -> Square {
      Square(x: x, y: y, half: half, distance: distance(x, y, rings))
    }
    var best = square(centroid(rings[0]).0, centroid(rings[0]).1, 0)
    var heap: [Square] = []
    func consider(_ s: Square) {
      if s.distance > best.distance { best = s }
      guard s.most - best.distance > precision else { return }
      heap.append(s)
      var i = heap.count - 1
      while i > 0, heap[(i - 1) / 2].most < heap[i].most {
        heap.swapAt(i, (i - 1) / 2)
        i = (i - 1) / 2
      }
    }
    func pop() -> Square? {
      guard let top = heap.first, let last = heap.popLast() else { return nil }
      guard !heap.isEmpty else { return top }
      heap[0] = last
      var i = 0
      while true {
        var largest = i
        for child in [2 * i + 1, 2 * i + 2] where child < heap.count && heap[child].most > heap[largest].most { largest = child }
        if largest == i { break }
        heap.swapAt(i, largest)
        i = largest
      }
      return top
    }
    // Long narrow shapes begin with squares enough, but never with more than a thousand.
    let step = max(2 * half, max(width, height) / 30)
    var y = Double(box.minY) + step / 2
    while y < Double(box.maxY) + step / 2 {
      var x = Double(box.minX) + step / 2
      while x < Double(box.maxX) + step / 2 {
        consider(square(x, y, step / 2))
        x += step
      }
      y += step
    }
    var rounds = 0
    while let s = pop(), s.most - best.distance > precision, rounds < 400 {
      rounds += 1
      let h = s.half / 2
      for (dx, dy) in [(-h, -h), (h, -h), (-h, h), (h, h)] { consider(square(s.x + dx, s.y + dy, h)) }
    }
    return (TilePoint(x: Int32(best.x.rounded()), y: Int32(best.y.rounded())), best.distance)
  }

  private static func centroid(_ ring: [TilePoint]) -> (Double, Double) {
    let origin = ring[0]
    var (x, y, area) = (0.0, 0.0, 0.0)
    for (p, q) in zip(ring, ring.dropFirst() + ring.prefix(1)) {
      let (px, py) = (Double(p.x) - Double(origin.x), Double(p.y) - Double(origin.y))
      let (qx, qy) = (Double(q.x) - Double(origin.x), Double(q.y) - Double(origin.y))
      let cross = px * qy - qx * py
      area += cross
      x += (px + qx) * cross
      y += (py + qy) * cross
    }
    guard area != 0 else { return (Double(origin.x), Double(origin.y)) }
    return (Double(origin.x) + x / (3 * area), Double(origin.y) + y / (3 * area))
  }

  /// The distance to the nearest border, negative outside.
  private static func distance(_ x: Double, _ y: Double, _ rings: [[TilePoint]]) -> Double {
    var inside = false
    var least = Double.infinity
    for ring in rings {
      guard let last = ring.last else { continue }
      var (ax, ay) = (Double(last.x), Double(last.y))
      for q in ring {
        let (bx, by) = (Double(q.x), Double(q.y))
        if (ay > y) != (by > y), x < (bx - ax) * (y - ay) / (by - ay) + ax { inside.toggle() }
        let (dx, dy) = (bx - ax, by - ay)
        let square = dx * dx + dy * dy
        let t = square > 0 ? min(1, max(0, ((x - ax) * dx + (y - ay) * dy) / square)) : 0
        let (ex, ey) = (x - ax - t * dx, y - ay - t * dy)
        least = min(least, ex * ex + ey * ey)
        (ax, ay) = (bx, by)
      }
    }
    return inside ? least.squareRoot() : -least.squareRoot()
  }
}
