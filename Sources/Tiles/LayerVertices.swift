internal import Geometry
internal import ZoneIndex

/// The vertices of a layer by identity, each with the first zoom at which it is drawn.
///
/// Borders are thinned, not rings: a border runs between *nodes*, vertices where other than two borders meet, which is
/// seen from the vertices before and after it in every ring that passes, whichever file the ring comes from. A border
/// is walked from its lesser end, so that the same vertices are thinned in the same way in whatever order and direction
/// they are delivered; each is thinned once by Douglas–Peucker and all zooms are read off from that.
struct LayerVertices {
  /// Vertex number of each occurrence, ring after ring in feature order.
  private(set) var numbers: [Int32] = []
  /// First occurrence of each ring, one more than rings.
  private(set) var ringStarts: [Int] = [0]
  /// First ring of each feature, one more than features.
  private(set) var featureStarts: [Int] = [0]
  /// Places in steps of the finest zoom, by vertex number.
  private(set) var places: [TilePoint] = []
  /// The first zoom at which a vertex is drawn; beyond the finest where never.
  private(set) var firstZoom: [UInt8] = []

  /// How far a drawn border may stray from the delivered one, in steps of its zoom: a third of a pixel of a 256-pixel tile.
  static let tolerance = 5.0
  private static let node: Float = .infinity

  private var points: [GridPoint] = []
  private var weight: [Float] = []

  /// - Parameter closed: whether the parts are rings, or lines.
  init(_ features: [[[GridPoint]]], closed: Bool, set: TileMatrixSet) {
    var table = GridPointTable(capacity: features.reduce(0) { $0 + $1.reduce(0) { $0 + $1.count } })
    for rings in features {
      for ring in rings {
        for p in ring { numbers.append(table.number(of: p)) }
        ringStarts.append(numbers.count)
      }
      featureStarts.append(ringStarts.count - 1)
    }
    points = table.points
    places = points.map(set.place)
    weight = [Float](repeating: -1, count: points.count)
    markNodes(closed: closed)
    thin(closed: closed)
    firstZoom = weight.map(Self.firstZoom)
    weight = []
    points = []
  }

  /// The coarsest zoom whose tolerance a squared distance, in steps of the finest zoom, is above.
  private static func firstZoom(_ weight: Float) -> UInt8 {
    guard weight < .infinity else { return 0 }
    var limit = tolerance * Double(1 << TileAddress.finestZoom)
    for zoom in 0..<TileAddress.finestZoom {
      if Double(weight) > limit * limit { return UInt8(zoom) }
      limit /= 2
    }
    return UInt8(TileAddress.finestZoom)
  }

  /// A vertex is a node unless every ring that passes has the same two neighbours there.
  private mutating func markNodes(closed: Bool) {
    var low = [Int32](repeating: -1, count: points.count)
    var high = [Int32](repeating: -1, count: points.count)
    for r in 0..<(ringStarts.count - 1) {
      let range = ringStarts[r]..<ringStarts[r + 1]
      for k in range {
        let v = Int(numbers[k])
        if !closed && (k == range.lowerBound || k == range.upperBound - 1) {
          weight[v] = Self.node
          continue
        }
        let before = numbers[k == range.lowerBound ? range.upperBound - 1 : k - 1]
        let after = numbers[k == range.upperBound - 1 ? range.lowerBound : k + 1]
        let (a, b) = before < after ? (before, after) : (after, before)
        if low[v] < 0 {
          (low[v], high[v]) = (a, b)
        } else if low[v] != a || high[v] != b {
          weight[v] = Self.node
        }
      }
    }
  }

  private mutating func thin(closed: Bool) {
    var chain: [Int32] = []
    for r in 0..<(ringStarts.count - 1) {
      let range = ringStarts[r]..<ringStarts[r + 1]
      guard range.count > 1 else { continue }
      guard closed else {
        var start = range.lowerBound
        for k in range.dropFirst() where weight[Int(numbers[k])] == Self.node {
          chain = Array(numbers[start...k])
          weigh(&chain)
          start = k
        }
        continue
      }
      let first: Int
      if let found = range.first(where: { weight[Int(numbers[$0])] == Self.node }) {
        first = found
      } else if weight[Int(numbers[range.lowerBound])] < 0 {
        first = anchor(range)
      } else {
        continue
      }
      // From node to node round the ring.
      chain.removeAll(keepingCapacity: true)
      chain.append(numbers[first])
      for step in 1...range.count {
        let k = range.lowerBound + (first - range.lowerBound + step) % range.count
        chain.append(numbers[k])
        if weight[Int(numbers[k])] == Self.node {
          weigh(&chain)
          chain.removeAll(keepingCapacity: true)
          chain.append(numbers[k])
        }
      }
    }
  }

  /// An island: its least vertex and the one farthest from it stand for nodes. Returns an occurrence of one.
  private mutating func anchor(_ range: Range<Int>) -> Int {
    let least = range.min { points[Int(numbers[$0])] < points[Int(numbers[$1])] } ?? range.lowerBound
    let origin = places[Int(numbers[least])]
    func square(_ k: Int) -> Double {
      let p = places[Int(numbers[k])]
      let (dx, dy) = (Double(p.x) - Double(origin.x), Double(p.y) - Double(origin.y))
      return dx * dx + dy * dy
    }
    let far =
      range.max {
        let (a, b) = (square($0), square($1))
        return a == b ? points[Int(numbers[$0])] < points[Int(numbers[$1])] : a < b
      } ?? least
    weight[Int(numbers[least])] = Self.node
    weight[Int(numbers[far])] = Self.node
    return least
  }

  /// Douglas–Peucker over a border: each inner vertex gets its distance from the chord that it splits, or less if
  /// that chord itself is drawn only at a finer tolerance.
  private mutating func weigh(_ chain: inout [Int32]) {
    guard chain.count > 2, weight[Int(chain[1])] < 0 else { return }
    orient(&chain)
    var stack: [(Int, Int, Double)] = [(0, chain.count - 1, .infinity)]
    while let (from, to, limit) = stack.popLast() {
      let a = places[Int(chain[from])]
      let b = places[Int(chain[to])]
      let (dx, dy) = (Double(b.x) - Double(a.x), Double(b.y) - Double(a.y))
      let square = dx * dx + dy * dy
      let inverse = square > 0 ? 1 / square : 0
      var farthest = -1.0
      var split = from + 1
      for k in (from + 1)..<to {
        let p = places[Int(chain[k])]
        let (px, py) = (Double(p.x) - Double(a.x), Double(p.y) - Double(a.y))
        let t = min(1, max(0, (px * dx + py * dy) * inverse))
        let (ex, ey) = (px - t * dx, py - t * dy)
        let distance = ex * ex + ey * ey
        if distance > farthest {
          farthest = distance
          split = k
        }
      }
      let value = min(limit, farthest)
      weight[Int(chain[split])] = Float(value)
      if split - from > 1 { stack.append((from, split, value)) }
      if to - split > 1 { stack.append((split, to, value)) }
    }
  }

  /// Turns a border so that it begins at its lesser end; one that ends where it begins, so that its second vertex is the lesser.
  private func orient(_ chain: inout [Int32]) {
    let ends = (points[Int(chain[0])], points[Int(chain[chain.count - 1])])
    let inner = (points[Int(chain[1])], points[Int(chain[chain.count - 2])])
    if ends.0 == ends.1 ? inner.1 < inner.0 : ends.1 < ends.0 { chain.reverse() }
  }
}

/// Numbers for places, equal places getting equal numbers; open addressing over the coordinates.
struct GridPointTable {
  private(set) var points: [GridPoint] = []
  private var slots: [Int32]
  private let mask: Int

  init(capacity: Int) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
    mask = size - 1
    points.reserveCapacity(capacity / 2)
  }

  mutating func number(of p: GridPoint) -> Int32 {
    var hash = UInt64(bitPattern: p.x) &* 0x9E37_79B9_7F4A_7C15
    hash = (hash ^ (hash >> 29)) &+ UInt64(bitPattern: p.y)
    hash = hash &* 0xBF58_476D_1CE4_E5B9
    var slot = Int(truncatingIfNeeded: hash >> 32) & mask
    while true {
      let number = slots[slot]
      if number < 0 {
        let new = Int32(points.count)
        slots[slot] = new
        points.append(p)
        return new
      }
      if points[Int(number)] == p { return number }
      slot = (slot + 1) & mask
    }
  }
}
