import Zoning

/// 森林公园, 生态公益林, and 风景名胜区, which is drawn like one.
enum ForestClauses: ListWriter {
  static func pool(_ u: UnitPlace) -> ClausePool {
    var pool = ClausePool()
    let n = u.name, hill = u.feature
    let land = u.number("land", 10, 80, by: 5) * 100
    pool.always(
      .prohibit(.spatial, "禁止在\(n)开山采石、取土，毁林开垦，消除安全隐患的宕口修复除外。", when: builds("采石采矿"), unless: all(servesOnly("安全隐患改造"), buildsOnly("生态修复")))
    )
    pool.always(.prohibit(.spatial, "\(n)内不得建设别墅类房地产、高尔夫球场和工业项目。", when: any(builds("别墅类房地产", "高尔夫球场"), industry("C"))))
    pool.always(
      .require(
        .spatial, "占用\(n)林地的，应当取得使用林地审核同意书，单个项目用地不得超过\(land)平方米，军事国防和国家重大战略项目除外。", when: built,
        keeps: all(paper("使用林地审核同意书"), "项目.资源.用地面积 <= \(land)"), unless: servesOnly("军事国防", "国家重大战略")))
    pool.always(
      .require(
        .discharge, "\(n)内旅游服务设施污水应当收集处理后接管或者回用，不得排入山塘溪沟。", when: builds("旅游设施", "餐饮"), keeps: any("项目.接管污水处理厂", #"项目.废水去向 = "不排放""#)))
    let buildings = u.number("buildings", 3, 15)
    pool.perhaps(
      .restrict(
        .spatial, "\(n)内永久建筑占地不得超过\(buildings * 100)平方米，建筑高度不得突破林冠线。", when: "项目.资源.永久建筑占地面积 > 0",
        keeps: "项目.资源.永久建筑占地面积 <= \(buildings * 100)"))
    pool.perhaps(.prohibit(.risk, "\(n)及其防火隔离带内禁止设置加油站、油库和危险化学品仓储设施。", when: builds("加油站", "油库", "危险化学品仓储")))
    pool.perhaps(
      .byPerson(
        .spatial, .restrict, "\(hill)坡地建设应当严格控制挖填方规模，合理避让古树名木和水源涵养林。", when: all(built, "项目.资源.用地面积 > \(u.number("slope", 1, 5) * 1000)")))
    let temporary = u.number("temporary", 3, 20)
    pool.perhaps(
      .restrict(
        .resource, "\(n)内施工临时用地不得超过\(temporary * 100)平方米，完工后一年内恢复林业生产条件。", when: "项目.资源.临时用地面积 > 0",
        keeps: "项目.资源.临时用地面积 <= \(temporary * 100)"))
    pool.perhaps(.prohibit(.discharge, "\(n)内锅炉、炉灶禁止燃用煤炭、生物质散料等燃料。", when: burns("煤炭", "生物质", "焦炭")))
    let line = u.number("line", 3, 15)
    pool.perhaps(
      .restrict(
        .risk, "\(n)内输电线路穿越生态保护红线的长度不得超过\(line * 100)米，塔基避让陡坡。", when: builds("输电线路"),
        keeps: "穿越长度(\"生态保护红线\") <= \(line * 100)"))
    pool.perhaps(.afterwards(.spatial, "\(hill)内线性工程完工后，应当按照一树一策要求补植同等数量乡土树种。", when: linear))
    pool.perhaps(.government(.risk, "\(u.county)林业主管部门在防火期内对\(n)实行每日巡护，防火道路每年养护\(u.number("road", 1, 4))次。"))
    pool.perhaps(.encourage(.spatial, "支持\(hill)实施宕口复绿和林相改造，提升水源涵养和碳汇功能。"))
    if u.unit.kind == .scenic {
      pool.always(
        .prohibit(.risk, "\(n)内禁止修建储存爆炸性、易燃性、放射性、毒害性、腐蚀性物品的设施。", when: any(builds("危险化学品仓储", "有毒有害物品仓库"), "项目.资源.危险化学品储存容积 > 0")).citing(
          "风景名胜区条例", "第二十六条第二项"))
      pool.perhaps(
        .require(
          .spatial, "\(n)内索道、缆车、大型文化体育设施等重大建设工程，应当取得选址方案核准意见。",
          when: all(built, builds("旅游设施", "主题公园"), "项目.资源.用地面积 > \(u.number("major", 3, 9) * 1000)"), keeps: paper("重大建设工程选址核准意见")))
      let night = u.number("night", 42, 48)
      pool.perhaps(
        .restrict(
          .spatial, "\(n)景观视廊内夜间照明、表演项目边界噪声不得高于\(night)分贝。", when: builds("主题公园", "旅游设施"),
          keeps: "项目.运行.厂界夜间噪声 <= \(night)"))
    }
    return pool
  }
}
