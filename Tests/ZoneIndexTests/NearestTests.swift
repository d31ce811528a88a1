import Geodesy
import Geometry
import Testing
import ZoneIndex

@Suite("Distance to a layer")
struct NearestTests {
  /// A winding shoreline of 3,000 vertices in three features, some of its edges kilometres long.
  private static let shore: LayerContent = {
    var numbers = SeededNumbers(51)
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
    return LayerContent(id: "长江干支流岸线", kind: .line, features: features)
  }()

  private var lines: [[GridPoint]] {
    Self.shore.features.flatMap { feature -> [[GridPoint]] in
      if case .lines(let l) = feature.geometry { l } else { [] }
    }
  }

  @Test("polygon, line and point sites at any range: within a millimetre of a densified judge", arguments: [0.02, 0.3, 4.0])
  func agrees(range: Double) throws {
    let file = try TemporarySegment([Self.shore])
    let judges = Judges()
    var numbers = SeededNumbers(UInt64(range * 100))
    for n in 0..<12 {
      let x = numbers.double(118...118.8)
      let y = 32.1 + numbers.double(-range...range)
      let radius = [0.0005, 0.005][n % 2]
      let ring = (0..<5).map { k -> GridPoint in
        let (s, c) = SteadyMath.sinCos(Double(k) * 1.2566)
        let r = radius * numbers.double(0.4...1)
        return GridPoint(longitude: x + r * c, latitude: y + r * s)
      }
      let site: Site
      let judged: Double
      switch n % 3 {
      case 0:
        site = try Site(.polygons([GridPolygon(shell: ring)]))
        judged = judges.densifiedDistance([ring], lines, closed: (true, false))
      case 1:
        site = try Site(.points([ring[0]]))
        judged = judges.densifiedDistance([[ring[0]]], lines, closed: (false, false))
      default:
        site = try Site(.lines([Array(ring.prefix(2))]), widthMetres: 12)
        judged = judges.densifiedDistance(site.polygons.flatMap(\.rings), lines, closed: (true, false))
      }
      let nearest = try #require(file.snapshot.nearest(site, layer: "长江干支流岸线"))
      let meets = !file.snapshot.overlay(site, layer: "长江干支流岸线").isEmpty
      if meets {
        #expect(nearest.metres == 0)
      } else {
        #expect(abs(nearest.metres - judged) < 1e-3, "\(n): \(nearest.metres) \(judged)")
        #expect(abs(Geodesic.distance(nearest.placeOnSite, nearest.placeOnFeature) - nearest.metres) < 3e-3)
      }
    }
  }

  @Test("within a reach: found at the limit, not beyond it")
  func within() throws {
    let file = try TemporarySegment([Self.shore])
    let site = try Site(.points([GridPoint(longitude: 118.3, latitude: 31.9)]))
    let free = try #require(file.snapshot.nearest(site, layer: "长江干支流岸线"))
    #expect(file.snapshot.nearest(site, layer: "长江干支流岸线", within: free.metres) == free)
    #expect(file.snapshot.nearest(site, layer: "长江干支流岸线", within: free.metres - 0.001) == nil)
  }

  @Test("features left out are not nearest")
  func filtered() throws {
    let file = try TemporarySegment([Self.shore])
    let snapshot = file.snapshot
    let site = try Site(.points([GridPoint(longitude: 118.1, latitude: 31.9)]))
    #expect(snapshot.nearest(site, layer: "长江干支流岸线")?.code == "岸0")
    #expect(snapshot.nearest(site, layer: "长江干支流岸线") { snapshot.code(of: $0) == "岸2" }?.code == "岸2")
    #expect(snapshot.nearest(site, layer: "长江干支流岸线") { _ in false } == nil)
    #expect(snapshot.nearest(site, layer: "无") == nil)
  }

  @Test("in the water is no distance, though the shore is far")
  func water() throws {
    func square(_ r: Double) -> [GridPoint] {
      [(-r, -r), (r, -r), (r, r), (-r, r)].map { GridPoint(longitude: 118.5 + $0.0, latitude: 32 + $0.1) }
    }
    let ring = square(0.1)
    let file = try TemporarySegment([
      LayerContent(id: "岸线", kind: .line, features: [LayerFeature(code: "S", name: "", geometry: .lines([ring + [ring[0]]]))]),
      LayerContent(
        id: "水面", kind: .polygon, features: [LayerFeature(code: "W", name: "", geometry: .polygons([GridPolygon(shell: ring)]))]),
    ])
    let site = try Site(.polygons([GridPolygon(shell: square(0.01))]))
    let dry = try #require(file.snapshot.nearest(site, layer: "岸线"))
    #expect(dry.metres > 8000 && dry.inWater == nil)
    let wet = try #require(file.snapshot.nearest(site, layer: "岸线", waterLayer: "水面"))
    #expect(wet.metres == 0 && wet.code == "S" && wet.inWater != nil)
    #expect(file.snapshot.nearest(site, layer: "岸线", within: 10, waterLayer: "水面")?.metres == 0)
    let far = try Site(.points([GridPoint(longitude: 119, latitude: 32)]))
    #expect(file.snapshot.nearest(far, layer: "岸线", waterLayer: "水面")?.metres == file.snapshot.nearest(far, layer: "岸线")?.metres)
  }

  @Test("touching is no distance: a shared vertex, a site within, a site around")
  func touching() throws {
    let land = TilingLand(size: 5, seed: 61)
    let file = try TemporarySegment([land.units])
    #expect(file.snapshot.nearest(try Site(.points([land.vertices[7]])), layer: "管控单元")?.metres == 0)
    var numbers = SeededNumbers(62)
    let inside = try Site(.polygons([land.site(&numbers, radius: 0.001)]))
    #expect(file.snapshot.nearest(inside, layer: "管控单元")?.metres == 0)
    let around = try Site(
      .polygons([
        GridPolygon(shell: [(117.0, 31.0), (120.0, 31.0), (120.0, 34.0), (117.0, 34.0)].map { GridPoint(longitude: $0.0, latitude: $0.1) })
      ]))
    #expect(file.snapshot.nearest(around, layer: "管控单元")?.metres == 0)
  }

  @Test("the nearest of many polygons is that of brute force")
  func polygons() throws {
    let land = TilingLand(size: 5, seed: 63, depth: 3)
    let file = try TemporarySegment([land.units])
    let judges = Judges()
    var numbers = SeededNumbers(64)
    for _ in 0..<10 {
      let p = GridPoint(longitude: 118.3 + numbers.double(0...0.15), latitude: 31.8 + numbers.double(0...0.5))
      let nearest = try #require(file.snapshot.nearest(try Site(.points([p])), layer: "管控单元"))
      let judged = judges.densifiedDistance([[p]], [land.outline.shell], closed: (false, true))
      if land.outline.position(of: p) == .outside { #expect(abs(nearest.metres - judged) < 1e-3) }
    }
  }
}
