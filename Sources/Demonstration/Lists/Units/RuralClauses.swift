import Zoning

/// 一般管控单元: the rest of a township.
enum RuralClauses: ListWriter {
  static func pool(_ u: UnitPlace) -> ClausePool {
    var pool = ClausePool()
    let n = u.name, town = u.township
    let heads = max(5, min(200, u.area * 2)) * u.number("heads", 60, 140, by: 10)
    let distance = u.number("livestock", 200, 800, by: 50)
    let groundwater = u.number("groundwater", 2, 30) * 1000

    pool.always(
      .prohibit(
        .spatial, "\(n)内禁止占用永久基本农田发展水产养殖和建设工业项目，依法批准的国家重大战略项目除外。", when: all("项目.占用永久基本农田", any(industry("C"), builds("水产养殖"))),
        unless: all(servesOnly("国家重大战略"), paper("建设用地批准文件"))))
    pool.always(
      .restrict(
        .spatial, "\(n)新建、扩建规模化畜禽养殖场折合生猪存栏不得超过\(heads)头，与居住区的距离不得小于\(distance)米。", when: all(newOrExpanded, builds("规模化畜禽养殖场")),
        keeps: all("项目.资源.养殖规模 <= \(heads)", atLeast(distance, from: "居住区"))))
    pool.always(
      .permitOnly(
        .spatial, "\(town)园区以外新建、扩建工业项目仅允许在列入保留名录的工业点内实施，污染治理和民生项目除外。", when: all(newOrExpanded, industry("C"), "not(全在(\"产业园区\"))"),
        keeps: paper("工业点保留认定意见"),
        unless: servesOnly("污染治理", "民生")))
    pool.always(
      .restrict(
        .resource, "\(n)内取用地下水的年取水量不得超过\(groundwater)立方米，并取得取水许可，城乡供水除外。", when: "项目.取用地下水",
        keeps: all("项目.资源.年取地下水量 <= \(groundwater)", paper("取水许可")), unless: servesOnly("供水")))
    let tp = tenths(u.number("TP", 4, 10))
    let tn = tenths(u.number("TN", 30, 60, by: 5))
    pool.perhaps(
      .restrict(
        .discharge, "\(town)池塘养殖尾水总磷、总氮浓度分别不得高于每升\(tp)毫克和\(tn)毫克。",
        when: all(builds("水产养殖"), #"项目.废水去向 = "直接排放""#),
        keeps: all("项目.浓度.总磷 <= \(tp)", "项目.浓度.总氮 <= \(tn)")))
    pool.perhaps(
      .require(
        .discharge, "\(town)规模化畜禽养殖场粪污应当全部资源化利用，不得向水体排放。", when: builds("规模化畜禽养殖场"), keeps: #"项目.废水去向 = "不排放" and not(项目.排污口.新设改设扩大)"#))
    pool.perhaps(.prohibit(.risk, "\(n)内禁止新建危险废物集中贮存、处置设施和化工原料仓库。", when: all(isNew, any(industry("N7724", "G5942"), builds("危险化学品仓储")))))
    let solar = u.number("solar", 5, 50, by: 5)
    pool.perhaps(
      .restrict(
        .spatial, "\(n)内光伏发电、农业设施等项目用地超过\(solar)万平方米的，不得占用永久基本农田，依法取得建设用地批准文件的除外。",
        when: all(industry("D4416", "A05"), "项目.资源.用地面积 > \(solar * 10000)"), keeps: "not(项目.占用永久基本农田)",
        unless: paper("建设用地批准文件")))
    let waterRatio = tenths(u.number("water ratio", 11, 20))
    pool.perhaps(
      .require(
        .discharge, "水环境质量未达标的年度，\(n)新建、改建、扩建项目氨氮按\(waterRatio)倍落实削减替代。",
        when: all(built, "not(区域.水环境质量达标)", emits("氨氮")), keeps: replaced("氨氮", times: waterRatio)))
    pool.perhaps(
      .prohibit(
        .spatial, "\(town)行政区域内禁止新建、扩建不符合国家产业政策的砖瓦、铸造、塑料造粒等小散项目。", when: all(newOrExpanded, industry("C303", "C3391", "C4220")),
        keeps: "项目.符合产业政策"))
    if CityCharacter.of(u.unit.cityCode)?.waterShort == true {
      let shortWater = u.number("short water", 2, 30)
      pool.perhaps(
        .restrict(
          .resource,
          "\(n)地处缺水地区的，新增用水项目年取新鲜水量不得超过\(shortWater * 10000)立方米，高耗水项目水重复利用率不得低于\(u.number("short reuse", 75, 90, by: 5))%。",
          when: all("区域.缺水地区", newOrExpanded, "项目.高耗水"),
          keeps: all(
            "项目.资源.年用水量 <= \(shortWater * 10000)",
            "项目.资源.水重复利用率 >= \(hundredths(u.number("short reuse", 75, 90, by: 5)))")))
    }
    pool.perhaps(.byPerson(.spatial, .restrict, "\(town)农村宅基地和乡村旅游设施应当合理布局，严格控制临河临湖建设。", when: builds("旅游设施", "餐饮")))
    pool.perhaps(
      .government(
        .discharge,
        "\(town)每年化肥、农药使用量分别比上年减少\(tenths(u.number("fertiliser", 5, 20)))%和\(tenths(u.number("pesticide", 5, 20)))%，秸秆综合利用率稳定在\(u.number("straw", 94, 98))%以上。"
      ))
    pool.perhaps(.encourage(.resource, "支持\(n)发展稻渔综合种养和高效节水灌溉，新建高标准农田配套生态沟渠。"))
    let soil = u.number("soil", 10, 60, by: 5)
    pool.perhaps(
      .restrict(
        .resource, "\(town)内砖瓦、建材类取土项目临时用地不得超过\(soil * 100)平方米，期满复垦。",
        when: all(industry("C303", "B1019"), "项目.资源.临时用地面积 > 0"), keeps: "项目.资源.临时用地面积 <= \(soil * 100)"))
    pool.perhaps(.afterwards(.discharge, "\(n)内粮食烘干、农产品加工项目投产后，应当每年收获季前检修除尘设施并公示监测结果。", when: any(industry("C131", "A051"), uses("烘干"))))
    pool.perhaps(
      .prohibit(
        .discharge, "\(town)河道、沟渠禁止新设工业排污口，受纳水体为Ⅳ类、Ⅴ类且取得设置同意的除外。", when: all("项目.排污口.新设改设扩大", #"项目.排污口.性质 = "工业""#),
        unless: all(paper("入河排污口设置同意"), #"项目.排污口.受纳水体类别 in ("Ⅳ类", "Ⅴ类")"#)))
    let incinerator = u.number("incinerator", 300, 600, by: 50)
    let so2 = u.number("SO2", 20, 90, by: 10)
    pool.perhaps(
      .require(
        .risk,
        "\(n)内生活垃圾、秸秆焚烧发电项目与居住区的距离应当大于\(incinerator)米，烟气二氧化硫年新增量不得超过\(so2)吨。",
        when: any(builds("垃圾焚烧"), industry("D4417")),
        keeps: all(
          farther("居住区", incinerator), emission("二氧化硫", atMost: String(so2)))))
    return pool
  }
}
