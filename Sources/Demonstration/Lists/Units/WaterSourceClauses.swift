import Zoning

/// 饮用水水源保护区: bans by level, and what crosses them.
enum WaterSourceClauses: ListWriter {
  static func pool(_ u: UnitPlace) -> ClausePool {
    var pool = ClausePool()
    let n = u.name
    let levels = u.unit.sourceLevels
    let pool3 = u.number("accident pool", 100, 600, by: 50)
    let gap = u.number("hazard gap", 200, 1000, by: 100)

    if levels.contains(1) || levels.isEmpty {
      pool.always(
        .permitOnly(
          .spatial, "\(n)一级保护区内仅允许建设与供水设施和保护水源有关的项目。", when: inside("饮用水水源一级保护区"),
          keeps: publicWork(serving: ["供水"], building: ["供水设施", "取水工程"])))
      pool.always(
        .prohibit(.spatial, "\(n)一级保护区内禁止旅游、水产养殖、餐饮和其他可能污染饮用水水体的活动。", when: all(inside("饮用水水源一级保护区"), builds("旅游设施", "水产养殖", "餐饮"))))
    }
    if levels.contains(2) || levels.isEmpty {
      pool.always(
        .prohibit(
          .spatial, "\(n)二级保护区内禁止新建、改建、扩建排放污染物的项目，以及规模化畜禽养殖场和固体废物堆场。",
          when: all(built, inside("饮用水水源二级保护区"), any("项目.排放水污染物", builds("规模化畜禽养殖场", "固体废物贮存填埋")))))
    }
    if levels.contains(3) || levels.isEmpty {
      pool.always(
        .restrict(
          .discharge, "\(n)准保护区内改建、扩建项目不得增加化学需氧量和氨氮排放量。", when: all(inside("饮用水水源准保护区"), grown),
          keeps: all(noNetGrowth("化学需氧量"), noNetGrowth("氨氮"))))
    }
    pool.always(
      .prohibit(
        .risk, "\(n)内禁止设置危险化学品、煤炭、矿砂装卸码头和水上加油站。", when: any(builds("水上加油站"), all(builds("码头"), "项目.使用危险化学品"))))
    pool.perhaps(
      .require(
        .risk, "公路、桥梁跨越\(n)的，应当设置防撞护栏、桥面径流收集系统和容积不小于\(pool3)立方米的事故应急池。", when: builds("公路", "铁路", "跨江通道"),
        keeps: "项目.资源.事故应急池容积 >= \(pool3)"))
    pool.perhaps(
      .restrict(
        .risk, "贮存危险化学品的设施与\(u.feature)一级保护区边界的距离应当大于\(gap)米。", when: all("项目.使用危险化学品", "项目.资源.危险化学品储存容积 > 0"),
        keeps: farther("饮用水水源一级保护区", gap)))
    pool.perhaps(.require(.resource, "在\(n)新增取水的，应当取得取水许可，不得影响\(u.county)城乡供水安全。", when: builds("取水工程"), keeps: paper("取水许可")))
    pool.perhaps(
      .byPerson(
        .spatial, .restrict, "\(n)汇水范围内各类开发活动应当严格控制，优先避让取水口上游岸线。", when: all(built, "项目.资源.用地面积 > \(u.number("catchment", 5, 20) * 1000)")))
    pool.perhaps(.government(.risk, "\(u.county)人民政府每年至少对\(n)开展\(u.number("inspections", 2, 12, by: 2))次风险排查，完善隔离防护和在线预警。"))
    pool.perhaps(.encourage(.spatial, "支持\(n)两岸建设宽度\(u.number("forest belt", 50, 300, by: 25))米以上的水源涵养林。"))
    let works = u.number("works", 10, 60, by: 5)
    pool.perhaps(
      .restrict(
        .resource, "\(n)内临时施工占地面积不得大于\(works * 100)平方米，且不得占用水域。", when: "项目.资源.临时用地面积 > 0",
        keeps: all("项目.资源.临时用地面积 <= \(works * 100)", "项目.占用水域面积 <= 0")))
    pool.perhaps(.afterwards(.risk, "供水工程建成后，应当将\(n)取水口水质自动监测数据接入市级平台。", when: builds("供水设施", "取水工程")))
    return pool
  }
}
