import Foundation
import Geometry
import Testing
import ZoneIndex

/// The directory over all members against each member's own grid, which is judged elsewhere.
@Suite("The directory of a whole plan")
struct PlanDirectoryTests {
  private static let land = TilingLand(size: 8, seed: 301)

  /// A second land with other cells, features that overlap each other, needles, one-feature and empty layers, far pieces.
  private static let plans: [[LayerContent]] = {
    var numbers = SeededNumbers(302)
    func stars(_ count: Int, _ radius: Double) -> [LayerFeature] {
      (0..<count).map { LayerFeature(code: "S\($0)", name: "", geometry: .polygons([land.site(&numbers, radius: radius).normalised])) }
    }
    let far = GridPolygon(shell: [
      GridPoint(longitude: 121.3, latitude: 34.4), GridPoint(longitude: 121.4, latitude: 34.4),
      GridPoint(longitude: 121.35, latitude: 34.5),
    ])
    let corner = GridPoint(x: (land.vertices[40].x >> 17) << 17, y: (land.vertices[40].y >> 17) << 17)
    // Its corners and edges lie on corners and edges of cells.
    let aligned = GridPolygon(shell: [
      corner, GridPoint(x: corner.x + 1 << 19, y: corner.y), GridPoint(x: corner.x + 1 << 19, y: corner.y + 1 << 19),
      GridPoint(x: corner.x, y: corner.y + 1 << 19),
    ])
    let vertices = land.vertices
    return [
      [
        land.units, LayerContent(id: "空", kind: .polygon, features: []),
        LayerContent(id: "重叠", kind: .polygon, features: stars(40, 0.015)),
        LayerContent(id: "村庄", kind: .polygon, features: stars(90, 0.0006)),
        LayerContent(id: "河流", kind: .line, features: [LayerFeature(code: "L", name: "", geometry: .lines([Array(vertices.prefix(200))]))]),
        LayerContent(
          id: "点位", kind: .point,
          features: vertices.prefix(60).enumerated().map { LayerFeature(code: "P\($0)", name: "", geometry: .points([$1])) }),
      ],
      [
        TilingLand(size: 4, seed: 303, step: 0.031, depth: 6).units, land.careless(seed: 304, steps: 400).named("邻接不齐"),
        LayerContent(
          id: "全域", kind: .polygon, features: [LayerFeature(code: "A", name: "", geometry: .polygons([land.outline.normalised, far]))]),
        LayerContent(
          id: "方格", kind: .polygon,
          features: [
            LayerFeature(code: "C", name: "", geometry: .polygons([aligned])),
            LayerFeature(code: "F", name: "", geometry: .polygons([far])),
          ]),
      ],
    ]
  }()

  private static func plan() throws -> WholePlan { WholePlan(try plans.map { try temporaryPlan($0).plan }) }

  private func expected(_ plan: WholePlan, _ p: GridPoint) -> [PlanFeature] {
    plan.members.indices.flatMap { m in plan.members[m].features(at: p).map { PlanFeature(member: m, feature: $0) } }
  }

  @Test("what holds a place: corners and edges of cells, vertices and beside them; 4,000 places, 200,000 in a long run")
  func places() throws {
    let plan = try Self.plan()
    var numbers = SeededNumbers(305)
    let vertices = Self.land.vertices
    func step() -> Int64 { Int64(numbers.next() % 3) - 1 }
    var places: [GridPoint] = []
    for n in 0..<TestLength.of(4000, long: 200_000) {
      let v = vertices[Int(numbers.next() % UInt64(vertices.count))]
      let shift = 9 + Int64(numbers.next() % 12)
      let near = GridPoint(x: v.x + Int64(numbers.next() % 400_000) - 200_000, y: v.y + Int64(numbers.next() % 400_000) - 200_000)
      switch n % 5 {
      case 0: places.append(v)
      case 1: places.append(GridPoint(x: v.x + step(), y: v.y + step()))
      case 2: places.append(GridPoint(x: (near.x >> shift) << shift + step(), y: (near.y >> shift) << shift + step()))
      case 3: places.append(near)
      default: places.append(GridPoint(x: (v.x >> shift) << shift, y: v.y))
      }
    }
    places += [GridPoint(x: 0, y: 0), GridPoint(longitude: 180, latitude: 90), GridPoint(longitude: -180, latitude: -90)]
    var result = PlaceFeatures()
    let some = plan.members(of: "重叠")
    var held = 0
    plan.locate(places.span) { i, found in
      let all = expected(plan, places[i])
      #expect(found.features == all, "\(places[i])")
      plan.locate(places[i], into: &result)
      #expect(result.features == all, "\(places[i])")
      plan.locate(places[i], members: some, into: &result)
      #expect(result.features == all.filter { some.contains(Int($0.member)) })
      held += all.count
    }
    #expect(held > 2 * places.count)
  }

  /// Footprints of every kind: adversarial ones, from a metre to three hundred kilometres, on corners of cells, with holes and
  /// in several parts.
  private func footprints(_ count: Int, seed: UInt64) throws -> [Footprint] {
    var drawn = AdversarialFootprints(Self.land, seed: seed)
    var numbers = SeededNumbers(seed + 1)
    let kinds = AdversarialFootprints.Kind.allCases
    let vertices = Self.land.vertices
    return try (0..<count).map { n in
      let v = vertices[Int(numbers.next() % UInt64(vertices.count))]
      if n % 3 == 0 { return Footprint(try Site(.polygons(drawn.next(kinds[n / 3 % kinds.count])))) }
      if n % 3 == 1 {
        let shift = 11 + Int64(numbers.next() % 10)
        let (x, y, side) = ((v.x >> shift) << shift, (v.y >> shift) << shift, Int64(1) << shift)
        return Footprint([
          GridPolygon(shell: [
            GridPoint(x: x, y: y), GridPoint(x: x + side, y: y), GridPoint(x: x + side, y: y + side), GridPoint(x: x, y: y + side),
          ])
        ])
      }
      let radius = 5e-6 * pow(600_000, numbers.double(0...1))
      let corners = 3 + Int(numbers.next() % 20)
      let ring = (0..<corners).map { k -> GridPoint in
        let angle = (Double(k) + numbers.double(0...0.8)) / Double(corners) * 2 * Double.pi
        let r = radius * numbers.double(0.4...1)
        return GridPoint(x: v.x + Int64(r * cos(angle) * 1e8), y: v.y + Int64(r * sin(angle) * 1e8))
      }
      guard let site = try? Site(.polygons([GridPolygon(shell: ring)])) else {
        return Footprint([GridPolygon(shell: Array(ring.prefix(3)))])
      }
      return Footprint(site)
    }
  }

  private func compare(_ plan: WholePlan, _ footprint: Footprint, _ work: inout PlanWorkspace, _ note: String) -> Int {
    let whole = plan.overlay(footprint, &work)
    let parts = work.parts
    var k = 0
    for (m, member) in plan.members.enumerated() {
      for own in member.overlay(footprint) {
        guard k < parts.count, parts[k].feature == PlanFeature(member: m, feature: own.feature) else {
          Issue.record("\(note): \(plan.memberLayers[m]) \(own.feature) is missing")
          return k
        }
        let part = parts[k].part
        let bound = 1e-4 + 1e-9 * whole
        #expect(part.touchesOnly == own.touchesOnly && part.pointCount == own.pointCount, "\(note)")
        #expect(abs(part.areaSquareMetres - own.areaSquareMetres) <= bound, "\(note)")
        #expect(abs(part.lengthMetres - own.lengthMetres) <= 1e-4 + 1e-9 * own.lengthMetres, "\(note)")
        k += 1
      }
    }
    #expect(k == parts.count, "\(note): more than each member has")
    return k
  }

  @Test("what a footprint meets, from a metre to 300 km; 1,200 footprints, 30,000 in a long run")
  func overlays() throws {
    let plan = try Self.plan()
    var work = PlanWorkspace()
    var met = 0
    let all = try footprints(TestLength.of(1200, long: 30_000), seed: 306)
    for (n, footprint) in all.enumerated() { met += compare(plan, footprint, &work, "footprint \(n)") }
    #expect(met > 3 * all.count && work.thoroughCount == 0)
  }

  @Test("routes of one and several lines")
  func routes() throws {
    let plan = try Self.plan()
    var work = PlanWorkspace()
    var numbers = SeededNumbers(307)
    let vertices = Self.land.vertices
    var met = 0
    for n in 0..<TestLength.of(300, long: 6000) {
      let lines = (0...(n % 3)).map { _ -> [GridPoint] in
        let v = vertices[Int(numbers.next() % UInt64(vertices.count))]
        let reach = Int64(100 * pow(100_000, numbers.double(0...1)))
        return (0..<(2 + n % 7)).map { _ in
          GridPoint(
            x: v.x + Int64(numbers.next() % UInt64(2 * reach)) - reach, y: v.y + Int64(numbers.next() % UInt64(2 * reach)) - reach)
        }
      }
      met += compare(plan, Footprint(along: lines), &work, "route \(n)")
    }
    #expect(met > 300)
  }

  @Test("some members only: as much of the whole")
  func members() throws {
    let plan = try Self.plan()
    var work = PlanWorkspace()
    for footprint in try footprints(200, seed: 308) {
      plan.overlay(footprint, &work)
      let all = work.parts
      for id in plan.layerIDs {
        let range = plan.members(of: id)
        plan.overlay(footprint, members: range, &work)
        #expect(work.parts == all.filter { range.contains(Int($0.feature.member)) })
      }
    }
  }

  @Test("nothing at all, and layers without features, answer nothing")
  func empty() throws {
    for plan in [WholePlan([]), WholePlan([try temporaryPlan([LayerContent(id: "空", kind: .polygon, features: [])]).plan])] {
      #expect(plan.features(at: Self.land.vertices[0]).isEmpty)
      var work = PlanWorkspace()
      plan.overlay(Footprint([Self.land.outline.normalised]), &work)
      #expect(work.partCount == 0)
      #expect(throws: Never.self) { try plan.verify() }
    }
  }

  @Test("halved edges hold the same ground, and neighbours still share their borders")
  func denser() throws {
    let plain = try #require(temporaryPlan([Self.land.units]).plan.layer("管控单元"))
    let dense = try #require(temporaryPlan([plain.content(id: "管控单元").denser(byHalving: 2)]).plan.layer("管控单元"))
    #expect(dense.vertexCount > plain.vertexCount * 7 / 2 && dense.chainCount == plain.chainCount)
    for f in 0..<plain.featureCount {
      #expect(plain.code(f) == dense.code(f) && abs(plain.areaSquareMetres(f) - dense.areaSquareMetres(f)) < 20)
    }
  }
}

extension LayerContent {
  fileprivate func named(_ id: String) -> LayerContent { LayerContent(id: id, kind: kind, features: features) }
}
