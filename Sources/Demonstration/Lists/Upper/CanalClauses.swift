import Zoning

/// 大运河沿线: the core monitoring area in its three parts.
enum CanalClauses: ListWriter {
  static var clauses: [ClauseDraft] {
    [
      .permitOnly(
        .spatial, "滨河生态空间内仅允许军事国防、文物保护、防洪供水、生态修复、民生保障和国家重大战略项目，以及取得省级同意的线性基础设施。",
        when: inside("大运河核心监控区滨河生态空间"),
        keeps: any(servesOnly("军事国防", "文物保护", "防洪", "供水", "生态修复", "民生", "国家重大战略"), all(linearOnly, paper("省政府同意文件")))),
      .prohibit(
        .spatial, "核心监控区内除建成区外，禁止新建、扩建大型房地产、主题公园和别墅类项目。",
        when: all(newOrExpanded, inside("大运河核心监控区其他区域"), builds("房地产开发", "主题公园", "别墅类房地产"))),
      .prohibit(
        .spatial, "核心监控区内除建成区外，禁止新建、扩建高风险、高污染、高耗水产业项目，国家重大战略项目除外。",
        when: all(newOrExpanded, inside("大运河核心监控区其他区域"), any("项目.两高", "项目.高耗水", "项目.涉重金属", "项目.是否化工项目")), unless: servesOnly("国家重大战略")),
      .restrict(
        .spatial, "核心监控区建成区内新增工业用地面积不得超过20000平方米，并与周边风貌相协调。", when: all(isNew, industry("C"), inside("大运河核心监控区建成区")),
        keeps: "项目.资源.用地面积 <= 20000"),
      .restrict(
        .spatial, "线性工程穿越滨河生态空间的长度不得超过2000米。", when: all(linear, inside("大运河核心监控区滨河生态空间")), keeps: "穿越长度(\"大运河核心监控区滨河生态空间\") <= 2000"),
      .require(
        .spatial, "滨河生态空间内经批准的旅游、管理服务设施不得占用运河岸线，永久性建筑占地不得超过项目用地的5%。",
        when: all(inside("大运河核心监控区滨河生态空间"), builds("旅游设施"), "项目.资源.永久建筑占地面积 > 0"), keeps: "20 * 项目.资源.永久建筑占地面积 <= 项目.资源.用地面积"),
      .prohibit(.discharge, "核心监控区内禁止新设工业废水入河排污口。", when: all(inside("大运河核心监控区"), "项目.排污口.新设改设扩大", #"项目.排污口.性质 = "工业""#)),
      .require(
        .discharge, "核心监控区内餐饮、旅游设施产生的污水应当接入城镇污水管网，不外排的除外。", when: all(inside("大运河核心监控区"), builds("餐饮", "旅游设施")), keeps: "项目.接管污水处理厂",
        unless: #"项目.废水去向 = "不排放""#),
      .prohibit(
        .risk, "核心监控区内禁止新建、扩建危险化学品仓储和危险废物贮存、利用、处置设施。",
        when: all(newOrExpanded, inside("大运河核心监控区"), any(builds("危险化学品仓储"), industry("N7724", "G594")))),
      .restrict(
        .resource, "核心监控区内新建项目清洁能源占比不得低于60%，不得使用高污染燃料。", when: all(isNew, inside("大运河核心监控区"), "项目.资源.年综合能耗 > 1000"),
        keeps: all("项目.资源.清洁能源占比 >= 0.6", not(dirtyFuel))),
      .byPerson(.spatial, .restrict, "建成区内一切建设行为应当严格控制开发强度，合理保留运河历史风貌和视线通廊。", when: all(inside("大运河核心监控区建成区"), builds("房地产开发", "永久性建筑物"))),
      .afterwards(.spatial, "经批准穿越滨河生态空间的工程完工后，应当在一个植被生长季内恢复岸坡植被。", when: all(linear, inside("大运河核心监控区滨河生态空间"))),
      .encourage(.spatial, "鼓励腾退沿运河低效厂房、码头，改建为文化展示、滨水公园和生态缓冲带。"),
      .government(.spatial, "沿线市、县人民政府应当组织编制核心监控区国土空间管控细则，报省级备案。"),
    ].map { $0.source == nil && $0.effect != .encourage ? $0.citing("大运河核心监控区办法") : $0 }
  }
}
