import Zoning

/// 重要渔业水域 and 水产种质资源保护区.
enum FisheryClauses: ListWriter {
  static func pool(_ u: UnitPlace) -> ClausePool {
    var pool = ClausePool()
    let n = u.name, water = u.feature
    let start = u.pick("closed from", [2, 3, 4]), months = u.pick("closed for", [3, 4, 5])
    let dredge = u.number("dredge", 10, 80, by: 5) * 1000
    let species = u.pick("species", ["青虾、河蚬", "翘嘴鲌、银鱼", "中华绒螯蟹", "黄颡鱼、蒙古鲌", "刀鲚、长吻鮠", "秀丽白虾", "鳜鱼、乌鳢"])

    pool.always(
      .prohibit(
        .spatial, "\(n)特别保护期为每年\(start)月1日至\(start + months)月30日，期间不得实施采砂、打桩、爆破等涉水作业，防洪和消除安全隐患工程经专题论证的除外。", when: "项目.保护期内涉水施工",
        unless: all(servesOnly("防洪", "安全隐患改造"), paper("水产种质资源影响专题论证意见"))))
    pool.always(.prohibit(.spatial, "\(n)内禁止围湖造田、围海造地和采砂。", when: builds("围湖造地", "围海造地", "采砂")))
    pool.always(
      .prohibit(.discharge, "\(n)内禁止新建排污口，污染治理项目取得设置同意的除外。", when: "项目.排污口.新设改设扩大", unless: all(servesOnly("污染治理"), paper("入河排污口设置同意"))))
    pool.always(
      .require(
        .spatial, "占用\(n)的涉水工程应当开展对\(species)等主要保护对象的专题影响论证，落实增殖放流等补偿措施。", when: any("项目.占用水域面积 > 0", builds("码头", "取水工程", "跨江通道")),
        keeps: paper("水产种质资源影响专题论证意见")))
    pool.perhaps(
      .restrict(
        .spatial, "航道、港池疏浚占用\(water)水域不得超过\(dredge)平方米，防洪清淤除外。", when: all("项目.占用水域面积 > 0", built), keeps: "项目.占用水域面积 <= \(dredge)",
        unless: servesOnly("防洪")))
    let tp = tenths(u.number("TP", 2, 6))
    pool.perhaps(
      .restrict(
        .discharge, "\(water)养殖尾水总磷浓度不得高于每升\(tp)毫克。", when: all(builds("水产养殖"), "项目.排放水污染物"),
        keeps: "项目.浓度.总磷 <= \(tp)"))
    pool.perhaps(.prohibit(.risk, "\(n)沿岸禁止新建有毒有害物品仓库和船舶拆解场。", when: all(isNew, any(builds("有毒有害物品仓库"), industry("C3736")))))
    pool.perhaps(.byPerson(.spatial, .restrict, "\(n)周边新增旅游、垂钓设施应当合理确定规模，不得影响\(species)产卵洄游。", when: builds("旅游设施")))
    let intake = u.number("water", 10, 60, by: 10)
    pool.perhaps(
      .require(
        .resource, "在\(n)取水应当设置拦鱼设施，新增年取水量不得超过\(intake)万立方米，民生供水取得取水许可的除外。", when: builds("取水工程"),
        keeps: "项目.资源.年用水量 <= \(intake * 10000)", unless: all(servesOnly("民生"), paper("取水许可"))))
    pool.perhaps(.afterwards(.spatial, "涉及\(n)的工程完工后三年内，应当按年度实施\(species)增殖放流并公示。", when: all("项目.占用水域面积 > 0", any(linear, builds("码头")))))
    pool.perhaps(.government(.spatial, "渔业主管部门每年对\(n)开展\(u.number("surveys", 2, 6))次资源监测，公布保护对象种群变化。"))
    pool.perhaps(.encourage(.spatial, "支持在\(water)建设人工鱼巢和水生植物恢复区。"))
    return pool
  }
}
