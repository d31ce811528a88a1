import Zoning

/// 洪水调蓄区.
enum FloodStorageClauses: ListWriter {
  static func pool(_ u: UnitPlace) -> ClausePool {
    var pool = ClausePool()
    let n = u.name, water = u.feature
    let occupied = u.number("occupied", 5, 40, by: 5) * 1000
    pool.always(
      .prohibit(
        .spatial, "\(n)内禁止建设妨碍行洪的建筑物、构筑物，倾倒垃圾渣土，取得防洪影响评价批复的防洪设施除外。", when: builds("永久性建筑物", "房地产开发", "固体废物贮存填埋"),
        unless: all(servesOnly("防洪"), paper("防洪影响评价批复"))))
    pool.always(.require(.spatial, "在\(n)建设跨河、穿堤、临河工程，应当取得防洪影响评价批复。", when: any(linear, builds("码头", "取水工程")), keeps: paper("防洪影响评价批复")))
    pool.always(
      .restrict(
        .spatial, "占用\(water)调蓄水面不得超过\(occupied)平方米，并按照先补后占原则等效补偿。", when: "项目.占用水域面积 > 0",
        keeps: all("项目.占用水域面积 <= \(occupied)", "项目.补偿水域面积 >= 项目.占用水域面积")))
    pool.always(.prohibit(.risk, "\(n)内禁止贮存危险化学品，设置尾矿库和危险废物贮存场所。", when: any(builds("危险化学品仓储", "尾矿库", "有毒有害物品仓库"), "项目.资源.危险化学品储存容积 > 0")))
    pool.perhaps(.prohibit(.discharge, "\(n)汛期滞洪水面不得接纳未经处理的工业废水。", when: all(#"项目.废水去向 = "直接排放""#, industry("C"))))
    let solar = u.number("solar", 10, 90, by: 10)
    pool.perhaps(
      .restrict(
        .spatial, "\(n)内光伏、养殖设施应当采用可行洪的高架结构，占地不得超过\(solar * 1000)平方米。",
        when: any(industry("D4416"), builds("水产养殖")), keeps: "项目.资源.用地面积 <= \(solar * 1000)"))
    pool.perhaps(.byPerson(.spatial, .restrict, "\(water)滩地耕种和林木种植应当合理控制高度和密度，不得阻水。", when: industry("A01", "A02")))
    let soil = u.number("soil", 10, 80, by: 10)
    pool.perhaps(
      .restrict(
        .resource, "\(n)内取土、弃土临时用地不得超过\(soil * 100)平方米，防洪工程除外。", when: "项目.资源.临时用地面积 > 0",
        keeps: "项目.资源.临时用地面积 <= \(soil * 100)", unless: buildsOnly("防洪工程")))
    let heads = u.number("heads", 2, 12)
    pool.perhaps(
      .restrict(
        .discharge, "\(n)内规模化畜禽养殖存栏不得超过\(heads * 100)头，粪污全部还田利用。", when: builds("规模化畜禽养殖场"),
        keeps: all("项目.资源.养殖规模 <= \(heads * 100)", #"项目.废水去向 = "不排放""#)))
    pool.perhaps(.afterwards(.risk, "涉及\(n)的跨河工程应当在每年汛前完成防汛预案修订和应急演练。", when: any(linear, builds("码头"))))
    pool.perhaps(.government(.risk, "水行政主管部门于每年汛前对\(n)进行清障检查，核定调蓄库容不减少。"))
    pool.perhaps(.encourage(.spatial, "鼓励\(water)周边低洼圩区退圩还湖，恢复调蓄空间。"))
    return pool
  }
}
