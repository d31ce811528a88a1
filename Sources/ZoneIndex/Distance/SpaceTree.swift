/// Eight boxes in space side by side, in metres from the tree's own place, widened by what rounding may take.
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
    let zero = SIMD8<Float>(repeating: 0)
    let x = pointwiseMax(zero, pointwiseMax(minX - SIMD8(repeating: high.x), SIMD8(repeating: low.x) - maxX))
    let y = pointwiseMax(zero, pointwiseMax(minY - SIMD8(repeating: high.y), SIMD8(repeating: low.y) - maxY))
    let z = pointwiseMax(zero, pointwiseMax(minZ - SIMD8(repeating: high.z), SIMD8(repeating: low.z) - maxZ))
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

/// The blocks of a layer or a site under boxes of eight.
final class SpaceTree: @unchecked Sendable {
  // Sendable: written in init only, read-only afterwards, freed in deinit.
  let blocks: UnsafeMutablePointer<SegmentBlock>
  let blockCount: Int
  let nodes: UnsafeMutablePointer<SpaceNode>
  /// The first node of each level, the level over the blocks first, and the end.
  let levels: [Int]
  let origin: SIMD3<Double>

  /// - Parameter given: in an order in which neighbours lie near each other.
  init(_ given: [SegmentBlock]) {
    blockCount = given.count
    blocks = .allocate(capacity: max(1, given.count))
    blocks.initialize(from: given, count: given.count)
    var middle = SIMD3<Double>(repeating: 0)
    if !given.isEmpty { middle = given[given.count / 2].origin }
    origin = middle
    var boxes = given.map { block -> (low: SIMD3<Float>, high: SIMD3<Float>) in
      var low = SIMD3<Float>(repeating: .infinity)
      var high = -low
      for k in 0..<Int(block.count) {
        for p in [block.start(k), block.end(k)] {
          let q = SIMD3<Float>(p - middle)
          low = pointwiseMin(low, q)
          high = pointwiseMax(high, q)
        }
      }
      // What an edge strays, and what rounding to single precision takes at this distance from the tree's place.
      let reach = max(low.max(), high.max(), -low.min(), -high.min())
      let margin = SIMD3<Float>(repeating: block.slack + reach * 1.3e-7)
      return (low - margin, high + margin)
    }
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
  }

  /// The box over everything.
  var whole: (low: SIMD3<Float>, high: SIMD3<Float>) { nodes[levels[levels.count - 1] - 1].whole }
}
