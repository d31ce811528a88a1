import ExactJSON
import FEEL
import Screening
import Testing
import Zoning

@Suite("Worked cases of the law")
struct WorkedCaseTests {
  let shore = MapFact(.distance, "长江干支流岸线")
  let kilometre = Clause.make(.prohibit, applies: #"项目.是否化工项目 and 项目.建设性质 in ("新建", "扩建")"#, kept: #"距离("长江干支流岸线") > 1000"#)

  @Test(
    "a chemical project at exactly 1,000.00 m is within one kilometre",
    arguments: [("999.99", Outcome.broken), ("1000", .broken), ("1000.01", .kept)])
  func kilometreTurns(_ metres: String, _ outcome: Outcome) throws {
    var bench = Bench(kilometre)
    bench.project = #"{"construction":"new","attributes":{"是否化工项目":true}}"#
    bench.map[shore] = .number(try #require(FEELDecimal(metres)))
    let a = try bench.run()
    #expect(a.clauses[0].outcome == outcome)
    #expect(a.conclusion == (outcome == .broken ? .prohibited : .conforms))
    #expect(a.clauses[0].margin?.relation == ">")
    #expect(a.clauses[0].margin?.borderline == true)
  }

  @Test("with 是否化工项目 unknown the clause is undetermined and asks for it")
  func chemicalUnknown() throws {
    var bench = Bench(kilometre)
    bench.project = #"{"construction":"new"}"#
    bench.map[shore] = .number(FEELDecimal(400))
    let a = try bench.run()
    #expect(a.clauses[0].outcome == .undetermined)
    #expect(a.conclusion == .undetermined)
    #expect(a.mayBecome == [.prohibited])
    #expect(a.missingFacts.map(\.id) == ["attributes.是否化工项目"])
    #expect(a.clauses[0].because == "未说明是否化工项目，本条是否适用无法判定。")
  }

  @Test(
    "under a positive list one industry more never lets the others in, and the sentence names the one that is not listed",
    arguments: [
      (#"["C3983"]"#, Outcome.kept, "行业 C3983 全部属于 C39"), (#"["C3140"]"#, .broken, "行业 C3140 不属于 C39"),
      (#"["C3140","C3983"]"#, .broken, "行业 C3140 不属于 C39"), ("[]", .broken, "没有填写行业"), (#"["C"]"#, .undetermined, ""),
      (#"["C","C3140"]"#, .broken, "行业 C3140 不属于 C39"), ("null", .undetermined, ""),
    ])
  func positiveList(_ industries: String, _ outcome: Outcome, _ words: String) throws {
    var bench = Bench(.make(.permitOnly, kept: #"全属于行业(项目.行业, "C39")"#))
    bench.project = #"{"industries":\#(industries)}"#
    let finding = try bench.run().clauses[0]
    #expect(finding.outcome == outcome)
    #expect(words.isEmpty || finding.because.contains(words), "\(finding.because)")
  }

  @Test("of a list's words a sentence names those that the project has, and of an exception the ones that are not listed")
  func wordsNamed() throws {
    var bench = Bench(
      .make(
        .prohibit, applies: #"some x in 项目.燃料 satisfies x in ("煤炭", "焦炭")"#,
        except: #"count(项目.建设内容) > 0 and (every x in 项目.建设内容 satisfies x in ("公路", "铁路"))"#))
    bench.project = #"{"fuels":["电","煤炭"],"contents":["公路","尾矿库"]}"#
    let finding = try bench.run().clauses[0]
    #expect(finding.outcome == .broken)
    #expect(finding.because.contains("有“煤炭”") && !finding.because.contains("焦炭"), "\(finding.because)")
    bench.project = #"{"fuels":["电","煤炭"],"contents":["公路"]}"#
    #expect(try bench.run().clauses[0].outcome == .kept)
    bench.project = #"{"fuels":["煤炭"],"contents":[]}"#
    #expect(try bench.run().clauses[0].outcome == .broken)
  }

  @Test("a sentence says of a ban's industries only those that it means")
  func bannedIndustryNamed() throws {
    var bench = Bench(.make(.prohibit, applies: #"属于行业(项目.行业, "C33")"#))
    bench.project = #"{"industries":["C3983","C3360"]}"#
    let because = try bench.run().clauses[0].because
    #expect(because.contains("C3360") && !because.contains("C3983"), "\(because)")
  }

  @Test("a relocation reads 新建, and 迁建 is true")
  func relocation() throws {
    var bench = Bench(kilometre, .make(.require, applies: "项目.迁建", kept: "true", id: "T-2"))
    bench.project = #"{"construction":"relocation","attributes":{"是否化工项目":true}}"#
    bench.map[shore] = .number(FEELDecimal(400))
    #expect(try bench.run().clauses.map(\.outcome) == [.broken, .kept])
    bench.project = #"{"construction":"new","attributes":{"是否化工项目":true}}"#
    #expect(try bench.run().clauses.map(\.outcome) == [.broken, .notApplicable])
  }

  @Test("reasons say what the person stated, a yes or no as such, and the answer names every different reason")
  func reasons() throws {
    var bench = Bench(
      .make(.prohibit, applies: #"项目.建设性质 in ("新建", "扩建")"#), .make(.prohibit, kept: "项目.符合产业政策", id: "T-2"),
      .make(.prohibit, kept: "项目.符合产业政策", id: "T-3"))
    bench.project = #"{"construction":"relocation","attributes":{"符合产业政策":false}}"#
    let a = try bench.run()
    #expect(a.clauses.map(\.outcome) == [.broken, .broken, .broken])
    #expect(a.clauses[0].because.hasPrefix("建设性质为迁建（按新建对待），"))
    #expect(a.clauses[1].because == "“符合产业政策”为否。")
    #expect(a.answer.hasPrefix("3 条禁止性条款未满足：建设性质为迁建（按新建对待），"))
    #expect(a.answer.hasSuffix("；“符合产业政策”为否。"))
    bench.project = #"{"construction":"new"}"#
    #expect(try bench.run().clauses[1].because.hasPrefix("未说明是否符合产业政策，"))
  }

  @Test("a positive list with its exception unknown is undetermined; with its listing unknown and the exception true it is kept")
  func positiveList() throws {
    let clause = Clause.make(
      .permitOnly, applies: #"在("滨河生态空间")"#, kept: #"some p in 项目.目的 satisfies p in ("防洪", "供水")"#,
      except: #"some p in 项目.文件 satisfies p.种类 = "省级人民政府批准文件""#)
    var bench = Bench(clause)
    bench.map[MapFact(.in, "滨河生态空间")] = .boolean(true)
    bench.project = #"{"purposes":["民生"]}"#
    #expect(try bench.run().clauses[0].outcome == .undetermined)
    bench.project = #"{"papers":[{"kind":"省级人民政府批准文件","number":"1"}]}"#
    let a = try bench.run()
    #expect(a.clauses[0].outcome == .kept)
    #expect(a.clauses[0].because.hasPrefix("属于例外情形"))
  }

  @Test("an exception that needs a paper: absent is undetermined, stated none is broken, given is kept")
  func paper() throws {
    var bench = Bench(.make(.prohibit, applies: #"在("生态保护红线")"#, except: #"some p in 项目.文件 satisfies p.种类 = "不可避让论证意见""#))
    bench.map[MapFact(.in, "生态保护红线")] = .boolean(true)
    #expect(try bench.run().clauses[0].outcome == .undetermined)
    bench.project = #"{"papers":[]}"#
    #expect(try bench.run().clauses[0].outcome == .broken)
    bench.project = #"{"papers":[{"kind":"不可避让论证意见"}]}"#
    #expect(try bench.run().clauses[0].outcome == .kept)
    bench.project = #"{"papers":[{"number":"12"}]}"#
    #expect(try bench.run().clauses[0].outcome == .undetermined, "a paper of unstated kind may be the one")
  }

  @Test("part of the site beyond the province: shares are of the whole site, the rest is listed, the conclusion is conditional")
  func acrossTheBorder() throws {
    var bench = Bench(.make(.require, applies: "true", kept: "true"))
    bench.outsideShare = try #require(FEELDecimal("0.4"))
    let a = try bench.run()
    #expect(a.conclusion == .conditional)
    #expect(a.notChecked.first?.what == "选址在省界以外的部分（占 40%）")
  }

  @Test("a layer that is known but not held leaves the clause undetermined and is listed as not checked")
  func notHeld() throws {
    let a = try Bench(.make(.prohibit, applies: #"在("地下水禁采区")"#)).run()
    #expect(a.clauses[0].outcome == .undetermined)
    #expect(a.clauses[0].notHeld == ["地下水禁采区"])
    #expect(a.notChecked.first?.what == "图层“地下水禁采区”")
    #expect(a.missingFacts.isEmpty)
  }

  @Test("a layer that nobody knows is a fault of the rule, never false")
  func unknownLayer() throws {
    let a = try Bench(.make(.prohibit, applies: #"在("没有的图层")"#)).run()
    #expect(a.clauses[0].outcome == .faulty)
    #expect(a.conclusion == .undetermined)
  }

  @Test("a condition that comes to null or a number is faulty, never false", arguments: ["null", "1 + 1", #""a" < 1"#, "项目.建设性质 > 3"])
  func neitherTrueNorFalse(_ condition: String) throws {
    var bench = Bench(.make(.prohibit, applies: condition))
    bench.project = #"{"construction":"new"}"#
    #expect(try bench.run().clauses[0].outcome == .faulty)
  }

  @Test("a clause whose last day is the legal day is out of scope")
  func until() throws {
    #expect(try Bench(.make(.prohibit, applies: "true", until: "2026-11-25")).run().clauses.isEmpty)
    #expect(try Bench(.make(.prohibit, applies: "true", until: "2026-11-26")).run().clauses.count == 1)
    #expect(try Bench(.make(.prohibit, applies: "true", from: "2026-11-26")).run().clauses.isEmpty)
  }

  @Test("a prohibition in principle that applies is manual, and the answer begins with it")
  func inPrinciple() throws {
    let a = try Bench(.make(.prohibit, applies: "true", judgement: .person)).run()
    #expect(a.clauses[0].outcome == .manual)
    #expect(a.conclusion == .conditional)
    #expect(a.answer.hasPrefix("1 条禁止或仅允许类要求须由人工研判"))
  }

  @Test("applies unknown and kept is kept; a duty with applies unknown is undetermined")
  func appliesUnknown() throws {
    let a = try Bench(
      .make(.prohibit, applies: "项目.两高", kept: "true", id: "T-1"), .make(.require, applies: "项目.两高", judgement: .later, id: "T-2")
    ).run()
    #expect(a.clauses.map(\.outcome) == [.kept, .undetermined])
  }

  @Test("a unit without a list ends undetermined and is named")
  func unitWithoutList() throws {
    var bench = Bench()
    bench.unitHasList = false
    let a = try bench.run()
    #expect(a.conclusion == .undetermined)
    #expect(a.notChecked.first?.what.contains(Bench.unit.text) == true)
  }

  @Test("a unit of whose list nothing is in force that day has no list")
  func listRunOut() throws {
    let a = try Bench(.make(.require, applies: "true", kept: "true", until: "2026-11-25")).run()
    #expect(a.conclusion == .undetermined)
    #expect(a.notChecked.first?.what.contains(Bench.unit.text) == true)
  }

  @Test(
    "an industry stated more coarsely than the clause asks is unknown, never outside",
    arguments: [("C2614", Outcome.broken), ("C26", .undetermined), ("C", .undetermined), ("C27", .notApplicable)])
  func coarseIndustry(_ code: String, _ outcome: Outcome) throws {
    var bench = Bench(.make(.prohibit, applies: #"属于行业(项目.行业, ["C2614", "C2631"])"#))
    bench.project = #"{"industries":["\#(code)"]}"#
    let a = try bench.run()
    #expect(a.clauses[0].outcome == outcome)
    if outcome == .undetermined { #expect(a.clauses[0].because == "所填国民经济行业不够具体，本条是否适用无法判定。") }
  }

  @Test("ground of the site that lies in no unit is listed and keeps the project from conforming")
  func groundWithoutUnit() throws {
    var bench = Bench(.make(.require, applies: "true", kept: "true"))
    #expect(try bench.run().conclusion == .conforms)
    bench.unitArea = FEELDecimal(900)
    let a = try bench.run()
    #expect(a.conclusion == .conditional)
    #expect(a.notChecked.first?.what == "选址中没有管控单元的部分（约 100.00 m²）")
  }

  @Test("a layer of which one edition does not hold its part is not held")
  func partlyHeld() throws {
    var bench = Bench(.make(.prohibit, applies: #"在("生态保护红线")"#))
    bench.map[MapFact(.in, "生态保护红线")] = .boolean(false)
    #expect(try bench.run().clauses[0].outcome == .notApplicable)
    bench.cityHoldsRedline = false
    #expect(try bench.run().clauses[0].outcome == .undetermined)
  }

  @Test("the same clause cites the old law the day before its end and the code on the day; an article is never invented")
  func successors() throws {
    var bench = Bench(
      .make(.require, applies: "true", kept: "true", id: "T-1", document: "旧法", article: "第一条"),
      .make(.require, applies: "true", kept: "true", id: "T-2", document: "旧法", article: "第九条"),
      .make(.require, applies: "true", kept: "true", id: "T-3", document: "已废", article: "第二条"))
    bench.asOf = CivilDate("2026-08-14")!
    #expect(try bench.run().clauses.map(\.citation.text) == ["《旧法》第一条", "《旧法》第九条", "《已废规定》第二条（该文件当日不在有效期内）"])
    bench.asOf = CivilDate("2026-08-15")!
    #expect(try bench.run().clauses.map(\.citation.text) == ["《生态环境法典》第六十条", "《生态环境法典》（对应条款待核）", "《已废规定》第二条（该文件当日不在有效期内）"])
  }

  @Test("clauses that bind the project and concern it are kept, broken, undetermined, duty, manual or faulty: nothing vanishes")
  func identity() throws {
    let a = try Bench(
      .make(.prohibit, applies: "true", id: "1"), .make(.require, applies: "true", kept: "true", id: "2"),
      .make(.require, applies: "项目.两高", kept: "false", id: "3"),
      .make(.require, applies: "true", judgement: .later, id: "4"), .make(.restrict, id: "5"),
      .make(.require, applies: "1", kept: "true", id: "6"),
      .make(.require, applies: "false", kept: "false", id: "7"), .make(.encourage, applies: "true", id: "8"),
      .make(.require, applies: "true", binding: .government, id: "9")
    ).run()
    #expect(a.clauses.map(\.outcome) == [.broken, .kept, .undetermined, .duty, .manual, .faulty, .notApplicable, .context, .context])
    let inScope = a.clauses.filter { $0.clause.binding == .project && $0.clause.effect != .encourage && $0.applies != .no }.count
    #expect(inScope == [.kept, .broken, .undetermined, .duty, .manual, .faulty].reduce(0) { $0 + a.count($1) })
    #expect(a.bindingCount == inScope)
  }

  @Test("offsets have a margin of their own against a computed limit")
  func offset() throws {
    var bench = Bench(.make(.require, applies: "项目.排放.总磷 > 0", kept: "替代.总磷.量 >= 1.1 * 项目.排放.总磷"))
    bench.project = #"{"emissions":{"TP":0.01},"offset":{"TP":{"amount":0.011,"source":"关停甲厂"}}}"#
    let a = try bench.run()
    #expect(a.clauses[0].outcome == .kept)
    let margin = try #require(a.clauses[0].margin)
    #expect(margin.fact == "offset.TP.amount" && margin.limit == FEELDecimal("0.011") && margin.value == .zero && margin.unit == "t/a")
  }

  @Test("the same inputs give the same bytes and id; another fact gives another id")
  func deterministic() throws {
    var bench = Bench(kilometre)
    bench.project = #"{"construction":"new"}"#
    let once = try bench.run().json.canonicalBytes
    #expect(try bench.run().json.canonicalBytes == once)
    let id = try bench.run().id
    bench.project = #"{"construction":"expansion"}"#
    #expect(try bench.run().id != id)
  }
}
