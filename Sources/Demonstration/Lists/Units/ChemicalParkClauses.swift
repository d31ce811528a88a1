import Zoning

/// What a chemical park asks beyond any other park.
enum ChemicalParkClauses: ListWriter {
  static func add(_ u: UnitPlace, recognised: Bool, _ pool: inout ClausePool) {
    let n = u.name
    let (words, names) = u.pick(
      "process ban", [("光气化", ["光气化"]), ("重氮化、偶氮化", ["重氮化", "偶氮化"]), ("硝化、叠氮化", ["硝化", "叠氮化"]), ("氰化法提炼、铬盐焙烧", ["氰化法提炼", "铬盐焙烧"])])
    pool.always(
      .prohibit(
        .risk, "\(n)禁止新建、扩建涉及\(words)工艺的项目，消除安全隐患且取得安全评价备案的改造除外。", when: all(newOrExpanded, uses(names)),
        unless: all(servesOnly("安全隐患改造"), paper("安全评价备案"))))
    let buffer = u.number("buffer", 500, 1200, by: 100)
    pool.always(
      .restrict(
        .risk, "\(n)内化工装置和储罐与居住区的距离不得小于\(buffer)米。", when: all(newOrExpanded, "项目.是否化工项目"),
        keeps: atLeast(buffer, from: "居住区")))
    if recognised {
      let tank = u.number("tank", 5, 60, by: 5)
      pool.perhaps(
        .require(
          .risk, "\(n)新建、扩建化工项目应当取得安全评价备案，危险化学品储存容积不得超过\(tank * 1000)立方米。", when: all(newOrExpanded, "项目.是否化工项目"),
          keeps: all(paper("安全评价备案"), "项目.资源.危险化学品储存容积 <= \(tank * 1000)")))
      pool.perhaps(
        .prohibit(
          .spatial, "\(n)禁止新建以出售为目的的农药、医药、染料中间体项目。",
          when: all(isNew, "some c in 项目.产品 satisfies c.是中间体 and c.用途 in (\"农药\", \"医药\", \"染料\")")))
    } else {
      pool.always(
        .restrict(
          .spatial, "\(n)未通过化工园区认定，区内化工企业只能实施安全、环保、节能改造，不得新增产能。", when: all("项目.是否化工项目", "not(园区.是否化工园区)"),
          keeps: all(servesOnly("安全隐患改造", "节能环保改造"), "not(项目.新增产能)")))
    }
    let scale = u.number("scale", 1, 9)
    pool.perhaps(
      .restrict(
        .discharge, "\(n)新建化工产品设计产能低于每年\(scale * 500)吨的项目，应当取得环境准入论证意见，战略性新兴产业项目除外。", when: all(isNew, "项目.是否化工项目"),
        keeps: "every c in 项目.产品 satisfies c.产能 >= \(scale * 500)", unless: any("项目.战略性新兴产业", paper("环境准入论证意见"))))
    pool.perhaps(.government(.risk, "\(n)实行封闭化管理，建设有毒有害气体预警体系，\(u.county)每年组织一次多部门联合演练。"))
  }
}
