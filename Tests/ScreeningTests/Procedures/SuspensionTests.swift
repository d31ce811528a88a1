import ExactJSON
import FEEL
import Screening
import Testing
import Zoning

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
