import Zoning

/// The province's clauses on risk and on what is used up (全省环境风险防控和资源利用效率要求).
enum ProvinceRiskAndResourceClauses: ListWriter {
  static var clauses: [ClauseDraft] {
    [
      .require(.risk, "生产、使用、贮存危险化学品的项目，应当编制突发环境事件应急预案并报备案。", when: "项目.使用危险化学品", keeps: "项目.已编制应急预案"),
      .require(
        .risk, "危险化学品储存容积超过100立方米的项目，事故应急池有效容积不得小于储存容积的三分之一。", when: "项目.资源.危险化学品储存容积 > 100",
        keeps: "3 * 项目.资源.事故应急池容积 >= 项目.资源.危险化学品储存容积"),
      .require(
        .risk, "年产生危险废物超过100吨的项目，应当落实利用处置去向，签订危险废物利用处置协议，专门从事危险废物治理的项目除外。", when: "项目.资源.危险废物年产生量 > 100",
        keeps: paper("危险废物利用处置协议"), unless: onlyIndustries("N7724")),
      .prohibit(
        .risk, "饮用水水源准保护区内禁止新建、扩建危险化学品仓储、油库、水上加油站和有毒有害物品仓库。",
        when: all(newOrExpanded, inside("饮用水水源准保护区"), builds("危险化学品仓储", "油库", "水上加油站", "有毒有害物品仓库"))),
      .prohibit(
        .risk, "长江干支流岸线一公里范围内，禁止新建、改建、扩建尾矿库，以提升安全、生态环境保护水平为目的的改建除外。",
        when: all(built, builds("尾矿库")), keeps: farther("长江干支流岸线", 1000), unless: all(#"项目.建设性质 = "改建""#, servesOnly("安全隐患改造", "节能环保改造"))
      ).citing("长江保护法", "第二十六条"),
      .byPerson(
        .risk, .prohibit, "长江干流岸线三公里范围内不得新建、改建、扩建尾矿库，是否位于干流三公里范围由水行政主管部门核定。",
        when: all(built, builds("尾矿库"), "距离(\"长江干支流岸线\") <= 3000")
      ).citing("长江保护法", "第二十六条"),
      .afterwards(.risk, "化工项目投产后应当每季度开展泄漏检测与修复，每年开展一次厂界外环境风险排查。", when: "项目.是否化工项目 and 项目.使用危险化学品"),
      .byPerson(.risk, .restrict, "严格控制在饮用水水源地上游新增剧毒化学品和有毒气体的生产、贮存。", when: all("项目.使用危险化学品", "距离(\"饮用水水源一级保护区\") <= 5000")),
      .prohibit(
        .resource, "地下水禁止开采区内禁止取用地下水，公共安全应急取水和地下水监测少量取水除外。", when: "项目.取用地下水 and 在(\"\(DemonstrationLaw.notHeld)\")",
        unless: paper("应急取水批准文件")
      ).citing("地下水管理条例", "第三十五条"),
      .restrict(
        .resource, "缺水地区新建、扩建高耗水项目，工业用水重复利用率不得低于85%。", when: all(newOrExpanded, "区域.缺水地区", "项目.高耗水"),
        keeps: "项目.资源.水重复利用率 >= 0.85"),
      .require(
        .resource, "“两高”项目应当取得节能审查意见，清洁能源占综合能耗的比例不得低于20%。", when: all("项目.两高", newOrExpanded),
        keeps: all(paper("节能审查意见"), "项目.资源.清洁能源占比 >= 0.2")),
      .prohibit(.resource, "禁止新建燃煤自备电厂。", when: all(isNew, builds("自备电厂"), burns("煤炭"))),
      .restrict(
        .resource, "项目临时用地面积不得超过永久用地面积的一半，线性工程除外。", when: "项目.资源.临时用地面积 > 0", keeps: "2 * 项目.资源.临时用地面积 <= 项目.资源.用地面积", unless: linearOnly),
      .encourage(.resource, "鼓励工业企业使用再生水、雨水等非常规水源，新增用量不计入用水总量控制指标。"),
      .government(.resource, "各设区市应当将用水总量、建设用地总规模和煤炭消费总量控制目标分解到县（市、区）。"),
    ]
  }
}
