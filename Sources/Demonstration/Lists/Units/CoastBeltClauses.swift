import Zoning

/// 沿海生态公益林 and 海岸带重要湿地.
enum CoastBeltClauses: ListWriter {
  static func pool(_ u: UnitPlace) -> ClausePool {
    var pool = ClausePool()
    let n = u.name
    let tn = u.number("TN", 3, 10)
    pool.always(
      .prohibit(
        .spatial, "\(n)内禁止围海造地、采挖海砂和破坏盐沼植被，经国务院批准的国家重大战略项目除外。", when: builds("围海造地", "采砂"),
        unless: all(servesOnly("国家重大战略"), paper("国务院用海批准文件"))))
    pool.always(.prohibit(.spatial, "\(n)自然岸线禁止改变属性，防洪护岸和生态修复工程除外。", when: "项目.改变自然岸线", unless: servesOnly("防洪", "生态修复")))
    pool.always(
      .restrict(
        .discharge, "\(n)内海水养殖尾水总氮浓度不得高于每升\(tn)毫克，尾水不外排的除外。", when: any(builds("水产养殖"), industry("A0411")), keeps: "项目.浓度.总氮 <= \(tn)",
        unless: #"项目.废水去向 = "不排放""#))
    pool.always(
      .require(.spatial, "在\(n)建设风电、光伏项目，应当取得鸟类影响专题论证意见，并避让主要迁徙通道。", when: industry("D4415", "D4416"), keeps: paper("鸟类影响专题论证意见")))
    let ponds = u.number("ponds", 5, 30)
    pool.perhaps(
      .restrict(
        .spatial, "\(n)内新增养殖塘用地不得超过\(ponds * 10000)平方米，不得占用防护林。", when: all(isNew, builds("水产养殖")),
        keeps: "项目.资源.用地面积 <= \(ponds * 10000)"))
    pool.perhaps(
      .prohibit(
        .discharge, "\(n)岸段不得新设入海排污口，依法设置的城镇尾水深海排放口除外。", when: all("项目.涉及尾水入海", "项目.排污口.新设改设扩大"),
        unless: all(#"项目.排污口.性质 = "城镇污水处理厂""#, paper("入海排污口设置论证意见"))))
    pool.perhaps(.prohibit(.risk, "\(n)禁止新建、扩建油库、危险化学品仓储和固体废物贮存填埋场。", when: all(newOrExpanded, builds("油库", "危险化学品仓储", "固体废物贮存填埋"))))
    pool.perhaps(.byPerson(.spatial, .restrict, "\(n)滨海旅游设施应当合理布局，严格控制向海一侧的永久性建设。", when: builds("旅游设施", "永久性建筑物")))
    let groundwater = u.number("groundwater", 5, 30, by: 5)
    pool.perhaps(
      .restrict(
        .resource, "\(n)内取用地下水的，年取水量不得超过\(groundwater * 1000)立方米，防止海水入侵。", when: "项目.取用地下水",
        keeps: "项目.资源.年取地下水量 <= \(groundwater * 1000)"))
    pool.perhaps(.afterwards(.spatial, "占用\(n)的工程完工后，应当在两个生长季内恢复盐沼植被或者补植防护林。", when: all(linear, built)))
    pool.perhaps(.government(.spatial, "\(u.county)每年清除\(n)互花米草不少于\(u.number("spartina", 10, 90, by: 10))公顷，巩固候鸟栖息地。"))
    pool.perhaps(.encourage(.spatial, "支持\(n)开展滨海湿地修复、海堤生态化改造和低密度生态旅游。"))
    let crossing = u.number("crossing", 2, 16)
    pool.perhaps(
      .restrict(
        .spatial, "道路、管线穿越\(n)内生态保护红线的长度不得超过\(crossing * 100)米。", when: all(linear, inside("生态保护红线")),
        keeps: "穿越长度(\"生态保护红线\") <= \(crossing * 100)"))
    return pool
  }
}
