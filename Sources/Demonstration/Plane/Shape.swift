/// A feature's shape: an area (with some metres of shore), a river with its width, a belt along a line; cut by strips.
struct Shape: Sendable {
  private var region: Region?
  /// The rings or lines that it is drawn from.
  let paths: [[Vec]]
  private let closed: Bool
  /// Metres around the paths that belong to it.
  let reach: Double
  private let edges: Segments
  /// Half-open strips that it is cut to.
  private(set) var strips: [Strip] = []
  let box: Box

  struct Strip: Sendable {
    var normal: Vec
    var low: Double
    var high: Double
    func contains(_ p: Vec) -> Bool {
      let d = p.dot(normal)
      return d >= low && d < high
    }
  }

  /// An area, with `reach` metres of shore around it.
  init(area rings: [[Vec]], reach: Double = 0) {
    region = Region(rings)
    paths = rings
    closed = true
    self.reach = reach
    box = Box(rings.lazy.joined()).grown(reach)
    edges = reach > 0 ? Segments(rings, closed: true, near: box, reach: 0) : Segments()
  }

  /// What lies within `reach` metres of the lines.
  init(lines: [[Vec]], reach: Double) {
    region = nil
    paths = lines
    closed = false
    self.reach = reach
    box = Box(lines.lazy.joined()).grown(reach)
    edges = Segments(lines, closed: false, near: box, reach: 0)
  }

  func cut(to strip: Strip) -> Shape {
    var s = self
    s.strips.append(strip)
    return s
  }

  func contains(_ p: Vec) -> Bool {
    guard box.contains(p) else { return false }
    for s in strips where !s.contains(p) { return false }
    if let region, region.contains(p) { return true }
    return reach > 0 && edges.within(p, reach)
  }

  /// Points along its outline, some `spacing` metres apart: where mesh points should be.
  func outline(spacing: Double) -> [Vec] {
    var out: [Vec] = []
    for path in paths {
      for (p, n) in Shape.walk(path, closed: closed, spacing: spacing) {
        if reach == 0 {
          out.append(p)
        } else {
          for side in [p + n * reach, p - n * reach] {
            let distance = edges.distanceSquared(side, limit: reach)
            if distance.isInfinite || distance >= reach * reach * 0.94 {
              if region?.contains(side) != true { out.append(side) }
            }
          }
        }
      }
    }
    guard !strips.isEmpty else { return out }
    var kept = out.filter { p in strips.allSatisfy { $0.contains(p) } }
    for s in strips {
      let along = s.normal.left
      for offset in [s.low, s.high] {
        let corners = [Vec(box.minX, box.minY), Vec(box.maxX, box.minY), Vec(box.minX, box.maxY), Vec(box.maxX, box.maxY)]
        let reaches = corners.map { $0.dot(along) }
        var t = reaches.min()!
        let end = reaches.max()!
        guard offset.isFinite, end - t < 1_000_000 else { continue }
        while t < end {
          let p = s.normal * offset + along * t
          if region?.contains(p) == true || (reach > 0 && edges.within(p, reach)) { kept.append(p) }
          t += spacing
        }
      }
    }
    return kept
  }

  /// Points every `spacing` metres along a path with the unit normal to the left.
  static func walk(_ path: [Vec], closed: Bool, spacing: Double) -> [(Vec, Vec)] {
    guard path.count > 1 else { return [] }
    var out: [(Vec, Vec)] = []
    var carried = 0.0
    for i in 1...(closed ? path.count : path.count - 1) {
      let a = path[i - 1], b = path[i % path.count]
      let d = b - a
      let l = d.length
      guard l > 0 else { continue }
      let u = Vec(d.x / l, d.y / l)
      var t = carried
      while t < l {
        out.append((a + u * t, u.left))
        t += spacing
      }
      carried = t - l
    }
    return out
  }
}

/// Closed rings for invented places.
enum Outline {
  /// A star-shaped blob of about the given area: 24 directions, radii from smoothed noise.
  static func blob(centre: Vec, area: Double, roughness: Double, random: inout KeyedRandom) -> [Vec] {
    let n = 24
    var noise = (0..<n).map { _ in random.between(-1, 1) }
    for _ in 0..<2 {
      noise = (0..<n).map { (noise[($0 + n - 1) % n] + 2 * noise[$0] + noise[($0 + 1) % n]) / 4 }
    }
    let stretch = random.between(1, 1.7), axis = Directions.all[random.below(64)]
    let start = random.below(64)
    var ring: [Vec] = []
    for i in 0..<n {
      // 64 directions do not divide by 24: the nearest does.
      let d = Directions.all[(start + (i * 64 + 12) / n) % 64]
      let along = d.dot(axis), across = d.cross(axis)
      let r = 1 + roughness * noise[i] * 2
      ring.append(axis * (along * r * stretch) + axis.left * (-across * r / stretch))
    }
    return scaled(ring, to: area).map { $0 + centre }
  }

  /// A rectangle with one corner cut (L or hexagon), turned to a street grid.
  static func block(centre: Vec, area: Double, axis: Vec, random: inout KeyedRandom) -> [Vec] {
    let aspect = random.between(1, 1.9)
    let w = aspect.squareRoot(), h = 1 / w
    let cx = w * random.between(0.2, 0.45), cy = h * random.between(0.2, 0.45)
    let corner = [Vec(w / 2, -h / 2), Vec(w / 2, h / 2), Vec(-w / 2, h / 2), Vec(-w / 2, -h / 2)]
    let which = random.below(4), notch = random.chance(0.55)
    var ring: [Vec] = []
    for i in 0..<4 {
      let c = corner[i]
      guard i == which else {
        ring.append(c)
        continue
      }
      let sx = c.x > 0 ? -1.0 : 1.0, sy = c.y > 0 ? -1.0 : 1.0
      let alongX = Vec(c.x + sx * cx, c.y), alongY = Vec(c.x, c.y + sy * cy), inner = Vec(c.x + sx * cx, c.y + sy * cy)
      // Counter-clockwise: corners 0 and 2 are reached along y … x by turns.
      let first = i % 2 == 0 ? alongX : alongY, last = i % 2 == 0 ? alongY : alongX
      ring.append(first)
      if notch { ring.append(inner) }
      ring.append(last)
    }
    return scaled(ring, to: area).map { axis * $0.x + axis.left * $0.y + centre }
  }

  private static func scaled(_ ring: [Vec], to area: Double) -> [Vec] {
    let now = abs(Self.area(ring))
    let k = now > 0 ? (area / now).squareRoot() : 1
    return ring.map { $0 * k }
  }

  /// Signed area, counter-clockwise positive.
  static func area(_ ring: [Vec]) -> Double {
    guard var a = ring.last else { return 0 }
    var sum = 0.0
    for b in ring {
      sum += a.cross(b)
      a = b
    }
    return sum / 2
  }

  /// A midpoint line from a to b: each half is bent aside by up to `bend` of its length.
  static func wander(_ a: Vec, _ b: Vec, bend: Double, levels: Int, random: inout KeyedRandom) -> [Vec] {
    var line = [a, b]
    for _ in 0..<levels {
      var finer = [line[0]]
      for i in 1..<line.count {
        let d = line[i] - line[i - 1]
        finer.append(line[i - 1] + d * random.between(0.42, 0.58) + d.left * random.between(-bend, bend))
        finer.append(line[i])
      }
      line = finer
    }
    return line
  }
}
