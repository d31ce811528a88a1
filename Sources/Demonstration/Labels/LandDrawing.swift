import Geometry

/// Draws one county: mesh, labels, repair, layers, lines, polygons.
struct LandDrawing {
  let territory: Territory
  let gazetteer: Gazetteer
  let coastLines: [[GridPoint]]
  let quota: Quotas.Land
  let seed: UInt64
  /// Mesh spacing is at most this, in metres.
  let coarsest: Double

  func draw() -> Drawn {
    let waters = LocalWaters(territory: territory, gazetteer: gazetteer, coastLines: coastLines)
    let plan = LandPlan.make(territory: territory, waters: waters, gazetteer: gazetteer, quota: quota, seed: seed)
    let inBasin = RegionMembership.taihuWhole(territory) || ["320117", "320118", "321183"].contains(territory.code)
    let belts = Belts(territory: territory, waters: waters, plan: plan, taihuBasin: inBasin)
    let h = MeshPoints.spacing(areaSquareMetres: territory.areaSquareMetres, units: plan.plots.count, coarsest: coarsest)
    let hf = max(160, 0.45 * h)
    var outlines = plan.plots.flatMap { $0.shapes.map { $0.outline(spacing: hf) } }
    outlines += sourceCircles(plan, spacing: hf)
    outlines += belts.outlines(spacing: hf)
    let inner = MeshPoints.place(territory: territory, outlines: outlines, h: h, hf: hf, seed: seed)
    let mesh = Triangulation.inside(rings: territory.gridRings, inner: inner)
    let vertices = mesh.points.map(territory.plane.plane)

    // Townships first, with their teeth taken off; then the features on top.
    var towns = Labelling(mesh: mesh, vertices: vertices) { _, p in Int32(Self.township(p, plan, phase: seed ^ territory.key)) }
    towns.removeTeeth(rounds: 3)
    let township = towns.label
    var labelling = Labelling(mesh: mesh, vertices: vertices) { t, p in
      for (i, plot) in plan.plots.enumerated() where plot.shapes.contains(where: { $0.contains(p) }) { return Int32(i) }
      return Int32(plan.townships[Int(township[t])].remainder)
    }
    labelling.repair(
      plan.plots.map {
        Labelling.Wish(place: $0.place, group: $0.unitClass.rawValue, scrapShare: $0.unitClass == .general ? 0.06 : 0.16)
      }, vertices: vertices)

    let membership = RegionMembership(
      territory: territory, plan: plan, township: township, lake: territory.plane.plane(degrees: 120.17, 31.22),
      alongCanal: !waters.canal.isEmpty && waters.canal.all.contains { territory.region.contains($0.0) || territory.region.contains($0.1) })
    let layers = CountyLayers(
      territory: territory, plan: plan, waters: waters, belts: belts, labelling: labelling, township: township,
      membership: membership, seed: seed
    ).all()
    let chains = lines(mesh, vertices, labelling.label, plan, layers)
    let polygons = Dissolve.polygons(mesh: mesh, label: labelling.label, labels: plan.plots.count, chains: chains)
    var units = plan.plots.indices.map { p in
      Drawn.Unit(plot: plan.plots[p], township: territory.name, areaSquareMetres: 0, polygons: polygons[p])
    }
    describe(&units, plan, labelling, township, waters, belts, membership, layers)
    let zones = layers.map { l in
      (
        kind: l.kind,
        zones: zip(l.zones, Dissolve.polygons(mesh: mesh, label: l.label, labels: l.zones.count, chains: chains)).map {
          Drawn.Zone(draft: $0, polygons: $1)
        }
      )
    }
    return Drawn(territory: territory, units: units, layers: zones, regions: membership.whole, triangles: mesh.triangleCount)
  }

  private func sourceCircles(_ plan: TerritoryPlan, spacing: Double) -> [[Vec]] {
    plan.plots.compactMap { plot -> [Vec]? in
      guard let at = plot.intake, let box = plot.shapes.first?.box else { return nil }
      let r = min(box.width, box.height) / 2
      return [0.45, 0.75].flatMap { k in
        Shape(area: [Directions.all.map { at + $0 * (r * k) }]).outline(spacing: spacing)
      }
    }
  }

  /// The nearest township after the place is shaken by three octaves of triangle waves, so that borders bend.
  private static func township(_ p: Vec, _ plan: TerritoryPlan, phase: UInt64) -> Int {
    let reach = 0.16 * plan.cell
    let q =
      p
      + Vec(
        CountyLayers.smooth(p, wave: plan.cell * 0.9, phase: KeyedRandom.mix(phase &+ 71)) * reach,
        CountyLayers.smooth(p, wave: plan.cell * 0.9, phase: KeyedRandom.mix(phase &+ 72)) * reach)
    var best = 0
    var distance = Double.infinity
    for (i, t) in plan.townships.enumerated() {
      let d = (t.seed - q).squared
      if d < distance {
        distance = d
        best = i
      }
    }
    return best
  }

  private func lines(_ mesh: Mesh, _ vertices: [Vec], _ label: [Int32], _ plan: TerritoryPlan, _ layers: [LayerLabels]) -> Chains {
    var detail = [Chains.Detail](repeating: .none, count: mesh.origin.count)
    var sway = [Double](repeating: 0.6, count: mesh.origin.count)
    for e in 0..<mesh.origin.count {
      let f = Int(mesh.twin[e])
      guard f > e else { continue }
      let a = Int(label[e / 3]), b = Int(label[f / 3])
      if a != b {
        detail[e] = .fine
        sway[e] = min(plan.plots[a].sway, plan.plots[b].sway)
      } else if layers.contains(where: { $0.label[e / 3] != $0.label[f / 3] }) {
        detail[e] = .coarse
      }
    }
    return Chains(mesh: mesh, territory: territory, vertices: vertices, detail: detail, sway: sway, seed: seed)
  }

  /// What lists need to know of each unit.
  private func describe(
    _ units: inout [Drawn.Unit], _ plan: TerritoryPlan, _ labelling: Labelling, _ township: [Int32], _ waters: LocalWaters,
    _ belts: Belts, _ membership: RegionMembership, _ layers: [LayerLabels]
  ) {
    let n = units.count
    var towns = [[Double]](repeating: [Double](repeating: 0, count: plan.townships.count), count: n)
    var met = [[Set<Int>]](repeating: [Set<Int>](repeating: [], count: 4), count: n)
    var taihuArea = [Double](repeating: 0, count: n), noBurn = [Double](repeating: 0, count: n)
    var shore = [Double](repeating: .infinity, count: n), coast = [Double](repeating: .infinity, count: n)
    let families: [(LayerKind, Int, Int)] =
      (0..<3).map { (LayerKind.taihu[$0], 0, $0 + 1) } + (0..<3).map { (LayerKind.canalParts[$0], 1, $0 + 1) }
      + (0..<3).map { (LayerKind.tongyu[$0], 2, $0 + 1) } + (0..<3).map { (LayerKind.sources[$0], 3, $0 + 1) }
    for layer in layers {
      if let (_, family, level) = families.first(where: { $0.0.id == layer.kind.id }) {
        for t in 0..<layer.label.count where layer.label[t] >= 0 { met[Int(labelling.label[t])][family].insert(level) }
      }
      if layer.kind.id == LayerKind.redline.id {
        for t in 0..<layer.label.count where layer.label[t] >= 0 { units[Int(labelling.label[t])].meetsRedline = true }
      }
      if layer.kind.id == LayerKind.noBurn.id {
        for t in 0..<layer.label.count where layer.label[t] >= 0 { noBurn[Int(labelling.label[t])] += labelling.area[t] }
      }
    }
    for t in 0..<labelling.label.count {
      let u = Int(labelling.label[t])
      units[u].areaSquareMetres += labelling.area[t]
      towns[u][Int(township[t])] += labelling.area[t]
      if membership.inTaihu(t) { taihuArea[u] += labelling.area[t] }
      let p = labelling.centroid[t]
      if shore[u] > 1e6 { shore[u] = min(shore[u], waters.banks.distanceSquared(p, limit: 10_000)) }
      if coast[u] > 1e6 { coast[u] = min(coast[u], waters.coastSegments.distanceSquared(p, limit: 10_000)) }
    }
    for u in 0..<n {
      let best = towns[u].indices.max { towns[u][$0] < towns[u][$1] } ?? 0
      units[u].township = plan.townships[best].name
      units[u].taihuLevels = met[u][0].sorted()
      units[u].canalParts = met[u][1].sorted()
      units[u].tongyuLevels = met[u][2].sorted()
      units[u].sourceLevels = met[u][3].sorted()
      units[u].regions = membership.whole
      if case .part = membership.taihu, taihuArea[u] > 0 { units[u].regions.append("太湖流域") }
      units[u].yangtzeShore = Self.distanceClass(shore[u])
      units[u].coast = Self.distanceClass(coast[u])
      units[u].noBurnShare = noBurn[u] / max(1, units[u].areaSquareMetres)
    }
  }

  static func distanceClass(_ squared: Double) -> ProvinceGeometry.ShoreDistance {
    squared <= 1e6 ? .within1km : squared <= 9e6 ? .within3km : squared <= 1e8 ? .within10km : .beyond
  }
}
