import ExactJSON
import FEEL
import Screening
import Testing
import Zoning

/// The catalogues of procedures: rows found by industry, columns decided by facts, and everything else left open.
@Suite struct ProcedureJudgeTests {
  private func finding(_ kind: ProcedureKind, _ project: String, asOf: String = "2026-11-25") throws -> ProcedureFinding? {
    var bench = Bench(.make(.prohibit, applies: "false"))
    bench.project = project
    bench.asOf = CivilDate(asOf)!
    return try bench.run().procedures.first { $0.catalogue.kind == kind }
  }

  private static func answers(_ given: [(String, Bool)]) -> String {
    "[" + given.map { "{\"situation\":\"\($0.0)\",\"holds\":\($0.1)}" }.joined(separator: ",") + "]"
  }

  @Test func theShippedCataloguesAreWhole() throws {
    let catalogues = ProcedureLibrary.standard.catalogues
    #expect(catalogues.map(\.items.count) == [173, 112])
    for c in catalogues {
      for i in c.items {
        #expect(i.cells.count == 3, "\(c.id) \(i.number)")
        for code in i.industries + i.relatedIndustries { #expect(IndustryClassification.standard[code] != nil, "\(i.number) \(code)") }
      }
      // A row that named no industry, nor where its works are met, could never be found by one.
      for i in c.items {
        if case .works(let related) = i.scope { #expect(!related.isEmpty, "\(c.id) \(i.number)") }
      }
    }
  }

  @Test func aQuantityIsNoIndustry() {
    let row = ProcedureLibrary.standard.catalogues[0].items.first { $0.number == "110" }
    #expect(row?.industries == [])
  }

  @Test func aChemicalPlantNeedsABookOnceMixingIsRuledOut() throws {
    let open = try #require(try finding(.eia, #"{"industries":["C2614"]}"#))
    #expect(open.items.map(\.item.number) == ["44"])
    #expect(open.items[0].level == nil)
    let asked = open.items[0].cells[0].ask
    #expect(asked == ["单纯物理分离、物理提纯、混合、分装的"])
    let decided = try #require(
      try finding(.eia, #"{"industries":["C2614"],"situations":\#(Self.answers([(asked[0], false)]))}"#))
    #expect(decided.items[0].level == .reportBook)
    #expect(decided.items[0].cells.map(\.state) == [.yes, .no, .no])
  }

  @Test func aProcessThatIsDeniedIsNotHeld() throws {
    func book(_ process: String) throws -> Applies? {
      try finding(.eia, #"{"industries":["C3421"],"processes":["\#(process)"]}"#)?.items[0].cells[0].state
    }
    #expect(try book("电镀") == .yes)
    #expect(try book("不含电镀") == .unknown)
  }

  @Test func aCoarseIndustryFindsTheRowsInsideIt() throws {
    let found = try #require(try finding(.eia, #"{"industries":["C26"]}"#))
    #expect(found.items.map(\.item.number) == ["44", "45", "46"])
    #expect(found.items.allSatisfy { $0.match == .unknown && $0.level == nil })
  }

  @Test func anAmountIsDecidedByTheProducts() throws {
    // 人造板制造: report book from 200,000 m³ a year, report table below.
    func level(_ capacity: Int, _ unit: String = "m³/a") throws -> (ProcedureLevel?, Applies) {
      let f = try finding(.eia, #"{"industries":["C2021"],"products":[{"name":"胶合板","capacity":\#(capacity),"unit":"\#(unit)"}]}"#)
      let item = try #require(f?.items.first)
      return (item.level, item.cells[0].state)
    }
    #expect(try level(200_000) == (.reportBook, .yes))
    #expect(try level(199_999) == (.reportTable, .no))
    #expect(try level(20, "万m³/a") == (.reportBook, .yes))
    #expect(try level(300_000, "t/a") == (nil, .unknown))
    // 年加工 is no capacity of a product, whatever is produced.
    let milled = try #require(
      try finding(
        .eia, #"{"industries":["C1329"],"processes":[],"products":[{"name":"饲料","capacity":9999,"unit":"t/a"}]}"#)?.items.first)
    #expect(milled.cells[1].state == .unknown && milled.cells[1].ask.contains("年加工1万吨及以上的"))
  }

  @Test func noCatalogueBeforeItsDay() throws {
    #expect(try finding(.eia, #"{"industries":["C2614"]}"#, asOf: "2020-12-31") == nil)
    #expect(try finding(.permit, #"{"industries":["C2614"]}"#, asOf: "2020-12-31") != nil)
  }

  /// Whatever is answered later, a cell or a level that was decided stays as it was.
  @Test func moreAnswersNeverTurnADecision() throws {
    var state: UInt64 = 20_261_125
    func random(_ n: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % n
    }
    var decided = 0
    for catalogue in ProcedureLibrary.standard.catalogues {
      for item in catalogue.items {
        guard let code = item.industries.first else { continue }
        var given: [(String, Bool)] = []
        var before: [String: [Applies]] = [:]
        for _ in 0..<6 {
          let f = try #require(try finding(catalogue.kind, #"{"industries":["\#(code)"],"situations":\#(Self.answers(given))}"#))
          for i in f.items {
            let now = i.cells.map(\.state)
            for (old, new) in zip(before[i.item.number] ?? [], now) where old != .unknown {
              #expect(old == new, "\(catalogue.id) \(i.item.number)")
              decided += 1
            }
            before[i.item.number] = now
          }
          let open = f.items.flatMap(\.cells).flatMap(\.ask).filter { a in !given.contains { $0.0 == a } }
          guard !open.isEmpty else { break }
          given.append((open[random(open.count)], random(2) == 0))
        }
      }
    }
    #expect(decided > 100)
  }

  /// Once every question is answered, every row has its level or is told to need none.
  @Test func answersSettleEveryRow() throws {
    for catalogue in ProcedureLibrary.standard.catalogues {
      for item in catalogue.items {
        guard let code = item.industries.first else { continue }
        var given: [(String, Bool)] = []
        while true {
          let f = try #require(try finding(catalogue.kind, #"{"industries":["\#(code)"],"situations":\#(Self.answers(given))}"#))
          let open = f.items.flatMap(\.cells).flatMap(\.ask)
          if open.isEmpty {
            for i in f.items where i.match == .yes { #expect(i.level != nil || i.exempt, "\(catalogue.id) \(i.item.number)") }
            break
          }
          let before = given.count
          for a in open where !given.contains(where: { $0.0 == a }) { given.append((a, given.count % 3 == 0)) }
          #expect(given.count > before, "\(catalogue.id) \(item.number) asks again what was answered: \(open)")
          if given.count == before { break }
        }
      }
    }
  }
}
