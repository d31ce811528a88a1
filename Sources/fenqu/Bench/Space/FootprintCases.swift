import Geometry
import ZoneIndex

extension SpaceGround {
  /// What a footprint meets, with areas: of the unit layer, of all layers.
  func footprintCases(_ isWanted: (String) -> Bool) -> [SpaceCase] {
    var cases: [SpaceCase] = []
    if isWanted("footprint.units") {
      cases.append(footprintCase("units", "占地与管控单元求交并量面积", aim: 300_000, members(of: Self.unitLayer).range))
    }
    if isWanted("footprint.all") {
      cases.append(footprintCase("all", "占地与全部图层求交并量面积", aim: 100_000, plan.members.indices))
    }
    return cases
  }

  private func footprintCase(_ form: String, _ what: String, aim: Double, _ members: Range<Int>) -> SpaceCase {
    let plan = plan
    let footprints = footprints
    let first = self.members(of: Self.unitLayer).first
    let offset = form == "units" ? first : 0
    func answers(_ count: Int) -> [SpaceAnswer] {
      var work = PlanWorkspace()
      var result: [SpaceAnswer] = []
      for k in 0..<count {
        plan.overlay(footprints[k], members: members, &work)
        for j in 0..<work.partCount {
          let part = work.part(j)
          result.append(
            SpaceAnswer(
              site: k, feature: self.number(part.feature) - offset,
              values: (part.part.areaSquareMetres, part.part.lengthMetres, Double(part.part.pointCount), 0, 0)))
        }
      }
      return result
    }
    let compare = form == "units" ? Self.compareAreas : Self.compareGround
    return SpaceCase(
      task: "footprint", form: form, what: what, unit: "footprints/s", aimRate: aim, stride: 256, sites: footprints.count,
      answer: { run in
        var work = PlanWorkspace()
        for k in run { plan.overlay(footprints[k], members: members, &work) }
      },
      answerOne: {
        let kept = SpaceMemory()
        return { plan.overlay(footprints[$0], members: members, &kept.plan) }
      },
      rivals: footprintRivals(form), answers: answers, compare: compare, summed: 20_000,
      checksum: {
        self.checksum($0.map { SpaceAnswer(site: $0.site, feature: $0.feature + offset, values: $0.values) }) { answer, sum in
          sum.add(hundredths: answer.values.0)
          sum.add(hundredths: answer.values.1)
        }
      },
      more: {
        guard form == "units" else { return [] }
        // A footprint that meets more than one unit crosses a border.
        var units: [Int: Int] = [:]
        for answer in answers(20_000) { units[answer.site, default: 0] += 1 }
        return [("crossingShare", Double(units.values.count { $0 > 1 }) / 20_000)]
      })
  }

  private func footprintRivals(_ layer: String) -> [SpaceRival] {
    let isUnits = layer == "units"
    let compared = isUnits ? 5_000 : 1_000
    // Of all layers at once only the rate is aimed at.
    func aim(_ times: Double) -> Double? { isUnits ? times : nil }
    return [
      PeerTask(
        engine: .geos, way: "预处理几何，被包含的走捷径", command: "footprint.prepared", layer: layer, sites: "outlines", compared: compared,
        aim: aim(15)),
      PeerTask(
        engine: .geos, way: "直接求交", command: "footprint.plain", layer: layer, sites: "outlines", compared: 500, aim: aim(30)),
      PeerTask(
        engine: .postgis, way: "原几何，被包含的走捷径", command: "footprint.whole", layer: layer, sites: "outlines", compared: 200,
        aim: aim(60)),
      PeerTask(
        engine: .postgis, way: "细分几何，被包含的走捷径", command: "footprint.subdivided", layer: layer, sites: "outlines", compared: 200,
        aim: aim(60)),
    ].map(SpaceRival.engine)
  }

  /// Areas of polygons, lengths of lines: one number each, since a feature has one kind.
  static func compareGround(_ sites: Int, _ ours: [SpaceAnswer], _ peers: [SpaceAnswer]) -> SpaceComparison {
    SpaceComparison(sites: sites, ours: ours, peers: peers, unit: "m²（线为 m）") { $0.values.0 + $0.values.1 + $0.values.2 }
  }

  static func compareAreas(_ sites: Int, _ ours: [SpaceAnswer], _ peers: [SpaceAnswer]) -> SpaceComparison {
    SpaceComparison(sites: sites, ours: ours, peers: peers, unit: "m²") { $0.values.0 }
  }

  /// The same outlines on the unit layer as delivered and with every edge cut in four: the cost follows the outline.
  func borderCases(_ isWanted: (String) -> Bool) throws -> [SpaceCase] {
    guard isWanted("footprint.vertices1") || isWanted("footprint.vertices4") else { return [] }
    let footprints = uniformOutlines.map { Footprint([$0]) }
    let sparse = units
    let dense = try denseUnits.get()
    func overlay(_ layer: LayerIndex) -> (Range<Int>) -> Void {
      { run in
        var work = OverlayWorkspace()
        for k in run { layer.overlay(footprints[k], &work) }
      }
    }
    func answers(_ layer: LayerIndex, _ count: Int) -> [SpaceAnswer] {
      var work = OverlayWorkspace()
      return (0..<count).flatMap { k in
        layer.overlay(footprints[k], &work)
        return (0..<work.partCount).map { j in
          SpaceAnswer(site: k, feature: work.part(j).feature, values: (work.part(j).areaSquareMetres, 0, 0, 0, 0))
        }
      }
    }
    func geos(_ way: String, _ command: String, _ layer: String) -> SpaceRival {
      .engine(PeerTask(engine: .geos, way: way, command: command, layer: layer, sites: "uniform", compared: 500, aim: nil))
    }
    func border(_ form: String, _ layer: LayerIndex, _ rivals: [SpaceRival]) -> SpaceCase {
      SpaceCase(
        task: "footprint", form: form, what: "同样的占地（0.1–5 km 均匀），边界 \(layer.vertexCount) 个折点", unit: "footprints/s",
        stride: 256, sites: footprints.count, answer: overlay(layer), answerOne: nil, rivals: rivals,
        answers: { answers(layer, $0) }, compare: Self.compareAreas, summed: 2_000,
        checksum: {
          var sum = SpaceChecksum()
          for answer in $0 {
            sum.add(Int64(answer.site))
            sum.add(layer.code(answer.feature))
            sum.add(hundredths: answer.values.0)
          }
          return sum.text
        })
    }
    return [
      border(
        "vertices1", sparse,
        [geos("预处理几何，被包含的走捷径", "footprint.prepared", "units"), geos("直接求交", "footprint.plain", "units")]),
      border(
        "vertices4", dense,
        [
          .ourselves(way: "本程序，1 倍折点", aim: nil, answer: overlay(sparse)) { answers(sparse, $0) },
          geos("预处理几何，被包含的走捷径", "footprint.prepared", "dense"), geos("直接求交", "footprint.plain", "dense"),
        ]),
    ].filter { isWanted($0.name) }
  }
}
