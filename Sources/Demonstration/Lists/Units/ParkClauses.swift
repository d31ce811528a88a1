import Zoning

/// 产业园区: positioning, limits per pollutant, distances, intensity; what varies comes from the park's own register entry.
enum ParkClauses: ListWriter {
  static func pool(_ u: UnitPlace, seed: UInt64) -> ClausePool {
    var pool = ClausePool()
    pool.least = 10
    guard let park = u.unit.park else { return pool }
    let trades = ParkTrades.of(park.profile)
    position(u, park, trades, seed, &pool)
    discharge(u, park, trades, &pool)
    risk(u, park, trades, &pool)
    resources(u, park, &pool)
    if park.chemical { ChemicalParkClauses.add(u, recognised: park.recognisedChemical, &pool) }
    return pool
  }

  // MARK: 空间布局约束

  private static func position(
    _ u: UnitPlace, _ park: ProvinceGeometry.Park, _ trades: ParkTrades, _ seed: UInt64, _ pool: inout ClausePool
  ) {
    let n = u.name
    let codes = ParkEntry.positioning(park)
    let words = park.profile.rawValue + (park.secondProfile.map { "、" + $0.rawValue } ?? "")
    // Whether a trade outside the positioning is refused or merely held back is each park's own switch.
    let manner = u.number("positioning", 0, 99)
    if manner < 25 {
      pool.always(
        .require(
          .spatial, "\(n)重点发展\(words)，新建、扩建工业项目所属行业应当列入园区台账载明的产业定位，污染治理项目和省重大项目除外。", when: all(newOrExpanded, industry("C")),
          keeps: fitsPark,
          unless: servesOnly("污染治理", "省重大项目")))
    } else if manner < 60 {
      pool.always(
        .permitOnly(
          .spatial, "\(n)产业定位为\(words)，仅允许引进与产业定位相符的新建、扩建工业项目，污染治理和节能环保改造项目除外。", when: all(newOrExpanded, industry("C")),
          keeps: onlyIndustries(codes),
          unless: servesOnly("污染治理", "节能环保改造")))
    } else {
      pool.always(
        .restrict(
          .spatial, "\(n)重点发展\(words)，限制引进与产业定位不符的工业项目，确需引进的应当经园区管理机构组织环境准入论证。", when: all(newOrExpanded, industry("C")),
          keeps: onlyIndustries(codes), unless: paper("环境准入论证意见")))
    }
    let banned = u.pick("banned", trades.banned)
    pool.always(.prohibit(.spatial, "\(n)禁止新建、扩建\(banned.words)项目。", when: all(newOrExpanded, industry(banned.codes))))
    pool.always(
      .restrict(
        .spatial, "\(n)内\(trades.limited.words)项目不得新增产能，确需新增的不得增加\(trades.pollutants[0])排放，节能环保类技术改造除外。",
        when: all(industry(trades.limited.codes), "项目.新增产能"),
        keeps: noNetGrowth(trades.pollutants[0]), unless: all(#"项目.建设性质 = "技术改造""#, servesOnly("节能环保改造"))))
    let gap = u.number("gap", 50, 500, by: 50)
    pool.perhaps(
      .restrict(
        .spatial, "\(n)内产生恶臭、挥发性有机物的生产车间与居住区的距离不得小于\(gap)米。",
        when: all(industry("C"), "项目.排放.挥发性有机物 > \(tenths(u.number("odour", 5, 30, by: 5)))"),
        keeps: atLeast(gap, from: "居住区")))
    let belt = u.number("belt", 20, 100, by: 10)
    pool.perhaps(
      .require(
        .spatial, "\(n)边界与\(u.township)集中居住区之间应当设置宽度不小于\(belt)米的防护绿带。", when: all(newOrExpanded, industry("C"), any("项目.两高", "项目.使用危险化学品")),
        keeps: "项目.资源.防护绿带宽度 >= \(belt)"))
    if !ParkEntry.planEIA(u.unit, seed: seed) {
      pool.always(
        .prohibit(
          .spatial, "\(n)规划环境影响评价通过审查前，禁止新建、扩建增加污染物排放的工业项目，取得审查意见的除外。",
          when: all(newOrExpanded, industry("C"), any(emits("化学需氧量"), emits("挥发性有机物"))),
          keeps: "园区.已开展规划环评", unless: paper("规划环评审查意见")))
    }
    if !park.recognised {
      pool.always(
        .restrict(
          .spatial, "\(n)尚未列入合规园区名录，列入前只允许现有工业企业实施不新增产能的改建和技术改造。", when: industry("C"),
          keeps: all(#"项目.建设性质 in ("改建", "技术改造")"#, "not(项目.新增产能)"), unless: "园区.合规"))
    }
    if !park.chemical {
      pool.perhaps(
        .prohibit(
          .spatial, "\(n)不是化工园区，禁止新建、扩建化工项目，单纯物理混合、分装的除外。", when: all(newOrExpanded, "项目.是否化工项目"),
          unless: all(usesOnly("物理混合"), not(industry("C263")))))
    }
    pool.perhaps(
      .byPerson(
        .spatial, .restrict, "\(n)内临近\(u.township)居民点的地块原则上布局无污染、轻污染的项目。",
        when: all(isNew, industry("C"), "距离(\"居住区\") < \(u.number("near", 50, 150, by: 10))", any("项目.两高", "项目.涉重金属", "项目.使用危险化学品"))))
  }

  // MARK: 污染物排放管控

  private static func discharge(_ u: UnitPlace, _ park: ProvinceGeometry.Park, _ trades: ParkTrades, _ pool: inout ClausePool) {
    let n = u.name
    let pollutant = u.pick("limited pollutant", trades.pollutants)
    let limit = Self.limit(pollutant, u)
    pool.always(
      .restrict(
        .discharge, "\(n)单个新建、扩建项目\(pollutant)年新增排放量不得超过\(limit)吨。", when: all(newOrExpanded, emits(pollutant)),
        keeps: emission(pollutant, atMost: limit)))

    let traded = u.pick("traded pollutant", ["化学需氧量", "氨氮", "总磷", "总氮", "二氧化硫", "氮氧化物", "颗粒物", "挥发性有机物", "重点重金属"])
    let ratio = tenths(u.pick("ratio", u.unit.taihuLevels.isEmpty ? [10, 11, 15] : [11, 15, 20]))
    let source = u.chance("source here", 65)
    pool.always(
      .require(
        .discharge, "\(n)内新增\(traded)排放的项目，\(ratio == "1" ? "实行等量" : "按照\(ratio)倍落实")削减替代" + (source ? "，替代来源应当位于\(u.county)。" : "。"),
        when: all(built, emits(traded)),
        keeps: source ? all(replaced(traded, times: ratio), sourceInCounty(traded)) : replaced(traded, times: ratio)))

    let percent = u.number("growth", 2, 12)
    let grown = u.pick("grown pollutant", ["化学需氧量", "氨氮", "总磷", "总氮", "二氧化硫", "氮氧化物", "颗粒物", "挥发性有机物", "重点重金属"])
    pool.perhaps(
      .restrict(
        .discharge, "\(n)内企业扩建、技术改造后，\(grown)新增量不得超过现有排放量的\(percent)%。", when: all(#"项目.建设性质 in ("扩建", "技术改造")"#, emits(grown)),
        keeps: withinExisting(grown, share: hundredths(percent))))

    let tenth = u.number("quota share", 5, 30, by: 5)
    let (first, second) = u.pick("quota pollutants", [("化学需氧量", "氨氮"), ("总磷", "总氮"), ("二氧化硫", "氮氧化物"), ("颗粒物", "挥发性有机物")])
    let quota = ClauseDraft.restrict(
      .discharge, "\(n)单个项目占用的\(first)、\(second)指标均不得超过园区余量的\(tenth)%，国家级园区内的战略性新兴产业项目除外。",
      when: all(wholly("产业园区"), newOrExpanded, any(emits(first), emits(second))),
      keeps: "100 * 项目.排放.\(first) <= \(tenth) * 园区.余量.\(first) and 100 * 项目.排放.\(second) <= \(tenth) * 园区.余量.\(second)",
      unless: #"园区.级别 = "国家级" and 项目.战略性新兴产业"#)
    if u.chance("quota counts", 50) { pool.always(quota) } else { pool.perhaps(quota) }
    pool.always(
      .require(
        .discharge, "\(n)内企业应当雨污分流、清污分流，生产废水全部接入\(u.feature)集中污水处理厂。", when: all(industry("C"), "项目.排放水污染物"),
        keeps: "项目.雨污分流 and 项目.接管污水处理厂"))
    let process = u.pick("process", trades.process.names)
    let concentration = u.number("VOC mg", 30, 80, by: 5)
    pool.perhaps(
      .require(
        .discharge, "\(n)内采用\(process)工艺的项目应当密闭收集废气，挥发性有机物排放浓度不得高于每立方米\(concentration)毫克。", when: uses(process),
        keeps: "项目.VOCs密闭收集 and 项目.浓度.挥发性有机物 <= \(concentration)"))
    let noxMg = u.number("NOx mg", 30, 100, by: 10)
    let pmMg = u.number("PM mg", 5, 20, by: 5)
    pool.perhaps(
      .restrict(
        .discharge, "\(n)内锅炉、窑炉烟气氮氧化物、颗粒物浓度分别不得高于每立方米\(noxMg)毫克和\(pmMg)毫克。",
        when: any(builds("锅炉"), uses("熔炼", "焙烧")),
        keeps: "项目.浓度.氮氧化物 <= \(noxMg) and 项目.浓度.颗粒物 <= \(pmMg)"))
    pool.perhaps(.encourage(.discharge, "支持\(n)建设集中喷涂、集中供热和活性炭集中再生等“绿岛”设施。"))
    pool.perhaps(
      .require(.discharge, "\(n)内改建、扩建企业应当持有有效的排污许可证，并落实许可证载明的整改要求。", when: #"项目.建设性质 in ("改建", "扩建")"#, keeps: "项目.取得排污许可"))
  }

  /// Tonnes a year that one project may add, by pollutant and the park's area.
  private static func limit(_ pollutant: String, _ u: UnitPlace) -> String {
    let scale = min(40, 4 + u.area)
    let r = u.number("limit", 80, 140, by: 5)
    switch pollutant {
    case "总磷": return hundredths(max(5, scale * r / 100))
    case "重点重金属": return thousandths(max(2, scale * r / 400))
    case "氨氮": return tenths(max(10, scale * r / 60))
    case "总氮": return tenths(max(30, scale * r / 30))
    default: return String(max(8, scale * r / 60))
    }
  }

  // MARK: 环境风险防控

  private static func risk(_ u: UnitPlace, _ park: ProvinceGeometry.Park, _ trades: ParkTrades, _ pool: inout ClausePool) {
    let n = u.name
    let threshold = u.number("storage", 20, 120, by: 10)
    let share = u.pick("pool share", [25, 30, 40, 50])
    pool.always(
      .require(
        .risk, "\(n)内危险化学品储存容积超过\(threshold)立方米的项目，事故应急池有效容积不得小于储存容积的\(share)%，并与园区应急池连通。",
        when: "项目.资源.危险化学品储存容积 > \(threshold)", keeps: "项目.资源.事故应急池容积 >= \(hundredths(share)) * 项目.资源.危险化学品储存容积"))
    pool.perhaps(
      .require(
        .risk, "\(n)内涉及\(trades.process.words)的企业应当编制突发环境事件应急预案，每年演练不少于\(u.number("drills", 1, 4))次。",
        when: any(uses(trades.process.names), "项目.使用危险化学品"), keeps: "项目.已编制应急预案"))
    let waste = u.number("waste", 50, 500, by: 50)
    pool.perhaps(
      .require(
        .risk, "\(n)内年产生危险废物超过\(waste)吨的项目，应当落实县域内利用处置去向。", when: all("项目.资源.危险废物年产生量 > \(waste)", not(industry("N772"))),
        keeps: paper("危险废物利用处置协议")))
    if u.chance("heavy metals", 60) {
      pool.perhaps(
        .prohibit(.risk, "\(n)禁止新建、扩建排放铅、汞、镉、铬、砷的项目。", when: all(newOrExpanded, "项目.涉重金属"), keeps: emission("重点重金属", atMost: "0")))
    } else {
      pool.perhaps(
        .restrict(
          .risk, "\(n)新增重点重金属排放的项目应当按照1.2倍落实替代，且取得总量指标确认。", when: all(built, "项目.涉重金属"),
          keeps: all(replaced("重点重金属", times: "1.2"), paper("总量指标确认书"))))
    }
    pool.perhaps(
      .afterwards(
        .risk, "\(n)内涉重金属、使用危险化学品的企业投产后，应当每\(u.pick("years", ["年", "两年", "三年"]))开展一次土壤和地下水监测。",
        when: all(industry("C"), any("项目.涉重金属", "项目.使用危险化学品"))))
    pool.perhaps(
      .byPerson(
        .risk, .require, "\(n)应当合理控制高风险企业布局，避免事故风险叠加影响\(u.township)。", when: all("项目.使用危险化学品", "项目.资源.危险化学品储存容积 > \(threshold * 5)")))
    pool.perhaps(.government(.risk, "\(n)管理机构应当建成三级防控体系，每\(u.number("assessment", 2, 5))年开展一次区域环境风险评估。"))
  }

  // MARK: 资源利用效率要求

  private static func resources(_ u: UnitPlace, _ park: ProvinceGeometry.Park, _ pool: inout ClausePool) {
    let n = u.name
    let water = u.number("water", 5, 18), energy = u.number("energy", 20, 80, by: 5)
    let invest = u.number("invest", 30, 75, by: 5) * 100, output = u.number("output", 40, 120, by: 5) * 100
    pool.perhaps(
      .require(
        .resource, "\(n)新建工业项目每万元产值新鲜水用量不得高于\(water)立方米。", when: all(isNew, industry("C")),
        keeps: "10000 * 项目.资源.年用水量 <= \(water) * 项目.资源.年产值"))
    pool.perhaps(
      .require(
        .resource, "\(n)新建、扩建工业项目每万元产值综合能耗不得高于\(hundredths(energy))吨标准煤，“两高”项目按照节能审查意见执行。", when: all(newOrExpanded, industry("C")),
        keeps: "10000 * 项目.资源.年综合能耗 <= \(hundredths(energy)) * 项目.资源.年产值", unless: all("项目.两高", paper("节能审查意见"))))
    pool.always(
      .restrict(
        .resource, "\(n)新建工业项目每平方米用地的固定资产投资不得低于\(invest)元、达产后年产值不得低于\(output)元。", when: all(isNew, industry("C")),
        keeps: all("项目.资源.投资额 >= \(invest) * 项目.资源.用地面积", "项目.资源.年产值 >= \(output) * 项目.资源.用地面积")))
    let clean = u.number("clean", 20, 60, by: 5)
    let tce = u.number("tce", 1, 9)
    pool.perhaps(
      .require(
        .resource, "\(n)内年综合能耗超过\(tce * 1000)吨标准煤的项目，清洁能源占比不得低于\(clean)%。",
        when: all(newOrExpanded, "项目.资源.年综合能耗 > \(tce * 1000)"), keeps: "项目.资源.清洁能源占比 >= \(hundredths(clean))"))
    let reuse = u.number("reuse", 55, 90, by: 5)
    let bigWater = u.number("big water", 5, 40, by: 5)
    pool.perhaps(
      .require(
        .resource, "\(n)内年用水量超过\(bigWater)万立方米的企业，工业用水重复利用率不得低于\(reuse)%。",
        when: all(industry("C"), "项目.资源.年用水量 > \(bigWater * 10000)"),
        keeps: "项目.资源.水重复利用率 >= \(hundredths(reuse))"))
    let cod = u.number("cod per hectare", 100, 600, by: 50)
    pool.perhaps(
      .restrict(
        .resource, "\(n)内新建项目每公顷用地化学需氧量年排放量不得高于\(cod)千克。", when: all(isNew, "项目.排放水污染物"),
        keeps: "10000000 * 项目.排放.化学需氧量 <= \(cod) * 项目.资源.用地面积"))
    let boiler = u.number("boiler", 10, 35, by: 5)
    pool.perhaps(
      .prohibit(
        .resource, "\(n)实行集中供热，供热管网覆盖范围内禁止新建燃用高污染燃料和每小时\(boiler)吨以下的燃生物质锅炉。",
        when: all(isNew, builds("锅炉"), any(dirtyFuel, all(burns("生物质"), "项目.资源.锅炉蒸发量 <= \(boiler)")))))
    pool.perhaps(.government(.resource, "\(n)每年开展单位用地产出和能耗评价，对后\(u.number("tail", 5, 15))%的企业实施提档升级。"))
  }
}
