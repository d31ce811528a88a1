/// Key features of a county: development zones, town cores, clusters; sized so that key units have their share of the land.
struct KeyPlan {
  let territory: Territory
  let waters: LocalWaters
  let gazetteer: Gazetteer
  let raster: Raster
  /// Coarse points outside the big waters: shares and sizes go by them.
  let ground: Raster
  let townships: [TownshipPlan]
  let seat: Vec
  let seed: UInt64
  let quota: Quotas.Land
  let priority: [Plot]

  /// A shape of unit area, to be scaled.
  private struct Draft {
    var plot: Plot
    var ring: [Vec]
    var weight: Double
    /// Square metres, where the size is set.
    var fixedArea: Double?
    func shape(_ scale: Double) -> Shape {
      let k = (fixedArea ?? weight * scale).squareRoot()
      return Shape(area: [ring.map { $0 * k + plot.place }])
    }
  }

  func plots() -> [Plot] {
    let free = raster.points.filter { p in !priority.contains { $0.shapes.contains { $0.contains(p) } } }
    let cellArea = Double(ground.points.count) * ground.cellArea / Double(max(1, townships.count))
    var grid = KeyedRandom(seed, territory.key, 31)
    let axis = Directions.all[grid.below(16)]
    var drafts = zones(free: free.isEmpty ? raster.points : free, cellArea: cellArea, axis: axis)
    drafts += cores()
    drafts += clusters(cellArea: cellArea, axis: axis)
    // Scale by bisection until key units have their share.
    let target = share() * Double(ground.points.count)
    let streets = Set(townships.indices.filter { townships[$0].isStreet })
    let owners = free.map { p in nearestTownship(p) }
    var low = 0.02, high = 1.1
    for _ in 0..<8 {
      let scale = (low + high) / 2
      let shapes = drafts.map { $0.shape(scale * cellArea) }
      var key = 0
      for (i, p) in free.enumerated() where streets.contains(owners[i]) || shapes.contains(where: { $0.contains(p) }) { key += 1 }
      if Double(key) > target { high = scale } else { low = scale }
    }
    return drafts.map { d in
      var p = d.plot
      p.shapes = [d.shape((low + high) / 2 * cellArea)]
      return p
    }
  }

  private func nearestTownship(_ p: Vec) -> Int {
    var best = 0
    var distance = Double.infinity
    for (i, t) in townships.enumerated() {
      let d = (t.seed - p).squared
      if d < distance {
        distance = d
        best = i
      }
    }
    return best
  }

  private func share() -> Double {
    var random = KeyedRandom(seed, territory.key, 32)
    switch territory.cityCode {
    case "320200", "320500": return random.between(0.33, 0.38)
    case "320100", "320400", "320600", "321000", "321100", "321200": return random.between(0.26, 0.33)
    default: return random.between(0.20, 0.25)
    }
  }

  // MARK: Zones

  private static let waterside = ["港", "沿江", "滨江", "化工", "沿海", "临", "海工", "保税", "化学"]

  private func zones(free: [Vec], cellArea: Double, axis: Vec) -> [Draft] {
    var out: [Draft] = []
    var taken: [(Vec, Double)] = []
    // In a small province those that matter for chemical rules come first.
    let all = (gazetteer.zones[territory.code] ?? []).enumerated().sorted {
      (ParkRegister.isChemical($0.element) ? 0 : 1, $0.offset) < (ParkRegister.isChemical($1.element) ? 0 : 1, $1.offset)
    }.map(\.element).prefix(quota.zones)
    let away = (Double(ground.points.count) * ground.cellArea).squareRoot()
    for zone in all {
      var random = KeyedRandom(seed, territory.key, 33, KeyedRandom.key(zone.code))
      let u = random.unit()
      let park = ParkRegister.zone(zone, seed: seed)
      let weight = 0.35 + 1.6 * u * u
      let turn = (axis + axis.left * random.between(-0.08, 0.08)).direction
      let ring = Outline.block(centre: Vec(0, 0), area: 1, axis: turn, random: &random)
      let nearRiver = !waters.banks.isEmpty
      let chemicalArea = park.chemical ? min(9e6, 0.02 * territory.areaSquareMetres + 2.5e6) * random.between(0.7, 1.1) : nil
      let astride = zone.code == ParkRegister.astrideCode
      let radius = (chemicalArea ?? weight * 0.3 * cellArea).squareRoot() * 0.62
      let wantsWater = Self.waterside.contains { zone.name.contains($0) } || park.chemical
      let known = (gazetteer.parks[zone.code] ?? gazetteer.zoneMiddles[String(zone.code.prefix(6))]).map {
        territory.plane.plane(degrees: $0.longitude, $0.latitude)
      }
      let around = known.map { k in free.filter { ($0 - k).squared < 36e6 } } ?? []
      let pool = around.isEmpty ? free : around
      var best = seat
      var cost = Double.infinity
      for tries in 0..<(park.chemical ? 600 : 60) {
        let c = pool[random.below(pool.count)]
        var k = random.between(0, 0.03) * away
        if let known {
          k += (c - known).length + (park.chemical && nearRiver ? chemicalCost(ring, centre: c, area: chemicalArea!, astride: astride) : 0)
        } else if park.chemical && nearRiver {
          k += chemicalCost(ring, centre: c, area: chemicalArea!, astride: astride)
        } else if wantsWater, nearRiver {
          k += abs(waters.banks.distanceSquared(c, limit: 12_000).squareRoot() - 2_200)
        } else if wantsWater, !waters.coastSegments.isEmpty {
          k += abs(waters.coastSegments.distanceSquared(c, limit: 60_000).squareRoot() - 4_000)
        } else {
          k += abs((c - seat).length - 0.22 * away)
        }
        if park.chemical {
          // Homes stay away, and so do the tributaries.
          k += max(0, 0.2 * away - (c - seat).length)
          for r in waters.rivers where r.kind == "tributary" {
            if Segments([r.path], closed: false, near: Box([c]), reach: 2600).within(c, 1200 + radius) { k += 1500 }
          }
        }
        for (p, r) in taken { k += max(0, (r + radius) * 1.15 - (p - c).length) * 2.5 }
        if k < cost {
          cost = k
          best = c
        }
        if tries > 59, cost < 400 { break }
      }
      taken.append((best, radius))
      let name = ParkRegister.fullName(zone, county: territory.name)
      out.append(
        Draft(
          plot: Plot(
            unitClass: .key, kind: .park, feature: name, name: name, shapes: [], place: best, sway: 0.22, park: park),
          ring: ring, weight: weight, fixedArea: chemicalArea))
    }
    return out
  }

  /// Chemical parks lie 1.5 to 6 km landward of the Yangtze's shoreline; the old one lies astride the one-kilometre line.
  private func chemicalCost(_ ring: [Vec], centre: Vec, area: Double, astride: Bool) -> Double {
    let k = area.squareRoot()
    var nearest = Double.infinity, farthest = 0.0
    for i in ring.indices {
      let a = ring[i] * k + centre, b = ring[(i + 1) % ring.count] * k + centre
      for part in 0..<6 {
        let d = waters.banks.distanceSquared(a + (b - a) * (Double(part) / 6), limit: 12_000).squareRoot()
        nearest = min(nearest, d)
        farthest = max(farthest, d)
      }
    }
    if waters.yangtze.isEmpty { return 0 }
    if astride { return abs(nearest - 600) * 12 + max(0, 1600 - farthest) * 2 }
    return max(0, 1800 - nearest) * 12 + max(0, min(farthest, 12_000) - 5_700) * 12
  }

  // MARK: Towns

  private func cores() -> [Draft] {
    var out: [Draft] = []
    for (i, t) in townships.enumerated() where !t.isStreet && out.count < quota.cores {
      var random = KeyedRandom(seed, territory.key, 34, UInt64(i))
      let u = random.unit()
      // u^2.5 without a power function.
      let weight = 0.22 + 1.5 * u * u * u.squareRoot()
      let ring = Outline.blob(centre: Vec(0, 0), area: 1, roughness: 0.3, random: &random)
      out.append(
        Draft(
          plot: Plot(
            unitClass: .key, kind: .townCore, feature: t.name, name: t.name + "城镇重点管控单元", shapes: [], place: t.seed, sway: 0.5),
          ring: ring, weight: weight))
    }
    return out
  }

  private func clusters(cellArea: Double, axis: Vec) -> [Draft] {
    guard quota.clusters > 0 else { return [] }
    // Outward townships first, then again from the start.
    let order = townships.indices.sorted {
      let a = (townships[$0].seed - seat).squared, b = (townships[$1].seed - seat).squared
      return a != b ? a > b : $0 < $1
    }
    let r = (cellArea / OwnSine.pi).squareRoot()
    var out: [Draft] = []
    for n in 0..<quota.clusters {
      let i = order[n % order.count]
      var random = KeyedRandom(seed, territory.key, 35, UInt64(n))
      let t = townships[i]
      var place = t.seed
      for _ in 0..<12 {
        let c = t.seed + Directions.all[random.below(64)] * (r * random.between(0.45, 0.75))
        place = c
        if territory.region.contains(c), !priority.contains(where: { $0.shapes.contains { $0.contains(c) } }) { break }
      }
      if !territory.region.contains(place) { place = raster.nearest(place) }
      let u = random.unit()
      let turn = (axis + axis.left * random.between(-0.1, 0.1)).direction
      let ring = Outline.block(centre: Vec(0, 0), area: 1, axis: turn, random: &random)
      let (suffix, profile) = ParkRegister.clusterNames[(random.below(4) + n / order.count * 4) % ParkRegister.clusterNames.count]
      let base = TownshipName.base(t.name)
      out.append(
        Draft(
          plot: Plot(
            unitClass: .key, kind: .cluster, feature: base + suffix, name: base + suffix, shapes: [], place: place, sway: 0.22,
            park: ParkRegister.cluster(profile, random: &random)),
          ring: ring, weight: 0.10 + 0.30 * u * u))
    }
    return out
  }
}
