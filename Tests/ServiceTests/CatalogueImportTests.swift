import ExactJSON
import Exchange
import Foundation
import Service
import Testing
import Zoning

@Suite("Catalogues on record")
struct CatalogueImportTests {
  let service: ZoningService

  init() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("fenqu-catalogues-\(UUID().uuidString)").path
    try FileManager.default.copyItem(atPath: SmallProvince.folder.path, toPath: path)
    service = try SmallProvince.service(over: path)
  }

  /// Text files never reach a worker.
  struct NoWorker: IsolatedWorker {
    func run(_ input: [UInt8], outputLimit: Int) async throws(ExchangeError) -> [UInt8] {
      throw .workerFailed(detail: "no worker in this test")
    }
  }

  private func load(_ json: String, correcting: Bool = false) async throws -> JSONValue {
    try await service.importCatalogue(
      CatalogueImportRequest(file: ("名录.json", Array(json.utf8)), head: nil, isCorrection: correcting), worker: NoWorker(), caller: .console
    )
  }

  private func table(_ csv: String, edition: String, from: String) async throws -> JSONValue {
    let head: JSONValue = .object([
      "id": .string("产业结构调整指导目录"), "title": .string("产业结构调整指导目录"), "edition": .string(edition), "from": .string(from),
      "source": .string("试验"), "complete": .bool(true),
    ])
    return try await service.importCatalogue(
      CatalogueImportRequest(file: ("名录.csv", Array(csv.utf8)), head: head, isCorrection: false), worker: NoWorker(), caller: .console)
  }

  private func answer(_ id: String, _ name: String, entryClass: String? = nil, processes: [String]? = nil, on day: String? = nil) throws
    -> String?
  {
    try service.lookUp(
      id, entryClass: entryClass, name: name, processes: processes, asOf: day.flatMap { CivilDate($0) }, caller: .console)["answer"]?
      .stringValue
  }

  @Test("what comes with the program is held, and excerpts never say no")
  func shipped() throws {
    #expect(try answer("高污染燃料目录", "石油焦", entryClass: "Ⅰ类") == "listed")
    #expect(try answer("高污染燃料目录", "煤炭", entryClass: "Ⅱ类") == "undecided")
    #expect(try answer("高污染燃料目录", "煤炭", entryClass: "Ⅲ类") == "listed")
    #expect(try answer("高污染燃料目录", "天然气") == "notListed")
    #expect(try answer("环境保护综合名录", "石棉（闪石类石棉）") == "listed")
    #expect(try answer("环境保护综合名录", "淀粉糖") == "undecided")
    #expect(try answer("环境保护综合名录", "淀粉糖", processes: ["双酶法工艺"]) == "undecided")
    #expect(try answer("环境保护综合名录", "淀粉糖", processes: ["酸法"]) == "listed")
    #expect(try answer("环境保护综合名录", "桌子") == "undecided")
    #expect(try answer("产业结构调整指导目录", "甲") == "notHeld")
  }

  @Test("a new edition takes the place of the old from its first day, and gives it back when withdrawn")
  func succession() async throws {
    let first = try await table("类别,名称\n淘汰类,甲机\n", edition: "2019年本", from: "2020-01-01")
    #expect(first["rows"]?.numberText == "1")
    let second = try await table("类别,名称,除外\n限制类,甲机,\n淘汰类,乙机,节能型\n", edition: "2024年本", from: "2026-12-01")
    #expect(second["notes"]?.arrayValue?.first?.stringValue?.contains("接替") == true)
    #expect(try answer("产业结构调整指导目录", "甲机", entryClass: "淘汰类", on: "2026-11-30") == "listed")
    #expect(try answer("产业结构调整指导目录", "甲机", entryClass: "淘汰类", on: "2026-12-01") == "notListed")
    #expect(try answer("产业结构调整指导目录", "乙机", on: "2026-12-01") == "undecided")
    try service.withdrawCatalogue(id: "产业结构调整指导目录", edition: "2024年本", caller: .console)
    #expect(try answer("产业结构调整指导目录", "甲机", entryClass: "淘汰类", on: "2026-12-01") == "listed")
    #expect(throws: ServiceError.self) {
      try service.withdrawCatalogue(id: "产业结构调整指导目录", edition: "2024年本", caller: .console)
    }
  }

  @Test("bad cells are refused by place, all at once, and nothing is kept")
  func refusals() async throws {
    do {
      _ = try await table("类别,名称,行业,规模,起始日期\n淘汰类,甲,C9999,很大,某日\n淘汰类,,C2614,,\n", edition: "坏的", from: "2024-01-01")
      Issue.record("taken")
    } catch let error as ServiceError {
      #expect(error.message.contains("名录文件“名录.csv”第 2 行"))
      #expect(error.message.contains("共 4 处"))
    }
    #expect(try answer("产业结构调整指导目录", "甲") == "notHeld")
    await #expect(throws: ServiceError.self) { try await table("甲,乙\n1,2\n", edition: "坏的", from: "2024-01-01") }
    await #expect(throws: ServiceError.self) { try await load(#"{"id":"甲","edition":"乙"}"#) }
  }

  @Test("the same again changes nothing; other content needs to be called a correction")
  func correction() async throws {
    let one =
      #"{"id":"优先控制化学品名录","title":"优先控制化学品名录","edition":"一","from":"2020-01-01","until":null,"source":"试验","complete":true,"entries":[{"name":"甲"}]}"#
    _ = try await load(one)
    #expect(try await load(one)["unchanged"]?.boolValue == true)
    let other = one.replacingOccurrences(of: "甲", with: "乙")
    await #expect(throws: ServiceError.self) { try await load(other) }
    _ = try await load(other, correcting: true)
    #expect(try answer("优先控制化学品名录", "乙") == "listed")
    #expect(try answer("优先控制化学品名录", "甲") == "notListed")
  }

  @Test("an EIA catalogue of a later day takes the place of the shipped one from that day")
  func procedures() async throws {
    let table =
      "section,no,project_category,report_book,report_table,registration_form,sensitive_area_meaning\\n试验,1,基础化学原料制造261,/,全部,/,\\n"
    _ = try await load(
      #"{"kind":"eia","id":"eia-test","title":"试验版","edition":"试验版","number":null,"from":"2027-01-01","until":null,"source":"试验","table":"\#(table)"}"#
    )
    let all = try service.catalogues(asOf: CivilDate("2027-01-01"), caller: .console)
    let eia = (all["held"]?.arrayValue ?? []).filter { $0["kind"]?.stringValue == "eia" }
    #expect(eia.map { $0["inForce"]?.boolValue } == [false, true])
    #expect(eia.first?["until"]?.stringValue == "2027-01-01")
  }

  @Test("suspensions are replaced as a whole, and what they name must exist")
  func suspensions() throws {
    func text(_ area: String, document: String = "环境保护法") -> [UInt8] {
      Array(
        #"[{"id":"试验","areas":["\#(area)"],"layer":null,"scope":"化工","pollutants":[],"industries":["C26"],"from":"2026-01-01","until":null,"document":"\#(document)","article":null}]"#
          .utf8)
    }
    #expect(throws: ServiceError.self) { try service.importSuspensions(text("999999"), caller: .console) }
    #expect(throws: ServiceError.self) { try service.importSuspensions(text("320102", document: "没有的法"), caller: .console) }
    let count = try service.importSuspensions(text("320102"), caller: .console)
    #expect(count.total == 1 && count.inForce == 1)
    try service.export(.state, format: nil, asOf: nil, caller: .console) { bytes in
      #expect(String(decoding: bytes, as: UTF8.self).contains("试验"))
    }
  }
}
