import FEEL
import Trials
import Testing

/// Facts of one project: complete, or with some of them missing.
private struct Facts: FEELEnvironment {
  static let names = FEELKnownNames(
    paths: ["化工", "两高", "氨氮", "面积", "性质", "名称", "数列", "内容", "日期"].map { ["项目", $0] } + [
      ["项目", "锅炉", "燃料"], ["项目", "锅炉", "蒸吨"],
    ], functions: ["在", "距离"])

  var values: [String: FEELValue] = [:]

  func value(at path: [String]) -> FEELValue? { path.count == 2 ? values[path[1]] : nil }

  func call(_ function: String, _ arguments: [FEELValue]) throws(FEELEvaluationError) -> FEELValue? {
    guard case .string(let layer)? = arguments.first else { return .null }
    return values["\(function)(\(layer))"] ?? .boolean(false)
  }

  /// Some value for every fact, mostly of the right kind.
  static func complete(_ random: inout SeededGenerator) -> Facts {
    func number(_ random: inout SeededGenerator) -> FEELValue {
      .number(FEELDecimal(random.below(12) - 3) / FEELDecimal(random.chance(20) ? 2 : 1) ?? .zero)
    }
    func text(_ random: inout SeededGenerator) -> FEELValue { .string(random.pick(["新建", "扩建", "煤", "码头", ""])) }
    func boolean(_ random: inout SeededGenerator) -> FEELValue { .boolean(random.chance(50)) }
    func boiler(_ random: inout SeededGenerator) -> FEELValue { .context(FEELContext([("燃料", text(&random)), ("蒸吨", number(&random))])) }
    func list(_ random: inout SeededGenerator, _ item: (inout SeededGenerator) -> FEELValue) -> FEELValue {
      var items: [FEELValue] = []
      for _ in 0..<random.below(4) { items.append(item(&random)) }
      return .list(items)
    }
    var facts = Facts()
    for key in ["化工", "两高", "在(红线)", "在(太湖)"] { facts.values[key] = boolean(&random) }
    for key in ["氨氮", "面积", "距离(长江)"] { facts.values[key] = number(&random) }
    for key in ["性质", "名称"] { facts.values[key] = text(&random) }
    facts.values["数列"] = list(&random, number)
    facts.values["内容"] = list(&random, text)
    facts.values["锅炉"] = list(&random, boiler)
    facts.values["日期"] = FEELDate(year: 2026, month: 8, day: 10 + random.below(10)).map { .date($0) }
    // Now and then a fact is null or of another kind.
    if random.chance(10) {
      facts.values[random.pick(facts.values.keys.sorted())] = random.pick([.null, .number(.one), .string("新建"), .list([])])
    }
    return facts
  }

  /// The facts without some of them, or without parts of some lists.
  func partial(_ random: inout SeededGenerator) -> Facts {
    var rest = self
    for key in values.keys.sorted() where random.chance(30) { rest.values[key] = .unknown([key]) }
    for key in values.keys.sorted() where random.chance(25) { rest.values[key] = Self.hole(rest.values[key] ?? .null, key, &random) }
    return rest
  }

  private static func hole(_ value: FEELValue, _ key: String, _ random: inout SeededGenerator) -> FEELValue {
    switch value {
    case .list(let items): .list(items.map { random.chance(40) ? (random.chance(50) ? .unknown([key]) : hole($0, key, &random)) : $0 })
    case .context(let context):
      .context(FEELContext(zip(context.keys, context.values).map { ($0, random.chance(50) ? .unknown([key]) : $1) }))
    default: value
    }
  }

  /// These facts with every hole filled anew.
  func completed(_ random: inout SeededGenerator) -> Facts {
    let filling = Facts.complete(&random)
    var whole = self
    for (key, value) in values { whole.values[key] = Self.filled(value, filling.values[key] ?? .null, &random) }
    return whole
  }

  private static func filled(_ value: FEELValue, _ filling: FEELValue, _ random: inout SeededGenerator) -> FEELValue {
    switch value {
    case .unknown: filling
    case .list(let items):
      .list(
        items.map { item in
          if case .list(let fillings) = filling, !fillings.isEmpty { return filled(item, random.pick(fillings), &random) }
          return filled(
            item, random.pick([.null, .number(.one), .string("煤"), .context(FEELContext([("蒸吨", .number(.one)), ("燃料", .string("煤"))]))]),
            &random)
        })
    case .context(let context):
      .context(
        FEELContext(
          zip(context.keys, context.values).map {
            ($0, filled($1, $0 == "蒸吨" ? .number(FEELDecimal(random.below(9))) : .string(random.pick(["煤", "气"])), &random))
          }))
    default: value
    }
  }
}

/// Whether what was decided with facts missing holds with them all: unknown may become anything, the rest must be the same.
private func holds(_ decided: FEELValue, in complete: FEELValue) -> Bool {
  switch (decided, complete) {
  case (.unknown, _): return true
  case (.list(let a), .list(let b)): return a.count == b.count && zip(a, b).allSatisfy { holds($0, in: $1) }
  case (.context(let a), .context(let b)):
    return a.count == b.count && zip(a.keys, a.values).allSatisfy { key, value in b[key].map { holds(value, in: $0) } ?? false }
  case (.function, .function): return true
  default: return decided == complete
  }
}

@Suite("What is decided stays decided")
struct SoundnessTests {
  /// Nil for the few texts that read an entry which its facts do not have; such names are refused.
  private func parsed(_ text: String) -> FEELExpression? {
    do throws(FEELSyntaxError) {
      return try FEELExpression.parse(text, names: Facts.names)
    } catch {
      #expect(error.message.hasPrefix("没有名为“"), "\(text): \(error)")
      return nil
    }
  }

  @Test("whatever the missing facts turn out to be, no decided result is contradicted")
  func soundness() throws {
    let seed: UInt64 = 20_240_701
    var writer = ExpressionGenerator(seed: seed)
    var random = SeededGenerator(seed: seed + 1)
    var decided = 0
    var undecided = 0
    var booleans = 0
    for _ in 0..<26_000 {
      let kind = writer.random.chance(60) ? ExpressionGenerator.Kind.boolean : writer.random.pick(ExpressionGenerator.Kind.allCases)
      let text = writer.expression(kind, depth: 4)
      guard let expression = parsed(text) else { continue }
      let partial = Facts.complete(&random).partial(&random)
      let missing = Set(partial.values.values.flatMap(\.missingFacts))
      let result = try expression.evaluate(in: partial)
      if !missing.isSuperset(of: result.missingFacts) || (result.isUnknown && result.missingFacts.isEmpty) {
        Issue.record("seed \(seed): \(text) blames facts that are there: \(result.missingFacts)")
      }
      if result.isUnknown { undecided += 1 } else { decided += 1 }
      if result.booleanValue != nil { booleans += 1 }
      for _ in 0..<3 {
        let whole = partial.completed(&random)
        let final = try expression.evaluate(in: whole)
        if final.containsUnknown { Issue.record("seed \(seed): \(text) is unknown although every fact is given") }
        if !holds(result, in: final) {
          Issue.record("seed \(seed): \(text) was \(result), is \(final) with \(whole.values), decided with \(partial.values)")
          return
        }
      }
    }
    // The property says nothing unless both kinds of result are frequent.
    #expect(decided + undecided > 20_000)
    #expect(decided > 6_000)
    #expect(booleans > 3_000)
    #expect(undecided > 5_000)
  }

  @Test("the explained value is the evaluated value, with facts missing too")
  func explanationAgrees() throws {
    var writer = ExpressionGenerator(seed: 7)
    var random = SeededGenerator(seed: 8)
    for _ in 0..<3_000 {
      let text = writer.expression(.boolean, depth: 4)
      guard let expression = parsed(text) else { continue }
      let partial = Facts.complete(&random).partial(&random)
      let trace = try expression.explain(in: partial)
      #expect(trace.value == (try expression.evaluate(in: partial)), "\(text)")
      for part in trace.parts { #expect(part.source == expression.source(of: part.node)) }
    }
  }

  @Test("a conjunction of unknowns blames each of them, and a false beside them is false")
  func blame() throws {
    let facts = FEELVariables(FEELContext([("a", .unknown(["f1"])), ("b", .unknown(["f2", "f0"].sorted())), ("c", .boolean(false))]))
    func value(_ text: String) throws -> FEELValue {
      try FEELExpression.parse(text, names: FEELKnownNames(variables: ["a", "b", "c"])).evaluate(in: facts)
    }
    #expect(try value("a and b") == .unknown(["f0", "f1", "f2"]))
    #expect(try value("a and b and c") == .boolean(false))
    #expect(try value("a > 1 or b = 2") == .unknown(["f0", "f1", "f2"]))
  }
}
