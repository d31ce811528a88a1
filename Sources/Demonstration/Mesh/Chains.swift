import Geometry

/// The wiggled line of every mesh edge that parts something, made once and shared by all layers.
///
/// Edge a–b has the incentres c1 and c2 of its two triangles on either side. The kite a c1 b c2 is convex and kites are
/// disjoint, so a line that stays in its kite crosses nothing, and no edge is ever made twice.
struct Chains {
  let mesh: Mesh
  /// Points between the ends, from the lower half-edge's start to its end; empty for straight edges.
  private let between: [[GridPoint]]

  /// How an edge is drawn.
  enum Detail: UInt8 {
    /// Parts nothing.
    case none
    /// Parts zones only: steps of 120 m.
    case coarse
    /// Parts units: steps of some 40 m.
    case fine
  }

  /// - Parameters:
  ///   - detail: per half-edge; only the lower half of a pair is read.
  ///   - sway: per half-edge, 0 to 1 of the kite's height.
  init(mesh: Mesh, territory: Territory, vertices: [Vec], detail: [Detail], sway: [Double], seed: UInt64) {
    self.mesh = mesh
    var incentres: [Vec] = []
    incentres.reserveCapacity(mesh.triangleCount)
    for t in 0..<mesh.triangleCount {
      let a = vertices[Int(mesh.origin[3 * t])], b = vertices[Int(mesh.origin[3 * t + 1])], c = vertices[Int(mesh.origin[3 * t + 2])]
      let la = (b - c).length, lb = (c - a).length, lc = (a - b).length
      let sum = la + lb + lc
      incentres.append(Vec((a.x * la + b.x * lb + c.x * lc) / sum, (a.y * la + b.y * lb + c.y * lc) / sum))
    }
    var all = [[GridPoint]](repeating: [], count: mesh.origin.count)
    for e in 0..<mesh.origin.count {
      let f = Int(mesh.twin[e])
      guard f > e, detail[e] != .none else { continue }
      let a = vertices[Int(mesh.origin[e])], b = vertices[Int(mesh.origin[mesh.next(e)])]
      let ends = (mesh.start(e), mesh.end(e))
      all[e] = Self.line(
        a, b, left: incentres[e / 3], right: incentres[f / 3], step: detail[e] == .fine ? 41 : 120, sway: sway[e], ends: ends,
        seed: seed
      ).map(territory.plane.grid)
    }
    between = all
  }

  /// Appends the start of half-edge e and what lies between it and its end.
  @inline(__always) func append(_ e: Int, to ring: inout [GridPoint]) {
    ring.append(mesh.start(e))
    let f = Int(mesh.twin[e])
    if f < 0 { return }
    if e < f {
      ring.append(contentsOf: between[e])
    } else {
      ring.append(contentsOf: between[f].reversed())
    }
  }

  private static func line(
    _ a: Vec, _ b: Vec, left: Vec, right: Vec, step: Double, sway: Double, ends: (GridPoint, GridPoint), seed: UInt64
  ) -> [Vec] {
    let d = b - a
    let squared = d.squared
    guard squared >= 52 * 52 else { return [] }
    // 2^k parts of about one step: k goes up where the length passes step · 2^(k - 1/2).
    var parts = 1
    var bound = step * step * 2
    while squared >= bound, parts < 64 {
      parts *= 2
      bound *= 4
    }
    guard parts > 1 else { return [] }
    let length = squared.squareRoot()
    let normal = Vec(-d.y / length, d.x / length)
    let leftFoot = (left - a).dot(d) / squared, rightFoot = (right - a).dot(d) / squared
    let leftHeight = (left - a).dot(normal), rightHeight = -(right - a).dot(normal)
    guard leftHeight > 2, rightHeight > 2 else { return [] }
    let low = min(ends.0, ends.1), high = max(ends.0, ends.1)
    var random = KeyedRandom(
      seed, UInt64(bitPattern: low.x), UInt64(bitPattern: low.y), UInt64(bitPattern: high.x), UInt64(bitPattern: high.y))
    var noise = [Double](repeating: 0, count: parts + 1)
    var span = parts
    var gain = 1.0
    while span > 1 {
      var at = span / 2
      while at < parts {
        let mean = (noise[at - span / 2] + noise[at + span / 2]) / 2
        noise[at] = max(-1, min(1, mean + gain * random.between(-1, 1)))
        at += span
      }
      span /= 2
      gain *= 0.62
    }
    var out: [Vec] = []
    out.reserveCapacity(parts - 1)
    for i in 1..<parts {
      let t = (Double(i) + random.between(-0.25, 0.25)) / Double(parts)
      let s = noise[i] * 0.88 * sway
      let height: Double
      if s >= 0 {
        height = leftHeight * min(t / leftFoot, (1 - t) / (1 - leftFoot))
      } else {
        height = rightHeight * min(t / rightFoot, (1 - t) / (1 - rightFoot))
      }
      out.append(a + d * t + normal * (s * height))
    }
    return out
  }
}
