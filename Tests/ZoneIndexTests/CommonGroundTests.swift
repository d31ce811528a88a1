import Foundation
import Geodesy
import Geometry
import Testing
import ZoneIndex

@Suite("Common ground in full")
struct CommonGroundTests {
  private static let land = TilingLand(size: 7, seed: 111)
  private static let methods: [AreaMethod] = [.ellipsoid, .landSurvey, .gaussKruger(centralMeridian: 120)]

  @Test("a feature comes back as it was compiled, holes, parts and corners that touch included")
  func geometry() throws {
    let index = try #require(try temporaryPlan([Self.land.units]).plan.layer("管控单元"))
    for (i, feature) in Self.land.units.features.enumerated() {
      guard case .polygons(let given) = feature.geometry, case .polygons(let got) = index.geometry(i) else { continue }
      #expect(Set(got) == Set(given.map(\.normalised)), "feature \(i)")
    }
    // Two squares that touch in a corner, one with a hole whose corner is the shell's.
    func square(_ x: Int64, _ y: Int64, _ side: Int64) -> [GridPoint] {
      [(0, 0), (side, 0), (side, side), (0, side)].map { GridPoint(x: 11_900_000_000 + x + $0.0, y: 3_200_000_000 + y + $0.1) }
    }
    let touching = [
      GridPolygon(shell: square(0, 0, 9000), holes: [square(4000, 4000, 2000)]), GridPolygon(shell: square(9000, 9000, 9000)),
    ]
    .map(\.normalised)
    let layer = LayerContent(id: "角", kind: .polygon, features: [LayerFeature(code: "1", name: "", geometry: .polygons(touching))])
    let corner = try #require(try temporaryPlan([layer]).plan.layer("角"))
    guard case .polygons(let got) = corner.geometry(0) else { return }
    #expect(Set(got) == Set(touching))
  }

  @Test("areas by each method add up to the site; parts and widths as before; polygons drawn are valid and have the area")
  func measures() throws {
    let index = try #require(try temporaryPlan([Self.land.units]).plan.layer("管控单元"))
    let snapshot = try TemporarySegment([Self.land.units]).snapshot
    var drawn = AdversarialFootprints(Self.land, seed: 112)
    var inside = 0
    let judges = Judges()
    for n in 0..<TestLength.of(270, long: 9000) {
      let kind = AdversarialFootprints.Kind.allCases[n % AdversarialFootprints.Kind.allCases.count]
      guard kind != .parts else { continue }
      let site = try Site(.polygons(drawn.next(kind)))
      let method = Self.methods[n % 3]
      let before = snapshot.overlay(site, layer: "管控单元", areaMethod: method)
      var sum = 0.0
      for overlap in before where !overlap.touchesOnly {
        let common = try #require(try index.common(site, feature: overlap.feature.index, method: method), "case \(n)")
        sum += common.areaSquareMetres
        #expect(abs(common.areaSquareMetres - overlap.areaSquareMetres) <= 1e-3 + 1e-9 * site.areaSquareMetres, "case \(n) \(kind)")
        #expect(abs(common.share - overlap.share) < 1e-6 || site.areaSquareMetres < 1)
        if overlap.areaSquareMetres > 100, kind == .ordinary {
          #expect(abs(common.meanWidthMetres - snapshot.meanWidthMetres(site, overlap.feature)) < 1e-3, "case \(n)")
        }
        for polygon in common.polygons { #expect(judges.isValid(polygon), "case \(n) \(kind)") }
        if method == .ellipsoid, kind == .ordinary {
          let length = common.polygons.reduce(0.0) { $0 + $1.rings.reduce(0.0) { $0 + EdgeLength.shared.length(of: $1, closed: true) } }
          let area = AreaIntegral.area(of: common.polygons)
          #expect(abs(area - common.areaSquareMetres) <= 1.2e-3 * length + 1e-3, "case \(n) \(kind)")
        }
      }
      for touched in before where touched.touchesOnly {
        #expect(try index.common(site, feature: touched.feature.index) == nil, "case \(n)")
      }
      if kind == .ordinary {
        inside += 1
        #expect(abs(sum - site.areaSquareMetres(method)) <= 1e-3 + 1e-9 * sum, "case \(n) adds up")
      }
    }
    #expect(inside > 20)
  }

  @Test("a route's stretches: as each pair has them, adding up to the route; along a border on one side only")
  func routes() throws {
    let plan = WholePlan([try temporaryPlan([Self.land.units]).plan])
    let snapshot = try TemporarySegment([Self.land.units]).snapshot
    var numbers = SeededNumbers(113)
    var work = PlanWorkspace()
    for n in 0..<TestLength.of(120, long: 3000) {
      let line = Array(Self.land.site(&numbers, radius: 0.02, points: 12).shell.prefix(3 + n % 8))
      let site = try Site(.lines([line]), widthMetres: 10)
      plan.overlay(Footprint(along: site.centreLines), &work)
      let parts = work.parts.filter { !$0.part.touchesOnly }
      #expect(abs(parts.reduce(0) { $0 + $1.part.lengthMetres } - (site.lengthMetres ?? 0)) < 1e-3)
      #expect(abs(parts.reduce(0) { $0 + $1.part.share } - 1) < 1e-9)
      for overlap in snapshot.overlay(site, layer: "管控单元") {
        let got = parts.first { plan.code($0.feature) == overlap.code }?.part.lengthMetres ?? 0
        #expect(abs(got - (overlap.lengthMetres ?? 0)) < 1e-3, "case \(n)")
      }
    }
    for feature in Self.land.units.features.prefix(20) {
      guard case .polygons(let polygons) = feature.geometry else { continue }
      let border = Array(polygons[0].shell.prefix(9))
      plan.overlay(Footprint(along: [border]), &work)
      // On borders alone nothing runs inside.
      #expect(work.parts.allSatisfy(\.part.touchesOnly) && work.partCount >= 1)
    }
  }
}
