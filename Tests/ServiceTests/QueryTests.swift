import ExactJSON
import Foundation
import Service
import Store
import Testing
import Zoning

@Suite("Questions about a place")
struct QueryTests {
  @Test("a point on land names its county, its unit and the clauses of every tier")
  func land() throws {
    let at = try SmallProvince.service().at(longitude: 118.78, latitude: 32.04, crs: nil, asOf: nil, caller: .publicVisitor)
    #expect(at["domain"] == .string("land"))
    #expect(at["city"]?["name"] == .string("南京市"))
    let unit = try #require(at["units"]?.arrayValue?.first?["code"]?.stringValue)
    #expect(ControlUnitCode(unit)?.county == at["county"]?["code"]?.stringValue)
    let tiers = Set((at["clauses"]?.arrayValue ?? []).compactMap { $0["tier"]?.stringValue })
    #expect(tiers == ["nation", "province", "region", "city", "unit"])
  }

  @Test("a point at sea is in a sea unit; one in another province is refused with a hint when the axes are swapped")
  func seaAndOutside() throws {
    let service = try SmallProvince.service()
    let sea = try service.at(longitude: 120.9, latitude: 34.2, crs: "EPSG:4490", asOf: nil, caller: .publicVisitor)
    #expect(sea["domain"] == .string("sea"))
    #expect(sea["units"]?.arrayValue?.first?["code"]?.stringValue?.hasPrefix("HY") == true)
    #expect(throws: ServiceError.self) { try service.at(longitude: 116.4, latitude: 39.9, crs: nil, asOf: nil, caller: .publicVisitor) }
    do {
      _ = try service.at(longitude: 32.04, latitude: 118.78, crs: nil, asOf: nil, caller: .publicVisitor)
      Issue.record("accepted")
    } catch { #expect(error.message.contains("写反") || error.message.contains("纬度")) }
  }

  @Test("a unit comes with its list, its box and, when asked, its whole boundary")
  func unit() throws {
    let service = try SmallProvince.service()
    let at = try service.at(longitude: 118.78, latitude: 32.04, crs: nil, asOf: nil, caller: .publicVisitor)
    let code = try #require(at["units"]?.arrayValue?.first?["code"]?.stringValue)
    let unit = try service.unit(code, asOf: nil, geometry: true, caller: .publicVisitor)
    #expect(unit["clauses"]?.arrayValue?.count ?? 0 >= 6)
    #expect(unit["geometry"]?["type"]?.stringValue?.hasSuffix("Polygon") == true)
    #expect(throws: ServiceError.self) { try service.unit("ZH32019910001", asOf: nil, geometry: false, caller: .publicVisitor) }
    #expect(throws: ServiceError.self) { try service.unit("no code", asOf: nil, geometry: false, caller: .publicVisitor) }
  }

  @Test("search finds a city by name, a unit by code and a position either way round")
  func search() throws {
    let service = try SmallProvince.service()
    func titles(_ query: String) throws -> [String] {
      (try service.search(query, asOf: nil, limit: 20, caller: .publicVisitor)["groups"]?.arrayValue ?? [])
        .flatMap { $0["items"]?.arrayValue ?? [] }.compactMap { $0["title"]?.stringValue }
    }
    #expect(try titles("江阴").contains("江阴市"))
    #expect(try titles("南京市").contains("南京市"))
    let reading = try service.search("32.04, 118.78", asOf: nil, limit: 5, caller: .publicVisitor)["reading"]
    #expect(reading?["lon"] == .number("118.78") && reading?["lat"] == .number("32.04"))
    #expect(try titles("没有这个地方").isEmpty)
    // A Gauss–Krüger pair, by its letters in either order; what falls outside the province is said to.
    let east = try service.search("Y=575000 X=3548000", asOf: nil, limit: 5, caller: .publicVisitor)
    let north = try service.search("3548000, 575000", asOf: nil, limit: 5, caller: .publicVisitor)
    #expect(east["reading"]?["crs"] == .string("EPSG:4549") && east["reading"]?["lon"] == north["reading"]?["lon"])
    let abroad = try service.search("100.5, 30.5", asOf: nil, limit: 5, caller: .publicVisitor)
    #expect(abroad["reading"] == .null && abroad["outside"]?.stringValue?.contains("不在江苏省管控范围内") == true)
    #expect(try service.search("靖江", asOf: nil, limit: 5, caller: .publicVisitor)["outside"] == .null)
    // Several words must all be met, by the name or by where the unit lies.
    #expect(try !titles("江阴 开发区").isEmpty)
    #expect(try titles("江阴 没有这个词").isEmpty)
    // A group that is cut says how many there are.
    let units = { (limit: Int) in
      try service.search("ZH", asOf: nil, limit: limit, caller: .publicVisitor)["groups"]?.arrayValue?.first {
        $0["title"]?.stringValue == "管控单元"
      }
    }
    let (one, all) = (try #require(try units(1)), try #require(try units(200)))
    #expect(one["items"]?.arrayValue?.count == 1)
    #expect(all["items"]?.arrayValue?.count == 200)
    #expect(one["total"] == all["total"] && (all["total"]?.numberText.flatMap { Int($0) } ?? 0) > 200)
  }

  @Test("the same seed gives the same export, and the folder knows its own demonstration")
  func demonstration() throws {
    let service = try SmallProvince.service()
    let digest = try service.canonicalExportDigest(asOf: nil, caller: .console)
    #expect(try service.canonicalExportDigest(asOf: nil, caller: .console) == digest)
    #expect(service.library.demonstration["units"] == "300")
  }

  @Test("a damaged manifest is our fault, and the sentence says so")
  func damagedManifest() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("fenqu-damaged-\(UUID().uuidString)").path
    let folder = DataFolder(path: path)
    try folder.create()
    try Data().write(to: URL(fileURLWithPath: path + "/manifest.json"))
    let error = #expect(throws: StoreError.self) { try PlanLibrary(folder: folder) }
    #expect(error?.message == "存储的数据不完整，请从备份恢复后重试。")
  }
}
