import Demonstration
import Geometry
import Testing
import ZoneIndex

/// What must hold of the demonstration province, whatever its size; here of the one with 300 units.
@Suite("the demonstration province", .enabled(if: GeometryProvince.isThere, "the base map is fetched by ./run --setup-only"))
struct GeometryTests {
  private let province = GeometryProvince.small

  // MARK: Counts and codes

  @Test("it has the units asked for, every county one of each class that it can have")
  func counts() {
    #expect(province.units.count == 300)
    #expect(province.counties.count == 95)
    #expect(province.cities.count == 13)
    for county in province.counties {
      let classes = Set(province.units.filter { $0.countyCode == county.code && $0.domain == .land }.map(\.unitClass))
      #expect(classes.contains(.priority) && classes.contains(.key), "\(county.name)")
    }
    let coastal = Set(province.units.filter { $0.domain == .sea }.map(\.cityCode))
    #expect(coastal == ["320600", "320700", "320900"])
  }

  @Test("codes are in form, agree with class, county and domain, and no two units share code or name")
  func codes() {
    for u in province.units {
      let expected = (u.domain == .land ? "ZH" : "HY") + u.countyCode + String(u.unitClass.rawValue)
      #expect(u.code.hasPrefix(expected) && u.code.count == 13 && u.code.dropFirst(9).allSatisfy(\.isNumber))
      #expect(u.countyCode.hasPrefix(u.cityCode.dropLast(2)))
      #expect(!u.name.isEmpty && !u.name.hasPrefix("（"))
    }
    #expect(Set(province.units.map(\.code)).count == 300)
    #expect(Set(province.units.map(\.name)).count == 300)
    #expect(province.units.map(\.code) == province.units.map(\.code).sorted())
  }

  @Test("codes and serials run without a gap within county and class")
  func serials() {
    for (stem, units) in Dictionary(grouping: province.units, by: { String($0.code.prefix(9)) }) {
      #expect(units.compactMap { Int($0.code.suffix(4)) }.sorted() == Array(1...units.count), "\(stem)")
    }
  }

  // MARK: Tiling

  @Test("land units tile each county exactly: areas add up in integers, and every unit has land")
  func areas() {
    let units = Dictionary(grouping: province.units.filter { $0.domain == .land }, by: \.countyCode)
    for county in province.counties {
      let parts = units[county.code] ?? []
      #expect(parts.allSatisfy { doubledArea($0.polygons) > 0 })
      #expect(parts.reduce(Int128(0)) { $0 + doubledArea($1.polygons) } == doubledArea(county.polygons), "\(county.name)")
    }
  }

  @Test("every edge is used twice, save the outline's, and those are the outline's edges to the last one")
  func edges() {
    let uses = GridEdge.uses(province.units.lazy.filter { $0.domain == .land }.flatMap(\.polygons))
    #expect(uses.values.allSatisfy { $0 == 1 || $0 == 2 })
    let once = Set(uses.filter { $0.value == 1 }.keys)
    #expect(once == Set(GridEdge.uses(province.outline).keys))
  }

  @Test("land and sea meet edge by edge along the coast, and the sea has no gap")
  func coast() {
    let land = GridEdge.uses(province.units.lazy.filter { $0.domain == .land }.flatMap(\.polygons)).filter { $0.value == 1 }.keys
    let sea = GridEdge.uses(province.units.lazy.filter { $0.domain == .sea }.flatMap(\.polygons))
    #expect(sea.values.allSatisfy { $0 <= 2 })
    let shared = Set(land).intersection(sea.filter { $0.value == 1 }.keys)
    #expect(shared.count > 1500)
    #expect(Set(sea.filter { $0.value == 2 }.keys).isDisjoint(with: land))
  }

  @Test("rings turn the right way, repeat no point and are closed by their first")
  func rings() {
    for p in province.units.flatMap(\.polygons) {
      #expect(doubledArea([GridPolygon(shell: p.shell)]) > 0)
      for hole in p.holes { #expect(doubledArea([GridPolygon(shell: hole)]) < 0) }
      for ring in p.rings { #expect(ring.count >= 3 && Set(ring).count == ring.count) }
    }
  }

  @Test("counties, cities and province share their borders")
  func divisions() {
    let counties = GridEdge.uses(province.counties.flatMap(\.polygons))
    #expect(Set(counties.filter { $0.value == 1 }.keys) == Set(GridEdge.uses(province.outline).keys))
    for city in province.cities {
      let own = GridEdge.uses(province.counties.filter { $0.cityCode == city.code }.flatMap(\.polygons))
      #expect(Set(own.filter { $0.value == 1 }.keys) == Set(GridEdge.uses(city.polygons).keys), "\(city.name)")
    }
  }

  // MARK: Layers

  @Test("every layer of the catalogue is there, with a code for each feature that no other of the layer has")
  func layers() {
    let ids = Set(province.layers.map(\.id))
    for id in [
      "管控单元", "县级行政区", "生态保护红线", "生态空间管控区域", "产业园区", "化工园区", "水环境管控分区", "大气环境管控分区", "土壤环境管控分区", "长江流域", "太湖流域", "淮河流域",
      "大运河沿线", "沿海地区", "长江干支流岸线", "长江干支流水域", "太湖流域一级保护区", "太湖流域二级保护区", "太湖流域三级保护区", "大运河核心监控区", "大运河核心监控区滨河生态空间", "大运河核心监控区建成区",
      "大运河核心监控区其他区域", "通榆河一级保护区", "通榆河二级保护区", "通榆河三级保护区", "饮用水水源一级保护区", "饮用水水源二级保护区", "饮用水水源准保护区", "建成区", "居住区", "高污染燃料禁燃区", "海域使用功能区",
    ] { #expect(ids.contains(id), "\(id)") }
    for id in ids {
      let codes = GeometryProvince.features(province, id).map(\.code)
      #expect(Set(codes).count == codes.count, "\(id)")
    }
    #expect(province.layers.allSatisfy { $0.accuracyMetres == 1 && !$0.features.isEmpty })
  }

  @Test("redline and ecological space together are the priority units on land")
  func redlines() {
    let ecology = ["生态保护红线", "生态空间管控区域"].flatMap { GeometryProvince.features(province, $0) }.flatMap(GeometryProvince.polygons)
    let priority = province.units.filter { $0.domain == .land && $0.unitClass == .priority }.flatMap(\.polygons)
    #expect(doubledArea(ecology) == doubledArea(priority))
    // Their own border lies inside: edges used once are those of the priority units' outlines.
    let outer = Set(GridEdge.uses(ecology).filter { $0.value == 1 }.keys), units = GridEdge.uses(priority).filter { $0.value == 1 }.keys
    #expect(outer == Set(units))
  }

  @Test("a park, a water source or a sea-use zone is drawn from the unit it names")
  func nesting() throws {
    let units = Dictionary(uniqueKeysWithValues: province.units.map { ($0.code, $0) })
    for id in ["产业园区", "化工园区", "海域使用功能区"] {
      for f in GeometryProvince.features(province, id) {
        let unit = try #require(f.attributes["unit"].flatMap { units[$0] })
        #expect(GeometryProvince.polygons(f) == unit.polygons, "\(f.name)")
      }
    }
    let levels = ["饮用水水源一级保护区", "饮用水水源二级保护区", "饮用水水源准保护区"].flatMap { GeometryProvince.features(province, $0) }
    for (code, zones) in Dictionary(grouping: levels, by: { $0.attributes["unit"] ?? "" }) {
      let unit = try #require(units[code])
      #expect(unit.kind == .waterSource && unit.unitClass == .priority)
      #expect(zones.reduce(Int128(0)) { $0 + doubledArea(GeometryProvince.polygons($1)) } == doubledArea(unit.polygons))
    }
  }

  @Test("water, air and soil zones each tile every county")
  func elements() {
    for id in ["水环境管控分区", "大气环境管控分区", "土壤环境管控分区"] {
      let zones = Dictionary(grouping: GeometryProvince.features(province, id), by: { $0.attributes["county"] ?? "" })
      for county in province.counties {
        let sum = (zones[county.code] ?? []).reduce(Int128(0)) { $0 + doubledArea(GeometryProvince.polygons($1)) }
        #expect(sum == doubledArea(county.polygons), "\(id) \(county.name)")
      }
    }
  }

  @Test("the canal's parts make up its core area, Taihu's levels its basin")
  func parts() {
    func sum(_ ids: [String]) -> Int128 {
      ids.flatMap { GeometryProvince.features(province, $0) }.reduce(Int128(0)) { $0 + doubledArea(GeometryProvince.polygons($1)) }
    }
    #expect(sum(["大运河核心监控区滨河生态空间", "大运河核心监控区建成区", "大运河核心监控区其他区域"]) == sum(["大运河核心监控区"]))
    #expect(sum(["太湖流域一级保护区", "太湖流域二级保护区", "太湖流域三级保护区"]) == sum(["太湖流域"]))
  }

  @Test("no-burn zones touch no priority unit, and parks at the Yangtze stand on both sides of the one-kilometre line")
  func rules() throws {
    for u in province.units where u.unitClass == .priority { #expect(u.noBurnShare == 0, "\(u.name)") }
    let chemical = province.units.filter { $0.park?.recognisedChemical == true }
    #expect(chemical.contains { $0.yangtzeShore == .within1km })
    #expect(chemical.contains { $0.yangtzeShore == .within3km || $0.yangtzeShore == .within10km })
    #expect(province.units.contains { $0.park?.chemical == true && $0.park?.recognisedChemical == false })
  }

  @Test("shorelines carry function and county, and name the water they bound")
  func shoreline() {
    let lines = GeometryProvince.features(province, "长江干支流岸线")
    let waters = Set(GeometryProvince.features(province, "长江干支流水域").compactMap { $0.attributes["water"] })
    #expect(lines.count > 300)
    for l in lines {
      #expect(l.attributes["water"].map(waters.contains) == true && l.attributes["function"] != nil)
      guard case .lines(let parts) = l.geometry else {
        Issue.record("\(l.name) is not a line")
        continue
      }
      #expect(parts.allSatisfy { $0.count >= 2 })
    }
  }

  // MARK: The same again

  @Test("one thread and two, and a second run, give the same province; another seed another one")
  func deterministic() {
    let first = fingerprint(province)
    #expect(first == fingerprint(GeometryProvince.made(units: 300, lanes: 1)))
    #expect(first != fingerprint(GeometryProvince.made(units: 300, seed: 2, lanes: 2)))
  }

  @Test("borders wiggle: units have many times the vertices of the counties' own borders")
  func wiggle() {
    let vertices = province.units.reduce(0) { $0 + FeatureGeometry.polygons($1.polygons).vertexCount }
    #expect(vertices > 400_000)
  }
}

/// Refusals, in the words that a person reads.
@Suite("what the generator refuses")
struct GeometryRefusalTests {
  @Test("a number of units out of range")
  func units() {
    #expect(throws: DemonstrationError.unitsOutOfRange(12)) { try ProvinceGeometry.generate(.init(baseMapFolder: "/nowhere", units: 12)) }
    #expect(DemonstrationError.unitsOutOfRange(12).description == "示范单元数 12 超出范围：--units 应在 300 至 4570 之间。")
  }

  @Test("a base map that is not there")
  func folder() {
    #expect(throws: DemonstrationError.baseMapMissing(folder: "/nowhere", file: "320000.geojson")) {
      try ProvinceGeometry.generate(.init(baseMapFolder: "/nowhere"))
    }
  }
}
