import FEEL
import Testing

@Suite("Reading expressions")
struct SyntaxTests {
  private func fault(_ text: String, names: FEELKnownNames = Example.names) -> FEELSyntaxError? {
    do throws(FEELSyntaxError) {
      _ = try FEELExpression.parse(text, names: names)
      return nil
    } catch {
      return error
    }
  }

  @Test(
    "every fault is named with its place and what to write instead",
    arguments: [
      ("", 0, 0, "表达式是空的。"),
      ("1 +", 3, 0, "表达式到此没有写完，应接一个值（数字、文字、名称或括号）。"),
      ("项目.建设性质 = 新建", 10, 2, "没有名为“新建”的事实或变量；文字请加半角双引号。"),
      ("项目.排防.氨氮 > 1", 3, 2, "没有名为“项目.排防”的事实或变量，相近的有：项目.排放。"),
      ("项目.排放.氨淡 > 1", 6, 2, "没有名为“项目.排放.氨淡”的事实或变量，相近的有：项目.排放.氨氮。"),
      ("some b in 项目.锅炉 satisfies b.蒸顿 > 3", 28, 2, "没有名为“项目.锅炉.蒸顿”的事实或变量，相近的有：项目.锅炉.蒸吨。"),
      ("项目.锅炉[蒸顿 > 3]", 6, 2, "没有名为“蒸顿”的事实或变量，相近的有：蒸吨。"),
      ("some 锅炉 in 项目.锅炉 satisfies 过炉.蒸吨 > 3", 27, 2, "没有名为“过炉”的事实或变量，相近的有：锅炉。"),
      ("距里(\"长江\") > 3", 0, 2, "没有名为“距里”的函数，相近的有：距离。"),
      ("string lenght(\"a\")", 0, 13, "没有名为“string lenght”的函数，相近的有：string length。"),
      ("绝对(1)", 0, 2, "没有名为“绝对”的函数。"),
      ("1000米", 0, 5, "数字“1000”后面不能直接写“米”，单位不写进表达式。"),
      ("1.2.3", 0, 4, "“1.2.”不是可用的数字。"),
      ("1 == 1", 2, 2, "“==”不是可用的运算符，请写“=”。"),
      ("true && false", 5, 2, "“&&”不是可用的运算符，请写“and”。"),
      ("true 且 false", 5, 1, "“且”不是可用的运算符，请写“and”。"),
      ("true 或者 false", 5, 2, "“或者”不是可用的运算符，请写“or”。"),
      ("1 <> 2", 2, 2, "“<>”不是可用的运算符，请写“!=”。"),
      ("!true", 0, 1, "“!”不是可用的运算符，请写“not(…)”。"),
      ("not true", 0, 3, "“not”不是可用的运算符，请写“not(…)”。"),
      ("5 % 2", 2, 1, "“%”不是可用的运算符，请写“modulo(…)”。"),
      ("1 < 2 < 3", 6, 1, "比较不能连写，请用 and 连接，或写作“x in [下限..上限]”。"),
      ("(1", 2, 0, "表达式到此没有写完，应接“)”。"),
      ("[1, 2", 5, 0, "表达式到此没有写完，应接“,”或“]”。"),
      ("[1..2", 5, 0, "表达式到此没有写完，应接区间的右括号“]”或“)”。"),
      ("{a: 1", 5, 0, "表达式到此没有写完，应接“,”或“}”。"),
      ("{a 1}", 4, 1, "“}”处应为“:”。"),
      ("{a: 1, a: 2}", 7, 1, "数据项“a”写了两次。"),
      ("{: 1}", 1, 1, "“:”处应为数据项的名称。"),
      ("\"新建", 0, 1, "文字缺少结束的引号“\"”。"),
      ("\"a\\u12\"", 2, 2, "文字中的“\\u”不是可用的转义，引号写作“\\\"”，反斜杠写作“\\\\”。"),
      ("/* 注", 0, 2, "注释缺少结束的“*/”。"),
      ("@\"2026-13-01\"", 0, 13, "“2026-13-01”不是日期、时间或时长，日期写作 @\"2026-08-15\"，时长写作 @\"P1Y\" 或 @\"P30D\"。"),
      ("if true then 1", 14, 0, "表达式到此没有写完，应接“else”。"),
      ("for x 1", 6, 1, "“1”处应为“in”。"),
      ("for 1 in [1] return 1", 4, 1, "“1”处应为循环变量的名称。"),
      ("some x in [1] x > 1", 14, 1, "“x”处应为“satisfies”。"),
      ("1 instance of 整数", 14, 2, "没有名为“整数”的类型，可用的有 number、string、boolean、date、time、date and time、list、context 等。"),
      ("substring(\"a\", start position: 1)", 15, 17, "函数的参数要么都写名称，要么都不写。"),
      ("1 2", 2, 1, "表达式到“2”之前已经完整，后面应为运算符（如 and、or、=、+）或结束。"),
      ("true)", 4, 1, "表达式到“)”之前已经完整，后面应为运算符（如 and、or、=、+）或结束。"),
      ("and true", 0, 3, "“and”处应为一个值（数字、文字、名称或括号）。"),
      ("? > 1", 0, 1, "“?”处应为一个值（数字、文字、名称或括号）。"),
      ("1e9999", 0, 6, "“1e9999”不是可用的数字。"),
    ])
  func faults(text: String, offset: Int, length: Int, message: String) throws {
    let error = try #require(fault(text))
    #expect(error.message == message)
    #expect(error.offset == offset)
    #expect(error.length == length)
    #expect(error.suggestion == nil)
    #expect(error.description == "第 \(offset + 1) 个字符：\(message)")
  }

  @Test(
    "full-width punctuation is recognised, and the mended text is an expression",
    arguments: [
      ("距离（“长江干支流岸线”）＞ 1000", 2, "“（”是全角符号，请改为半角“(”。", "距离(\"长江干支流岸线\")> 1000"),
      ("距离(“长江干支流岸线”) > 1000", 3, "文字要用半角双引号（\"）括起，这里不是半角双引号。", "距离(\"长江干支流岸线\") > 1000"),
      ("项目.建设性质 in (\"新建\"，\"扩建\")", 16, "“，”是全角符号，请改为半角“,”。", "项目.建设性质 in (\"新建\",\"扩建\")"),
      ("项目.建设性质 in (\"新建\"、\"扩建\")", 16, "“、”是全角符号，请改为半角“,”。", "项目.建设性质 in (\"新建\",\"扩建\")"),
      ("项目.建设性质 ＝ \"新建\"", 8, "“＝”是全角符号，请改为半角“=”。", "项目.建设性质 = \"新建\""),
      ("项目.排放.氨氮 ≤ 5", 9, "“≤”不能直接使用，请写作“<=”。", "项目.排放.氨氮 <= 5"),
      ("项目.排放.氨氮 × 2 > 5", 9, "“×”不能直接使用，请写作“*”。", "项目.排放.氨氮 * 2 > 5"),
      ("项目．排放．氨氮 ＞ ５", 2, "“．”是全角符号，请改为半角“.”。", "项目.排放.氨氮 > 5"),
      ("项目.排放.氨氮 > ５００", 11, "“５”是全角符号，请改为半角“5”。", "项目.排放.氨氮 > 500"),
      ("项目.建设性质 = \"新建”", 13, "文字要用半角双引号（\"）括起，这里不是半角双引号。", "项目.建设性质 = \"新建\""),
      ("距离(\"太浦河、新孟河（含支流）岸线\"） > 1000", 19, "“）”是全角符号，请改为半角“)”。", "距离(\"太浦河、新孟河（含支流）岸线\") > 1000"),
      ("【1；2】[1] = 1 // 注（释）", 0, "“【”是全角符号，请改为半角“[”。", "[1,2][1] = 1 // 注（释）"),
      ("｛a：1｝.a = 1", 0, "“｛”是全角符号，请改为半角“{”。", "{a:1}.a = 1"),
    ])
  func fullWidth(text: String, offset: Int, message: String, suggestion: String) throws {
    let error = try #require(fault(text))
    #expect(error.message == message)
    #expect(error.offset == offset)
    #expect(error.length == 1)
    #expect(error.suggestion == suggestion)
    #expect(fault(suggestion) == nil)
  }

  @Test("punctuation inside quoted text is left alone, and wide spaces are spaces")
  func quotedTextIsKept() throws {
    #expect(try value("\"太浦河、新孟河（含支流）\"") == .string("太浦河、新孟河（含支流）"))
    #expect(try value("1\u{3000}+\u{3000}1") == number("2"))
  }

  @Test("a name with spaces, signs or rare ideographs is read as the longest known name")
  func longestName() throws {
    let variables: [(String, FEELValue)] = [
      ("a", number("1")), ("b", number("2")), ("a-b", number("10")), ("year count", number("20")), ("year", number("30")),
      ("𠮷野河 水质", number("40")), ("年/月", number("50")), ("date of order", number("60")), ("order and more", number("70")),
      ("order", .boolean(true)), ("more", .boolean(true)),
    ]
    #expect(try value("a-b", variables) == number("10"))
    #expect(try value("b-a", variables) == number("1"))
    #expect(try value("a - b", variables) == number("10"))
    #expect(try value("(a)-b", variables) == number("-1"))
    #expect(try value("year count + year", variables) == number("50"))
    #expect(try value("year   count", variables) == number("20"))
    #expect(try value("𠮷野河 水质 + 1", variables) == number("41"))
    #expect(try value("年/月 * 2", variables) == number("100"))
    #expect(try value("date of order", variables) == number("60"))
    #expect(try value("order and more", variables) == number("70"))
    #expect(try value("more and order", variables) == .boolean(true))
  }

  @Test("local names hide others, and a name with spaces can be a loop variable or an entry")
  func localNames() throws {
    #expect(try value("for a b in [1, 2] return a b * 2") == .list([number("2"), number("4")]))
    #expect(try value("{甲 乙: 1, 丙: 甲 乙 + 1}.丙") == number("2"))
    #expect(try value("{\"甲-乙\": 1}.甲-乙") == number("1"))
    #expect(try value("for x in [1] return for x in [5] return x") == .list([.list([number("5")])]))
    #expect(try value("[{x: 1}][x = 1][1].x", [("x", number("9"))]) == number("1"))
  }

  @Test("places count characters, not code points")
  func placesCountCharacters() throws {
    let error = try #require(fault("\"👨‍👩‍👧é\" ＋ 1"))
    #expect(error.offset == 5)
    #expect(error.suggestion == "\"👨‍👩‍👧é\" + 1")
    let expression = try FEELExpression.parse("\"👨‍👩‍👧\" = \"𠮷\"", names: FEELKnownNames())
    #expect(expression.root.range == 0..<9)
    #expect(expression.root.children.map(expression.source) == ["\"👨‍👩‍👧\"", "\"𠮷\""])
  }

  @Test("names that are read and functions that are called are listed, with the literal arguments")
  func references() throws {
    let text = """
      项目.是否化工项目 and (距离("长江干支流岸线") <= 1000 or 在("太湖")) and some b in 项目.锅炉 satisfies b.燃料 = "煤" and \
      count(项目.锅炉[蒸吨 > 10]) > 0 and 项目.开工日期.year > 2020 and 项目.是否化工项目
      """
    let expression = try FEELExpression.parse(text, names: Example.names)
    #expect(
      expression.referencedNames == [
        ["项目", "是否化工项目"], ["项目", "锅炉"], ["项目", "锅炉", "燃料"], ["项目", "锅炉", "蒸吨"], ["项目", "开工日期"],
      ])
    #expect(expression.calls.map(\.function) == ["距离", "在", "count"])
    #expect(expression.calls.map(\.isBuiltin) == [false, false, true])
    #expect(expression.calls[0].arguments.map(\.kind) == [.literal(.string("长江干支流岸线"))])
    #expect(expression.source(of: expression.calls[0].node) == "距离(\"长江干支流岸线\")")
  }

  @Test("the tree shows comparisons with their sides, so that a margin can be read off")
  func comparisonsAreVisible() throws {
    let expression = try FEELExpression.parse("not(距离(\"长江\") <= 1000) and 项目.排放.氨氮 < 5.0", names: Example.names)
    let comparisons = expression.root.descendants.compactMap { node -> String? in
      guard case .comparison(let sign, let left, let right) = node.kind else { return nil }
      return "\(expression.source(of: left)) \(sign.rawValue) \(expression.source(of: right))"
    }
    #expect(comparisons == ["距离(\"长江\") <= 1000", "项目.排放.氨氮 < 5.0"])
    #expect(FEELComparison.lessOrEqual.mirrored == .greaterOrEqual)
  }

  @Test("the nearest names come nearest first, and a wild guess yields none")
  func nearestNames() {
    let known = ["emissions", "existing", "offset", "COD", "NH3-N", "attributes"]
    #expect(FEELExpression.nearestNames("emission", among: known, limit: 3) == ["emissions"])
    #expect(FEELExpression.nearestNames("NH3N", among: known, limit: 3) == ["NH3-N"])
    #expect(FEELExpression.nearestNames("cod", among: known, limit: 3) == ["COD"])
    #expect(FEELExpression.nearestNames("zzzzzz", among: known, limit: 3).isEmpty)
    #expect(FEELExpression.nearestNames("长江岸线", among: ["太湖岸线", "长江干支流岸线", "长江岸线带"], limit: 2) == ["长江岸线带"])
    #expect(FEELExpression.nearestNames("ab", among: ["ba", "ac"], limit: 1) == ["ba"])
    #expect(FEELExpression.nearestNames("", among: known, limit: 3).isEmpty)
  }
}
