import Geodesy
import Geometry
import Testing
import ZoneIndex

/// A snapshot over compiled plans answers as the one that walks outlines, which is judged elsewhere.
@Suite("A snapshot with and without its compiled plans")
struct SnapshotPlanTests {
  private static let land = TilingLand(size: 8, seed: 91)

  /// Two editions that share layers, with overlapping zones, lines, points and a water.
  private static let editions: [[LayerContent]] = {
    var numbers = SeededNumbers(92)
    let vertices = land.vertices
    func stars(_ mark: String, _ count: Int, _ radius: Double) -> [LayerFeature] {
      (0..<count).map {
        LayerFeature(
          code: "\(mark)\(count - $0)", name: "\(mark)之\($0)",
          geometry: .polygons([land.site(&numbers, radius: radius).normalised]))
      }
    }
    let lines = (0..<14).map { n -> LayerFeature in
      let start = Int(numbers.next() % UInt64(vertices.count - 40))
      return LayerFeature(code: "L\(20 - n)", name: "", geometry: .lines([Array(vertices[start..<(start + 25)])]))
    }
    let points = (0..<15).map { LayerFeature(code: "P\($0)", name: "", geometry: .points([vertices[Int(numbers.next() % 900)]])) }
    let half = land.units.features.count / 2
    return [
      [
        LayerContent(id: "管控单元", kind: .polygon, features: Array(land.units.features[..<half])),
        LayerContent(id: "水面", kind: .polygon, features: stars("W", 3, 0.02)),
        LayerContent(id: "岸线", kind: .line, features: Array(lines[..<9])),
      ],
      [
        LayerContent(id: "管控单元", kind: .polygon, features: Array(land.units.features[half...])),
        LayerContent(id: "红线", kind: .polygon, features: stars("H", 14, 0.02)),
        LayerContent(id: "岸线", kind: .line, features: Array(lines[9...])),
        LayerContent(id: "点位", kind: .point, features: points),
        LayerContent(id: "空层", kind: .polygon, features: []),
      ],
    ]
  }()

  private static func snapshots() throws -> (planned: ZoneSnapshot, walked: ZoneSnapshot) {
    let segments = try editions.map { try TemporarySegment($0).segment }
    let plans = try segments.map { segment in
      try temporaryPlan(segment.layers.indices.map { segment.content(layer: $0) }).plan
    }
    return (ZoneSnapshot(segments: segments, plans: plans), ZoneSnapshot(segments: segments))
  }

  private static func sites(_ count: Int) throws -> [Site] {
    var drawn = AdversarialFootprints(land, seed: 93)
    var numbers = SeededNumbers(94)
    var sites: [Site] = []
    for n in 0..<count {
      switch n % 5 {
      case 3:
        let ring = land.site(&numbers, radius: 0.01, points: 6).shell
        sites.append(try Site(.lines([Array(ring.prefix(4))]), widthMetres: [0.5, 20, 300][n % 3]))
      case 4:
        let vertices = land.vertices
        sites.append(try Site(.points((0...(n % 3)).map { _ in vertices[Int(numbers.next() % UInt64(vertices.count))] })))
      default:
        let kinds = AdversarialFootprints.Kind.allCases
        sites.append(try Site(.polygons(drawn.next(kinds[n % kinds.count]))))
      }
    }
    return sites
  }

  @Test("places: the same features in the same order")
  func places() throws {
    let (planned, walked) = try Self.snapshots()
    let vertices = Self.land.vertices
    var numbers = SeededNumbers(95)
    for n in 0..<600 {
      var place = vertices[Int(numbers.next() % UInt64(vertices.count))]
      if n % 3 == 1 { place = GridPoint(x: place.x + Int64(numbers.next() % 2_000_000), y: place.y - 5) }
      #expect(planned.features(at: place) == walked.features(at: place))
      for layer in ["管控单元", "红线", "岸线", "空层", "无此层"] {
        #expect(planned.features(at: place, layer: layer) == walked.features(at: place, layer: layer))
      }
    }
  }

  @Test("ground: the same features, relations and measures, layer by layer and all at once")
  func ground() throws {
    let (planned, walked) = try Self.snapshots()
    var shared = 0
    for (n, site) in try Self.sites(TestLength.of(400, long: 8000)).enumerated() {
      let all = planned.overlay(site)
      let bound = 2e-4 + 2e-9 * site.areaSquareMetres
      for layer in walked.layerIDs {
        let (got, expected) = (all[layer] ?? [], walked.overlay(site, layer: layer))
        #expect(got == planned.overlay(site, layer: layer))
        #expect(got.map(\.feature) == expected.map(\.feature), "case \(n) \(layer)")
        for (a, b) in zip(got, expected) {
          #expect(a.code == b.code && a.interiorsIntersect == b.interiorsIntersect, "case \(n) \(layer) \(a.code)")
          #expect(abs(a.areaSquareMetres - b.areaSquareMetres) <= bound, "case \(n) \(layer) \(a.code)")
          #expect((a.lengthMetres == nil) == (b.lengthMetres == nil))
          shared += a.interiorsIntersect ? 1 : 0
        }
        let (covered, judged) = (planned.coverage(site, layer: layer), walked.coverage(site, layer: layer))
        #expect(abs(covered.areaSquareMetres - judged.areaSquareMetres) <= bound, "case \(n) \(layer)")
        #expect(abs(covered.share - judged.share) <= 1e-6 || site.areaSquareMetres < 1)
      }
    }
    #expect(shared > 500)
  }

  @Test("areas by every method", arguments: [AreaMethod.landSurvey, .gaussKruger(centralMeridian: 120)])
  func methods(method: AreaMethod) throws {
    let (planned, walked) = try Self.snapshots()
    for site in try Self.sites(60) where site.form != .point {
      for (a, b) in zip(
        planned.overlay(site, layer: "管控单元", areaMethod: method), walked.overlay(site, layer: "管控单元", areaMethod: method))
      {
        #expect(a.feature == b.feature)
        #expect(abs(a.areaSquareMetres - b.areaSquareMetres) <= 2e-3 + 2e-9 * site.areaSquareMetres)
      }
    }
  }

  @Test("distances: the same metres and the same feature, also among equals, within reach, of some features, and in the water")
  func distances() throws {
    let (planned, walked) = try Self.snapshots()
    var zeros = 0
    var wet = 0
    for (n, site) in try Self.sites(TestLength.of(200, long: 4000)).enumerated() {
      for layer in ["红线", "岸线", "点位", "空层"] {
        for within in [nil, 500.0] {
          for odd in [false, true] {
            let accepts = { (f: FeatureReference) in !odd || f.index % 2 == 1 }
            let water = layer == "岸线" ? "水面" : nil
            let a = planned.nearest(site, layer: layer, within: within, waterLayer: water, where: accepts)
            let b = walked.nearest(site, layer: layer, within: within, waterLayer: water, where: accepts)
            guard let a, let b else {
              #expect(a == nil && b == nil, "case \(n) \(layer)")
              continue
            }
            #expect(abs(a.metres - b.metres) <= 2e-3, "case \(n) \(layer)")
            #expect((a.metres == 0) == (b.metres == 0), "case \(n) \(layer)")
            #expect(a.inWater == b.inWater)
            if a.metres == 0 {
              zeros += 1
              #expect(a.feature == b.feature && a.placeOnSite == b.placeOnSite, "case \(n) \(layer)")
            }
            if a.inWater != nil { wet += 1 }
          }
        }
      }
    }
    #expect(zeros > 100 && wet > 5)
  }
}
