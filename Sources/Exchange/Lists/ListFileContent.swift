public import Zoning

/// What a list file holds: its clauses, and the scenarios that travel with them.
public struct ListFileContent: Sendable {
  public var clauses: [Clause]
  public var scenarios: [ClauseScenario]

  public init(clauses: [Clause], scenarios: [ClauseScenario] = []) {
    self.clauses = clauses
    self.scenarios = scenarios
  }
}
