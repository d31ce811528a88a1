import FEEL
import Screening
import Testing
import Zoning

/// What conditions ask catalogues of: things, and whole projects with all that they make, burn, use and carry.
@Suite("Conditions ask catalogues")
struct CatalogueQuestionTests {
  private func catalogue(_ id: String, _ entries: CatalogueEntry...) -> DatedCatalogue {
    DatedCatalogue(id: id, title: "", edition: "甲", validity: Validity(), source: "试验", isComplete: true, entries: entries)
  }

  private func outcome(_ condition: String, _ project: String, _ catalogue: DatedCatalogue) throws -> Outcome {
    var bench = Bench(.make(.prohibit, applies: condition))
    bench.project = project
    bench.catalogues = [catalogue]
    return try bench.run().clauses[0].outcome
  }

  private static let rest = #""industries":["C3983"],"contents":[],"equipment":[],"processes":["焊接"]"#

  @Test("a project burns what its fuels, boilers and kilns say")
  func fuels() throws {
    let fuels = catalogue("高污染燃料目录", CatalogueEntry(classes: ["Ⅲ类"], name: "煤炭"))
    func ask(_ more: String) throws -> Outcome { try outcome(#"在名录("高污染燃料目录:Ⅲ类", 项目)"#, "{\(Self.rest)\(more)}", fuels) }
    #expect(try ask(#","fuels":["煤炭"]"#) == .broken)
    #expect(try ask(#","boilers":[{"fuel":"煤炭"}]"#) == .broken)
    #expect(try ask(#","kilns":[{"kind":"加热炉","fuel":"煤炭"}]"#) == .broken)
    #expect(try ask(#","fuels":["动力煤"]"#) == .undetermined)
    #expect(try ask(#","fuels":["天然气"],"boilers":[],"kilns":[]"#) == .notApplicable)
    #expect(try ask(#","fuels":["天然气"],"boilers":[{"fuel":null}],"kilns":[]"#) == .undetermined)
    #expect(try ask(#","fuels":["天然气"]"#) == .undetermined)
    #expect(try ask("") == .undetermined)
    // What it makes is no fuel of it.
    #expect(try ask(#","products":[{"name":"煤炭"}],"fuels":["天然气"],"boilers":[],"kilns":[]"#) == .notApplicable)
  }

  @Test("a project uses, carries and throws away what a list of chemicals may name")
  func chemicals() throws {
    let chemicals = catalogue("优先控制化学品名录", CatalogueEntry(name: "苯"))
    func ask(_ facts: [String: String]) throws -> Outcome {
      var all = [
        "products": "[]", "fuels": "[]", "boilers": "[]", "kilns": "[]", "rawMaterials": "[]", "coatings": "[]", "cargo": "[]",
        "solidWaste": "[]",
      ]
      all.merge(facts) { $1 }
      let members = all.filter { !$0.value.isEmpty }.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",")
      return try outcome(#"在名录("优先控制化学品名录", 项目)"#, "{\(members)}", chemicals)
    }
    #expect(try ask([:]) == .notApplicable)
    #expect(try ask(["rawMaterials": #"[{"name":"苯"}]"#]) == .broken)
    #expect(try ask(["rawMaterials": #"[{"name":"甲苯","category":"溶剂"}]"#]) == .undetermined)
    #expect(try ask(["rawMaterials": #"[{"name":"砂石"}]"#]) == .undetermined)
    #expect(try ask(["rawMaterials": #"[{"name":"砂石","category":"矿石"}]"#]) == .notApplicable)
    #expect(try ask(["cargo": #"["苯"]"#]) == .broken)
    #expect(try ask(["coatings": #"[{"name":"苯"}]"#]) == .broken)
    for fact in ["rawMaterials", "coatings", "cargo", "solidWaste"] { #expect(try ask([fact: ""]) == .undetermined, "\(fact)") }
  }

  @Test("a boiler is equipment of a project, whatever its list of equipment says")
  func boilers() throws {
    let withdrawn = catalogue("产业结构调整指导目录", CatalogueEntry(classes: ["淘汰类"], name: "10吨/小时以下燃煤锅炉"))
    func ask(_ boilers: String) throws -> Outcome {
      try outcome(
        #"在名录("产业结构调整指导目录:淘汰类", 项目)"#, #"{\#(Self.rest),"products":[{"name":"传感器","category":"电子元件"}],"kilns":[]\#(boilers)}"#,
        withdrawn)
    }
    #expect(try ask(#","boilers":[{"fuel":"煤炭"}]"#) == .undetermined)
    #expect(try ask(#","boilers":[]"#) == .notApplicable)
    #expect(try ask("") == .undetermined)
  }

  @Test("a list of names that no project file carries is never certain of a project, but by a documented check")
  func names() throws {
    let list = catalogue("省重大项目清单", CatalogueEntry(name: "某大桥"))
    let project = #"{\#(Self.rest),"products":[],"boilers":[],"kilns":[]"#
    #expect(try outcome(#"在名录("省重大项目清单", 项目)"#, project + "}", list) == .undetermined)
    let checked = #","catalogueChecks":[{"catalogue":"省重大项目清单","listed":false,"basis":"苏发改〔2026〕1号"}]}"#
    #expect(try outcome(#"在名录("省重大项目清单", 项目)"#, project + checked, list) == .notApplicable)
  }

  @Test("a product whose category is not stated stays open where its name alone is certain")
  func categories() throws {
    let dyes = catalogue("产业结构调整指导目录", CatalogueEntry(classes: ["淘汰类"], name: "染料"))
    func ask(_ product: String) throws -> Outcome {
      try outcome(#"some p in 项目.产品 satisfies 在名录("产业结构调整指导目录:淘汰类", p)"#, #"{"products":[\#(product)]}"#, dyes)
    }
    #expect(try ask(#"{"name":"分散蓝56"}"#) == .undetermined)
    #expect(try ask(#"{"name":"分散蓝56","category":"染料"}"#) == .broken)
    #expect(try ask(#"{"name":"面包","category":"食品"}"#) == .notApplicable)
  }

  @Test("two lines of one product are asked about together, whichever of them a condition names")
  func lines() throws {
    let large = catalogue(
      "产业结构调整指导目录",
      CatalogueEntry(
        classes: ["淘汰类"], name: "烧碱", scale: CatalogueScale(relation: .notBelow, limit: FEELDecimal(10000), unit: "t/a")))
    func ask(_ capacities: Int...) throws -> Outcome {
      let products = capacities.map { #"{"name":"烧碱","category":"无机碱","capacity":\#($0),"unit":"t/a"}"# }.joined(separator: ",")
      return try outcome(#"some p in 项目.产品 satisfies 在名录("产业结构调整指导目录:淘汰类", p)"#, #"{"products":[\#(products)]}"#, large)
    }
    #expect(try ask(6000) == .notApplicable)
    #expect(try ask(6000, 6000) == .undetermined)
    #expect(try ask(4000, 5000) == .notApplicable)
    #expect(try ask(12000) == .broken)
  }
}
