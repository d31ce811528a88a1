import Foundation
import Geodesy
import Geometry
import Testing
import ZoneIndex

/// Stated bound: 1e-3 m. Judged by both outlines split to 40 m and refined, with PROJ's geodesics.
@Suite("Distance to a layer of a whole plan")
struct DistanceTests {
  private static let shore: LayerContent = {
    var numbers = SeededNumbers(101)
    var features: [LayerFeature] = []
    var x = 118.0
    for f in 0..<3 {
      var line: [GridPoint] = []
      for _ in 0..<150 {
        line.append(GridPoint(longitude: x, latitude: 32 + 0.2 * Double(f) + numbers.double(-0.003...0.003)))
        x += numbers.double(0...1) < 0.05 ? 0.03 : numbers.double(0.0005...0.002)
      }
      features.append(LayerFeature(code: "岸\(f)", name: "", geometry: .lines([line])))
    }
    return LayerContent(id: "岸线", kind: .line, features: features)
  }()

  private static func lines(_ layer: LayerContent) -> [[GridPoint]] {
    layer.features.flatMap { feature -> [[GridPoint]] in
      switch feature.geometry {
      case .lines(let l): l
      case .polygons(let p): p.flatMap(\.rings).map { $0 + $0.prefix(1) }
      case .points(let p): p.map { [$0] }
      }
    }
  }

  private static func star(_ numbers: inout SeededNumbers, _ x: Double, _ y: Double, _ radius: Double, _ corners: Int) -> [GridPoint] {
    (0..<corners).map { k -> GridPoint in
      let (s, c) = SteadyMath.sinCos(Double(k) * 2 * Double.pi / Double(corners))
      let r = radius * numbers.double(0.4...1)
      return GridPoint(longitude: x + r * c, latitude: y + r * s)
    }
  }

  /// One question with memory of its own.
  private func nearest(
    _ distances: DistancesToLayer, _ site: DistanceSite, within: Double? = nil, where accepts: ((PlanFeature) -> Bool)? = nil
  ) -> PlanNearest? {
    var work = DistanceWorkspace()
    return distances.nearest(site, within: within, where: accepts, &work)
  }

  private func nearest(_ distances: DistancesToLayer, _ place: GridPoint, within: Double? = nil) -> PlanNearest? {
    var work = DistanceWorkspace()
    return distances.nearest(place, within: within, &work)
  }

  @Test("places, polygons and corridors at any range: within a millimetre of a densified judge", arguments: [0.02, 0.3, 4.0])
  func agrees(range: Double) throws {
    let plan = WholePlan([try temporaryPlan([Self.shore]).plan])
    let distances = try #require(plan.distances(to: "岸线"))
    let judges = Judges()
    var numbers = SeededNumbers(UInt64(1000 + range * 100))
    for n in 0..<TestLength.of(6, long: 400) {
      let (x, y) = (numbers.double(118...118.8), 32.1 + numbers.double(-range...range))
      let ring = Self.star(&numbers, x, y, [0.0005, 0.005][n % 2], 5)
      let site: Site
      switch n % 3 {
      case 0: site = try Site(.polygons([GridPolygon(shell: ring)]))
      case 1: site = try Site(.points([ring[0]]))
      default: site = try Site(.lines([Array(ring.prefix(2))]), widthMetres: 12)
      }
      let own = site.points.isEmpty ? site.polygons.flatMap(\.rings) : site.points.map { [$0] }
      let found = try #require(nearest(distances, DistanceSite(site)))
      if found.metres == 0 { continue }
      let judged = judges.densifiedDistance(own, Self.lines(Self.shore), closed: (site.points.isEmpty, false))
      #expect(abs(found.metres - judged) < 1e-3, "\(n): \(found.metres) \(judged)")
      #expect(abs(Geodesic.distance(found.placeOnSite, found.placeOnFeature) - found.metres) < 3e-3)
    }
  }

  @Test("as the search by flat bounds finds it, over polygons, lines and points; 900 sites, 30,000 in a long run")
  func asBefore() throws {
    let land = TilingLand(size: 6, seed: 102)
    var numbers = SeededNumbers(103)
    let sparse = (0..<8).map { n -> LayerFeature in
      let ring = Self.star(&numbers, numbers.double(118.4...118.8), numbers.double(31.9...32.3), 0.004, 9)
      return LayerFeature(code: "S\(n)", name: "", geometry: .polygons([GridPolygon(shell: ring).normalised]))
    }
    let points = (0..<30).map { n in
      LayerFeature(
        code: "P\(n)", name: "",
        geometry: .points([GridPoint(longitude: numbers.double(118.4...118.8), latitude: numbers.double(31.9...32.3))]))
    }
    let layers = [
      land.units, LayerContent(id: "红线", kind: .polygon, features: sparse), LayerContent(id: "点位", kind: .point, features: points),
      Self.shore,
    ]
    let plan = WholePlan([try temporaryPlan(layers).plan])
    let snapshot = try TemporarySegment(layers).snapshot
    var zeros = 0
    var far = 0
    for n in 0..<TestLength.of(900, long: 30_000) {
      let id = layers[n % 4].id
      let (x, y) = (numbers.double(118.42...118.72), numbers.double(31.93...32.2))
      let corners = 3 + n % 20
      let radius = 1e-5 * pow(1000, numbers.double(0...1))
      let ring = Self.star(&numbers, x, y, radius, corners)
      let site = try Site(n % 3 == 0 ? .points([GridPoint(longitude: x, latitude: y)]) : .polygons([GridPolygon(shell: ring)]))
      let within: Double? = n % 5 == 0 ? numbers.double(10...20_000) : nil
      let distances = try #require(plan.distances(to: id))
      let got = nearest(distances, DistanceSite(site), within: within)
      let before = snapshot.nearest(site, layer: id, within: within)
      guard let expected = before else {
        #expect(got == nil, "\(n)")
        far += 1
        continue
      }
      let found = try #require(got, "\(n)")
      #expect(abs(found.metres - expected.metres) < 1e-3, "\(n) \(id): \(found.metres) \(expected.metres)")
      #expect((found.metres == 0) == (expected.metres == 0), "\(n)")
      if found.metres == 0 { zeros += 1 }
      if let place = site.points.first, site.points.count == 1 {
        let alone = try #require(nearest(distances, place, within: within))
        #expect(abs(alone.metres - found.metres) < 1e-6, "\(n)")
      }
    }
    #expect(zeros > 20 && far > 10)
  }

  @Test("within a reach: found at the limit, not beyond it; features left out are not nearest")
  func within() throws {
    let plan = WholePlan([try temporaryPlan([Self.shore]).plan])
    let distances = try #require(plan.distances(to: "岸线"))
    #expect(plan.distances(to: "无") == nil)
    let site = DistanceSite(GridPoint(longitude: 118.3, latitude: 31.9))
    let free = try #require(nearest(distances, site))
    #expect(nearest(distances, site, within: free.metres) == free)
    #expect(nearest(distances, site, within: free.metres - 0.001) == nil)
    #expect(nearest(distances, site, where: { plan.code($0) == "岸2" }).map { plan.code($0.feature) } == "岸2")
    #expect(nearest(distances, site, where: { _ in false }) == nil)
  }

  @Test("every feature within a distance, and none beyond it: what a buffer would meet")
  func buffer() throws {
    let land = TilingLand(size: 6, seed: 104)
    let plan = WholePlan([try temporaryPlan([land.units]).plan])
    let distances = try #require(plan.distances(to: "管控单元"))
    var numbers = SeededNumbers(105)
    var work = DistanceWorkspace()
    for _ in 0..<40 {
      let site = DistanceSite(try Site(.polygons([land.site(&numbers, radius: 0.004)])))
      let reach = numbers.double(1...4000)
      let found = distances.features(site, within: reach, &work)
      #expect(found == found.sorted { ($0.metres, $0.feature) < ($1.metres, $1.feature) })
      var expected = 0
      for f in 0..<plan.members[0].featureCount {
        let one = nearest(distances, site, within: reach, where: { $0.feature == UInt32(f) })
        let listed = found.first { $0.feature.feature == UInt32(f) }
        #expect((one == nil) == (listed == nil))
        if let one, let listed { #expect(abs(one.metres - listed.metres) < 1e-6) }
        if one != nil { expected += 1 }
      }
      #expect(found.count == expected && expected > 0)
    }
  }

  @Test("edges of a hundred kilometres, upright, level and across")
  func longEdges() throws {
    let lines = [
      [GridPoint(longitude: 118, latitude: 32), GridPoint(longitude: 120, latitude: 32)],
      [GridPoint(longitude: 118, latitude: 33), GridPoint(longitude: 118, latitude: 35)],
      [GridPoint(longitude: 119, latitude: 33), GridPoint(longitude: 121, latitude: 34.5)],
    ]
    let judges = Judges()
    for line in lines {
      let layer = LayerContent(id: "线", kind: .line, features: [LayerFeature(code: "1", name: "", geometry: .lines([line]))])
      let distances = try #require(WholePlan([try temporaryPlan([layer]).plan]).distances(to: "线"))
      for p in [(119.2, 32.4), (119.0, 31.2), (121.5, 34), (118.001, 33.5), (119.9, 33.6)] {
        let place = GridPoint(longitude: p.0, latitude: p.1)
        let metres = try #require(nearest(distances, DistanceSite(place))).metres
        #expect(abs(metres - judges.densifiedDistance([[place]], [line], closed: (false, false))) < 1e-3)
      }
    }
  }
}
