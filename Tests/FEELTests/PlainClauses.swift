import FEEL
import Trials

/// Facts such as clauses read, some of them missing, null or of another kind.
struct ClauseFacts: FEELEnvironment {
  static let names = FEELKnownNames(
    paths: ["化工", "两高", "氨氮", "总磷", "面积", "性质", "名称", "内容", "行业", "日期", "数列"].map { ["项目", $0] },
    functions: ["在", "距离", "属于行业", "全属于行业"])
  static let prefixes = [
    PlainVocabulary.PrefixFunction(name: "属于行业", coarse: ["行业"]),
    PlainVocabulary.PrefixFunction(name: "全属于行业", coarse: ["行业"], asksAll: true),
  ]

  var values: [String: FEELValue] = [:]

  func value(at path: [String]) -> FEELValue? { path.count == 2 ? values[path[1]] : nil }

  func call(_ function: String, _ arguments: [FEELValue]) throws(FEELEvaluationError) -> FEELValue? {
    guard function.hasSuffix("属于行业") else {
      guard case .string(let layer)? = arguments.first, layer != "无此层" else {
        throw .refused(function: function, message: "没有这个图层。")
      }
      return values["\(function)(\(layer))"]
    }
    let missing = arguments.flatMap(\.missingFacts)
    guard missing.isEmpty else { return .unknown(missing) }
    guard arguments.count == 2, let have = Self.codes(arguments[0]), let want = Self.codes(arguments[1]) else { return .null }
    if function == "全属于行业" {
      let states: [Bool?] = have.map { code in
        want.contains { code.hasPrefix($0) } ? true : want.contains { $0.hasPrefix(code) } ? nil : false
      }
      if states.isEmpty || states.contains(false) { return .boolean(false) }
      return states.contains(nil) ? .unknown(["行业"]) : .boolean(true)
    }
    if have.contains(where: { code in want.contains { code.hasPrefix($0) } }) { return .boolean(true) }
    return have.contains { code in want.contains { $0.hasPrefix(code) } } ? .unknown(["行业"]) : .boolean(false)
  }

  private static func codes(_ value: FEELValue) -> [String]? {
    guard case .list(let items) = value else { return value.stringValue.map { [$0] } }
    let texts = items.compactMap(\.stringValue)
    return texts.count == items.count ? texts : nil
  }

  static let numbers = [
    "0", "1", "2.5", "1000", "999.70", "-3", "0.000001", "9223372036854775807", "3037000500", "1e20", "12345678901234567890.5", "0.30",
    "0.3",
  ]

  /// Some value for every fact.
  static func complete(_ random: inout SeededGenerator) -> ClauseFacts {
    func number(_ random: inout SeededGenerator) -> FEELValue { .number(FEELDecimal(random.pick(numbers)) ?? .zero) }
    func text(_ random: inout SeededGenerator) -> FEELValue { .string(random.pick(["新建", "扩建", "煤", "码头", "别的", ""])) }
    func list(_ random: inout SeededGenerator, _ item: (inout SeededGenerator) -> FEELValue) -> FEELValue {
      .list((0..<random.below(4)).map { _ in item(&random) })
    }
    var facts = ClauseFacts()
    for key in ["化工", "两高", "在(红线)", "在(太湖)"] { facts.values[key] = .boolean(random.chance(50)) }
    for key in ["氨氮", "总磷", "面积", "距离(长江)"] { facts.values[key] = number(&random) }
    for key in ["性质", "名称"] { facts.values[key] = text(&random) }
    facts.values["内容"] = list(&random, text)
    facts.values["数列"] = list(&random, number)
    facts.values["行业"] = list(&random) { .string($0.pick(["C2614", "C26", "C2710", "D4620", "C", "H6210"])) }
    facts.values["日期"] = FEELDate(year: 2026, month: 8, day: 10 + random.below(10)).map { .date($0) }
    if random.chance(15) {
      facts.values[random.pick(facts.values.keys.sorted())] = random.pick([
        .null, .number(.one), .string("新建"), .list([]), .boolean(true), .list([.string("煤"), .number(.one), .null]), .string("C2614"),
      ])
    }
    return facts
  }

  /// The facts without one in ten, and now and then without an item of a list.
  func partial(_ random: inout SeededGenerator) -> ClauseFacts {
    var rest = self
    for key in values.keys.sorted() where random.chance(10) { rest.values[key] = .unknown([key]) }
    for key in values.keys.sorted() where random.chance(3) {
      if case .list(let items)? = rest.values[key] { rest.values[key] = .list(items + [.unknown([key])]) }
    }
    return rest
  }

  /// These facts with every missing one taken from `whole`.
  func completed(from whole: ClauseFacts) -> ClauseFacts {
    ClauseFacts(values: values.merging(whole.values) { mine, other in mine.containsUnknown ? other : mine })
  }
}

/// Writes conditions such as clauses have: everything the plain machine covers, and now and then what it does not.
struct ClauseGenerator {
  var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func condition(_ depth: Int) -> String {
    if depth <= 0 { return test() }
    let d = depth - 1
    switch random.below(12) {
    case 0, 1, 2: return "(" + (0..<(2 + random.below(3))).map { _ in condition(d) }.joined(separator: " and ") + ")"
    case 3, 4, 5: return "(" + (0..<(2 + random.below(3))).map { _ in condition(d) }.joined(separator: " or ") + ")"
    case 6: return "not(\(condition(d)))"
    case 7: return "(if \(condition(d)) then \(condition(d)) else \(condition(d)))"
    case 8: return "((if \(condition(d)) then \(number(d)) else \(number(d))) \(comparison()) \(number(1)))"
    case 9: return "(\(number(d)) \(comparison()) \(number(d)))"
    default: return test()
    }
  }

  private mutating func comparison() -> String { random.pick(["<", "<=", ">", ">=", "=", "!="]) }
  private mutating func text() -> String { random.pick(["\"新建\"", "\"扩建\"", "\"煤\"", "\"码头\"", "\"\""]) }
  private mutating func fact() -> String { random.pick(["项目.性质", "项目.名称", "项目.内容", "项目.氨氮", "项目.化工", "项目.日期"]) }
  private mutating func scalar() -> String { random.pick([fact(), text(), number(1), "null", "true"]) }
  private mutating func literal() -> String { random.pick(ClauseFacts.numbers.filter { !$0.contains("e") }) }

  private mutating func test() -> String {
    switch random.below(18) {
    case 0: return random.pick(["项目.化工", "项目.两高", "true", "false", "null"])
    case 1: return random.pick(["在(\"红线\")", "在(\"太湖\")", "在(\"太湖\")", random.chance(5) ? "在(\"无此层\")" : "在(\"红线\")"])
    case 2, 3: return "\(number(0)) \(comparison()) \(literal())"
    case 4: return "\(literal()) \(comparison()) \(number(0))"
    case 5: return "\(fact()) \(random.pick(["=", "!=", "="])) \(text())"
    case 6: return "\(fact()) in (\(text()), \(text()))"
    case 7: return "\(fact()) in [\(text()), \(text())]"
    case 8: return "\(fact()) in (\(scalar()), \(scalar()))"
    case 9: return "\(number(1)) in (\(random.pick(["<", ">", ">=", "<="])) \(number(0)), [\(number(0))..\(number(0))])"
    case 10: return "\(number(1)) between \(number(0)) and \(number(1))"
    case 11: return "list contains(项目.内容, \(random.pick([text(), fact(), "null"])))"
    case 12: return "\(scalar()) in 项目.内容"
    case 13:
      return
        "\(random.pick(["属于行业", "全属于行业"]))(项目.行业, \(random.pick(["\"C26\"", "[\"C2614\", \"D4620\"]", "(\"C2710\")", "[]", "\"C26x-\""])))"
    case 14: return "count(项目.内容) \(comparison()) \(random.below(3))"
    case 15: return "\(fact()) \(random.pick(["=", "!="])) null"
    case 16:
      return random.pick([
        "some x in 项目.内容 satisfies x = \"煤\"", "every x in 项目.数列 satisfies x > 1", "contains(项目.名称, \"建\")", "项目.数列[1] > 1",
        "项目.日期 >= @\"2026-08-15\"", "项目.日期 in [@\"2026-08-12\"..@\"2026-08-16\")", "项目.日期 in (> @\"2026-08-13\")",
        "项目.内容 = [\"煤\"]", "项目.名称 < \"煤\"", "项目.氨氮 in (\(number(0))..\(number(0))]", "项目.氨氮 in (1, 2.5, = 0.3)",
      ])
    default: return "\(scalar()) \(comparison()) \(scalar())"
    }
  }

  private mutating func number(_ depth: Int) -> String {
    if depth > 0 {
      switch random.below(8) {
      case 0, 1, 2: return "(\(number(depth - 1)) \(random.pick(["+", "-", "*", "/"])) \(number(depth - 1)))"
      case 3: return "-(\(number(depth - 1)))"
      default: break
      }
    }
    return random.pick(["项目.氨氮", "项目.总磷", "项目.面积", "距离(\"长江\")", "项目.数列", literal()])
  }
}
