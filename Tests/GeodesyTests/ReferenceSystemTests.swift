import Geodesy
import Geometry
import Testing

@Suite("Reference systems")
struct ReferenceSystemTests {
  @Test(
    "names as people and files write them",
    arguments: [
      ("EPSG:4490", "EPSG:4490"), ("epsg:4326", "EPSG:4326"), ("4549", "EPSG:4549"), ("GCJ-02", "GCJ-02"), ("gcj02", "GCJ-02"),
      ("火星坐标", "GCJ-02"), ("BD-09", "BD-09"), ("bd09ll", "BD-09"), ("WGS 84", "EPSG:4326"), ("CGCS2000", "EPSG:4490"),
      ("urn:ogc:def:crs:EPSG::4549", "EPSG:4549"), ("urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326"),
      ("http://www.opengis.net/def/crs/EPSG/0/4549", "EPSG:4549"),
      ("CGCS2000 / 3-degree Gauss-Kruger CM 120E", "EPSG:4549"), ("CGCS2000 / 3-degree Gauss-Kruger zone 39", "EPSG:4527"),
      ("CGCS2000_3_Degree_GK_CM_117E", "EPSG:4548"), ("CGCS2000_3_Degree_GK_Zone_40", "EPSG:4528"),
      ("CGCS2000 3度带 中央经线120°", "EPSG:4549"), ("国家2000 高斯投影 3度带 带号40", "EPSG:4528"), ("ＥＰＳＧ：4490", "EPSG:4490"),
    ])
  func parsing(text: String, identifier: String) throws {
    #expect(try CoordinateReferenceSystem(parsing: text).identifier == identifier)
  }

  @Test(
    "a city's own grid and older datums are refused with the remedy",
    arguments: ["南京地方坐标系", "苏州独立坐标系", "西安80", "Beijing_1954_3_Degree_GK_CM_120E", "南京92"])
  func localGrids(text: String) {
    #expect { try CoordinateReferenceSystem(parsing: text) } throws: { error in
      (error as? ReferenceRefusal)?.message.contains("请向测绘单位索取 CGCS2000") == true
    }
  }

  @Test("what is unknown is refused and the known ones are named", arguments: ["EPSG:3857", "EPSG:32650", "", "abc"])
  func unknown(text: String) {
    #expect(throws: ReferenceRefusal.unknown(text)) { try CoordinateReferenceSystem(parsing: text) }
  }

  @Test("every system's identifier reads back as itself", arguments: CoordinateReferenceSystem.all)
  func identifiersReadBack(system: CoordinateReferenceSystem) throws {
    #expect(try CoordinateReferenceSystem(parsing: system.identifier) == system)
  }

  @Test("GCJ-02 and BD-09 are undone to a hundredth of a grid step")
  func offsetsAreUndone() throws {
    var numbers = SeededNumbers(7)
    for _ in 0..<20_000 {
      let longitude = numbers.double(116...123)
      let latitude = numbers.double(30...36)
      for system in [CoordinateReferenceSystem.gcj02, .bd09] {
        let shown = system.position(longitude: longitude, latitude: latitude)
        #expect(abs(shown.x - longitude) > 1e-4 || abs(shown.y - latitude) > 1e-4)
        let back = try system.degrees(shown)
        #expect(abs(back.longitude - longitude) < 1e-10 && abs(back.latitude - latitude) < 1e-10)
      }
    }
  }

  @Test("GCJ-02 shifts Nanjing by the known amount")
  func knownOffset() {
    // The published formula, evaluated with the C library, at 118.8, 32.06.
    let p = ChineseOffset.gcj02(longitude: 118.8, latitude: 32.06)
    #expect(abs(p.longitude - 118.80517808597902) < 1e-13 && abs(p.latitude - 32.0579195545077) < 1e-13)
  }

  @Test("outside China there is no offset")
  func abroad() {
    let p = ChineseOffset.gcj02(longitude: 2.35, latitude: 48.86)
    #expect(p.longitude == 2.35 && p.latitude == 48.86)
  }

  @Test("an edge of 5 km in the plane is split, so that it does not stray")
  func planeEdgesAreSplit() throws {
    let system = CoordinateReferenceSystem.gaussKruger(centralMeridian: 120, zonePrefixed: false)
    let line = RawGeometry.lines([[RawPoint(400_000, 3_500_000), RawPoint(404_000, 3_503_000)]])
    guard case .lines(let lines) = try line.onGrid(from: system), let points = lines.first else {
      Issue.record("no line")
      return
    }
    #expect(points.count == 21)
    for (k, p) in points.enumerated() {
      let back = system.position(longitude: p.longitude, latitude: p.latitude)
      #expect(abs(back.x - (400_000 + 200 * Double(k))) < 2e-3 && abs(back.y - (3_500_000 + 150 * Double(k))) < 2e-3)
    }
  }

  @Test("numbers that cannot be of a system are refused in words")
  func outOfRange() {
    #expect(throws: ReferenceRefusal.swappedAxes(RawPoint(32.06, 118.8), .cgcs2000)) {
      try CoordinateReferenceSystem.cgcs2000.degrees(RawPoint(32.06, 118.8))
    }
    #expect(throws: ReferenceRefusal.outOfRange(RawPoint(386678, 3549135), .cgcs2000)) {
      try CoordinateReferenceSystem.cgcs2000.degrees(RawPoint(386678, 3549135))
    }
    #expect { try CoordinateReferenceSystem.cgcs2000.degrees(RawPoint(.nan, 1)) } throws: { error in
      if case .notANumber = error as? ReferenceRefusal { true } else { false }
    }
  }
}

@Suite("Reading raw numbers")
struct ReadingsTests {
  private func identifiers(_ points: [RawPoint]) -> [String] {
    readings(of: points).filter { !$0.onlyWhenStated }.map { $0.system.identifier + ($0.axesSwapped ? " swapped" : "") }
  }

  @Test("degrees read as CGCS2000; offset maps only when stated")
  func degrees() {
    #expect(identifiers([RawPoint(118.8, 32.06)]) == ["EPSG:4490"])
    #expect(readings(of: [RawPoint(118.8, 32.06)]).filter(\.onlyWhenStated).map(\.system) == [.gcj02, .bd09])
  }

  @Test("latitude first reads as swapped")
  func swapped() {
    #expect(identifiers([RawPoint(32.06, 118.8), RawPoint(32.07, 118.9)]) == ["EPSG:4490 swapped"])
  }

  @Test("six digits without a prefix fit two meridians, and both are named")
  func twoMeridians() {
    // 118.5° E: 1.5° from either meridian.
    let found = identifiers([RawPoint(641_000, 3_550_000)])
    #expect(found.contains("EPSG:4548") && found.contains("EPSG:4549"))
  }

  @Test("eight digits name their zone")
  func prefixed() {
    #expect(identifiers([RawPoint(40_386_678.488, 3_549_135.64)]) == ["EPSG:4528"])
  }

  @Test("a survey table's X and Y are northing and easting")
  func surveyTable() {
    #expect(identifiers([RawPoint(3_549_135.64, 40_386_678.488)]) == ["EPSG:4528 swapped"])
  }

  @Test("GCJ-02 is no reading of metres, and nonsense has none")
  func none() {
    #expect(readings(of: [RawPoint(386_678, 3_549_135)]).allSatisfy { $0.system != .gcj02 && $0.system != .bd09 })
    #expect(readings(of: [RawPoint(5, 5)]).isEmpty)
    #expect(readings(of: [RawPoint(.nan, 32)]).isEmpty)
    #expect(readings(of: []).isEmpty)
  }

  @Test("every reading says why")
  func reasons() {
    for reading in readings(of: [RawPoint(386_678, 3_549_135)]) + readings(of: [RawPoint(118.8, 32.06)]) {
      #expect(!reading.reason.isEmpty)
    }
  }
}
