import Geodesy
import Geometry
import Testing
import ZoneIndex

@Suite("Line sites")
struct LineSiteTests {
  private static let land = TilingLand(size: 10, seed: 9)
  private static let file = Result { try TemporarySegment([land.units]) }

  private func route(_ numbers: inout SeededNumbers) -> [GridPoint] {
    let box = Self.land.box
    return (0..<6).map { k in
      GridPoint(
        x: box.minX + (box.maxX - box.minX) * Int64(k + 1) / 8 + Int64(numbers.next() % 1_000_000),
        y: (box.minY + box.maxY) / 2 + Int64(numbers.next() % 4_000_000) - 2_000_000)
    }
  }

  @Test("lengths come from the centre line and add up; areas from the corridor and add up")
  func addUp() throws {
    let snapshot = try Self.file.get().snapshot
    var numbers = SeededNumbers(91)
    for width in [1.0, 30, 400] {
      let site = try Site(.lines([route(&numbers)]), widthMetres: width)
      let overlaps = snapshot.overlay(site, layer: "管控单元")
      #expect(abs(overlaps.reduce(0) { $0 + ($1.lengthShare ?? 0) } - 1) < 1e-9)
      #expect(abs(overlaps.reduce(0) { $0 + $1.share } - 1) < 1e-9)
      #expect(overlaps.count > 5)
    }
  }

  @Test("a straight corridor is length times width, with square ends and round corners")
  func corridor() throws {
    let a = GridPoint(longitude: 119.98, latitude: 32)
    let b = GridPoint(longitude: 120.02, latitude: 32)
    let straight = try Site(.lines([[a, b]]), widthMetres: 50)
    let length = try #require(straight.lengthMetres)
    #expect(abs(straight.areaSquareMetres - 50 * length) < 1e-4 * straight.areaSquareMetres)
    #expect(straight.form == .line(widthMetres: 50))
    let c = GridPoint(longitude: 120.02, latitude: 32.03)
    let bent = try Site(.lines([[a, b, c]]), widthMetres: 50)
    let bentLength = try #require(bent.lengthMetres)
    // At the right angle a square of 25 m is covered twice and a quarter disc is added.
    let expected = 50 * bentLength - 625 + Double.pi / 4 * 625
    #expect(abs(bent.areaSquareMetres - expected) < 1e-4 * expected)
  }

  @Test(
    "corridors of winding, folding and crossing routes agree with GEOS buffers",
    arguments: [(8.0, 0.2), (60.0, 0.2), (60.0, 1.2), (200.0, 2.5)])
  func agreesWithBuffers(width: Double, bend: Double) throws {
    let judges = Judges()
    let plane = GaussKruger(centralMeridian: 120)
    var numbers = SeededNumbers(UInt64(width * 10 + bend))
    for _ in 0..<15 {
      var heading = 0.0
      var (x, y) = (119.5, 32.5)
      let lines = (0..<2).map { _ in
        (0..<40).map { _ -> GridPoint in
          heading += numbers.double(-bend...bend)
          let (s, c) = SteadyMath.sinCos(heading)
          let step = numbers.double(0.0003...0.002)
          x += step * c
          y += step * s
          return GridPoint(longitude: x, latitude: y)
        }
      }
      let site = try Site(.lines(lines), widthMetres: width)
      let area = AreaIntegral.area(of: site.polygons, .gaussKruger(centralMeridian: 120))
      let judged = judges.bufferArea(
        lines.map {
          $0.map { p in
            let q = plane.project(longitude: p.longitude, latitude: p.latitude)
            return RawPoint(q.easting, q.northing)
          }
        }, half: width / 2)
      // Round corners are drawn with 64 points a circle: 1.6e-3 of the corner's sector; GEOS thins its input by 1 %.
      #expect(abs(area - judged) < 2e-3 * judged)
      for polygon in site.polygons { #expect(throws: Never.self) { try polygon.checked() } }
    }
  }

  @Test("a line on a shared border falls to one side, not to both or neither")
  func alongBorder() throws {
    let snapshot = try Self.file.get().snapshot
    guard case .polygons(let polygons) = Self.land.units.features[20].geometry else { return }
    let line = Array(polygons[0].shell.prefix(12))
    let site = try Site(.lines([line]), widthMetres: 5)
    let overlaps = snapshot.overlay(site, layer: "管控单元")
    #expect(abs(overlaps.reduce(0) { $0 + ($1.lengthShare ?? 0) } - 1) < 1e-9)
    #expect(overlaps.filter(\.interiorsIntersect).count >= 2)
  }

  @Test("a closed route has no gap where it closes")
  func closedRoute() throws {
    let p = [(118.6, 32.05), (118.62, 32.05), (118.62, 32.07), (118.6, 32.07), (118.6, 32.05)].map {
      GridPoint(longitude: $0.0, latitude: $0.1)
    }
    let site = try Site(.lines([p]), widthMetres: 20)
    #expect(site.polygons.count == 1 && site.polygons[0].holes.count == 1)
  }

  @Test("delivered lines inside a polygon site are measured")
  func deliveredLines() throws {
    let line = [GridPoint(longitude: 118.6, latitude: 32.05), GridPoint(longitude: 118.7, latitude: 32.05)]
    let file = try TemporarySegment([
      LayerContent(id: "岸线", kind: .line, features: [LayerFeature(code: "A", name: "", geometry: .lines([line]))])
    ])
    let ring = [(118.64, 32.04), (118.66, 32.04), (118.66, 32.06), (118.64, 32.06)].map { GridPoint(longitude: $0.0, latitude: $0.1) }
    let overlaps = file.snapshot.overlay(try Site(.polygons([GridPolygon(shell: ring)])), layer: "岸线")
    let expected = EdgeLength.shared.piece(GridPoint(longitude: 118.64, latitude: 32.05), GridPoint(longitude: 118.66, latitude: 32.05))
    #expect(overlaps.count == 1)
    #expect(abs((overlaps.first?.lengthMetres ?? 0) - expected) < 1e-6)
  }
}

@Suite("What is taken as a site")
struct SiteTests {
  private func p(_ x: Double, _ y: Double) -> GridPoint { GridPoint(longitude: x, latitude: y) }

  @Test("a self-crossing site is refused with the place")
  func selfCrossing() {
    let bowTie = GridPolygon(shell: [p(118, 32), p(118.02, 32.02), p(118.02, 32), p(118, 32.02)])
    #expect(throws: SiteRefusal.geometry(.selfCrossing(at: p(118.01, 32.01)))) { try Site(.polygons([bowTie])) }
    #expect(
      SiteRefusal.geometry(.selfCrossing(at: p(118.01, 32.01))).message
        == "图形边界在东经 118.01000000°、北纬 32.01000000°处自相交；请按顺序重新排列界址点，或在图上改正后再提交。")
  }

  @Test("a line needs a width, a polygon has none, a width is positive")
  func widths() {
    let line = FeatureGeometry.lines([[p(118, 32), p(118.1, 32)]])
    #expect(throws: SiteRefusal.lineWithoutWidth) { try Site(line) }
    #expect(throws: SiteRefusal.width(0)) { try Site(line, widthMetres: 0) }
    #expect(throws: SiteRefusal.self) { try Site(line, widthMetres: .nan) }
    #expect(throws: SiteRefusal.widthWithoutLine) {
      try Site(.polygons([GridPolygon(shell: [p(118, 32), p(118.1, 32), p(118.1, 32.1)])]), widthMetres: 5)
    }
    #expect(throws: SiteRefusal.geometry(.lineTooShort(near: p(118, 32)))) {
      try Site(.lines([[p(118, 32), p(118, 32)]]), widthMetres: 5)
    }
  }

  @Test("nothing, and half the globe, are refused")
  func extremes() {
    #expect(throws: SiteRefusal.geometry(.empty)) { try Site(.polygons([])) }
    #expect(throws: SiteRefusal.tooLarge) { try Site(.points([p(70, 10), p(130, 10)])) }
  }

  @Test("what would take minutes is refused in words")
  func tooComplex() {
    var comb: [GridPoint] = []
    for k in 0..<40_000 {
      let o = Double(k) * 2e-6
      let tooth = [p(118 + o, 32 - o), p(118.5 + o, 32.5 - o)]
      comb += k % 2 == 0 ? tooth : tooth.reversed()
    }
    comb.append(p(117.9, 31.5))
    #expect(throws: SiteRefusal.geometry(.tooComplex)) { try Site(.polygons([GridPolygon(shell: comb)])) }
    let line = (0...Site.mostLineVertices).map { p(118 + Double($0) * 1e-5, 32) }
    #expect(throws: SiteRefusal.geometry(.tooComplex)) { try Site(.lines([line]), widthMetres: 5) }
    let strips = (0..<1500).map { k -> GridPolygon in
      let o = Double(k) * 1e-5
      return GridPolygon(shell: [p(118 + o, 32), p(118.1 + o, 32.1), p(118.1 + o, 32.10001), p(118 + o, 32.00001)])
    }
    #expect(throws: SiteRefusal.geometry(.tooComplex)) { try Site(.polygons(strips)) }
  }

  @Test("overlapping parts are joined and that is known")
  func joined() throws {
    let a = GridPolygon(shell: [p(118, 32), p(118.02, 32), p(118.02, 32.02), p(118, 32.02)])
    let b = GridPolygon(shell: [p(118.01, 32), p(118.03, 32), p(118.03, 32.02), p(118.01, 32.02)])
    let apart = GridPolygon(shell: [p(118.02, 32), p(118.03, 32), p(118.03, 32.02), p(118.02, 32.02)])
    let both = try Site(.polygons([a, b]))
    let whole = try Site(.polygons([GridPolygon(shell: [p(118, 32), p(118.03, 32), p(118.03, 32.02), p(118, 32.02)])]))
    #expect(both.overlappingPartsWereJoined)
    #expect(abs(both.areaSquareMetres - whole.areaSquareMetres) < 1e-6)
    #expect(try !Site(.polygons([a, apart])).overlappingPartsWereJoined)
  }
}
