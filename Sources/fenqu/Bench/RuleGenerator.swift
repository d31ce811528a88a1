import FEEL

/// A rule in the common ground of both engines, so that each gets it in its own language.
indirect enum Rule {
  case fact(Int, RuleFacts.Kind)
  case compare(Int, sign: String, limit: String)
  case oneOf(Int, [String])
  case lists(Int, String)
  case industry(Int, [String])
  case all([Rule])
  case any([Rule])
  case not(Rule)

  /// Rules such as clauses have: three to six tests, one connective within another, now and then a negation.
  static func generate(_ random: inout RuleRandom, _ facts: RuleFacts) -> Rule {
    let first = (0..<(2 + random.below(2))).map { _ in test(&random, facts) }
    let second = (0..<(1 + random.below(3))).map { _ in test(&random, facts) }
    let inner = second.count == 1 ? second[0] : .any(second)
    return random.below(3) == 0 ? .any([.all(first), inner]) : .all(first + [inner])
  }

  private static func test(_ random: inout RuleRandom, _ facts: RuleFacts) -> Rule {
    let place = random.below(facts.all.count)
    let fact = facts.all[place]
    switch fact.kind {
    case .boolean: return random.below(4) == 0 ? .not(.fact(place, .boolean)) : .fact(place, .boolean)
    case .number:
      let limit = FEELDecimal(quantizing: Double(random.below(400_000)) / 100, fractionDigits: 2)
      return .compare(place, sign: random.pick([">", ">=", "<", "<="]), limit: limit.description)
    case .word: return .oneOf(place, (0..<(1 + random.below(3))).map { _ in random.pick(fact.words) })
    case .words: return .lists(place, random.pick(fact.words))
    case .codes:
      return .industry(place, (0..<(1 + random.below(3))).map { _ in String(random.pick(fact.words).prefix(3 + random.below(3))) })
    }
  }

  func feel(_ facts: RuleFacts) -> String {
    func listed(_ texts: [String]) -> String { texts.map { "\"\($0)\"" }.joined(separator: ", ") }
    func name(_ place: Int) -> String { facts.all[place].feel }
    switch self {
    case .fact(let place, _): return name(place)
    case .compare(let place, let sign, let limit): return "\(name(place)) \(sign) \(limit)"
    case .oneOf(let place, let words): return "\(name(place)) in (\(listed(words)))"
    case .lists(let place, let word): return "list contains(\(name(place)), \"\(word)\")"
    case .industry(let place, let codes): return "属于行业(\(name(place)), [\(listed(codes))])"
    case .all(let rules): return rules.map { "(\($0.feel(facts)))" }.joined(separator: " and ")
    case .any(let rules): return rules.map { "(\($0.feel(facts)))" }.joined(separator: " or ")
    case .not(let rule): return "not(\(rule.feel(facts)))"
    }
  }

  /// The rule for zen-engine, every fact taken to be there.
  var zen: String {
    func listed(_ texts: [String]) -> String { texts.map { "\"\($0)\"" }.joined(separator: ", ") }
    switch self {
    case .fact(let place, _): return "f\(place)"
    case .compare(let place, let sign, let limit): return "f\(place) \(sign) \(limit)"
    case .oneOf(let place, let words): return "f\(place) in [\(listed(words))]"
    case .lists(let place, let word): return "some(f\(place), # == \"\(word)\")"
    case .industry(let place, let codes):
      return "some(f\(place), " + codes.map { "startsWith(#, \"\($0)\")" }.joined(separator: " or ") + ")"
    case .all(let rules): return rules.map { "(\($0.zen))" }.joined(separator: " and ")
    case .any(let rules): return rules.map { "(\($0.zen))" }.joined(separator: " or ")
    case .not(let rule): return "not (\(rule.zen))"
    }
  }

  /// The rule for an engine without unknown: when it is surely true (`holds`) or surely false, by Kleene's tables.
  func zen(surely holds: Bool) -> String {
    switch self {
    case .all(let rules), .any(let rules):
      let isConjunction = if case .all = self { true } else { false }
      return rules.map { "(\($0.zen(surely: holds)))" }.joined(separator: isConjunction == holds ? " and " : " or ")
    case .not(let rule): return rule.zen(surely: !holds)
    case .fact(let place, _), .compare(let place, _, _), .oneOf(let place, _), .lists(let place, _), .industry(let place, _):
      return "k\(place) and " + (holds ? "(\(zen))" : "not (\(zen))")
    }
  }
}
