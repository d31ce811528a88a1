import Exchange
import ExactJSON
import Foundation
import Testing

@Suite("Batches of sites")
struct BatchTests {
  let reader = BatchReader(worker: worker)

  func read(_ text: String, name: String? = nil, crs: String? = nil, passesOver: Bool = false) async throws -> (BatchReading, [JSONValue]) {
    try await read(Array(text.utf8), name: name, crs: crs, passesOver: passesOver)
  }

  func read(_ bytes: [UInt8], name: String? = nil, crs: String? = nil, passesOver: Bool = false) async throws -> (BatchReading, [JSONValue])
  {
    let reading = try await reader.read(
      BatchUpload(bytes: bytes, fileName: name, declaredSystem: crs, passesOverUnknownColumns: passesOver))
    let lines = try reading.lines.split(separator: 0x0A).map { try JSONValue(parsing: $0) }
    #expect(lines.count == reading.rows)
    #expect(lines.count { $0["refused"] != nil } == reading.refused)
    return (reading, lines)
  }

  func refusal(_ text: String) async -> String {
    do {
      let (reading, _) = try await read(text)
      return "taken: \(reading.rows) rows"
    } catch let error as ExchangeError { return error.message } catch { return "\(error)" }
  }

  @Test("headings are Chinese names, JSON paths or FEEL names, with or without a unit, in any order")
  func headings() async throws {
    let (reading, lines) = try await read(
      "两高,emissions.NH3-N,化学需氧量排放量(t/a),项目.行业, 纬度 ,经度,名称\n是,0.1,\"1,200.50\",C2614、C2641,32.06,118.80,甲\n")
    #expect(reading.format == .table)
    #expect(
      reading.columns.map(\.fact) == ["attributes.两高", "emissions.NH3-N", "emissions.COD", "industries", nil, nil, nil])
    let project = try #require(lines[0]["project"])
    #expect(project["attributes"]?["两高"] == .bool(true))
    #expect(project["emissions"]?["NH3-N"] == .number("0.1") && project["emissions"]?["COD"] == .number("1200.5"))
    #expect(project["industries"] == .array([.string("C2614"), .string("C2641")]))
    #expect(project["footprint"]?["coordinates"] == .array([.number("118.8"), .number("32.06")]))
    #expect(lines[0]["label"] == .string("甲") && lines[0]["row"] == .int(2) && project["crs"] == nil)
  }

  @Test("an empty cell is not stated, 无 is none, and records stand in one cell")
  func cells() async throws {
    let (_, lines) = try await read(
      "经度,纬度,使用的燃料,主要工艺,产品方案\n118.8,32.06,,无,水性涂料 5000 t/a；稀释剂|200|t/a\n118.8,32.06,天然气、电,\"电镀,涂装\",\"[{\"\"name\"\": \"\"甲\"\"}]\"\n")
    #expect(lines[0]["project"]?["fuels"] == nil && lines[0]["project"]?["processes"] == .array([]))
    #expect(
      lines[0]["project"]?["products"]?.canonicalText
        == #"[{"name":"水性涂料","capacity":5000,"unit":"t/a"},{"name":"稀释剂","capacity":200,"unit":"t/a"}]"#)
    #expect(
      lines[1]["project"]?["processes"]?.arrayValue?.count == 2 && lines[1]["project"]?["products"]?.canonicalText == #"[{"name":"甲"}]"#)
  }

  @Test(
    "a site stands in a cell in any form",
    arguments: [
      ("118.80,32.06; 118.81,32.06; 118.81,32.07; 118.80,32.07", "Polygon"), ("118.80 32.06, 118.81 32.06, 118.81 32.07", "Polygon"),
      ("118.80,32.06,118.81,32.06,118.81,32.07", "Polygon"), ("118.80,32.06", "Point"), ("POINT (118.80 32.06)", "Point"),
      ("LINESTRING (118.80 32.06, 118.81 32.06)", "LineString"), (#"{"type":"Point","coordinates":[118.80,32.06]}"#, "Point"),
      ("118.80,32.06\n118.81,32.06\n118.81,32.07", "Polygon"), ("118.80，32.06；118.81，32.06；118.81，32.07", "Polygon"),
      ("32.06 118.80; 32.06 118.81; 32.07 118.81", "Polygon"),
    ])
  func siteCells(_ text: String, _ type: String) async throws {
    let quoted = "\"" + text.replacing("\"", with: "\"\"") + "\""
    let (_, lines) = try await read("选址范围\n\(quoted)\n")
    let footprint = try #require(lines[0]["project"]?["footprint"], "\(lines[0])")
    #expect(footprint["type"]?.stringValue == type)
    var first = footprint["coordinates"] ?? .null
    while case .array(let items)? = first.arrayValue?.first { first = .array(items) }
    #expect(first == .array([.number("118.8"), .number("32.06")]))
  }

  @Test("plane coordinates by their headings, with the system of the row or of the batch")
  func plane() async throws {
    let (_, lines) = try await read("北坐标（X）,东坐标（Y）,坐标系\n3549135.64,386678.488,EPSG:4549\n3549135.64,386678.488,\n", crs: "EPSG:4549")
    for line in lines {
      #expect(line["project"]?["footprint"]?["coordinates"] == .array([.number("386678.488"), .number("3549135.64")]))
      #expect(line["project"]?["crs"]?.stringValue == "EPSG:4549")
    }
  }

  @Test("what is wrong with a row is that row's, and rows keep their numbers")
  func badRows() async throws {
    let (reading, lines) = try await read(
      "名称,经度,纬度,两高\n甲,118.8,32.06,是\n\n乙,abc,32,是\n丙,118.8,32.06,也许\n丁,32.06,118.8,否\n戊,,,\n己,118.8,32.06,否\n")
    #expect(reading.refused == 4)
    #expect(lines.map { $0["row"] } == [2, 4, 5, 6, 7, 8].map { .int($0) })
    #expect(lines[2]["refused"]?["field"]?.stringValue == "attributes.两高")
    #expect(lines[3]["refused"]?["message"]?.stringValue?.contains("反了") == true)
  }

  @Test("a heading that nobody knows refuses the table with the nearest names, unless it is to be passed over")
  func unknownHeadings() async throws {
    #expect(await refusal("经度,纬度,氨氮排放亮\n118.8,32.06,1\n").contains("氨氮排放量"))
    #expect(await refusal("经度,纬度,名称,项目名称\n118.8,32.06,1,2\n").contains("两列都是"))
    #expect(await refusal("名称,两高\n甲,是\n").contains("没有选址的列"))
    #expect(await refusal("经度,纬度,园区是否认定合规\n118.8,32.06,是\n").contains("登记台账"))
    let (reading, lines) = try await read("经度,纬度,联系人\n118.8,32.06,某某\n", passesOver: true)
    #expect(reading.columns.first { $0.heading == "联系人" }?.meaning == nil && reading.refused == 0 && lines.count == 1)
  }

  @Test("project files are kept line by line as they are, blank lines passed over")
  func projectLines() async throws {
    let (reading, lines) = try await read("{\"name\": \"甲\"}\n\n{bad\n", name: "a.jsonl")
    #expect(reading.format == .projectLines && reading.refused == 0)
    #expect(lines.map { $0["row"] } == [.int(1), .int(3)] && lines[1]["line"] == .string("{bad"))
    let (_, broken) = try await read([0x7B, 0xFF, 0x7D, 0x0A], name: "a.jsonl")
    #expect(broken[0]["refused"]?["message"]?.stringValue?.contains("UTF-8") == true)
  }

  @Test("features are rows, of GeoJSON, shapefiles and GeoPackages alike")
  func features() async throws {
    let (collection, lines) = try await read(
      #"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"名称":"甲","emissions":{"COD":1},"两高":"是","OBJECTID":7},"geometry":{"type":"Polygon","coordinates":[\#(squareRing)]}},{"type":"Feature","properties":{},"geometry":null}]}"#
    )
    #expect(collection.format == .geoJSON && collection.rows == 2 && collection.refused == 1)
    #expect(lines[0]["project"]?["emissions"]?["COD"] == .number("1") && lines[0]["project"]?["attributes"]?["两高"] == .bool(true))
    let (shapefile, sites) = try await read(try fixture("two-4528.zip"), name: "two.zip")
    #expect(shapefile.format == .shapefile && shapefile.rows == 2 && shapefile.refused == 0)
    #expect(sites.allSatisfy { $0["project"]?["crs"]?.stringValue == "EPSG:4528" })
    let (package, units) = try await read(try fixture("units-4549.gpkg"), name: "units.gpkg")
    #expect(package.format == .geoPackage && units.count == package.rows && package.columns.contains { $0.meaning == nil })
    do {
      _ = try await read(#"{"type":"Feature","properties":{},"geometry":null}"#)
      Issue.record("one feature was taken for a batch")
    } catch let error as ExchangeError { #expect(error.message.contains("FeatureCollection")) }
  }

  @Test("too many rows are refused, not cut")
  func limits() async throws {
    let small = BatchReader(worker: worker, limits: BatchLimits(rows: 3))
    do {
      _ = try await small.read(BatchUpload(bytes: Array("经度,纬度\n1,2\n1,2\n1,2\n1,2\n".utf8), fileName: nil))
      Issue.record("four rows were taken")
    } catch { #expect(error == .tooManyRows(limit: 3)) }
  }

  @Test("the templates read back with their examples")
  func templates() async throws {
    for (bytes, format) in [(BatchTemplate.csv, BatchFormat.table), (try BatchTemplate.workbook(), .workbook)] {
      let (reading, lines) = try await read(bytes)
      #expect(reading.format == format && reading.rows == 3 && reading.refused == 0, "\(lines)")
      #expect(reading.columns.allSatisfy { $0.meaning != nil })
    }
  }

  @Test("cells of a table of results are never formulas")
  func formulas() {
    #expect(SpreadsheetText.record(["=1+1", "+a", "-2", "-a", "@x", "平常", "a,b"]) == "'=1+1,'+a,-2,'-a,'@x,平常,\"a,b\"\r\n")
  }
}
