import Geometry
import Testing

@Suite("Well-known text and binary, GeoJSON")
struct ExchangeFormatTests {
  private static let samples: [FeatureGeometry] = {
    var numbers = SeededNumbers(41)
    let a = Ragged.ring(&numbers, points: 9)
    let hole = Ragged.ring(&numbers, points: 5, radius: 0.001).shell
    return [
      .polygons([a]), .polygons([GridPolygon(shell: a.shell, holes: [hole])]),
      .polygons([a, Ragged.ring(&numbers, points: 7, x: -3, y: -0.5)]), .lines([a.shell]), .lines([a.shell, hole]),
      .points([GridPoint(x: -1, y: 5)]), .points(a.shell),
    ]
  }()

  private func grid(_ raw: RawGeometry) -> FeatureGeometry {
    func points(_ line: [RawPoint]) -> [GridPoint] { line.map { GridPoint(longitude: $0.x, latitude: $0.y) } }
    return switch raw {
    case .polygons(let p): .polygons(p.map { GridPolygon(shell: points($0[0]), holes: $0.dropFirst().map(points)) })
    case .lines(let l): .lines(l.map(points))
    case .points(let p): .points(points(p))
    }
  }

  @Test("what is written reads back to the last grid step", arguments: samples)
  func roundTrip(geometry: FeatureGeometry) throws {
    #expect(grid(try WellKnownText.read(WellKnownText.write(geometry)).geometry) == geometry)
    #expect(grid(try WellKnownBinary.read(WellKnownBinary.write(geometry)).geometry) == geometry)
  }

  @Test("eight decimals, no exponent, no trailing zero")
  func decimals() {
    #expect(GridPoint.decimalDegrees(11_880_000_000) == "118.8")
    #expect(GridPoint.decimalDegrees(1) == "0.00000001")
    #expect(GridPoint.decimalDegrees(-3_206_000_010) == "-32.0600001")
    #expect(GridPoint.decimalDegrees(0) == "0")
    #expect(
      GeoJSONText.write(.polygons([GridPolygon(shell: [GridPoint(x: 0, y: 0), GridPoint(x: 100_000_000, y: 0), GridPoint(x: 0, y: 1)])]))
        == #"{"type":"Polygon","coordinates":[[[0,0],[1,0],[0,0.00000001],[0,0]]]}"#)
    #expect(GridPoint(x: 11_880_000_000, y: 3_206_000_000).placeText == "东经 118.80000000°、北纬 32.06000000°")
  }

  @Test("text with SRID, Z, lower case and odd spaces")
  func variants() throws {
    let (geometry, srid) = try WellKnownText.read("SRID=4549; polygon z ((0 0 1, 4 0 1,\n4 4 1, 0 0 1))")
    #expect(srid == 4549)
    #expect(geometry == .polygons([[[RawPoint(0, 0), RawPoint(4, 0), RawPoint(4, 4)]]]))
    #expect(try WellKnownText.read("MULTIPOINT(1 2, 3 4)").geometry == .points([RawPoint(1, 2), RawPoint(3, 4)]))
    #expect(try WellKnownText.read("MULTIPOINT((1 2),(-3e-1 4))").geometry == .points([RawPoint(1, 2), RawPoint(-0.3, 4)]))
    #expect(try WellKnownText.read("GEOMETRYCOLLECTION(POINT(1 2),POINT(3 4))").geometry == .points([RawPoint(1, 2), RawPoint(3, 4)]))
  }

  @Test(
    "what is wrong is said with its position",
    arguments: [
      ("", "第 1 个字符（字节）处有误"), ("POLYGON", "应为“(”"), ("POLYGON((0 0,1 0,1 1,0 1))", "环没有闭合"),
      ("POLYGON((0 0,1 0,x 1,0 0))", "第 18 个"), ("CIRCLE(0 0 1)", "不支持的图形类型“CIRCLE”"), ("POINT EMPTY", "图形为空"),
      ("GEOMETRYCOLLECTION(POINT(1 2),LINESTRING(0 0,1 1))", "只提交一种类型"), ("POINT(nan 3)", "数字"),
      ("POINT(1 2) x", "文本结尾"), ("POLYGON((0 0,1 1,0 0))", "不足 3 个"),
    ])
  func malformedText(text: String, says: String) {
    #expect { try WellKnownText.read(text) } throws: { ($0 as? GeometryRefusal)?.message.contains(says) == true }
  }

  @Test("every cut of a binary is refused, never a crash")
  func cutBinary() {
    let bytes = WellKnownBinary.write(Self.samples[2])
    for n in 0..<bytes.count {
      #expect(throws: GeometryRefusal.self) { try WellKnownBinary.read(Array(bytes[..<n])) }
    }
    var huge = bytes
    huge.replaceSubrange(5..<9, with: [0xFF, 0xFF, 0xFF, 0x7F])
    #expect(throws: GeometryRefusal.self) { try WellKnownBinary.read(huge) }
  }

  @Test("nesting without end is refused")
  func nesting() {
    let deep = String(repeating: "GEOMETRYCOLLECTION(", count: 10_000)
    #expect(throws: GeometryRefusal.self) { try WellKnownText.read(deep) }
  }

  @Test("a position off the globe or not a number is no place")
  func offGlobe() {
    #expect(throws: GeometryRefusal.self) { try GridPoint(checkingLongitude: .nan, latitude: 3) }
    #expect(throws: GeometryRefusal.self) { try GridPoint(checkingLongitude: 181, latitude: 3) }
    #expect(throws: Never.self) { try GridPoint(checkingLongitude: 118.8, latitude: 32) }
  }
}
