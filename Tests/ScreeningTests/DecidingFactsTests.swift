import ExactJSON
import Screening
import Testing
import Zoning

/// The smallest sets of missing facts that could decide an undetermined clause.
@Suite struct DecidingFactsTests {
  private func sets(_ clause: Clause, _ project: String = "{}") throws -> [[String]] {
    var bench = Bench(clause)
    bench.project = project
    #expect(try bench.run().clauses[0].outcome == .undetermined)
    return (try bench.traces()["T-1"]?["deciding"]?.arrayValue ?? []).map { ($0.arrayValue ?? []).compactMap(\.stringValue) }
  }

  @Test func eitherPartOfAConjunctionMayDecide() throws {
    #expect(
      try sets(.make(.prohibit, applies: "项目.两高 and 项目.涉重金属")) == [["attributes.两高"], ["attributes.涉重金属"]])
  }

  @Test func aSumWaitsForBothItsParts() throws {
    #expect(
      try sets(.make(.require, kept: "项目.排放.氨氮 + 项目.排放.总磷 <= 1")) == [["emissions.NH3-N", "emissions.TP"]])
  }

  @Test func whatIsSuppliedIsNotAskedAgain() throws {
    #expect(
      try sets(.make(.require, kept: "项目.排放.氨氮 + 项目.排放.总磷 <= 1"), #"{"emissions":{"TP":0.5}}"#) == [["emissions.NH3-N"]])
  }

  @Test func theConstantsOfAClauseAreTried() throws {
    #expect(try sets(.make(.prohibit, applies: #"list contains(项目.工艺, "电镀") and 项目.两高"#)) == [["attributes.两高"], ["processes"]])
    #expect(try sets(.make(.restrict, kept: "项目.资源.年用水量 < 73")) == [["resources.water_m3"]])
    #expect(try sets(.make(.prohibit, applies: #"属于行业(项目.行业, "C22")"#)) == [["industries"]])
  }

  @Test func aLayerThatIsNotHeldIsNobodysToSupply() throws {
    #expect(try sets(.make(.prohibit, applies: #"在("地下水禁采区")"#)) == [])
  }
}
