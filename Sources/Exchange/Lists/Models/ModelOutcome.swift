import Zoning

/// The last entry of a clause's decision: what its conditions come to, as FEEL.
///
/// A fact that is null may have made a condition false, so nothing is decided by a condition that lacks one.
struct ModelOutcome {
  /// Words of the outcomes, by their codes.
  let words: [String: String]

  private func word(_ code: String) -> String { ModelTerms.literal(words[code] ?? code) }

  /// - Parameters:
  ///   - has: which conditions are written.
  ///   - asks: which of them read facts.
  func text(
    binding: Binding, effect: Effect, judgement: Judgement, has: Set<ClauseColumn>, asks: Set<ClauseColumn>
  ) -> String {
    if binding == .government || effect == .encourage { return word("context") }
    func decided(_ column: ClauseColumn, _ value: Bool, whenEmpty: Bool) -> String? {
      guard has.contains(column) else { return value == whenEmpty ? "true" : nil }
      let names = ModelTerms.conditions.first { $0.column == column }
      guard let names else { preconditionFailure("a condition has an entry") }
      let test = "\(names.entry) = \(value)"
      return asks.contains(column) ? "count(\(names.missing)) = 0 and \(test)" : test
    }
    var lines: [String] = []
    func add(_ tests: [String?], _ code: String) {
      var parts = tests.compactMap { $0 }
      guard parts.count == tests.count else { return }
      parts.removeAll { $0 == "true" }
      lines.append(parts.isEmpty ? word(code) : "if \(parts.joined(separator: " and ")) then \(word(code))")
    }
    add([decided(.applies, false, whenEmpty: true)], "notApplicable")
    switch judgement {
    case .person: add([decided(.applies, true, whenEmpty: true)], "manual")
    case .later: add([decided(.applies, true, whenEmpty: true)], "duty")
    case .machine:
      let scope = asks.contains(.applies) ? "count(适用所缺) = 0" : "true"
      add([scope, decided(.kept, true, whenEmpty: false)], "kept")
      add([scope, decided(.except, true, whenEmpty: false)], "kept")
      add(
        [
          decided(.applies, true, whenEmpty: true), decided(.kept, false, whenEmpty: false), decided(.except, false, whenEmpty: false),
        ], "broken")
    }
    if lines.last?.hasPrefix("if ") ?? true { lines.append(word("undetermined")) }
    return lines.joined(separator: "\nelse ")
  }

  /// Every text that this entry can have.
  var all: Set<String> {
    var texts: Set<String> = [text(binding: .government, effect: .prohibit, judgement: .machine, has: [], asks: [])]
    let columns = ModelTerms.conditions.map(\.column)
    func sets(_ of: [ClauseColumn]) -> [Set<ClauseColumn>] {
      (0..<(1 << of.count)).map { bits in Set(of.enumerated().filter { bits >> $0.offset & 1 == 1 }.map(\.element)) }
    }
    for judgement in Judgement.allCases {
      for has in sets(columns) {
        for asks in sets(columns.filter(has.contains)) {
          texts.insert(text(binding: .project, effect: .prohibit, judgement: judgement, has: has, asks: asks))
        }
      }
    }
    return texts
  }
}
