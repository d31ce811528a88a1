import Zoning

/// The list of a city (市域准入清单): what every city rules, with its own figures, and what it alone rules.
enum CityClauses: ListWriter {
  static func clauses(of city: CityCharacter) -> [ClauseDraft] {
    var list = common(city)
    switch city.code {
    case "320100": list += nanjing
    case "320200": list += wuxi
    case "320300": list += xuzhou
    case "320400": list += changzhou
    case "320500": list += suzhou
    case "320600": list += nantong
    case "320700": list += lianyungang
    case "320800": list += huaian
    case "320900": list += yancheng
    case "321000": list += yangzhou
    case "321100": list += zhenjiang
    case "321200": list += taizhou
    default: list += suqian
    }
    return list.inListOrder
  }

  private static func common(_ c: CityCharacter) -> [ClauseDraft] {
    var list: [ClauseDraft] = []
    let ratio = tenths(c.vocsRatioTenths), energy = hundredths(c.energyIndexHundredths)

    list.append(
      .prohibit(.spatial, "\(c.name)行政区域内禁止新建\(c.unwelcome.words)项目。", when: all(isNew, industry(c.unwelcome.codes))))
    list.append(
      .restrict(
        .spatial, "\(c.name)行政区域内\(c.mature.words)项目不得新增产能，确需建设的应当完成产能置换并公告。",
        when: all("项目.新增产能", industry(c.mature.codes)), unless: paper("产能置换公告")))
    list.append(
      .permitOnly(
        .spatial, "\(c.reserved.words)内仅允许建设防洪、供水、生态修复、污染治理、文物保护和民生保障项目，经市政府同意的其他项目除外。", when: inside(c.reserved.layer),
        keeps: all(servesOnly("防洪", "供水", "生态修复", "文物保护", "民生", "污染治理"), noFactory), unless: paper("市政府同意文件")))
    list.append(
      .restrict(
        .spatial, "\(c.name)规模化畜禽养殖场与居住区边界的距离不得小于\(c.livestockDistanceMetres)米。", when: builds("规模化畜禽养殖场"),
        keeps: atLeast(c.livestockDistanceMetres, from: "居住区")))
    list.append(
      .byPerson(
        .spatial, .restrict, "\(c.name)中心城区原则上不再新布局有污染的工业项目，现有企业应当有序退城入园。",
        when: all(inside("建成区"), industry("C"), isNew, not(inside("产业园区")))))
    list.append(.encourage(.spatial, "支持\(c.name)发展\(c.leading)，引导同类项目向合规园区集聚。"))

    list.append(
      .require(
        .discharge, "\(c.name)新建、改建、扩建项目新增挥发性有机物的，应当落实不低于\(ratio)倍的削减替代，并在审批前明确来源。",
        when: all(built, "项目.排放.挥发性有机物 > 0.1"), keeps: replaced("挥发性有机物", times: ratio)))
    list.append(
      .byPerson(
        .discharge, .restrict, "\(c.name)水质未达标断面汇水范围内严格控制新增直接排放废水的项目。",
        when: all("not(区域.水环境质量达标)", #"项目.废水去向 = "直接排放""#)))
    list.append(.government(.discharge, "\(c.name)每年核算重点排污单位减排量，将未完成年度任务的县（市、区）列入重点督办名单。"))

    list.append(
      .restrict(
        .risk, "\(c.name)新建、扩建危险化学品仓储设施，与居住区边界的距离应当大于\(c.hazardDistanceMetres)米。",
        when: all(newOrExpanded, builds("危险化学品仓储", "油库")), keeps: farther("居住区", c.hazardDistanceMetres)))
    list.append(
      .afterwards(
        .risk, "\(c.name)涉重金属或者年产生危险废物一百吨以上的项目，投产后应当每年开展一次土壤和地下水自行监测，并向社会公开结果。",
        when: any("项目.涉重金属", "项目.资源.危险废物年产生量 >= 100")))

    list.append(
      .require(
        .resource, "\(c.name)新建、扩建工业项目每万元产值取用新鲜水不得超过\(c.waterIndex)立方米。",
        when: all(newOrExpanded, industry("C")), keeps: "项目.资源.年用水量 * 10000 <= \(c.waterIndex) * 项目.资源.年产值"))
    list.append(
      .require(
        .resource, "\(c.name)新建工业项目每万元产值综合能耗不得超过\(energy)吨标准煤，已经取得节能审查意见的从其意见。",
        when: all(isNew, industry("C")), keeps: "项目.资源.年综合能耗 * 10000 <= \(energy) * 项目.资源.年产值", unless: paper("节能审查意见")))
    list.append(
      .prohibit(
        .resource, "\(c.name)禁止新建蒸发量每小时\(c.boilerTonnes)吨以下的燃煤、燃重油锅炉。",
        when: all(isNew, builds("锅炉"), burns("煤炭", "重油", "渣油")), keeps: "项目.资源.锅炉蒸发量 > \(c.boilerTonnes)"))
    list.append(
      .restrict(
        .resource, "\(c.name)产业园区内新建工业项目固定资产投资强度不得低于每平方米\(c.investmentPerSquareMetre)元。",
        when: all(isNew, industry("C"), wholly("产业园区")), keeps: "项目.资源.投资额 >= \(c.investmentPerSquareMetre) * 项目.资源.用地面积"))
    return list
  }
}
