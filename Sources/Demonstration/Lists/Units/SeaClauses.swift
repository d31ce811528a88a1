import Zoning

/// Units at sea, by what the water is for.
enum SeaClauses: ListWriter {
  static func pool(_ u: UnitPlace) -> ClausePool {
    var pool = ClausePool()
    switch u.unit.kind {
    case .seaPort: port(u, &pool)
    case .seaIndustry: industrySea(u, &pool)
    case .seaOutfall: outfall(u, &pool)
    case .seaDumping: dumping(u, &pool)
    case .seaProtected: protected(u, &pool)
    default: general(u, &pool)
    }
    anySea(u, &pool)
    return pool
  }

  private static func port(_ u: UnitPlace, _ pool: inout ClausePool) {
    let n = u.name
    pool.always(
      .permitOnly(
        .spatial, "\(n)优先保障港口航运，仅允许建设码头、航道、锚地及配套设施，取得用海预审意见的其他项目除外。", when: built,
        keeps: all(buildsOnly("码头", "防洪工程", "港口", "航道整治"), onlyIndustries("G55", "E4823")), unless: paper("用海预审意见")))
    pool.always(
      .require(.discharge, "\(n)新建、改建泊位应当同步建设船舶污染物接收设施和岸电设施。", when: all(builds("码头"), #"项目.建设性质 in ("新建", "改建")"#), keeps: "项目.船舶污染物接收设施"))
    let spill = u.number("spill", 3, 30)
    pool.always(
      .require(
        .risk, "\(n)内油气、化学品泊位应当编制应急预案，事故应急池容积不得小于\(spill * 100)立方米。", when: all(builds("码头"), "项目.使用危险化学品"),
        keeps: all("项目.已编制应急预案", "项目.资源.事故应急池容积 >= \(spill * 100)")))
    let pm = u.number("PM", 5, 40, by: 5)
    pool.perhaps(
      .restrict(
        .discharge, "\(n)散货堆场颗粒物年排放量不得超过\(pm)吨，粉尘物料采用封闭方式转运。", when: industry("G591", "G5532"),
        keeps: emission("颗粒物", atMost: String(pm))))
    let fill = u.number("fill", 20, 150, by: 10)
    pool.perhaps(
      .restrict(
        .spatial, "\(n)疏浚、吹填工程用海面积不得超过\(fill * 10000)平方米，经国务院批准的除外。",
        when: all(any(builds("围海造地"), industry("E4823")), "项目.资源.用海面积 > 0"),
        keeps: "项目.资源.用海面积 <= \(fill * 10000)", unless: paper("国务院用海批准文件")))
    pool.perhaps(.government(.risk, "\(u.city)港口主管部门在\(n)配置溢油围控、回收设备，每年组织\(u.number("drill", 1, 3))次海上应急演练。"))
    pool.perhaps(.byPerson(.spatial, .restrict, "\(n)内新增危险货物泊位应当严格控制，合理保持与养殖、旅游用海的间距。", when: all(builds("码头"), "项目.使用危险化学品", isNew)))
  }

  private static func industrySea(_ u: UnitPlace, _ pool: inout ClausePool) {
    let n = u.name
    pool.always(.prohibit(.spatial, "\(n)除国家重大项目外，禁止新增围填海。", when: builds("围海造地"), unless: all(servesOnly("国家重大战略"), paper("国务院用海批准文件"))))
    let area = u.number("area", 10, 80, by: 5)
    pool.always(
      .restrict(
        .spatial, "\(n)内单宗工业用海面积不得超过\(area * 10000)平方米。", when: all(industry("C", "D"), "项目.资源.用海面积 > 0"),
        keeps: "项目.资源.用海面积 <= \(area * 10000)"))
    let mixing = u.number("mixing", 100, 500, by: 50)
    pool.always(
      .restrict(
        .discharge, "\(n)温排水、尾水混合区半径不得超过\(mixing)米。", when: all("项目.涉及尾水入海", industry("C", "D")),
        keeps: "项目.排污口.混合区半径 <= \(mixing)"))
    let fresh = tenths(u.number("fresh", 10, 60, by: 5))
    pool.perhaps(
      .require(
        .resource, "\(n)海水冷却项目淡水取用每万元产值不得超过\(fresh)立方米。", when: all(isNew, industry("C", "D")),
        keeps: "10000 * 项目.资源.年用水量 <= \(fresh) * 项目.资源.年产值"))
    let percent = u.number("pool", 30, 60, by: 10)
    pool.perhaps(
      .require(
        .risk, "\(n)临海石化、储运项目应当设置容积不小于储存容积\(percent)%的事故应急池。", when: "项目.资源.危险化学品储存容积 > 0",
        keeps: "100 * 项目.资源.事故应急池容积 >= \(percent) * 项目.资源.危险化学品储存容积"))
    pool.perhaps(.encourage(.resource, "支持\(n)利用海水冷却、海水淡化，推动临海产业与海上风电耦合。"))
    pool.perhaps(
      .afterwards(.spatial, "\(n)内透水构筑物建成后，应当连续\(u.number("years", 2, 5))年监测冲淤变化。", when: all(newOrExpanded, "项目.资源.用海面积 > 100000")))
  }

  private static func outfall(_ u: UnitPlace, _ pool: inout ClausePool) {
    let n = u.name
    let radius = u.number("mixing", 100, 600, by: 50), tn = u.number("TN", 8, 15), cod = u.number("COD", 30, 60, by: 5)
    pool.always(.restrict(.discharge, "\(n)尾水排放混合区半径不得超过\(radius)米，不得影响邻近养殖区和保护区。", when: "项目.涉及尾水入海", keeps: "项目.排污口.混合区半径 <= \(radius)"))
    pool.always(
      .restrict(
        .discharge, "排入\(n)的尾水总氮、化学需氧量浓度分别不得高于每升\(tn)毫克和\(cod)毫克。", when: all("项目.涉及尾水入海", built),
        keeps: all("项目.浓度.总氮 <= \(tn)", "项目.浓度.化学需氧量 <= \(cod)")))
    pool.always(.prohibit(.spatial, "\(n)内禁止新建水产养殖、海水浴场和取水设施。", when: all(isNew, builds("水产养殖", "旅游设施", "取水工程"))))
    pool.perhaps(.require(.discharge, "新设、扩大\(n)排放口的，应当取得入海排污口设置论证意见。", when: "项目.排污口.新设改设扩大", keeps: paper("入海排污口设置论证意见")))
    let load = u.number("load", 20, 120, by: 10)
    pool.perhaps(
      .restrict(
        .discharge, "排入\(n)的项目总氮年新增量不得超过\(load)吨，并按1.1倍落实替代。", when: all("项目.涉及尾水入海", emits("总氮")),
        keeps: all(emission("总氮", atMost: String(load)), replaced("总氮", times: "1.1"))))
    pool.perhaps(.afterwards(.discharge, "\(n)排放口投用后，应当安装在线监测设施并逐日公开排放数据。", when: "项目.排污口.新设改设扩大"))
    pool.perhaps(.government(.discharge, "\(u.city)生态环境主管部门每季度对\(n)海水水质和沉积物开展监测，超标的核减排放总量。"))
  }

  private static func dumping(_ u: UnitPlace, _ pool: inout ClausePool) {
    let n = u.name
    let volume = u.number("volume", 50, 600, by: 25), from = u.pick("from", [4, 5, 6]), to = u.pick("to", [7, 8, 9])
    pool.always(.restrict(.discharge, "\(n)单个工程年倾倒量不得超过\(volume)万立方米。", when: "项目.资源.年倾倒量 > 0", keeps: "项目.资源.年倾倒量 <= \(volume * 10000)"))
    pool.always(.permitOnly(.spatial, "\(n)仅允许倾倒取得许可的清洁疏浚物。", when: built, keeps: all("项目.资源.年倾倒量 > 0", paper("废弃物海洋倾倒许可证"))))
    pool.always(.prohibit(.risk, "禁止向\(n)倾倒含油、含重金属的疏浚物和工业固体废物。", when: any("项目.涉重金属", builds("固体废物贮存填埋"))))
    pool.perhaps(.prohibit(.spatial, "每年\(from)月至\(to)月鱼类产卵繁殖期，\(n)暂停倾倒作业。", when: "项目.资源.年倾倒量 > 0 and 项目.保护期内涉水施工"))
    pool.perhaps(.byPerson(.discharge, .restrict, "\(n)接近使用上限的，应当合理安排倾倒时序，严格控制新增倾倒工程。", when: "项目.资源.年倾倒量 > \(volume * 5000)"))
    pool.perhaps(.afterwards(.risk, "使用\(n)的倾倒船舶应当全程开启航行监控，作业结束后三十日内报送倾倒总结。", when: "项目.资源.年倾倒量 > 0"))
    pool.perhaps(.government(.risk, "海洋主管部门每年对\(n)水深地形和底栖环境开展\(u.number("surveys", 1, 4))次跟踪监测。"))
  }

  private static func protected(_ u: UnitPlace, _ pool: inout ClausePool) {
    let n = u.name
    let from = u.pick("from", [3, 4, 5]), to = u.pick("to", ["7月31日", "8月31日", "9月30日"])
    let species = u.pick("species", ["大黄鱼、小黄鱼", "文蛤、西施舌", "中国对虾", "蓝点马鲛", "泥螺、竹蛏", "银鲳、鮸鱼"])
    pool.always(.permitOnly(.spatial, "\(n)内仅允许开展资源养护、生态修复、科学研究和国家重大战略项目。", keeps: servesOnly("生态修复", "科学研究", "国家重大战略", "军事国防", "防洪")))
    pool.always(
      .prohibit(
        .spatial, "每年\(from)月1日至\(to)\(species)产卵期内，不得在\(n)进行爆破、打桩和疏浚，消除安全隐患工程除外。", when: "项目.保护期内涉水施工", unless: servesOnly("安全隐患改造")))
    pool.always(.prohibit(.discharge, "\(n)禁止新设入海排污口和倾倒废弃物。", when: any("项目.排污口.新设改设扩大", "项目.资源.年倾倒量 > 0")))
    pool.perhaps(.prohibit(.spatial, "\(n)内禁止围海造地、采挖海砂和新建底层拖网养殖设施。", when: builds("围海造地", "采砂", "水产养殖")))
    let cable = u.number("cable", 10, 60, by: 5)
    pool.perhaps(
      .restrict(
        .spatial, "海底电缆管道穿越\(n)内生态保护红线的长度不得超过\(cable * 100)米。", when: builds("输电线路", "输油输气管道"),
        keeps: all("穿越长度(\"生态保护红线\") <= \(cable * 100)", paper("不可避让论证意见"))))
    pool.perhaps(.byPerson(.spatial, .restrict, "\(n)内海上观光、垂钓活动应当合理确定规模和航线。", when: builds("旅游设施")))
    pool.perhaps(.government(.spatial, "\(u.city)渔业主管部门每年在\(n)放流\(species)苗种，开展资源本底调查。"))
  }

  private static func general(_ u: UnitPlace, _ pool: inout ClausePool) {
    let n = u.name
    let density = u.number("density", 20, 90, by: 5)
    pool.always(
      .restrict(
        .spatial, "\(n)开放式养殖单宗用海面积不得超过\(density)万平方米。", when: all(builds("水产养殖"), "项目.资源.用海面积 > 0"),
        keeps: "项目.资源.用海面积 <= \(density * 10000)"))
    let tp = tenths(u.number("TP", 3, 8))
    pool.always(
      .restrict(
        .discharge, "\(n)海水养殖尾水总磷浓度不得高于每升\(tp)毫克。", when: all(builds("水产养殖"), "项目.涉及尾水入海"),
        keeps: "项目.浓度.总磷 <= \(tp)"))
    pool.always(.prohibit(.spatial, "\(n)不得改变海域自然属性，禁止围海造地，经国务院批准的除外。", when: builds("围海造地"), unless: paper("国务院用海批准文件")))
    pool.perhaps(
      .require(.spatial, "在\(n)建设海上风电的，应当取得用海预审意见和鸟类影响专题论证意见。", when: industry("D4415"), keeps: all(paper("用海预审意见"), paper("鸟类影响专题论证意见"))))
    let cable = u.number("cable", 2, 20)
    pool.perhaps(
      .restrict(
        .spatial, "\(n)内海底管线用海长度超过\(cable)千米的，应当与既有路由并行敷设。",
        when: all(builds("输电线路", "输油输气管道"), "穿越长度(\"海域使用功能区\") > \(cable * 1000)"), keeps: paper("路由审查意见")))
    pool.perhaps(.encourage(.spatial, "支持\(n)建设海洋牧场，发展深远海养殖和贝藻碳汇渔业。"))
    pool.perhaps(.byPerson(.resource, .restrict, "\(n)内新增海砂开采应当严格控制，合理确定开采时序。", when: builds("采砂")))
    pool.perhaps(.government(.discharge, "\(u.city)每年对\(n)布设不少于\(u.number("stations", 2, 9))个点位监测无机氮和活性磷酸盐。"))
  }

  private static func anySea(_ u: UnitPlace, _ pool: inout ClausePool) {
    let n = u.name
    pool.perhaps(.prohibit(.risk, "\(n)禁止新建、扩建向海洋直接倾倒、处置固体废物的设施。", when: all(newOrExpanded, builds("固体废物贮存填埋", "垃圾焚烧"))))
    let intensity = u.number("intensity", 2, 30)
    pool.perhaps(
      .require(
        .resource, "使用\(n)的项目应当节约集约用海，每平方米用海固定资产投资不低于\(intensity * 50)元，民生和科研用海除外。",
        when: all(isNew, "项目.资源.用海面积 > 10000", industry("C", "D", "G")),
        keeps: "项目.资源.投资额 >= \(intensity * 50) * 项目.资源.用海面积", unless: servesOnly("民生", "科学研究")))
    pool.perhaps(
      .require(
        .risk, "在\(n)施工的船舶和平台应当配备污染物接收设施，编制溢油应急预案。", when: all(newOrExpanded, "项目.资源.用海面积 > 0"), keeps: "项目.船舶污染物接收设施 and 项目.已编制应急预案"))
    pool.perhaps(
      .byPerson(
        .resource, .require, "\(n)应当合理安排用海布局，引导同类用海集中连片。", when: all(isNew, "项目.资源.用海面积 > \(u.number("layout", 5, 50, by: 5) * 10000)")))
  }
}
