import ExactJSON
import Screening
import Testing
import Zoning

/// Words that no option of their fact offers: unknown to whoever does not name them, never false.
@Suite struct StatedWordsTests {
  private func finding(_ condition: String, _ project: String) throws -> ClauseFinding {
    var bench = Bench(.make(.prohibit, applies: condition))
    bench.project = project
    return try bench.run().clauses[0]
  }

  @Test(arguments: [
    (#"list contains(项目.燃料, "煤炭")"#, #"{"fuels":["烟煤"]}"#, Applies.unknown),
    (#"list contains(项目.燃料, "煤炭")"#, #"{"fuels":["煤"]}"#, .unknown),
    (#"list contains(项目.燃料, "煤炭")"#, #"{"fuels":["烟煤","煤炭"]}"#, .yes),
    (#"list contains(项目.燃料, "煤炭")"#, #"{"fuels":["天然气"]}"#, .no),
    (#"list contains(项目.燃料, "煤炭")"#, #"{"fuels":["其他（竹屑）"]}"#, .no),
    (#"list contains(项目.燃料, "煤炭")"#, #"{"fuels":[]}"#, .no),
    (#"list contains(项目.建设内容, "尾矿库")"#, #"{"contents":["铜尾矿库"]}"#, .unknown),
    (#"list contains(项目.建设内容, "铜尾矿库")"#, #"{"contents":["铜尾矿库"]}"#, .yes),
    (#"some f in 项目.燃料 satisfies contains(f, "煤")"#, #"{"fuels":["烟煤"]}"#, .yes),
    (#"list contains(项目.燃料, "煤炭") or (some p in 项目.产品 satisfies contains(p.名称, "农药"))"#, #"{"fuels":["烟煤"],"products":[]}"#, .unknown),
    (#"项目.废水.去处 = "河道""#, #"{"wastewater":{"into":"小溪"}}"#, .unknown),
    (#"some b in 项目.锅炉 satisfies b.燃料 = "煤炭""#, #"{"boilers":[{"fuel":"无烟煤"}]}"#, .unknown),
    (#"some b in 项目.锅炉 satisfies b.蒸吨 > 5"#, #"{"boilers":[{"fuel":"无烟煤","steam_t_h":2}]}"#, .no),
    // Names are not to be listed: what holds the word, or stands in it, may be it.
    (#"some p in 项目.产品 satisfies p.名称 = "电石""#, #"{"products":[{"name":"工业电石"}]}"#, .unknown),
    (#"some p in 项目.产品 satisfies p.名称 = "聚氯乙烯""#, #"{"products":[{"name":"工业电石"}]}"#, .no),
    (#"some p in 项目.产品 satisfies p.类别 = "染料""#, #"{"products":[{"name":"机床","category":"数控机床"}]}"#, .no),
    (#"some p in 项目.产品 satisfies p.类别 = "染料""#, #"{"products":[{"name":"红","category":"活性染料"}]}"#, .unknown),
  ])
  func read(_ condition: String, _ project: String, _ expected: Applies) throws {
    #expect(try finding(condition, project).applies == expected)
  }

  @Test func aConditionThatNamesTheWordKnowsItBesideOneThatDoesNot() throws {
    var bench = Bench(
      .make(.prohibit, applies: #"list contains(项目.燃料, "烟煤")"#, id: "T-1"),
      .make(.prohibit, applies: #"list contains(项目.燃料, "煤炭")"#, id: "T-2"),
      .make(.prohibit, applies: #"list contains(项目.工艺, "电镀")"#, id: "T-3"))
    bench.project = #"{"fuels":["烟煤"],"processes":["焊接"]}"#
    #expect(try bench.run().clauses.map(\.applies) == [.yes, .unknown, .no])
  }

  @Test func theSentenceNamesTheWord() throws {
    let found = try finding(#"list contains(项目.燃料, "煤炭")"#, #"{"fuels":["烟煤"]}"#)
    #expect(found.outcome == .undetermined)
    #expect(found.missing == ["fuels"])
    #expect(found.because.contains("“烟煤”"), "\(found.because)")
  }
}
