/// Arc lengths along a line.
enum Path {
  /// The part of a path between two arc lengths in metres, counted from its start.
  static func portion(_ path: [Vec], from low: Double, to high: Double) -> [Vec] {
    guard path.count > 1, high > low else { return [] }
    var out: [Vec] = []
    var at = 0.0
    for i in 1..<path.count {
      let d = path[i] - path[i - 1]
      let l = d.length
      if l > 0, at + l >= low, at <= high {
        if out.isEmpty { out.append(path[i - 1] + d * (max(0, low - at) / l)) }
        out.append(path[i - 1] + d * (min(l, high - at) / l))
      }
      at += l
    }
    return out.count > 1 ? out : []
  }

  /// Where the path first comes within `reach` metres of the segments, as arc length from its start.
  static func meeting(_ path: [Vec], _ target: Segments, reach: Double) -> Double? {
    var at = 0.0
    for (p, _) in Shape.walk(path, closed: false, spacing: 150) {
      if target.within(p, reach) { return at }
      at += 150
    }
    return nil
  }
}
