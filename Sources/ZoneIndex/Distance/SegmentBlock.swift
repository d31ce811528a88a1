internal import Geometry

/// Eight pieces of edges as chords in space, in metres from a place of their own, so that single precision is fine.
struct SegmentBlock: BitwiseCopyable {
  var origin: SIMD3<Double>
  var ax: SIMD8<Float>
  var ay: SIMD8<Float>
  var az: SIMD8<Float>
  var dx: SIMD8<Float>
  var dy: SIMD8<Float>
  var dz: SIMD8<Float>
  /// 1 ÷ the square of each chord's length, 0 for a place.
  var inverse: SIMD8<Float>
  /// The edge of each piece and from which fraction to which it runs.
  var edge: SIMD8<UInt32>
  var from: SIMD8<Float>
  var to: SIMD8<Float>
  /// How many of the eight there are.
  var count: UInt32
  /// The chain of all of them; of a site its ring.
  var chain: UInt32
  /// How far an edge may stray from its chord, and rounding, metres.
  var slack: Float

  /// The squares of the distances from a place, and the fractions along the chords where they are reached.
  @inline(__always)
  func squares(_ p: SIMD3<Double>) -> (squares: SIMD8<Float>, fractions: SIMD8<Float>, reach: Float) {
    let q = SIMD3<Float>(p - origin)
    let wx = SIMD8<Float>(repeating: q.x) - ax
    let wy = SIMD8<Float>(repeating: q.y) - ay
    let wz = SIMD8<Float>(repeating: q.z) - az
    var t = (wx * dx + wy * dy + wz * dz) * inverse
    t = t.positive
    t = 1 - (1 - t).positive
    let rx = wx - t * dx
    let ry = wy - t * dy
    let rz = wz - t * dz
    return (rx * rx + ry * ry + rz * rz, t, abs(q.x) + abs(q.y) + abs(q.z))
  }

  /// The place of the first end of a piece.
  @inline(__always)
  func start(_ k: Int) -> SIMD3<Double> { origin + SIMD3(Double(ax[k]), Double(ay[k]), Double(az[k])) }

  @inline(__always)
  func end(_ k: Int) -> SIMD3<Double> {
    origin + SIMD3(Double(ax[k] + dx[k]), Double(ay[k] + dy[k]), Double(az[k] + dz[k]))
  }
}

extension SIMD8<Float> {
  /// Each lane, or 0 where it is below; not −∞. The standard library goes through such a choice lane by lane.
  @inline(__always)
  var positive: SIMD8<Float> {
    let size = unsafeBitCast(unsafeBitCast(self, to: SIMD8<UInt32>.self) & 0x7FFF_FFFF, to: SIMD8<Float>.self)
    return (self + size) * 0.5
  }
}

/// Cuts lines into blocks.
struct SegmentBlocks {
  private(set) var blocks: [SegmentBlock] = []
  private var pieces: [(a: SIMD3<Double>, b: SIMD3<Double>, edge: UInt32, from: Float, to: Float)] = []

  /// Edges are cut to chords no longer than this, so that they stray from them by millimetres.
  static let longestChord = 300.0

  /// Adds the edges of one line; edge i runs from point i to point i + 1 and is known as `firstEdge` + i.
  ///
  /// - Parameter points: one point alone is a piece without length.
  mutating func add(_ points: some RandomAccessCollection<GridPoint>, chain: Int, firstEdge: Int) {
    guard var before = points.first else { return }
    var a = SpacePlace(before)
    if points.count == 1 { put(a.position, a.position, firstEdge, 0, 1) }
    for (i, next) in points.dropFirst().enumerated() {
      let b = SpacePlace(next)
      let d = b.position - a.position
      let pieces = max(1, ((d * d).sum().squareRoot() / Self.longestChord).rounded(.up))
      var from = a.position
      var start = 0.0
      for k in 1...Int(pieces) {
        let t = Double(k) / pieces
        let to =
          k == Int(pieces)
          ? b.position
          : SpacePlace(
            x: Double(before.x) + Double(next.x - before.x) * t, y: Double(before.y) + Double(next.y - before.y) * t
          ).position
        put(from, to, firstEdge + i, start, t)
        if self.pieces.count == 8 { close(chain) }
        from = to
        start = t
      }
      before = next
      a = b
    }
    close(chain)
  }

  private mutating func put(_ a: SIMD3<Double>, _ b: SIMD3<Double>, _ edge: Int, _ from: Double, _ to: Double) {
    pieces.append((a, b, UInt32(edge), Float(from), Float(to)))
  }

  private mutating func close(_ chain: Int) {
    guard let first = pieces.first else { return }
    let none = SIMD8<Float>(repeating: 0)
    var block = SegmentBlock(
      origin: first.a, ax: SIMD8(repeating: 1e18), ay: none, az: none, dx: none, dy: none, dz: none, inverse: none,
      edge: SIMD8(repeating: 0), from: none, to: none, count: UInt32(pieces.count), chain: UInt32(chain), slack: 0)
    var slack = 0.0
    var extent = 0.0
    for (k, piece) in pieces.enumerated() {
      let a = SIMD3<Float>(piece.a - block.origin)
      let b = SIMD3<Float>(piece.b - block.origin)
      let d = b - a
      (block.ax[k], block.ay[k], block.az[k]) = (a.x, a.y, a.z)
      (block.dx[k], block.dy[k], block.dz[k]) = (d.x, d.y, d.z)
      let square = (d * d).sum()
      block.inverse[k] = square > 0 ? 1 / square : 0
      block.edge[k] = piece.edge
      block.from[k] = piece.from
      block.to[k] = piece.to
      let chord = piece.b - piece.a
      // Down into the earth by 1/8R and sideways by that times the tangent of the latitude: up to 75° below 1/2R.
      slack = max(slack, (chord * chord).sum() / (2 * 6.33e6))
      extent = max(extent, Double(abs(b.x) + abs(b.y) + abs(b.z)))
    }
    block.slack = Float(slack * 1.01 + extent * 3e-7 + 1e-4)
    blocks.append(block)
    pieces.removeAll(keepingCapacity: true)
  }
}
