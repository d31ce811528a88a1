import DMN
import ExactJSON
import Exchange
import FEEL
import Foundation
import Testing
import Zoning

/// Conditions as lists write them, with the catalogue's names and the functions of maps and registers.
func readCondition(_ text: String) -> FEELExpression? {
  let names = FEELKnownNames(
    paths: FactsCatalogue.standard.facts.map(\.path) + [["项目"]], functions: ["在", "距离", "属于行业", "在名录", "区域限批生效"])
  return try? FEELExpression.parse(text, names: names)
}

let outcomeWords: [(code: String, word: String)] = [
  ("faulty", "规则有误"), ("broken", "未满足"), ("undetermined", "待定"), ("manual", "需人工研判"), ("duty", "后续落实"), ("kept", "已满足"),
  ("notApplicable", "不涉及"), ("context", "不评判"),
]

@Suite("Lists as decision models, out and in again")
struct ListModelTests {
  let writer = ListModel(outcomes: outcomeWords, condition: readCondition)

  func text(_ clauses: [Clause], _ scenarios: [ClauseScenario] = []) throws -> String {
    String(decoding: try writer.write(clauses, scenarios: scenarios), as: UTF8.self)
  }

  func read(_ xml: String, name: String = "清单.dmn") async throws -> ListFileContent {
    try await ClauseListFile.read(Array(xml.utf8), fileName: name, worker: worker, outcomes: outcomeWords)
  }

  func faults(_ xml: String) async -> [String] {
    do {
      _ = try await read(xml)
      return ["taken"]
    } catch {
      guard case .badList(let list)? = error as? ExchangeError else { return [(error as? ExchangeError)?.message ?? "\(error)"] }
      return list.faults.map(\.sentence)
    }
  }

  static let clause = Clause(
    id: "JS-KJ-001", tier: .province, owner: "320000", dimension: .spatial, effect: .prohibit, binding: .project, judgement: .machine,
    text: "长江干支流岸线一公里范围内，不得新建、扩建化工项目。", source: ClauseSource(document: "长江保护法", article: "第二十六条"),
    validity: Validity(from: CivilDate("2021-03-01")), applies: "项目.是否化工项目 and 项目.建设性质 in (\"新建\", \"扩建\")",
    kept: "距离(\"长江干支流岸线\") > 1000", except: "some p in 项目.文件 satisfies p.种类 = \"同意\"", notes: "=1+1\n第二行", heading: "禁止类",
    limits: [ClauseLimit(feature: "长江：干流", metres: FEELDecimal(1000), inclusive: true, from: .shoreline)],
    origin: ClauseOrigin(id: "JS-1", text: "原文\n两行", part: 2))

  @Test("what is written is read again, scenarios too, and the same list makes the same bytes")
  func roundTrip() async throws {
    for seed in 0..<60 {
      var generator = ListGenerator(seed: UInt64(5000 + seed))
      let list = generator.list(seed == 0 ? 0 : 20)
      let scenarios =
        list.isEmpty
        ? []
        : [
          ClauseScenario(
            name: generator.text(), facts: .object(["construction": .string("new"), "map.distance.长江": .number("999.5")]),
            expected: [(list[0].id, "broken"), (list[1].id, "kept")])
        ]
      let xml = try text(list, scenarios)
      let back = try await read(xml)
      #expect(back.clauses == list, "seed \(seed)")
      #expect(back.scenarios == scenarios, "seed \(seed)")
      #expect(try text(list, scenarios) == xml)
      // It is a model for everybody: our reader of models takes it, and the writer of models writes it again for the reader of lists.
      let model = try DMNReader.model(Data(xml.utf8))
      #expect(try await read(DMNWriter.xml(model)).clauses == list, "seed \(seed)")
    }
    #expect(try await read(try text([Self.clause])).clauses == [Self.clause])
  }

  @Test("the kind of a file is told by its content, not by its name")
  func kinds() async throws {
    let xml = try text([Self.clause])
    for name in ["清单.csv", "清单.xlsx", "清单", "清单.jsonl"] { #expect(try await read(xml, name: name).clauses == [Self.clause]) }
    #expect(try await read("\u{FEFF}  \n" + xml.drop { $0 != ">" }.dropFirst()).clauses == [Self.clause])
    #expect(try await read(String(decoding: ClauseListFile.write([Self.clause]), as: UTF8.self)).clauses == [Self.clause])
  }

  @Test("what somebody edited in another tool is taken, whichever version it saves")
  func edited() async throws {
    let xml = try text([Self.clause])
    for version in ["20180521/MODEL/", "20191111/MODEL/", "20211108/MODEL/", "20230324/MODEL/"] {
      let scheme = version.hasPrefix("2018") ? "http" : "https"
      let other =
        xml
        .replacing("https://www.omg.org/spec/DMN/20230324/MODEL/", with: "\(scheme)://www.omg.org/spec/DMN/\(version)")
        .replacing("<fenqu:", with: "<ext:").replacing("</fenqu:", with: "</ext:").replacing("xmlns:fenqu", with: "xmlns:ext")
        .replacing("&gt; 1000", with: "&gt; 2000").replacing("不得新建、扩建化工项目", with: "不得新建化工项目")
        .replacing("name=\"JS-KJ-001\"", with: "name=\"JS-KJ-009\"")
      var expected = Self.clause
      expected.id = "JS-KJ-009"
      expected.kept = "距离(\"长江干支流岸线\") > 2000"
      expected.text = "长江干支流岸线一公里范围内，不得新建化工项目。"
      #expect(try await read(other).clauses == [expected], "\(version)")
    }
    // A condition that was made a boxed conditional.
    let boxed = xml.replacing(
      "<literalExpression>\n          <text>距离(&quot;长江干支流岸线&quot;) &gt; 1000</text>\n        </literalExpression>",
      with: """
        <conditional><if><literalExpression><text>项目.是否化工项目</text></literalExpression></if>
        <then><literalExpression><text>距离("长江干支流岸线") &gt; 1000</text></literalExpression></then>
        <else><literalExpression><text>true</text></literalExpression></else></conditional>
        """)
    #expect(boxed != xml)
    #expect(try await read(boxed).clauses[0].kept == "if 项目.是否化工项目 then 距离(\"长江干支流岸线\") > 1000 else true")
    // A heading that was changed in the description is part of the text.
    let heading = try await read(xml.replacing("<description>禁止类：", with: "<description>严禁类：")).clauses[0]
    #expect(heading.heading == nil && heading.text.hasPrefix("严禁类：长江"))
  }

  @Test("what a list has no place for is named with its element, all at once, and nothing is dropped in silence")
  func refusals() async throws {
    let xml = try text([Self.clause])
    func with(_ more: String) -> String { xml.replacing("</definitions>", with: more + "</definitions>") }
    let table =
      "<decisionTable><output/><rule><outputEntry><text>true</text></outputEntry></rule></decisionTable>"
    let cases: [(String, [String])] = [
      (
        with("<decision id=\"x\" name=\"新条\"><variable name=\"新条\"/></decision><businessKnowledgeModel id=\"y\" name=\"算法\"/>"),
        ["决策“新条”：没有清单信息（fenqu:clause），不是条款", "知识模型“算法”：清单里没有它的位置"]
      ),
      (with("<decisionService id=\"s\" name=\"服务\"/>"), ["决策服务“服务”：清单里没有它的位置"]),
      (with("<wonder id=\"s\" name=\"奇\"/>"), ["元素“奇”：“wonder”在清单里没有位置"]),
      (xml.replacing("tier=\"province\"", with: "tier=\"宇宙\""), ["决策“JS-KJ-001”的 tier：不认识“宇宙”"]),
      (xml.replacing(" tier=\"province\"", with: "").replacing("metres=\"1000\"", with: "metres=\"x\""), ["的 tier：是空的", "的 limits："]),
      (xml.replacing("notes=", with: "remark="), ["决策“JS-KJ-001”的 remark：不是清单信息的字段"]),
      (xml.replacing("get value(图上.距离, 图层)", with: "5"), ["决策“JS-KJ-001”：改动了函数“距离”"]),
      (xml.replacing("then &quot;已满足&quot;", with: "then &quot;好&quot;"), ["决策“JS-KJ-001”：改动了最后的结论"]),
      (xml.replacing("name=\"例外\"", with: "name=\"另外\""), ["决策“JS-KJ-001”：多了一项“另外”"]),
      (
        xml.replacing(
          "<literalExpression>\n          <text>距离(&quot;长江干支流岸线&quot;) &gt; 1000</text>\n        </literalExpression>", with: table),
        ["决策“JS-KJ-001”的 kept：写成了清单放不下的表格"]
      ),
      ("<a/>", ["不是 DMN 1.1 至 1.5 的模型"]),
      (xml.replacing("</definitions>", with: ""), ["不是完整的 XML"]),
      ("<!DOCTYPE a [<!ENTITY b \"c\"><!ENTITY d \"&b;&b;&b;&b;\">]>" + xml, ["定义了实体"]),
      ("<html><table></table></html>", ["网页"]),
    ]
    for (bad, said) in cases {
      let found = await faults(bad)
      #expect(found.count == said.count && zip(found, said).allSatisfy { $0.contains($1) }, "\(found)")
    }
    // Two decisions of one name, as a copy makes them.
    let copy = xml[try #require(xml.range(of: "<decision ")).lowerBound..<(try #require(xml.range(of: "</definitions>")).lowerBound)]
    #expect(await faults(with(String(copy))).first?.contains("编号“JS-KJ-001”与第 1 行重复") == true)
  }

  @Test("a character that XML cannot hold is refused with clause and column")
  func characters() throws {
    var clause = Self.clause
    clause.notes = "a\u{1}b"
    do {
      _ = try writer.write([clause])
      Issue.record("written")
    } catch {
      #expect(error.message == "清单文件“清单”条款“JS-KJ-001”的 notes：含有 XML 不能存放的控制字符，请删去该字符，或用 CSV 导出。")
    }
  }

  @Test("a huge or deep model ends in a sentence")
  func hostile() async throws {
    let deep = "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\">" + String(repeating: "<a>", count: 100_000)
    #expect(await faults(deep).first?.contains("XML 嵌套超过") == true)
    let wide =
      "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" name=\"a\">"
      + String(repeating: "<decision id=\"a\" name=\"b\"/>", count: 100_000) + "</definitions>"
    #expect(await faults(wide).count == ListFileFaults.limit)
  }
}
