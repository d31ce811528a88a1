/// Priority features of a county in their order of claim: waters, intakes, hills and coast belts, rivers, then invented ones
/// until the count is reached.
struct PriorityPlan {
  let territory: Territory
  let waters: LocalWaters
  let gazetteer: Gazetteer
  let raster: Raster
  let townships: [TownshipPlan]
  let seat: Vec
  let seed: UInt64

  private var county: String { territory.name }

  /// Exactly `count` plots.
  func plots(_ count: Int) -> [Plot] {
    var plots = mandatory()
    // A small province has no room for all: the foremost stay.
    if plots.count > count, count < 6 { plots = Array(foremost(plots, count)) }
    while plots.count > count { merge(&plots) }
    let missing = count - plots.count
    guard missing > 0 else { return plots }
    let rivers = inventedRivers(missing / 3, beside: plots)
    plots += rivers
    plots += blobs(missing - rivers.count, beside: plots)
    return plots
  }

  private func rank(_ p: Plot) -> Int { p.kind == .waterSource ? 0 : p.kind == .reserve ? 1 : p.redline == .whole ? 2 : 3 }

  private func foremost(_ plots: [Plot], _ count: Int) -> [Plot] {
    plots.enumerated().sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }.prefix(count)
      .sorted { $0.offset < $1.offset }.map(\.element)
  }

  // MARK: What must be there

  private func mandatory() -> [Plot] {
    // Reserves and intakes lie in or at water and claim before it.
    var out: [Plot] = intakes() + hills(.reserve)
    out += lakes()
    out += hills(nil)
    out += coastBelts()
    out += corridors()
    return dropEmpty(out)
  }

  /// Plots that no coarse point falls to are left out.
  private func dropEmpty(_ plots: [Plot]) -> [Plot] {
    let areas = claimedAreas(plots)
    return plots.indices.filter { areas[$0] >= 300_000 }.map { plots[$0] }
  }

  private func claimedAreas(_ plots: [Plot]) -> [Double] {
    var areas = [Double](repeating: 0, count: plots.count)
    for p in raster.points {
      if let i = plots.firstIndex(where: { $0.shapes.contains { $0.contains(p) } }) { areas[i] += raster.cellArea }
    }
    return areas
  }

  private func lakes() -> [Plot] {
    var out: [Plot] = []
    for lake in waters.lakes {
      var random = KeyedRandom(seed, territory.key, 21, KeyedRandom.key(lake.id))
      let shore = lake.id == "taihu" ? random.between(450, 850) : lake.rings[0].count < 50 ? 0 : random.between(80, 220)
      out += reaches(of: Shape(area: lake.rings, reach: shore), named: lake.name, random: &random)
    }
    if !waters.yangtze.isEmpty {
      var random = KeyedRandom(seed, territory.key, 22)
      out += reaches(of: Shape(area: waters.yangtze), named: "长江干流", random: &random)
    }
    return out
  }

  private static let reachKinds: [(String, ProvinceGeometry.UnitKind)] = [
    ("重要湿地", .wetland), ("水产种质资源保护区", .fishery), ("重要渔业水域", .fishery), ("重要保护区", .wetland),
  ]

  /// A water cut by tilted lines into reaches of some 60 km².
  private func reaches(of shape: Shape, named name: String, random: inout KeyedRandom) -> [Plot] {
    let inside = raster.points.filter(shape.contains)
    let area = Double(inside.count) * raster.cellArea
    guard area > 400_000 else { return [] }
    let n = max(1, min(5, Int((area / 60e6).rounded())))
    // Across the longer way.
    var mean = Vec(0, 0)
    for p in inside { mean = mean + p }
    mean = mean * (1 / Double(inside.count))
    var best = Directions.all[0]
    var spread = -1.0
    for i in stride(from: 0, to: 32, by: 2) {
      let d = Directions.all[i]
      let s = inside.reduce(0) { $0 + ($1 - mean).dot(d) * ($1 - mean).dot(d) }
      if s > spread {
        spread = s
        best = d
      }
    }
    let normal = (best + best.left * random.between(-0.25, 0.25)).direction
    let along = inside.map { $0.dot(normal) }.sorted()
    var out: [Plot] = []
    let first = random.below(4)
    for i in 0..<n {
      let low = i == 0 ? -Double.infinity : along[along.count * i / n]
      let high = i == n - 1 ? Double.infinity : along[along.count * (i + 1) / n]
      let strip = Shape.Strip(normal: normal, low: low, high: high)
      let (suffix, kind) = Self.reachKinds[(i + first) % 4]
      let members = inside.filter(strip.contains)
      guard !members.isEmpty else { continue }
      let place = members[members.count / 2]
      var plot = Plot(
        unitClass: .priority, kind: kind, feature: name, name: "\(name)（\(county)）\(suffix)",
        shapes: [n == 1 ? shape : shape.cut(to: strip)], place: place, sway: 0.6)
      plot.redline = suffix == "水产种质资源保护区" || suffix == "重要保护区" ? .whole : .inner
      out.append(plot)
    }
    return out
  }

  private func intakes() -> [Plot] {
    waters.intakes.enumerated().map { i, intake in
      var random = KeyedRandom(seed, territory.key, 23, UInt64(i))
      let r = random.between(1.7, 2.5)
      let ring = Outline.blob(centre: intake.at, area: OwnSine.pi * r * r * 1e6, roughness: 0.25, random: &random)
      let place = intake.name.split(separator: "·").last.map(String.init) ?? intake.name
      var plot = Plot(
        unitClass: .priority, kind: .waterSource, feature: place, name: place + "饮用水水源保护区",
        shapes: [Shape(area: [ring])], place: intake.at, sway: 0.5)
      plot.intake = intake.at
      plot.redline = .whole
      return plot
    }
  }

  private func hills(_ only: ProvinceGeometry.UnitKind?) -> [Plot] {
    (gazetteer.hills[territory.code] ?? []).compactMap { hill in
      guard let kind = ProvinceGeometry.UnitKind(rawValue: hill.kind), (kind == .reserve) == (only == .reserve) else { return nil }
      let at = territory.plane.plane(degrees: hill.longitude, hill.latitude)
      let centre = raster.nearest(at)
      var random = KeyedRandom(seed, territory.key, 24, KeyedRandom.key(hill.name))
      let area = OwnSine.pi * hill.radiusMetres * hill.radiusMetres
      let ring = Outline.blob(centre: centre, area: area, roughness: 0.42, random: &random)
      var plot = Plot(
        unitClass: .priority, kind: kind, feature: hill.name, name: hill.name, shapes: [Shape(area: [ring])], place: centre,
        sway: 0.6)
      plot.redline = kind == .reserve || hill.name.contains("国家") ? .whole : .inner
      return plot
    }
  }

  /// 3.3 km inside the county's own seaward border, in reaches, one in three left open for ports.
  private func coastBelts() -> [Plot] {
    var out: [Plot] = []
    var number = 0
    for line in waters.coast {
      let steps = Shape.walk(line, closed: false, spacing: 500).map(\.0)
      guard steps.count > 8 else { continue }
      let pieces = max(1, Int((Double(steps.count) * 500 / 9000).rounded()))
      for i in 0..<pieces {
        number += 1
        var random = KeyedRandom(seed, territory.key, 25, UInt64(number))
        if number % 3 == 2 { continue }
        let low = steps.count * i / pieces, high = min(steps.count - 1, steps.count * (i + 1) / pieces)
        let piece = Array(steps[low...high])
        let normal = (piece[piece.count - 1] - piece[0]).direction
        let shape = Shape(lines: [piece], reach: random.between(2600, 3600)).cut(
          to: Shape.Strip(normal: normal, low: piece[0].dot(normal), high: piece[piece.count - 1].dot(normal)))
        let wet = random.chance(0.6)
        var plot = Plot(
          unitClass: .priority, kind: .coastBelt, feature: "\(county)海岸带",
          name: "\(county)沿海" + (wet ? "重要湿地" : "生态公益林") + "（\(Naming.numeral(number))号）", shapes: [shape],
          place: raster.nearest(piece[piece.count / 2]), sway: 0.35)
        plot.redline = wet ? .whole : .inner
        out.append(plot)
      }
    }
    return out
  }

  private func corridors() -> [Plot] {
    var out: [Plot] = []
    var kept: [Segments] = []
    var names: Set<String> = []
    for river in waters.rivers {
      var random = KeyedRandom(seed, territory.key, 26, KeyedRandom.key(river.id))
      let steps = Shape.walk(river.path, closed: false, spacing: 250).map(\.0).filter(territory.region.contains)
      guard steps.count >= 12 else { continue }
      let doubled = steps.count { p in kept.contains { $0.within(p, 450) } }
      if doubled * 10 > steps.count * 6 { continue }
      kept.append(Segments([river.path], closed: false, near: territory.box, reach: 1000))
      let half = river.kind == "canal" ? random.between(300, 620) : random.between(220, 520)
      let suffix = river.id == "xinyihe" || river.id == "ruhai" || river.id == "huai-rujiang" ? "洪水调蓄区" : "清水通道维护区"
      let name = "\(river.name)（\(county)）\(suffix)"
      guard names.insert(name).inserted else { continue }
      var plot = Plot(
        unitClass: .priority, kind: suffix == "洪水调蓄区" ? .floodStorage : .corridor, feature: river.name, name: name,
        shapes: [Shape(lines: [river.path], reach: half)], place: steps[steps.count / 2], sway: 0.6)
      plot.redline = random.chance(0.12) ? .whole : .none
      out.append(plot)
    }
    return out
  }

  /// The two smallest of one kind of redline rule become one multipart unit.
  private func merge(_ plots: inout [Plot]) {
    let areas = claimedAreas(plots)
    // Water sources stay alone: their levels are drawn round one intake.
    let order = plots.indices.filter { plots[$0].intake == nil }.sorted { (areas[$0], $0) < (areas[$1], $1) }
    guard order.count >= 2 else {
      plots.removeLast()
      return
    }
    let small = order[0], large = order[1]
    plots[large].shapes += plots[small].shapes
    if plots[large].redline == .whole, plots[small].redline != .whole { plots[large].redline = .inner }
    plots.remove(at: small)
  }

  // MARK: Invented

  private func claimed(_ plots: [Plot], _ p: Vec) -> Bool { plots.contains { $0.shapes.contains { $0.contains(p) } } }

  private static let riverSuffixes = ["引河", "河", "大沟", "浦", "干河", "中河", "新河", "运粮河", "排河", "港"]

  /// Midpoint lines across the county, no two nearly the same.
  private func inventedRivers(_ wanted: Int, beside plots: [Plot]) -> [Plot] {
    guard wanted > 0 else { return [] }
    var out: [Plot] = []
    var lines: [Segments] = waters.rivers.map { Segments([$0.path], closed: false, near: territory.box, reach: 1000) }
    var used: Set<String> = []
    let box = territory.box
    let middle = Vec((box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2)
    let radius = Vec(box.width, box.height).length / 2
    for i in 0..<(wanted * 3) where out.count < wanted {
      var random = KeyedRandom(seed, territory.key, 27, UInt64(i))
      var best: (path: [Vec], inside: [Vec])?
      var score = -1.0
      for _ in 0..<5 {
        let d = Directions.all[random.below(64)]
        let aside = random.between(-0.7, 0.7) * radius
        let a = middle + d * radius + d.left * aside
        let b = middle - d * radius + d.left * (aside * 0.3 + random.between(-0.4, 0.4) * radius)
        let path = Outline.wander(a, b, bend: 0.13, levels: 6, random: &random)
        let inside = Shape.walk(path, closed: false, spacing: 400).map(\.0).filter(territory.region.contains)
        guard inside.count >= 10 else { continue }
        let free = inside.count { p in !lines.contains { $0.within(p, 2500) } && !claimed(plots, p) }
        let s = Double(free) / Double(inside.count) * Double(min(inside.count, 80)).squareRoot()
        if s > score {
          score = s
          best = (path, inside)
        }
      }
      guard let best else { continue }
      let place = best.inside[best.inside.count / 2]
      let town = nearestTownship(place)
      let base = TownshipName.base(town.name)
      guard let suffix = (0..<10).lazy.map({ Self.riverSuffixes[(i + $0) % 10] }).first(where: { used.insert(base + $0).inserted })
      else { continue }
      lines.append(Segments([best.path], closed: false, near: territory.box, reach: 1000))
      let name = base + (base.hasSuffix("河") && suffix == "河" ? "引河" : suffix)
      var plot = Plot(
        unitClass: .priority, kind: .corridor, feature: name, name: "\(name)（\(county)）清水通道维护区",
        shapes: [Shape(lines: [best.path], reach: random.between(200, 430))], place: place, sway: 0.6)
      plot.redline = random.chance(0.04) ? .whole : .none
      out.append(plot)
    }
    return out
  }

  private func nearestTownship(_ p: Vec) -> TownshipPlan {
    townships.min { ($0.seed - p).squared < ($1.seed - p).squared }!
  }

  /// No 森林公园 is invented, and in the plains no forest on hills.
  private static let plainKinds: [(String, ProvinceGeometry.UnitKind)] = [
    ("重要湿地", .wetland), ("洪水调蓄区", .floodStorage), ("重要渔业水域", .fishery), ("饮用水水源保护区", .waterSource),
    ("湿地公园", .wetlandPark), ("生态公益林", .forest), ("水产种质资源保护区", .fishery),
  ]
  private static let hillKinds: [(String, ProvinceGeometry.UnitKind)] = [
    ("水源涵养区", .forest), ("生态公益林", .forest), ("饮用水水源保护区", .waterSource), ("重要湿地", .wetland), ("湿地公园", .wetlandPark),
    ("水源涵养区", .forest), ("洪水调蓄区", .floodStorage),
  ]
  private static let flatCities: Set<String> = ["320600", "320900", "321000", "321200"]

  private func blobs(_ wanted: Int, beside plots: [Plot]) -> [Plot] {
    guard wanted > 0 else { return [] }
    var random = KeyedRandom(seed, territory.key, 28)
    let area = territory.areaSquareMetres
    let current = claimedAreas(plots).reduce(0, +)
    let share = random.between(0.15, 0.26)
    let smallest = max(0.35e6, min(1.2e6, area / 900))
    let weights = (0..<wanted).map { _ in
      let u = random.unit()
      return 1 + 3 * u * u
    }
    let total = max(share * area - current, smallest * 1.7 * Double(wanted), 0.012 * area)
    let sum = weights.reduce(0, +)
    let hilly =
      !Self.flatCities.contains(territory.cityCode)
      && (gazetteer.hills[territory.code] ?? []).contains { $0.kind == "forest" }
    let kinds = hilly ? Self.hillKinds : Self.plainKinds
    let free = raster.points.filter { !claimed(plots, $0) }
    let pool = free.isEmpty ? raster.points : free
    let keepAway = 0.05 * area.squareRoot()
    var centres = plots.filter { $0.kind != .corridor }.map(\.place)
    var out: [Plot] = []
    var used = Set(plots.map(\.name))
    let firstKind = random.below(kinds.count)
    for i in 0..<wanted {
      let size = min(max(total * weights[i] / sum, smallest), 0.07 * area)
      var centre = pool[0]
      var score = -1.0
      for _ in 0..<10 {
        let c = pool[random.below(pool.count)]
        let gap = centres.reduce(Double.infinity) { min($0, ($1 - c).squared) }
        let s = gap.squareRoot() + min(keepAway, (c - seat).length) * 0.6
        if s > score {
          score = s
          centre = c
        }
      }
      centres.append(centre)
      let base = TownshipName.base(nearestTownship(centre).name)
      // The kind that this township does not have yet.
      var kind = kinds[(firstKind + i) % kinds.count]
      for k in 0..<kinds.count {
        kind = kinds[(firstKind + i + k) % kinds.count]
        if used.insert(base + kind.0).inserted { break }
      }
      let ring = Outline.blob(centre: centre, area: size, roughness: 0.4, random: &random)
      var plot = Plot(
        unitClass: .priority, kind: kind.1, feature: base + kind.0, name: base + kind.0, shapes: [Shape(area: [ring])],
        place: centre, sway: 0.6)
      if kind.1 == .waterSource {
        plot.intake = centre
        plot.redline = .whole
      } else {
        plot.redline = random.chance(0.3) ? .inner : random.chance(0.2) ? .whole : .none
      }
      out.append(plot)
    }
    return out
  }
}
