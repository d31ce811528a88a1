import Exchange
import Geodesy
import Geometry
import Testing

@Suite("Coordinate tables are read as people paste them")
struct CoordinateTableTests {
  @Test(
    "degrees in many hands",
    arguments: [
      "118.80,32.06\n118.81,32.06\n118.81,32.07\n118.80,32.07",
      "118.80 32.06\n118.81 32.06\n118.81 32.07\n118.80 32.07\n118.80 32.06",
      "J1\t118.80\t32.06\nJ2\t118.81\t32.06\nJ3\t118.81\t32.07\nJ4\t118.80\t32.07",
      "1，118.80，32.06\n2，118.81，32.06\n3，118.81，32.07\n4，118.80，32.07",
      "点号,经度,纬度\nJ1,118.80,32.06\nJ2,118.81,32.06\nJ3,118.81,32.07\nJ4,118.80,32.07\nJ1,118.80,32.06",
      "序号 纬度 经度\n1 32.06 118.80\n2 32.06 118.81\n3 32.07 118.81\n4 32.07 118.80",
      "32.06 118.80\n32.06 118.81\n32.07 118.81\n32.07 118.80",
      "１１８．８０　３２．０６\n118.81　32.06\n118.81　32.07\n118.80　32.07",
      "E118.80°,N32.06°\nE118.81°,N32.06°\nE118.81°,N32.07°\nE118.80°,N32.07°",
      "118.80；32.06\r\n118.81；32.06\r\n118.81；32.07\r\n118.80；32.07\r\n",
      "\"118.80\",\"32.06\"\n\"118.81\",\"32.06\"\n\"118.81\",\"32.07\"\n\"118.80\",\"32.07\"",
      "附件：界址点坐标表\n坐标系：CGCS2000\n点号\t经度\t纬度\t边长\nJ1\t118.80\t32.06\t\nJ2\t118.81\t32.06\t943.1\nJ3\t118.81\t32.07\t1108.9\nJ4\t118.80\t32.07\t943\n面积\t104.6公顷",
    ])
  func degrees(_ text: String) async throws {
    let footprint = try await read(text).footprint()
    #expect(footprint.geometry == .polygons([squarePolygon]))
  }

  @Test(
    "degrees, minutes and seconds",
    arguments: [
      "118°48′00″ 32°03′36″\n118°48′36″ 32°03′36″\n118°48′36″ 32°04′12″\n118°48′00″ 32°04′12″",
      "118°48'0\",32°3'36\"\n118°48'36\",32°3'36\"\n118°48'36\",32°4'12\"\n118°48'0\",32°4'12\"",
      "东经118度48分0秒，北纬32度3分36秒\n东经118度48分36秒，北纬32度3分36秒\n东经118度48分36秒，北纬32度4分12秒\n东经118度48分0秒，北纬32度4分12秒",
      "118-48-00.0 32-03-36.0\n118-48-36.0 32-03-36.0\n118-48-36.0 32-04-12.0\n118-48-00.0 32-04-12.0",
      "118:48:00\t32:03:36\n118:48:36\t32:03:36\n118:48:36\t32:04:12\n118:48:00\t32:04:12",
      "118 48 0 32 3 36\n118 48 36 32 3 36\n118 48 36 32 4 12\n118 48 0 32 4 12",
      "1 118 48 0.0 32 3 36.0\n2 118 48 36.0 32 3 36.0\n3 118 48 36.0 32 4 12.0\n4 118 48 0.0 32 4 12.0",
      "J1 N32° 03′ 36″ E118° 48′ 00″\nJ2 N32° 03′ 36″ E118° 48′ 36″\nJ3 N32° 04′ 12″ E118° 48′ 36″\nJ4 N32° 04′ 12″ E118° 48′ 00″",
      "118°48.0′ 32°3.6′\n118°48.6′ 32°3.6′\n118°48.6′ 32°4.2′\n118°48.0′ 32°4.2′",
      "点号\t经度\t纬度\nJ1\t1184800.0\t320336.0\nJ2\t1184836.0\t320336.0\nJ3\t1184836.0\t320412.0\nJ4\t1184800.0\t320412.0",
      "J1\t118°48′0.0″\t32°3′36.0″\nJ2\t118°48′36.0″\t32°3′36.0″\nJ3\t118°48′36.0″\t32°4′12.0″\nJ4\t118°48′0.0″\t32°4′12.0″",
    ])
  func sexagesimal(_ text: String) async throws {
    #expect(isSquare(try await read(text).footprint().geometry))
  }

  @Test("the seconds' fifth decimal reaches the grid")
  func fineSeconds() async throws {
    let reading = try await read("120°11′7.50001″ 32°3′36″")
    #expect(reading.figure == .points([RawPoint(120 + 11.0 / 60 + 7.50001 / 3600, 32 + 3.0 / 60 + 36.0 / 3600)]))
  }

  /// The square's corners in a zone, northing first.
  private func corners(_ meridian: Int, prefixed: Bool) -> [(north: Double, east: Double)] {
    squarePolygon.shell.map {
      let p = CoordinateReferenceSystem.gaussKruger(centralMeridian: meridian, zonePrefixed: prefixed)
        .position(longitude: $0.longitude, latitude: $0.latitude)
      return (p.y, p.x)
    }
  }

  @Test("survey tables: X to the north, with zone prefix, closing point repeated")
  func surveyTable() async throws {
    let points = corners(120, prefixed: true)
    var text = "界址点号\tX坐标(m)\tY坐标(m)\n"
    for (i, p) in (points + [points[0]]).enumerated() { text += "J\(i % 4 + 1)\t\(p.north)\t\(p.east)\n" }
    let reading = try await read(text)
    #expect(reading.candidates.map(\.system) == [.gaussKruger(centralMeridian: 120, zonePrefixed: true)])
    #expect(reading.candidates.map(\.axes) == [.northFirst])
    #expect(isSquare(try reading.footprint().geometry))
  }

  @Test("metres without prefix, with the meridian stated in the table or by the person")
  func statedMeridian() async throws {
    let rows = corners(120, prefixed: false).enumerated().map { "J\($0.offset + 1),\($0.element.north),\($0.element.east)" }.joined(
      separator: "\n")
    #expect(isSquare(try await read("坐标系：2000国家大地坐标系，3度带，中央子午线120°\n点号,X北,Y东\n" + rows).footprint().geometry))
    #expect(isSquare(try await read(rows, crs: "EPSG:4549").footprint().geometry))
    // The datum's bare name says nothing about the zone: at 120° these lie in 南京, at 123° off the coast.
    #expect(try await read("坐标系：CGCS2000\n" + rows).candidates.count == 2)
  }

  @Test("plane edges are split to 250 m before they are converted")
  func splitEdges() async throws {
    let rows = corners(120, prefixed: true).map { "\($0.north) \($0.east)" }.joined(separator: "\n")
    guard case .polygons(let polygons) = try await read(rows).footprint().geometry else { throw Surprise() }
    // Two sides of 943 m and two of 1109 m: 4 + 4 + 5 + 5 pieces.
    #expect(polygons[0].shell.count == 18)
  }

  @Test("rings by number: one inside another is a hole, and that is said")
  func ringsByNumber() async throws {
    let text = """
      点号,圈号,经度,纬度
      J1,1,118.80,32.06
      J2,1,118.81,32.06
      J3,1,118.81,32.07
      J4,1,118.80,32.07
      J5,2,118.803,32.063
      J6,2,118.807,32.063
      J7,2,118.807,32.067
      """
    let reading = try await read(text)
    guard case .polygons(let polygons) = reading.figure else { throw Surprise() }
    #expect(polygons.map(\.count) == [2])
    #expect(reading.assumed.contains(SiteAssumption(what: "holes", value: "第 2 圈", why: "位于第 1 圈之内，按内环扣除")))
    #expect(reading.assumed.contains(SiteAssumption(what: "closing", value: "自动闭合", why: "有 2 圈没有重复起点，已连回起点")))
  }

  @Test("rings without a number: a return to the start, a title or blank lines part them")
  func ringsApart() async throws {
    let first = "118.80 32.06\n118.81 32.06\n118.81 32.07"
    let second = "118.90 32.06\n118.91 32.06\n118.91 32.07"
    for text in [
      first + "\n118.80 32.06\n" + second + "\n118.90 32.06", "地块一\n" + first + "\n地块二\n" + second, first + "\n\n" + second,
      "第1圈\n" + first + "\n第2圈\n" + second,
    ] {
      guard case .polygons(let polygons) = try await read(text).figure else { throw Surprise() }
      #expect(polygons.map { $0[0].count } == [3, 3], "\(text)")
    }
    // Every line followed by a blank one is one ring still.
    guard case .polygons(let spaced) = try await read(first.replacing("\n", with: "\n\n")).figure else { throw Surprise() }
    #expect(spaced.map { $0[0].count } == [3])
  }

  @Test("lines and points, when said so")
  func shapes() async throws {
    let text = "118.80 32.06\n118.81 32.06\n118.81 32.07"
    #expect(try await read(text, shape: .line, width: 10).figure.points.count == 3)
    guard case .lines(let lines) = try await read(text, shape: .line, width: 10).figure else { throw Surprise() }
    #expect(lines.count == 1)
    guard case .points = try await read(text, shape: .point).figure else { throw Surprise() }
    #expect(try await read("118.80,32.06").assumed.contains(SiteAssumption(what: "shape", value: "点", why: "坐标表只有一个点")))
  }

  @Test("lines that hold no coordinates are listed, never dropped in silence")
  func leftOut() async throws {
    let reading = try await read("示范地块\n118.80 32.06\n118.81 32.06\n118.81 32.07\n面积 5 公顷")
    #expect(reading.notes == ["坐标表第 1 行“示范地块”没有坐标，未采用。", "坐标表第 5 行“面积 5 公顷”没有坐标，未采用。"])
  }

  @Test("GBK tables are recognised, and that is said")
  func gbk() async throws {
    // 点号,经度,纬度 in GBK.
    let header: [UInt8] = [0xB5, 0xE3, 0xBA, 0xC5, 0x2C, 0xBE, 0xAD, 0xB6, 0xC8, 0x2C, 0xCE, 0xB3, 0xB6, 0xC8, 0x0A]
    let rows = Array("1,118.80,32.06\n2,118.81,32.06\n3,118.81,32.07\n4,118.80,32.07\n".utf8)
    let reading = try await reader.read(SiteUpload(bytes: header + rows))
    #expect(try reading.footprint().geometry == .polygons([squarePolygon]))
    #expect(reading.assumed.contains(SiteAssumption(what: "encoding", value: "GB18030", why: "文字不是有效的 UTF-8，按 GBK（GB18030）读")))
    let stated = try await reader.read(SiteUpload(bytes: header + rows, declaredEncoding: "gbk"))
    #expect(!stated.assumed.contains { $0.what == "encoding" })
  }

  // MARK: The land administration's text

  private func parcelText(zone: Int, width: Int, prefix: Bool, points: [(north: Double, east: Double)], count: Int? = nil) -> String {
    var text = "[属性描述]\n格式版本号=1.01版本\n坐标系=2000国家大地坐标系\n几度分带=\(width)\n投影类型=高斯克吕格\n计量单位=米\n带号=\(zone)\n精度=0.001\n转换参数=,,,,,,\n[地块坐标]\n"
    text += "\(count ?? points.count + 1),104.6,1,示范地块,面,,,,@\n"
    for (i, p) in (points + [points[0]]).enumerated() { text += "J\(i % points.count + 1),1,\(p.north),\(p.east)\n" }
    return text
  }

  @Test("parcel text with 3-degree and 6-degree zones, with and without prefix")
  func parcels() async throws {
    for text in [
      parcelText(zone: 40, width: 3, prefix: true, points: corners(120, prefixed: true)),
      parcelText(zone: 40, width: 3, prefix: false, points: corners(120, prefixed: false)),
      parcelText(zone: 20, width: 6, prefix: true, points: corners(117, prefixed: false).map { ($0.north, $0.east + 20_000_000) }),
      parcelText(zone: 20, width: 6, prefix: false, points: corners(117, prefixed: false)),
    ] {
      let reading = try await read(text)
      #expect(reading.format == .landParcelText)
      #expect(isSquare(try reading.footprint().geometry), "\(text)")
    }
  }

  @Test("a parcel that announces more points than it has is cut short")
  func cutParcel() async throws {
    let message = await refusal(parcelText(zone: 40, width: 3, prefix: true, points: corners(120, prefixed: true), count: 9))
    #expect(message == "坐标表第 11 行“9,104.6,1,示范地块,面,,,,@”不对：写明 9 个界址点，实有 5 个，文件可能不完整。")
  }

  @Test("an older datum in a parcel text is refused")
  func oldDatum() async throws {
    let text = parcelText(zone: 40, width: 3, prefix: true, points: corners(120, prefixed: true))
      .replacing("2000国家大地坐标系", with: "80国家大地坐标系")
    #expect(await refusal(text) == "坐标系“80国家大地坐标系”不是 2000 国家大地坐标系，本系统不保存转换参数，请向测绘单位索取 CGCS2000 坐标。")
  }
}
