import Zoning

/// 城镇 and 街道: people live here.
enum TownClauses: ListWriter {
  static func pool(_ u: UnitPlace) -> ClausePool {
    var pool = ClausePool()
    let n = u.name
    let town = u.feature
    let kitchen = u.number("kitchen", 9, 30, by: 3)
    let paint = u.number("paint", 30, 120, by: 10)
    let noise = u.number("noise", 45, 55)
    let street = u.unit.kind == .street
    let solvent = hundredths(u.number("solvent", 20, 90, by: 10))

    pool.always(
      .prohibit(
        .spatial, "\(n)范围内禁止新建、扩建钢铁、水泥、化工、印染、电镀等高排放工业项目。",
        when: all(newOrExpanded, any("项目.两高", "项目.是否化工项目", industry("C31", "C301", "C1713", "C3360")))))
    pool.always(
      .restrict(
        .spatial, "\(town)新建、改建餐饮服务项目油烟排放口与居住区的距离不得小于\(kitchen)米。",
        when: all(any(builds("餐饮"), industry("H62")), #"项目.建设性质 in ("新建", "改建")"#),
        keeps: atLeast(kitchen, from: "居住区")))
    pool.always(
      .require(.discharge, "\(town)新建、改建、扩建项目应当实行雨污分流，污水全部接入城镇污水处理厂。", when: all(built, "项目.排放水污染物"), keeps: "项目.雨污分流 and 项目.接管污水处理厂"))
    let codMg = u.number("COD mg", 50, 100, by: 10)
    let tpMg = hundredths(u.number("TP mg", 50, 100, by: 10))
    pool.perhaps(
      .restrict(
        .discharge,
        "\(town)未接管的餐饮、洗涤、屠宰等排水，化学需氧量、总磷浓度分别不得高于每升\(codMg)毫克和\(tpMg)毫克，不外排的除外。",
        when: all("项目.排放水污染物", "not(项目.接管污水处理厂)", not(industry("C"))),
        keeps: all(
          "项目.浓度.化学需氧量 <= \(codMg)", "项目.浓度.总磷 <= \(tpMg)"),
        unless: #"项目.废水去向 = "不排放""#))
    let smallSite = u.number("small site", 5, 20)
    pool.perhaps(
      .require(
        .risk, "\(town)新建住宅、学校、医院的，应当取得用地的土壤污染状况调查报告，用地不足\(smallSite * 100)平方米的除外。", when: builds("房地产开发", "学校", "医院"),
        keeps: paper("土壤污染状况调查报告"),
        unless: "项目.资源.用地面积 < \(smallSite * 100)"))
    pool.perhaps(
      .restrict(
        .discharge, "\(town)汽车维修、家具喷涂项目应当使用低挥发性有机物含量涂料，挥发性有机物年排放量不得超过\(solvent)吨。", when: any(builds("汽车维修"), uses("喷漆", "涂装")),
        keeps: all("项目.使用低VOCs涂料", emission("挥发性有机物", atMost: solvent))))
    pool.perhaps(
      .restrict(.spatial, "\(n)内喷漆、钣金作业场所与居住区的距离应当大于\(paint)米。", when: any(builds("汽车维修"), uses("喷漆")), keeps: farther("居住区", paint)))
    pool.perhaps(
      .restrict(.discharge, "\(town)文化娱乐、商业设施边界夜间噪声不得高于\(noise)分贝。", when: builds("娱乐场所", "餐饮", "主题公园"), keeps: "项目.运行.厂界夜间噪声 <= \(noise)"))
    pool.perhaps(
      .prohibit(
        .resource, "\(town)执行高污染燃料\(u.pick("fuel class", ["Ⅰ类", "Ⅱ类", "Ⅲ类"]))管控，禁止新建、改建燃用煤炭、重油和散料生物质的设施。",
        when: all(#"项目.建设性质 in ("新建", "改建")"#, burns("煤炭", "重油", "生物质"), inside("高污染燃料禁燃区"))))
    let airCap = hundredths(u.number("air cap", 10, 60, by: 5))
    pool.perhaps(
      .restrict(
        .discharge, "环境空气质量未达标的年度，\(town)新建、扩建项目挥发性有机物年新增量不得超过\(airCap)吨，二氧化硫不得新增。",
        when: all(newOrExpanded, "not(区域.空气质量达标)"),
        keeps: all(emission("挥发性有机物", atMost: airCap), emission("二氧化硫", atMost: "0"))))
    pool.perhaps(.byPerson(.spatial, .restrict, "\(n)原则上不再新增工业用地，现有企业应当合理有序退出。", when: all(isNew, industry("C"), "not(全在(\"产业园区\"))")))
    pool.perhaps(
      .prohibit(.risk, "\(n)居住、商业、学校集中区域禁止新建加油站以外的危险化学品经营储存设施。", when: all(isNew, any(builds("危险化学品仓储", "有毒有害物品仓库"), industry("G594")))))
    let tank = u.number("tank", 60, 180, by: 30)
    let petrol = u.number("petrol", 25, 60, by: 5)
    pool.perhaps(
      .restrict(
        .risk, "\(town)新建加油站地下储罐总容积不得超过\(tank)立方米，与居住区的距离不得小于\(petrol)米。",
        when: all(builds("加油站"), isNew),
        keeps: all("项目.资源.危险化学品储存容积 <= \(tank)", atLeast(petrol, from: "居住区"))))
    let site = u.number("site", 1, 6)
    pool.perhaps(
      .restrict(
        .resource, "\(town)用地超过\(site)万平方米的公共建筑，清洁能源占比不得低于\(u.number("clean", 10, 40, by: 5))%。",
        when: all(builds("永久性建筑物", "学校", "医院", "房地产开发"), "项目.资源.用地面积 > \(site * 10000)"),
        keeps: "项目.资源.清洁能源占比 >= \(hundredths(u.number("clean", 10, 40, by: 5)))"))
    pool.perhaps(
      .government(
        .discharge,
        "\(u.county)人民政府应当在\(u.number("year", 2025, 2028))年底前完成\(town)污水管网排查和破损管网修复，生活污水集中收集率提高到\(u.number("collection", 70, 95))%以上。"))
    pool.perhaps(.encourage(.resource, "支持\(town)建设海绵城市设施和再生水利用管网，推广绿色建筑。"))
    pool.perhaps(
      .afterwards(.discharge, "\(town)餐饮服务项目营业后，应当每\(u.pick("cleaning", ["月", "两个月", "季度"]))清洗一次油烟净化设施并保存记录。", when: builds("餐饮")))
    if !street {
      let slaughter = u.number("slaughter", 3, 20)
      let ammonia = tenths(u.number("ammonia", 5, 20, by: 5))
      pool.perhaps(
        .restrict(
          .spatial,
          "\(town)镇区内畜禽屠宰、农产品加工项目用地不得超过\(slaughter * 1000)平方米，氨氮年新增量不得超过\(ammonia)吨。",
          when: all(built, industry("C135", "C137")),
          keeps: all(
            "项目.资源.用地面积 <= \(slaughter * 1000)", emission("氨氮", atMost: ammonia))))
    } else {
      pool.perhaps(
        .restrict(
          .discharge, "\(town)建筑工地夜间施工噪声不得高于\(noise)分贝，颗粒物在线监测联网。", when: any(industry("E47"), industry("K701")),
          keeps: "项目.运行.厂界夜间噪声 <= \(noise)"))
    }
    return pool
  }
}
