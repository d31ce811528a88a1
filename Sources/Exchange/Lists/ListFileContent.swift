public import Zoning

/// What a list file holds: its clauses, and the scenarios that travel with them.
public struct ListFileContent: Sendable {
  public var clauses: [Clause]
  /// Nil where the file has no place for scenarios and so says nothing about them; empty where it says that there are none.
  public var scenarios: [ClauseScenario]?

  public init(clauses: [Clause], scenarios: [ClauseScenario]? = nil) {
    self.clauses = clauses
    self.scenarios = scenarios
  }

  /// Goes on with another file.
  public mutating func add(_ other: ListFileContent) {
    clauses += other.clauses
    if let more = other.scenarios { scenarios = (scenarios ?? []) + more }
  }
}
