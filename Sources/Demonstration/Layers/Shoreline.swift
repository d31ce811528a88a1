import Geometry
import ZoneIndex

/// The Yangtze's shoreline and its tributaries', as lines by county and function, with the water they bound.
struct Shoreline {
  let gazetteer: Gazetteer
  let counties: [ProvinceGeometry.County]

  /// Tributaries are drawn as two banks this far from the centre line, in metres.
  private static let tributaryHalfWidth = 45.0

  private struct Bank {
    var id: String
    var name: String
    var tributary: Bool
    var points: [GridPoint]
  }

  func lines() -> [LayerFeature] {
    let finder = CountyFinder(counties)
    var out: [LayerFeature] = []
    for (n, bank) in banks().enumerated() {
      // Pieces by county, then reaches of some 6 km with a function each.
      var pieces: [(ProvinceGeometry.County?, [GridPoint])] = []
      for i in 1..<bank.points.count {
        let a = bank.points[i - 1], b = bank.points[i]
        let county = finder.county(at: GridPoint(x: (a.x + b.x) / 2, y: (a.y + b.y) / 2))
        if let last = pieces.last, last.0?.code == county?.code || county == nil {
          pieces[pieces.count - 1].1.append(b)
        } else if pieces.count == 1, pieces[0].0 == nil {
          pieces[0].0 = county
          pieces[0].1.append(b)
        } else {
          pieces.append((county, [a, b]))
        }
      }
      var serial = 0
      for (county, points) in pieces {
        for reach in Self.reaches(points, metres: bank.tributary ? 15_000 : 6_000) {
          serial += 1
          var random = KeyedRandom(91, UInt64(n), UInt64(serial))
          let functions = ["岸线保护区", "岸线保留区", "岸线控制利用区", "岸线开发利用区"]
          let function = functions[[0, 0, 1, 1, 2, 2, 2, 3][random.below(8)]]
          let place = county.map { "（\($0.name)）" } ?? ""
          var attributes = ["function": function, "order": bank.tributary ? "支流" : "干流", "water": bank.id]
          if let county {
            attributes["county"] = county.code
            attributes["countyName"] = county.name
            attributes["city"] = county.cityCode
          }
          out.append(
            LayerFeature(
              code: "AX320000" + Self.padded(n + 1, 2) + Self.padded(serial, 3),
              name: "\(bank.name)\(place)\(function)\(Naming.numeral(serial))号", attributes: attributes, geometry: .lines([reach])))
        }
      }
    }
    return out
  }

  /// The main stem as it is drawn, and a strip along each tributary.
  func waters() -> [LayerFeature] {
    var out: [LayerFeature] = []
    for w in gazetteer.waters {
      if w.id == "yangtze-water" {
        let rings = w.parts.map { $0.map { GridPoint(longitude: $0.0, latitude: $0.1) } }
        let shell = rings[0].doubledArea > 0 ? rings[0] : rings[0].reversed()
        let holes = rings.dropFirst().map { $0.doubledArea < 0 ? $0 : $0.reversed() }
        out.append(
          LayerFeature(
            code: "SY320000001", name: "长江干流", attributes: ["order": "干流", "water": w.id],
            geometry: .polygons([GridPolygon(shell: shell, holes: Array(holes))])))
      }
    }
    for (n, (w, strip)) in tributaries().enumerated() {
      out.append(
        LayerFeature(
          code: "SY320000" + Self.padded(n + 2, 3), name: LocalWaters.shortName(w.name), attributes: ["order": "支流", "water": w.id],
          geometry: .polygons([GridPolygon(shell: strip.ring)])))
    }
    return out
  }

  private func banks() -> [Bank] {
    var out: [Bank] = []
    for w in gazetteer.waters where w.geometryKind == "shoreline" && w.kind == "mainStem" {
      var points = w.parts[0].map { GridPoint(longitude: $0.0, latitude: $0.1) }
      if w.side == "island", points.first != points.last { points.append(points[0]) }
      out.append(Bank(id: "yangtze-water", name: w.name.replacing("岸线", with: ""), tributary: false, points: points))
    }
    for (w, strip) in tributaries() {
      let name = LocalWaters.shortName(w.name)
      out.append(Bank(id: w.id, name: name + "左岸", tributary: true, points: strip.left))
      out.append(Bank(id: w.id, name: name + "右岸", tributary: true, points: strip.right))
    }
    return out
  }

  private struct Strip {
    var left: [GridPoint]
    var right: [GridPoint]
    /// Counter-clockwise.
    var ring: [GridPoint]
  }

  /// Centre lines of tributaries widened to strips; one that would cross itself is narrowed until it does not.
  private func tributaries() -> [(Gazetteer.Water, Strip)] {
    gazetteer.waters.filter { $0.kind == "tributary" && $0.geometryKind == "centre-line" }.compactMap { w in
      let grid = w.parts[0].map { GridPoint(longitude: $0.0, latitude: $0.1) }
      let plane = LocalPlane(GridBox(grid))
      let path = Self.smoothed(grid.map(plane.plane))
      var half = Self.tributaryHalfWidth
      while half > 4 {
        if let strip = Self.strip(path, half: half, plane: plane) { return (w, strip) }
        half *= 0.6
      }
      return nil
    }
  }

  /// Points at least 150 m apart, corners rounded once.
  private static func smoothed(_ path: [Vec]) -> [Vec] {
    var thin = [path[0]]
    for p in path.dropFirst() where (p - thin[thin.count - 1]).squared > 150 * 150 { thin.append(p) }
    if thin.count > 1, thin[thin.count - 1] != path[path.count - 1] { thin[thin.count - 1] = path[path.count - 1] }
    guard thin.count > 2 else { return thin }
    var out = [thin[0]]
    for i in 1..<(thin.count - 1) {
      out.append(thin[i] + (thin[i - 1] - thin[i]) * 0.25)
      out.append(thin[i] + (thin[i + 1] - thin[i]) * 0.25)
    }
    out.append(thin[thin.count - 1])
    return out
  }

  private static func strip(_ path: [Vec], half: Double, plane: LocalPlane) -> Strip? {
    var left: [Vec] = [], right: [Vec] = []
    for i in path.indices {
      let back = i > 0 ? (path[i] - path[i - 1]).direction : (path[1] - path[0]).direction
      let ahead = i + 1 < path.count ? (path[i + 1] - path[i]).direction : back
      let normal = (back + ahead).direction.left
      let cosine = max(0.4, normal.dot(back.left))
      left.append(path[i] + normal * (half / cosine))
      right.append(path[i] - normal * (half / cosine))
    }
    let ring = (right + left.reversed()).map(plane.grid)
    guard ring.doubledArea > 0, !crosses(ring) else { return nil }
    return Strip(left: left.map(plane.grid), right: right.map(plane.grid), ring: ring)
  }

  /// Whether two edges of a ring meet other than at a shared end, in exact integers.
  static func crosses(_ ring: [GridPoint]) -> Bool {
    let n = ring.count
    func side(_ a: GridPoint, _ b: GridPoint, _ c: GridPoint) -> Int {
      let v = Int128(b.x - a.x) * Int128(c.y - a.y) - Int128(b.y - a.y) * Int128(c.x - a.x)
      return v > 0 ? 1 : v < 0 ? -1 : 0
    }
    let boxes = (0..<n).map { GridBox([ring[$0], ring[($0 + 1) % n]]) }
    let order = (0..<n).sorted { boxes[$0].minX != boxes[$1].minX ? boxes[$0].minX < boxes[$1].minX : $0 < $1 }
    for (k, i) in order.enumerated() {
      let a = ring[i], b = ring[(i + 1) % n]
      if a == b { return true }
      for j in order[(k + 1)...] {
        if boxes[j].minX > boxes[i].maxX { break }
        guard boxes[i].meets(boxes[j]) else { continue }
        let c = ring[j], d = ring[(j + 1) % n]
        let adjacent = (i + 1) % n == j || (j + 1) % n == i
        if adjacent {
          let (p, q, r) = (i + 1) % n == j ? (a, b, d) : (c, d, b)
          if side(p, q, r) == 0, GridBox([p, q]).contains(r) || GridBox([q, r]).contains(p) { return true }
        } else if side(a, b, c) * side(a, b, d) <= 0, side(c, d, a) * side(c, d, b) <= 0 {
          return true
        }
      }
    }
    return false
  }

  /// Equal parts of a line, of about so many metres.
  private static func reaches(_ points: [GridPoint], metres: Double) -> [[GridPoint]] {
    let plane = LocalPlane(GridBox(points))
    var at = [0.0]
    for i in 1..<points.count { at.append(at[i - 1] + (plane.plane(points[i]) - plane.plane(points[i - 1])).length) }
    let n = max(1, Int((at[at.count - 1] / metres).rounded()))
    var out: [[GridPoint]] = []
    var start = 0
    for k in 1...n {
      let target = at[at.count - 1] * Double(k) / Double(n)
      var end = k == n ? points.count - 1 : at.firstIndex { $0 >= target } ?? points.count - 1
      end = min(max(end, start + 1), points.count - 1)
      if start < end { out.append(Array(points[start...end])) }
      start = end
    }
    return out
  }

  static func padded(_ n: Int, _ width: Int) -> String {
    let s = String(n)
    return String(repeating: "0", count: max(0, width - s.count)) + s
  }
}

/// Finds the county of a place by its own ring tests, boxes first.
struct CountyFinder {
  private let entries: [(ProvinceGeometry.County, GridBox, LocalPlane, Region)]

  init(_ counties: [ProvinceGeometry.County]) {
    entries = counties.map { c in
      var box = GridBox.empty
      for p in c.polygons { box.add(p.box) }
      let plane = LocalPlane(box)
      return (c, box, plane, Region(c.polygons.flatMap { $0.rings.map { $0.map(plane.plane) } }))
    }
  }

  func county(at p: GridPoint) -> ProvinceGeometry.County? {
    entries.first { $0.1.contains(p) && $0.3.contains($0.2.plane(p)) }?.0
  }
}
