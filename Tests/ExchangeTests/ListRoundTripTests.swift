import ExactJSON
import Exchange
import FEEL
import Testing
import Zoning

/// Lists as a person could have written them, from a seed.
struct ListGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func below(_ n: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % n
  }
  mutating func pick<T>(_ items: [T]) -> T { items[below(items.count)] }

  /// Text that spreadsheets and commas could spoil; no blanks at its ends.
  mutating func text() -> String {
    let pieces = [
      "禁止", "，", ",", "\"", "'", "\n", "\t", "=1+1", "@", "-", "1.50", "2026-08-15", "_x000D_", "_x", "&<>", "😀", "0001", "；", "  ", "\\",
      "1e5", "㎡",
    ]
    let made = (0..<(1 + below(9))).map { _ in pick(pieces) }.joined()
    let trimmed = made.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()
    return trimmed.isEmpty ? "条" : String(trimmed)
  }
  mutating func maybe<T>(_ make: (inout ListGenerator) -> T) -> T? { below(3) == 0 ? make(&self) : nil }

  mutating func list(_ count: Int) -> [Clause] {
    (0..<count).map { i in
      let tier = pick(Tier.allCases)
      let owner =
        switch tier {
        case .nation: "000000"
        case .province: "320000"
        case .region: pick(["太湖流域", "长江流域"])
        case .city: pick(["320100", "321200"])
        case .unit: pick(["ZH32011520012", "HY32060010001"])
        }
      let day = CivilDate("2026-0\(1 + below(8))-1\(below(10))")
      return Clause(
        id: "C-\(i)-\(pick(["甲", "x_x0041_", "1E5"]))", tier: tier, owner: owner, dimension: pick(Dimension.allCases),
        effect: pick(Effect.allCases), binding: pick(Binding.allCases), judgement: pick(Judgement.allCases), text: text(),
        source: ClauseSource(document: text(), article: maybe { $0.text() }),
        validity: Validity(from: maybe { _ in day } ?? nil, until: maybe { _ in CivilDate("2027-01-01") } ?? nil),
        applies: maybe { $0.text() },
        kept: maybe { $0.text() }, except: maybe { $0.text() }, notes: maybe { $0.text() }, heading: maybe { $0.text() },
        limits: (0..<below(3)).map { _ in
          ClauseLimit(
            feature: pick(["长江干支流岸线", "湖：内湖", "河, 港"]), metres: pick([FEELDecimal(1000), FEELDecimal("0.50")!, FEELDecimal(5)]),
            inclusive: below(2) == 0, from: pick(LimitReference.allCases))
        }, origin: maybe { g in ClauseOrigin(id: g.text(), text: g.text(), part: 1 + g.below(20)) })
    }
  }
}

@Suite("Lists out and in again")
struct ListRoundTripTests {
  static let outcomes = [(code: "broken", word: "未满足"), (code: "kept", word: "已满足")]

  @Test("what is written as CSV is read again, whatever stands in the cells")
  func csv() throws {
    for seed in 0..<200 {
      var generator = ListGenerator(seed: UInt64(seed))
      let list = generator.list(8)
      #expect(try ClauseListFile.read(ClauseListFile.write(list), fileName: "清单.csv") == list, "seed \(seed)")
    }
  }

  @Test("what is written as a workbook is read again, scenarios too, and the same list makes the same bytes")
  func workbook() async throws {
    for seed in 0..<12 {
      var generator = ListGenerator(seed: UInt64(1000 + seed))
      let list = generator.list(40)
      let scenarios = [
        ClauseScenario(
          name: "化工", facts: .object(["construction": .string("new"), "map.distance.长江干支流岸线": .number("999.5")]),
          expected: [(list[0].id, "broken"), (list[1].id, "kept")]),
        ClauseScenario(name: "无", facts: .object([]), expected: [(list[2].id, "broken")]),
      ]
      let bytes = try ListWorkbook(outcomes: Self.outcomes).write(list, scenarios: scenarios)
      let read = try await ClauseListFile.read(bytes, fileName: "清单.xlsx", worker: worker)
      #expect(read.clauses == list, "seed \(seed)")
      #expect(read.scenarios?.map(\.name) == ["化工", "无"] && read.scenarios?.map(\.facts) == scenarios.map(\.facts))
      #expect(read.scenarios?[0].expected.map(\.outcome) == ["未满足", "已满足"])
      #expect(try ListWorkbook(outcomes: Self.outcomes).write(list, scenarios: scenarios) == bytes)
    }
  }

  @Test("bad cells of a workbook are named with sheet and cell, all at once")
  func badCells() async throws {
    var generator = ListGenerator(seed: 5)
    var list = generator.list(3)
    list[1].applies = "坏"
    list[2].kept = "坏"
    let bytes = try ListWorkbook(outcomes: Self.outcomes).write(list)
    do {
      _ = try await ClauseListFile.read(bytes, fileName: "清单.xlsx", worker: worker) { _, text in text == "坏" ? ("读不通", "请改正") : nil }
      Issue.record("taken")
    } catch {
      guard case .badList(let faults) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(faults.faults.map(\.cell) == ["M3", "N4"])
      #expect(faults.faults[0].sentence == "工作表“清单”单元格 M3，第 3 行 applies 列：读不通，请改正")
    }
  }

  @Test("a cell longer than Excel can hold is refused by name")
  func tooLong() {
    var generator = ListGenerator(seed: 6)
    var list = generator.list(1)
    list[0].text = String(repeating: "长", count: 32_768)
    #expect(throws: ExchangeError.self) { try ListWorkbook(outcomes: Self.outcomes).write(list) }
  }

  @Test("a delivered table is read by its field names or Chinese ones, with a title above, and bad codes are named")
  func table() async throws {
    let text = "清单表,,,\r\n管控单元编码,管控单元名称,空间布局约束,环境风险防控\r\nZH32011520012,甲,\"1.禁止。\r\n2.不得。\",\r\n,,,\r\nHY32060010001,乙,,建立预案。\r\n"
    let cells = try await UnitTable.read(Array(text.utf8), fileName: "表.csv", worker: worker)
    #expect(cells.map(\.unit) == ["ZH32011520012", "HY32060010001"] && cells.map(\.parts.count) == [2, 1])
    #expect(cells[0].cell == "1.禁止。\n2.不得。" && cells[0].row == 3)
    for (bad, said) in [
      ("KJBJYS\n甲\n", "没有管控单元编码列"), ("HJZHGKDYBM,KJBJYS\n12,甲\n", "“12”不是管控单元编码"), ("HJZHGKDYBM\nZH32011520012\n", "没有一列是管控要求"),
    ] {
      do {
        _ = try await UnitTable.read(Array(bad.utf8), fileName: "表.csv", worker: worker)
        Issue.record("taken: \(bad)")
      } catch { #expect(error.message.contains(said), "\(error.message)") }
    }
  }
}
