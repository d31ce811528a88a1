import FEEL
import Testing

/// A project whose facts are stated or missing, with the map functions of clauses.
struct ProjectFacts: FEELEnvironment {
  var facts: [[String]: FEELValue] = [:]
  var distances: [String: FEELValue] = [:]

  func value(at path: [String]) -> FEELValue? {
    if let value = facts[path] { return value }
    let isFact = Example.names.isKnown(path: path) && !path.starts(with: ["项目", "锅炉"]) || path == ["项目", "锅炉"]
    return isFact ? .unknown([path.joined(separator: ".")]) : nil
  }

  func call(_ function: String, _ arguments: [FEELValue]) throws(FEELEvaluationError) -> FEELValue? {
    let texts = arguments.map(\.stringValue)
    switch function {
    case "距离": return distances[texts[0] ?? ""] ?? .unknown(["map.distance.\(texts[0] ?? "")"])
    case "在": return .boolean(distances[texts[0] ?? ""] == .number(.zero))
    case "属于行业":
      guard case .list(let codes) = arguments[0], let prefix = texts[1] else { throw .refused(function: function, message: "第二个参数应为行业代码。") }
      return .boolean(codes.contains { $0.stringValue?.hasPrefix(prefix) ?? false })
    default: return nil
    }
  }
}

@Suite("Evaluation")
struct EvaluationTests {
  private func judge(_ text: String, _ facts: ProjectFacts) throws -> FEELValue {
    try FEELExpression.parse(text, names: Example.names).evaluate(in: facts)
  }

  @Test("a clause on the Yangtze kilometre is judged, and is unknown without the fact that decides it")
  func yangtze() throws {
    let applies = "项目.是否化工项目 and 项目.建设性质 in (\"新建\", \"扩建\")"
    let kept = "距离(\"长江干支流岸线\") > 1000"
    var facts = ProjectFacts()
    facts.facts[["项目", "建设性质"]] = .string("新建")
    facts.distances["长江干支流岸线"] = number("999.70")
    #expect(try judge(applies, facts) == .unknown(["项目.是否化工项目"]))
    #expect(try judge(kept, facts) == .boolean(false))
    facts.facts[["项目", "是否化工项目"]] = .boolean(true)
    #expect(try judge(applies, facts) == .boolean(true))
    facts.facts[["项目", "建设性质"]] = .string("技术改造")
    #expect(try judge(applies, facts) == .boolean(false))
    #expect(try judge("距离(\"太湖岸线\") <= 5000 or 距离(\"长江干支流岸线\") < 1000", facts) == .boolean(true))
    #expect(try judge("距离(\"太湖岸线\") <= 5000", facts) == .unknown(["map.distance.太湖岸线"]))
  }

  @Test("entries of a catalogued list are read in quantifiers and filters")
  func boilers() throws {
    var facts = ProjectFacts()
    #expect(try judge("some b in 项目.锅炉 satisfies b.燃料 = \"煤\"", facts) == .unknown(["项目.锅炉"]))
    facts.facts[["项目", "锅炉"]] = .list([
      .context(FEELContext([("燃料", .string("天然气")), ("蒸吨", number("20"))])),
      .context(FEELContext([("燃料", .string("煤")), ("蒸吨", .unknown(["boilers[2].t"]))])),
    ])
    #expect(try judge("some b in 项目.锅炉 satisfies b.燃料 = \"煤\"", facts) == .boolean(true))
    #expect(try judge("some b in 项目.锅炉 satisfies b.燃料 = \"煤\" and b.蒸吨 < 35", facts) == .unknown(["boilers[2].t"]))
    #expect(try judge("count(项目.锅炉[燃料 = \"煤\"])", facts) == number("1"))
    #expect(try judge("sum(项目.锅炉.蒸吨)", facts) == .unknown(["boilers[2].t"]))
    #expect(try judge("max(项目.锅炉[燃料 = \"天然气\"].蒸吨)", facts) == number("20"))
  }

  @Test("host functions: strict in arguments that are unknown, refusals carry their sentence, missing ones are named")
  func hostFunctions() throws {
    var facts = ProjectFacts()
    #expect(try judge("属于行业(项目.行业, \"C26\")", facts) == .unknown(["项目.行业"]))
    facts.facts[["项目", "行业"]] = .list([.string("C2614")])
    #expect(try judge("属于行业(项目.行业, \"C26\")", facts) == .boolean(true))
    #expect(throws: FEELEvaluationError.refused(function: "属于行业", message: "第二个参数应为行业代码。")) { try judge("属于行业(项目.行业, 26)", facts) }
    #expect(throws: FEELEvaluationError.unknownFunction("全在")) { try judge("全在(\"化工园区\")", facts) }
    #expect(FEELEvaluationError.refused(function: "属于行业", message: "第二个参数应为行业代码。").message == "函数“属于行业”无法计算：第二个参数应为行业代码。")
    #expect(FEELEvaluationError.unknownFunction("全在").message == "没有名为“全在”的函数。")
    #expect(FEELEvaluationError.unknownName(["项目", "甲"]).message == "没有名为“项目.甲”的事实或变量。")
  }

  @Test(
    "arithmetic and comparison",
    arguments: [
      ("0.1 + 0.2 = 0.3", "true"), ("1 / 3 * 3", "0.9999999999999999999999999999999999"), ("2 ** 10", "1024"),
      ("2 ** 0.5", "1.414213562373095048801688724209698"),
      ("-3 ** 2", "9"), ("1 - 2 - 3", "-4"), ("2 * 3 + 4 * 5", "26"), ("10 / 4", "2.5"), ("1 / 0", "null"), ("1 + \"a\"", "null"),
      ("\"a\" + \"b\"", "\"ab\""), ("1 < 2 and 2 < 3", "true"), ("\"a\" < 1", "null"), ("\"新建\" = \"新建\"", "true"), ("1 = \"1\"", "null"),
      ("[1, 2] = [1, 2]", "true"), ("{a: 1, b: 2} = {b: 2, a: 1}", "true"), ("[1..3] = [1..3)", "false"),
      ("@\"2026-08-15\" > @\"2026-08-14\"", "true"),
      ("@\"2026-08-15\" - @\"2026-08-14\"", "P1D"), ("@\"2024-01-31\" + @\"P1M\"", "2024-02-29"), ("date(\"2026-02-29\")", "null"),
      ("@\"P1Y\" > @\"P11M\"", "true"), ("@\"P1Y\" = @\"P12M\"", "true"), ("5 in (> 4, < 1)", "true"), ("5 in [1..5)", "false"),
      ("5 in (5..9]", "false"),
      ("5 in ]4..6[", "true"), ("\"c\" in [\"a\"..\"d\"]", "true"), ("5 in (? > 3 and ? < 9)", "true"), ("5 in [1, 5, 9]", "true"),
      ("@\"2026-08-15\".year", "2026"), ("@\"2026-08-15\".weekday", "6"), ("@\"P1Y2M\".months", "2"), ("[1..9].end", "9"),
      ("2 in (if true then [1, 2] else [])[item > 1]", "true"), ("for i in 1..3, j in [10, 20] return i * j", "[10, 20, 20, 40, 30, 60]"),
      ("for i in 3..1 return i", "[3, 2, 1]"),
      ("for i in 0..4 return if i = 0 then 1 else i * partial[-1]", "[1, 1, 2, 6, 24]"), ("[1, 2, 3][item > 1]", "[2, 3]"),
      ("[1, 2, 3][-1]", "3"),
      ("[{a: 1}, {a: 2}][a > 1].a", "[2]"), ("{a: 1, b: a + 1}.b", "2"), ("(function(x, y) x + y)(1, 2)", "3"),
      ("{f: function(x) x * 2, r: f(4)}.r", "8"),
      ("substring(string: \"foobar\", start position: 3)", "\"obar\""), ("1 instance of number", "true"),
      ("[1] instance of list<number>", "true"),
      ("{a: 1} instance of context<a: string>", "false"), ("null instance of Any", "false"),
      ("sort([3, 1, 2], function(a, b) a > b)", "[3, 2, 1]"),
      ("sort([3, 1, 2])", "[1, 2, 3]"), ("matches(\"C2614\", \"^C26\")", "true"), ("replace(\"a-b-c\", \"-\", \"/\")", "\"a/b/c\""),
      ("decimal(2.5, 0)", "2"), ("round half up(2.5, 0)", "3"), ("floor(-1.5)", "-2"), ("modulo(-5, 3)", "1"),
      ("years and months duration(@\"2024-07-01\", @\"2026-08-15\")", "P2Y1M"),
      ("string length(\"𠮷野\")", "2"), ("upper case(\"abc\")", "\"ABC\""), ("1e3 + 1", "1001"), (".5 + .5", "1"),
      ("// 说明\n1 + /* 一 */ 1", "2"),
      ("list contains([1, \"a\", null], \"a\")", "true"), ("list contains([1], \"1\")", "false"),
      ("count(distinct values([1, 1.0, \"1\"]))", "2"),
      ("string(1.50)", "\"1.5\""), ("string({\"a b\": \"x\"})", "\"{a b: \\\"x\\\"}\""), ("number(\"1,234.5\", \",\", \".\")", "1234.5"),
      ("\"\\u65b0\\uD83D\\uDC0E\"", "\"新🐎\""),
    ])
  func examples(text: String, result: String) throws {
    #expect(try value(text).description == result)
  }

  @Test("a path goes through lists, and through values that are not known")
  func paths() throws {
    let facts: [(String, FEELValue)] = [
      ("甲", .list([.context(FEELContext([("乙", number("1"))])), .unknown(["f"])])), ("缺", .unknown(["g"])),
    ]
    #expect(try value("甲.乙", facts) == .list([number("1"), .unknown(["f"])]))
    #expect(try value("缺.乙.丙", facts) == .unknown(["g"]))
    #expect(try value("缺[乙 > 1]", facts) == .unknown(["g"]))
  }

  @Test(
    "the tests of a decision table's cell",
    arguments: [
      ("-", 5, true), ("> 4", 5, true), ("not(1, 5)", 5, false), ("[1..3], 5", 5, true), ("? * 2 = 10", 5, true), ("not(> 9)", 5, true),
      ("-5", 5, false),
    ])
  func unaryTests(text: String, input: Int, holds: Bool) throws {
    let test = try FEELExpression.parseUnaryTests(text, names: FEELKnownNames())
    #expect(try test.evaluate(in: FEELVariables(), input: .number(FEELDecimal(input))) == .boolean(holds))
    if !text.hasPrefix("-") || text == "-5" {
      #expect(try test.evaluate(in: FEELVariables(), input: .unknown(["f"])) == .unknown(["f"]))
    }
  }

  @Test("now and today are the environment's, null where it has none")
  func clock() throws {
    let expression = try FEELExpression.parse("[today(), now()]", names: FEELKnownNames())
    let moment = try #require(FEELDateTime("2026-08-15T08:00:00+08:00"))
    #expect(try expression.evaluate(in: FEELVariables(now: moment)) == .list([.date(moment.date), .dateTime(moment)]))
    #expect(try expression.evaluate(in: FEELVariables()) == .list([.null, .null]))
  }
}
