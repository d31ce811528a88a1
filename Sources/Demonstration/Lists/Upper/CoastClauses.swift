import Zoning

/// 沿海地区: the coastal land and the sea off it.
enum CoastClauses: ListWriter {
  static var clauses: [ClauseDraft] {
    [
      .prohibit(
        .spatial, "重要苗种基地、产卵场、索饵场和重要洄游通道所在的生态保护红线内，禁止围海造地。", when: all(builds("围海造地"), inside("生态保护红线"))
      ).citing("海岸工程条例", "第七条"),
      .restrict(
        .spatial, "占用海域使用功能区的用海项目，用海面积不得超过1000000平方米，超过的应当取得国务院用海批准文件。", when: all(inside("海域使用功能区"), "项目.资源.用海面积 > 0"),
        keeps: "项目.资源.用海面积 <= 1000000", unless: paper("国务院用海批准文件")),
      .prohibit(
        .spatial, "禁止违法占用、损害自然岸线，防洪、生态修复和国家重大战略项目取得论证意见的除外。", when: "项目.改变自然岸线",
        unless: all(servesOnly("防洪", "生态修复", "国家重大战略"), paper("岸线占用论证意见"))
      ).citing("海洋环境保护法", "第三十九条"),
      .restrict(
        .spatial, "沿海地区新建医药、农药和染料中间体项目应当整体位于认定的化工园区，且化学需氧量年新增量不得超过30吨。",
        when: all(isNew, any(industry("C2710", "C263", "C2645"), makes("中间体"))), keeps: all(wholly("化工园区"), emission("化学需氧量", atMost: "30"))
      ),
      .require(
        .discharge, "向海域排放尾水的项目应当采用离岸深水排放，取得入海排污口设置论证意见，混合区半径不得超过500米。", when: "项目.涉及尾水入海",
        keeps: all(paper("入海排污口设置论证意见"), "项目.排污口.混合区半径 <= 500")),
      .restrict(
        .discharge, "重点海域实行总氮排放总量控制，新增总氮的项目实行1.2倍削减替代。", when: all("项目.涉及尾水入海", emits("总氮")), keeps: replaced("总氮", times: "1.2")),
      .restrict(
        .discharge, "沿海工厂化水产养殖尾水总氮、总磷浓度分别不得高于每升5毫克和0.5毫克。", when: all(builds("水产养殖"), newOrExpanded, #"项目.废水去向 = "直接排放""#),
        keeps: all("项目.浓度.总氮 <= 5", "项目.浓度.总磷 <= 0.5")),
      .require(
        .risk, "沿海港口、石化储运项目应当配备溢油应急设备，编制突发环境事件应急预案。", when: any(builds("油库"), all(builds("码头"), inside("沿海地区"))),
        keeps: "项目.已编制应急预案 and 项目.船舶污染物接收设施"),
      .prohibit(
        .risk, "沿海滩涂禁止新建、扩建固体废物贮存填埋场和有毒有害物品仓库。",
        when: all(newOrExpanded, builds("固体废物贮存填埋", "有毒有害物品仓库"), any(inside("海域使用功能区"), inside("生态空间管控区域")))),
      .require(
        .resource, "新建沿海火电、石化项目应当优先利用海水冷却，淡水重复利用率不得低于95%。", when: all(isNew, industry("D4411", "C251", "C2614"), inside("沿海地区")),
        keeps: "项目.资源.水重复利用率 >= 0.95"),
      .byPerson(
        .spatial, .restrict, "海岸建筑退缩线向海一侧应当严格控制新增永久性建筑物。", when: all(builds("永久性建筑物", "房地产开发"), any(inside("海域使用功能区"), "项目.改变自然岸线"))),
      .afterwards(.discharge, "海洋工程施工期和运行期前三年，应当按季度开展海水水质和底栖生物跟踪监测。", when: all(inside("海域使用功能区"), newOrExpanded)),
      .encourage(.spatial, "鼓励在已划定的用海区内立体分层利用海域，支持近海风电与海洋牧场融合布局。"),
      .government(.spatial, "沿海设区市应当采取生态修复措施，确保大陆自然岸线保有率不低于国家下达的目标。"),
    ]
  }
}
