import Geodesy
import Geometry
import ZoneIndex

extension SpaceGround {
  /// The ground of a footprint in each unit by the three methods, beside the same by shapely and PROJ.
  func areaCases(_ isWanted: (String) -> Bool) throws -> [SpaceCase] {
    let methods: [(String, AreaMethod)] = [
      ("ellipsoid", .ellipsoid), ("landSurvey", .landSurvey), ("gaussKruger120", .gaussKruger(centralMeridian: 120)),
    ].filter { isWanted("area.\($0.0)") }
    guard !methods.isEmpty else { return [] }
    let sites = try outlines.prefix(Self.peerOutlines).map { try Site(.polygons([$0])) }
    return methods.map { areaCase($0, $1, sites) }
  }

  private func areaCase(_ form: String, _ method: AreaMethod, _ sites: [Site]) -> SpaceCase {
    let footprints = Array(footprints.prefix(sites.count))
    let units = units
    func grounds(_ k: Int, _ work: inout OverlayWorkspace) throws -> [SpaceAnswer] {
      units.overlay(footprints[k], &work)
      return try (0..<work.partCount).compactMap { j in
        let unit = work.part(j).feature
        return try units.common(sites[k], feature: unit, method: method).map {
          SpaceAnswer(site: k, feature: unit, values: ($0.areaSquareMetres, 0, 0, 0, 0))
        }
      }
    }
    return SpaceCase(
      task: "area", form: form, what: "占地在各单元内的面积与范围，\(method.chineseName)", unit: "footprints/s", stride: 16, sites: sites.count,
      answer: { run in
        var work = OverlayWorkspace()
        for k in run { _ = try grounds(k, &work) }
      },
      answerOne: nil,
      rivals: [
        .engine(
          PeerTask(
            engine: .areas, way: "求交后积分（逐个调用）", command: "area.\(form)", layer: "units", sites: "outlines", compared: 300))
      ],
      answers: { count in
        var work = OverlayWorkspace()
        return try (0..<count).flatMap { try grounds($0, &work) }
      },
      compare: Self.compareAreas, summed: 1_000,
      checksum: {
        var sum = SpaceChecksum()
        for answer in $0 {
          sum.add(Int64(answer.site))
          sum.add(units.code(answer.feature))
          sum.add(hundredths: answer.values.0)
        }
        return sum.text
      })
  }
}
