/// Eight boxes in space side by side, in the tree's own frame, widened by what rounding may take.
struct SpaceNode: BitwiseCopyable {
  var minX = SIMD8<Float>(repeating: .infinity)
  var minY = SIMD8<Float>(repeating: .infinity)
  var minZ = SIMD8<Float>(repeating: .infinity)
  var maxX = SIMD8<Float>(repeating: -.infinity)
  var maxY = SIMD8<Float>(repeating: -.infinity)
  var maxZ = SIMD8<Float>(repeating: -.infinity)

  /// The squares of the distances from a box to each of the eight.
  @inline(__always)
  func squares(_ low: SIMD3<Float>, _ high: SIMD3<Float>) -> SIMD8<Float> {
    // At most one side of a box faces the other; without a box both are infinite.
    let x = (minX - SIMD8(repeating: high.x)).positive + (SIMD8(repeating: low.x) - maxX).positive
    let y = (minY - SIMD8(repeating: high.y)).positive + (SIMD8(repeating: low.y) - maxY).positive
    let z = (minZ - SIMD8(repeating: high.z)).positive + (SIMD8(repeating: low.z) - maxZ).positive
    return x * x + y * y + z * z
  }

  mutating func set(_ k: Int, _ low: SIMD3<Float>, _ high: SIMD3<Float>) {
    (minX[k], minY[k], minZ[k]) = (low.x, low.y, low.z)
    (maxX[k], maxY[k], maxZ[k]) = (high.x, high.y, high.z)
  }

  /// The box over all eight.
  var whole: (low: SIMD3<Float>, high: SIMD3<Float>) {
    (SIMD3(minX.min(), minY.min(), minZ.min()), SIMD3(maxX.max(), maxY.max(), maxZ.max()))
  }
}

/// Eight blocks side by side, each within a round bar: the chord from its first place to its last and a radius about it.
///
/// A winding border fills its box badly; a bar bounds it several times closer, so that few blocks that lie about equally
/// far must be compared piece by piece.
struct BarNode: BitwiseCopyable {
  private var ax = SIMD8<Float>(repeating: 1e18)
  private var ay = SIMD8<Float>(repeating: 0)
  private var az = SIMD8<Float>(repeating: 0)
  private var dx = SIMD8<Float>(repeating: 0)
  private var dy = SIMD8<Float>(repeating: 0)
  private var dz = SIMD8<Float>(repeating: 0)
  private var inverse = SIMD8<Float>(repeating: 0)
  /// What is in the block lies within this of the chord, metres.
  private(set) var radius = SIMD8<Float>(repeating: 0)

  /// The squares of the distances from a place to the chords.
  @inline(__always)
  func squares(_ p: SIMD3<Float>) -> SIMD8<Float> {
    let wx = SIMD8<Float>(repeating: p.x) - ax
    let wy = SIMD8<Float>(repeating: p.y) - ay
    let wz = SIMD8<Float>(repeating: p.z) - az
    var t = (wx * dx + wy * dy + wz * dz) * inverse
    t = t.positive
    t = 1 - (1 - t).positive
    let rx = wx - t * dx
    let ry = wy - t * dy
    let rz = wz - t * dz
    return rx * rx + ry * ry + rz * rz
  }

  /// - Parameter places: the ends of the block's pieces, in order.
  mutating func set(_ k: Int, _ places: [SIMD3<Float>], slack: Float) {
    let a = places[0]
    let d = places[places.count - 1] - a
    let square = (d * d).sum()
    let over = square > 0 ? 1 / square : 0
    var most: Float = 0
    for p in places {
      let t = min(1, max(0, ((p - a) * d).sum() * over))
      let r = p - a - d * t
      most = max(most, (r * r).sum())
    }
    (ax[k], ay[k], az[k]) = (a.x, a.y, a.z)
    (dx[k], dy[k], dz[k]) = (d.x, d.y, d.z)
    inverse[k] = over
    radius[k] = most.squareRoot() * 1.0001 + slack
  }
}

/// Metres east, north and up from a place: boxes over ground are flat in it, and so bound distances closely.
struct SpaceFrame: BitwiseCopyable, Sendable {
  let origin: SIMD3<Double>
  private let east: SIMD3<Double>
  private let north: SIMD3<Double>
  private let up: SIMD3<Double>

  /// - Parameter origin: a place on the ellipsoid, or near it.
  init(at origin: SIMD3<Double>) {
    self.origin = origin
    let length = (origin * origin).sum().squareRoot()
    let level = (origin.x * origin.x + origin.y * origin.y).squareRoot()
    guard level > 1 else {
      (east, north, up) = (SIMD3(1, 0, 0), SIMD3(0, 1, 0), SIMD3(0, 0, 1))
      return
    }
    let u = origin / length
    let e = SIMD3(-origin.y / level, origin.x / level, 0)
    up = u
    east = e
    north = SIMD3(u.y * e.z - u.z * e.y, u.z * e.x - u.x * e.z, u.x * e.y - u.y * e.x)
  }

  @inline(__always)
  func local(_ p: SIMD3<Double>) -> SIMD3<Float> {
    let d = p - origin
    return SIMD3<Float>(Float((d * east).sum()), Float((d * north).sum()), Float((d * up).sum()))
  }

  /// Where a place of this frame lies in space.
  func space(_ p: SIMD3<Float>) -> SIMD3<Double> {
    origin + east * Double(p.x) + north * Double(p.y) + up * Double(p.z)
  }
}

/// The blocks of a layer or a site under boxes of eight.
final class SpaceTree: @unchecked Sendable {
  // Sendable: written in init only, read-only afterwards, freed in deinit.
  let blocks: UnsafeMutablePointer<SegmentBlock>
  let blockCount: Int
  let nodes: UnsafeMutablePointer<SpaceNode>
  /// The blocks under each node of the lowest level once more, as bars.
  let bars: UnsafeMutablePointer<BarNode>
  /// The first node of each level, the level over the blocks first, and the end.
  let levels: [Int]
  let frame: SpaceFrame

  /// - Parameter given: in an order in which neighbours lie near each other.
  init(_ given: [SegmentBlock]) {
    blockCount = given.count
    blocks = .allocate(capacity: max(1, given.count))
    blocks.initialize(from: given, count: given.count)
    let frame = SpaceFrame(at: given.isEmpty ? SIMD3(repeating: 0) : given[given.count / 2].origin)
    self.frame = frame
    var boxes = given.map { block -> (low: SIMD3<Float>, high: SIMD3<Float>) in
      var low = SIMD3<Float>(repeating: .infinity)
      var high = -low
      for k in 0..<Int(block.count) {
        for p in [block.start(k), block.end(k)] {
          let q = frame.local(p)
          low = pointwiseMin(low, q)
          high = pointwiseMax(high, q)
        }
      }
      // What an edge strays, and what rounding to single precision takes at this distance from the tree's place.
      let reach = max(low.max(), high.max(), -low.min(), -high.min())
      let margin = SIMD3<Float>(repeating: block.slack + reach * 2e-7)
      return (low - margin, high + margin)
    }
    var bars = [BarNode](repeating: BarNode(), count: (given.count + 7) / 8)
    for (b, block) in given.enumerated() {
      var places = (0..<Int(block.count)).map { frame.local(block.start($0)) }
      places.append(frame.local(block.end(Int(block.count) - 1)))
      var reach: Float = 0
      for p in places { reach = max(reach, p.max(), -p.min()) }
      bars[b / 8].set(b % 8, places, slack: block.slack + reach * 1e-6 + 1e-3)
    }
    self.bars = .allocate(capacity: max(1, bars.count))
    self.bars.initialize(from: bars, count: bars.count)
    var nodes: [SpaceNode] = []
    var levels = [0]
    repeat {
      var above: [(low: SIMD3<Float>, high: SIMD3<Float>)] = []
      var k = 0
      while k < boxes.count {
        var node = SpaceNode()
        for j in k..<min(k + 8, boxes.count) { node.set(j - k, boxes[j].low, boxes[j].high) }
        nodes.append(node)
        above.append(node.whole)
        k += 8
      }
      levels.append(nodes.count)
      boxes = above
    } while boxes.count > 1
    self.levels = levels
    self.nodes = .allocate(capacity: max(1, nodes.count))
    self.nodes.initialize(from: nodes, count: nodes.count)
  }

  deinit {
    blocks.deallocate()
    nodes.deallocate()
    bars.deallocate()
  }

  /// The box over everything.
  var whole: (low: SIMD3<Float>, high: SIMD3<Float>) { nodes[levels[levels.count - 1] - 1].whole }

  /// A box of another frame over everything.
  func whole(in other: SpaceFrame) -> (low: SIMD3<Float>, high: SIMD3<Float>) {
    let own = whole
    var low = SIMD3<Float>(repeating: .infinity)
    var high = -low
    for k in 0..<8 {
      let corner = SIMD3(k & 1 == 0 ? own.low.x : own.high.x, k & 2 == 0 ? own.low.y : own.high.y, k & 4 == 0 ? own.low.z : own.high.z)
      let p = other.local(frame.space(corner))
      low = pointwiseMin(low, p)
      high = pointwiseMax(high, p)
    }
    let margin = SIMD3(repeating: max(high.max(), -low.min()) * 2e-7 + 1e-3)
    return (low - margin, high + margin)
  }
}
