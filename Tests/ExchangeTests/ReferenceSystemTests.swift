import Exchange
import Geodesy
import Geometry
import Testing

@Suite("The reference system is stated, found out or asked")
struct ReferenceSystemTests {
  private func rows(_ system: CoordinateReferenceSystem, northFirst: Bool = false) -> String {
    squarePolygon.shell.map {
      let p = system.position(longitude: $0.longitude, latitude: $0.latitude)
      return northFirst ? "\(p.y) \(p.x)" : "\(p.x) \(p.y)"
    }.joined(separator: "\n")
  }

  @Test("offset web-map systems hold when stated and are undone")
  func offsets() async throws {
    for (name, system) in [("GCJ-02", CoordinateReferenceSystem.gcj02), ("BD-09", .bd09)] {
      let reading = try await read(rows(system), crs: name)
      #expect(reading.candidates.map(\.system) == [system])
      #expect(isSquare(try reading.footprint().geometry))
      // Not stated, they are read as what they look like.
      #expect(try await read(rows(system)).candidates.map(\.system) == [.cgcs2000])
    }
  }

  @Test("WGS84 is taken as CGCS2000, and that is said")
  func wgs84() async throws {
    let reading = try await read(rows(.wgs84), crs: "WGS84")
    #expect(reading.assumed.contains(SiteAssumption(what: "datum", value: "EPSG:4490", why: "WGS84 与 CGCS2000 相差在厘米级，按 CGCS2000 使用，不作改正")))
    #expect(isSquare(try reading.footprint().geometry))
  }

  @Test("axes of a bare table are found out and said; those of GeoJSON are asked")
  func axes() async throws {
    let reading = try await read(rows(.cgcs2000, northFirst: true))
    #expect(
      reading.assumed.contains(
        SiteAssumption(what: "axes", value: "先北（纬度）后东（经度）", why: "没有说明两列坐标的次序，只有这样读才在合理范围内")))
    let swapped = #"{"type":"Point","coordinates":[32.06,118.80]}"#
    let sentence =
      "坐标的次序像是反了（应先经度后纬度、先东后北），落在东经 118.80°、北纬 32.06° 附近才合理，请对调后提交，或确认按“EPSG:4490（CGCS2000 经纬度，先北（纬度）后东（经度））”读。"
    #expect(await refusal(swapped) == sentence)
    #expect(await refusal(swapped, crs: "EPSG:4490") == sentence)
    let confirmed = try await read(swapped, axes: .northFirst).footprint()
    #expect(confirmed.geometry == .points([GridPoint(longitude: 118.8, latitude: 32.06)]))
  }

  @Test("a header that contradicts its numbers is asked")
  func wrongHeader() async throws {
    let message = await refusal("点号,经度,纬度\n1,32.06,118.80\n2,32.06,118.81\n3,32.07,118.81")
    #expect(message.hasPrefix("坐标的次序像是反了"))
  }

  @Test("a wrong zone is refused with the reading that fits")
  func wrongZone() async throws {
    let east120 = CoordinateReferenceSystem.gaussKruger(centralMeridian: 120, zonePrefixed: true)
    #expect(
      await refusal(rows(east120), crs: "EPSG:4527")
        == "按“EPSG:4527”读，选址不在合理范围内，可能应为：（1）EPSG:4528（CGCS2000 高斯—克吕格 3 度带，中央经线 120°，横坐标带带号 40），落在东经 118.80°、北纬 32.07° 附近，请核对后改选。"
    )
    #expect((await refusal(rows(east120), crs: "EPSG:4490")).hasPrefix("按“EPSG:4490”读，选址不在合理范围内，可能应为：（1）EPSG:4528"))
    let east117 = CoordinateReferenceSystem.gaussKruger(centralMeridian: 117, zonePrefixed: false)
    #expect((await refusal(rows(east117), crs: "EPSG:4543")).contains("（1）EPSG:4548"))
  }

  @Test("metres that fit two meridians are asked, and choosing settles them")
  func twoMeridians() async throws {
    let p = CoordinateReferenceSystem.gaussKruger(centralMeridian: 117, zonePrefixed: false).position(longitude: 117.5, latitude: 34.2)
    let reading = try await read("\(p.y),\(p.x)")
    #expect(reading.candidates.map(\.system).contains(.gaussKruger(centralMeridian: 117, zonePrefixed: false)))
    #expect(reading.candidates.map(\.system).contains(.gaussKruger(centralMeridian: 120, zonePrefixed: false)))
    do {
      _ = try reading.footprint()
      Issue.record("taken")
    } catch {
      #expect(error.code == "ambiguous")
      #expect(error.message.hasPrefix("坐标有 \(reading.candidates.count) 种读法：（1）EPSG:4548"))
      #expect(error.message.hasSuffix("，请选定一种。"))
    }
    #expect(try await read("\(p.y),\(p.x)", crs: "EPSG:4548").candidates.count == 1)
  }

  @Test("the file and the person may not contradict each other")
  func conflict() async throws {
    let bytes = try fixture("polygon-4548-gbk.zip")
    #expect(
      await refusal(SiteUpload(bytes: bytes, declaredSystem: "EPSG:4549"))
        == "文件写明的坐标系是“CGCS2000 / 3-degree Gauss-Kruger CM 117E”，而填写的是“EPSG:4549”，请核对后只按一种提交。")
    // Data from a web map carry WGS84 or CGCS2000 in their file: there the person knows better.
    let reading = try await reader.read(SiteUpload(bytes: fixture("polygon-4490.zip"), declaredSystem: "GCJ-02"))
    #expect(reading.candidates.map(\.system) == [.gcj02])
    #expect(reading.assumed.contains { $0.what == "crs" && $0.value == "GCJ-02" })
  }

  @Test("unknown systems, local grids, older datums, other projections")
  func notTaken() async throws {
    #expect(
      await refusal("118.8,32.06", crs: "EPSG:99999")
        == "不认识的坐标系“EPSG:99999”，请写 EPSG:4490、EPSG:4548、EPSG:4549、EPSG:4527、EPSG:4528、WGS84、GCJ-02 或 BD-09。")
    #expect(
      await refusal("118.8,32.06", crs: "南京地方坐标系")
        == "坐标系“南京地方坐标系”不是 2000 国家大地坐标系，本系统不保存转换参数，请向测绘单位索取 CGCS2000 坐标。")
    #expect(
      await refusal(SiteUpload(bytes: try fixture("polygon-xian80.zip")))
        == "坐标系“Xian 1980”不是 2000 国家大地坐标系，本系统不保存转换参数，请向测绘单位索取 CGCS2000 坐标。")
    #expect((await refusal(SiteUpload(bytes: try fixture("polygon-cm11850.zip")))).contains("请向测绘单位索取 CGCS2000 坐标"))
    #expect(
      await refusal(SiteUpload(bytes: try fixture("polygon-3857.zip")))
        == "投影“WGS 84 / Pseudo-Mercator”不是 CGCS2000 的 3 度带高斯—克吕格投影，请在制图软件中转换为 EPSG:4490 后再提交。")
  }

  @Test("degrees elsewhere in China are read, and left to the province to refuse")
  func elsewhere() async throws {
    #expect(try await read("POINT(116.39 39.91)").candidates.map(\.system) == [.cgcs2000])
  }

  @Test("numbers that are no place in China under any reading")
  func nowhere() async throws {
    #expect(await refusal("POINT(2.35 48.85)") == "坐标（2.35，48.85）按经纬度或高斯—克吕格各分带读都不在合理范围内，请核对数值、坐标次序和坐标系。")
    #expect((await refusal("POINT(2.35 48.85)", crs: "WGS84")) == "按“WGS84”读，选址不在我国境内，请核对坐标系和坐标次序。")
    #expect((await refusal("POINT(123456789 987654321)")).hasPrefix("坐标（123456789，987654321）"))
  }
}
