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

  @Test("the one that conforms leaves no fact of the form open that its clauses could ask for")
  func full() throws {
    let given = Set(try ProjectFacts(project("conforms")).values.keys)
    // What is asked only of those who build an outfall.
    let elsewhere: Set<String> = ["outfall.kind", "outfall.waterClass", "outfall.mixingRadius_m"]
    let asked = FactsCatalogue.standard.facts.filter { $0.supplier == .applicant }.map(\.id)
    #expect(Set(asked).subtracting(given) == elsewhere)
  }
}
