import Zoning

/// 长江流域: the river's own law and the negative list for the economic belt.
enum YangtzeClauses: ListWriter {
  static var clauses: [ClauseDraft] {
    [
      .prohibit(
        .spatial, "长江干支流岸线一公里范围内，禁止新建危险化学品码头。", when: all(isNew, builds("码头"), any("项目.使用危险化学品", industry("G5942"))),
        keeps: farther("长江干支流岸线", 1000)
      ).citing("长江经济带负面清单指南"),
      .prohibit(
        .spatial, "沿江地区禁止新建、扩建以大宗进口油气资源为原料的石油加工、石油化工、基础有机无机化工和煤化工项目。",
        when: all(newOrExpanded, industry("C251", "C2522", "C2523", "C2614"), inside("长江流域"), not(wholly("化工园区")))
      ).citing("江苏省负面清单实施细则"),
      .prohibit(
        .spatial, "禁止新建独立焦化项目，产业园区内钢铁联合企业配套建设的除外。", when: all(isNew, industry("C2521")),
        unless: all(industry("C31"), onlyIndustries("C2521", "C31"), wholly("产业园区"))
      ).citing("江苏省负面清单实施细则"),
      .require(
        .spatial, "新建、扩建码头和过江通道应当符合港口总体规划和过江通道布局规划，取得岸线使用批准文件，列入国家重大战略的过江通道除外。", when: all(newOrExpanded, builds("码头", "跨江通道")),
        keeps: paper("岸线使用批准文件"), unless: all(buildsOnly("跨江通道"), servesOnly("国家重大战略"))
      ).citing("长江经济带负面清单指南"),
      .prohibit(
        .spatial, "长江水域内禁止新建、扩建与防洪、供水、航运和生态修复无关的永久性建筑物。", when: all(newOrExpanded, inside("长江干支流水域"), builds("永久性建筑物", "旅游设施", "餐饮")),
        unless: servesOnly("防洪", "供水", "生态修复")
      ).citing("长江保护法", "第五十五条"),
      .restrict(
        .spatial, "采砂项目在长江水域的作业面积不得超过200000平方米，并取得采砂许可。", when: all(builds("采砂"), inside("长江干支流水域")),
        keeps: all("重叠面积(\"长江干支流水域\") <= 200000", paper("采砂许可"))),
      .require(
        .discharge, "在长江流域江河、湖泊新设、改设或者扩大排污口，应当取得入河排污口设置同意。", when: all("项目.排污口.新设改设扩大", inside("长江流域")), keeps: paper("入河排污口设置同意")
      ).citing("长江保护法", "第四十七条"),
      .restrict(
        .discharge, "沿江含磷废水直接排放的项目，出水总磷浓度不得高于每升0.3毫克。", when: all("项目.生产废水含磷氮", #"项目.废水去向 = "直接排放""#), keeps: "项目.浓度.总磷 <= 0.3"
      ).citing("江苏省长江水污染防治条例"),
      .require(
        .discharge, "新建、改建码头应当配备船舶含油污水、生活污水和垃圾接收设施。", when: all(#"项目.建设性质 in ("新建", "改建")"#, builds("码头")), keeps: "项目.船舶污染物接收设施"),
      .prohibit(
        .risk, "长江流域河湖管理范围内禁止倾倒、填埋、堆放和处置固体废物。", when: all(builds("固体废物贮存填埋"), any(inside("长江干支流水域"), "距离(\"长江干支流岸线\") = 0"))
      ).citing("长江保护法", "第四十九条"),
      .byPerson(.spatial, .restrict, "严格控制岸线开发建设，促进岸线合理高效利用。", when: all(builds("码头"), inside("长江干支流水域"))).citing("长江保护法", "第二十六条"),
      .byPerson(.resource, .restrict, "严格控制高耗水项目建设，新增取水应当符合流域用水定额。", when: all("项目.高耗水", "项目.资源.年用水量 > 500000", inside("长江流域"))).citing(
        "长江保护法", "第三十八条"),
      .afterwards(.discharge, "码头工程竣工后应当公开船舶污染物接收转运处置联单，接受社会监督。", when: all(builds("码头"), newOrExpanded)),
      .encourage(.resource, "支持企业通过技术创新减少资源消耗和污染物排放，推进沿江园区循环化改造。").citing("长江保护法", "第六十六条"),
      .government(.discharge, "沿江各地应当排查整治入河排污口，建立一口一档并动态更新。").citing("长江保护法", "第四十七条"),
    ]
  }
}
