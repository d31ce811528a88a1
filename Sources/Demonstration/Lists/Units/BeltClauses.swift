import Zoning

/// What a legal belt adds to the units it crosses: Taihu's levels, the canal's parts, 通榆河's levels, the Yangtze shore.
enum BeltClauses: ListWriter {
  static func all(_ u: UnitPlace) -> [ClauseDraft] {
    var list: [ClauseDraft] = []
    if let level = u.unit.taihuLevels.min() { list.append(taihu(u, level)) }
    for part in u.unit.canalParts.prefix(2) where u.unit.domain == .land { list.append(canal(u, part)) }
    if let level = u.unit.tongyuLevels.min() { list.append(tongyu(u, level)) }
    if u.unit.domain == .land, u.unit.yangtzeShore != .beyond { list += yangtze(u) }
    if u.unit.domain == .land, u.unit.coast == .within1km || u.unit.coast == .within3km { list.append(coast(u)) }
    if u.unit.meetsRedline, u.unit.unitClass != .priority { list.append(redline(u)) }
    if list.isEmpty, u.unit.domain == .land, u.unit.regions.contains("淮河流域") { list.append(huai(u)) }
    return list
  }

  // MARK: 太湖

  private static func taihu(_ u: UnitPlace, _ level: Int) -> ClauseDraft {
    let n = u.name
    switch level {
    case 1:
      return .prohibit(
        .spatial, "\(n)涉及太湖流域一级保护区的部分，禁止新建、扩建向水体直接排放污染物的项目和规模化畜禽养殖场，城镇污水处理等民生和治理设施除外。",
        when: all(newOrExpanded, inside("太湖流域一级保护区"), any(all("项目.排放水污染物", #"项目.废水去向 = "直接排放""#), builds("规模化畜禽养殖场"))),
        unless: all(sewageWorks, servesOnly("民生", "污染治理"))
      ).citing("江苏省太湖水污染防治条例")
    case 2:
      let ratio = u.pick("taihu ratio", ["1.1", "1.2", "1.5"])
      let taihuTp = hundredths(u.number("taihu TP", 5, 40, by: 5))
      return .restrict(
        .discharge,
        "\(n)涉及太湖流域二级保护区的部分，战略性新兴产业项目新增磷、氮的，总磷、总氮实行不低于\(ratio)倍减量替代，且总磷年新增量不得超过\(taihuTp)吨。",
        when: all(built, inside("太湖流域二级保护区"), "项目.生产废水含磷氮"),
        keeps: all(
          replaced("总磷", times: ratio), replaced("总氮", times: ratio), emission("总磷", atMost: taihuTp)
        )
      ).citing("江苏省太湖水污染防治条例", "第四十六条")
    default:
      let ratio = u.pick("taihu ratio", ["1.1", "1.15", "1.2", "1.3"])
      return .require(
        .discharge, "\(n)地处太湖流域三级保护区，新建、改建、扩建项目总磷排放按照\(ratio)倍落实减量替代，来源应当位于\(u.county)或者太湖流域其他地区。",
        when: all(built, "项目.生产废水含磷氮", emits("总磷")),
        keeps: all(replaced("总磷", times: ratio), sourceInBasin("总磷"))
      ).citing("江苏省太湖水污染防治条例", "第四十六条")
    }
  }

  // MARK: 大运河

  private static func canal(_ u: UnitPlace, _ part: Int) -> ClauseDraft {
    let n = u.name
    let draft: ClauseDraft
    switch part {
    case 1:
      draft = .permitOnly(
        .spatial, "\(n)位于滨河生态空间的部分，仅允许文物保护、生态修复、防洪供水、民生设施和经省政府同意的线性工程。", when: inside("大运河核心监控区滨河生态空间"),
        keeps: any(servesOnly("文物保护", "生态修复", "防洪", "供水", "民生"), all(linearOnly, paper("省政府同意文件"))))
    case 2:
      let land = u.number("canal land", 5, 30, by: 5) * 1000
      draft = .restrict(
        .spatial, "\(n)位于核心监控区建成区的部分，新建、扩建项目用地超过\(land)平方米的，应当完成运河风貌影响论证，文物保护和防洪工程除外。",
        when: all(newOrExpanded, inside("大运河核心监控区建成区"), "项目.资源.用地面积 > \(land)"),
        keeps: paper("运河风貌影响论证意见"), unless: servesOnly("文物保护", "防洪"))
    default:
      let words = u.pick(
        "canal words",
        [("主题公园、高尔夫球场", ["主题公园", "高尔夫球场"]), ("别墅类房地产、主题公园", ["别墅类房地产", "主题公园"]), ("大型房地产开发、固体废物贮存填埋场", ["房地产开发", "固体废物贮存填埋"])])
      draft = .prohibit(
        .spatial, "\(n)位于核心监控区其他区域的部分，禁止新建、扩建\(words.0)和高耗水工业项目。",
        when: all(
          newOrExpanded, inside("大运河核心监控区其他区域"),
          any("some x in 项目.建设内容 satisfies x in (\"\(words.1[0])\", \"\(words.1[1])\")", all(industry("C"), "项目.高耗水"))))
    }
    return draft.citing("大运河核心监控区办法")
  }

  // MARK: 通榆河

  private static func tongyu(_ u: UnitPlace, _ level: Int) -> ClauseDraft {
    let n = u.name
    let draft: ClauseDraft
    switch level {
    case 1:
      draft = .prohibit(
        .spatial, "\(n)位于通榆河一级保护区的部分，禁止新建、扩建排放水污染物的工业项目，禁止新设排污口。",
        when: all(inside("通榆河一级保护区"), any("项目.排污口.新设改设扩大", all(newOrExpanded, industry("C"), "项目.排放水污染物"))))
    case 2:
      draft = .prohibit(
        .spatial, "\(n)位于通榆河二级保护区的部分，禁止新建、扩建含氮、磷和重金属废水直接排放的项目。",
        when: all(newOrExpanded, inside("通榆河二级保护区"), any("项目.生产废水含磷氮", "项目.涉重金属"), #"项目.废水去向 = "直接排放""#))
    default:
      let heads = u.number("tongyu heads", 5, 50, by: 5) * 100
      draft = .restrict(
        .discharge, "\(n)位于通榆河三级保护区的部分，规模化畜禽养殖存栏不得超过\(heads)头，尾水不得直接入河。", when: all(inside("通榆河三级保护区"), builds("规模化畜禽养殖场")),
        keeps: all("项目.资源.养殖规模 <= \(heads)", #"项目.废水去向 != "直接排放""#))
    }
    return draft.citing("江苏省通榆河水污染防治条例")
  }

  // MARK: 长江、海岸、红线、淮河

  private static func yangtze(_ u: UnitPlace) -> [ClauseDraft] {
    let n = u.name
    let river = u.number("river", 5, 60, by: 5) * 1000
    let depot = u.number("depot", 10, 30) * 100
    let phosphorus = hundredths(u.number("shore TP", 20, 45, by: 5))
    switch u.unit.yangtzeShore {
    case .within1km:
      return [
        ClauseDraft.prohibit(
          .spatial, "\(n)临江地段长江干支流岸线一公里范围内，禁止新建、扩建化工项目和危险化学品仓储设施。",
          when: all(newOrExpanded, any("项目.是否化工项目", builds("危险化学品仓储"))), keeps: farther("长江干支流岸线", 1000)
        ).citing("长江保护法", "第二十六条"),
        ClauseDraft.restrict(
          .spatial, "\(n)新建码头、临江项目使用长江水域面积不得超过\(river)平方米，并取得岸线使用批准文件，防洪和生态修复工程除外。",
          when: all(isNew, inside("长江干支流水域")),
          keeps: all("重叠面积(\"长江干支流水域\") <= \(river)", paper("岸线使用批准文件")), unless: servesOnly("防洪", "生态修复")
        ).citing("江苏省负面清单实施细则"),
      ]
    case .within3km:
      // Priority units let no depot in anyway.
      if u.unit.unitClass == .priority { return [] }
      return [
        ClauseDraft.restrict(
          .risk, "\(n)内油库、危险化学品仓储设施与长江干支流岸线的距离不得小于\(depot)米。", when: all(builds("油库", "危险化学品仓储"), newOrExpanded),
          keeps: atLeast(depot, from: "长江干支流岸线"))
      ]
    case .within10km:
      return [
        ClauseDraft.require(
          .discharge, "\(n)直接排入长江支流的工业废水，总磷浓度不得高于每升\(phosphorus)毫克。",
          when: all(industry("C"), #"项目.废水去向 = "直接排放""#, inside("长江流域")),
          keeps: "项目.浓度.总磷 <= \(phosphorus)")
      ]
    case .beyond: return []
    }
  }

  private static func coast(_ u: UnitPlace) -> ClauseDraft {
    let radius = u.number("coast mixing", 100, 450, by: 50)
    let nitrogen = u.number("coast TN", 8, 15)
    return .restrict(
      .discharge, "\(u.name)临海项目尾水排放混合区半径不得超过\(radius)米，总氮浓度不得高于每升\(nitrogen)毫克。",
      when: "项目.涉及尾水入海",
      keeps: "项目.排污口.混合区半径 <= \(radius) and 项目.浓度.总氮 <= \(nitrogen)")
  }

  private static func redline(_ u: UnitPlace) -> ClauseDraft {
    .prohibit(
      .spatial, "\(u.name)毗邻生态保护红线，各类项目用地不得越界占用红线，取得不可避让论证意见的线性工程除外。", when: built, keeps: "重叠面积(\"生态保护红线\") <= 0",
      unless: all(linearOnly, paper("不可避让论证意见")))
  }

  private static func huai(_ u: UnitPlace) -> ClauseDraft {
    let (words, codes) = u.pick(
      "huai", [("制革、化学制浆", ["C191", "C2211"]), ("酿造、淀粉", ["C151", "C1391"]), ("印染、电镀", ["C1713", "C3360"]), ("化工", ["C26"])])
    return .prohibit(
      .spatial, "\(u.name)禁止新建\(words)小型企业。", when: all(isNew, industry(codes), #"项目.企业规模 in ("小型", "微型")"#)
    ).citing("淮河流域水污染防治暂行条例", "第二十二条")
  }
}
