import Zoning

/// The province's clauses on where things may stand (全省空间布局约束).
enum ProvinceSpatialClauses: ListWriter {
  static var clauses: [ClauseDraft] {
    [
      .prohibit(
        .spatial, "长江干支流岸线一公里范围内，禁止新建、扩建化工园区和化工项目。",
        when: all(newOrExpanded, any("项目.是否化工项目", builds("化工园区"))), keeps: farther("长江干支流岸线", 1000)
      ).citing("长江保护法", "第二十六条"),
      .permitOnly(
        .spatial, "新建、扩建化工项目仅允许整体位于经认定的化工园区内。", when: all(newOrExpanded, "项目.是否化工项目"),
        keeps: all(wholly("化工园区"), "园区.是否化工园区")),
      .restrict(
        .spatial, "化工园区外的现有化工企业改建、技术改造，应当属于安全隐患改造或者节能环保改造，且不得新增产能。",
        when: all(#"项目.建设性质 in ("改建", "技术改造")"#, "项目.是否化工项目", not(wholly("化工园区"))),
        keeps: all(servesOnly("安全隐患改造", "节能环保改造"), "not(项目.新增产能)")),
      .permitOnly(
        .spatial, "新建化学制浆、造纸、印染、制革、电镀、铅蓄电池、金属冶炼项目仅允许整体位于合规产业园区内。",
        when: all(isNew, any(industry("C221", "C222", "C1713", "C1752", "C191", "C3843", "C321"), uses("电镀", "印染"))),
        keeps: all(wholly("产业园区"), "园区.合规")),
      .require(
        .spatial, "进入产业园区的新建、扩建工业项目，所属行业应当符合园区产业定位，污染治理项目和省重大项目除外。", when: all(newOrExpanded, industry("C"), wholly("产业园区")),
        keeps: fitsPark, unless: servesOnly("污染治理", "省重大项目")),
      .restrict(
        .spatial, "规划环境影响评价尚未通过审查的产业园区，暂缓引进新建、扩建工业项目，污染治理和节能环保改造项目除外。",
        when: all(newOrExpanded, industry("C"), inside("产业园区")), keeps: "园区.已开展规划环评", unless: servesOnly("污染治理", "节能环保改造")),
      .prohibit(
        .spatial, "生态空间管控区域内，禁止新建、扩建工业项目和规模化畜禽养殖场，依法取得不可避让论证意见的除外。",
        when: all(newOrExpanded, inside("生态空间管控区域"), any(industry("C"), builds("规模化畜禽养殖场"))), unless: paper("生态空间管控区域不可避让论证意见")),
      .restrict(
        .spatial, "线性基础设施、民生和防洪供水项目确需占用生态空间管控区域的，占用部分不得超过项目用地的10%，依法取得不可避让论证意见的除外。",
        when: all(inside("生态空间管控区域"), any(linear, serves("民生", "防洪", "供水"))), keeps: "重叠占比(\"生态空间管控区域\") <= 0.1",
        unless: paper("生态空间管控区域不可避让论证意见")),
      .require(
        .spatial, "公路、铁路、输电线路和油气管道穿越生态保护红线的，穿越长度不得超过3000米，并取得不可避让论证意见。",
        when: all(linear, inside("生态保护红线")), keeps: all("穿越长度(\"生态保护红线\") <= 3000", paper("不可避让论证意见"))),
      .prohibit(
        .spatial, "禁止新建、扩建新增产能的钢铁、水泥、平板玻璃项目，产能置换方案已经公告的除外。",
        when: all(newOrExpanded, "项目.新增产能", industry("C311", "C312", "C3011", "C3041")), unless: paper("产能置换公告")),
      .restrict(
        .spatial, "排放重点重金属和使用危险化学品的新建项目，与居住区边界的距离不得小于300米。",
        when: all(isNew, any("项目.涉重金属", "项目.使用危险化学品"), industry("C")), keeps: atLeast(300, from: "居住区")),
      .prohibit(
        .spatial, "禁止占用永久基本农田，国家重大项目依法取得建设用地批准文件的除外。", when: "项目.占用永久基本农田",
        unless: all(servesOnly("国家重大战略", "国家重大项目"), paper("建设用地批准文件"))),
      .prohibit(.spatial, "禁止新建、扩建国家产业结构调整目录中限制类、淘汰类项目。", when: newOrExpanded, keeps: "项目.符合产业政策"),
      .byPerson(
        .spatial, .prohibit, "原则上不得占用省级重要湿地，确需占用的应当合理选址、占补平衡。", when: all("项目.占用水域面积 > 0", inside("生态空间管控区域"))),
      .encourage(.spatial, "鼓励存量化工、印染企业关闭退出或者搬迁进入合规园区，腾退空间优先用于生态修复。"),
      .government(.spatial, "各设区市应当逐年核定生态空间管控区域面积，确保功能不降低、面积不减少、性质不改变。"),
    ]
  }
}
