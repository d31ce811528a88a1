import Geometry
import Testing
import ZoneIndex

@Suite("A place in a compiled layer")
struct PlanPointTests {
  private static let land = TilingLand(size: 9, seed: 3)

  private func agrees(_ layer: LayerContent, seed: UInt64) throws {
    let index = try #require(try temporaryPlan([layer]).plan.layer(layer.id))
    var numbers = SeededNumbers(seed)
    let vertices = Self.land.vertices
    let box = Self.land.box
    var set = FeatureSet()
    var shared = 0
    var places: [GridPoint] = []
    for i in 0..<6000 {
      var p = GridPoint(
        x: box.minX - 1_000_000 + Int64(numbers.next() % UInt64(box.maxX - box.minX + 2_000_000)),
        y: box.minY - 1_000_000 + Int64(numbers.next() % UInt64(box.maxY - box.minY + 2_000_000)))
      let v = vertices[Int(numbers.next() % UInt64(vertices.count))]
      switch i % 6 {
      case 1: p = v
      case 2: p.y = v.y
      case 3: p.x = v.x
      case 4: p = GridPoint(x: v.x + Int64(numbers.next() % 5) - 2, y: v.y + Int64(numbers.next() % 5) - 2)
      case 5:
        let w = vertices[Int(numbers.next() % UInt64(vertices.count))]
        if (v.x + w.x) % 2 == 0 && (v.y + w.y) % 2 == 0 { p = GridPoint(x: (v.x + w.x) / 2, y: (v.y + w.y) / 2) }
      default: break
      }
      places.append(p)
      let expected = layer.features.indices.filter { layer.features[$0].geometry.position(of: p) != .outside }
      index.locate(p, into: &set)
      #expect(set.indices == expected, "seed \(seed), place \(i)")
      #expect(index.features(at: p) == expected)
      if expected.count > 1 { shared += 1 }
    }
    #expect(shared > 500)
    var results = [Int32](repeating: 0, count: places.count)
    var span = results.mutableSpan
    index.locate(places.span, into: &span)
    for (p, found) in zip(places, results) {
      let all = index.features(at: p)
      switch found {
      case LayerIndex.Located.none: #expect(all.isEmpty)
      case LayerIndex.Located.several: break
      default: #expect(all == [Int(found)])
      }
    }
    #expect(results.count { $0 >= 0 } > 1500)
  }

  @Test("a sound tiling: as brute force finds, borders meeting both sides, vertices all, holes' borders the unit around")
  func sound() throws { try agrees(Self.land.units, seed: 41) }

  @Test("neighbours that overlap and leave gaps", arguments: [2, 3000, 60_000])
  func careless(steps: Int64) throws { try agrees(Self.land.careless(seed: 42, steps: steps), seed: 43) }

  @Test("twenty features over one another are all found")
  func stacked() throws {
    let x: Int64 = 11_900_000_000
    let features = (0..<20).map { k -> LayerFeature in
      let d = Int64(k) * 10_000
      return LayerFeature(
        code: "\(k)", name: "",
        geometry: .polygons([
          GridPolygon(shell: [
            GridPoint(x: x - d - 500, y: 3_200_000_000 - d - 700), GridPoint(x: x + d + 900, y: 3_200_000_000 - d - 700),
            GridPoint(x: x + d + 900, y: 3_200_000_000 + d + 800), GridPoint(x: x - d - 500, y: 3_200_000_000 + d + 800),
          ])
        ]))
    }
    let layer = LayerContent(id: "叠置", kind: .polygon, features: features)
    let index = try #require(try temporaryPlan([layer]).plan.layer("叠置"))
    #expect(index.features(at: GridPoint(x: x, y: 3_200_000_000)) == Array(0..<20))
    #expect(index.features(at: GridPoint(x: x + 100_000, y: 3_200_000_000)) == Array(10..<20))
  }

  @Test("one feature's parts that overlap or share an edge count once; a bow tie is taken by the even–odd rule")
  func unsoundParts() throws {
    func square(_ x: Int64, _ side: Int64) -> GridPolygon {
      GridPolygon(shell: [
        GridPoint(x: x, y: 0), GridPoint(x: x + side, y: 0), GridPoint(x: x + side, y: side), GridPoint(x: x, y: side),
      ])
    }
    let bow = GridPolygon(shell: [
      GridPoint(x: 0, y: 10_000), GridPoint(x: 4000, y: 14_000), GridPoint(x: 4000, y: 10_000), GridPoint(x: 0, y: 14_000),
    ])
    let layer = LayerContent(
      id: "杂", kind: .polygon,
      features: [
        LayerFeature(code: "a", name: "", geometry: .polygons([square(0, 4000), square(2000, 4000)])),
        LayerFeature(code: "b", name: "", geometry: .polygons([square(20_000, 4000), square(24_000, 4000)])),
        LayerFeature(code: "c", name: "", geometry: .polygons([bow])),
        LayerFeature(code: "d", name: "", geometry: .polygons([square(40_000, 8000), square(42_000, 2000)])),
      ])
    let index = try #require(try temporaryPlan([layer]).plan.layer("杂"))
    let whole = index.overlay(
      Footprint([
        GridPolygon(shell: [
          GridPoint(x: -10_000, y: -10_000), GridPoint(x: 90_000, y: -10_000), GridPoint(x: 90_000, y: 90_000),
          GridPoint(x: -10_000, y: 90_000),
        ])
      ]))
    try #require(whole.map(\.feature) == [0, 1, 2, 3])
    let unit = whole[1].areaSquareMetres / 2
    #expect(abs(whole[0].areaSquareMetres / unit - 1.5) < 1e-4)
    #expect(abs(whole[2].areaSquareMetres / unit - 0.5) < 1e-4)
    #expect(abs(whole[3].areaSquareMetres / unit - 4) < 1e-4)
    #expect(index.features(at: GridPoint(x: 24_000, y: 1000)) == [1])
    #expect(index.features(at: GridPoint(x: 3000, y: 1000)) == [0])
    #expect(index.features(at: GridPoint(x: 2000, y: 10_500)).isEmpty)
  }
}
