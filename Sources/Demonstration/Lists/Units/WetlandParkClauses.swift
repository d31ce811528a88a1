import Zoning

/// 湿地公园.
enum WetlandParkClauses: ListWriter {
  static func pool(_ u: UnitPlace) -> ClausePool {
    var pool = ClausePool()
    let n = u.name
    let land = u.number("land", 2, 12) * 1000
    let ratio = u.number("buildings", 1, 4)

    pool.always(
      .permitOnly(
        .spatial, "\(n)内仅允许建设湿地保育、科普宣教、合理利用和配套管理服务设施。",
        keeps: publicWork(
          serving: ["生态修复", "科学研究", "供水", "防洪"],
          building: ["旅游设施", "生态修复", "科研监测设施", "供水设施", "取水工程", "防洪工程", "防洪护岸"])))
    pool.always(.prohibit(.spatial, "\(n)内禁止建设别墅类房地产、高尔夫球场和与湿地保护无关的经营场所。", when: builds("别墅类房地产", "高尔夫球场", "房地产开发", "主题公园")))
    pool.always(
      .restrict(
        .spatial, "\(n)合理利用区单个项目用地不得超过\(land)平方米，永久建筑占地不得超过用地的\(ratio)%。", when: builds("旅游设施"),
        keeps: all("项目.资源.用地面积 <= \(land)", "100 * 项目.资源.永久建筑占地面积 <= \(ratio) * 项目.资源.用地面积")))
    pool.always(.require(.discharge, "\(n)内餐饮、住宿、游客中心污水应当全部接入城镇污水管网。", when: builds("旅游设施", "餐饮"), keeps: "项目.接管污水处理厂"))
    let noise = u.number("noise", 45, 50)
    pool.perhaps(
      .restrict(
        .discharge, "\(n)夜间游览项目边界噪声不得高于\(noise)分贝。", when: all(builds("旅游设施"), "项目.运行.厂界夜间噪声 > 0"),
        keeps: "项目.运行.厂界夜间噪声 <= \(noise)"))
    pool.perhaps(.prohibit(.risk, "禁止向\(n)引入外来物种养殖和投放未经检疫的水生生物。", when: all(builds("水产养殖"), isNew)))
    pool.perhaps(.byPerson(.spatial, .restrict, "\(n)新增栈道、游船码头等设施应当合理布局，避让鸟类栖息和繁殖地。", when: builds("码头", "旅游设施")))
    let water = u.number("water", 5, 40, by: 5)
    pool.perhaps(
      .require(
        .resource, "\(n)景观、绿化用水应当使用再生水或者雨水，年取新鲜水量不得超过\(water * 1000)立方米。", when: builds("旅游设施"),
        keeps: "项目.资源.年用水量 <= \(water * 1000)"))
    pool.perhaps(.prohibit(.discharge, "\(n)范围内不得燃用煤炭、重油等高污染燃料。", when: dirtyFuel))
    pool.perhaps(.government(.spatial, "\(n)管理机构按年度公布访客承载量，核心保育区实行全封闭管理。"))
    pool.perhaps(.encourage(.spatial, "支持\(n)设立自然教育基地和长期生态观测样地。"))
    pool.perhaps(.afterwards(.spatial, "\(n)内服务设施运营后，应当每两年评估一次对水质和水鸟栖息的影响。", when: all(builds("旅游设施"), "项目.资源.用地面积 > \(land / 2)")))
    return pool
  }
}
