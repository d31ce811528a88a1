import Zoning

/// 工业集中区: what stands stays, little that is new comes, and it moves to a park in time.
enum ClusterClauses: ListWriter {
  static func pool(_ u: UnitPlace) -> ClausePool {
    var pool = ClausePool()
    pool.least = 8
    let n = u.name
    let (trades, codes) = u.pick(
      "groups",
      [
        ("化工、印染、电镀", ["C26", "C1713", "C3360"]), ("制革、造纸、酿造", ["C19", "C22", "C151"]), ("铸造、热浸锌、炼钢", ["C3391", "C3360", "C312"]),
        ("再生塑料、再生橡胶", ["C292", "C2914", "C4220"]), ("水泥、砖瓦、石灰", ["C301", "C303"]), ("板材胶合、油漆家具", ["C202", "C2110"]),
        ("铅蓄电池、有色冶炼", ["C3843", "C321"]),
        ("农药、涂料、染料", ["C263", "C264"]),
      ])
    let land = u.number("land", 6, 40) * 1000
    let boiler = u.number("boiler", 4, 20, by: 2)
    let gap = u.number("gap", 50, 200, by: 10)
    let year = u.number("year", 2026, 2030)
    let cut = u.pick("cut pollutant", ["化学需氧量", "氨氮", "总磷", "总氮", "二氧化硫", "氮氧化物", "颗粒物", "挥发性有机物", "重点重金属"])

    pool.always(.prohibit(.spatial, "\(n)禁止新建、扩建\(trades)项目。", when: all(newOrExpanded, industry(codes))))
    pool.always(
      .restrict(
        .spatial, "\(n)内现有企业改建、扩建应当在原厂界内实施，单个项目用地不得超过\(land)平方米。", when: all(#"项目.建设性质 in ("改建", "扩建")"#, industry("C")),
        keeps: "项目.资源.用地面积 <= \(land)"))
    pool.always(.prohibit(.spatial, "\(n)不得新增“两高”项目和化工项目。", when: all(newOrExpanded, any("项目.两高", "项目.是否化工项目"))))
    pool.always(
      .restrict(
        .discharge, "\(n)内企业改建、技术改造后\(cut)排放量应当比现有排放量削减\(u.number("cut", 5, 20, by: 5))%以上。",
        when: all(#"项目.建设性质 in ("改建", "技术改造")"#, emits(cut)),
        keeps: "替代.\(cut).量 - 项目.排放.\(cut) >= \(hundredths(u.number("cut", 5, 20, by: 5))) * 项目.现有排放.\(cut)"))
    let traded = u.pick("traded pollutant", ["化学需氧量", "氨氮", "总磷", "总氮", "二氧化硫", "氮氧化物", "颗粒物", "挥发性有机物", "重点重金属"])
    pool.always(
      .require(
        .discharge, "\(n)内确需新增\(traded)排放的，等量削减替代来源应当位于\(u.county)行政区域内。", when: all(built, emits(traded)),
        keeps: all(replaced(traded, times: "1"), sourceInCounty(traded))))
    pool.perhaps(
      .prohibit(.spatial, "\(n)禁止新建、扩建国家产业结构调整目录限制类、淘汰类项目，以及规划环评未通过审查前的新增用地项目。", when: newOrExpanded, keeps: "项目.符合产业政策 and 项目.已开展规划环评"))
    let airRatio = tenths(u.number("air ratio", 12, 20, by: 2))
    pool.perhaps(
      .require(
        .discharge, "\(u.county)环境空气质量未达标的年度，\(n)新建、扩建项目颗粒物、氮氧化物实行\(airRatio)倍削减替代。",
        when: all(newOrExpanded, "not(区域.空气质量达标)", industry("C")),
        keeps: all(
          replaced("颗粒物", times: airRatio),
          replaced("氮氧化物", times: airRatio))))
    pool.perhaps(
      .require(
        .discharge, "\(n)内企业生产废水应当接管处理，管网未覆盖的不得外排。", when: all(industry("C"), "项目.排放水污染物"), keeps: any("项目.接管污水处理厂", #"项目.废水去向 = "不排放""#)))
    pool.perhaps(.prohibit(.risk, "\(n)禁止新建、扩建涉重金属项目和危险化学品仓储设施。", when: all(newOrExpanded, any("项目.涉重金属", builds("危险化学品仓储")))))
    pool.perhaps(
      .restrict(
        .spatial, "\(n)内喷漆、打磨、破碎车间与\(u.township)居住区的距离不得小于\(gap)米。", when: uses("喷漆", "涂装", "破碎", "铸造"), keeps: atLeast(gap, from: "居住区")))
    pool.perhaps(
      .prohibit(
        .resource, "\(n)内禁止使用每小时\(boiler)吨以下的燃煤、燃生物质锅炉。", when: all(builds("锅炉"), burns("煤炭", "生物质")), keeps: "项目.资源.锅炉蒸发量 > \(boiler)"))
    pool.perhaps(.byPerson(.spatial, .restrict, "\(n)原则上不再批准新增建设用地，腾退地块优先复垦复绿。", when: all(isNew, "项目.资源.用地面积 > \(land)")))
    pool.perhaps(.government(.spatial, "\(u.township)应当于\(year)年底前将\(n)内化工、印染等企业搬迁入园或者关停。"))
    pool.perhaps(.require(.risk, "\(n)内地块转为住宅、学校、医院用地的，应当先行提交土壤污染状况调查报告。", when: builds("房地产开发", "学校", "医院"), keeps: paper("土壤污染状况调查报告")))
    let voc = tenths(u.number("voc", 5, 40, by: 5))
    pool.perhaps(
      .restrict(
        .discharge, "\(n)内家具、包装印刷等项目挥发性有机物年新增量不得超过\(voc)吨，并使用低挥发性有机物含量原料。",
        when: all(newOrExpanded, industry("C21", "C23", "C292")),
        keeps: all(emission("挥发性有机物", atMost: voc), "项目.使用低VOCs涂料")))
    let output = u.number("output", 25, 80, by: 5)
    pool.perhaps(
      .restrict(
        .resource, "\(n)内新建、改建项目每平方米用地年产值不得低于\(output * 100)元。",
        when: all(#"项目.建设性质 in ("新建", "改建")"#, industry("C")), keeps: "项目.资源.年产值 >= \(output * 100) * 项目.资源.用地面积"
      ))
    let share = u.number("quota share", 10, 50, by: 5)
    let (first, second) = u.pick("quota pollutants", [("化学需氧量", "氨氮"), ("总磷", "总氮"), ("二氧化硫", "氮氧化物"), ("颗粒物", "挥发性有机物")])
    let quota = ClauseDraft.restrict(
      .discharge, "\(n)单个项目新增\(first)、\(second)均不得超过集中区余量的\(share)%。", when: all(wholly("产业园区"), built, any(emits(first), emits(second))),
      keeps: "100 * 项目.排放.\(first) <= \(share) * 园区.余量.\(first) and 100 * 项目.排放.\(second) <= \(share) * 园区.余量.\(second)")
    if u.chance("quota counts", 35) { pool.always(quota) } else { pool.perhaps(quota) }
    let positioned = ClauseDraft.require(
      .spatial, "\(n)新建项目所属行业应当与集中区主导产业相符，规划环评未通过审查的不得新增排污，合规园区内的省重大项目和污染治理项目除外。", when: all(isNew, industry("C"), wholly("产业园区")),
      keeps: all(fitsPark, any("园区.已开展规划环评", "not(项目.排放水污染物)")), unless: all("园区.合规", servesOnly("省重大项目", "污染治理")))
    if u.chance("positioned", 25) { pool.always(positioned) } else { pool.perhaps(positioned) }
    let mg = u.number("VOC mg", 40, 80, by: 5)
    let closed = ClauseDraft.require(
      .discharge, "\(n)内注塑、印刷、涂装工序应当密闭收集废气，挥发性有机物排放浓度不得高于每立方米\(mg)毫克。",
      when: any(uses("注塑", "印刷", "涂装", "喷漆"), all(industry("C292", "C23"), emits("挥发性有机物"))),
      keeps: "项目.VOCs密闭收集 and 项目.浓度.挥发性有机物 <= \(mg)")
    if u.chance("closed", 20) { pool.always(closed) } else { pool.perhaps(closed) }
    let noxMg = u.number("NOx mg", 50, 150, by: 10)
    let pmMg = u.number("PM mg", 10, 30, by: 5)
    pool.perhaps(
      .restrict(
        .discharge, "\(n)内锅炉、熔化炉、热处理炉烟气氮氧化物、颗粒物浓度分别不得高于每立方米\(noxMg)毫克和\(pmMg)毫克。",
        when: any(builds("锅炉"), uses("熔炼", "焙烧", "铸造")),
        keeps: "项目.浓度.氮氧化物 <= \(noxMg) and 项目.浓度.颗粒物 <= \(pmMg)"))
    pool.perhaps(.require(.discharge, "\(n)内企业实施改建、扩建、技术改造的，现有工程应当取得排污许可证。", when: all(grown, industry("C")), keeps: "项目.取得排污许可"))
    let belt = u.number("belt", 10, 50, by: 5)
    pool.perhaps(
      .require(
        .spatial, "\(n)内新建、扩建高噪声、涉气项目与\(u.township)居住区之间应当设置宽度不小于\(belt)米的防护绿带。",
        when: all(newOrExpanded, any(emits("颗粒物"), emits("挥发性有机物"))),
        keeps: "项目.资源.防护绿带宽度 >= \(belt)"))
    let waste = u.number("waste", 5, 30, by: 5)
    pool.perhaps(
      .afterwards(
        .risk, "\(n)内年产生危险废物\(waste)吨以上的企业，投产后应当纳入危险废物全生命周期监控系统。",
        when: "项目.资源.危险废物年产生量 >= \(waste)"))
    pool.perhaps(.encourage(.resource, "支持\(n)内企业使用屋顶光伏和工业余热，推进空压机、电机系统节能改造。"))
    return pool
  }
}
