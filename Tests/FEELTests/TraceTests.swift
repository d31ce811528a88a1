import FEEL
import Testing

@Suite("Explanation")
struct TraceTests {
  private func explain(_ text: String, _ variables: [(String, FEELValue)] = []) throws -> FEELTrace {
    try FEELExpression.parse(text, names: FEELKnownNames(variables: variables.map(\.0))).explain(in: FEELVariables(FEELContext(variables)))
  }

  /// `source = value`, a star where the part was not needed, `…` where it was left out.
  private func lines(_ trace: FEELTrace) -> [String] {
    trace.parts.map { "\($0.source) = \($0.value?.description ?? "…")\($0.isNeeded ? "" : "*")" }
  }

  @Test("both sides of and are shown; the side that was not needed is marked")
  func conjunction() throws {
    #expect(
      lines(try explain("a and b and c", [("a", .boolean(true)), ("b", .boolean(false)), ("c", .unknown(["f"]))])) == [
        "a and b and c = false", "a = true*", "b = false", "c = 未知*",
      ])
    #expect(
      lines(try explain("a and b", [("a", .unknown(["f"])), ("b", .boolean(false))])) == ["a and b = false", "a = 未知*", "b = false"])
    #expect(lines(try explain("a and b", [("a", .unknown(["f"])), ("b", .boolean(true))])) == ["a and b = 未知", "a = 未知", "b = true"])
    #expect(
      lines(try explain("a or 1 > 2", [("a", .boolean(true))])) == ["a or 1 > 2 = true", "a = true", "1 > 2 = false*", "1 = 1*", "2 = 2*"])
  }

  @Test("the branch that is not taken and the tests after the one that holds are marked as left out")
  func leftOut() throws {
    #expect(lines(try explain("if true then 1 else 2")) == ["if true then 1 else 2 = 1", "true = true", "1 = 1", "2 = …*"])
    #expect(
      lines(try explain("x in (\"新建\", \"扩建\")", [("x", .string("新建"))])) == [
        "x in (\"新建\", \"扩建\") = true", "x = \"新建\"", "\"新建\" = \"新建\"", "\"扩建\" = …*",
      ])
  }

  @Test("an error in a part that is not needed is shown there and does not spoil the result")
  func errorInUnneededPart() throws {
    let names = FEELKnownNames(variables: ["a", "b"])
    let trace = try FEELExpression.parse("a and b", names: names).explain(in: FEELVariables(FEELContext([("a", .boolean(false))])))
    #expect(trace.value == .boolean(false))
    #expect(trace.children[1].value == nil)
    #expect(trace.children[1].remark == "没有名为“b”的事实或变量。")
    #expect(!trace.children[1].isNeeded)
  }

  @Test(
    "a null says why",
    arguments: [
      ("1 + \"a\"", "数字与文字不能用“+”计算。"), ("1 / 0", "除数是 0。"), ("1 < \"a\"", "数字与文字不能用“<”比较。"), ("1 = \"a\"", "数字与文字不能用“=”比较。"),
      ("not(1)", "not 只用于是否值，这里是数字。"), ("1 and true", "and、or 两边都应是是否值。"), ("{a: 1}.b", "没有“b”这一项。"), ("[1][2]", "列表只有 1 项。"),
      ("abs(\"a\")", "函数“abs”不能用于这些参数（文字）。"), ("matches(\"a\", \"(\")", "“(”不是可用的正则表达式。"), ("1 in (\"a\")", "数字不能与 in 后面的内容比较。"),
      ("[5..1]", "区间的下限大于上限。"), ("[1..\"a\"]", "区间两端是数字与文字，不能比较。"), ("-\"a\"", "“-”不能用于文字。"), ("(5)(1)", "数字不是函数，不能调用。"),
      ("substring(text: \"a\", from: 1)", "函数“substring”没有这样的参数名。"), ("(function(a) a)()", "函数要 1 个参数，给了 0 个。"),
      ("(function(a: number) a)(\"x\")", "参数“a”的类型不符。"), ("9e6144 * 10", "结果超出数字的范围。"), ("for x in null return x", "for 只能遍历列表或整数、日期的区间。"),
    ])
  func remarks(text: String, remark: String) throws {
    if text == "(5)(1)" {
      #expect(try explain("f(1)", [("f", number("5"))]).remark == remark)
      return
    }
    let trace = try explain(text)
    #expect(trace.value == .null)
    #expect(trace.remark == remark)
  }

  @Test("the parts of an iteration say what the name stands for")
  func bindings() throws {
    let trace = try explain("some b in [1, 2] satisfies b > 1")
    let bodies = trace.children.dropFirst()
    #expect(bodies.map(\.source) == ["b > 1", "b > 1"])
    #expect(bodies.map(\.bindings) == [[.init(name: "b", value: number("1"))], [.init(name: "b", value: number("2"))]])
    #expect(bodies.map(\.value) == [.boolean(false), .boolean(true)])
  }

  @Test("a trace stays small though the iteration is long, and the value is that of the whole")
  func longIteration() throws {
    let trace = try explain("sum(for i in 1..20000 return i)")
    #expect(trace.value == number("200010000"))
    #expect(trace.parts.count < 3_000)
  }
}
