import Screening
import Testing
import Zoning

@Suite("Conditions before they become law: their parts fit together")
struct ConditionReviewTests {
  static let review = ConditionReview(layers: Set(Bench.layers.map(\.id)))

  /// Conditions that never come to true, each with what its refusal must say.
  static let refused: [(condition: String, says: [String])] = [
    // A list compared like a value.
    (#"项目.产品.名称 = "电石""#, ["文字的列表", #"some x in 项目.产品 satisfies x.名称 = "电石""#]),
    (#"项目.产品 = "电石""#, ["记录的列表", #"some x in 项目.产品 satisfies x.名称 = "电石""#]),
    (#"项目.产品.产能 > 100"#, ["数字的列表", "some x in 项目.产品 satisfies x.产能 > 100"]),
    (#"100 < 项目.产品.产能"#, ["some x in 项目.产品 satisfies x.产能 > 100"]),
    (#"项目.产品[名称 = "电石"].产能 > 100"#, [#"some x in 项目.产品[名称 = "电石"] satisfies x.产能 > 100"#]),
    (#"项目.产品.产能 between 1 and 5"#, ["数字的列表"]),
    (#"项目.行业 = "C2614""#, [#"属于行业(项目.行业, "C2614")"#]), (#"项目.行业 != "C2614""#, [#"not(属于行业(项目.行业, "C2614"))"#]),
    (#"项目.行业 in ("C26", "C27")"#, ["属于行业"]), (#"项目.行业 in ["C26", "C27"]"#, ["属于行业"]),
    (#"项目.工艺 = "电镀""#, [#"some x in 项目.工艺 satisfies x = "电镀""#]), (#"项目.工艺 in ("电镀", "印染")"#, ["some x in 项目.工艺"]),
    (#"contains(项目.工艺, "电镀")"#, [#"some x in 项目.工艺 satisfies contains(x, "电镀")"#]),
    // Codes above those that projects state.
    (#""C26" in 项目.行业"#, [#"属于行业(项目.行业, "C26")"#]), (#"list contains(项目.行业, "C26")"#, ["属于行业"]),
    (#"some x in 项目.行业 satisfies x = "C26""#, ["属于行业"]), (#"some x in 项目.行业 satisfies x in ("C26", "C2")"#, ["属于行业"]),
    // Kinds that do not compare.
    (#"项目.排放.化学需氧量 > "5""#, ["去掉引号", "项目.排放.化学需氧量 > 5"]), (#"项目.排放.化学需氧量 = "5 吨""#, ["不加引号和单位"]),
    (#"项目.排放.化学需氧量 in ("5", "6")"#, ["数字"]), (#"项目.排放.化学需氧量 in ["5".."6"]"#, ["数字"]),
    (#"距离("长江干支流岸线") >= "1000""#, [">= 1000"]), (#"count(项目.行业) = "2""#, ["去掉引号"]),
    (#"项目.是否化工项目 = "是""#, ["请写 项目.是否化工项目"]), (#"项目.是否化工项目 = "否""#, ["请写 not(项目.是否化工项目)"]),
    (#"项目.是否化工项目 = 1"#, ["= true"]), (#"项目.是否化工项目 > false"#, ["是否值"]), (#"在("化工园区") = "是""#, ["请写 在"]),
    (#"项目.迁建 = "是""#, ["项目.迁建"]), (#"项目.建设性质 = 1"#, ["文字"]), (#"项目.建设性质 = true"#, ["文字"]), (#"园区.级别 = 1"#, [#"园区.级别 = "1""#]),
    (#"some x in 项目.产品 satisfies x.是中间体 = "是""#, ["请写 x.是中间体"]), (#"some x in 项目.产品 satisfies x.产能 > "5""#, ["x.产能 > 5"]),
    (#"some x in 项目.产品 satisfies x = "电石""#, ["x.名称"]), (#"项目.产品[产能 > "5"].名称 = ["电石"]"#, ["产能 > 5"]),
    (#"date("2026-01-01") > "2025-01-01""#, [#"date("2025-01-01")"#]), (#"today() > date and time("2026-01-01T00:00:00")"#, ["日期时间"]),
    (#"date("2026-13-01") > today()"#, ["没有结果"]),
    (#"项目 = "化工""#, ["整个项目"]), (#"项目.排放.化学需氧量 = null"#, ["未知", "null"]),
    // Words that an enumerated fact never is.
    (#"项目.建设性质 = "新建设""#, ["新建设", "是否想写“新建”"]), (#"项目.建设性质 in ("新建", "改扩建")"#, ["改扩建"]),
    (#"项目.建设性质 in ["扩建项目"]"#, ["扩建"]), (#""新" = 项目.建设性质"#, ["新建"]), (#"项目.建设性质 != "迁建""#, ["迁建"]),
    (#"every f in ["新设", "再建设"] satisfies f != 项目.建设性质"#, ["不是"]), (#"list contains(["重建"], 项目.建设性质)"#, ["重建"]),
    (#"if 项目.是否化工项目 then 项目.建设性质 = "重新建" else false"#, ["重新建"]), (#"项目.建设性质 = 项目.采矿.方式"#, ["相同的选项"]),
    // Percentages for shares.
    (#"重叠占比("化工园区") > 50"#, ["0.5"]), (#"重叠占比("化工园区") in [50..100]"#, ["0.5"]), (#"项目.资源.水重复利用率 >= 90"#, ["0.9"]),
    // Conditions, and parts of them, that are no truth value.
    ("项目.排放.化学需氧量", ["数字", "限值"]), (#""新建""#, ["文字"]), ("项目.工艺", ["count(项目.工艺) > 0"]), ("项目.产品[产能 > 1]", ["列表"]),
    ("null", ["空值"]), ("1 + 1", ["数字"]), (#"最近("化工园区")"#, ["文字"]), (#"项目.建设性质 = "新建" or "扩建""#, ["每一边都要写完整"]),
    ("项目.是否化工项目 and 项目.排放.氨氮", ["数字"]), ("not(项目.建设性质)", ["选项"]), ("every x in 项目.工艺 satisfies x", ["文字"]),
    ("if 项目.排放.氨氮 then true else false", ["数字"]), (#"if 项目.是否化工项目 then "是" else "否""#, ["文字"]),
    ("for x in 项目.产品 return x.产能 > 1", ["列表"]), ("项目.产品[名称].产能 = [1]", ["方括号"]),
    ("项目.产品 + 1 > 2", ["计算"]), ("-项目.建设性质 = 1", ["数字"]),
    // The functions' arguments.
    (#"属于行业(项目.行业)"#, ["两个参数"]), (#"属于行业("C26", 项目.行业)"#, ["写反"]), (#"属于行业(项目.产品, "C26")"#, ["不是行业"]),
    (#"属于行业(项目.是否化工项目, "C26")"#, ["不是行业"]), (#"属于行业(项目.工艺, "C26")"#, ["不是行业代码"]), (#"属于行业(项目.行业, 26)"#, ["不是行业"]),
    (#"全属于行业(项目.行业, ["C26"], true)"#, ["两个参数"]), (#"属于行业(项目.行业, "C99")"#, ["C99"]),
    (#"在("化工园区", "生态保护红线")"#, ["在("]), ("在(项目.建设性质)", ["图层名称"]), ("在()", ["图层名称"]), (#"在(["化工园区"])"#, ["图层名称"]),
    (#"距离("没有这个图层") > 1"#, ["没有名为"]), (#"距离("化工园区") = true"#, ["数字"]), (#"全在("化工园区") > 0"#, ["是否值"]),
    (#"重叠面积("化工园区")"#, ["限值"]), (#"穿越长度("化工园区") in ("长")"#, ["数字"]), (#"最近("化工园区") = 5"#, ["引号"]),
    (#"河口上溯("望虞河", 0, 10000)"#, ["河口上溯"]), (#"河口上溯("望虞河", "0", 10000, 1000)"#, ["河口上溯"]), (#"河口上溯("望虞河", 0, 10000, 1000) > 1"#, ["是否值"]),
    (#"在名录("产业结构调整指导目录:淘汰类")"#, ["对象"]), (#"在名录("产业结构调整指导目录:淘汰类", 项目.是否化工项目)"#, ["名录里查不到"]),
    (#"在名录("产业结构调整指导目录:淘汰类", 5)"#, ["名录里查不到"]), (#"在名录("没有的名录", 项目)"#, ["没有名为"]),
    (#"符合规划()"#, ["规划名称"]), (#"符合规划("港口总体规划", 项目)"#, ["规划名称"]), (#"符合规划("港口总体规划") = "符合""#, ["= true"]),
    (#"区域限批生效(5)"#, ["类别"]), (#"区域限批生效("化工", "印染")"#, ["一个类别"]), (#"区域限批生效(项目.是否化工项目)"#, ["类别"]),
    (#"属性("岸线保护区", "划定依据") = "自然保护区""#, ["some x in"]), (#"count() > 0"#, ["参数"]), (#"list contains(项目.工艺)"#, ["2 个参数"]),
    (#"list contains(项目.工艺, 5)"#, ["不会包含"]), (#"list contains(项目.产品, "电石")"#, ["x.名称"]), (#"sum(项目.产品) > 5"#, ["数字的列表"]),
    (#"starts with(项目.排放.氨氮, "1")"#, ["文字"]),
  ]

  @Test("conditions that never come to true are refused with place, reason and remedy", arguments: refused)
  func refuses(condition: String, says: [String]) throws {
    let fault = try #require(Self.review.fault(in: condition), "\(condition)")
    for part in says { #expect(fault.message.contains(part), "\(condition): \(fault.message)") }
    #expect(fault.message.hasPrefix("第 \(fault.offset + 1) 个字符处，") && fault.message.hasSuffix("。"))
    #expect(fault.offset >= 0 && fault.offset <= condition.count)
  }

  @Test(
    "what the language allows and some project can meet is let pass",
    arguments: [
      #"some x in 项目.产品 satisfies x.名称 = "电石""#, #"some x in 项目.产品.名称 satisfies x = "电石""#, #"every x in 项目.行业 satisfies 属于行业(x, "C26")"#,
      #"count(项目.产品[名称 = "电石"]) > 0"#, #"sum(项目.产品[名称 = "电石"].产能) > 100"#, #"项目.产品[1].名称 = "电石""#, #"项目.产品[-1].产能 > 1"#,
      #"项目.产品[名称 = "电石"][1].产能 > 100"#, #"max(项目.产品.产能) > 100"#, #"list contains(项目.产品.名称, "电石")"#, #""电石" in 项目.产品.名称"#,
      #""C2614" in 项目.行业"#, #"list contains(项目.工艺, "电镀")"#, #"项目.工艺 = ["电镀"]"#, #"项目.工艺 = []"#, #"项目.行业 in [["C2614"], ["C2611"]]"#,
      #"项目.建设性质 in ("新建", "扩建")"#, #"项目.建设性质 != "新建""#, #"not(项目.建设性质 in ["新建", "改建"])"#, #"contains(项目.建设性质, "建")"#,
      #"list contains(["新建", "扩建"], 项目.建设性质)"#, #"every f in ["新建", "重建"] satisfies f != 项目.建设性质"#,
      "在(\"化工园区\") = true", "在(\"化工园区\") != false", "项目.是否化工项目 in (true)", "重叠占比(\"化工园区\") >= 0.5", "重叠占比(\"化工园区\") > 1",
      "重叠占比(\"化工园区\") in (0.3..1]", "距离(\"长江干支流岸线\") between 500 and 1000", "距离(\"长江干支流岸线\") in (> 500, < 100)",
      "项目.排放.氨氮 < 0", "项目.排放.氨氮 + 项目.排放.总氮 <= 1.1 * 替代.总氮.量", "项目.排放.氨氮 != null",
      #"date("2026-08-15") > @"2026-01-01""#, #"today() < date("2026-08-15") + duration("P1Y")"#,
      #"date("2026-08-15") - date("2025-08-15") > duration("P30D")"#,
      #"date("2026-08-15").year = 2026"#, #"some d in 项目.文件 satisfies date(d.日期) > date("2024-01-01")"#,
      #"some d in 项目.文件 satisfies d.日期 > "2024""#,
      "if 项目.是否化工项目 then 项目.排放.氨氮 > 1 else 项目.排放.氨氮 > 2", "some x in 项目.产品, y in 项目.设备 satisfies x.名称 = y.名称",
      "count(for x in 项目.产品 return x.产能) > 1", "some x in [1, 2, 3] satisfies x < 项目.排放.氨氮", "some i in 1..3 satisfies i > 项目.排放.氨氮",
      #"{a: 项目.排放.氨氮, b: a * 2}.b > 3"#, #"(function(x) x > 1)(项目.排放.氨氮)"#, "项目.排放.氨氮 instance of number", "true", "项目.迁建",
      "区域限批生效()", #"区域限批生效("化工")"#, #"区域限批生效("化工", date("2026-01-01"))"#, #"在名录("产业结构调整指导目录:淘汰类", 项目)"#,
      #"some x in 项目.产品 satisfies 在名录("产业结构调整指导目录:淘汰类", x)"#, #"在名录("产业结构调整指导目录:淘汰类", 项目.产品)"#,
      #"属于行业(项目.行业, 园区.产业定位)"#, #"some x in 园区.产业定位 satisfies 属于行业(项目.行业, x)"#, #"属于行业("C2614", "C26")"#,
      #"some x in 属性("岸线保护区", "划定依据") satisfies x = "自然保护区""#, #"最近("化工园区") = "新材料园""#, #"string(项目.排放.氨氮) = "5""#,
      #"number("5") < 项目.排放.氨氮"#, #"upper case(项目.产品[1].名称) = "PVC""#, #"min(项目.排放.氨氮, 项目.排放.总氮) > 1"#,
      #"all(for b in 项目.锅炉 return b.新建)"#, #"some b in 项目.锅炉 satisfies b.新建 and b.蒸吨 < 35"#, #"项目.行业[item = "C2614"] != []"#,
      #"项目.产品[产能 > 100 and 名称 = "电石"] != []"#, #"distinct values(项目.工艺)[1] = "电镀""#, #"项目.建设性质 in (? = "新建", ? = "扩建")"#,
      #"is defined(项目.排放.氨氮)"#, #"同在("化工园区", "生态保护红线")"#,
    ])
  func allows(condition: String) { #expect(Self.review.fault(in: condition) == nil, "\(condition)") }

  @Test("a list in force that would make every project faulty is told by the check of the rulebook")
  func inForce() throws {
    let clauses = [Clause.make(.prohibit, applies: #"项目.产品.名称 = "电石""#)]
    let found = try RulebookCheck(rulebook: RulebookCheckTests.rulebook(clauses), units: [Bench.unit.text: "甲"]) { _, _ in false }
      .findings()
    #expect(found.map(\.problem) == [.faulty])
    #expect(found.first?.message.hasPrefix("applies 写得不对：第 1 个字符处，“项目.产品.名称”是文字的列表") == true)
  }
}
