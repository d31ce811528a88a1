internal import Geodesy
internal import Geometry

/// A layer thinned for maps up to one zoom.
public struct DisplayLevel: Sendable {
  /// The highest zoom (256-pixel Mercator tiles) for which the layer is meant.
  public let zoom: Int
  public let layer: LayerContent
}

/// Thins layers for drawing so that neighbours still meet; never used for verdicts.
///
/// Borders are thinned, not rings: a border runs between *nodes*, vertices where other than two borders meet, which
/// is seen from the vertices before and after it in every ring that passes. Each border is thinned once by
/// Douglas–Peucker, which gives every vertex the coarsest tolerance at which it is still needed, and all levels are
/// read off from that. Parts below a pixel are dropped, but never a feature's largest part.
public enum DisplayGeneraliser {
  public static let zooms = [7, 8, 9, 10, 11, 12, 13]

  /// The tolerance in pixels.
  static let tolerancePixels = 0.5

  /// One thinned layer for each zoom, in order; points are passed through.
  ///
  /// - Complexity: linear in the vertices for finding nodes, n log n for thinning.
  public static func levels(of layer: LayerContent, zooms: [Int] = Self.zooms) -> [DisplayLevel] {
    guard layer.kind != .point else { return zooms.map { DisplayLevel(zoom: $0, layer: layer) } }
    let borders = BorderGraph(layer)
    return zooms.sorted().map { DisplayLevel(zoom: $0, layer: borders.thinned(layer, zoom: $0)) }
  }

  /// Grid steps of longitude in one pixel at a zoom.
  static func pixel(_ zoom: Int) -> Double { 360 * GridPoint.perDegree / (256 * Double(1 << zoom)) }
}

/// The vertices of a layer by identity, and how much each matters.
private struct BorderGraph {
  /// Vertex number of each occurrence, ring after ring in feature order.
  private var numbers: [Int32] = []
  /// First occurrence of each ring, one more than rings.
  private var ringStarts: [Int] = [0]
  /// Squared tolerance, in steps of longitude, up to which a vertex is needed; infinite for nodes.
  private var weight: [Float]
  /// Ring areas in square steps of longitude, in ring order; 0 for lines.
  private var areas: [Double] = []
  private let stretch: Double

  init(_ layer: LayerContent) {
    let closed = layer.kind == .polygon
    var rings: [[GridPoint]] = []
    for feature in layer.features { rings += Self.rings(of: feature.geometry) }
    var box = GridBox.empty
    for ring in rings { box.add(GridBox(ring)) }
    // Mercator: a step of latitude is 1/cos φ steps of longitude.
    let middle = box.isEmpty ? 0 : Double(box.minY + box.maxY) / 2
    stretch = 1 / max(0.05, SteadyMath.cos(middle * Double.radiansPerGridStep))

    var table = VertexTable(capacity: rings.reduce(0) { $0 + $1.count })
    for ring in rings {
      for p in ring { numbers.append(table.number(of: p)) }
      ringStarts.append(numbers.count)
      areas.append(closed ? abs(Double(RingShape.doubleArea(ring))) / 2 * stretch : 0)
    }
    let vertices = table.points
    weight = [Float](repeating: -1, count: vertices.count)
    markNodes(count: vertices.count, closed: closed)
    thin(vertices, closed: closed)
  }

  static func rings(of geometry: FeatureGeometry) -> [[GridPoint]] {
    switch geometry {
    case .polygons(let polygons): polygons.flatMap(\.rings)
    case .lines(let lines): lines
    case .points: []
    }
  }

  /// A vertex is a node unless every ring that passes has the same two neighbours there.
  private mutating func markNodes(count: Int, closed: Bool) {
    var low = [Int32](repeating: -1, count: count)
    var high = [Int32](repeating: -1, count: count)
    for r in 0..<(ringStarts.count - 1) {
      let range = ringStarts[r]..<ringStarts[r + 1]
      for k in range {
        let v = Int(numbers[k])
        if !closed && (k == range.lowerBound || k == range.upperBound - 1) {
          weight[v] = .infinity
          continue
        }
        let before = numbers[k == range.lowerBound ? range.upperBound - 1 : k - 1]
        let after = numbers[k == range.upperBound - 1 ? range.lowerBound : k + 1]
        let (a, b) = before < after ? (before, after) : (after, before)
        if low[v] < 0 {
          (low[v], high[v]) = (a, b)
        } else if low[v] != a || high[v] != b {
          weight[v] = .infinity
        }
      }
    }
  }

  private mutating func thin(_ vertices: [GridPoint], closed: Bool) {
    let xs = vertices.map { Double($0.x) }
    let ys = vertices.map { Double($0.y) * stretch }
    var chain: [Int32] = []
    for r in 0..<(ringStarts.count - 1) {
      let range = ringStarts[r]..<ringStarts[r + 1]
      guard range.count > 1 else { continue }
      guard closed else {
        var start = range.lowerBound
        for k in range.dropFirst() where weight[Int(numbers[k])] == .infinity {
          weigh(numbers[start...k], xs, ys)
          start = k
        }
        continue
      }
      if let first = range.first(where: { weight[Int(numbers[$0])] == .infinity }) {
        // From node to node round the ring.
        chain.removeAll(keepingCapacity: true)
        chain.append(numbers[first])
        for step in 1...range.count {
          let k = range.lowerBound + (first - range.lowerBound + step) % range.count
          chain.append(numbers[k])
          if weight[Int(numbers[k])] == .infinity {
            weigh(chain[...], xs, ys)
            chain.removeAll(keepingCapacity: true)
            chain.append(numbers[k])
          }
        }
      } else if weight[Int(numbers[range.lowerBound])] < 0 {
        // An island: its least vertex and the one farthest from it stand for nodes.
        let least = range.min { vertices[Int(numbers[$0])] < vertices[Int(numbers[$1])] } ?? range.lowerBound
        let origin = Int(numbers[least])
        func square(_ k: Int) -> Double {
          let v = Int(numbers[k])
          return (xs[v] - xs[origin]) * (xs[v] - xs[origin]) + (ys[v] - ys[origin]) * (ys[v] - ys[origin])
        }
        let far = range.max { square($0) < square($1) } ?? least
        weight[origin] = .infinity
        weight[Int(numbers[far])] = .infinity
        chain.removeAll(keepingCapacity: true)
        for step in 0...range.count {
          let k = range.lowerBound + (least - range.lowerBound + step) % range.count
          chain.append(numbers[k])
          if step > 0, k == far || step == range.count {
            weigh(chain[...], xs, ys)
            chain.removeAll(keepingCapacity: true)
            chain.append(numbers[k])
          }
        }
      }
    }
  }

  /// Douglas–Peucker over a border: each inner vertex gets its distance from the chord that it splits, or less if
  /// that chord itself is drawn only at a finer tolerance.
  private mutating func weigh(_ chain: ArraySlice<Int32>, _ xs: [Double], _ ys: [Double]) {
    guard chain.count > 2, weight[Int(chain[chain.startIndex + 1])] < 0 else { return }
    var stack: [(Int, Int, Double)] = [(chain.startIndex, chain.endIndex - 1, .infinity)]
    while let (from, to, limit) = stack.popLast() {
      let a = Int(chain[from])
      let b = Int(chain[to])
      let (ax, ay) = (xs[a], ys[a])
      let (dx, dy) = (xs[b] - ax, ys[b] - ay)
      let square = dx * dx + dy * dy
      let inverse = square > 0 ? 1 / square : 0
      var farthest = -1.0
      var split = from + 1
      for k in (from + 1)..<to {
        let v = Int(chain[k])
        let (px, py) = (xs[v] - ax, ys[v] - ay)
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

  func thinned(_ layer: LayerContent, zoom: Int) -> LayerContent {
    let pixel = DisplayGeneraliser.pixel(zoom)
    let tolerance = Float(pixel * DisplayGeneraliser.tolerancePixels * pixel * DisplayGeneraliser.tolerancePixels)
    let smallest = pixel * pixel
    var ring = 0
    func kept(_ points: [GridPoint], _ r: Int) -> [GridPoint] {
      let start = ringStarts[r]
      var result: [GridPoint] = []
      for i in points.indices where weight[Int(numbers[start + i])] > tolerance { result.append(points[i]) }
      return result
    }
    /// The three vertices that matter most, for a largest part that would vanish.
    func triangle(_ points: [GridPoint], _ r: Int) -> [GridPoint] {
      let start = ringStarts[r]
      let order = points.indices.sorted {
        let (a, b) = (weight[Int(numbers[start + $0])], weight[Int(numbers[start + $1])])
        return a == b ? $0 < $1 : a > b
      }
      return order.prefix(3).sorted().map { points[$0] }
    }
    var features: [LayerFeature] = []
    features.reserveCapacity(layer.features.count)
    for feature in layer.features {
      var thin = feature
      switch feature.geometry {
      case .polygons(let polygons):
        var starts: [Int] = []
        for polygon in polygons {
          starts.append(ring)
          ring += 1 + polygon.holes.count
        }
        let largest = polygons.indices.max { areas[starts[$0]] < areas[starts[$1]] }
        var parts: [GridPolygon] = []
        for (i, polygon) in polygons.enumerated() {
          let first = starts[i]
          guard i == largest || areas[first] >= smallest else { continue }
          var shell = kept(polygon.shell, first)
          if shell.count < 3 {
            guard i == largest else { continue }
            shell = triangle(polygon.shell, first)
          }
          var holes: [[GridPoint]] = []
          for (h, hole) in polygon.holes.enumerated() where areas[first + 1 + h] >= smallest {
            let thinned = kept(hole, first + 1 + h)
            if thinned.count >= 3 { holes.append(thinned) }
          }
          parts.append(GridPolygon(shell: shell, holes: holes))
        }
        thin.geometry = .polygons(parts)
      case .lines(let lines):
        var thinned: [[GridPoint]] = []
        for line in lines {
          thinned.append(kept(line, ring))
          ring += 1
        }
        thin.geometry = .lines(thinned)
      case .points:
        break
      }
      features.append(thin)
    }
    return LayerContent(id: layer.id, kind: layer.kind, features: features)
  }
}

/// Numbers for places, equal places getting equal numbers; open addressing over the coordinates.
private struct VertexTable {
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
