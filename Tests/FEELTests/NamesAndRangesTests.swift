import FEEL
import Testing

/// Names that look like something else, and ranges in all their forms.
@Suite("Names and ranges of the standard")
struct NamesAndRangesTests {
  private static let values = FEELContext([
    ("decision A 2.1", .number(FEELDecimal(7))), ("in a list", .list([.string("peter"), .string("mary")])),
    ("A", .context(FEELContext([("b", .number(FEELDecimal(2)))]))),
  ])

  @Test(
    "a name may hold points or begin with a word of the language",
    arguments: [
      ("decision A 2.1 + 1", "8"), ("for i in in a list return i = \"mary\"", "[false, true]"), ("A.b", "2"), ("{p.q: 3}", "{\"p.q\": 3}"),
      ("every i in in a list satisfies string length(i) > 3", "true"),
    ])
  func names(text: String, expected: String) throws {
    let expression = try FEELExpression.parse(text, names: FEELKnownNames(variables: Self.values.keys))
    #expect("\(try expression.evaluate(in: FEELVariables(Self.values)))" == expected)
  }

  @Test(
    "a range can be written as text, without an end, and compared",
    arguments: [
      ("range(\"[1..3]\") = [1..3]", "true"), ("range(\" ] 1 .. 3 ) \") = ]1..3)", "true"), ("range(\"[2..)\") = >=2", "true"),
      ("range(\"(..2)\") = <2", "true"), ("range(\"[..2]\")", "null"), ("range(\"[1..]\")", "null"), ("range(\"(..)\")", "null"),
      ("range(\"[\\\"a..b\\\"..\\\"c\\\"]\").start", "\"a..b\""),
      ("range(\"[date(\\\"2026-01-01\\\")..@\\\"2026-02-01\\\"]\").end.month", "2"),
      ("range(\"[date(string(\\\"2026-01-01\\\"))..@\\\"2026-02-01\\\"]\")", "null"), ("range(\"< 5\") = (< 5)", "true"),
      ("[1..10[.start included", "true"), ("[1..10[.end included", "false"), ("5 in (?)", "true"),
    ])
  func ranges(text: String, expected: String) throws {
    let expression = try FEELExpression.parse(text, names: FEELKnownNames())
    #expect("\(try expression.evaluate(in: FEELVariables()))" == expected)
  }

  @Test("a list of keys is named keys, not key")
  func keys() throws {
    for (name, expected) in [("keys", "{a: {b: 2}}"), ("key", "null")] {
      let text = "context put(context: {a: {b: 1}}, \(name): [\"a\", \"b\"], value: 2)"
      #expect("\(try FEELExpression.parse(text, names: FEELKnownNames()).evaluate(in: FEELVariables()))" == expected)
    }
  }

  @Test(
    "full-width signs are refused with the whole text mended, wherever they stand",
    arguments: [
      ("1 ＞ 2", "1 > 2"), ("（1 + 2）", "(1 + 2)"), ("［1，2］", "[1,2]"), ("１２ + 3", "12 + 3"), ("max(1、2)", "max(1,2)"),
      ("“新建” = \"新建\"", "\"新建\" = \"新建\""), ("@“2026-08-15”", "@\"2026-08-15\""), ("{a：1}", "{a:1}"), ("[1..10）", "[1..10)"),
      ("if true then 1 else ２", "if true then 1 else 2"), ("for i in 1．．3 return i", "for i in 1..3 return i"),
      ("/* ，*/ 1 ＞ 2", "/* ，*/ 1 > 2"), ("/*/ ，*/ 1 ＞ 2", "/*/ ，*/ 1 > 2"),
      ("1 instance of list＜number＞", "1 instance of list<number>"), ("function（x）x", "function(x)x"), ("[1，2][1] × 3", "[1,2][1] * 3"),
    ])
  func fullWidth(text: String, mended: String) {
    do throws(FEELSyntaxError) {
      _ = try FEELExpression.parse(text, names: FEELKnownNames())
      Issue.record("\(text) was taken")
    } catch {
      #expect(error.suggestion == mended)
      #expect(error.message.contains("全角") || error.message.contains("半角") || error.message.contains("不能直接使用"))
    }
  }
}
