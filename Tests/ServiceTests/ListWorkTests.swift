import ExactJSON
import Exchange
import FEEL
import Foundation
import Service
import Store
import StoreSQLite
import Testing
import Zoning

/// The program beside the test runner, which knows `import-worker`.
private let worker: WorkerProcess = {
  let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
  return WorkerProcess(executable: URL(fileURLWithPath: bundle).deletingLastPathComponent().appendingPathComponent("fenqu").path)
}()

@Suite("Lists in work: workbooks, scenarios, the check of a province")
struct ListWorkTests {
  let path: String
  let service: ZoningService
  let unit: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("fenqu-lists-\(UUID().uuidString)").path
    try FileManager.default.copyItem(atPath: SmallProvince.folder.path, toPath: path)
    service = try SmallProvince.service(over: path)
    var owner = ""
    try service.export(.lists(.all), format: .jsonl, asOf: nil, caller: .console) { line in
      if let o = try JSONValue(parsing: line)["owner"]?.stringValue, o.hasPrefix("ZH3201"), owner.isEmpty { owner = o }
    }
    unit = owner
  }

  func clause(_ id: String) -> Clause {
    Clause(
      id: id, tier: .unit, owner: unit, dimension: .spatial, effect: .prohibit, binding: .project, judgement: .machine, text: "造纸项目",
      source: ClauseSource(document: "环境保护法", article: nil), applies: #"属于行业(项目.行业, "C22") and 项目.建设性质 = "新建""#, heading: "禁止新建下列项目",
      limits: [ClauseLimit(feature: "长江干支流岸线", metres: FEELDecimal(1000), inclusive: true, from: .shoreline)],
      origin: ClauseOrigin(id: "\(unit)-KJ", text: "1.禁止新建下列项目：造纸项目", part: 1))
  }

  func scenario(_ outcome: String) -> ClauseScenario {
    ClauseScenario(
      name: "新建纸厂", facts: .object(["industries": .array([.string("C2221")]), "construction": .string("new")]), expected: [("T-1", outcome)]
    )
  }

  func load(_ files: [(name: String, bytes: [UInt8])], edition: String) async throws -> Edition {
    try await service.importLists(
      ListImportRequest(issuer: "320100", edition: edition, effective: nil, files: files), worker: worker, caller: .console)
  }

  let book = ListWorkbook(outcomes: [("broken", "未满足"), ("kept", "已满足")])

  @Test("a workbook is imported with its scenarios, comes out again, and its forms reach the unit's page")
  func workbook() async throws {
    let bytes = try book.write([clause("T-1")], scenarios: [scenario("broken")])
    #expect(try await load([("清单.xlsx", bytes)], edition: "甲").serial == 2)
    let held = try service.unit(unit, asOf: nil, geometry: false, caller: .console)["clauses"]?.arrayValue ?? []
    #expect(held.count == 1 && held[0]["heading"] == .string("禁止新建下列项目"))
    #expect(held[0]["usedFacts"] == .array([.string("construction"), .string("industries")]))
    let out = try service.list(of: unit, format: .xlsx, asOf: nil, caller: .console)
    let read = try await ClauseListFile.read(out, fileName: "out.xlsx", worker: worker)
    #expect(read.clauses == [clause("T-1")] && read.scenarios?.map(\.name) == ["新建纸厂"])
    // The whole province comes back as it was, from every kind of file, its scenarios too where they have a place.
    var lines: [UInt8] = []
    try service.export(.lists(.all), format: .jsonl, asOf: nil, caller: .console) { lines += $0 }
    for format in [ExportFormat.csv, .zip, .dmn, .xlsx] {
      var file: [UInt8] = []
      try service.export(.lists(.all), format: format, asOf: nil, caller: .console) { file += $0 }
      let again = try await ClauseListFile.read(file, fileName: "all", worker: worker, limits: .layer, outcomes: ZoningService.outcomeWords)
      #expect(again.clauses.flatMap { $0.json.canonicalBytes } == lines, "\(format)")
      #expect(again.scenarios?.map(\.name) == (format == .csv ? nil : ["新建纸厂"]), "\(format)")
    }
  }

  @Test("a scenario that comes to something else blocks the import and says how; so does a later import that would break it")
  func scenarios() async throws {
    let csv = ClauseListFile.write([clause("T-1")])
    do {
      _ = try await load([("清单.csv", csv), ("清单.scenarios.jsonl", scenario("kept").json.canonicalBytes)], edition: "甲")
      Issue.record("imported")
    } catch let error as ServiceError {
      #expect(error.message.contains("情景“新建纸厂”：条款“T-1”应为已满足，实为未满足"))
      #expect(error.details.first?.value.arrayValue?.count == 1)
    }
    #expect(service.library.timeline.editions.filter { $0.issuer == "320100" }.count == 1)
    _ = try await load([("清单.csv", csv), ("清单.scenarios.jsonl", scenario("broken").json.canonicalBytes)], edition: "甲")
    var other = clause("T-2")
    other.owner = "320100"
    other.tier = .city
    let next = try await load([("市.csv", ClauseListFile.write([other]))], edition: "乙")
    #expect(next.serial == 3)
    let carried = try Repository(SQLiteDatabase(path: path + "/fenqu.sqlite"), migratingAtMicroseconds: 0).scenarios(of: next)
    #expect(carried == scenario("broken").json.canonicalBytes, "scenarios of clauses that stay travel on")
  }

  @Test("a faulty condition in a workbook is a bad cell, and nothing is stored")
  func faulty() async throws {
    var bad = clause("T-1")
    bad.applies = "项目.没有的事实 = 1"
    var worse = clause("T-2")
    worse.kept = #"在("没有的图层")"#
    do {
      _ = try await load([("清单.xlsx", try book.write([bad, worse]))], edition: "甲")
      Issue.record("imported")
    } catch let error as ServiceError {
      let cells = error.details.first { $0.key == "cells" }?.value.arrayValue ?? []
      #expect(cells.compactMap { $0["cell"]?.stringValue } == ["M2", "N3"])
      #expect(cells.allSatisfy { $0["sheet"] == .string("清单") && $0["remedy"] != nil })
    }
    #expect(service.library.timeline.editions.filter { $0.issuer == "320100" }.count == 1)
  }

  @Test("the check of the demonstration finishes, a draft in its place is checked alone, and counts add up")
  func review() throws {
    let whole = try service.reviewRulebook(asOf: nil, edition: nil, draft: nil, industry: nil, caller: .console)
    let findings = whole["findings"]?.arrayValue ?? []
    #expect(!findings.contains { $0["problem"] == .string("faulty") || $0["problem"] == .string("neverApplies") })
    #expect(findings.contains { $0["problem"] == .string("endedDocument") })
    let counts = whole["counts"]?.objectValue?.reduce(0) { $0 + (Int($1.value.numberText ?? "") ?? 0) }
    #expect(counts == findings.count)
    var draft = clause("T-1")
    draft.applies = #"项目.建设性质 = "新建" and 项目.建设性质 = "扩建""#
    let checked = try service.reviewRulebook(asOf: nil, edition: nil, draft: [draft], industry: nil, caller: .console)
    #expect(checked["findings"]?.arrayValue?.map { $0["problem"] } == [.string("neverApplies"), .string("endedDocument")])
    let d = try service.decidability(unit: unit, industry: "2614", asOf: nil, caller: .console)
    func n(_ key: String) -> Int { d["all"]?[key]?.numberText.flatMap { Int($0) } ?? -1 }
    #expect(n("machine") + n("waiting") + n("people") == n("total") && n("total") > 0)
  }
}
