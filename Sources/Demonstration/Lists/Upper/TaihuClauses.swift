import Zoning

/// 太湖流域: three levels of protection over the whole basin.
enum TaihuClauses: ListWriter {
  static let anyLevel = any(inside("太湖流域一级保护区"), inside("太湖流域二级保护区"), inside("太湖流域三级保护区"))
  static let clusterLevels = any(wholly("太湖流域二级保护区"), wholly("太湖流域三级保护区"))

  static var clauses: [ClauseDraft] {
    [
      .prohibit(
        .spatial,
        "太湖流域一、二、三级保护区内，禁止新建、改建、扩建化学制浆造纸、制革、酒精、染料、印染、电镀以及其他排放含磷、氮等污染物的项目，城镇污水集中处理等环境基础设施项目和法定情形除外。",
        when: all(
          built, anyLevel,
          any("项目.生产废水含磷氮", all(industry("C2211", "C2212", "C191", "C1511", "C2645", "C1713", "C1752", "C3360"), "项目.排放水污染物"))),
        unless: any(
          all(sewageWorks, servesOnly("民生", "污染治理")),
          all(
            "项目.战略性新兴产业", clusterLevels, wholly("产业园区"), "园区.合规", replaced("总磷", times: "1.1"), replaced("总氮", times: "1.1")),
          all(#"项目.建设性质 = "改建""#, onlyIndustries("C1713", "C1752"), wholly("产业园区"), replaced("总磷", times: "2"), replaced("总氮", times: "2")))
      ).citing("江苏省太湖水污染防治条例", "第四十三条"),
      .prohibit(
        .spatial, "太湖流域一级保护区内，禁止新建、扩建向水体排放污染物的项目，城镇污水集中处理设施除外。", when: all(newOrExpanded, inside("太湖流域一级保护区"), #"项目.废水去向 = "直接排放""#),
        unless: all(sewageWorks, servesOnly("污染治理"))),
      .prohibit(
        .spatial, "太湖流域一级保护区内，禁止新建、扩建规模化畜禽养殖场和高尔夫球场。", when: all(newOrExpanded, inside("太湖流域一级保护区"), builds("规模化畜禽养殖场", "高尔夫球场"))),
      .prohibit(
        .spatial, "太湖流域二级保护区内，禁止新建、扩建化工、医药生产项目。", when: all(newOrExpanded, inside("太湖流域二级保护区"), any("项目.是否化工项目", industry("C27")))
      ).citing("太湖流域管理条例", "第二十九条第一项"),
      .prohibit(
        .spatial, "主要入太湖河道两侧的二级保护区内，禁止扩大水产养殖规模。", when: all(expanded, inside("太湖流域二级保护区"), industry("A041"))
      ).citing("太湖流域管理条例", "第二十九条第三项"),
      .prohibit(
        .spatial, "太湖岸线周边的一级保护区内，禁止设置水上餐饮经营设施。", when: all(inside("太湖流域一级保护区"), industry("H62"), builds("餐饮"))
      ).citing("太湖流域管理条例", "第三十条第二项"),
      .restrict(
        .spatial, "太湖流域保护区内战略性新兴产业项目含磷、氮废水排放口与一级保护区边界的距离不得小于1000米。", when: all("项目.战略性新兴产业", "项目.生产废水含磷氮"),
        keeps: atLeast(1000, from: "太湖流域一级保护区")),
      .require(
        .discharge, "太湖流域新建、扩建项目新增总磷、总氮的，减量替代来源应当位于太湖流域。", when: all(newOrExpanded, "项目.生产废水含磷氮"),
        keeps: all(sourceInBasin("总磷"), sourceInBasin("总氮"))),
      .restrict(
        .discharge, "接管排放的印染、电镀废水，总氮、总磷年排放增量分别不得超过3吨和0.1吨。", when: all(#"项目.废水去向 = "间接排放""#, uses("印染", "电镀")),
        keeps: all(emission("总氮", atMost: "3"), emission("总磷", atMost: "0.1"))),
      .require(
        .risk, "港口、码头和船舶修造厂应当配备船舶污染物接收设施和必要的水污染应急设施。", when: any(builds("码头"), industry("C373", "G5532")),
        keeps: "项目.船舶污染物接收设施 and 项目.已编制应急预案"
      ).citing("太湖流域管理条例", "第三十六条"),
      .restrict(
        .resource, "太湖流域内高耗水项目用水重复利用率不得低于90%，年用水量一万立方米以下的非制造业项目除外。", when: "项目.高耗水", keeps: "项目.资源.水重复利用率 >= 0.9",
        unless: all("项目.资源.年用水量 <= 10000", not(industry("C")))),
      .byPerson(.spatial, .restrict, "入湖河道两侧生态防护林带内各类开发活动应当严格控制。", when: all(inside("太湖流域一级保护区"), "项目.资源.用地面积 > 10000")).citing(
        "太湖流域管理条例", "第四十七条"),
      .afterwards(
        .discharge, "磷、氮减量替代方案应当在项目投入生产前全部落实，由出让方关停或者改造并注销相应许可量。", when: all("项目.生产废水含磷氮", newOrExpanded, any(emits("总磷"), emits("总氮")))),
      .encourage(.discharge, "鼓励纺织印染企业实施磷氮近零排放改造，腾出的指标优先用于本企业转型升级。"),
      .government(.discharge, "太湖流域市、县人民政府应当组织退圩还湖、退渔还湖和蓝藻打捞，控制内源污染。").citing("太湖流域管理条例"),
    ]
  }
}
