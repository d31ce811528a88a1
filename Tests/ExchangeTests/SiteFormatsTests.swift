import ExactJSON
import Exchange
import Geodesy
import Geometry
import Testing

@Suite("Sites are read from every format that is taken")
struct SiteFormatsTests {
  @Test(
    "one square, said in every GeoJSON shape",
    arguments: [
      #"{"type":"Polygon","coordinates":[RING]}"#,
      #"{"type":"MultiPolygon","coordinates":[[RING]]}"#,
      #"{"type":"Feature","properties":null,"geometry":{"type":"Polygon","coordinates":[RING]}}"#,
      #"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[RING]}}]}"#,
      #"{"type":"GeometryCollection","geometries":[{"type":"Polygon","coordinates":[RING]}]}"#,
      #"{"type":"Polygon","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4490"}},"coordinates":[RING]}"#,
      "\u{FEFF}" + #"{"type":"Polygon","coordinates":[RING]}"#,
    ])
  func geoJSON(_ text: String) async throws {
    let footprint = try await read(text.replacing("RING", with: squareRing)).footprint()
    #expect(footprint.geometry == .polygons([squarePolygon]))
  }

  @Test("height is dropped, winding does not matter")
  func geoJSONVariants() async throws {
    let reversed =
      #"{"type":"Polygon","coordinates":[[[118.80,32.06,5],[118.80,32.07,5],[118.81,32.07,5],[118.81,32.06,5],[118.80,32.06,5]]]}"#
    #expect(try await read(reversed).footprint().geometry == .polygons([squarePolygon]))
  }

  @Test("a project file's footprint is read from its JSON value")
  func fromValue() throws {
    let value = try JSONValue(parsing: #"{"type":"LineString","coordinates":[[118.8,32.06],[118.9,32.07]]}"#)
    let footprint = try reader.read(geoJSON: value, declaredSystem: "EPSG:4490", widthMetres: 20).footprint()
    #expect(footprint.widthMetres == 20)
    #expect(footprint.geometry == .lines([[GridPoint(longitude: 118.8, latitude: 32.06), GridPoint(longitude: 118.9, latitude: 32.07)]]))
    #expect(footprint.assumed.isEmpty)
  }

  @Test("a line's width is found in the feature, its properties or the geometry")
  func widths() async throws {
    for text in [
      #"{"type":"Feature","width_m":12.5,"properties":{},"geometry":{"type":"LineString","coordinates":[[118.8,32.06],[118.9,32.07]]}}"#,
      #"{"type":"Feature","properties":{"width_m":12.5},"geometry":{"type":"LineString","coordinates":[[118.8,32.06],[118.9,32.07]]}}"#,
      #"{"type":"LineString","width_m":12.5,"coordinates":[[118.8,32.06],[118.9,32.07]]}"#,
    ] { #expect(try await read(text).footprint().widthMetres == 12.5) }
  }

  @Test(
    "well-known text, with and without SRID, heights, full-width punctuation",
    arguments: [
      "POLYGON((118.80 32.06,118.81 32.06,118.81 32.07,118.80 32.07,118.80 32.06))",
      "SRID=4490;POLYGON ((118.80 32.06, 118.81 32.06, 118.81 32.07, 118.80 32.07, 118.80 32.06))",
      "polygon z ((118.80 32.06 1, 118.81 32.06 1, 118.81 32.07 1, 118.80 32.07 1, 118.80 32.06 1));",
      "MULTIPOLYGON（（（118.80 32.06，118.81 32.06，118.81 32.07，118.80 32.07，118.80 32.06）））",
      "GEOMETRYCOLLECTION(POLYGON((118.80 32.06,118.81 32.06,118.81 32.07,118.80 32.07,118.80 32.06)))",
    ])
  func wellKnownText(_ text: String) async throws {
    #expect(try await read(text).footprint().geometry == .polygons([squarePolygon]))
  }

  @Test("points and lines of well-known text")
  func wellKnownPointsAndLines() async throws {
    #expect(try await read("POINT(118.8 32.06)").footprint().geometry == .points([GridPoint(longitude: 118.8, latitude: 32.06)]))
    let line = try await read("LINESTRING(118.8 32.06, 118.81 32.07)", width: 30).footprint()
    #expect(line.widthMetres == 30)
  }

  @Test("absent crs is EPSG:4490 and listed as assumed")
  func assumedSystem() async throws {
    let reading = try await read("POINT(118.8 32.06)")
    #expect(reading.assumed == [SiteAssumption(what: "crs", value: "EPSG:4490", why: "没有说明坐标系，数值是经纬度，按 CGCS2000 读")])
    #expect(reading.candidates.map(\.system) == [.cgcs2000])
  }

  @Test("parts that may overlap are left to the union, and that is said")
  func overlappingParts() async throws {
    let text = #"{"type":"MultiPolygon","coordinates":[[RING],[RING]]}"#.replacing("RING", with: squareRing)
    let footprint = try await read(text).footprint()
    #expect(footprint.notes == ["选址有 2 个部分，重叠之处合并计算，不重复计面积。"])
  }

  // MARK: Shapefiles

  @Test(
    "zipped shapefiles of each reference system hold the same square",
    arguments: [
      ("polygon-4490.zip", CoordinateReferenceSystem.cgcs2000),
      ("polygon-4548-gbk.zip", .gaussKruger(centralMeridian: 117, zonePrefixed: false)),
      ("polygon-6degree.zip", .gaussKruger(centralMeridian: 117, zonePrefixed: false)),
    ])
  func shapefile(_ name: String, _ system: CoordinateReferenceSystem) async throws {
    let reading = try await reader.read(SiteUpload(bytes: fixture(name), fileName: name))
    #expect(reading.format == .shapefile)
    #expect(reading.candidates.map(\.system) == [system])
    let footprint = try reading.footprint()
    #expect(isSquare(footprint.geometry))
    guard case .polygons(let polygons) = footprint.geometry else { return }
    #expect(polygons[0].holes.count == 1)
  }

  @Test("several features make one site, and that is said")
  func severalFeatures() async throws {
    let reading = try await reader.read(SiteUpload(bytes: fixture("two-4528.zip")))
    #expect(reading.candidates.map(\.system) == [.gaussKruger(centralMeridian: 120, zonePrefixed: true)])
    #expect(reading.notes == ["Shapefile 有 2 个要素，合起来作为一个选址。"])
  }

  @Test("lines bring their width, points lose their height")
  func linesAndPoints() async throws {
    #expect(try await reader.read(SiteUpload(bytes: fixture("line-4490.zip"))).footprint().widthMetres == 12.5)
    let point = try await reader.read(SiteUpload(bytes: fixture("pointz-4490.zip"))).footprint()
    #expect(point.geometry == .points([GridPoint(longitude: 118.8, latitude: 32.06)]))
  }

  @Test("five hundred vertices arrive bit for bit through the worker")
  func manyVertices() async throws {
    let reading = try await reader.read(SiteUpload(bytes: fixture("many-vertices.zip")))
    guard case .polygons(let polygons) = reading.figure else { throw Surprise() }
    #expect(polygons[0][0].count == 500)
    #expect(polygons[0][0].allSatisfy { $0.x == Double("\(GridPoint.decimalDegrees(Int64(($0.x * 1e8).rounded())))") })
  }

  @Test("a shapefile without .prj in metres is ambiguous, and every reading is named")
  func ambiguousMetres() async throws {
    let reading = try await reader.read(SiteUpload(bytes: fixture("metres-no-prj.zip")))
    #expect(reading.candidates.map(\.system).contains(.gaussKruger(centralMeridian: 120, zonePrefixed: false)))
    #expect(reading.candidates.count > 1)
    #expect(throws: ExchangeError.ambiguous(reading.candidates)) { try reading.footprint() }
    let chosen = try #require(reading.candidates.first { $0.system == .gaussKruger(centralMeridian: 120, zonePrefixed: false) })
    #expect(abs(chosen.longitude - 119.805) < 1e-4)
    _ = try reading.footprint(as: chosen)
  }

  @Test("a long text is read in the worker with the same result")
  func longText() async throws {
    let ring = (0..<4000).map { i in
      let t = Double(i) / 4000 * 2 * Double.pi
      return "[\(118.8 + 0.01 * (1 - t * t / 40)),\(32.06 + 0.0001 * Double(i))]"
    }
    let text = #"{"type":"LineString","coordinates":["# + ring.joined(separator: ",") + "]}"
    #expect(text.utf8.count > reader.shortTextBytes)
    var here = reader
    here.shortTextBytes = .max
    let upload = SiteUpload(bytes: Array(text.utf8))
    #expect(try await reader.read(upload) == here.read(upload))
  }
}

struct Surprise: Error {}
