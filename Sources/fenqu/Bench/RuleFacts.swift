import ExactJSON
import FEEL
import Zoning

/// SplitMix64: the same rules and projects from the same seed, on every machine.
struct RuleRandom {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(bound))
  }

  mutating func pick<T>(_ items: [T]) -> T { items[below(items.count)] }
}

/// The facts that the benchmark's rules read: those of the catalogue, and figures measured on the map.
struct RuleFacts {
  enum Kind { case boolean, number, word, words, codes }

  struct Fact {
    /// As a condition writes it.
    let feel: String
    let kind: Kind
    let words: [String]
  }

  let all: [Fact]

  static let layers = ["生态保护红线", "长江干支流岸线", "太湖流域一级保护区", "京杭大运河核心监控区", "化工园区", "永久基本农田"]
  static let industries = ["C2614", "C2710", "C3340", "C1713", "C3963", "D4620", "H6210", "C2221", "C3110", "C2523"]

  init(catalogue: FactsCatalogue) {
    var all: [Fact] = []
    for fact in catalogue.facts {
      let words = fact.options.map(\.word)
      switch fact.type {
      case .boolean: all.append(Fact(feel: fact.feel, kind: .boolean, words: []))
      case .number: all.append(Fact(feel: fact.feel, kind: .number, words: []))
      case .enumeration where !words.isEmpty: all.append(Fact(feel: fact.feel, kind: .word, words: words))
      case .texts where words.count > 1: all.append(Fact(feel: fact.feel, kind: .words, words: words))
      case .industries: all.append(Fact(feel: fact.feel, kind: .codes, words: Self.industries))
      default: break
      }
    }
    for layer in Self.layers {
      all.append(Fact(feel: "在(\"\(layer)\")", kind: .boolean, words: []))
      all.append(Fact(feel: "距离(\"\(layer)\")", kind: .number, words: []))
    }
    self.all = all
  }

  /// One project: a value for each fact, unknown for one in ten.
  func project(_ random: inout RuleRandom) -> RuleProject {
    RuleProject(
      values: Dictionary(
        uniqueKeysWithValues: all.map { fact in
          let value: FEELValue
          switch fact.kind {
          case .boolean: value = .boolean(random.below(2) == 0)
          case .number: value = .number(FEELDecimal(quantizing: Double(random.below(400_000)) / 100, fractionDigits: 2))
          case .word: value = .string(random.pick(fact.words))
          case .words, .codes:
            var items: [FEELValue] = []
            for _ in 0..<random.below(4) { items.append(.string(random.pick(fact.words))) }
            value = .list(items)
          }
          return (fact.feel, random.below(10) == 0 ? .unknown([fact.feel]) : value)
        }))
  }
}

/// The answers of one project to the benchmark's rules.
struct RuleProject: FEELEnvironment {
  let values: [String: FEELValue]

  func value(at path: [String]) -> FEELValue? { values[path.joined(separator: ".")] }

  func call(_ function: String, _ arguments: [FEELValue]) throws(FEELEvaluationError) -> FEELValue? {
    guard function == "属于行业" else { return arguments.first?.stringValue.flatMap { values["\(function)(\"\($0)\")"] } }
    guard arguments.count == 2, case .list(let have) = arguments[0], case .list(let want) = arguments[1] else { return .null }
    let wanted = want.compactMap(\.stringValue)
    return .boolean(have.compactMap(\.stringValue).contains { code in wanted.contains { IndustryClassification.belongs(code, to: $0) } })
  }

  /// The project for an engine that has no unknown: a value for each fact, also in the place of a missing one, and whether it is known.
  func json(_ facts: RuleFacts) -> JSONValue {
    .object(
      facts.all.enumerated().flatMap { place, fact -> [JSONMember] in
        let value = values[fact.feel] ?? .null
        return [
          JSONMember(key: "f\(place)", value: Self.json(value.isUnknown ? Self.placeholder(fact) : value)),
          JSONMember(key: "k\(place)", value: .bool(!value.isUnknown)),
        ]
      })
  }

  private static func placeholder(_ fact: RuleFacts.Fact) -> FEELValue {
    switch fact.kind {
    case .boolean: .boolean(false)
    case .number: .number(.one)
    case .word: .string(fact.words[0])
    case .words, .codes: .list([])
    }
  }

  private static func json(_ value: FEELValue) -> JSONValue {
    switch value {
    case .boolean(let value): .bool(value)
    case .number(let number): .number(number.description)
    case .string(let text): .string(text)
    case .list(let items): .array(items.map(json))
    default: .null
    }
  }
}
