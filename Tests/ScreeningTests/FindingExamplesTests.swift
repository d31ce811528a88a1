import ExactJSON
import Foundation
import Screening
import Testing
import Zoning

/// Every kind of finding has lists that must give it, and it alone, and near misses that must give nothing.
@Suite("Witness and near-miss lists of the check")
struct FindingExamplesTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Findings")
  static let files: [String] = {
    do { return try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".jsonl") }.sorted() } catch {
      preconditionFailure("the examples cannot be listed: \(error)")
    }
  }()
  /// Kinds for which a project shows what is wrong; docs/how-to/write-a-list.md says why the others have none.
  static let witnessed: Set<RulebookProblem> = [
    .contradiction, .laxer, .limitDiffers, .endedDocument, .bareIn, .someForEvery, .partOfPark, .softByMachine, .nothingToJudge,
    .nearDuplicate,
  ]

  func findings(_ file: String) throws -> [RulebookFinding] {
    let text = try String(contentsOf: Self.folder.appendingPathComponent(file), encoding: .utf8)
    let clauses = try text.split(separator: "\n").map { try Clause(JSONValue(parsing: Array($0.utf8))) }
    return try RulebookCheck(rulebook: RulebookCheckTests.rulebook(clauses), units: [Bench.unit.text: "甲"]) { _, _ in false }.findings()
  }

  @Test("a list gives exactly the finding it is named for, or none", arguments: files)
  func example(file: String) throws {
    let parts = file.split(separator: ".")
    let problem = try #require(RulebookProblem(rawValue: String(parts[0])), "\(file) names no kind of finding")
    let found = try findings(file)
    if parts[1] == "nearmiss" {
      #expect(found.isEmpty, "\(file): \(found.map { "\($0.problem) \($0.message)" })")
      return
    }
    #expect(parts[1] == "witness")
    #expect(found.map(\.problem) == [problem], "\(file): \(found.map { "\($0.problem) \($0.message)" })")
    let first = try #require(found.first)
    #expect(first.message.hasSuffix("。") && first.remedy.hasSuffix("。"))
    let mayShow = !["limitDiffers.witness.3", "limitDiffers.witness.4", "limitDiffers.witness.5"].contains { file.hasPrefix($0) }
    #expect(
      (first.witness != nil) == (Self.witnessed.contains(problem) && mayShow), "\(file): \(first.witness?.canonicalText ?? "no project")")
  }

  @Test("every kind of finding has both", arguments: RulebookProblem.allCases)
  func both(problem: RulebookProblem) {
    for kind in ["witness", "nearmiss"] {
      #expect(Self.files.contains { $0.hasPrefix("\(problem.rawValue).\(kind)") }, "\(problem) has no \(kind) list")
    }
  }

  @Test("what a project shows: let off where all of it is asked, at a distance on which sentence and condition part")
  func shown() throws {
    let part = try #require(try findings("bareIn.witness.jsonl").first?.witness)
    #expect(part["map.in.化工园区"] == .bool(true) && part["map.within.化工园区"] == .bool(false))
    let items = try #require(try findings("someForEvery.witness.jsonl").first?.witness?["industries"]?.arrayValue)
    #expect(items.count == 2)
    let park = try #require(try findings("partOfPark.witness.jsonl").first?.witness)
    #expect(park["park.within"] == .bool(false) && park["map.share.产业园区"]?.numberText == "0.4" && park["map.in.产业园区"] == .bool(true))
    let metres = try #require(try findings("limitDiffers.witness.jsonl").first?.witness?["map.distance.长江干支流岸线"]?.numberText)
    #expect(metres == "750")
    let edge = try #require(try findings("limitDiffers.witness.2.jsonl").first?.witness?["map.distance.长江干支流岸线"]?.numberText)
    #expect(edge == "1000")
  }
}
