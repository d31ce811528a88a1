import ExactJSON
import FEEL
import Testing
import Zoning

/// When a row is met, when it certainly is not, and when a person must tell.
@Suite("Rows of catalogues")
struct CatalogueMatchTests {
  private func ask(_ entry: CatalogueEntry, _ subject: CatalogueSubject) -> String {
    switch entry.match(subject) {
    case .yes: "yes"
    case .no: "no"
    case .possible: "possible"
    }
  }

  private func products(_ names: String..., processes: [String]? = [], industries: [String]? = []) -> CatalogueSubject {
    var s = CatalogueSubject(things: names.map { .init(name: $0) }, processes: processes, industries: industries)
    s.isProject = true
    return s
  }

  @Test(
    "two wordings with something of each other in them may be one thing",
    arguments: [
      ("煤炭", "动力煤"), ("煤炭", "煤粉"), ("煤炭", "蜂窝煤"), ("焦炭", "焦粉"), ("焦炭", "半焦"), ("重油", "180号燃料油"), ("烧碱", "液碱"),
      ("10吨/小时以下燃煤锅炉", "燃煤蒸汽锅炉"), ("用火直接加热的涂料用树脂生产工艺", "涂料树脂"), ("聚氯乙烯", "氯乙烯聚合物"), ("電石", "电石"),
      ("PVC管材", "pvc 板材"), ("铅酸蓄电池", "锂电池"), ("苯", "甲苯"), ("煤炭", "优质动力煤粉"), ("煤炭", "高热值低硫低灰动力配煤"),
      ("煤炭", "锅炉用煤粉"), ("常规燃煤火电机组", "煤电"), ("HCFC-22", "HCFC-141b"),
    ])
  func near(_ pair: (String, String)) {
    #expect(ask(CatalogueEntry(name: pair.0), products(pair.1)) == "possible")
    #expect(ask(CatalogueEntry(name: pair.1), products(pair.0)) == "possible")
  }

  @Test(
    "words with nothing of each other in them are certainly different",
    arguments: [
      ("煤炭", "天然气"), ("电石", "面包"), ("10吨/小时以下燃煤锅炉", "传感器"), ("水泥生产线", "面包生产线"), ("煤炭及其制品", "木制品"),
      ("冲天炉", "注塑机"), ("单台规模100吨/年以下的电石生产装置", "年产100吨面包生产装置"), ("无烟煤", "无"), ("R22", "A22"),
    ])
  func far(_ pair: (String, String)) {
    #expect(ask(CatalogueEntry(name: pair.0), products(pair.1)) == "no")
    #expect(ask(CatalogueEntry(name: pair.1), products(pair.0)) == "no")
  }

  @Test("the catalogue of fuels tells coals in every wording, and what law names clean")
  func fuels() throws {
    let shelf = try CatalogueShelf(ShippedCatalogues.all.compactMap { if case .lookup(let c) = $0 { c } else { nil } })
    let day = try #require(CivilDate("2026-11-25"))
    func answer(_ name: String) -> String {
      switch shelf.lookUp(CatalogueReference("高污染燃料目录:Ⅲ类"), subject: CatalogueSubject(named: name), on: day) {
      case .listed: "listed"
      case .notListed: "not"
      case .undecided: "undecided"
      case .notHeld: "notHeld"
      }
    }
    for coal in ["煤炭", "无烟煤", "石油焦", "重油"] { #expect(answer(coal) == "listed", "\(coal)") }
    for open in ["动力煤", "煤粉", "蜂窝煤", "焦粉", "半焦", "180号燃料油", "生物质"] { #expect(answer(open) == "undecided", "\(open)") }
    for clean in ["天然气", "页岩气", "液化石油气", "电", "太阳能", "氢", "沼气", "地热"] { #expect(answer(clean) == "not", "\(clean)") }
  }

  @Test("a category that nobody stated may be the row's")
  func categories() {
    let row = CatalogueEntry(name: "染料")
    func blue(_ category: String?, open: Bool) -> CatalogueSubject {
      CatalogueSubject(things: [.init(name: "分散蓝56", category: category, isCategoryOpen: open)], processes: [], industries: [])
    }
    #expect(ask(row, blue(nil, open: true)) == "possible")
    #expect(ask(row, blue("染料", open: true)) == "yes")
    #expect(ask(row, blue("酸性染料", open: true)) == "possible")
    #expect(ask(row, blue("食品", open: true)) == "no")
    #expect(ask(row, blue(nil, open: false)) == "no")
  }

  @Test("a name beside an industry or a process narrows it, unless it says the same")
  func headings() {
    let industry = CatalogueEntry(name: "烧碱（隔膜法）", industries: ["C3983"])
    #expect(ask(industry, products("传感器", industries: ["C3983"])) == "possible")
    #expect(ask(industry, products("烧碱（隔膜法）", industries: ["C3983"])) == "yes")
    #expect(ask(industry, products("传感器", industries: ["C2614"])) == "no")
    #expect(ask(CatalogueEntry(name: "烧碱", processes: ["焊接"]), products("传感器", processes: ["焊接"])) == "possible")
    #expect(ask(CatalogueEntry(name: "烧碱", processes: ["焊接"]), CatalogueSubject(named: "烧碱")) == "possible")
    #expect(ask(CatalogueEntry(name: "烧碱", processes: ["焊接"]), CatalogueSubject(named: "传感器")) == "no")
    #expect(ask(CatalogueEntry(name: "土法炼焦工艺", processes: ["土法炼焦"]), products("焦炭", processes: ["土法炼焦"])) == "yes")
    #expect(ask(CatalogueEntry(name: "化学农药制造", industries: ["C2631"]), products("乐果", industries: ["C2631"])) == "yes")
  }

  @Test("an exempted way excludes alone; beside others, in other words, or unstated it leaves the row open")
  func exemptions() {
    let row = CatalogueEntry(name: "烧碱（离子膜电解法工艺除外）", aliases: ["烧碱"], exempt: ["离子膜电解法工艺"])
    func made(_ processes: String...) -> String { ask(row, products("烧碱", processes: processes)) }
    #expect(made("离子膜电解法工艺") == "no")
    #expect(made("离子膜电解法") == "no")
    #expect(made("离子膜电解法工艺", "水银法") == "possible")
    #expect(made("膜法电解") == "possible")
    #expect(made("盐水精制", "蒸发") == "possible")
    #expect(made("水银法") == "yes")
    #expect(ask(row, products("烧碱", processes: nil)) == "possible")
    let two = CatalogueEntry(name: "三氯化铝", exempt: ["金属铝法[铝锭法]"])
    #expect(ask(two, products("三氯化铝", processes: ["铝锭法"])) == "no")
    #expect(ask(two, products("三氯化铝", processes: ["氯化", "冷凝"])) == "possible")
    let kind = CatalogueEntry(name: "电机", exempt: ["节能型"])
    #expect(ask(kind, products("电机", processes: ["绕线法"])) == "possible")
  }

  @Test("several lines of one product are of the scale only where each and all together are")
  func lines() {
    func ask(_ relation: CatalogueScale.Relation, _ capacities: Int?...) -> String {
      let row = CatalogueEntry(name: "烧碱", scale: CatalogueScale(relation: relation, limit: FEELDecimal(10000), unit: "t/a"))
      return self.ask(
        row,
        CatalogueSubject(
          things: capacities.map { .init(name: "烧碱", capacity: $0.map { FEELDecimal($0) }, unit: "t/a") }, processes: [], industries: []))
    }
    #expect(ask(.below, 6000) == "yes")
    #expect(ask(.below, 4000, 5000) == "yes")
    #expect(ask(.below, 6000, 6000) == "possible")
    #expect(ask(.notBelow, 6000, 6000) == "possible")
    #expect(ask(.notBelow, 4000, 5000) == "no")
    #expect(ask(.notBelow, 12000, 6000) == "yes")
    #expect(ask(.notBelow, 4000, nil) == "possible")
  }

  @Test("a product of one line and a process of another do not make a row")
  func separateLines() {
    let row = CatalogueEntry(name: "隔膜法烧碱", products: ["烧碱"], processes: ["隔膜法"])
    #expect(ask(row, products("烧碱", processes: ["隔膜法"])) == "yes")
    #expect(ask(row, products("烧碱", processes: ["隔膜法", "包装"])) == "yes")
    #expect(ask(row, products("烧碱", "铜箔", processes: ["隔膜法"])) == "yes")
    #expect(ask(row, products("烧碱", "铜箔", processes: ["离子膜法", "隔膜法"])) == "possible")
  }

  @Test("a place is met by its code, by the city and province above it, and by a layer that is held; a mere name may be any place")
  func places() {
    func at(_ place: String, _ ground: CatalogueGround?) -> String {
      ask(
        CatalogueEntry(name: "烧碱", places: [place]),
        CatalogueSubject(things: [.init(name: "烧碱")], processes: [], industries: [], ground: ground))
    }
    let gaoyou = CatalogueGround(places: ["321084", "高邮市", "321000", "扬州市"], layersMet: ["里下河地区"], layersHeld: ["里下河地区", "太湖流域"])
    for yes in ["321084", "高邮市", "321000", "扬州市", "320000", "000000", "里下河地区"] { #expect(at(yes, gaoyou) == "yes", "\(yes)") }
    for no in ["320100", "321002", "330000", "太湖流域"] { #expect(at(no, gaoyou) == "no", "\(no)") }
    for open in ["淮河流域", "高邮", "江苏", "南京市"] { #expect(at(open, gaoyou) == "possible", "\(open)") }
    #expect(at("320100", nil) == "possible")
    #expect(at("320100", CatalogueGround(places: nil, layersHeld: ["太湖流域"])) == "possible")
    #expect(at("太湖流域", CatalogueGround(places: nil, layersHeld: ["太湖流域"])) == "no")
  }

  @Test(
    "the scope of a suspension is met by its words, never by what it leaves out",
    arguments: [
      ("化工", true, "yes"), ("新增化工项目", true, "yes"), ("全部建设项目", true, "yes"), ("除化工以外的项目", true, "no"),
      ("除化工、印染外的所有建设项目", true, "no"), ("除石化以外的项目", true, "possible"), ("非化工项目", true, "possible"), ("印染", true, "no"),
      ("印染", false, "possible"), ("新增氨氮排放的建设项目", false, "possible"),
    ])
  func scopes(_ text: String, _ namesIndustries: Bool, _ expected: String) {
    let match = SuspensionScope("化工").isMeant(by: text, namesIndustries: namesIndustries)
    let said = match == .yes ? "yes" : match == .no ? "no" : "possible"
    #expect(said == expected, "\(text)")
  }
}
