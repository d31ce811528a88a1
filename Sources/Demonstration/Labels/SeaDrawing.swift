import Geometry

/// Draws the sea off one coastal county: protected waters, ports and works near the coast, dumping far out, the rest general.
struct SeaDrawing {
  let territory: Territory
  let coastLines: [[GridPoint]]
  let quota: Quotas.Sea
  let seed: UInt64
  let coarsest: Double

  func draw() -> Drawn {
    let coast = Segments(coastLines.map { $0.map(territory.plane.plane) }, closed: false, near: territory.box, reach: 80_000)
    let raster = Raster(territory)
    let offshore = raster.points.map { coast.distanceSquared($0, limit: 200_000).squareRoot() }
    var plots = shaped(raster, offshore)
    // What no shape claims goes to general waters, or to the first unit where there are none.
    var rest: [Int] = []
    if quota.general == 0 {
      plots[0].shapes = []
      plots[0].sway = 0.95
      rest = [0]
    } else {
      var random = KeyedRandom(seed, territory.key, 81)
      let seeds = TownshipPlaces.seeds(
        count: quota.general, raster: raster, seat: Vec(territory.box.maxX, territory.box.maxY), areaSquareMetres: 1e14,
        random: &random)
      for (i, s) in seeds.enumerated() {
        rest.append(plots.count)
        let name = "\(short)近海一般管控区" + (seeds.count > 1 ? "（\(Naming.numeral(i + 1))号）" : "")
        plots.append(
          Plot(unitClass: .general, kind: .seaGeneral, feature: short + "近岸海域", name: name, shapes: [], place: s, sway: 0.95))
      }
    }
    let cell = (territory.areaSquareMetres / Double(rest.count)).squareRoot()
    let h = MeshPoints.spacing(areaSquareMetres: territory.areaSquareMetres, units: plots.count, coarsest: coarsest)
    let hf = max(160, 0.45 * h)
    let inner = MeshPoints.place(
      territory: territory, outlines: plots.flatMap { $0.shapes.map { $0.outline(spacing: hf) } }, h: h, hf: hf, seed: seed)
    let mesh = Triangulation.inside(rings: territory.gridRings, inner: inner)
    let vertices = mesh.points.map(territory.plane.plane)
    let phase = KeyedRandom.mix(seed ^ territory.key)
    var labelling = Labelling(mesh: mesh, vertices: vertices) { _, p in
      for (i, plot) in plots.enumerated() where plot.shapes.contains(where: { $0.contains(p) }) { return Int32(i) }
      let q =
        p + Vec(
          CountyLayers.smooth(p, wave: cell * 0.5, phase: phase &+ 1), CountyLayers.smooth(p, wave: cell * 0.5, phase: phase &+ 2))
        * (0.16 * cell)
      return Int32(rest.min { (plots[$0].place - q).squared < (plots[$1].place - q).squared }!)
    }
    labelling.repair(
      plots.map { Labelling.Wish(place: $0.place, group: $0.unitClass.rawValue, scrapShare: $0.unitClass == .general ? 0.06 : 0.16) },
      vertices: vertices)

    var detail = [Chains.Detail](repeating: .none, count: mesh.origin.count)
    var sway = [Double](repeating: 0, count: mesh.origin.count)
    for e in 0..<mesh.origin.count {
      let f = Int(mesh.twin[e])
      guard f > e, labelling.label[e / 3] != labelling.label[f / 3] else { continue }
      detail[e] = .fine
      sway[e] = min(plots[Int(labelling.label[e / 3])].sway, plots[Int(labelling.label[f / 3])].sway)
    }
    let chains = Chains(mesh: mesh, territory: territory, vertices: vertices, detail: detail, sway: sway, seed: seed)
    let polygons = Dissolve.polygons(mesh: mesh, label: labelling.label, labels: plots.count, chains: chains)
    var units = plots.indices.map { p in
      Drawn.Unit(plot: plots[p], township: territory.name, areaSquareMetres: 0, regions: ["沿海地区"], polygons: polygons[p])
    }
    var nearest = [Double](repeating: .infinity, count: plots.count)
    for t in 0..<labelling.label.count {
      let u = Int(labelling.label[t])
      units[u].areaSquareMetres += labelling.area[t]
      if nearest[u] > 1e6 { nearest[u] = min(nearest[u], coast.distanceSquared(labelling.centroid[t], limit: 10_000)) }
    }
    for u in units.indices { units[u].coast = LandDrawing.distanceClass(nearest[u]) }
    let use = plots.indices.map { p in
      Drawn.Zone(
        draft: ZoneDraft(plots[p].name, ["use": plots[p].kind.chinese], plot: p), polygons: polygons[p])
    }
    return Drawn(
      territory: territory, units: units, layers: [(.seaUse, use)], regions: ["沿海地区"], triangles: mesh.triangleCount)
  }

  private var short: String { ParkRegister.shortName(territory.name) }

  private static let protectedNames = ["海洋生态保护区", "重要滨海湿地", "重要渔业海域", "水产种质资源保护区", "海洋特别保护区"]

  private func shaped(_ raster: Raster, _ offshore: [Double]) -> [Plot] {
    var plots: [Plot] = []
    var taken: [(Vec, Double)] = []
    let total = territory.areaSquareMetres
    func place(_ random: inout KeyedRandom, from low: Double, to high: Double, radius: Double) -> Vec {
      let pool = raster.points.indices.filter { offshore[$0] >= low && offshore[$0] <= high }
      let all = pool.isEmpty ? Array(raster.points.indices) : pool
      var best = raster.points[all[0]]
      var score = -Double.infinity
      for _ in 0..<40 {
        let c = raster.points[all[random.below(all.count)]]
        var s = random.between(0, 0.6)
        for (p, r) in taken { s += min(0, ((p - c).length - (r + radius) * 1.08) / (r + radius)) }
        if s > score {
          score = s
          best = c
        }
      }
      taken.append((best, radius))
      return best
    }
    // Works first: they claim before the protected waters around them.
    let sequence: [(ProvinceGeometry.UnitKind, String, Double, Double, Double)] = [
      (.seaPort, "港航运区", 500, 9_000, 9e6), (.seaIndustry, "临港工业与城镇用海区", 600, 6_000, 14e6),
      (.seaOutfall, "入海排污混合区", 1_500, 8_000, 3e6), (.seaPort, "港口作业区", 800, 15_000, 6e6),
      (.seaDumping, "海洋倾倒区", 18_000, 60_000, 5e6), (.seaIndustry, "海上风电用海区", 9_000, 35_000, 22e6),
    ]
    var count: [String: Int] = [:]
    for i in 0..<quota.key { count[sequence[i % sequence.count].1, default: 0] += 1 }
    var number: [String: Int] = [:]
    var grid = KeyedRandom(seed, territory.key, 82)
    let axis = Directions.all[grid.below(16)]
    for i in 0..<quota.key {
      var random = KeyedRandom(seed, territory.key, 83, UInt64(i))
      let (kind, suffix, low, high, size) = sequence[i % sequence.count]
      let u = random.unit()
      let area = min(size * (0.5 + 2.2 * u * u), total * 0.02)
      let centre = place(&random, from: low, to: high, radius: area.squareRoot() * 0.62)
      let ring =
        kind == .seaOutfall
        ? Directions.all.map { centre + $0 * (area / OwnSine.pi).squareRoot() }
        : kind == .seaDumping
          ? Outline.blob(centre: centre, area: area, roughness: 0.08, random: &random)
          : Outline.block(centre: centre, area: area, axis: (axis + axis.left * random.between(-0.1, 0.1)).direction, random: &random)
      number[suffix, default: 0] += 1
      let name = short + suffix + (count[suffix]! > 1 ? "（\(Naming.numeral(number[suffix]!))号）" : "")
      plots.append(
        Plot(unitClass: .key, kind: kind, feature: short + suffix, name: name, shapes: [Shape(area: [ring])], place: centre, sway: 0.08))
    }
    var weights: [Double] = []
    var draw = KeyedRandom(seed, territory.key, 84)
    for _ in 0..<quota.priority {
      let u = draw.unit()
      weights.append(1 + 3 * u * u)
    }
    let sum = max(1, weights.reduce(0, +))
    let budget = total * 0.2
    var counts: [String: Int] = [:]
    for i in 0..<quota.priority { counts[Self.protectedNames[i % 5], default: 0] += 1 }
    var serial: [String: Int] = [:]
    for i in 0..<quota.priority {
      var random = KeyedRandom(seed, territory.key, 85, UInt64(i))
      let area = min(budget * weights[i] / sum, 0.09 * total)
      let centre = place(&random, from: 2_500, to: 26_000, radius: area.squareRoot() * 0.55)
      let suffix = Self.protectedNames[i % 5]
      serial[suffix, default: 0] += 1
      let name = short + "近海" + suffix + (counts[suffix]! > 1 ? "（\(Naming.numeral(serial[suffix]!))号）" : "")
      plots.append(
        Plot(
          unitClass: .priority, kind: .seaProtected, feature: short + "近海" + suffix, name: name,
          shapes: [Shape(area: [Outline.blob(centre: centre, area: area, roughness: 0.35, random: &random)])], place: centre, sway: 0.6,
          redline: .inner))
    }
    return plots
  }
}
