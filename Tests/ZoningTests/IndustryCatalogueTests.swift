import ExactJSON
import FEEL
import Testing
import Zoning

/// Editions of the industry classification: what projects state, and under which codes law knows it.
@Suite("Editions of the industry classification") struct IndustryCatalogueTests {
  static func json(_ rows: String, edition: String = "试行", from: String = "2027-01-01") -> JSONValue {
    .object([
      "kind": .string("industries"), "id": .string("国民经济行业分类"), "title": .string("国民经济行业分类"), "edition": .string(edition),
      "from": .string(from), "until": .null, "source": .string("试验"), "table": .string("代码,名称,对应代码\n" + rows),
    ])
  }

  private static let rows = """
    C,制造业,
    26,化学原料和化学制品制造业,
    261,基础化学原料制造,
    2614,有机化学原料制造,
    2617,有机和无机单体制造,2614 2613
    2618,新材料单体制造,
    2619,其他基础化学原料制造,
    262,肥料和农药制造,2631
    2614A,
    """

  private func classification(_ rows: String) throws -> IndustryClassification { try IndustryCatalogue(Self.json(rows)).classification }

  private func facts(_ codes: String, _ c: IndustryClassification) throws -> ProjectFacts {
    try ProjectFacts(JSONValue(parsing: #"{"industries":[\#(codes)]}"#), industries: c)
  }

  @Test("the same code of the same name is the same; others only by what the table states; a new one by nothing")
  func correspondence() throws {
    let good = Self.rows.split(separator: "\n").dropLast().joined(separator: "\n")
    let catalogue = try IndustryCatalogue(Self.json(good))
    let c = catalogue.classification
    #expect(c["C2614"]?.parent == "C261" && c["C26"]?.parent == "C")
    #expect(c.written("C2614") == "C2614" && c.written("C2619") == "C2619")
    #expect(c.written("C2617") == "C261" && c.written("C262") == "C2631")
    #expect(c.written("C2618") == nil && catalogue.unmatched == ["C2618"])
    #expect(try facts("\"2617\"", c).values["industries"] == .list([.string("C261")]))
    #expect(try facts("\"2617\"", c).canonical.first?.value == .array([.string("C2617")]))
    #expect(try facts("\"C2614\",\"C2618\"", c).values["industries"] == .unknown(["industries"]))
    #expect(throws: ZoningError.self) { try facts("\"C2613\"", c) }
    // The record keeps what was stated and reads back the same.
    let stated = try facts("\"C262\"", c)
    #expect(try ProjectFacts(recorded: stated.canonical, industries: c).values == stated.values)
    #expect(try IndustryCatalogue(catalogue.json) == catalogue)
  }

  @Test("rows that are no classification are refused by their number")
  func refusals() throws {
    for (rows, row) in [
      (Self.rows, 10), ("C,制造业,\nC26,甲,\nC26,乙,", 4), ("C,制造业,\nC261,甲,", 3), ("C,制造业,\nC26,,", 3), ("C,制造业,\nC26,甲,9999", 3), ("26,甲,", 2),
    ] {
      let error = #expect(throws: ZoningError.self) { try classification(rows) }
      #expect(error?.message.contains("第 \(row) 行") == true, "\(rows): \(error?.message ?? "")")
    }
    #expect(throws: ZoningError.self) { try classification("") }
  }

  @Test("the shipped edition is the standard itself, code by code")
  func shipped() throws {
    for catalogue in ShippedCatalogues.all {
      guard case .industries(let c) = catalogue else { continue }
      #expect(c.classification.entries == IndustryClassification.standard.entries && c.unmatched.isEmpty)
      return
    }
    Issue.record("no classification is shipped")
  }
}
