import Geodesy
import Geometry
import Testing
import ZoneIndex

/// Stated bound: 1e-4 m² and 1e-9 of the footprint's area.
@Suite("A footprint over a compiled layer")
struct PlanOverlayTests {
  private static let land = TilingLand(size: 10, seed: 4)
  private static let layer = "管控单元"

  private static func bound(_ area: Double) -> Double { 1e-4 + 1e-9 * area }

  private func judged(_ layer: LayerContent, _ count: Int, seed: UInt64, tiles: Bool) throws {
    let index = try #require(try temporaryPlan([layer]).plan.layer(Self.layer))
    let judge = OverlayJudge(layer, origin: GridPoint(x: 11_860_000_000, y: 3_210_000_000))
    var drawn = AdversarialFootprints(Self.land, seed: seed)
    var work = OverlayWorkspace()
    var givenUp = 0
    var worst = 0.0
    for n in 0..<count {
      let kind = AdversarialFootprints.Kind.allCases[n % AdversarialFootprints.Kind.allCases.count]
      let polygons = drawn.next(kind)
      let area = index.overlay(Footprint(polygons), &work)
      guard let areas = judge.areas(polygons) else {
        givenUp += 1
        continue
      }
      let bound = Self.bound(area)
      var got: [Int: Double] = [:]
      for k in 0..<work.partCount { got[work.part(k).feature] = work.part(k).areaSquareMetres }
      for (feature, expected) in areas {
        let difference = abs((got[feature] ?? 0) - expected)
        worst = max(worst, difference / bound)
        #expect(difference <= bound, "seed \(seed), case \(n) \(kind), feature \(feature)")
      }
      #expect(got.keys.allSatisfy { areas[$0] != nil }, "seed \(seed), case \(n) \(kind)")
      if tiles && kind == .ordinary {
        #expect(abs(got.values.reduce(0, +) - area) <= bound, "seed \(seed), case \(n) adds up")
      }
    }
    #expect(work.thoroughCount == 0)
    #expect(givenUp * 1000 < count)
    #expect(worst > 0)
  }

  @Test("a sound tiling: areas as GEOS and the closed form have them; 2,700 cases, 72,000 in a long run")
  func sound() throws { try judged(Self.land.units, TestLength.of(2700, long: 72_000), seed: 11, tiles: true) }

  @Test("neighbours that overlap and leave gaps; 1,800 cases, 36,000 in a long run")
  func careless() throws {
    try judged(Self.land.careless(seed: 5, steps: 3000), TestLength.of(1800, long: 36_000), seed: 12, tiles: false)
  }

  @Test("neighbours that differ by single grid steps; 1,800 cases, 18,000 in a long run")
  func slivers() throws { try judged(Self.land.careless(seed: 6, steps: 2), TestLength.of(1800, long: 18_000), seed: 13, tiles: false) }

  @Test("touched, shared or apart: as the exact relation of each pair has it", arguments: [0, 2, 3000])
  func relations(steps: Int64) throws {
    let layer = steps == 0 ? Self.land.units : Self.land.careless(seed: 7, steps: steps)
    let index = try #require(try temporaryPlan([layer]).plan.layer(Self.layer))
    let snapshot = try TemporarySegment([layer]).snapshot
    var drawn = AdversarialFootprints(Self.land, seed: UInt64(21 + steps))
    var work = OverlayWorkspace()
    var touched = 0
    for n in 0..<9000 {
      let kind = AdversarialFootprints.Kind.allCases[n % AdversarialFootprints.Kind.allCases.count]
      guard kind != .parts else { continue }
      let site = try Site(.polygons(drawn.next(kind)))
      index.overlay(Footprint(site), &work)
      let expected = snapshot.overlay(site, layer: Self.layer).map { ($0.feature.index, $0.touchesOnly) }.sorted { $0.0 < $1.0 }
      let got = (0..<work.partCount).map { (work.part($0).feature, work.part($0).touchesOnly) }
      #expect(got.map(\.0) == expected.map(\.0), "case \(n) \(kind)")
      #expect(got.map(\.1) == expected.map(\.1), "case \(n) \(kind)")
      touched += got.count { $0.1 }
    }
    #expect(touched > 500)
  }

  @Test("a unit's own outline: that unit whole, neighbours only touched; its hole's island too")
  func ownOutline() throws {
    let index = try #require(try temporaryPlan([Self.land.units]).plan.layer(Self.layer))
    for (i, feature) in Self.land.units.features.enumerated() {
      guard case .polygons(let polygons) = feature.geometry else { continue }
      let parts = index.overlay(Footprint(polygons.map(\.normalised)))
      #expect(parts.filter { !$0.touchesOnly }.map(\.feature) == [i])
      let own = try #require(parts.first { $0.feature == i })
      #expect(abs(own.areaSquareMetres - index.areaSquareMetres(i)) <= Self.bound(own.areaSquareMetres))
      #expect(abs(own.share - 1) < 1e-9)
      #expect(parts.count > 1)
      #expect(abs(index.areaSquareMetres(i) - AreaIntegral.area(of: polygons)) <= 1e-4)
    }
  }

  @Test("a footprint over everything meets every unit whole, and the island in a hole without touching a border")
  func everything() throws {
    let index = try #require(try temporaryPlan([Self.land.units]).plan.layer(Self.layer))
    let b = index.box
    let margin: Int64 = 3_000_000
    let square = GridPolygon(shell: [
      GridPoint(x: b.minX - margin, y: b.minY - margin), GridPoint(x: b.maxX + margin, y: b.minY - margin),
      GridPoint(x: b.maxX + margin, y: b.maxY + margin), GridPoint(x: b.minX - margin, y: b.maxY + margin),
    ])
    let parts = index.overlay(Footprint([square]))
    #expect(parts.map(\.feature) == Array(0..<index.featureCount))
    for part in parts { #expect(abs(part.areaSquareMetres - index.areaSquareMetres(part.feature)) <= 1e-4) }
    // Beside everything: nothing.
    let away = GridPolygon(shell: square.shell.map { GridPoint(x: $0.x + 100_000_000, y: $0.y) })
    #expect(index.overlay(Footprint([away])).isEmpty)
  }

  @Test("more corners than are scanned one by one: the same areas")
  func manyCorners() throws {
    let index = try #require(try temporaryPlan([Self.land.units]).plan.layer(Self.layer))
    let judge = OverlayJudge(Self.land.units, origin: GridPoint(x: 11_860_000_000, y: 3_210_000_000))
    var numbers = SeededNumbers(31)
    for _ in 0..<60 {
      let polygon = Self.land.site(&numbers, radius: 0.03, points: 900).normalised
      let parts = index.overlay(Footprint([polygon]))
      let expected = try #require(judge.areas([polygon]))
      for part in parts {
        #expect(abs(part.areaSquareMetres - expected[part.feature, default: 0]) <= Self.bound(judge.area([polygon])))
      }
      #expect(Set(parts.map(\.feature)).isSuperset(of: expected.filter { $0.value > 0.1 }.keys))
    }
  }

  @Test("the ring's beginning and direction of walk, and what was asked before, change nothing")
  func turned() throws {
    let index = try #require(try temporaryPlan([Self.land.units]).plan.layer(Self.layer))
    var numbers = SeededNumbers(32)
    var work = OverlayWorkspace()
    for _ in 0..<300 {
      let ring = Self.land.site(&numbers, radius: 0.015, points: 12).normalised.shell
      index.overlay(Footprint([GridPolygon(shell: ring)]), &work)
      let first = (0..<work.partCount).map { work.part($0) }
      index.overlay(Footprint([GridPolygon(shell: Array(ring[5...] + ring[..<5]))]), &work)
      let second = (0..<work.partCount).map { work.part($0) }
      #expect(first.map(\.feature) == second.map(\.feature))
      for (a, b) in zip(first, second) { #expect(abs(a.areaSquareMetres - b.areaSquareMetres) <= 1e-4) }
      #expect(index.overlay(Footprint([GridPolygon(shell: ring)])) == first)
    }
  }
}
