import Zoning

extension CityClauses {
  static var nantong: [ClauseDraft] {
    [
      .require(
        .spatial, "钢丝绳、金属制品酸洗项目应当进入合规园区，并以无酸除锈等工艺替代盐酸酸洗。", when: all(industry("C3340"), built),
        keeps: all(wholly("产业园区"), "园区.合规", not(uses("酸洗")))),
      .restrict(
        .discharge, "家纺印染项目新增总氮、总磷的，由本市范围内的削减量替代。", when: all(industry("C1713", "C1752", "C177"), emits("总氮")),
        keeps: all(replaced("总氮", times: "1"), replaced("总磷", times: "1"), sourceInCity("总氮"))),
      .prohibit(
        .discharge, "禁止向通吕运河、九圩港等清水通道新设工业排污口。",
        when: all("项目.排污口.新设改设扩大", #"项目.排污口.性质 = "工业""#, inside("生态空间管控区域"))),
      .byPerson(.risk, .restrict, "沿江船舶修造、拆解项目应当严格控制露天喷涂和含油废物贮存规模。", when: all(industry("C373"), uses("喷漆", "涂装"))),
    ]
  }

  static var yangzhou: [ClauseDraft] {
    [
      .prohibit(
        .spatial, "江淮生态大走廊核心区内禁止新建、扩建化工、电镀、印染项目。",
        when: all(newOrExpanded, inside("大运河核心监控区"), any("项目.是否化工项目", uses("电镀", "印染")))),
      .restrict(
        .spatial, "高邮湖、邵伯湖湖区新增光伏、旅游等占用水面的项目，占用水面不得超过项目用地的30%，并落实等面积补偿。",
        when: all("项目.占用水域面积 > 0", industry("D4416", "N786", "R90")),
        keeps: all("项目.占用水域面积 <= 0.3 * 项目.资源.用地面积", "项目.补偿水域面积 >= 项目.占用水域面积")),
      .require(
        .discharge, "汽车零部件涂装线应当密闭收集废气，挥发性有机物排放浓度不得高于每立方米40毫克。", when: all(industry("C36"), uses("涂装", "喷漆")),
        keeps: all("项目.VOCs密闭收集", "项目.浓度.挥发性有机物 <= 40")),
      .byPerson(.spatial, .restrict, "瘦西湖、东关街等历史地段周边应当严格控制新增大体量商业设施。", when: all(inside("大运河核心监控区建成区"), builds("主题公园", "旅游设施"))),
    ]
  }

  static var taizhou: [ClauseDraft] {
    [
      .prohibit(.spatial, "禁止在乡镇农业园区范围以外新建存栏三千头以上的规模化畜禽养殖场。", when: all(isNew, builds("规模化畜禽养殖场")), keeps: "项目.资源.养殖规模 < 3000"),
      .permitOnly(
        .spatial, "化学药品原料药项目仅允许在认定的化工园区或者通过规划环评审查的医药园区建设。", when: all(newOrExpanded, industry("C2710")),
        keeps: any(all(wholly("化工园区"), "园区.是否化工园区"), all(wholly("产业园区"), "园区.已开展规划环评", "属于行业([\"C2710\"], 园区.产业定位)"))),
      .require(
        .risk, "氯碱、氟化工项目应当配套不少于1500立方米的事故应急池，并取得安全评价备案。", when: all(industry("C2612", "C2619"), "项目.使用危险化学品"),
        keeps: all("项目.资源.事故应急池容积 >= 1500", paper("安全评价备案"))),
      .byPerson(.discharge, .restrict, "里下河水网地区应当严格控制新增总磷、总氮排放的农副产品加工项目。", when: all(industry("C13"), emits("总磷"), #"项目.废水去向 = "直接排放""#)),
    ]
  }
}
