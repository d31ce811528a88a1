internal import Geodesy
internal import Geometry

/// An edge that is straight in longitude and latitude, in grid steps.
struct GridEdge: BitwiseCopyable {
  var x: Double
  var y: Double
  var dx: Double
  var dy: Double

  init(_ a: GridPoint, _ b: GridPoint) {
    x = Double(a.x)
    y = Double(a.y)
    dx = Double(b.x &- a.x)
    dy = Double(b.y &- a.y)
  }

  @inline(__always)
  func at(_ t: Double) -> (x: Double, y: Double) { (x + dx * t, y + dy * t) }

  func place(_ t: Double) -> SpacePlace { SpacePlace(x: x + dx * t, y: y + dy * t) }

  func grid(_ t: Double) -> GridPoint {
    GridPoint(x: Int64((x + dx * t).rounded()), y: Int64((y + dy * t).rounded()))
  }

  /// The place of the edge itself that is nearest to p in space, from a first guess: Newton's steps, each shorter than
  /// the one before by the distance over the radius of the earth.
  func foot(of p: SIMD3<Double>, from guess: Double) -> (t: Double, place: SpacePlace) {
    var t = min(1, max(0, guess))
    var q = place(t)
    guard dx != 0 || dy != 0 else { return (0, q) }
    for _ in 0..<30 {
      let v = q.speed(dx, dy)
      let square = (v * v).sum()
      let next = min(1, max(0, t - ((q.position - p) * v).sum() / square))
      let step = abs(next - t) * square.squareRoot()
      guard step > 1e-6 else { break }
      t = next
      q = place(t)
    }
    return (t, q)
  }
}

/// The shortest way between two edges that do not meet, from a first guess on the first.
struct EdgePair {
  var metres: Double
  var s: Double
  var t: Double

  /// Each edge's place nearest to the other's in turn; the geodesic between the last two.
  init(_ first: GridEdge, _ second: GridEdge, s: Double, t: Double) {
    var p = first.place(s)
    var foot = second.foot(of: p.position, from: t)
    self.s = s
    if first.dx != 0 || first.dy != 0 {
      var before = Double.infinity
      for _ in 0..<40 {
        let back = first.foot(of: foot.place.position, from: self.s)
        self.s = back.t
        p = back.place
        foot = second.foot(of: p.position, from: foot.t)
        let d = p.position - foot.place.position
        let now = (d * d).sum().squareRoot()
        if before - now < 1e-6 { break }
        before = now
      }
    }
    self.t = foot.t
    metres = p.geodesic(to: foot.place, first.at(self.s), second.at(foot.t))
  }
}
