import Geodesy
import Geometry
import Testing
import ZoneIndex

@Suite("A site over a tiling layer")
struct OverlayTests {
  private static let land = TilingLand(size: 10, seed: 4)
  private static let file = Result { try TemporarySegment([land.units]) }
  private static let layer = "管控单元"

  private func polygons(_ snapshot: ZoneSnapshot, _ overlap: Overlap) -> [GridPolygon] {
    if case .polygons(let p) = snapshot.geometry(of: overlap.feature) { p } else { [] }
  }

  @Test("areas, parts and mean widths agree with GEOS and PROJ; shares add up to one", arguments: [0.0008, 0.004, 0.02])
  func agreesWithJudges(radius: Double) throws {
    let snapshot = try Self.file.get().snapshot
    let judges = Judges()
    var numbers = SeededNumbers(UInt64(radius * 1e6))
    for n in 0..<60 {
      let site = try Site(.polygons([Self.land.site(&numbers, radius: radius, points: 5 + n % 40)]))
      let overlaps = snapshot.overlay(site, layer: Self.layer)
      #expect(abs(overlaps.reduce(0) { $0 + $1.share } - 1) < 1e-9)
      #expect(abs(site.areaSquareMetres - judges.area(site.polygons)) < 1e-8 * site.areaSquareMetres + 0.003)
      for overlap in overlaps where overlap.interiorsIntersect {
        let judged = judges.intersection(site.polygons, polygons(snapshot, overlap))
        #expect(abs(overlap.areaSquareMetres - judged.area) <= 1e-7 * site.areaSquareMetres + 0.006)
        #expect(snapshot.intersection(site, overlap.feature).count <= judged.parts)
        if judged.largest.area > 1 {
          let width = 2 * judged.largest.area / judged.largest.length
          #expect(abs(snapshot.meanWidthMetres(site, overlap.feature) - width) < 1e-5 * width + 1e-5)
        }
      }
      let met = Set(overlaps.map(\.feature))
      for reference in snapshot.features(of: Self.layer) where !met.contains(reference) {
        guard case .polygons(let p) = snapshot.geometry(of: reference) else { continue }
        #expect(!judges.relation(site.polygons, p).meets)
      }
    }
  }

  @Test("areas by each method add up to the site", arguments: [AreaMethod.ellipsoid, .landSurvey, .gaussKruger(centralMeridian: 120)])
  func additive(method: AreaMethod) throws {
    let snapshot = try Self.file.get().snapshot
    var numbers = SeededNumbers(77)
    for n in 0..<60 {
      let site = try Site(.polygons([Self.land.site(&numbers, radius: [0.002, 0.02, 0.035][n % 3], points: 4 + n % 9)]))
      let overlaps = snapshot.overlay(site, layer: Self.layer, areaMethod: method)
      let sum = overlaps.reduce(0) { $0 + $1.areaSquareMetres }
      #expect(abs(sum - site.areaSquareMetres(method)) <= 1e-9 * site.areaSquareMetres(method))
      #expect(abs(overlaps.reduce(0) { $0 + $1.share } - 1) < 1e-9)
    }
  }

  @Test("units add up to the land they tile", arguments: [AreaMethod.ellipsoid, .landSurvey, .gaussKruger(centralMeridian: 120)])
  func unitsAddUp(method: AreaMethod) throws {
    let snapshot = try Self.file.get().snapshot
    let sum = snapshot.features(of: Self.layer).reduce(0) { $0 + snapshot.areaSquareMetres(of: $1, method) }
    let whole = AreaIntegral.area(of: [Self.land.outline], method)
    #expect(abs(sum - whole) <= 1e-9 * whole)
  }

  @Test("sites drawn on the units' own vertices: exact relations as DE-9IM has them, shares still one")
  func onVertices() throws {
    let snapshot = try Self.file.get().snapshot
    let judges = Judges()
    var numbers = SeededNumbers(78)
    let vertices = Self.land.vertices
    var touching = 0
    for n in 0..<200 {
      let centre = vertices[Int(numbers.next() % UInt64(vertices.count))]
      let near = vertices.filter { abs($0.x - centre.x) < 900_000 && abs($0.y - centre.y) < 900_000 }
      let ring = (0..<(3 + n % 3)).map { _ in near[Int(numbers.next() % UInt64(near.count))] }
      guard let site = try? Site(.polygons([GridPolygon(shell: ring)])) else { continue }
      let overlaps = snapshot.overlay(site, layer: Self.layer)
      let inside = overlaps.filter(\.interiorsIntersect)
      if Self.land.outline.rings[0].allSatisfy({ GridPolygon(shell: ring).position(of: $0) != .inside }), overlaps.count > 0 {
        let covered = judges.intersection(site.polygons, [Self.land.outline]).area
        #expect(abs(inside.reduce(0) { $0 + $1.areaSquareMetres } - covered) < 1e-7 * site.areaSquareMetres + 0.006)
      }
      let byReference = Dictionary(uniqueKeysWithValues: overlaps.map { ($0.feature, $0) })
      for reference in snapshot.features(of: Self.layer) {
        guard case .polygons(let p) = snapshot.geometry(of: reference) else { continue }
        let judged = judges.relation(site.polygons, p)
        #expect((byReference[reference] != nil) == judged.meets)
        #expect((byReference[reference]?.interiorsIntersect ?? false) == judged.interiors)
        if judged.meets && !judged.interiors { touching += 1 }
      }
    }
    #expect(touching > 100)
  }

  @Test("a unit's own outline as the site: that unit whole, its neighbours only touched")
  func ownOutline() throws {
    let snapshot = try Self.file.get().snapshot
    for (i, feature) in Self.land.units.features.enumerated().prefix(40) {
      let site = try Site(feature.geometry)
      let overlaps = snapshot.overlay(site, layer: Self.layer)
      for overlap in overlaps {
        if overlap.feature.index == i {
          #expect(overlap.interiorsIntersect && abs(overlap.share - 1) < 1e-12)
        } else {
          #expect(overlap.touchesOnly && overlap.areaSquareMetres == 0)
        }
      }
      #expect(overlaps.count > 1)
    }
  }

  @Test("one grid step across a border is an overlap, none is a touch")
  func oneStep() throws {
    func square(_ x: Int64, _ y: Int64, _ side: Int64) -> GridPolygon {
      GridPolygon(shell: [
        GridPoint(x: x, y: y), GridPoint(x: x + side, y: y), GridPoint(x: x + side, y: y + side), GridPoint(x: x, y: y + side),
      ])
    }
    let x: Int64 = 11_880_000_000
    let y: Int64 = 3_200_000_000
    let zone = LayerContent(
      id: "红线", kind: .polygon, features: [LayerFeature(code: "R", name: "", geometry: .polygons([square(x, y, 1_000_000)]))])
    let file = try TemporarySegment([zone])
    for (shift, interiors, meets) in [(0, false, true), (-1, true, true), (1, false, false)] {
      let site = try Site(.polygons([square(x + 1_000_000 + Int64(shift), y + 200_000, 500_000)]))
      let overlaps = file.snapshot.overlay(site, layer: "红线")
      #expect(overlaps.isEmpty == !meets)
      #expect((overlaps.first?.interiorsIntersect ?? false) == interiors)
      if interiors { #expect(overlaps[0].areaSquareMetres > 0.3 && overlaps[0].areaSquareMetres < 1) }
    }
    // Corner to corner, and a hair more.
    let corner = try Site(.polygons([square(x + 1_000_000, y + 1_000_000, 500_000)]))
    #expect(file.snapshot.overlay(corner, layer: "红线").first?.touchesOnly == true)
    let hair = try Site(.polygons([square(x + 999_999, y + 999_999, 500_000)]))
    #expect(file.snapshot.overlay(hair, layer: "红线").first?.interiorsIntersect == true)
  }

  @Test("ring reversed, start turned, parts split, points added on an edge: the same areas")
  func metamorphic() throws {
    let snapshot = try Self.file.get().snapshot
    var numbers = SeededNumbers(79)
    for _ in 0..<40 {
      let ring = Self.land.site(&numbers, radius: 0.01, points: 10).shell
      let plain = snapshot.overlay(try Site(.polygons([GridPolygon(shell: ring)])), layer: Self.layer)
      let turned = Array(ring[4...] + ring[..<4])
      for variant in [Array(ring.reversed()), turned] {
        #expect(snapshot.overlay(try Site(.polygons([GridPolygon(shell: variant)])), layer: Self.layer) == plain)
      }
      // The middle of an edge, where the grid has one.
      var added = ring
      if (ring[0].x + ring[1].x) % 2 == 0 && (ring[0].y + ring[1].y) % 2 == 0 {
        added.insert(GridPoint(x: (ring[0].x + ring[1].x) / 2, y: (ring[0].y + ring[1].y) / 2), at: 1)
        let same = snapshot.overlay(try Site(.polygons([GridPolygon(shell: added)])), layer: Self.layer)
        for (a, b) in zip(plain, same) { #expect(a.code == b.code && abs(a.areaSquareMetres - b.areaSquareMetres) < 1e-4) }
      }
      // Two parts along a diagonal from the ring's first vertex, if it stays inside.
      let parts = [GridPolygon(shell: Array(ring[0...5])), GridPolygon(shell: Array(ring[5...]) + [ring[0]])]
      guard let split = try? Site(.polygons(parts)), !split.overlappingPartsWereJoined,
        abs(split.areaSquareMetres - plain.reduce(0) { $0 + $1.areaSquareMetres }) < 0.01
      else { continue }
      let same = snapshot.overlay(split, layer: Self.layer)
      #expect(same.map(\.code) == plain.map(\.code))
      for (a, b) in zip(plain, same) { #expect(abs(a.areaSquareMetres - b.areaSquareMetres) < 0.005) }
    }
  }

  @Test("a site across the land's border is measured inside")
  func acrossBorder() throws {
    let snapshot = try Self.file.get().snapshot
    let judges = Judges()
    for p in Self.land.outline.shell.enumerated().filter({ $0.offset % 31 == 0 }).map(\.element) {
      let d: Int64 = 400_000
      let site = try Site(
        .polygons([
          GridPolygon(shell: [
            GridPoint(x: p.x - d, y: p.y - d), GridPoint(x: p.x + d, y: p.y - d), GridPoint(x: p.x + d, y: p.y + d),
            GridPoint(x: p.x - d, y: p.y + d),
          ])
        ]))
      let sum = snapshot.overlay(site, layer: Self.layer).reduce(0) { $0 + $1.areaSquareMetres }
      #expect(abs(sum - judges.intersection(site.polygons, [Self.land.outline]).area) < 1e-7 * site.areaSquareMetres + 0.006)
    }
  }

  @Test("a point on a shared border meets both sides, one inside meets one")
  func points() throws {
    let snapshot = try Self.file.get().snapshot
    for v in Self.land.vertices.prefix(50) {
      let expected = Self.land.units.features.filter { $0.geometry.position(of: v) != .outside }.map(\.code).sorted()
      let overlaps = snapshot.overlay(try Site(.points([v])), layer: Self.layer)
      #expect(overlaps.map(\.code) == expected)
      #expect(overlaps.allSatisfy { $0.areaSquareMetres == 0 && $0.share == 1 && $0.interiorsIntersect })
    }
  }

  @Test("the intersection drawn on a map has the measured area")
  func drawn() throws {
    let snapshot = try Self.file.get().snapshot
    var numbers = SeededNumbers(80)
    for _ in 0..<40 {
      let site = try Site(.polygons([Self.land.site(&numbers, radius: 0.015, points: 14)]))
      for overlap in snapshot.overlay(site, layer: Self.layer) where overlap.areaSquareMetres > 10 {
        let drawn = AreaIntegral.area(of: snapshot.intersection(site, overlap.feature))
        #expect(abs(drawn - overlap.areaSquareMetres) < 1e-6 * overlap.areaSquareMetres + 0.5)
      }
    }
  }
}
