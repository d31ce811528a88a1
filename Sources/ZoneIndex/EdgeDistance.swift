internal import Geodesy
internal import Geometry

/// Distances between edges that are straight in longitude and latitude, in metres on the ellipsoid: quick lower bounds
/// first, the geodesic itself for the few pairs that are left.
enum EdgeDistance {
  // MARK: Lower bounds

  /// The smallest metres per grid step anywhere that a shortest way between two boxes may pass.
  ///
  /// Shortest ways bulge toward the pole by at most Δλ²/16; with these factors the flat distance is a lower bound.
  struct Scale {
    let x: Double
    let y: Double

    init(_ a: GridBox, _ b: GridBox) {
      let span = Double(max(a.maxX, b.maxX) - min(a.minX, b.minX)) * Double.radiansPerGridStep
      let bulge = span * span / 16 * 1.1 / Double.radiansPerGridStep + 1000
      let low = Double(min(a.minY, b.minY)) - bulge
      let high = Double(max(a.maxY, b.maxY)) + bulge
      let farthest = min(8.99e9, max(abs(low), abs(high)))
      let nearest = low <= 0 && high >= 0 ? 0 : min(abs(low), abs(high))
      let lengths = EdgeLength.shared
      x = lengths.metresPerDegree(atGridLatitude: farthest).longitude * 1e-8 * (1 - 1e-12)
      y = lengths.metresPerDegree(atGridLatitude: nearest).latitude * 1e-8 * (1 - 1e-12)
    }
  }

  /// A lower bound of the distance between anything in one box and anything in another.
  @inline(__always)
  static func lowerBound(_ a: GridBox, _ b: GridBox, _ scale: Scale) -> Double {
    let dx = Double(max(0, max(a.minX &- b.maxX, b.minX &- a.maxX))) * scale.x
    let dy = Double(max(0, max(a.minY &- b.maxY, b.minY &- a.maxY))) * scale.y
    return (dx * dx + dy * dy).squareRoot()
  }

  /// The flat distance between two edges under a scale, and the fractions along both where it is reached.
  static func flat(
    _ a: GridPoint, _ b: GridPoint, _ c: GridPoint, _ d: GridPoint, scaleX: Double, scaleY: Double
  ) -> (distance: Double, s: Double, t: Double) {
    let bx = Double(b.x - a.x) * scaleX
    let by = Double(b.y - a.y) * scaleY
    let cx = Double(c.x - a.x) * scaleX
    let cy = Double(c.y - a.y) * scaleY
    let dx = Double(d.x - a.x) * scaleX
    let dy = Double(d.y - a.y) * scaleY
    var best = (distance: Double.infinity, s: 0.0, t: 0.0)
    @inline(__always)
    func foot(_ px: Double, _ py: Double, _ ex: Double, _ ey: Double) -> Double {
      let square = ex * ex + ey * ey
      return square > 0 ? min(1, max(0, (px * ex + py * ey) / square)) : 0
    }
    @inline(__always)
    func consider(_ s: Double, _ t: Double) {
      let x = bx * s - (cx + (dx - cx) * t)
      let y = by * s - (cy + (dy - cy) * t)
      let distance = (x * x + y * y).squareRoot()
      if distance < best.distance { best = (distance, s, t) }
    }
    consider(0, foot(-cx, -cy, dx - cx, dy - cy))
    consider(1, foot(bx - cx, by - cy, dx - cx, dy - cy))
    consider(foot(cx, cy, bx, by), 0)
    consider(foot(dx, dy, bx, by), 1)
    return best
  }

  // MARK: In space

  /// A place in earth-centred metres.
  struct Space {
    let x: Double
    let y: Double
    let z: Double

    init(_ p: GridPoint) {
      let (sinφ, cosφ) = SteadyMath.sinCos(p.latitude * Double.radiansPerDegree)
      let (sinλ, cosλ) = SteadyMath.sinCos(p.longitude * Double.radiansPerDegree)
      let n = CGCS2000.semiMajor / (1 - CGCS2000.e2 * sinφ * sinφ).squareRoot()
      x = n * cosφ * cosλ
      y = n * cosφ * sinλ
      z = n * (1 - CGCS2000.e2) * sinφ
    }
  }

  /// A lower bound of the geodesic between two edges from their chords in space; tight to metres at 500 km.
  static func spaceBound(_ a: Space, _ b: Space, _ c: Space, _ d: Space) -> Double {
    let chord = chordDistance(a, b, c, d) - sag(a, b) - sag(c, d)
    guard chord > 0 else { return 0 }
    // A way that bends less than a circle of the polar radius is no shorter than its arc.
    let u = chord / (2 * CGCS2000.polarRadius)
    guard u < 0.5 else { return chord }
    let u2 = u * u
    return chord * (1 + u2 / 6 + 3 * u2 * u2 / 40) * (1 - 1e-7)
  }

  /// An upper bound of the geodesic between two places, a hair above it.
  static func spaceUpperBound(_ a: Space, _ b: Space) -> Double {
    let (x, y, z) = (b.x - a.x, b.y - a.y, b.z - a.z)
    let chord = (x * x + y * y + z * z).squareRoot()
    // A way that bends more than a circle of the smallest radius is no longer than its arc; asin u ≤ u + u³/6 + u⁵/8.
    let u = chord / (2 * CGCS2000.smallestRadius)
    guard u < 0.5 else { return .infinity }
    let u2 = u * u
    return chord * (1 + u2 / 6 + u2 * u2 / 8) * (1 + 1e-7) + 1e-3
  }

  /// How far an edge, straight in degrees, strays from its chord in space: down into the earth and sideways.
  private static func sag(_ a: Space, _ b: Space) -> Double {
    let (x, y, z) = (b.x - a.x, b.y - a.y, b.z - a.z)
    let square = x * x + y * y + z * z
    // 1/8R, and the same again times the tangent of the latitude; up to 60° that is below 1/2R.
    return square / (2 * CGCS2000.smallestRadius)
  }

  private static func chordDistance(_ a: Space, _ b: Space, _ c: Space, _ d: Space) -> Double {
    let u = (b.x - a.x, b.y - a.y, b.z - a.z)
    let v = (d.x - c.x, d.y - c.y, d.z - c.z)
    let w = (a.x - c.x, a.y - c.y, a.z - c.z)
    let uu = u.0 * u.0 + u.1 * u.1 + u.2 * u.2
    let vv = v.0 * v.0 + v.1 * v.1 + v.2 * v.2
    let uv = u.0 * v.0 + u.1 * v.1 + u.2 * v.2
    let uw = u.0 * w.0 + u.1 * w.1 + u.2 * w.2
    let vw = v.0 * w.0 + v.1 * w.1 + v.2 * w.2
    let ww = w.0 * w.0 + w.1 * w.1 + w.2 * w.2
    func square(_ s: Double, _ t: Double) -> Double {
      let x = w.0 + s * u.0 - t * v.0
      let y = w.1 + s * u.1 - t * v.1
      let z = w.2 + s * u.2 - t * v.2
      return x * x + y * y + z * z
    }
    func unit(_ x: Double) -> Double { min(1, max(0, x)) }
    var best = ww
    // Ends against the other edge, then both insides.
    best = min(best, square(0, vv > 0 ? unit(vw / vv) : 0))
    best = min(best, square(1, vv > 0 ? unit((vw + uv) / vv) : 0))
    best = min(best, square(uu > 0 ? unit(-uw / uu) : 0, 0))
    best = min(best, square(uu > 0 ? unit((uv - uw) / uu) : 0, 1))
    let determinant = uu * vv - uv * uv
    if determinant > 1e-12 * uu * vv, determinant > 0 {
      let s = unit((uv * vw - vv * uw) / determinant)
      best = min(best, square(s, unit((vw + s * uv) / max(vv, 1e-300))))
    }
    return best.squareRoot()
  }

  // MARK: On the ellipsoid

  struct Closest {
    var metres: Double
    var onFirst: GridPoint
    var onSecond: GridPoint
  }

  /// The shortest geodesic between the edges a–b and c–d, which do not meet.
  ///
  /// Minimised along one edge and the other in turn, from the flat solution and from every end that comes near it.
  static func geodesic(_ a: GridPoint, _ b: GridPoint, _ c: GridPoint, _ d: GridPoint) -> Closest {
    let middle = Double(a.y + b.y + c.y + d.y) / 4
    let metres = EdgeLength.shared.metresPerDegree(atGridLatitude: middle)
    let scaleX = metres.longitude * 1e-8
    let scaleY = metres.latitude * 1e-8
    let start = flat(a, b, c, d, scaleX: scaleX, scaleY: scaleY)
    var best = descend(Edge(a, b), Edge(c, d), start.s, start.t)
    for (end, edgeIsFirst, fraction) in [(a, true, 0.0), (b, true, 1.0), (c, false, 0.0), (d, false, 1.0)] {
      let other = edgeIsFirst ? (c, d) : (a, b)
      let reach = flat(end, end, other.0, other.1, scaleX: scaleX, scaleY: scaleY)
      // The flat metric errs by the change of the parallels over the distance.
      guard reach.distance * (1 - 1e-4 - 3 * reach.distance / CGCS2000.semiMajor) <= best.metres else { continue }
      if edgeIsFirst ? start.s == fraction : start.t == fraction { continue }
      let found = descend(
        Edge(a, b), Edge(c, d), edgeIsFirst ? fraction : reach.t, edgeIsFirst ? reach.t : fraction)
      if found.metres < best.metres { best = found }
    }
    return best
  }

  private struct Edge {
    let x: Double
    let y: Double
    let dx: Double
    let dy: Double
    let isPoint: Bool

    init(_ a: GridPoint, _ b: GridPoint) {
      x = a.longitude
      y = a.latitude
      dx = Double(b.x - a.x) / GridPoint.perDegree
      dy = Double(b.y - a.y) / GridPoint.perDegree
      isPoint = a == b
    }

    func place(_ t: Double) -> Geodesic.Place { Geodesic.Place(longitude: x + dx * t, latitude: y + dy * t) }

    /// Metres east and north for one unit of t.
    func speed(_ t: Double) -> (east: Double, north: Double) {
      let metres = EdgeLength.shared.metresPerDegree(atGridLatitude: (y + dy * t) * GridPoint.perDegree)
      return (metres.longitude * dx, metres.latitude * dy)
    }

    func grid(_ t: Double) -> GridPoint { GridPoint(longitude: x + dx * t, latitude: y + dy * t) }
  }

  private static func descend(_ first: Edge, _ second: Edge, _ s0: Double, _ t0: Double) -> Closest {
    var s = s0
    var t = t0
    var p = first.place(s)
    var metres = Double.infinity
    for _ in 0..<40 {
      let along = nearest(to: p, on: second, from: t)
      t = along.t
      let back = nearest(to: second.place(t), on: first, from: s)
      s = back.t
      p = first.place(s)
      let before = metres
      metres = min(along.metres, back.metres)
      if before - metres < 1e-6 { break }
    }
    return Closest(metres: metres, onFirst: first.grid(s), onSecond: second.grid(t))
  }

  /// The nearest place to p on an edge: each round solves the flat triangle at the last foot.
  private static func nearest(to p: Geodesic.Place, on edge: Edge, from start: Double) -> (t: Double, metres: Double) {
    var t = start
    var line = Geodesic.line(p, edge.place(t))
    guard !edge.isPoint else { return (0, line.length) }
    for _ in 0..<30 where line.length > 0 {
      let v = edge.speed(t)
      let square = v.east * v.east + v.north * v.north
      let slope = v.east * line.endSine + v.north * line.endCosine
      let next = min(1, max(0, t - line.length * slope / square))
      let step = abs(next - t) * square.squareRoot()
      t = next
      line = Geodesic.line(p, edge.place(t))
      if step < 1e-5 { break }
    }
    return (t, line.length)
  }
}
