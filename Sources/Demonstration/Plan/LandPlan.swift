/// Plans one county: townships, then priority features, then key ones, then what is left.
enum LandPlan {
  static func make(
    territory: Territory, waters: LocalWaters, gazetteer: Gazetteer, quota: Quotas.Land, seed: UInt64
  ) -> TerritoryPlan {
    let raster = Raster(territory)
    let plane = territory.plane
    let seatPlace = gazetteer.seats[territory.code].map { plane.plane(degrees: $0.longitude, $0.latitude) } ?? Vec(0, 0)
    let seat = raster.nearest(seatPlace)
    var random = KeyedRandom(seed, territory.key, 20)
    // Townships do not sit in big lakes.
    let lakes = waters.lakes.map { Region($0.rings) } + [Region(waters.yangtze)]
    let dry = Raster(points: raster.points.filter { p in !lakes.contains { $0.contains(p) } }, like: raster)
    let ground = dry.points.count > 50 ? dry : raster
    let known = (gazetteer.towns[territory.code] ?? []).map { ($0.name, plane.plane(degrees: $0.longitude, $0.latitude)) }
    let middles = gazetteer.zoneMiddles.filter { Gazetteer.statisticalZones[$0.key] == territory.code }
      .mapValues { plane.plane(degrees: $0.longitude, $0.latitude) }
    let seeds = TownshipPlaces.seeds(
      count: quota.townships, raster: ground, seat: seat, middles: middles.keys.sorted().map { middles[$0]! },
      areaSquareMetres: territory.areaSquareMetres, random: &random)
    var list = gazetteer.townships[territory.code] ?? []
    if list.count > quota.townships {
      func order(_ t: Gazetteer.Township) -> Int {
        TownshipName.isFarm(t.name) ? 2 : TownshipName.isStreet(t.name) == (quota.general == 0) ? 0 : 1
      }
      list = list.enumerated().sorted { (order($0.element), $0.offset) < (order($1.element), $1.offset) }.prefix(quota.townships).map(
        \.element)
    }
    let names = TownshipPlaces.name(seeds: seeds, townships: list, known: known, zoneMiddles: middles, seat: seat)
    var townships = zip(seeds, names).map { TownshipPlan(name: $1.name, seed: $0, remainder: -1, isStreet: false) }
    // Key throughout: streets nearest to the seat, then whatever is nearest.
    let nearFirst = townships.indices.sorted {
      let a = TownshipName.isStreet(townships[$0].name) ? 0 : 1, b = TownshipName.isStreet(townships[$1].name) ? 0 : 1
      if a != b { return a < b }
      let da = (townships[$0].seed - seat).squared, db = (townships[$1].seed - seat).squared
      return da != db ? da < db : $0 < $1
    }
    for i in nearFirst.prefix(townships.count - quota.general) { townships[i].isStreet = true }

    var plots = PriorityPlan(
      territory: territory, waters: waters, gazetteer: gazetteer, raster: raster, townships: townships, seat: seat, seed: seed
    ).plots(quota.priority)
    plots += KeyPlan(
      territory: territory, waters: waters, gazetteer: gazetteer, raster: raster, ground: ground, townships: townships, seat: seat,
      seed: seed,
      quota: quota, priority: plots
    ).plots()
    for i in townships.indices {
      let t = townships[i]
      townships[i].remainder = plots.count
      let whole = t.isStreet
      let name = whole && !TownshipName.isStreet(t.name) ? t.name + "城镇重点管控单元" : t.name
      plots.append(
        Plot(
          unitClass: whole ? .key : .general, kind: whole ? .street : .rural, feature: t.name, name: name, shapes: [], place: t.seed,
          sway: 0.95))
    }
    let cell = (Double(ground.points.count) * ground.cellArea / Double(max(1, townships.count))).squareRoot()
    return TerritoryPlan(plots: plots, townships: townships, cell: cell, seat: seat)
  }
}

extension Raster {
  init(points: [Vec], like other: Raster) {
    self.points = points
    cellArea = other.cellArea
    spacing = other.spacing
  }
}
