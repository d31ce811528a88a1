import ExactJSON
import Foundation
import Service
import Testing
import Zoning

/// The industry classification as an edition that an administrator replaces.
@Suite("Industries by the edition of the day") struct IndustryEditionTests {
  let service: ZoningService

  init() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("fenqu-industries-\(UUID().uuidString)").path
    try FileManager.default.copyItem(atPath: SmallProvince.folder.path, toPath: path)
    service = try SmallProvince.service(over: path)
  }

  private func load(_ rows: String) async throws -> JSONValue {
    let head: JSONValue = .object([
      "kind": .string("industries"), "id": .string("国民经济行业分类"), "title": .string("国民经济行业分类"), "edition": .string("试行"),
      "from": .string("2027-01-01"), "source": .string("试验"),
    ])
    return try await service.importCatalogue(
      CatalogueImportRequest(file: ("行业.csv", Array(("代码,名称,对应代码\n" + rows).utf8)), head: head, isCorrection: false),
      worker: CatalogueImportTests.NoWorker(), caller: .console)
  }

  private func screen(_ code: String, on day: String) throws -> ScreeningView {
    let body = #"{"name":"甲","industries":["\#(code)"],"construction":"new","footprint":\#(ScreeningServiceTests.site)}"#
    return try service.screen(body: .reading(body), options: ScreeningOptions(asOf: CivilDate(day), store: true), caller: .console)
  }

  private func rows(_ view: ScreeningView) -> [String] {
    let eia = (view.json["procedures"]?.arrayValue ?? []).first { $0["kind"]?.stringValue == "eia" }
    return (eia?["items"]?.arrayValue ?? []).compactMap { $0["number"]?.stringValue }
  }

  @Test("from its first day an edition says which codes may be stated; law goes on reading its own codes; replay is exact")
  func successor() async throws {
    let before = try screen("C2614", on: "2026-11-25")
    let taken = try await load(
      "C,制造业,\n26,化学原料和化学制品制造业,\n261,基础化学原料制造,\n267,新组,2661\n2677,有机原料合成,2614\n2678,全新产业,\n")
    #expect((taken["notes"]?.arrayValue ?? []).contains { $0.stringValue?.contains("C2678") == true })
    #expect(throws: ServiceError.self) { try screen("C2614", on: "2027-01-01") }
    #expect(throws: ServiceError.self) { try screen("C2677", on: "2026-12-31") }
    let after = try screen("C2677", on: "2027-01-01")
    #expect(rows(after) == rows(before) && !rows(after).isEmpty)
    #expect(after.json["project"]?["facts"]?["industries"] == .array([.string("C2677")]))
    let unknown = try screen("C2678", on: "2027-01-01")
    let eia = (unknown.json["procedures"]?.arrayValue ?? []).first { $0["kind"]?.stringValue == "eia" }
    #expect(eia?["listed"]?.stringValue == "unknown")
    for view in [before, after, unknown] {
      let replay = try service.replay(id: view.id, caller: .console)
      #expect(replay.isIdentical, "\(replay.differences)")
      #expect(try service.screening(id: view.id, hash: nil, caller: .console).json == view.json)
    }
    func answer(_ name: String, _ day: String) throws -> String? {
      try service.lookUp("国民经济行业分类", entryClass: nil, name: name, processes: nil, asOf: CivilDate(day), caller: .console)["answer"]?
        .stringValue
    }
    #expect(try answer("2614", "2026-11-25") == "listed" && answer("2614", "2027-01-01") == "notListed")
    #expect(try answer("有机原料合成", "2027-01-01") == "listed")
    let shown = try service.catalogue("国民经济行业分类", edition: "试行", query: "没有确定的对应", limit: 10, asOf: nil, caller: .console)
    #expect(shown["total"]?.numberText == "1")
  }

  @Test("a table that is no classification is refused, and the shipped edition stays in force")
  func refusal() async throws {
    await #expect(throws: ServiceError.self) { try await load("C261,甲,\n") }
    #expect(try service.industries(matching: "C2614", caller: .console)["items"]?.arrayValue?.isEmpty == false)
  }
}
