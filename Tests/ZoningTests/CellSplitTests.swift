import ExactJSON
import Testing
import Zoning

@Suite("Cells that hold many requirements")
struct CellSplitTests {
  private func parts(_ cell: String) -> [String] {
    CellSplit(cell).parts.map { "\($0.marks)|\($0.heading ?? "")|\($0.text)" }
  }

  @Test("numbers of every kind people write, in one line or in many")
  func numbering() {
    #expect(parts("1.禁止新建化工项目。2.严格控制印染项目。") == ["1.||禁止新建化工项目。", "2.||严格控制印染项目。"])
    #expect(parts("（1）甲。\n（2）乙。\n（3）丙。") == ["（1）||甲。", "（2）||乙。", "（3）||丙。"])
    #expect(parts("①甲；②乙；③丙") == ["①||甲；", "②||乙；", "③||丙"])
    #expect(parts("一、甲。二、乙。") == ["一、||甲。", "二、||乙。"])
    #expect(parts("1）甲。2）乙。") == ["1）||甲。", "2）||乙。"])
    #expect(parts("1、甲。\n2、乙。\n10、丙。") == ["1、||甲。", "2、||乙。", "10、||丙。"], "numbers are missed")
    #expect(parts("1、甲。2、乙。10、丙。") == ["1、||甲。", "2、||乙。10、丙。"], "within a line only the next counts")
  }

  @Test("what introduces the parts below is their heading, whole sentences are parts of their own")
  func nesting() {
    #expect(
      parts("1.禁止新建下列项目：（1）造纸项目；（2）制革项目。2.推进管网建设。") == [
        "1.（1）|禁止新建下列项目|造纸项目；", "1.（2）|禁止新建下列项目|制革项目。", "2.||推进管网建设。",
      ])
    #expect(parts("执行全省要求：\n1.甲。\n2.乙。") == ["1.|执行全省要求|甲。", "2.|执行全省要求|乙。"])
    #expect(parts("执行全省要求。\n1.甲。") == ["||执行全省要求。", "1.||甲。"])
    #expect(parts("（一）布局。1.甲。2.乙。（二）准入：1.丙。") == ["（一）||布局。", "（一）1.||甲。", "（一）2.||乙。", "（二）1.|准入|丙。"])
  }

  @Test("figures, dates and document numbers are no numbering")
  func figures() {
    #expect(parts("距岸线1.5公里内禁止。排放量不高于2.0吨。") == ["||距岸线1.5公里内禁止。排放量不高于2.0吨。"])
    #expect(parts("执行苏政发（2021）20号。").count == 1)
    #expect(parts("1.按第2.3条执行。2.乙。") == ["1.||按第2.3条执行。", "2.||乙。"])
    #expect(parts("甲\n乙") == ["||甲", "||乙"])
    #expect(parts("").isEmpty)
    #expect(parts("  \n ").isEmpty)
  }

  @Test("no character of a cell is lost but numbers, blanks and the colons of headings")
  func nothingLost() {
    var seed: UInt64 = 7
    func next(_ n: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 33) % n
    }
    let pieces = ["1.", "2.", "3.", "（1）", "（2）", "①", "②", "一、", "二、", "禁止新建", "化工项目", "。", "；", "：", "\n", "1.5", " ", "甲", "，"]
    for _ in 0..<3000 {
      let cell = (0..<(1 + next(24))).map { _ in pieces[next(pieces.count)] }.joined()
      let whole = CellSplit(cell).parts.map { $0.marks + ($0.heading ?? "") + $0.text }.joined()
      for word in ["禁止新建", "化工项目", "甲", "1.5"] where cell.contains(word) {
        #expect(whole.contains(word), "\(cell)")
      }
    }
  }

  @Test("proposals: effect by its first word, government duties, soft words, everything for people")
  func proposals() {
    let cell = SplitCell(
      row: 2, unit: "ZH32011520012", unitName: nil, dimension: .spatial, cell: "1.禁止新建：（1）造纸项目。2.严格控制高耗水项目。3.推进管网建设。4.原则上不新增用地。")
    let clauses = cell.clauses(document: "南京清单")
    #expect(clauses.map(\.effect) == [.prohibit, .restrict, .require, .require])
    #expect(clauses.map(\.binding) == [.project, .project, .government, .project])
    #expect(clauses.allSatisfy { $0.judgement == .person && $0.origin?.text == cell.cell && $0.origin?.id == "ZH32011520012-KJ" })
    #expect(clauses.map(\.id) == (1...4).map { "ZH32011520012-KJ0\($0)" })
    #expect(clauses[0].fullText == "禁止新建：造纸项目。")
    #expect(ClauseWords.standard.softWords(in: "严格控制、合理布局，原则上适度") == ["严格控制", "合理", "原则上", "适度"])
  }

  @Test("heading, limits and origin come back from JSON, and a list without them keeps its bytes")
  func form() throws {
    var clause = Clause(
      id: "A", tier: .province, owner: "320000", dimension: .spatial, effect: .prohibit, binding: .project, judgement: .person,
      text: "造纸项目",
      source: ClauseSource(document: "法", article: nil))
    #expect(clause.json.canonicalText.hasSuffix("\"notes\":null}"))
    clause.heading = "禁止"
    clause.limits = ["江：1000 米（含），自岸线", "湖：甲：0.5 m(不含)，自waterEdge"].compactMap { ClauseLimit(sentence: $0) }
    clause.origin = ClauseOrigin(id: "A", text: "1.造纸项目", part: 1)
    #expect(clause.limits.map(\.feature) == ["江", "湖：甲"])
    #expect(try Clause(clause.json) == clause)
    for bad in ["江 1000", "：1000 米（含），自岸线", "江：-1 米（含），自岸线", "江：0 米（含），自岸线", "江：1000 米，自岸线", "江：1000 米（含），自海"] {
      #expect(ClauseLimit(sentence: bad) == nil, "\(bad)")
    }
  }
}
