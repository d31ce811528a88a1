import Geometry

/// The seaward border of the province from 绣针河口 to 圆陀角, by county, and the sea off it.
struct Coast {
  /// Lines by county, north to south.
  let lines: [String: [[GridPoint]]]
  /// The whole coast, main land and islands.
  let all: [[GridPoint]]
  /// The main land's coast with the county of each edge.
  private let chain: [(GridPoint, String)]
  private let islands: [[GridPoint]]

  private static let north = GridPoint(longitude: 119.30, latitude: 35.08)
  private static let south = GridPoint(longitude: 121.92, latitude: 31.70)

  init(outline: [GridPolygon], counties: [Territory]) throws {
    struct Edge: Hashable {
      var a: GridPoint
      var b: GridPoint
    }
    var owner: [Edge: String] = [:]
    for c in counties {
      for ring in c.gridRings {
        for i in ring.indices { owner[Edge(a: ring[i], b: ring[(i + 1) % ring.count])] = c.code }
      }
    }
    guard let main = outline.max(by: { $0.shell.count < $1.shell.count })?.shell else { throw DemonstrationError.coastNotFound }
    func nearest(_ p: GridPoint) -> Int {
      func far(_ q: GridPoint) -> Int64 { let dx = q.x - p.x, dy = q.y - p.y; return dx * dx / 3 * 2 + dy * dy }
      return main.indices.min { far(main[$0]) < far(main[$1]) }!
    }
    // The shell runs counter-clockwise, so along the coast from south to north.
    let from = nearest(Self.south), to = nearest(Self.north)
    var run: [GridPoint] = []
    var i = from
    while i != to {
      run.append(main[i])
      i = (i + 1) % main.count
      guard run.count < main.count else { throw DemonstrationError.coastNotFound }
    }
    run.append(main[to])
    var chain: [(GridPoint, String)] = []
    var lines: [String: [[GridPoint]]] = [:]
    var last = ""
    for k in 0..<(run.count - 1) {
      guard let county = owner[Edge(a: run[k], b: run[k + 1])] else { throw DemonstrationError.coastNotFound }
      chain.append((run[k], county))
      if county != last { lines[county, default: []].append([run[k]]) }
      lines[county]![lines[county]!.count - 1].append(run[k + 1])
      last = county
    }
    chain.append((run[run.count - 1], last))
    guard chain.count > 300 else { throw DemonstrationError.coastNotFound }
    self.chain = chain
    self.lines = lines
    // Islands lie off the coast, not in other provinces.
    islands = outline.map(\.shell).filter { $0.count < main.count && $0[0].x > 11_920_000_000 && $0[0].y > 3_200_000_000 }
      .sorted { $0.min()! < $1.min()! }
    all = [run] + islands.map { $0 + [$0[0]] }
  }

  /// The outer line of the sea, south to north, set by hand: some 39,000 km² in all.
  private static let outer: [(Double, Double)] = [
    (121.99, 31.69), (122.25, 31.66), (122.50, 31.76), (122.58, 32.05), (122.50, 32.45), (122.25, 32.80), (121.93, 33.17),
    (121.62, 33.55), (121.47, 33.90), (121.28, 34.17), (121.10, 34.42), (120.90, 34.78), (120.55, 35.06), (119.83, 35.10),
    (119.46, 35.08),
  ]

  /// The sea off each coastal county, by code: its stretch of coast, two lines out, and a stretch of the outer line.
  func sectors(counties: [Territory]) -> [Territory] {
    var grid = GridBox(chain.lazy.map(\.0))
    for (x, y) in Self.outer { grid.add(GridPoint(longitude: x, latitude: y)) }
    let plane = LocalPlane(grid)
    // Stretches of coast; a county met again joins its first stretch's neighbour.
    var stretches: [(code: String, first: Int, last: Int)] = []
    for i in 0..<(chain.count - 1) {
      if let s = stretches.last, s.code == chain[i].1 {
        stretches[stretches.count - 1].last = i + 1
      } else if stretches.contains(where: { $0.code == chain[i].1 }) || Self.noSea.contains(chain[i].1) {
        stretches[stretches.count - 1].last = i + 1
      } else {
        stretches.append((chain[i].1, i, i + 1))
      }
    }
    // Outer places in proportion to the coast, but never a needle.
    func coastLength(_ s: (code: String, first: Int, last: Int)) -> Double {
      (s.first..<s.last).reduce(0) { $0 + (plane.plane(chain[$1].0) - plane.plane(chain[$1 + 1].0)).length }
    }
    let outer = Self.outer.map { plane.plane(degrees: $0.0, $0.1) }
    var lengths = [0.0]
    for i in 1..<outer.count { lengths.append(lengths[i - 1] + (outer[i] - outer[i - 1]).length) }
    let whole = lengths[lengths.count - 1]
    let weights = stretches.map { min(coastLength($0), 90_000) + 9_000 }
    let sum = weights.reduce(0, +)
    var marks = [0.0]
    for w in weights { marks.append(marks[marks.count - 1] + w / sum * whole) }
    marks[marks.count - 1] = whole
    let ends = (0...stretches.count).map { i -> Vec in
      let p = Path.portion(outer, from: 0, to: marks[i])
      return i == 0 ? outer[0] : i == stretches.count ? outer[outer.count - 1] : p[p.count - 1]
    }
    // Lines out, wandering a little; shared by neighbours.
    let rays = (0...stretches.count).map { i -> [GridPoint] in
      let k = i < stretches.count ? stretches[i].first : chain.count - 1
      let at = plane.plane(chain[k].0)
      guard i > 0, i < stretches.count else { return wandering([at, ends[i]], plane, key: UInt64(100 + i), start: chain[k].0) }
      // First straight out from the coast, so that no bay or cape is cut.
      let before = chain[..<k].last { (plane.plane($0.0) - at).length > 7_000 } ?? chain[0]
      let after = chain[k...].first { (plane.plane($0.0) - at).length > 7_000 } ?? chain[chain.count - 1]
      let out = (plane.plane(after.0) - plane.plane(before.0)).direction.left * -9_000
      return wandering([at, at + out, ends[i]], plane, key: UInt64(100 + i), start: chain[k].0)
    }
    var sectors: [Territory] = []
    for (i, s) in stretches.enumerated() {
      var ring = chain[s.first...s.last].map(\.0).reversed() as [GridPoint]
      ring += rays[i].dropFirst()
      let edge = Path.portion(outer, from: marks[i], to: marks[i + 1])
      let line = wandering(
        [ends[i]] + edge.dropFirst().dropLast() + [ends[i + 1]], plane, key: UInt64(200 + i), start: rays[i][rays[i].count - 1])
      ring += line.dropFirst().dropLast()
      ring += rays[i + 1].dropFirst().reversed()
      let region = Region([ring.map(plane.plane)])
      let holes = islands.filter { region.contains(plane.plane($0[0])) }.map { Array($0.reversed()) }
      let county = counties.first { $0.code == s.code }!
      sectors.append(
        Territory(
          code: county.code, name: county.name, cityCode: county.cityCode, cityName: county.cityName, domain: .sea,
          polygons: [GridPolygon(shell: ring, holes: holes)]))
    }
    return sectors.sorted { $0.code < $1.code }
  }

  /// Counties whose bit of coast is too short for a sea of their own.
  private static let noSea: Set<String> = []

  /// A line on the grid with steps of some 400 m, bent a little within each leg.
  private func wandering(_ legs: [Vec], _ plane: LocalPlane, key: UInt64, start: GridPoint) -> [GridPoint] {
    var out = [start]
    for i in 1..<legs.count {
      let length = (legs[i] - legs[i - 1]).length
      var levels = 0
      var part = length
      while part > 450 {
        part /= 2
        levels += 1
      }
      var random = KeyedRandom(9, key, UInt64(i))
      let fine = Outline.wander(legs[i - 1], legs[i], bend: 0.035, levels: levels, random: &random)
      out += fine.dropFirst().map(plane.grid)
    }
    return out
  }
}
