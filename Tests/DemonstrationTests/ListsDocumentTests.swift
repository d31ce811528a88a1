import Demonstration
import Testing
import Zoning

@Suite("documents of the demonstration's lists")
struct ListsDocumentTests {
  private func registry() throws -> DocumentRegistry { try DocumentRegistry(ListsProvince.documents) }

  @Test("every clause and every layer cites a document of the registry that is in force when the editions take effect")
  func known() throws {
    let registry = try registry()
    for c in ListsProvince.clauses { #expect(try registry.cite(c.source, on: DemonstrationLaw.effective).state == .inForce, "\(c.id)") }
    for issuer in DemonstrationLaw.issuers {
      for l in DemonstrationLaw.descriptors(issuer: issuer) {
        #expect(try registry.cite(l.basis, on: DemonstrationLaw.effective).state == .inForce, "\(l.id)")
      }
    }
  }

  @Test("ten laws end on 2026-08-15 and the code takes their place; no article is invented")
  func successors() throws {
    let registry = try registry()
    let ended = ListsProvince.documents.filter { $0.successor == "生态环境法典" }
    #expect(ended.count == 10)
    for law in ended { #expect(law.validity.until == CivilDate("2026-08-15")) }
    let (before, after) = (CivilDate("2026-08-14")!, CivilDate("2026-08-15")!)
    var moved = 0
    for c in ListsProvince.clauses where ended.contains(where: { $0.id == c.source.document }) {
      moved += 1
      #expect(try registry.cite(c.source, on: before).state == .inForce)
      let citation = try registry.cite(c.source, on: after)
      if c.source == ClauseSource(document: "环境保护法", article: "第二十九条") {
        #expect(citation.text == "《中华人民共和国生态环境法典》第六十条")
      } else if c.source.article != nil {
        #expect(citation.text == "《中华人民共和国生态环境法典》（对应条款待核）")
      }
    }
    #expect(moved >= 8)
  }

  @Test("invented documents say 示范, with number and date; real ones do not")
  func marked() {
    for d in ListsProvince.documents {
      #expect(d.id.contains("示范") == d.title.contains("示范"), "\(d.id)")
      if d.title.contains("示范") { #expect(d.number != nil && d.validity.from != nil, "\(d.id)") }
    }
  }

  @Test("fourteen instruments put fourteen editions into force")
  func instruments() {
    #expect(DemonstrationLaw.issuers.count == 14)
    for issuer in DemonstrationLaw.issuers {
      #expect(DemonstrationLaw.instrument(issuer: issuer) != nil && DemonstrationLaw.editionName(issuer: issuer)?.contains("示范") == true)
    }
    #expect(DemonstrationLaw.instrument(issuer: "330100") == nil)
  }

  @Test("regional state is on record for most counties and missing for a few")
  func registers() {
    let regions = DemonstrationLaw.registers(province: ListsProvince.province).regions
    #expect(regions.count == ListsProvince.province.counties.count)
    let held = regions.values.reduce(0) { $0 + $1.count }
    #expect(held < 3 * regions.count && held > 3 * regions.count * 9 / 10)
    for (id, fact) in [
      ("region.airAttained", false), ("region.airAttained", true), ("region.waterAttained", false), ("region.waterShort", true),
    ] {
      #expect(regions.values.contains { $0[id] == fact }, "\(id) \(fact)")
    }
  }
}
