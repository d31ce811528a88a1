import Exchange
import ExactJSON
import Foundation
import Screening
import Sealing
import Zoning

/// The list of real law in Examples/real-law with its documents and stated cases.
struct RealLaw {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let folder = root.appendingPathComponent("Examples/real-law")

  let clauses: [Clause]
  let assessor: Assessor

  init() throws {
    clauses = try ClauseListFile.read(try Self.bytes("list.csv"), fileName: "list.csv")
    let documents = try DocumentRegistry(try JSONValue(parsing: try Self.bytes("documents.json")))
    let day = CivilDate("2026-11-25")!
    let digest = Digest(of: "real law".utf8)
    assessor = Assessor(
      rulebook: Rulebook(
        asOf: day, editions: [], documents: documents, registers: Registers(regions: [:], source: ""),
        legalState: LegalState(asOf: day, editions: [], documents: digest, registers: digest, catalogues: []),
        compiler: ConditionCompiler(catalogue: .standard)))
  }

  static func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: folder.appendingPathComponent(path))) }

  /// The two cases of a clause as JSON: what keeps it and what breaks it.
  static func cases(of clause: Clause) throws -> (keeps: JSONValue, breaks: JSONValue) {
    let json = try JSONValue(parsing: try bytes("cases/\(clause.id).json"))
    guard let keeps = json["keeps"], let breaks = json["breaks"] else { throw MissingCase(clause: clause.id) }
    return (keeps, breaks)
  }

  struct MissingCase: Error { var clause: String }
}
