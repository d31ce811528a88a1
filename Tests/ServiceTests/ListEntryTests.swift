import ExactJSON
import Exchange
import FEEL
import Foundation
import Screening
import Service
import Testing
import Zoning

/// The program beside the test runner, which knows `import-worker`.
private let worker: WorkerProcess = {
  let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
  return WorkerProcess(executable: URL(fileURLWithPath: bundle).deletingLastPathComponent().appendingPathComponent("fenqu").path)
}()

@Suite("Lists at the door: every fault told at once, what changes told before it is stored")
final class ListEntryTests {
  let path: String
  let service: ZoningService
  let unit: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("fenqu-entry-\(UUID().uuidString)").path
    try FileManager.default.copyItem(atPath: SmallProvince.folder.path, toPath: path)
    service = try SmallProvince.service(over: path)
    var owner = ""
    try service.export(.lists(.all), format: .jsonl, asOf: nil, caller: .console) { line in
      if let o = try JSONValue(parsing: line)["owner"]?.stringValue, o.hasPrefix("ZH3201"), owner.isEmpty { owner = o }
    }
    unit = owner
  }

  deinit {
    // A province each: they would fill the disk.
    do { try FileManager.default.removeItem(atPath: path) } catch { Issue.record("\(path) stays behind: \(error)") }
  }

  func clause(_ id: String, applies: String? = #"项目.建设性质 = "新建""#, kept: String? = nil) -> Clause {
    Clause(
      id: id, tier: .unit, owner: unit, dimension: .spatial, effect: .prohibit, binding: .project, judgement: .machine, text: "禁止新建。",
      source: ClauseSource(document: "环境保护法", article: nil), applies: applies, kept: kept)
  }

  func request(_ files: [(name: String, bytes: [UInt8])], edition: String = "甲") -> ListImportRequest {
    ListImportRequest(issuer: "320100", edition: edition, effective: nil, files: files)
  }

  /// The sentences of a refusal; empty where nothing was refused.
  func refusal(_ files: [(name: String, bytes: [UInt8])]) async -> (message: String, sentences: [String]) {
    do {
      _ = try await service.importLists(request(files), worker: worker, caller: .console)
      return ("", [])
    } catch {
      let rows = error.details.filter { ["cells", "slips"].contains($0.key) }.flatMap { $0.value.arrayValue ?? [] }
      return (error.message, rows.compactMap { $0["sentence"]?.stringValue })
    }
  }

  var editions: Int { service.library.timeline.editions.filter { $0.issuer == "320100" }.count }
  let book = ListWorkbook(outcomes: Outcome.allCases.map { ($0.rawValue, $0.chinese) })

  @Test("a condition of the wrong type is refused from every kind of file, by its place")
  func types() async throws {
    let bad = clause("T-1", applies: #"项目.产品.名称 = "电石""#)
    let model = ListModel(outcomes: ZoningService.outcomeWords) { _ in nil }
    let files: [(name: String, bytes: [UInt8], place: String)] = [
      ("清单.csv", ClauseListFile.write([bad]), "第 2 行 applies 列"), ("清单.xlsx", try book.write([bad]), "单元格 M2，第 2 行 applies 列"),
      ("清单.dmn", try model.write([bad]), "决策“T-1”的 applies"),
      ("清单.jsonl", Array("\n\n".utf8) + bad.json.canonicalBytes, "第 3 行条款“T-1”的 applies"),
    ]
    for file in files {
      let found = await refusal([(file.name, file.bytes)])
      #expect(found.sentences.count == 1, "\(file.name): \(found)")
      #expect(found.sentences.first?.contains(file.place) == true, "\(file.name): \(found.sentences)")
      #expect(
        found.sentences.first?.contains(#"第 1 个字符处，“项目.产品.名称”是文字的列表，不能与文字“"电石"”用“=”比较，请写 some x in 项目.产品"#) == true, "\(found.sentences)")
    }
    #expect(editions == 1)
  }

  @Test("the faults of several files, lists and scenarios, come in one refusal")
  func together() async throws {
    let list = ClauseListFile.write([clause("T-1", applies: #"项目.行业 = "C2614""#), clause("T-2", kept: #"在("没有的图层")"#)])
    let scenarios = Array("scenario,facts,clause,outcome\n一,不是对象,T-1,broken\n二,{},,\n".utf8)
    let lines = Array("{\"name\":\"三\",\"facts\":{},\"expect\":{}}\n\n{\"name\":\"四\"\n".utf8)
    let found = await refusal([("清单.csv", list), ("清单.scenarios.csv", scenarios), ("另.scenarios.jsonl", lines)])
    #expect(found.message.hasPrefix("有 3 个文件要改："))
    for (file, count) in [("清单.csv", 2), ("清单.scenarios.csv", 3), ("另.scenarios.jsonl", 2)] {
      #expect(found.sentences.filter { $0.hasPrefix("“\(file)”") }.count == count, "\(file): \(found.sentences)")
    }
    #expect(found.sentences.contains { $0.contains("第 3 行") && $0.hasPrefix("“另") }, "blank lines count: \(found.sentences)")
  }

  @Test("a workbook's scenarios: bad facts, empty cells, unknown clauses and outcomes are all told by their cells or names")
  func workbookScenarios() async throws {
    let bad = [
      ClauseScenario(name: "一", facts: .string("新建"), expected: [("T-1", "broken")]),
      ClauseScenario(name: "二", facts: .object([JSONMember]()), expected: [("", "")]),
    ]
    let found = await refusal([("清单.xlsx", try book.write([clause("T-1", applies: "项目.工艺")], scenarios: bad))])
    #expect(found.sentences.count == 4, "\(found.sentences)")
    #expect(found.sentences.contains { $0.contains("工作表“清单”单元格 M2") } && found.sentences.contains { $0.contains("工作表“情景”单元格 B2") })
    #expect(found.sentences.contains { $0.contains("单元格 C3") } && found.sentences.contains { $0.contains("单元格 D3") })
    let slips = [
      ClauseScenario(
        name: "一", facts: try JSONValue(parsing: #"{"constructon": "new", "map.in.没有": true}"#), expected: [("T-1", "broken")]),
      ClauseScenario(name: "二", facts: .object([JSONMember]()), expected: [("Z", "broken"), ("T-1", "好")]),
    ]
    let told = await refusal([("清单.xlsx", try book.write([clause("T-1")], scenarios: slips))])
    #expect(told.sentences.count == 4 && told.message.hasPrefix("情景写得不对，没有导入"), "\(told)")
  }

  @Test("blanks at the ends of cells and blank rows change nothing; an empty list is refused as one")
  func blanks() async throws {
    let text = String(decoding: ClauseListFile.write([clause("T-1")]), as: UTF8.self)
    let padded = text.replacing("T-1,", with: "  T-1 \t,").replacing("禁止新建。", with: " 禁止新建。　") + "\r\n , ,\r\n\r\n"
    let scenarios = "scenario,facts,clause,outcome\r\n 例 ,\" {\"\"construction\"\": \"\"new\"\"} \", T-1 , broken \r\n,,,\r\n  , \r\n"
    let files: [(name: String, bytes: [UInt8])] = [("清单.csv", Array(padded.utf8)), ("清单.scenarios.csv", Array(scenarios.utf8))]
    let prepared = try await service.prepareLists(request(files, edition: "乙"), worker: worker, caller: .console)
    #expect(prepared.changes.map(\.added) == [["T-1"]])
    _ = try service.publish(prepared, caller: .console)
    let held = try service.list(of: unit, format: .csv, asOf: nil, caller: .console)
    #expect(String(decoding: held, as: UTF8.self).contains("\nT-1,unit"))
    let header = String(text.prefix { !$0.isNewline }) + "\r\n"
    for file in [("空.csv", Array(header.utf8)), ("空.xlsx", try book.write([])), ("空.jsonl", Array("\n \n".utf8))] {
      #expect(await refusal([file]).message == "清单文件里没有条款，没有生成新版本。", "\(file.0)")
    }
  }

  @Test("a preview counts what is added, changed and removed, owner by owner, and stores nothing")
  func preview() async throws {
    let before = try service.list(of: unit, format: .jsonl, asOf: nil, caller: .console)
    var present = try before.split(separator: 0x0A).map { try Clause(JSONValue(parsing: $0)) }
    #expect(present.count > 1)
    let gone = present.removeLast()
    present[0].text += "（修改）"
    let lines = (present + [clause("T-1")]).flatMap { $0.json.canonicalBytes }
    let prepared = try await service.prepareLists(request([("清单.jsonl", lines)]), worker: worker, caller: .console)
    let change = try #require(prepared.changes.first)
    #expect(prepared.changes.count == 1 && change.added == ["T-1"] && change.changed == [present[0].id] && change.removed == [gone.id])
    #expect(change.unchanged == present.count - 1)
    #expect(change.sentence.contains("新增 1 条，修改 1 条，删除 1 条（\(gone.id)），不变 \(present.count - 1) 条"))
    let after = try service.list(of: unit, format: .jsonl, asOf: nil, caller: .console)
    #expect(editions == 1 && after == before)
    _ = try service.publish(prepared, caller: .console)
    #expect(editions == 2)
  }

  @Test("generated scenarios, judged by hand, hold in every format; one turned round is the one that is told")
  func generated() async throws {
    let rule = clause("T-1", applies: #"项目.建设性质 = "新建" and 在("太湖流域")"#, kept: #"距离("长江干支流岸线") > 1000"#)
    var all: [ClauseScenario] = []
    for (i, construction) in ["new", "rebuild", nil].enumerated() {
      for (j, inside) in [true, false, nil].enumerated() {
        for (k, metres) in [0, 1000, 1000.01, nil].enumerated() {
          var facts: [JSONMember] = []
          if let construction { facts.append(JSONMember(key: "construction", value: .string(construction))) }
          if let inside { facts.append(JSONMember(key: "map.in.太湖流域", value: .bool(inside))) }
          if let metres { facts.append(JSONMember(key: "map.distance.长江干支流岸线", value: .number("\(metres)"))) }
          let outcome: Outcome
          if construction == "rebuild" || inside == false {
            outcome = .notApplicable
          } else if let metres, metres > 1000 {
            outcome = .kept
          } else {
            outcome = construction == nil || inside == nil || metres == nil ? .undetermined : .broken
          }
          all.append(ClauseScenario(name: "情形 \(i)\(j)\(k)", facts: .object(facts), expected: [("T-1", outcome.rawValue)]))
        }
      }
    }
    let model = ListModel(outcomes: ZoningService.outcomeWords) { _ in nil }
    func files(_ scenarios: [ClauseScenario]) throws -> [[(name: String, bytes: [UInt8])]] {
      [
        [("清单.xlsx", try book.write([rule], scenarios: scenarios))], [("清单.dmn", try model.write([rule], scenarios: scenarios))],
        [("清单.csv", ClauseListFile.write([rule])), ("清单.scenarios.csv", ClauseListFile.write(scenarios: scenarios))],
        [("清单.jsonl", rule.json.canonicalBytes), ("清单.scenarios.jsonl", scenarios.flatMap { $0.json.canonicalBytes })],
      ]
    }
    for files in try files(all) { _ = try await service.prepareLists(request(files), worker: worker, caller: .console) }
    var turned = all
    turned[7].expected = [("T-1", turned[7].expected[0].outcome == "kept" ? "broken" : "kept")]
    for files in try files(turned) {
      do {
        _ = try await service.prepareLists(request(files), worker: worker, caller: .console)
        Issue.record("\(files[0].name) was taken")
      } catch {
        let rows = error.details.first { $0.key == "differences" }?.value.arrayValue ?? []
        #expect(rows.compactMap { $0["scenario"]?.stringValue } == [turned[7].name], "\(files[0].name)")
      }
    }
  }
}
