import ExactJSON
import FEEL
import Screening
import Sealing
import Testing
import Zoning

@Suite("The check of a rulebook")
struct RulebookCheckTests {
  static let region = "滨河生态空间"

  static func rulebook(_ clauses: [Clause]) throws -> Rulebook {
    var byOwner: [String: [Clause]] = [:]
    for c in clauses { byOwner[c.owner, default: []].append(c) }
    let digest = Digest(of: "x".utf8)
    let edition = Edition(
      issuer: "320000", serial: 1, name: "示范",
      instrument: Instrument(body: "厅", documentNumber: nil, date: CivilDate("2024-06-01")!, consentingGovernment: nil),
      validity: Validity(from: CivilDate("2024-07-01")), recordedAtMicroseconds: 0, layers: digest, lists: digest, descriptors: digest)
    let day = CivilDate("2026-11-25")!
    return Rulebook(
      asOf: day, editions: [EditionInForce(edition: edition, lists: Bench.Lists(byOwner: byOwner), layers: Bench.layers)],
      documents: Bench.documents, registers: Registers(regions: ["320102": ["region.airAttained": true]], source: ""),
      legalState: LegalState(asOf: day, editions: [edition], documents: digest, registers: digest, catalogues: []),
      compiler: ConditionCompiler(catalogue: .standard))
  }

  func findings(_ clauses: Clause..., units: [String: String] = [Bench.unit.text: "甲"]) throws -> [RulebookFinding] {
    try RulebookCheck(rulebook: Self.rulebook(clauses), units: units) { _, region in region == Self.region }.findings()
  }

  func problems(_ clauses: Clause...) throws -> [RulebookProblem] {
    try RulebookCheck(rulebook: Self.rulebook(clauses), units: [Bench.unit.text: "甲"]) { _, region in region == Self.region }.findings()
      .map(\.problem)
  }

  @Test(
    "conditions that no project meets",
    arguments: [
      #"项目.建设性质 = "新建" and 项目.建设性质 = "扩建""#, #"距离("长江干支流岸线") > 1000 and 距离("长江干支流岸线") <= 500"#,
      #"项目.排放.氨氮 < 0"#, #"重叠占比("化工园区") > 1"#, #"属于行业(项目.行业, "C26") and not(属于行业(项目.行业, ["C26", "C27"]))"#,
      #"项目.是否化工项目 and not(项目.是否化工项目)"#, #"list contains(项目.工艺, "电镀") and not(list contains(项目.工艺, "电镀"))"#,
      #"在("化工园区") and (距离("长江干支流岸线") between 5 and 3)"#,
    ])
  func never(condition: String) throws {
    #expect(try problems(.make(.prohibit, applies: condition)).contains(.neverApplies), "\(condition)")
  }

  @Test(
    "conditions that some project meets are never called impossible",
    arguments: [
      #"项目.建设性质 = "新建" or 项目.建设性质 = "扩建""#, #"距离("长江干支流岸线") > 500 and 距离("长江干支流岸线") <= 500.01"#,
      #"项目.排放.氨氮 / 项目.排放.总氮 > 7.5"#, #"属于行业(项目.行业, "C26") and not(属于行业(项目.行业, "C2614"))"#,
      #"属于行业(项目.行业, "C26") and 属于行业(项目.行业, "C17") and not(属于行业(项目.行业, "C30"))"#,
      #"count(项目.行业) = 7"#, #"list contains(项目.工艺, "电镀") and list contains(项目.工艺, "印染") and list contains(项目.工艺, "涂装")"#,
      #"some p in 项目.文件 satisfies p.种类 = "取水许可""#, #"项目.排放.氨氮 + 项目.排放.总氮 = 3"#, #"项目.迁建"#, #"项目.迁建 and 项目.建设性质 = "新建""#,
      #"项目.排放.氨氮 = 0"#,
      #"not(重叠占比("化工园区") < 1)"#,
    ])
  func possible(condition: String) throws {
    #expect(try !problems(.make(.prohibit, applies: condition)).contains(.neverApplies), "\(condition)")
  }

  @Test("a lower tier that asks less for the same matter, with a project that shows it")
  func laxer() throws {
    let applies = "项目.是否化工项目"
    let upper = Clause.make(.prohibit, applies: applies, kept: #"距离("长江干支流岸线") > 1000"#, id: "P", tier: .province, owner: "320000")
    let found = try findings(upper, .make(.prohibit, applies: applies, kept: #"距离("长江干支流岸线") > 500"#, id: "U"))
    let finding = try #require(found.first { $0.problem == .laxer })
    #expect(finding.clauses.map(\.id) == ["U", "P"])
    let distance = try #require(finding.witness?["map.distance.长江干支流岸线"]?.numberText.flatMap { FEELDecimal($0) })
    #expect(distance > FEELDecimal(500) && distance <= FEELDecimal(1000))
    #expect(finding.witness?["chemicalProject"] ?? finding.witness?["attributes.是否化工项目"] != nil)
    // Stricter, another matter, another place: nothing.
    #expect(try !problems(upper, .make(.prohibit, applies: applies, kept: #"距离("长江干支流岸线") > 2000"#, id: "U")).contains(.laxer))
    #expect(
      try !problems(upper, .make(.prohibit, applies: #"项目.建设性质 = "新建""#, kept: #"距离("长江干支流岸线") > 500"#, id: "U")).contains(.laxer))
    let elsewhere = Clause.make(.prohibit, applies: applies, kept: #"距离("长江干支流岸线") > 1000"#, id: "R", tier: .region, owner: "化工园区")
    #expect(try !problems(elsewhere, .make(.prohibit, applies: applies, kept: #"距离("长江干支流岸线") > 500"#, id: "U")).contains(.laxer))
  }

  @Test("two clauses that one project can keep only apart, and a ban on what another encourages")
  func contradictions() throws {
    let near = Clause.make(.require, applies: "项目.是否化工项目", kept: #"距离("长江干支流岸线") < 500"#, id: "A")
    let far = Clause.make(.require, applies: "项目.是否化工项目", kept: #"距离("长江干支流岸线") > 1000"#, id: "B")
    #expect(try problems(near, far).contains(.contradiction))
    let apart = Clause.make(.require, applies: "not(项目.是否化工项目)", kept: #"距离("长江干支流岸线") > 1000"#, id: "B")
    #expect(try !problems(near, apart).contains(.contradiction))
    let welcome = Clause.make(.encourage, applies: #"属于行业(项目.行业, "C2614")"#, id: "E")
    #expect(try problems(welcome, .make(.prohibit, applies: #"属于行业(项目.行业, "C26")"#, id: "F")).contains(.contradiction))
    #expect(
      try !problems(welcome, .make(.prohibit, applies: #"属于行业(项目.行业, "C26")"#, except: #"在("化工园区")"#, id: "F")).contains(.contradiction))
  }

  @Test("a bare 在 where the whole site is meant")
  func bareIn() throws {
    let found = try findings(.make(.permitOnly, kept: #"在("化工园区")"#))
    let finding = try #require(found.first { $0.problem == .bareIn })
    #expect(finding.witness?["map.in.化工园区"] == .bool(true) && finding.witness?["map.within.化工园区"] == .bool(false))
    #expect(try problems(.make(.prohibit, applies: #"项目.是否化工项目 and not(在("化工园区"))"#)).contains(.bareIn))
    #expect(try !problems(.make(.prohibit, applies: #"在("生态保护红线")"#)).contains(.bareIn), "a ban is meant for any part")
    #expect(try !problems(.make(.permitOnly, kept: #"全在("化工园区")"#)).contains(.bareIn))
  }

  @Test("facts no one supplies, documents past their end, soft words, nothing to judge, faults")
  func others() throws {
    #expect(try problems(.make(.prohibit, applies: #"在("地下水禁采区")"#)).contains(.unsuppliedFact))
    let ended = try findings(.make(.prohibit, applies: "true", document: "旧法", article: "第一条"))
    #expect(ended.first { $0.problem == .endedDocument }?.message == "《旧法》第一条已失效，现行为《生态环境法典》第六十条。")
    #expect(try findings(.make(.prohibit, applies: "true", document: "旧法", article: "第九条")).first?.message.contains("对应条款待核") == true)
    #expect(try findings(.make(.prohibit, applies: "true", document: "已废")).first?.message.contains("没有登记接替") == true)
    var soft = Clause.make(.prohibit, applies: "true")
    soft.text = "严格控制新增。"
    #expect(try problems(soft).contains(.softByMachine))
    soft.judgement = .person
    #expect(try !problems(soft).contains(.softByMachine))
    #expect(try problems(.make(.require, applies: "true")).contains(.nothingToJudge))
    #expect(try problems(.make(.prohibit, applies: "项目.没有的 = 1")).contains(.faulty))
  }

  @Test("units without a list, lists without a unit, and clauses written twice")
  func ownersAndTwins() throws {
    let found = try findings(.make(.prohibit, applies: "true", owner: "ZH32010220009"), units: [Bench.unit.text: "甲"])
    #expect(found.first { $0.problem == .unitWithoutList }?.subjects == [Bench.unit.text])
    #expect(found.first { $0.problem == .listWithoutUnit }?.subjects == ["ZH32010220009"])
    var one = Clause.make(.prohibit, applies: "true", id: "A")
    one.text = "禁止新建、扩建排放重金属污染物的建设项目，现有项目逐年削减。"
    var two = Clause.make(.prohibit, applies: "true", id: "B")
    two.text = "禁止新建、扩建排放重金属污染物的建设项目；现有项目逐年削减"
    #expect(try problems(one, two).contains(.nearDuplicate))
    two.text = "禁止在岸线一公里范围内新建码头。"
    #expect(try !problems(one, two).contains(.nearDuplicate))
  }

  @Test("decidability: machine, waiting for a layer, people; and only what can concern the industry")
  func decidability() throws {
    let clauses = [
      Clause.make(.prohibit, applies: #"属于行业(项目.行业, "C26")"#, id: "A"), .make(.prohibit, applies: #"在("地下水禁采区")"#, id: "B"),
      .make(.require, applies: #"属于行业(项目.行业, "C17")"#, judgement: .person, id: "C"), .make(.require, judgement: .later, id: "D"),
      .make(.prohibit, applies: "true", binding: .government, id: "E"), .make(.encourage, id: "F"),
    ]
    let check = try RulebookCheck(rulebook: Self.rulebook(clauses), units: [:]) { _, _ in false }
    var any = try DecidabilityCount(check, industry: nil)
    let all = any.of(clauses)
    #expect(all.machine == 1 && all.waiting == 1 && all.people == 2)
    var chemistry = try DecidabilityCount(check, industry: "C2614")
    let some = chemistry.of(clauses)
    #expect(some.machine == 1 && some.waiting == 1 && some.people == 1)
  }
}
