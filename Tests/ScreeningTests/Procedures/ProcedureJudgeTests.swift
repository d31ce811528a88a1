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
        for code in i.industries + i.sectionIndustries { #expect(IndustryClassification.standard[code] != nil, "\(i.number) \(code)") }
      }
      // Most rows of manufacturing name their industries; a row that named none could never be found.
      #expect(c.items.filter { $0.industries.isEmpty && $0.sectionIndustries.isEmpty }.count < c.items.count / 2)
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
    // 谷物磨制、饲料加工: report table from 10,000 t a year or with fermentation.
    func level(_ tonnes: Int, _ processes: String = "") throws -> (ProcedureLevel?, Applies) {
      let f = try finding(
        .eia, #"{"industries":["C1329"]\#(processes),"products":[{"name":"饲料","capacity":\#(tonnes),"unit":"t/a"}]}"#)
      let item = try #require(f?.items.first)
      return (item.level, item.cells[1].state)
    }
    #expect(try level(10_000) == (.reportTable, .yes))
    #expect(try level(9_999) == (nil, .unknown))
    #expect(try level(9_999, #","processes":[]"#) == (nil, .no))
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

/// Suspensions of approvals: by place, day, industry and pollutant.
@Suite struct SuspensionTests {
  private func concerns(_ suspension: ApprovalSuspension, _ project: String, asOf: String = "2026-11-25") throws -> [Applies] {
    var bench = Bench(.make(.prohibit, applies: "false"))
    bench.project = project
    bench.asOf = CivilDate(asOf)!
    bench.suspensions = [suspension]
    return try bench.run().suspensions.map(\.concerns)
  }

  private let suspension = ApprovalSuspension(
    id: "X", areas: ["320102"], layer: nil, scope: "新增氨氮排放的造纸项目", pollutants: ["NH3-N"], industries: ["C22"],
    validity: Validity(from: CivilDate("2026-09-01")!, until: CivilDate("2027-03-01")!),
    source: ClauseSource(document: "示范清单", article: nil))

  @Test func concernsAreDecidedByIndustryAndDischarge() throws {
    #expect(try concerns(suspension, "{}") == [.unknown])
    #expect(try concerns(suspension, #"{"industries":["C2614"]}"#) == [.no])
    #expect(try concerns(suspension, #"{"industries":["C2221"]}"#) == [.unknown])
    #expect(try concerns(suspension, #"{"industries":["C2221"],"emissions":{"NH3-N":0.1}}"#) == [.yes])
    #expect(try concerns(suspension, #"{"industries":["C2221"],"emissions":{"NH3-N":0}}"#) == [.no])
  }

  private static let concerned = #"{"industries":["C2221"],"emissions":{"NH3-N":0.1}}"#

  @Test func aConditionMayAskForIt() throws {
    func outcome(_ condition: String, asOf: String = "2026-11-25", registry: [String: FEELValue] = [:]) throws -> Outcome {
      var bench = Bench(.make(.prohibit, applies: condition))
      bench.project = Self.concerned
      bench.asOf = CivilDate(asOf)!
      bench.suspensions = [suspension]
      // A register that is behind the decision does not lift it.
      bench.registry = registry
      return try bench.run().clauses[0].outcome
    }
    #expect(try outcome("区域限批生效()") == .broken)
    #expect(try outcome("区域限批生效()", registry: ["region.approvalSuspended": .boolean(false)]) == .broken)
    #expect(try outcome("区域限批生效()", asOf: "2027-03-01", registry: ["region.approvalSuspended": .boolean(false)]) == .notApplicable)
    #expect(try outcome("区域限批生效(\"造纸\")") == .broken)
    #expect(try outcome("区域限批生效(\"电镀\")") == .undetermined)
    #expect(try outcome("区域限批生效()", asOf: "2027-03-01") == .undetermined)
    #expect(try outcome("区域限批生效(date(\"2026-10-01\"))", asOf: "2027-03-01") == .broken)
  }

  @Test("a condition and the list of suspensions never tell one project two things")
  func aConditionAnswersAsTheListDoes() throws {
    for (project, expected) in [
      ("{}", Outcome.undetermined), (#"{"industries":["C2614"]}"#, .notApplicable), (#"{"industries":["C2221"]}"#, .undetermined),
      (Self.concerned, .broken), (#"{"industries":["C2221"],"emissions":{"NH3-N":0}}"#, .notApplicable),
    ] {
      for registry: [String: FEELValue] in [[:], ["region.approvalSuspended": .boolean(true)]] {
        var bench = Bench(.make(.prohibit, applies: "区域限批生效()"))
        bench.project = project
        bench.asOf = CivilDate("2026-11-25")!
        bench.suspensions = [suspension]
        bench.registry = registry
        let assessment = try bench.run()
        #expect(assessment.clauses[0].outcome == expected, "\(project)")
        let listed: [Outcome: Applies] = [.broken: .yes, .notApplicable: .no, .undetermined: .unknown]
        #expect(assessment.suspensions.map(\.concerns) == [listed[expected]!])
      }
    }
    var bench = Bench(.make(.prohibit, applies: "区域限批生效()"))
    bench.project = #"{"industries":["C2221"]}"#
    bench.asOf = CivilDate("2026-11-25")!
    bench.suspensions = [suspension]
    #expect(try bench.run().clauses[0].missing == ["emissions.NH3-N"])
  }

  @Test func outsideItsDaysAndPlacesItIsNotTold() throws {
    #expect(try concerns(suspension, "{}", asOf: "2026-08-31") == [])
    #expect(try concerns(suspension, "{}", asOf: "2027-03-01") == [])
    var elsewhere = suspension
    elsewhere.areas = ["320104"]
    #expect(try concerns(elsewhere, "{}") == [])
    elsewhere.areas = ["320100"]
    #expect(try concerns(elsewhere, "{}") == [.unknown])
  }

  @Test func theStoredFormIsReadBack() throws {
    let registers = Registers(regions: [:], suspensions: [suspension], source: "s")
    #expect(try Registers(registers.json) == registers)
  }
}
