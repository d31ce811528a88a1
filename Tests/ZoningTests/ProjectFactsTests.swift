import ExactJSON
import FEEL
import Sealing
import Testing
import Zoning

@Suite("Project files")
struct ProjectFactsTests {
  func read(_ text: String) throws -> ProjectFacts { try ProjectFacts(try JSONValue(parsing: text)) }

  func message(_ text: String) -> String {
    do {
      _ = try read(text)
      return "accepted"
    } catch let e as ZoningError { return e.message } catch { return "\(error)" }
  }

  @Test("an absent key and null are unknown, an empty list is none")
  func unknownAndNone() throws {
    let facts = try read(#"{"contents":[],"purposes":null,"emissions":{"COD":null}}"#)
    #expect(facts.values["contents"] == .list([]))
    #expect(facts.values["purposes"] == nil)
    #expect(facts.values["emissions.COD"] == nil)
  }

  @Test("blanks, widths, brackets, case and invisible characters of a word change nothing")
  func typedAlike() throws {
    for typed in ["煤炭", "煤炭 ", " 煤炭", "煤炭\u{3000}", "煤 炭", "\u{FEFF}煤炭", "煤\u{200B}炭", "\t煤炭\n"] {
      #expect(
        try read(JSONValue.object(["fuels": .array([.string(typed)])]).canonicalText).values["fuels"] == .list([.string("煤炭")]), "\(typed)")
    }
    #expect(try read(#"{"fuels":["蒸汽(外购)"]}"#).values["fuels"] == .list([.string("蒸汽（外购）")]))
    #expect(try read(#"{"vocs":{"treatment":["蓄热燃烧ＲＴＯ"]}}"#).values["vocs.treatment"] == .list([.string("蓄热燃烧RTO")]))
    #expect(try read(#"{"construction":"新建 "}"#).values["construction"] == .string("新建"))
    let typed = try read(#"{"products":[{"name":" 树脂　Ａ１  型 ","unit":"T/A"}]}"#)
    guard case .list(let rows)? = typed.values["products"], case .context(let row) = rows[0] else {
      Issue.record("no record")
      return
    }
    #expect(row["名称"] == .string("树脂 A1 型"))
    #expect(row["单位"] == .string("t/a"))
    #expect(message(#"{"fuels":["天然气","　"]}"#).contains("第 2 项是空的"))
    #expect(try ProjectFacts(recorded: typed.canonical).values == typed.values)
  }

  @Test("no two options of a fact read alike")
  func optionsDiffer() {
    func check(_ options: [FactOption], _ what: String) {
      let words = Set(options.map(\.word))
      for word in words { #expect(StatedText.read(" \(word) ", options: options) == word, "\(what) \(word)") }
    }
    for fact in FactsCatalogue.standard.facts {
      check(fact.options, fact.id)
      if case .objects(let fields) = fact.type { for field in fields { check(field.options, "\(fact.id).\(field.key)") } }
    }
  }

  @Test("industry codes are taken with and without their letter and kept canonical")
  func industries() throws {
    #expect(try read(#"{"industries":["2614","c2614","C26"]}"#).values["industries"] == .list([.string("C2614"), .string("C26")]))
  }

  @Test("bad fields are refused by name with the nearest known, bad values with what was expected")
  func refusals() {
    #expect(message(#"{"emisions":{"COD":1}}"#).hasPrefix("不认识的字段“emisions”"))
    #expect(message(#"{"emissions":{"NH3N":1}}"#).contains("emissions.NH3-N"))
    #expect(message(#"{"emissions":{"COD":-1}}"#) == "“化学需氧量排放量（本项目增量）”不能小于 0，填的是 -1 t/a。")
    #expect(message(#"{"emissions":{"COD":"1"}}"#) == "“化学需氧量排放量（本项目增量）”应为数值，单位 t/a。")
    #expect(message(#"{"industries":["C9999"]}"#).hasPrefix("行业代码“C9999”不在《国民经济行业分类》"))
    #expect(message(#"{"construction":"build"}"#).contains("new（新建）"))
    #expect(message(#"{"construction":"build"}"#).contains("relocation（迁建）"))
    #expect(
      message(#"{"products":[{"name":"甲"},{"capacity":"多"}]}"#) == "“产品方案”第 2 条的“产能”应为数值。")
    #expect(message(#"{"products":[1]}"#).hasPrefix("“产品方案”第 1 条应为一条记录"))
    #expect(message(#"{"attributes":{"两高":"是"}}"#) == "“两高”应为 true 或 false，不清楚时不要填。")
    #expect(message(#"{"park":{"chemical":true}}"#) == "“是否认定的化工园区”由登记台账提供，不能由申请人填写，请删去。")
    #expect(message(#"{"products":[{"name":"甲","capacty":1}]}"#).contains("capacity"))
    #expect(message(#"[1]"#) == "“项目文件”应为一个 JSON 对象。")
  }

  @Test("a field given twice by two spellings, control characters and endless texts are refused")
  func hostileTexts() {
    #expect(message(#"{"emissions":{"COD":1},"emissions.COD":2}"#) == "“化学需氧量排放量（本项目增量）”填了两次，请只保留一个。")
    #expect(message(#"{"name":"甲\u0000乙"}"#) == "“项目名称”含有不可见的控制字符，请删去后重新填写。")
    #expect(message(#"{"name":"a\#(String(repeating: "\u{301}", count: 300))"}"#).contains("超过上限 200 个字"))
    #expect(message(#"{"processes":["\#(String(repeating: "工", count: 501))"]}"#).contains("超过上限 500 个字"))
    #expect(message("{\"description\":\"第一行\\n第二行\"}") == "accepted")
  }

  @Test("facts are kept exactly as decimals and read back from their record")
  func exact() throws {
    let facts = try read(#"{"emissions":{"TP":0.010,"COD":1e1}}"#)
    #expect(JSONValue.object(facts.canonical).canonicalText == #"{"emissions.COD":10,"emissions.TP":0.01}"#)
    #expect(try ProjectFacts(recorded: facts.canonical).values == facts.values)
  }
}

@Suite("Dates, codes and editions")
struct ValueTests {
  @Test("civil days are checked, ordered, and fall in Asia/Shanghai")
  func days() {
    #expect(CivilDate("2026-02-29") == nil)
    #expect(CivilDate("2024-02-29")?.chinese == "2024年2月29日")
    #expect(CivilDate(secondsSince1970: 1_786_723_199).description == "2026-08-14")
    #expect(CivilDate(secondsSince1970: 1_786_723_200).description == "2026-08-15")
    #expect(CivilDate(secondsSince1970: -1).description == "1970-01-01")
    #expect(CivilDate("2026-8-15") == nil && CivilDate("２026-08-15") == nil)
  }

  @Test("a unit code says domain, county, class and serial, and nothing else is one")
  func codes() {
    let code = ControlUnitCode("ZH32011520012")
    #expect(code?.county == "320115" && code?.city == "320100" && code?.unitClass == .key && code?.domain == .land)
    for bad in ["ZH3201152001", "ZH32011540012", "zh32011520012", "ZX32011520012", "ZH3201152001２"] { #expect(ControlUnitCode(bad) == nil) }
  }

  @Test("of an issuer's editions the one that begins last holds, as known at an instant")
  func timeline() throws {
    let digest = Digest(of: "x".utf8)
    func edition(_ issuer: String, _ serial: Int, from: String, recorded: Int64) -> Edition {
      Edition(
        issuer: issuer, serial: serial, name: "\(issuer)-\(serial)",
        instrument: Instrument(body: "局", documentNumber: nil, date: CivilDate("2024-01-01")!, consentingGovernment: nil),
        validity: Validity(from: CivilDate(from)), recordedAtMicroseconds: recorded, layers: digest, lists: digest, descriptors: digest)
    }
    let timeline = EditionTimeline([
      edition("320000", 1, from: "2024-07-01", recorded: 1), edition("320100", 1, from: "2024-07-01", recorded: 1),
      edition("320100", 2, from: "2026-12-01", recorded: 5), edition("320100", 3, from: "2025-01-01", recorded: 9),
    ])
    func names(_ day: String, knownAt: Int64? = nil) throws -> [String] {
      try timeline.inForce(asOf: CivilDate(day)!, knownAt: knownAt).map(\.name)
    }
    #expect(try names("2024-07-01") == ["320000-1", "320100-1"])
    #expect(try names("2026-11-25") == ["320000-1", "320100-3"])
    #expect(try names("2026-11-25", knownAt: 5) == ["320000-1", "320100-1"])
    #expect(try names("2026-12-01") == ["320000-1", "320100-2"])
    #expect(throws: ZoningError.self) { try names("2024-06-30") }
  }

  @Test("a list file gives back the clauses it was made from, owner by owner")
  func listFile() throws {
    func clause(_ id: String, _ tier: Tier, _ owner: String) -> Clause {
      Clause(
        id: id, tier: tier, owner: owner, dimension: .risk, effect: .require, binding: .project, judgement: .machine, text: "引号“\"”与换行\n。",
        source: ClauseSource(document: "d", article: nil), validity: Validity(from: CivilDate("2024-07-01")), applies: "true", kept: "1 > 0"
      )
    }
    let all = [clause("b", .unit, "ZH32010220001"), clause("a", .city, "320100"), clause("c", .unit, "ZH32010220001")]
    let file = try AccessListFile(try AccessListFile.encode(all))
    #expect(file.owners.map(\.id) == ["320100", "ZH32010220001"])
    #expect(file.clauses(ofOwner: "ZH32010220001") == [all[0], all[2]])
    #expect(file.clauses(ofOwner: "320200") == nil)
    #expect(throws: ZoningError.duplicateClause("a")) { try AccessListFile.encode(all + [all[1]]) }
  }
}

@Suite("Lines of a list file")
struct ClauseLineTests {
  func line(_ more: String) throws -> Clause {
    try Clause(
      try JSONValue(
        parsing:
          #"{"id":"T-1","tier":"unit","owner":"ZH32010220001","dimension":"spatial","effect":"prohibit","binding":"project","judgement":"machine","text":"禁止。","document":"示范清单"\#(more)}"#
      ))
  }

  @Test("a condition that is no text, or stands under a mistyped key, is refused and never lost")
  func lostConditions() throws {
    #expect(try line(#","applies":"true","kept":null"#).applies == "true")
    #expect(throws: ZoningError.self) { try line(#","kept":false"#) }
    #expect(throws: ZoningError.self) { try line(#","aplies":"true""#) }
  }
}

@Suite("Editions in force")
struct TimelineTests {
  func edition(_ issuer: String, _ serial: Int, from: String) -> Edition {
    let digest = Digest(of: [1])
    return Edition(
      issuer: issuer, serial: serial, name: "\(issuer) \(serial)",
      instrument: Instrument(body: "局", documentNumber: nil, date: CivilDate("2024-06-01")!, consentingGovernment: nil),
      validity: Validity(from: CivilDate(from)), recordedAtMicroseconds: 0, layers: digest, lists: digest, descriptors: digest)
  }

  @Test("a city's edition alone is not the law: a day before the province's is refused")
  func cityAlone() throws {
    let timeline = EditionTimeline([
      edition("320000", 1, from: "2024-07-01"), edition("320100", 1, from: "2024-07-01"), edition("320100", 2, from: "2020-01-01"),
    ])
    #expect(throws: ZoningError.dateBeforeAnyEdition(CivilDate("2021-01-01")!, first: CivilDate("2024-07-01")!)) {
      try timeline.inForce(asOf: CivilDate("2021-01-01")!)
    }
    #expect(try timeline.inForce(asOf: CivilDate("2024-07-01")!).map(\.id) == ["320000/1", "320100/1"])
  }
}
