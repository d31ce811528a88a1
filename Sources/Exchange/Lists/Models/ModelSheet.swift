/// What the worker makes of a list's decision model: its clauses and scenarios as rows of cells, and what it could not take.
struct ModelSheet: Hashable, Sendable, Codable {
  struct Clause: Hashable, Sendable, Codable {
    /// `决策“JS-KJ-001”`.
    var element: String
    /// In the order of `ClauseColumn`.
    var cells: [String]
  }

  var clauses: [Clause] = []
  /// As on the sheet 情景.
  var scenarios: [[String]] = []
  var faults: [ListFileFaults.Fault] = []
  var isCut = false
}
