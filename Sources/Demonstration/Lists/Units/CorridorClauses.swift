import Zoning

/// 清水通道维护区: rivers that carry clean water across the province.
enum CorridorClauses: ListWriter {
  static func pool(_ u: UnitPlace) -> ClausePool {
    var pool = ClausePool()
    let n = u.name, river = u.feature
    let phosphorus = hundredths(u.number("TP", 10, 30, by: 5))
    let ammonia = tenths(u.number("NH3-N", 10, 30, by: 5))
    let target = u.pick("class", ["Ⅱ类", "Ⅲ类"])
    let wharf = u.number("wharf", 20, 200, by: 20) * 100
    let (trades, codes) = u.pick(
      "trades",
      [
        ("印染、电镀、制革", ["C1713", "C1752", "C3360", "C191"]), ("化学制浆造纸、酿造、淀粉", ["C221", "C151", "C1391"]), ("化工、医药原料药", ["C26", "C2710"]),
        ("酸洗、磷化、金属表面处理", ["C3360", "C3340"]), ("水产品和屠宰加工", ["C135", "C136"]), ("染料、农药、炼油", ["C2645", "C263", "C251"]),
      ])

    pool.always(.prohibit(.spatial, "\(n)内禁止新建、扩建\(trades)项目。", when: all(newOrExpanded, industry(codes))))
    pool.always(
      .prohibit(
        .discharge, "\(n)内不得新设工业排污口，确需设置城镇污水处理厂尾水口的应当取得设置同意。", when: "项目.排污口.新设改设扩大",
        unless: all(#"项目.排污口.性质 = "城镇污水处理厂""#, paper("入河排污口设置同意"))))
    pool.always(
      .restrict(
        .discharge, "经批准直接排入\(river)的废水，总磷、氨氮浓度分别不得高于每升\(phosphorus)毫克和\(ammonia)毫克。", when: #"项目.废水去向 = "直接排放""#,
        keeps: all("项目.浓度.总磷 <= \(phosphorus)", "项目.浓度.氨氮 <= \(ammonia)")))
    pool.always(.government(.discharge, "\(river)\(u.county)段水质按\(target)目标管理，断面总磷年均浓度不高于每升\(phosphorus)毫克，未达标的限期编制达标方案。"))
    pool.perhaps(.prohibit(.risk, "禁止在\(n)堆放、填埋固体废物和设置有毒有害物品仓库。", when: builds("固体废物贮存填埋", "有毒有害物品仓库", "危险化学品仓储")))
    pool.perhaps(
      .restrict(
        .spatial, "\(river)两岸新建、改建码头用地不得超过\(wharf)平方米，并取得岸线使用批准文件。", when: all(builds("码头"), #"项目.建设性质 in ("新建", "改建")"#),
        keeps: all("项目.资源.用地面积 <= \(wharf)", paper("岸线使用批准文件"))))
    pool.perhaps(
      .restrict(
        .spatial, "占用\(river)水域的项目，应当等面积补偿，不得缩窄过水断面，防洪工程除外。", when: "项目.占用水域面积 > 0", keeps: "项目.补偿水域面积 >= 项目.占用水域面积",
        unless: servesOnly("防洪")))
    pool.perhaps(.byPerson(.spatial, .restrict, "跨越\(river)的桥梁、管线原则上应当合并通道、减少跨越次数。", when: linear))
    let intake = u.number("intake", 5, 50, by: 5)
    pool.perhaps(
      .require(
        .resource, "从\(river)取水的项目应当取得取水许可，年取水量超过\(intake)万立方米的安装在线计量。",
        when: all(builds("取水工程"), "项目.资源.年用水量 > \(intake * 10000)"), keeps: paper("取水许可")))
    pool.perhaps(.require(.discharge, "停靠\(n)的船舶作业区应当配备船舶污染物接收设施，实现零排放。", when: any(builds("码头"), industry("C373")), keeps: "项目.船舶污染物接收设施"))
    pool.perhaps(.encourage(.discharge, "支持\(river)沿线农田建设生态沟渠和退水净化塘，减少汛期面源入河。"))
    pool.perhaps(.afterwards(.risk, "穿越\(river)的油气管道投产后，应当每年开展一次河床冲刷和泄漏风险检测。", when: builds("输油输气管道")))
    let tn = u.number("TN", 3, 8)
    pool.perhaps(
      .restrict(
        .discharge, "\(n)内畜禽、水产养殖项目尾水总氮浓度不得高于每升\(tn)毫克，不外排的除外。", when: builds("水产养殖", "规模化畜禽养殖场"),
        keeps: "项目.浓度.总氮 <= \(tn)", unless: #"项目.废水去向 = "不排放""#))
    return pool
  }
}
