import Exchange
import Geometry
import Testing

@Suite("Bad input gets one sentence that names the thing and the remedy")
struct SiteRefusalTests {
  private func polygon(_ ring: String) -> String { #"{"type":"Polygon","coordinates":["# + ring + "]}" }

  // MARK: The upload

  @Test("nothing, blanks, too much")
  func sizes() async {
    #expect(await refusal(SiteUpload(bytes: [], fileName: "site.geojson")) == "文件“site.geojson”是空的，请检查后重新提交。")
    #expect(await refusal(" \r\n ") == "提交的内容是空的，请检查后重新提交。")
    #expect(
      await refusal(SiteUpload(bytes: [UInt8](repeating: 0x20, count: 53_477_376)))
        == "提交的内容有 53.5 MB，超过上限 50 MB，请只保留选址范围后再提交。")
  }

  @Test("formats that are known and not taken")
  func otherFormats() async throws {
    let cases: [([UInt8], String)] = [
      (
        [0x89] + Array("PNG\r\n".utf8) + [0x1A, 0x0A] + [UInt8](repeating: 0, count: 50),
        "认不出文件“a”的格式，请提交 GeoJSON、WKT、压缩成 zip 的 Shapefile，或粘贴坐标表。"
      ),
      (ShapefileBytes().shp, "不接收单独的 .shp 或 .shx 文件，请把同名的 .shp、.shx、.dbf、.prj 一起压缩为 zip。"),
      (Array("SQLite format 3\0".utf8) + [0, 0], "不接收 GeoPackage 作为选址范围，请导出为 GeoJSON 或 Shapefile。"),
      (Array("Rar!".utf8) + [0x1A, 7], "不接收 RAR 压缩包，请重新压缩为 zip。"),
      ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "不接收 7z 压缩包，请重新压缩为 zip。"),
      ([0x1F, 0x8B, 8], "不接收 gzip 压缩文件，请重新压缩为 zip。"),
      (Array("AC1027".utf8), "不接收 DWG 图纸，请在制图软件中导出为 Shapefile 或 GeoJSON。"),
      (Array("%PDF-1.7".utf8), "不接收 PDF，请提交坐标表、GeoJSON 或 Shapefile。"),
      ([0xD0, 0xCF, 0x11, 0xE0, 0xA1], "不接收旧版 Office 文件，请复制其中的坐标，粘贴为坐标表。"),
      ([0xFF, 0xFF, 0x31], "文字不是有效的 UTF-8 或 GB18030 编码，请另存为 UTF-8 后再提交。"),
    ]
    for (bytes, sentence) in cases { #expect(await refusal(SiteUpload(bytes: bytes, fileName: "a")) == sentence) }
    #expect(await refusal(SiteUpload(bytes: Array("118,32".utf8), declaredEncoding: "klingon")) == "不认识的文字编码“klingon”，请写 UTF-8 或 GBK。")
  }

  @Test("XML that points elsewhere or defines entities, and XML at all")
  func xml() async {
    #expect(
      await refusal("<OGRVRTDataSource><OGRVRTLayer name='p'><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>")
        == "VRT 指向别处的文件或网址，本系统不会去读取，请提交含有坐标本身的 GeoJSON 或 Shapefile。")
    #expect(
      await refusal("<?xml version='1.0'?><kml><NetworkLink><Link><href>http://127.0.0.1/x.kml</href></Link></NetworkLink></kml>")
        == "KML 指向别处的文件或网址，本系统不会去读取，请提交含有坐标本身的 GeoJSON 或 Shapefile。")
    #expect(
      await refusal("<?xml version='1.0'?><!DOCTYPE kml [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><kml>&e;</kml>")
        == "XML 中定义了实体（DOCTYPE 或 ENTITY），可能引出别处的内容，已拒收，请改交 GeoJSON。")
    #expect(await refusal("<kml><Placemark/></kml>") == "不接收 KML，请在制图软件中导出为 GeoJSON 或 Shapefile 后再提交。")
    #expect(await refusal("<gpx></gpx>") == "不接收 GPX，请在制图软件中导出为 GeoJSON 或 Shapefile 后再提交。")
    #expect(
      await refusal(#"{"type":"Point","crs":{"type":"link","properties":{"href":"http://127.0.0.1/"}},"coordinates":[118,32]}"#)
        == "GeoJSON 的 crs 链接指向别处的文件或网址，本系统不会去读取，请提交含有坐标本身的 GeoJSON 或 Shapefile。")
  }

  // MARK: Geometry

  @Test("rings that are none")
  func rings() async {
    #expect(
      await refusal(polygon("[[118.80,32.06],[118.81,32.06],[118.81,32.07],[118.80,32.07]]")) == "第 1 个面的外环没有闭合，请在末尾重复第一个点的坐标。")
    #expect(
      await refusal("POLYGON((118.80 32.06,118.81 32.06,118.81 32.07,118.80 32.07))")
        == "首点（118.8, 32.06）、末点（118.8, 32.07）的环没有闭合，请在末尾重复第一个点的坐标。")
    #expect(
      await refusal(polygon("[[118.80,32.06],[118.81,32.06],[118.80,32.06]]")) == "图形边界不足三个不同的点，围不成面，请补全界址点，或改按线提交并填写宽度。")
    #expect(
      await refusal(polygon("[[118.80,32.06],[118.81,32.06],[118.82,32.06],[118.80,32.06]]"))
        == "图形边界的面积为零（各点在一条直线上），请核对坐标，或改按线提交并填写宽度。")
    #expect(await refusal("118.80 32.06\n118.81 32.06") == "图形边界不足三个不同的点，围不成面，请补全界址点，或改按线提交并填写宽度。")
    #expect(await refusal("LINESTRING(118.80 32.06,118.80 32.06)") == "第 1 条线只有一个不同的点，不成线，请补足两个以上的点，或改按点提交。")
    #expect(
      await refusal("POLYGON((118.80 32.06,118.81 32.06,118.81 32.07,118.80 32.06),(118.9 32.06,118.91 32.06,118.91 32.07,118.9 32.06))")
        == "图形边界的内环在东经 118.90000000°、北纬 32.06000000°处位于外环之外，请核对内外环的归属。")
  }

  @Test("a self-crossing site is refused with the place, and the repair is another's to confirm")
  func selfCrossing() async throws {
    let bow = polygon("[[118.80,32.06],[118.81,32.07],[118.81,32.06],[118.80,32.07],[118.80,32.06]]")
    #expect(await refusal(bow) == "图形边界在东经 118.80500000°、北纬 32.06500000°处自相交，请核对该处各点的次序后再提交。")
    let reading = try await read(bow)
    do {
      _ = try reading.footprint()
      Issue.record("taken")
    } catch {
      #expect(error.place == GridPoint(longitude: 118.805, latitude: 32.065))
    }
    let repaired = try reading.repairedFootprint(as: reading.candidates[0])
    guard case .polygons(let polygons) = repaired.geometry else { throw Surprise() }
    #expect(polygons.count == 2)
    #expect(repaired.assumed.contains { $0.what == "repair" })
    let two =
      #"{"type":"MultiPolygon","coordinates":[[SQUARE],[[[118.80,32.06],[118.81,32.07],[118.81,32.06],[118.80,32.07],[118.80,32.06]]]]}"#
    #expect((await refusal(two.replacing("SQUARE", with: squareRing))).hasPrefix("第 2 个面的边界在东经 118.805"))
  }

  @Test("numbers that are none")
  func notFinite() async throws {
    #expect(
      await refusal(polygon("[[118.80,32.06],[NaN,32.06],[118.81,32.07],[118.80,32.06]]"))
        == "JSON 第 1 行第 51 列：NaN、Infinity 不是 JSON 数值，请填写有限的数。")
    #expect(await refusal("POINT(NaN 32.06)") == "WKT 有不是有限数的坐标（NaN 或 Infinity），请改正后再提交。")
    #expect(await refusal("LINESTRING(118 32, -inf 32)") == "WKT 有不是有限数的坐标（NaN 或 Infinity），请改正后再提交。")
    #expect(await refusal("118.80 32.06\nNaN 32.06\n118.81 32.07") == "坐标表第 2 行有不是有限数的坐标（NaN 或 Infinity），请改正后再提交。")
    #expect(await refusal("经度,纬度\n118.80,32.06\n118.8,inf\n") == "坐标表第 3 行有不是有限数的坐标（NaN 或 Infinity），请改正后再提交。")
    var shapefile = ShapefileBytes()
    shapefile.polygons[0][1].0 = .nan
    #expect(await refusal(SiteUpload(bytes: shapefile.zip)) == "第 1 个要素有不是有限数的坐标（NaN 或 Infinity），请改正后再提交。")
  }

  @Test("empty figures, mixtures, unknown shapes")
  func figures() async {
    #expect(await refusal(#"{"type":"Polygon","coordinates":[]}"#) == "“coordinates”没有坐标，请补全或删去。")
    #expect(await refusal(#"{"type":"FeatureCollection","features":[]}"#) == "要素集没有坐标，请补全或删去。")
    #expect(await refusal(#"{"type":"Feature","properties":{},"geometry":null}"#) == "第 1 个要素没有坐标，请补全或删去。")
    #expect(await refusal("POLYGON EMPTY") == "WKT 图形 POLYGON 没有坐标，请补全或删去。")
    #expect(
      await refusal(
        #"{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[118.8,32.06]},{"type":"Polygon","coordinates":[RING]}]}"#
          .replacing("RING", with: squareRing)) == "提交的图形里同时有面和点，请分开提交。")
    #expect(
      await refusal(#"{"type":"Circle","coordinates":[118.8,32.06]}"#)
        == "GeoJSON 的“type”不对：不认识的类型“Circle”，应为 Point、MultiPoint、LineString、MultiLineString、Polygon、MultiPolygon 之一。")
    #expect(await refusal("CIRCULARSTRING(118 32, 118 33)") == "不认识的图形类型“CIRCULARSTRING”，请改用点、线、面（POINT、LINESTRING、POLYGON 及其 MULTI 类型）。")
  }

  @Test("JSON and WKT that are none")
  func syntax() async {
    let deep = #"{"type":"Polygon","coordinates":"# + String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000) + "}"
    #expect(await refusal(deep) == "JSON 第 1 行第 97 列：嵌套超过 64 层，请减少嵌套。")
    #expect(await refusal(#"{"type":"Polygon","coordinates":[[[118.80,32.06],"#) == "JSON 第 1 行第 50 列：JSON 没有写完，文件可能被截断。")
    #expect(await refusal(#"{"coordinates":[]}"#) == "GeoJSON 的“根对象”不对：缺少文字字段 type。")
    #expect(
      await refusal(#"{"type":"Polygon","coordinates":[[118.80,32.06],[118.81,32.06]]}"#)
        == "GeoJSON 的“coordinates[0][0]”不对：坐标应为两个数：先经度（东），后纬度（北）。")
    #expect(await refusal(#"{"type":"Point","coordinates":["118.80","32.06"]}"#) == "GeoJSON 的“coordinates”不对：坐标应为两个数：先经度（东），后纬度（北）。")
    #expect(await refusal("POLYGON((118.80 32.06,118.81") == "WKT 第 29 个字符处不对：此处应为数字。")
    #expect(await refusal("SRID=1e300;POINT(1 2)") == "WKT 第 1 个字符处不对：SRID 应写为“SRID=4490;”。")
  }

  @Test("widths")
  func widths() async {
    #expect(await refusal("LINESTRING(118.8 32.06,118.9 32.06)", width: -3) == "线的宽度“-3.0”不对，请填写大于 0、不超过 1000 的米数。")
    #expect(await refusal("POINT(118.8 32.06)", width: 3) == "只有线才填写宽度，提交的图形不是线，请去掉宽度或改按线提交。")
    #expect(
      await refusal(#"{"type":"LineString","width_m":5,"coordinates":[[118.8,32.06],[118.9,32.06]]}"#, width: 3)
        == "各条线写了不同的宽度（5.00、3.00 米），请统一为一个宽度，或分开提交。")
  }

  @Test("too many vertices")
  func tooMany() async throws {
    let text = "LINESTRING(" + (0...200_000).map { "118.8 32.\(100_000 + $0 % 900_000)" }.joined(separator: ",") + ")"
    #expect(await refusal(text) == "图形有 200001 个顶点，超过上限 200000 个，请只保留选址范围或适当简化。")
  }

  // MARK: Tables

  @Test("rows that cannot be read")
  func rows() async {
    #expect(await refusal("118.80 32.06\n118.81\n118.81 32.07") == "坐标表第 2 行“118.81”不对：一行应有两个坐标。")
    #expect(await refusal("经度,纬度\n118.80,32.06\n118.81,\n") == "坐标表第 3 行“118.81,”不对：缺少坐标列，请与表头对齐。")
    #expect(await refusal("点号,经度,纬度\n1,118.80,32.06\n2,118.81,三十二度\n") == "坐标表第 3 行“2,118.81,三十二度”不对：“三十二度”不是坐标。")
    #expect(await refusal("你好") == "没有找到坐标，请每行写一个点，例如“J1, 118.7654321, 32.0612345”。")
    #expect(
      await refusal("1201107.5 320336.0\n1201207.5 320336.0\n1201207.5 320436.0")
        == "坐标表第 1 行“1201107.5 320336.0”像是连写的度分秒，与米制坐标分不清，请写成 120°11′07.5″ 或十进制度。")
    #expect(
      await refusal("5 7 9 11\n6 7 9 11") == "坐标表第 1 行“5 7 9 11”不对：看不出哪两列是坐标，请加上表头，例如“点号 经度 纬度”或“点号 X北 Y东”。")
    #expect(await refusal("E118°48′00″ E32°03′36″") == "坐标表第 1 行“E118°48′00″ E32°03′36″”不对：两个坐标都写成了经度。")
    #expect((await refusal("118°61′00″ 32°03′36″")).hasPrefix("坐标表第 1 行“118°61′00″ 32°03′36″”不对"))
  }
}
