import Geometry
import Testing
import ZoneIndex

@Suite("What a layer covers of a site")
struct CoverageTests {
  @Test("overlapping features are counted once, as GEOS unites them")
  func overlapping() throws {
    let land = TilingLand(size: 9, seed: 12)
    let judges = Judges()
    var numbers = SeededNumbers(13)
    for _ in 0..<12 {
      let zones = (0..<25).map { _ in land.site(&numbers, radius: 0.02, points: 9) }
      let layer = LayerContent(
        id: "禁燃区", kind: .polygon,
        features: zones.enumerated().map { LayerFeature(code: "Z\($0.offset)", name: "", geometry: .polygons([$0.element])) })
      let file = try TemporarySegment([layer, land.units])
      for _ in 0..<6 {
        let site = try Site(.polygons([land.site(&numbers, radius: 0.025, points: 11)]))
        let coverage = file.snapshot.coverage(site, layer: "禁燃区")
        let judged = judges.covered(site.polygons, by: zones.map { [$0] })
        #expect(abs(coverage.areaSquareMetres - judged) < 1e-7 * site.areaSquareMetres + 0.02)
        #expect(coverage.share <= 1 + 1e-12)
        #expect(abs(file.snapshot.coverage(site, layer: "管控单元").share - 1) < 1e-9)
      }
    }
  }

  @Test("a feature delivered twice covers once")
  func twice() throws {
    let land = TilingLand(size: 4, seed: 14)
    var doubled = land.units
    doubled.features += land.units.features.map { LayerFeature(code: $0.code + "x", name: "", geometry: $0.geometry) }
    let file = try TemporarySegment([doubled])
    var numbers = SeededNumbers(15)
    for _ in 0..<20 {
      let site = try Site(.polygons([land.site(&numbers, radius: 0.01)]))
      let coverage = file.snapshot.coverage(site, layer: "管控单元")
      #expect(abs(coverage.share - 1) < 1e-9)
      let line = try Site(.lines([[site.polygons[0].shell[0], site.polygons[0].shell[5]]]), widthMetres: 10)
      #expect(abs((file.snapshot.coverage(line, layer: "管控单元").lengthShare ?? 0) - 1) < 1e-9)
    }
  }

  @Test("features left out do not count")
  func filtered() throws {
    let land = TilingLand(size: 4, seed: 16)
    let file = try TemporarySegment([land.units])
    let snapshot = file.snapshot
    let site = try Site(.polygons([land.outline]))
    let islands = snapshot.coverage(site, layer: "管控单元") { snapshot.name(of: $0) == "岛" }
    let expected = snapshot.features(of: "管控单元").filter { snapshot.name(of: $0) == "岛" }
      .reduce(0) { $0 + snapshot.areaSquareMetres(of: $1) }
    #expect(abs(islands.areaSquareMetres - expected) < 1e-6 * expected)
    #expect(snapshot.coverage(site, layer: "管控单元") { _ in false }.areaSquareMetres == 0)
  }
}
