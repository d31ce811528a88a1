internal import Geometry

/// The borders of a layer's polygons, each stretch kept once, with who lies on its left and on its right.
///
/// Two features that run the same edge in opposite directions share it; an edge that only one of them has (an outer
/// border, or a neighbour that drew its side differently, with gaps or overlaps) has no one on its other side. What a
/// point or a footprint meets is counted by crossing chains, so that nothing depends on how well neighbours fit.
struct BorderChains {
  struct Chain {
    /// Feature + 1, or 0.
    var left: UInt32
    var right: UInt32
    var points: Range<Int>
  }

  private(set) var chains: [Chain] = []
  /// Vertices of all chains, one after another, in steps from the layer's origin.
  private(set) var vertices: [GridVertex] = []

  private struct Ring {
    var first: Int
    var count: Int
    var owner: UInt32
  }

  private var rings: [Ring] = []
  private var points: [GridVertex] = []
  private var owners: [UInt32] = []
  /// The edge that runs the other way, by edge; an edge is named by its first point.
  private var partner: [Int32] = []

  /// - Parameter polygons: by feature, normalised, in steps from an origin that keeps them within 32 bits.
  init(_ polygons: [[GridPolygon]], origin: GridPoint) {
    for (feature, parts) in polygons.enumerated() {
      for ring in parts.lazy.flatMap(\.rings) where ring.count >= 3 {
        rings.append(Ring(first: points.count, count: ring.count, owner: UInt32(feature + 1)))
        for p in ring { points.append(GridVertex(x: Int32(p.x - origin.x), y: Int32(p.y - origin.y))) }
        owners.append(contentsOf: repeatElement(UInt32(feature + 1), count: ring.count))
      }
    }
    findPartners()
    for ring in rings { addChains(of: ring) }
  }

  /// Lines: each is a chain of its feature alone.
  init(lines: [[[GridPoint]]], origin: GridPoint) {
    for (feature, parts) in lines.enumerated() {
      for line in parts where !line.isEmpty {
        let first = vertices.count
        for p in line { vertices.append(GridVertex(x: Int32(p.x - origin.x), y: Int32(p.y - origin.y))) }
        if line.count == 1 { vertices.append(vertices[first]) }
        chains.append(Chain(left: UInt32(feature + 1), right: 0, points: first..<vertices.count))
      }
    }
  }

  private func next(_ i: Int, _ ring: Ring) -> Int { i + 1 == ring.first + ring.count ? ring.first : i + 1 }

  private mutating func findPartners() {
    partner = [Int32](repeating: -1, count: points.count)
    guard !points.isEmpty else { return }
    var bits = 4
    while 1 << bits < points.count * 2 { bits += 1 }
    var table = [Int32](repeating: -1, count: 1 << bits)
    var ends = [GridVertex](repeating: GridVertex(x: 0, y: 0), count: points.count)
    for ring in rings {
      for i in ring.first..<(ring.first + ring.count) { ends[i] = points[next(i, ring)] }
    }
    let mask = (1 << bits) - 1
    for i in points.indices {
      let (a, b) = (points[i], ends[i])
      // The same place for both directions.
      let mixed = ((a.key &+ b.key) &* 0x9E37_79B9_7F4A_7C15) ^ ((a.key ^ b.key) &* 0xC2B2_AE3D_27D4_EB4F)
      let spread = (mixed ^ (mixed >> 29)) &* 0x9E37_79B1_85EB_CA87
      var slot = Int(spread >> UInt64(64 - bits))
      var found: Int32 = -1
      while table[slot] >= 0 {
        let j = Int(table[slot])
        if partner[j] < 0, points[j].key == b.key, ends[j].key == a.key {
          found = Int32(j)
          break
        }
        slot = (slot + 1) & mask
      }
      if found >= 0 {
        partner[i] = found
        partner[Int(found)] = Int32(i)
      } else {
        table[slot] = Int32(i)
      }
    }
  }

  /// Who lies on the right of an edge: a partner's owner, or no one; nil where the same feature lies on both sides.
  private func right(_ edge: Int) -> UInt32? {
    let other = partner[edge]
    guard other >= 0 else { return 0 }
    return owners[Int(other)] == owners[edge] ? nil : owners[Int(other)]
  }

  private mutating func addChains(of ring: Ring) {
    let last = ring.first + ring.count - 1
    // Begin where the neighbour changes, so that no stretch is cut without need.
    var start = ring.first
    var before = right(last)
    for i in ring.first...last {
      let here = right(i)
      if here != before {
        start = i
        break
      }
      before = here
    }
    var i = start
    var left = ring.count
    while left > 0 {
      let side = right(i)
      var length = 1
      var end = next(i, ring)
      while length < left, right(end) == side {
        length += 1
        end = next(end, ring)
      }
      // A shared stretch is written by the feature that comes first.
      if let side, side == 0 || side > ring.owner {
        let first = vertices.count
        var k = i
        for _ in 0...length {
          vertices.append(points[k])
          k = next(k, ring)
        }
        chains.append(Chain(left: ring.owner, right: side, points: first..<vertices.count))
      }
      left -= length
      i = end
    }
  }
}

extension GridVertex {
  /// Both coordinates in one word.
  @inline(__always)
  var key: UInt64 { UInt64(UInt32(bitPattern: x)) << 32 | UInt64(UInt32(bitPattern: y)) }

  /// The place in steps from the layer's origin.
  @inline(__always)
  var point: GridPoint { GridPoint(x: Int64(x), y: Int64(y)) }
}
