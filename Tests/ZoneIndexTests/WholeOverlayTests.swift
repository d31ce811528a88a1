import Foundation
import Geometry
import Testing
import ZoneIndex

/// Every layer of a plan against the pairwise overlay of each feature, which is judged by GEOS elsewhere.
@Suite("A footprint over all layers")
struct WholeOverlayTests {
  private static let land = TilingLand(size: 8, seed: 81)

  private static let layers: [LayerContent] = {
    var numbers = SeededNumbers(82)
    let vertices = land.vertices
    func stars(_ count: Int, _ radius: Double) -> [LayerFeature] {
      (0..<count).map { LayerFeature(code: "S\($0)", name: "", geometry: .polygons([land.site(&numbers, radius: radius).normalised])) }
    }
    let lines = (0..<12).map { n -> LayerFeature in
      var start = Int(numbers.next() % UInt64(vertices.count - 60))
      // Some run along the units' borders, some across country, some close, some have two parts.
      let border = Array(vertices[start..<(start + 30)])
      start = Int(numbers.next() % UInt64(vertices.count - 60))
      let across = stride(from: start, to: start + 60, by: 7).map { vertices[$0] }
      let closed = Array(across.prefix(4)) + [across[0]]
      return LayerFeature(code: "L\(n)", name: "", geometry: .lines([[border], [across], [border, across], [closed]][n % 4]))
    }
    let points = (0..<15).map { n -> LayerFeature in
      let places = (0...(n % 4)).map { _ in vertices[Int(numbers.next() % UInt64(vertices.count))] }
      return LayerFeature(code: "P\(n)", name: "", geometry: .points(places))
    }
    return [
      land.units, LayerContent(id: "红线", kind: .polygon, features: stars(9, 0.02)),
      LayerContent(id: "村庄", kind: .polygon, features: stars(60, 0.001)),
      LayerContent(
        id: "全域", kind: .polygon, features: [LayerFeature(code: "A", name: "", geometry: .polygons([land.outline.normalised]))]),
      LayerContent(id: "河流", kind: .line, features: lines), LayerContent(id: "点位", kind: .point, features: points),
    ]
  }()

  @Test("areas, shares, lengths, counts and touches: as each pair has them; 1,600 cases, 20,000 in a long run")
  func agrees() throws {
    let plan = WholePlan([try temporaryPlan(Self.layers).plan])
    let snapshot = try TemporarySegment(Self.layers).snapshot
    var drawn = AdversarialFootprints(Self.land, seed: 83)
    var work = PlanWorkspace()
    var lengths = 0
    var points = 0
    var touched = 0
    for n in 0..<TestLength.of(1600, long: 20_000) {
      let kind = AdversarialFootprints.Kind.allCases[n % AdversarialFootprints.Kind.allCases.count]
      guard kind != .parts else { continue }
      let site = try Site(.polygons(drawn.next(kind)))
      let area = plan.overlay(Footprint(site), &work)
      let bound = 1e-4 + 1e-9 * area
      #expect(abs(area - site.areaSquareMetres) <= bound)
      var got: [String: FeaturePart] = [:]
      for part in work.parts { got[plan.layerID(part.feature) + plan.code(part.feature)] = part.part }
      #expect(got.count == work.partCount)
      var expected = 0
      for overlap in snapshot.layerIDs.flatMap({ snapshot.overlay(site, layer: $0) }) {
        expected += 1
        let key = snapshot.layerID(of: overlap.feature) + overlap.code
        guard let part = got[key] else {
          Issue.record("case \(n) \(kind): \(key) is missing")
          continue
        }
        #expect(part.touchesOnly == overlap.touchesOnly, "case \(n) \(kind): \(key)")
        #expect(abs(part.areaSquareMetres - overlap.areaSquareMetres) <= bound, "case \(n) \(kind): \(key)")
        switch plan.members[Int(work.parts.first { plan.code($0.feature) == overlap.code }?.feature.member ?? 0)].kind {
        case .line:
          // On a border each takes the side that its own shift gives.
          if kind == .ordinary {
            #expect(abs(part.lengthMetres - (overlap.lengthMetres ?? 0)) <= 1e-3, "case \(n) \(kind): \(key)")
          }
          lengths += 1
        case .point:
          guard case .points(let places) = snapshot.geometry(of: overlap.feature) else { continue }
          let inside = places.filter { place in site.polygons.contains { $0.position(of: place) != .outside } }
          #expect(part.pointCount == inside.count, "case \(n) \(kind): \(key)")
          points += 1
        case .polygon: break
        }
        if part.touchesOnly { touched += 1 }
      }
      #expect(expected == got.count, "case \(n) \(kind)")
    }
    #expect(work.thoroughCount == 0 && lengths > 100 && points > 100 && touched > 100)
  }

  @Test("a line's stretches inside the units it passes add up, whatever the footprints")
  func lengthsAddUp() throws {
    let plan = WholePlan([try temporaryPlan(Self.layers).plan])
    let rivers = plan.members(of: "河流")
    var sums: [String: Double] = [:]
    var work = PlanWorkspace()
    for feature in Self.land.units.features {
      guard case .polygons(let polygons) = feature.geometry else { continue }
      plan.overlay(Footprint(polygons.map(\.normalised)), members: rivers, &work)
      for part in work.parts where !part.part.touchesOnly { sums[plan.code(part.feature), default: 0] += part.part.lengthMetres }
    }
    let whole = Footprint([Self.land.outline.normalised])
    plan.overlay(whole, members: rivers, &work)
    #expect(work.partCount > 8)
    // Lines across country share no stretch with a border, so that the shift does not matter.
    for part in work.parts where ["L1", "L5", "L9"].contains(plan.code(part.feature)) {
      #expect(abs(sums[plan.code(part.feature), default: 0] - part.part.lengthMetres) < 1e-3)
      #expect(part.part.lengthMetres > 100)
    }
  }
}
