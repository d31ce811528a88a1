import Testing
import Zoning

@Suite("Sentences that hold several matters")
struct CompoundSentenceTests {
  private func pieces(_ text: String, heading: String? = nil) -> [String] {
    CompoundSentence(heading: heading, text: text).pieces.map { ($0.heading.map { $0 + "：" } ?? "") + $0.text }
  }

  private func distances(_ text: String) -> [String] { SentenceDistances(text).limits.map(\.sentence) }

  @Test("a demand of its own is a piece of its own; what stands before the first verb holds for all")
  func verbs() {
    #expect(pieces("禁止新建化工项目，限制扩建印染项目。") == ["禁止新建化工项目", "限制扩建印染项目。"])
    #expect(pieces("禁止新建化工项目；严格控制印染规模；鼓励发展电子信息。") == ["禁止新建化工项目", "严格控制印染规模", "鼓励发展电子信息。"])
    #expect(pieces("禁止新建化工项目。其他项目限制扩建。") == ["禁止新建化工项目。", "其他项目限制扩建。"])
    #expect(pieces("太湖一级保护区内，禁止新建化工项目，限制扩建印染项目。") == ["太湖一级保护区内：禁止新建化工项目", "太湖一级保护区内：限制扩建印染项目。"])
    #expect(pieces("禁止新建，并严禁扩建化工项目", heading: "园区准入") == ["园区准入：禁止新建", "园区准入：并严禁扩建化工项目"])
  }

  @Test(
    "one matter stays one",
    arguments: [
      "禁止新建、扩建化工项目。", "禁止新建化工项目，国家重大项目除外。", "禁止新建化工项目，但园区内的不得扩大产能的除外。", "化学需氧量不超过5吨，氨氮不超过0.5吨。",
      "淘汰依法禁止的项目，完善管网。", "禁止新建排放重金属的项目（限制类、禁止类目录所列项目），现有项目逐年削减。", "落实《限制用地目录，禁止用地目录》的要求。", "推进管网建设，加强监测。", "",
      "距居住区500米、学校1000米范围内禁止新建危险品仓库。",
    ])
  func one(text: String) { #expect(!CompoundSentence(heading: nil, text: text).isCompound, "\(pieces(text))") }

  @Test("exceptions stay with what they except from")
  func exceptions() {
    #expect(
      pieces("禁止新建化工项目，环保改造除外，限制扩建印染项目，但不得新增排污。") == ["禁止新建化工项目，环保改造除外", "限制扩建印染项目，但不得新增排污。"])
  }

  @Test("several distances: each with its own demand, and each becomes a limit")
  func severalDistances() {
    let text = "距长江干支流岸线500米范围内禁止新建码头，距太湖岸线1000米范围内，限制扩建仓储。"
    #expect(pieces(text) == ["距长江干支流岸线500米范围内禁止新建码头", "距太湖岸线1000米范围内，限制扩建仓储。"])
    let limits = CompoundSentence(heading: nil, text: text).pieces.map { $0.limits.map(\.sentence) }
    #expect(limits == [["长江干支流岸线：500 米（含），自岸线"], ["太湖岸线：1000 米（含），自岸线"]])
    let shared = CompoundSentence(heading: nil, text: "长江干支流岸线一公里范围内，禁止新建化工园区，限制扩建码头。")
    #expect(shared.pieces.map { $0.limits.map(\.sentence) } == [["长江干支流岸线：1000 米（含），自岸线"], ["长江干支流岸线：1000 米（含），自岸线"]])
    #expect(
      pieces("距太湖岸线500米范围内，禁止新建码头，距淀山湖岸线1000米范围内，禁止新建仓储。") == [
        "距太湖岸线500米范围内，禁止新建码头", "距淀山湖岸线1000米范围内，禁止新建仓储。",
      ])
  }

  @Test("distances in words and figures, with their line and whether they count themselves")
  func limits() {
    #expect(distances("长江干支流岸线一公里范围内禁止新建化工园区") == ["长江干支流岸线：1000 米（含），自岸线"])
    #expect(distances("距居住区、学校不得少于1,500米") == ["居住区：1500 米（不含），自边界", "学校：1500 米（不含），自边界"])
    #expect(distances("与居民区的距离应不小于五百米") == ["居民区：500 米（不含），自边界"])
    #expect(distances("与居民区的距离不小于五百米") == ["居民区：500 米（不含），自边界"])
    #expect(distances("太湖湖体5公里、淀山湖湖体2.5公里范围内") == ["太湖湖体：5000 米（含），自边界", "淀山湖湖体：2500 米（含），自边界"])
    #expect(distances("自最高水位线外扩两千米") == ["最高水位线：2000 米（含），自最高水位线"])
    #expect(distances("新建项目距饮用水取水口十公里以内") == ["饮用水取水口：10000 米（含），自边界"])
    #expect(distances("沿望虞河岸线两侧各1千米") == ["望虞河岸线：1000 米（含），自岸线"])
    for text in ["绿化带宽度不小于30米", "占地5000平方米", "库容3立方米", "距离500—1000米之间", "建筑高度24米", "管网长10公里", "在500米内", "2021年"] {
      #expect(distances(text).isEmpty, "\(text): \(distances(text))")
    }
  }

  @Test("the pieces of a cell keep its one source and their place in it, under numbers of their own")
  func cell() {
    let cell = SplitCell(
      row: 2, unit: "ZH32010220001", unitName: nil, dimension: .spatial, cell: "1.推进管网建设。2.禁止新建化工项目，限制扩建印染项目。")
    #expect(cell.clauses(document: "清单").map(\.id) == ["ZH32010220001-KJ01", "ZH32010220001-KJ02"])
    let clauses = cell.clauses(document: "清单", sentences: true)
    #expect(clauses.map(\.id) == ["ZH32010220001-KJ01", "ZH32010220001-KJ02-1", "ZH32010220001-KJ02-2"])
    #expect(clauses.map { $0.origin?.part } == [1, 2, 2])
    #expect(Set(clauses.map { $0.origin?.id }) == ["ZH32010220001-KJ"] && clauses.allSatisfy { $0.origin?.text == cell.cell })
    #expect(clauses.map(\.effect) == [.require, .prohibit, .restrict] && clauses.allSatisfy { $0.judgement == .person })
  }
}
