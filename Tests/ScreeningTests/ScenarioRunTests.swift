import ExactJSON
import Screening
import Testing
import Zoning

@Suite("Running the scenarios of a list")
struct ScenarioRunTests {
  static let clause = Clause.make(.prohibit, applies: #"项目.建设性质 = "新建""#, kept: #"距离("长江干支流岸线") > 1000"#, id: "A")

  func run(_ scenarios: [ClauseScenario], _ clauses: [Clause] = [Self.clause]) throws -> ScenarioReport {
    let rulebook = try RulebookCheckTests.rulebook(clauses)
    return try Assessor(rulebook: rulebook).run(scenarios, against: clauses, edition: rulebook.editions[0].edition)
  }

  func scenario(_ facts: String, _ outcome: String, clause id: String = "A", name: String = "例") throws -> ClauseScenario {
    ClauseScenario(name: name, facts: try JSONValue(parsing: facts), expected: [(id, outcome)])
  }

  @Test("what is stated is known, all else unknown; differences are named with their reason")
  func stated() throws {
    #expect(try run([scenario(#"{"construction": "new", "map.distance.长江干支流岸线": 999.99}"#, "broken")]).isEmpty)
    #expect(try run([scenario(#"{"construction": "new", "map.distance.长江干支流岸线": 1000.01}"#, "已满足")]).isEmpty)
    #expect(try run([scenario(#"{"construction": "new"}"#, "undetermined")]).isEmpty)
    #expect(try run([scenario(#"{"construction": "rebuild"}"#, "notApplicable")]).isEmpty)
    let report = try run([scenario(#"{"construction": "new", "map.distance.长江干支流岸线": 1000}"#, "kept")])
    let difference = try #require(report.differences.first)
    #expect(difference.expected == "已满足" && difference.actual == "未满足" && !difference.because.isEmpty)
  }

  @Test("a layer that law names and nobody delivered, or that is described and not held: unknown until the scenario states it")
  func notHeld() throws {
    for layer in ["饮用水水源一级保护区", "地下水禁采区"] {
      let clause = Clause.make(.prohibit, applies: "在(\"\(layer)\")", kept: "false", id: "A")
      #expect(try run([scenario("{}", "undetermined")], [clause]).isEmpty, "\(layer)")
      #expect(try run([scenario("{\"map.in.\(layer)\": null}", "undetermined")], [clause]).isEmpty, "\(layer)")
      #expect(try run([scenario("{\"map.in.\(layer)\": true}", "broken")], [clause]).isEmpty, "\(layer)")
      #expect(try run([scenario("{\"map.in.\(layer)\": false}", "notApplicable")], [clause]).isEmpty, "\(layer)")
    }
  }

  @Test("slips of all scenarios are told at once, beside the differences of the others")
  func slips() throws {
    let report = try run([
      scenario(#"{"constructon": "new", "map.in.没有": true, "construction": "building"}"#, "kept", name: "一"),
      scenario("{}", "好", name: "二"), scenario("{}", "kept", clause: "Z", name: "三"),
      scenario(#"{"construction": "rebuild"}"#, "broken", name: "四"),
    ])
    #expect(report.slips.count == 5)
    #expect(report.slips.filter { $0.hasPrefix("情景“一”") }.count == 3)
    #expect(report.slips.contains { $0.hasPrefix("情景“二”") && $0.contains("未满足") })
    #expect(report.slips.contains { $0.contains("“Z”") })
    #expect(report.differences.map(\.scenario) == ["四"])
  }
}
