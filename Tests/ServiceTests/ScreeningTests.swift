import ExactJSON
import Foundation
import Service
import Testing
import Zoning

@Suite("Screening a project")
struct ScreeningServiceTests {
  static let site = #"{"type":"Polygon","coordinates":[[[118.78,32.04],[118.785,32.04],[118.785,32.044],[118.78,32.044],[118.78,32.04]]]}"#

  func body(_ more: String = "", site: String = Self.site, crs: String = "EPSG:4490") throws -> JSONValue {
    try .reading(
      #"{"name":"示范项目","industries":["C2614"],"construction":"new","attributes":{"是否化工项目":true},"crs":"\#(crs)","footprint":\#(site)\#(more)}"#
    )
  }

  @Test("a stored screening renders to the stored bytes, and replays byte for byte")
  func storedAndReplayed() throws {
    let service = try SmallProvince.service()
    let view = try service.screen(body: body(), options: ScreeningOptions(), caller: .console)
    #expect(view.number == "FQ-20261125-000001")
    let again = try service.screening(id: view.id, hash: nil, caller: .publicVisitor)
    #expect(again.json == view.json)
    let replay = try service.replay(id: view.id, caller: .console)
    #expect(replay.isIdentical && replay.differences.isEmpty)
    #expect(throws: ServiceError.self) { try service.screening(id: view.id, hash: "0123456789abcdef", caller: .publicVisitor) }
    let hash = view.hash.dropFirst("sha256:".count).prefix(16)
    #expect(try service.screening(id: view.id, hash: String(hash), caller: .publicVisitor).json == view.json)
  }

  @Test("overlapping parts and corridors of any width replay byte for byte, and widths that print alike are one assessment")
  func replaysWhatWasDrawn() throws {
    let service = try SmallProvince.service()
    let parts =
      #"{"type":"MultiPolygon","coordinates":[[[[118.78,32.04],[118.783,32.04],[118.783,32.043],[118.78,32.043],[118.78,32.04]]],[[[118.782,32.04],[118.785,32.04],[118.785,32.043],[118.782,32.043],[118.782,32.04]]]]}"#
    let line = #"{"type":"LineString","coordinates":[[118.78,32.04],[118.79,32.05]]}"#
    var ids: [JSONValue?] = []
    for given in [try body(site: parts), try body(#","width_m":10.001"#, site: line), try body(#","width_m":10.004"#, site: line)] {
      let view = try service.screen(body: given, options: ScreeningOptions(), caller: .console)
      ids.append(view.json["id"])
      let replay = try service.replay(id: view.id, caller: .console)
      #expect(replay.isIdentical, "\(replay.differences)")
    }
    #expect(ids[1] == ids[2])
    #expect(throws: ServiceError.self) {
      try service.screen(body: body(#","width_m":0.004"#, site: line), options: ScreeningOptions(), caller: .console)
    }
  }

  @Test("the sum of what was found is the number of clauses that bind and concern the project")
  func identity() throws {
    let json = try SmallProvince.service().screen(body: body(), options: ScreeningOptions(store: false), caller: .console).json
    let clauses = try #require(json["clauses"]?.arrayValue)
    let binding = clauses.filter {
      $0["binding"] == .string("project") && $0["effect"] != .string("encourage") && $0["applies"] != .string("no")
    }
    let counted = ["kept", "broken", "undetermined", "duty", "manual", "faulty"].reduce(0) { sum, o in
      sum + clauses.filter { $0["outcome"] == .string(o) }.count
    }
    #expect(binding.count == counted)
    #expect(clauses.contains { $0["outcome"] == .string("faulty") } == false)
  }

  @Test("the day before the code came into force other law is cited for the same clauses")
  func asOf() throws {
    let service = try SmallProvince.service()
    func citations(_ day: String) throws -> [String: String] {
      let json = try service.screen(body: body(), options: ScreeningOptions(asOf: CivilDate(day), store: false), caller: .console).json
      return Dictionary(
        uniqueKeysWithValues: (json["clauses"]?.arrayValue ?? []).compactMap { c in
          guard let id = c["id"]?.stringValue, let text = c["source"]?["citation"]?.stringValue else { return nil }
          return (id, text)
        })
    }
    let before = try citations("2026-08-14")
    let after = try citations("2026-08-15")
    #expect(before.values.contains { $0.contains("环境保护法") || $0.contains("污染防治法") })
    #expect(!before.values.contains { $0.contains("生态环境法典") })
    #expect(after.values.contains { $0 == "《中华人民共和国生态环境法典》（对应条款待核）" })
    #expect(throws: ServiceError.self) { try citations("2024-06-30") }
  }

  @Test("bad input gets one sentence, and nothing is stored")
  func badInput() throws {
    let service = try SmallProvince.service()
    func message(_ body: JSONValue) -> String {
      do {
        _ = try service.screen(body: body, options: ScreeningOptions(), caller: .console)
        return "accepted"
      } catch { return error.message }
    }
    #expect(message(try body(#","emissions":{"COD":-1}"#)) == "“化学需氧量排放量（本项目增量）”不能小于 0，填的是 -1 t/a。")
    #expect(message(try body(#","emision":{}"#)).contains("是否想写：emissions"))
    #expect(message(try .reading(#"{"industries":["C2614"]}"#)).hasPrefix("项目文件缺少选址范围"))
    #expect(message(try body(site: #"{"type":"Polygon","coordinates":[[[100,30],[100.1,30],[100.1,30.1],[100,30]]]}"#)).contains("范围以外"))
    let crossing = #"{"type":"Polygon","coordinates":[[[118.78,32.04],[118.785,32.044],[118.785,32.04],[118.78,32.044],[118.78,32.04]]]}"#
    #expect(message(try body(site: crossing)).contains("自相交"))
    #expect(try service.screening(idsRecorded: ()) == 0)
  }

  @Test(
    "the verdict does not depend on how the ground is written",
    arguments: [
      // reversed
      #"{"type":"Polygon","coordinates":[[[118.78,32.04],[118.78,32.044],[118.785,32.044],[118.785,32.04],[118.78,32.04]]]}"#,
      // another start
      #"{"type":"Polygon","coordinates":[[[118.785,32.044],[118.78,32.044],[118.78,32.04],[118.785,32.04],[118.785,32.044]]]}"#,
      // grid points added on edges
      #"{"type":"Polygon","coordinates":[[[118.78,32.04],[118.7825,32.04],[118.785,32.04],[118.785,32.042],[118.785,32.044],[118.78,32.044],[118.78,32.04]]]}"#,
      // in two parts
      #"{"type":"MultiPolygon","coordinates":[[[[118.78,32.04],[118.782,32.04],[118.782,32.044],[118.78,32.044],[118.78,32.04]]],[[[118.782,32.04],[118.785,32.04],[118.785,32.044],[118.782,32.044],[118.782,32.04]]]]}"#,
    ])
  func metamorphic(_ site: String) throws {
    let service = try SmallProvince.service()
    func essence(_ site: String) throws -> [String] {
      let json = try service.screen(body: body(site: site), options: ScreeningOptions(store: false), caller: .console).json
      let units = (json["units"]?.arrayValue ?? []).map {
        "\($0["code"]?.stringValue ?? "") \($0["areaSquareMetres"]?.numberText ?? "") \($0["share"]?.numberText ?? "")"
      }
      let clauses = (json["clauses"]?.arrayValue ?? []).map { "\($0["id"]?.stringValue ?? "") \($0["outcome"]?.stringValue ?? "")" }
      return [json["conclusion"]?.stringValue ?? "", json["site"]?["areaSquareMetres"]?.numberText ?? ""] + units + clauses
    }
    #expect(try essence(site) == essence(Self.site))
  }

  @Test("a limit edited in a list and imported as a new edition turns the verdict there, and the old record stays as it was")
  func editedLimit() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("fenqu-edit-\(UUID().uuidString)").path
    try FileManager.default.copyItem(atPath: SmallProvince.folder.path, toPath: path)
    let service = try SmallProvince.service(over: path)
    let before = try service.screen(body: body(), options: ScreeningOptions(), caller: .console)
    var lines: [[UInt8]] = []
    try service.export(.lists(.all), format: .jsonl, asOf: nil, caller: .console) { lines.append($0) }
    let province = lines.map { String(decoding: $0, as: UTF8.self) }.filter { $0.contains(#""owner":"320000""#) }
    let shore = try #require(province.first { $0.contains("长江干支流岸线") && $0.contains("> 1000") })
    let edited = province.map { $0 == shore ? $0.replacing("> 1000", with: "> 2000") : $0 }.joined()
    let edition = try service.importLists(
      ListImportRequest(issuer: "320000", edition: "修改一", effective: nil, files: [("省清单.jsonl", Array(edited.utf8))]), caller: .console)
    #expect(edition.id == "320000/2")
    let id = try #require(try JSONValue(parsing: shore)["id"]?.stringValue)
    func limit(_ view: ScreeningView) -> String? {
      view.json["clauses"]?.arrayValue?.first { $0["id"] == .string(id) }?["margin"]?["limit"]?.numberText
    }
    let after = try service.screen(body: body(), options: ScreeningOptions(), caller: .console)
    #expect(limit(before) == "1000" && limit(after) == "2000")
    #expect(try service.screening(id: before.id, hash: nil, caller: .console).json == before.json)
    #expect(try service.replay(id: before.id, caller: .console).isIdentical)
    #expect(throws: ServiceError.self) {
      try service.importLists(
        ListImportRequest(issuer: "320100", edition: "越权", effective: nil, files: [("省清单.jsonl", Array(edited.utf8))]), caller: .console)
    }
  }
}

extension ZoningService {
  /// How many screenings are on record.
  func screening(idsRecorded: Void) throws -> Int {
    var count = 0
    try export(.records, format: nil, asOf: nil, caller: .console) { _ in count += 1 }
    return count
  }
}
