/// An area bounded by rings (even-odd), with its edges sorted into horizontal strips for quick containment.
struct Region: Sendable {
  private(set) var rings: [[Vec]]
  let box: Box
  private var strips: [[(Vec, Vec)]] = []
  private let stripHeight: Double

  init(_ rings: [[Vec]]) {
    self.rings = rings
    box = Box(rings.lazy.joined())
    var edges = 0
    for r in rings { edges += r.count }
    let n = max(1, min(256, edges / 8))
    stripHeight = max(1e-6, box.height / Double(n))
    guard edges > 0 else { return }
    strips = Array(repeating: [], count: n)
    for r in rings where r.count > 2 {
      var a = r[r.count - 1]
      for b in r {
        if a.y != b.y {
          let low = strip(min(a.y, b.y)), high = strip(max(a.y, b.y))
          for s in low...high { strips[s].append((a, b)) }
        }
        a = b
      }
    }
  }

  private func strip(_ y: Double) -> Int { max(0, min(strips.count - 1, Int((y - box.minY) / stripHeight))) }

  func contains(_ p: Vec) -> Bool {
    guard !strips.isEmpty, box.contains(p) else { return false }
    var inside = false
    for (a, b) in strips[strip(p.y)] where (a.y > p.y) != (b.y > p.y) {
      let t = (p.y - a.y) / (b.y - a.y)
      if p.x < a.x + (b.x - a.x) * t { inside.toggle() }
    }
    return inside
  }
}

/// A bundle of segments, for distances; only those near a box are kept.
struct Segments: Sendable {
  private(set) var all: [(Vec, Vec)] = []
  private(set) var box = Box()

  init() {}

  /// The segments of the lines (closed ones end where they began) that come within `reach` metres of the box.
  init(_ lines: [[Vec]], closed: Bool, near target: Box, reach: Double) {
    let window = target.grown(reach)
    for l in lines where l.count > 1 {
      for i in (closed ? 0 : 1)..<l.count {
        let a = l[i == 0 ? l.count - 1 : i - 1], b = l[i]
        if Box([a, b]).meets(window) {
          all.append((a, b))
          box.add(a)
          box.add(b)
        }
      }
    }
  }

  var isEmpty: Bool { all.isEmpty }

  /// Square of the distance, or infinity where it is over `limit` metres.
  func distanceSquared(_ p: Vec, limit: Double) -> Double {
    guard !all.isEmpty, box.grown(limit).contains(p) else { return .infinity }
    let bound = limit * limit
    var best = Double.infinity
    for (a, b) in all {
      if min(a.x, b.x) - p.x > limit || p.x - max(a.x, b.x) > limit { continue }
      if min(a.y, b.y) - p.y > limit || p.y - max(a.y, b.y) > limit { continue }
      best = min(best, p.distanceSquared(toSegment: a, b))
    }
    return best <= bound ? best : .infinity
  }

  func within(_ p: Vec, _ distance: Double) -> Bool { distanceSquared(p, limit: distance) <= distance * distance }
}
