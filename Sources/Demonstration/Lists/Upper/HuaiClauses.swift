import Zoning

/// 淮河流域, with 通榆河's three levels.
enum HuaiClauses: ListWriter {
  static var clauses: [ClauseDraft] {
    [
      .prohibit(.spatial, "淮河流域禁止新建化学制浆造纸企业。", when: all(isNew, industry("C2211", "C2212", "C222"), uses("制浆"))).citing(
        "淮河流域水污染防治暂行条例", "第二十二条"),
      .prohibit(
        .spatial, "淮河流域禁止新建制革、化工、印染、电镀、酿造等污染严重的小型企业。",
        when: all(isNew, #"项目.企业规模 in ("小型", "微型")"#, any("项目.是否化工项目", industry("C191", "C151"), uses("印染", "电镀")))
      ).citing("淮河流域水污染防治暂行条例", "第二十二条"),
      .prohibit(
        .spatial, "通榆河一级保护区内，禁止新建、扩建直接或者间接向水体排放污染物的项目，污水处理和污染治理项目除外。",
        when: all(newOrExpanded, inside("通榆河一级保护区"), "项目.排放水污染物", #"项目.废水去向 != "不排放""#), unless: any(sewageWorks, servesOnly("污染治理"))
      ).citing("江苏省通榆河水污染防治条例"),
      .prohibit(
        .spatial, "通榆河一级保护区内，禁止新设排污口和建设船舶拆解、危险化学品码头。", when: all(inside("通榆河一级保护区"), any("项目.排污口.新设改设扩大", industry("C3736")))
      ).citing("江苏省通榆河水污染防治条例"),
      .prohibit(
        .spatial, "通榆河二级保护区内，禁止新建、扩建化工、制革、印染、电镀、造纸项目。",
        when: all(newOrExpanded, inside("通榆河二级保护区"), any("项目.是否化工项目", industry("C191", "C222"), uses("印染", "电镀"), uses("制革鞣制")))
      ).citing("江苏省通榆河水污染防治条例"),
      .restrict(
        .spatial, "通榆河三级保护区内新建规模化畜禽养殖场，应当距一级保护区边界500米以上，粪污全部资源化利用。",
        when: all(isNew, inside("通榆河三级保护区"), builds("规模化畜禽养殖场")), keeps: all(atLeast(500, from: "通榆河一级保护区"), #"项目.废水去向 = "不排放""#)),
      .restrict(
        .discharge, "未按期完成水污染治理任务的地区，扩建项目氨氮、化学需氧量排放量均不得净增加。", when: all(expanded, inside("淮河流域"), "not(区域.水环境质量达标)"),
        keeps: all(noNetGrowth("化学需氧量"), noNetGrowth("氨氮"))
      ).citing("淮河流域水污染防治暂行条例", "第十九条"),
      .restrict(
        .discharge, "酿造、淀粉、味精项目扩建后，氨氮新增量不得超过现有排放量的8%。", when: all(grown, industry("C151", "C1391", "C1461")),
        keeps: withinExisting("氨氮", share: "0.08")),
      .require(
        .risk, "跨通榆河、苏北灌溉总渠的危险品运输公路桥梁，应当设置容积不小于200立方米的事故应急池。", when: all(builds("公路", "跨江通道"), any(inside("通榆河一级保护区"), inside("通榆河二级保护区"))),
        keeps: "项目.资源.事故应急池容积 >= 200"),
      .restrict(
        .resource, "缺水地区年用水量超过1000000立方米的工业项目，再生水等非常规水源利用应当使水重复利用率达到92%以上。",
        when: all("区域.缺水地区", industry("C", "D"), "项目.资源.年用水量 > 1000000"), keeps: "项目.资源.水重复利用率 >= 0.92"),
      .byPerson(.resource, .restrict, "合理控制淮北地区新增火电、化工、造纸等高耗水产业规模。", when: all("项目.高耗水", industry("D4411", "C26", "C222"), newOrExpanded)),
      .afterwards(.discharge, "沿通榆河改建、扩建项目应当在投产后六个月内完成入河雨水口自动监控联网。", when: all(inside("通榆河一级保护区"), grown)),
      .encourage(.resource, "支持淮河流域灌区节水改造和工业余水、矿井水综合利用。"),
      .government(.risk, "沿线县级人民政府应当在通榆河汛期闸坝调度前开展污染团排查，防止污水集中下泄。").citing("江苏省通榆河水污染防治条例"),
    ]
  }
}
