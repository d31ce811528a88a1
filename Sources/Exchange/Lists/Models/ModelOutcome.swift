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

  /// The texts that this entry can have for the cells of a clause, however many of its conditions read facts; none where a cell is at fault.
  func texts(of cells: [ClauseColumn: String]) -> [String] {
    guard let binding = Binding(codeOrWord: cells[.binding] ?? ""), let effect = Effect(codeOrWord: cells[.effect] ?? ""),
      let judgement = Judgement(codeOrWord: cells[.judgement] ?? "")
    else { return [] }
    let has = ModelTerms.conditions.map(\.column).filter { !(cells[$0] ?? "").isEmpty }
    let effective = Clause.effectiveJudgement(judgement, effect: effect, hasCondition: !has.isEmpty, hasKept: has.contains(.kept))
    return (0..<(1 << has.count)).reversed().map { bits in
      let asks = Set(has.enumerated().filter { bits >> $0.offset & 1 == 1 }.map(\.element))
      return text(binding: binding, effect: effect, judgement: effective, has: Set(has), asks: asks)
    }
  }
}
