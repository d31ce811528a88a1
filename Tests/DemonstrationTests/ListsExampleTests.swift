import ExactJSON
import Foundation
import Testing
import Zoning

@Suite("example projects")
struct ListsExampleTests {
  /// Named for the conclusion that each must reach; that they do is shown on the whole product.
  static let conclusions = ["conditional", "conforms", "nonconforming", "prohibited", "undetermined"]

  private func project(_ name: String) throws -> JSONValue {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Examples/\(name).json")
    return try JSONValue(parsing: [UInt8](Data(contentsOf: file)))
  }

  @Test("each is a project file with a name, a description, a site and facts of the catalogue", arguments: conclusions)
  func readable(_ name: String) throws {
    let project = try project(name)
    let facts = try ProjectFacts(project)
    #expect((facts.name?.count ?? 0) >= 4 && (facts.description?.count ?? 0) >= 10)
    #expect(project["footprint"]?["type"]?.stringValue == "Polygon")
  }

  /// Whether a condition holds the name as a whole, not as the beginning of a longer one.
  private func names(_ name: String, in condition: String) -> Bool {
    condition.ranges(of: name).contains { range in
      guard range.upperBound < condition.endIndex else { return true }
      let next = condition[range.upperBound]
      return !next.isLetter && !next.isNumber && next != "."
    }
  }

  @Test("the one that conforms leaves no fact of the form open that its clauses could ask for")
  func full() throws {
    let given = Set(try ProjectFacts(project("conforms")).values.keys)
    // What is asked only of those who build an outfall.
    let elsewhere: Set<String> = ["outfall.kind", "outfall.waterClass", "outfall.mixingRadius_m"]
    let conditions = Set(ListsProvince.clauses.flatMap { [$0.applies, $0.kept, $0.except].compactMap { $0 } })
    let asked = FactsCatalogue.standard.facts.filter { fact in
      fact.supplier == .applicant && conditions.contains { names(fact.feel, in: $0) }
    }.map(\.id)
    #expect(asked.count > 60)
    #expect(Set(asked).subtracting(given) == elsewhere)
  }
}
