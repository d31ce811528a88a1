import Zoning

/// 重要湿地, the lakes' and the Yangtze's water included.
enum WetlandClauses: ListWriter {
  static func pool(_ u: UnitPlace) -> ClausePool {
    var pool = ClausePool()
    let n = u.name, water = u.feature
    let share = hundredths(u.number("share", 2, 10))
    let percent = u.number("share", 2, 10)
    let compensation = tenths(u.pick("compensation", [10, 12, 15, 20]))
    let nutrient = tenths(u.number("TN", 10, 20, by: 5))

    pool.always(.prohibit(.spatial, "禁止在\(n)围垦、填埋、排干湿地或者截断水源。", when: builds("围湖造地", "围海造地", "采砂", "固体废物贮存填埋")).citing("湿地保护法"))
    pool.always(
      .restrict(
        .spatial, "线性工程占用\(n)的，占用生态空间管控区域的比例不得超过项目用地的\(percent)%，取得湿地占用审核意见的除外。", when: all(linear, inside("生态空间管控区域")),
        keeps: "重叠占比(\"生态空间管控区域\") <= \(share)",
        unless: paper("湿地占用审核意见")))
    pool.always(
      .require(
        .spatial, "占用\(water)水域的项目，应当\(compensation == "1" ? "等面积" : "按照占用面积\(compensation)倍的标准")补偿水域、恢复湿地。", when: "项目.占用水域面积 > 0",
        keeps: compensation == "1" ? "项目.补偿水域面积 >= 项目.占用水域面积" : "项目.补偿水域面积 >= \(compensation) * 项目.占用水域面积"))
    pool.always(.prohibit(.discharge, "\(n)内禁止新设、改设或者扩大工业、养殖类排污口。", when: #"项目.排污口.新设改设扩大 and 项目.排污口.性质 in ("工业", "养殖")"#))
    pool.perhaps(.prohibit(.spatial, "\(water)水面禁止新增围网、网箱养殖。", when: all(builds("水产养殖"), newOrExpanded, "项目.占用水域面积 > 0")))
    pool.perhaps(
      .restrict(.discharge, "直接排入\(water)的尾水总氮浓度不得高于每升\(nutrient)毫克。", when: #"项目.废水去向 = "直接排放""#, keeps: "项目.浓度.总氮 <= \(nutrient)"))
    pool.perhaps(
      .prohibit(
        .spatial, "\(u.pick("birds", ["候鸟越冬期", "水鸟繁殖期", "候鸟迁徙期"]))内不得在\(n)实施涉水爆破、打桩和清淤作业，防洪和消除安全隐患工程除外。", when: "项目.保护期内涉水施工",
        unless: servesOnly("防洪", "安全隐患改造")))
    let temporary = u.number("temporary", 5, 30, by: 5)
    pool.perhaps(
      .restrict(
        .spatial, "临时占用\(n)的面积不得超过\(temporary * 100)平方米，不得修建永久性建筑物。", when: "项目.资源.临时用地面积 > 0",
        keeps: all("项目.资源.临时用地面积 <= \(temporary * 100)", not(builds("永久性建筑物")))
      ).citing("湿地保护法", "第二十条"))
    pool.perhaps(.byPerson(.spatial, .prohibit, "原则上不在\(n)布局水上光伏、风力发电等大面积遮蔽水面的项目。", when: industry("D4415", "D4416")))
    let intake = u.number("intake", 10, 90, by: 10)
    pool.perhaps(
      .require(
        .resource, "\(water)取水工程应当保障最低生态水位，年取水量超过\(intake)万立方米的取得取水许可。",
        when: all(builds("取水工程"), "项目.资源.年用水量 > \(intake * 10000)"), keeps: paper("取水许可")))
    pool.perhaps(.prohibit(.risk, "\(n)及沿岸禁止新建油库、危险化学品仓储设施。", when: all(isNew, builds("油库", "危险化学品仓储"))))
    pool.perhaps(.government(.spatial, "\(u.county)人民政府每年修复\(water)退化湿地不少于\(u.number("restoration", 5, 60, by: 5))公顷，开展水鸟同步调查。"))
    pool.perhaps(.afterwards(.spatial, "占用\(n)的工程竣工后两年内，应当完成湿地恢复效果评估并报林业主管部门。", when: all("项目.占用水域面积 > 0", linear)))
    pool.perhaps(.encourage(.spatial, "鼓励\(water)周边开展退养还湿、退耕还湿和小微湿地建设。"))
    return pool
  }
}
