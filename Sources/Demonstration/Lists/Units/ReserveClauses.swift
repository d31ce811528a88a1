import Zoning

/// 自然保护区 and the places drawn like one.
enum ReserveClauses: ListWriter {
  static func pool(_ u: UnitPlace) -> ClausePool {
    var pool = ClausePool()
    let n = u.name
    let crossing = u.number("crossing", 400, 2400, by: 200)
    let temporary = u.number("temporary land", 800, 4800, by: 400)
    let patrols = u.number("patrols", 4, 24, by: 2)

    pool.always(
      .permitOnly(
        .spatial, "\(n)内仅允许实施科学研究观测、生态修复、防洪供水、文物保护、军事国防和国家重大战略项目，其他开发建设活动一律不得进入。",
        keeps: servesOnly("科学研究", "生态修复", "防洪", "供水", "文物保护", "军事国防", "国家重大战略")))
    pool.always(.prohibit(.spatial, "禁止在\(n)内开山采石、采砂取土、围垦造地。", when: builds("采石采矿", "采砂", "围湖造地", "围海造地")))
    pool.always(
      .require(
        .spatial, "公路、铁路、管线确需穿越\(n)的，穿越生态保护红线的长度不得超过\(crossing)米，并采取桥隧等无害化方式。", when: linear,
        keeps: all("穿越长度(\"生态保护红线\") <= \(crossing)", paper("不可避让论证意见"))))
    pool.always(.prohibit(.discharge, "\(n)内禁止新设、改设或者扩大排污口。", when: "项目.排污口.新设改设扩大"))
    pool.perhaps(
      .restrict(
        .resource, "\(n)内科研、管护工程临时用地不得超过\(temporary)平方米，使用期满立即恢复植被。", when: "项目.资源.临时用地面积 > 0", keeps: "项目.资源.临时用地面积 <= \(temporary)"))
    pool.perhaps(.prohibit(.risk, "\(n)及其外围保护地带禁止建设危险化学品、有毒有害物品贮存设施和油库。", when: builds("危险化学品仓储", "有毒有害物品仓库", "油库")))
    pool.perhaps(.require(.discharge, "\(n)管护、宣教设施产生的污水应当全部收集外运或者回用，不得外排。", when: builds("旅游设施", "永久性建筑物"), keeps: #"项目.废水去向 = "不排放""#))
    pool.perhaps(.byPerson(.spatial, .restrict, "在\(n)实验区开展参观、教学实习活动，应当合理确定线路和访客容量。", when: builds("旅游设施")).citing("自然保护区条例", "第三十二条"))
    pool.perhaps(.afterwards(.spatial, "经批准穿越\(n)的工程完工后一年内，应当恢复原有植被和动物通道并组织评估。", when: linear))
    let buildings = u.number("buildings", 200, 1200, by: 100)
    pool.perhaps(
      .restrict(
        .spatial, "\(n)内科研监测设施永久建筑占地不得超过\(buildings)平方米。", when: all(serves("科学研究"), "项目.资源.永久建筑占地面积 > 0"),
        keeps: "项目.资源.永久建筑占地面积 <= \(buildings)"))
    pool.perhaps(.government(.risk, "管理机构每年对\(n)开展不少于\(patrols)次地面巡护和1次遥感监测，发现人类活动变化及时核查。"))
    pool.perhaps(.encourage(.spatial, "支持\(n)周边社区发展生态种养和自然教育，逐步退出与保护目标不符的生产设施。"))
    return pool
  }
}
