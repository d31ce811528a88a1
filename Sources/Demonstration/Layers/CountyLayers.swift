/// The layers of one county as labels on its triangles: consistent with the units because they are made from them.
struct CountyLayers {
  let territory: Territory
  let plan: TerritoryPlan
  let waters: LocalWaters
  let belts: Belts
  let labelling: Labelling
  /// Township per triangle, under the features too.
  let township: [Int32]
  let membership: RegionMembership
  let seed: UInt64
  private let meeting: [Bool]

  init(
    territory: Territory, plan: TerritoryPlan, waters: LocalWaters, belts: Belts, labelling: Labelling, township: [Int32],
    membership: RegionMembership, seed: UInt64
  ) {
    self.territory = territory
    self.plan = plan
    self.waters = waters
    self.belts = belts
    self.labelling = labelling
    self.township = township
    self.membership = membership
    self.seed = seed
    meeting = Self.meetingPoints(labelling)
  }

  private var count: Int { labelling.label.count }
  private func plot(_ t: Int) -> Plot { plan.plots[Int(labelling.label[t])] }

  func all() -> [LayerLabels] {
    let redline = redlineLabels()
    let built = builtUpLabels()
    var out = [redline, ecologicalSpace(redline.label), parks(), chemicalParks(), waterZones(), airZones(), soilZones()]
    out += taihu()
    out += canal(built.label)
    out += tongyu()
    out += sources()
    out += [built, residential(), noBurn()]
    if case .part = membership.taihu {
      let label = (0..<count).map { membership.inTaihu($0) ? Int32(0) : -1 }
      out.append(LayerLabels(kind: LayerKind.regions[1], label: label, zones: [ZoneDraft("太湖流域")]))
    }
    return out.filter { !$0.zones.isEmpty }
  }

  /// One zone per plot out of a question per triangle; plots without a triangle have none.
  private func byPlot(_ kind: LayerKind, where chosen: (Int) -> Bool, zone: (Int) -> ZoneDraft) -> LayerLabels {
    var number = [Int32](repeating: -1, count: plan.plots.count)
    var label = [Int32](repeating: -1, count: count)
    var zones: [ZoneDraft] = []
    for t in 0..<count where chosen(t) {
      let p = Int(labelling.label[t])
      if number[p] < 0 {
        number[p] = Int32(zones.count)
        zones.append(zone(p))
      }
      label[t] = number[p]
    }
    return LayerLabels(kind: kind, label: label, zones: zones)
  }

  /// Zones by any key, numbered as they are met.
  private func grouped(_ kind: LayerKind, _ ask: (Int) -> (key: Int, zone: () -> ZoneDraft)?) -> LayerLabels {
    var number: [Int: Int32] = [:]
    var label = [Int32](repeating: -1, count: count)
    var zones: [ZoneDraft] = []
    for t in 0..<count {
      guard let (key, zone) = ask(t) else { continue }
      if let n = number[key] {
        label[t] = n
      } else {
        label[t] = Int32(zones.count)
        number[key] = label[t]
        zones.append(zone())
      }
    }
    return LayerLabels(kind: kind, label: label, zones: zones)
  }

  /// Points where units meet; the county's border alone does not count.
  private static func meetingPoints(_ labelling: Labelling) -> [Bool] {
    let mesh = labelling.mesh
    var out = [Bool](repeating: false, count: mesh.points.count)
    for e in 0..<mesh.origin.count {
      let o = mesh.across(e)
      if o >= 0, labelling.label[o] != labelling.label[e / 3] {
        out[Int(mesh.origin[e])] = true
        out[Int(mesh.origin[mesh.next(e)])] = true
      }
    }
    return out
  }

  /// No corner of it touches another unit.
  private func isInner(_ t: Int) -> Bool { (3 * t..<3 * t + 3).allSatisfy { !meeting[Int(labelling.mesh.origin[$0])] } }

  /// Takes the teeth off: where two neighbours of its own unit say otherwise, a triangle follows them.
  private func smoothed(_ chosen: [Bool]) -> [Bool] {
    var out = chosen
    for _ in 0..<3 {
      for t in 0..<count {
        var yes = 0, no = 0
        for e in (3 * t)..<(3 * t + 3) {
          let o = labelling.mesh.across(e)
          if o >= 0, labelling.label[o] == labelling.label[t] { if out[o] { yes += 1 } else { no += 1 } }
        }
        if yes >= 2 { out[t] = true } else if no >= 2 { out[t] = false }
      }
    }
    return out
  }

  /// Takes away pieces, within one unit each, of less than so many square metres.
  private func withoutCrumbs(_ chosen: [Bool], least: Double) -> [Bool] {
    let label = (0..<count).map { chosen[$0] ? labelling.label[$0] : -1 }
    let pieces = Components(mesh: labelling.mesh, label: label)
    var size = [Double](repeating: 0, count: pieces.count)
    for t in 0..<count where chosen[t] { size[Int(pieces.of[t])] += labelling.area[t] }
    return (0..<count).map { chosen[$0] && size[Int(pieces.of[$0])] >= least }
  }

  // MARK: Ecology

  private func redlineLabels() -> LayerLabels {
    // Pieces too small to be drawn as a redline are left to the ecological space.
    let inner = withoutCrumbs((0..<count).map { plot($0).redline == .inner && isInner($0) }, least: 250_000)
    return byPlot(.redline, where: { plot($0).redline == .whole || inner[$0] }) { p in
      ZoneDraft(plan.plots[p].name + "生态保护红线", ["type": plan.plots[p].kind.chinese], plot: p)
    }
  }

  private func ecologicalSpace(_ redline: [Int32]) -> LayerLabels {
    byPlot(.ecologicalSpace, where: { plot($0).unitClass == .priority && redline[$0] < 0 }) { p in
      ZoneDraft(plan.plots[p].name, ["type": plan.plots[p].kind.chinese], plot: p)
    }
  }

  // MARK: Parks

  static func attributes(_ park: ProvinceGeometry.Park) -> [String: String] {
    var a = [
      "recognition": park.recognised ? "合规园区" : "未认定", "level": park.level.rawValue, "positioning": park.profile.rawValue,
      "chemical": park.chemical ? "是" : "否", "chemicalRecognition": park.recognisedChemical ? "已认定" : "未认定",
    ]
    if let second = park.secondProfile { a["positioning2"] = second.rawValue }
    return a
  }

  private func parks() -> LayerLabels {
    byPlot(.parks, where: { plot($0).park != nil }) { p in
      ZoneDraft(plan.plots[p].name, Self.attributes(plan.plots[p].park!), plot: p)
    }
  }

  private func chemicalParks() -> LayerLabels {
    byPlot(.chemicalParks, where: { plot($0).park?.recognisedChemical == true }) { p in
      ZoneDraft(plan.plots[p].name, Self.attributes(plan.plots[p].park!), plot: p)
    }
  }

  // MARK: Element zones

  /// Townships in groups of neighbours, 1 to `most`: those of one control section, of one kind of soil.
  private func groups(key: UInt64, most: Int, reach: Double) -> [Int] {
    var section = [Int](repeating: -1, count: plan.townships.count)
    var next = 0
    for i in plan.townships.indices where section[i] < 0 {
      section[i] = next
      let mates = plan.townships.indices.filter { section[$0] < 0 }.sorted {
        let a = (plan.townships[$0].seed - plan.townships[i].seed).squared, b = (plan.townships[$1].seed - plan.townships[i].seed).squared
        return a != b ? a < b : $0 < $1
      }
      var random = KeyedRandom(seed, territory.key, key, UInt64(i))
      for m in mates.prefix(random.below(most)) where (plan.townships[m].seed - plan.townships[i].seed).length < reach * plan.cell {
        section[m] = next
      }
      next += 1
    }
    return section
  }

  private func waterZones() -> LayerLabels {
    let section = groups(key: 51, most: 4, reach: 1.7)
    let members = Dictionary(grouping: plan.townships.indices, by: { section[$0] })
    let basin = membership.basin
    return grouped(.water) { t in
      let p = Int(labelling.label[t])
      let own = plan.plots[p]
      if own.unitClass == .priority, [.wetland, .waterSource, .reserve, .fishery].contains(own.kind), own.shapes.count == 1 {
        return (p, { ZoneDraft(own.name + "水环境优先保护区", ["subclass": "优先保护区", "basin": basin], plot: p, digits: "121") })
      }
      let s = section[Int(township[t])]
      return (
        10_000 + s,
        {
          let towns = members[s]!
          let first = plan.townships[towns[0]]
          let parks = plan.plots.filter { $0.park != nil && section[nearest($0.place)] == s }.count
          let (sub, digits, suffix) =
            towns.contains { plan.townships[$0].isStreet }
            ? ("城镇生活污染重点管控区", "222", "城镇生活污染")
            : parks > towns.count
              ? ("工业污染重点管控区", "221", "工业污染") : s % 3 == 0 ? ("农业污染重点管控区", "223", "农业污染") : ("一般管控区", "321", "一般")
          return ZoneDraft(
            TownshipName.base(first.name) + "断面控制单元" + suffix + (suffix == "一般" ? "管控区" : "重点管控区"),
            ["subclass": sub, "basin": basin, "section": TownshipName.base(first.name) + "断面"], digits: digits)
        }
      )
    }
  }

  private func nearest(_ p: Vec) -> Int {
    plan.townships.indices.min { (plan.townships[$0].seed - p).squared < (plan.townships[$1].seed - p).squared }!
  }

  private func airZones() -> LayerLabels {
    let county = territory.name
    return grouped(.air) { t in
      let p = Int(labelling.label[t])
      let own = plan.plots[p]
      switch own.kind {
      case .reserve, .scenic, .forest:
        return (p, { ZoneDraft(own.name + "大气环境优先保护区", ["subclass": "优先保护区"], plot: p, digits: "131") })
      case .park:
        return (p, { ZoneDraft(own.name + "大气环境高排放重点管控区", ["subclass": "高排放重点管控区"], plot: p, digits: "231") })
      case .street:
        return (20_000, { ZoneDraft(county + "城区大气环境受体敏感重点管控区", ["subclass": "受体敏感重点管控区"], digits: "234") })
      default:
        let n = Int(township[t])
        if n % 7 == 2 {
          return (
            10_000 + n,
            { ZoneDraft(TownshipName.base(plan.townships[n].name) + "大气环境布局敏感重点管控区", ["subclass": "布局敏感重点管控区"], digits: "232") }
          )
        }
        if n % 7 == 5 {
          return (
            10_000 + n,
            { ZoneDraft(TownshipName.base(plan.townships[n].name) + "大气环境弱扩散重点管控区", ["subclass": "弱扩散重点管控区"], digits: "233") }
          )
        }
        return (20_002, { ZoneDraft(county + "大气环境一般管控区", ["subclass": "一般管控区"], digits: "331") })
      }
    }
  }

  /// Farmland by groups of townships, other groups than those of the water zones; soil risk where chemicals and metals are.
  private func soilZones() -> LayerLabels {
    let group = groups(key: 52, most: 4, reach: 1.9)
    return grouped(.soil) { t in
      let p = Int(labelling.label[t])
      let own = plan.plots[p]
      if let park = own.park, park.chemical || park.profile == .metallurgy || park.profile == .newMaterials {
        return (p, { ZoneDraft(own.name + "建设用地污染风险重点管控区", ["subclass": "建设用地污染风险重点管控区"], plot: p, digits: "242") })
      }
      let g = group[Int(township[t])]
      return (
        10_000 + g,
        {
          let towns = plan.townships.indices.filter { group[$0] == g }
          let base = TownshipName.base(plan.townships[towns[0]].name)
          if towns.count(where: { plan.townships[$0].isStreet }) * 2 > towns.count {
            return ZoneDraft(base + "土壤环境一般管控区", ["subclass": "一般管控区"], digits: "341")
          }
          if g % 9 == 4 {
            return ZoneDraft(base + "农用地污染风险重点管控区", ["subclass": "农用地污染风险重点管控区"], digits: "241")
          }
          return ZoneDraft(base + "农用地优先保护区", ["subclass": "农用地优先保护区"], digits: "141")
        }
      )
    }
  }

  // MARK: Belts

  private func taihu() -> [LayerLabels] {
    guard membership.taihu != .outside else { return [] }
    var level = [Int](repeating: 0, count: count)
    for t in 0..<count where membership.inTaihu(t) { level[t] = belts.taihuLevel(labelling.centroid[t]) }
    return levels(LayerKind.taihu, level) { "太湖流域\(["一", "二", "三"][$0 - 1])级保护区（\(territory.name)）" }
  }

  private func levels(_ kinds: [LayerKind], _ level: [Int], name: (Int) -> String) -> [LayerLabels] {
    (1...3).map { l in
      let label = level.map { $0 == l ? Int32(0) : -1 }
      return LayerLabels(
        kind: kinds[l - 1], label: label, zones: level.contains(l) ? [ZoneDraft(name(l), ["level": String(l)])] : [])
    }
  }

  /// 2 where the core area is built up, 1 within a kilometre, 3 the rest.
  static func canalParts(belts: Belts, centroid: [Vec], built: [Int32]) -> [Int] {
    guard let core = belts.canalCore, let riverside = belts.canalRiverside else { return Array(repeating: 0, count: centroid.count) }
    return centroid.indices.map { t in
      guard core.contains(centroid[t]) else { return 0 }
      return built[t] >= 0 ? 2 : riverside.contains(centroid[t]) ? 1 : 3
    }
  }

  private func canal(_ built: [Int32]) -> [LayerLabels] {
    let part = Self.canalParts(belts: belts, centroid: labelling.centroid, built: built)
    guard part.contains(where: { $0 > 0 }) else { return [] }
    let names = ["滨河生态空间", "建成区", "其他区域"]
    let parts = levels(LayerKind.canalParts, part) { "大运河核心监控区\(names[$0 - 1])（\(territory.name)）" }
    let core = LayerLabels(
      kind: .canalCore, label: part.map { $0 > 0 ? 0 : -1 }, zones: [ZoneDraft("大运河核心监控区（\(territory.name)）")])
    return [core] + parts
  }

  private func tongyu() -> [LayerLabels] {
    guard belts.tongyuFirst != nil else { return [] }
    let level = labelling.centroid.map { belts.tongyuLevel($0) ?? 0 }
    return levels(LayerKind.tongyu, level) { "通榆河\(["一", "二", "三"][$0 - 1])级保护区（\(territory.name)）" }
  }

  /// Level of a water source by triangle, 0 outside: rings round the intake within the source's unit.
  static func sourceLevels(plan: TerritoryPlan, labelling: Labelling) -> [Int] {
    var level = [Int](repeating: 0, count: labelling.label.count)
    var members: [Int: [Int]] = [:]
    for t in 0..<labelling.label.count {
      let p = Int(labelling.label[t])
      if plan.plots[p].intake != nil { members[p, default: []].append(t) }
    }
    for p in members.keys.sorted() {
      let at = plan.plots[p].intake!
      let all = members[p]!
      let radius = (all.reduce(0) { $0 + labelling.area[$1] } / OwnSine.pi).squareRoot()
      let near = all.sorted {
        let a = (labelling.centroid[$0] - at).squared, b = (labelling.centroid[$1] - at).squared
        return a != b ? a < b : $0 < $1
      }
      for (rank, t) in near.enumerated() {
        let d = (labelling.centroid[t] - at).length / radius
        level[t] = rank == 0 || d < 0.45 ? 1 : rank <= 2 || d < 0.75 ? 2 : 3
      }
    }
    return level
  }

  private func sources() -> [LayerLabels] {
    let level = Self.sourceLevels(plan: plan, labelling: labelling)
    let names = ["一级保护区", "二级保护区", "准保护区"]
    return (1...3).map { l in
      byPlot(LayerKind.sources[l - 1], where: { level[$0] == l }) { p in
        let plot = plan.plots[p]
        let name = plot.name.hasSuffix("饮用水水源保护区") ? String(plot.name.dropLast(3)) : plot.name
        return ZoneDraft(name + names[l - 1], ["level": String(l)], plot: p)
      }
    }
  }

  // MARK: Settlements

  /// Smooth noise in [-1, 1] over the plane: three octaves of triangle waves.
  static func smooth(_ p: Vec, wave: Double, phase: UInt64) -> Double {
    var sum = 0.0, gain = 1.0, total = 0.0
    var random = KeyedRandom(phase, 61)
    var length = wave
    for _ in 0..<3 {
      for _ in 0..<2 {
        let d = Directions.all[random.below(64)]
        sum += gain * TriangleWave.value(p.dot(d) / length + random.unit())
        total += gain
      }
      gain *= 0.6
      length *= 0.47
    }
    return sum / total * 1.6
  }

  private func isVillage(_ t: Int) -> Bool {
    guard plot(t).kind == .rural, labelling.area[t] < 500_000 else { return false }
    var random = KeyedRandom(seed, territory.key, 62, UInt64(t))
    return random.chance(0.02)
  }

  private func builtUpLabels() -> LayerLabels {
    let phase = KeyedRandom.mix(seed ^ territory.key)
    let chosen = (0..<count).map { t in
      switch plot(t).kind {
      case .townCore: isInner(t) || Self.smooth(labelling.centroid[t], wave: 1800, phase: phase &+ 3) > 0.25
      case .street: Self.smooth(labelling.centroid[t], wave: 3000, phase: phase) > -0.55
      case .park: Self.smooth(labelling.centroid[t], wave: 2500, phase: phase &+ 1) > -0.3
      default: false
      }
    }
    return byPlotOrVillage(.builtUp, suffix: "建成区", chosen: withoutCrumbs(smoothed(chosen), least: 200_000))
  }

  private func residential() -> LayerLabels {
    let phase = KeyedRandom.mix(seed ^ territory.key) &+ 2
    let chosen = (0..<count).map { t in
      switch plot(t).kind {
      case .townCore, .street: isInner(t) && Self.smooth(labelling.centroid[t], wave: 3500, phase: phase) > -0.1
      default: false
      }
    }
    return byPlotOrVillage(.residential, suffix: "居住区", chosen: withoutCrumbs(smoothed(chosen), least: 120_000))
  }

  private func byPlotOrVillage(_ kind: LayerKind, suffix: String, chosen: [Bool]) -> LayerLabels {
    var villages = [Int](repeating: 0, count: plan.townships.count)
    return grouped(kind) { t in
      let p = Int(labelling.label[t])
      if chosen[t] { return (p, { ZoneDraft(plan.plots[p].feature + suffix, ["kind": "城镇"], plot: p) }) }
      guard isVillage(t) else { return nil }
      let n = Int(township[t])
      return (
        100_000 + t,
        {
          villages[n] += 1
          return ZoneDraft(
            "\(TownshipName.base(plan.townships[n].name))村庄\(suffix)\(villages[n])", ["kind": "村庄"], plot: p)
        }
      )
    }
  }

  private func noBurn() -> LayerLabels {
    let zone = Self.noBurnTriangles(territory: territory, plan: plan, labelling: labelling)
    let county = territory.name
    return grouped(.noBurn) { t in
      switch zone[t] {
      case 1: return (-1, { ZoneDraft(county + "城区高污染燃料禁燃区", ["class": "Ⅲ类"]) })
      case 2:
        let p = Int(labelling.label[t])
        return (p, { ZoneDraft(plan.plots[p].name + "高污染燃料禁燃区", ["class": plan.plots[p].park?.level == .national ? "Ⅲ类" : "Ⅱ类"], plot: p) })
      default: return nil
      }
    }
  }

  /// 1 in the circle round the seat, 2 in a park, never in a priority unit.
  static func noBurnTriangles(territory: Territory, plan: TerritoryPlan, labelling: Labelling) -> [Int] {
    let r = max(2500, 0.14 * territory.areaSquareMetres.squareRoot())
    return labelling.centroid.indices.map { t in
      let plot = plan.plots[Int(labelling.label[t])]
      if plot.unitClass == .priority { return 0 }
      if (labelling.centroid[t] - plan.seat).squared < r * r { return 1 }
      return plot.kind == .park ? 2 : 0
    }
  }
}

/// A wave of period one in [-1, 1] without trigonometry.
enum TriangleWave {
  static func value(_ x: Double) -> Double {
    let f = x - x.rounded(.down)
    return f < 0.5 ? 4 * f - 1 : 3 - 4 * f
  }
}

extension ProvinceGeometry.UnitKind {
  /// The function's Chinese name.
  public var chinese: String {
    switch self {
    case .reserve: "自然保护区"
    case .waterSource: "饮用水水源保护区"
    case .corridor: "清水通道维护区"
    case .wetland: "重要湿地"
    case .wetlandPark: "湿地公园"
    case .fishery: "重要渔业水域"
    case .floodStorage: "洪水调蓄区"
    case .forest: "生态公益林"
    case .scenic: "风景名胜区"
    case .coastBelt: "海岸带"
    case .park: "产业园区"
    case .cluster: "工业集中区"
    case .townCore: "城镇"
    case .street: "城区"
    case .rural: "农村"
    case .seaProtected: "海洋生态保护区"
    case .seaPort: "港口航运区"
    case .seaIndustry: "工业与城镇用海区"
    case .seaOutfall: "排污混合区"
    case .seaDumping: "倾倒区"
    case .seaGeneral: "近岸海域"
    }
  }
}
