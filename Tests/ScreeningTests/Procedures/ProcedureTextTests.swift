import ExactJSON
import Screening
import Testing
import Zoning

/// The judge of procedures against the printed text, read by a person row by row.
@Suite("Procedures as the catalogues print them") struct ProcedureTextTests {
  private func findings(_ project: String) throws -> [ProcedureFinding] {
    var bench = Bench(.make(.prohibit, applies: "false"))
    bench.project = project
    return try bench.run().procedures
  }

  /// A line of `ProcedureCases`.
  private struct Case {
    var row: String
    var members: [String]
    var answers: [(fragment: String, holds: Bool)] = []
    var column: String

    init(_ line: Substring) {
      let words = line.split(separator: " ").map(String.init)
      row = words[0]
      column = words[words.count - 1]
      members = [#""industries":["\#(words[1])"]"#]
      for word in words[2..<(words.count - 2)] {
        if word.hasPrefix("工艺:") {
          let names = word.dropFirst(3).split(separator: "、").map { "\"\($0)\"" }
          members.append(#""processes":[\#(names.joined(separator: ","))]"#)
        } else if word.hasPrefix("产:") {
          let digits = word.dropFirst(2).prefix { $0.isASCII && $0.isNumber }
          let unit = word.dropFirst(2 + digits.count)
          members.append(#""products":[{"name":"甲","capacity":\#(digits),"unit":"\#(unit)"}]"#)
        } else if word.hasPrefix("建:") {
          members.append(#""construction":"\#(word.dropFirst(2))""#)
        } else {
          answers.append((String(word.dropFirst()), word.hasPrefix("+")))
        }
      }
      answers.append(("在工业建筑", true))
    }
  }

  @Test(
    "what the text gives with the facts stated is what the judge gives",
    arguments: [(ProcedureKind.eia, ProcedureCases.eia), (.permit, ProcedureCases.permit)])
  func cases(_ kind: ProcedureKind, _ text: String) throws {
    for line in text.split(separator: "\n") {
      let c = Case(line)
      var given: [(String, Bool)] = []
      var item: ProcedureItemFinding?
      while true {
        let situations = given.map { #"{"situation":"\#($0.0)","holds":\#($0.1)}"# }.joined(separator: ",")
        let project = "{" + (c.members + [#""situations":[\#(situations)]"#]).joined(separator: ",") + "}"
        item = try findings(project).first { $0.catalogue.kind == kind }?.items.first { $0.item.number == c.row }
        var new: [(String, Bool)] = []
        for wording in item?.cells.flatMap(\.ask) ?? [] where !(given + new).contains(where: { $0.0 == wording }) {
          if let answer = c.answers.first(where: { wording.contains($0.fragment) }) { new.append((wording, answer.holds)) }
        }
        if new.isEmpty { break }
        given += new
      }
      let column = item.map { $0.level?.chinese ?? ($0.exempt ? "无" : "开") } ?? "空"
      #expect(column == c.column, "\(line): \(item?.cells.map(\.ask) ?? [])")
    }
  }

  /// Every class of the standard, with nothing stated but itself: decided only where its row says so without any condition.
  @Test("a bare industry is decided only where its row has no condition for it")
  func bareIndustries() throws {
    var decided: [String: Set<String>] = [:]
    for entry in IndustryClassification.standard.entries where entry.code.count == 5 {
      for finding in try findings(#"{"industries":["\#(entry.code)"]}"#) {
        for item in finding.items {
          let open = item.cells.contains { $0.state == .unknown }
          #expect(item.cells.allSatisfy { ($0.state == .unknown) == !$0.ask.isEmpty }, "\(item.item.number) \(entry.code)")
          #expect(item.cells.flatMap(\.ask).allSatisfy(Self.isPhrase), "\(item.cells.flatMap(\.ask))")
          if item.level != nil || item.exempt {
            let key = "\(finding.catalogue.kind.rawValue) \(item.item.number) \(item.level?.chinese ?? "无")"
            decided[key, default: []].insert(entry.code)
            #expect(item.level != nil || !open)
          }
        }
      }
    }
    for line in Self.bare.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      let key = words[0...2].joined(separator: " ")
      #expect(decided[key] == Set(words[3...]), "\(key)")
      decided[key] = nil
    }
    #expect(decided.isEmpty, "\(decided)")
  }

  /// Whether a wording can be put to a person: no piece of a split word, no bracket left open, not empty.
  private static func isPhrase(_ wording: String) -> Bool {
    wording.count >= 2 && !wording.hasPrefix("者") && !"、，；和或".contains(wording.first!) && !"、，；和或".contains(wording.last!)
      && wording.filter { $0 == "（" }.count == wording.filter { $0 == "）" }.count
  }

  /// Read from the text by hand.
  private static let bare = """
    eia 19 报告表 C1363
    eia 27 报告表 C1620
    eia 42 报告表 C2524 C2529
    eia 43 报告书 C2541
    eia 43 报告表 C2542
    eia 52 报告书 C2911
    eia 52 报告表 C2912 C2913 C2915 C2916 C2919
    eia 54 报告表 C3012
    eia 55 报告表 C3021 C3022
    eia 57 报告书 C3041
    eia 57 报告表 C3042 C3049
    eia 58 报告表 C3061 C3062
    eia 61 报告书 C3110
    eia 62 报告书 C3120 C3140
    eia 65 报告表 C3251 C3252 C3253 C3254 C3259
    eia 72 报告书 C3720
    eia 77 报告书 C3843
    eia 96 报告表 D4630 D4690
    permit 21 重点管理 C1511
    permit 36 重点管理 C2211 C2212
    permit 37 重点管理 C2221 C2222
    permit 43 登记管理 C2524 C2529
    permit 43 重点管理 C2521 C2522 C2523
    permit 49 重点管理 C2651 C2652 C2653
    permit 52 登记管理 C2682 C2683 C2689
    permit 53 重点管理 C2710
    permit 59 登记管理 C2770
    permit 60 登记管理 C2825 C2832
    permit 60 重点管理 C2811 C2812 C2821 C2822 C2823 C2824 C2826 C2829
    permit 62 重点管理 C2925
    permit 63 简化管理 C3012
    permit 65 登记管理 C3049
    permit 65 简化管理 C3042
    permit 65 重点管理 C3041
    permit 68 登记管理 C3073 C3075 C3076 C3079
    permit 69 重点管理 C3081
    permit 72 重点管理 C3120
    permit 74 重点管理 C3140
    permit 76 重点管理 C3221 C3222 C3229
    permit 77 重点管理 C3231 C3232 C3239
    permit 82 无 C3393 C3394 C3399
    permit 88 简化管理 C3841 C3842 C3844 C3849
    permit 88 重点管理 C3843
    permit 95 无 D4413 D4414 D4415 D4416 D4419
    permit 95 重点管理 D4411 D4412
    """

  @Test("contradictory answers are none")
  func contradiction() throws {
    let both = #"[{"situation":"单纯混合或者分装的","holds":true},{"situation":"单纯混合或者分装的","holds":false}]"#
    let found = try findings(#"{"industries":["C2631"],"situations":\#(both)}"#)
    let row = try #require(found.first { $0.catalogue.kind == .permit }?.items.first { $0.item.number == "47" })
    #expect(row.level == nil && row.cells[0].ask == ["单纯混合或者分装的"])
  }

  @Test("rows that name works are found by industry and by contents, and by no word inside another")
  func works() throws {
    func rows(_ project: String, _ kind: ProcedureKind = .eia) throws -> [String] {
      try findings(project).first { $0.catalogue.kind == kind }?.items.map(\.item.number) ?? []
    }
    #expect(try rows(#"{"industries":["D4430"]}"#).contains("91"))
    #expect(try rows(#"{"industries":["D4420"]}"#) == ["161"])
    #expect(try rows(#"{"industries":["G5720"]}"#) == ["147", "148"])
    #expect(try rows(#"{"contents":["公路"]}"#) == ["130"])
    #expect(try rows(#"{"industries":["C3391"]}"#, .permit) == ["82", "109", "110", "111", "112"])
    #expect(try rows("{}", .permit) == ["108", "109", "110", "111", "112"])
    #expect(try rows(#"{"industries":["F5211"]}"#, .permit) == ["108", "109", "110", "111", "112"])
  }
}
