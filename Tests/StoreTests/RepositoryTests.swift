import ExactJSON
import Foundation
import Sealing
import Store
import StoreSQLite
import Testing
import Zoning

@Suite("What is kept")
struct RepositoryTests {
  /// A database of its own for each test.
  func database() throws -> SQLiteDatabase {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("fenqu-\(UUID().uuidString).sqlite").path
    return try SQLiteDatabase(path: path)
  }

  let stamp = AuditStamp(principal: "tester", atMicroseconds: 1_000)

  func screening(_ id: String, assessment: String = "a", json: String = "j") -> NewScreening {
    NewScreening(
      id: id, jurisdiction: "320100", day: "20261125", disclosure: "public", name: "项目", projectCode: nil, description: nil,
      knownAtMicroseconds: 1_000,
      assessment: Digest(of: assessment.utf8), legalState: Digest(of: "s".utf8), conclusion: "conforms", record: .object(["x": .int(1)]),
      jsonDigest: Digest(of: json.utf8))
  }

  @Test("a screening comes back with its number, its record and a whole audit chain")
  func roundTrip() throws {
    let repository = try Repository(database(), migratingAtMicroseconds: 0)
    #expect(try repository.record(screening("one"), audit: stamp) == "FQ-20261125-000001")
    #expect(try repository.record(screening("two"), audit: stamp) == "FQ-20261125-000002")
    let stored = try #require(try repository.screening("one"))
    #expect(stored.name == "项目" && stored.projectCode == nil && stored.record == .object(["x": .int(1)]) && stored.principal == "tester")
    #expect(try repository.screening("three") == nil)
    #expect(try repository.auditIsWhole("320100"))
    #expect(try repository.screeningIDs() == ["one", "two"])
  }

  @Test("one assessment that comes to other bytes is refused and nothing is kept of it")
  func changedBytes() throws {
    let repository = try Repository(database(), migratingAtMicroseconds: 0)
    _ = try repository.record(screening("one"), audit: stamp)
    do {
      _ = try repository.record(screening("two", json: "other"), audit: stamp)
      Issue.record("other bytes were taken")
    } catch let error as StoreError {
      guard case .differs = error else {
        Issue.record("\(error)")
        return
      }
    }
    #expect(try repository.screeningIDs() == ["one"])
    #expect(
      try repository.record(screening("three"), audit: stamp) == "FQ-20261125-000002", "the number of the refused one was not used up")
  }

  @Test("a changed audit entry breaks the chain")
  func tampering() throws {
    let database = try database()
    let repository = try Repository(database, migratingAtMicroseconds: 0)
    for id in ["one", "two", "three"] { _ = try repository.record(screening(id), audit: stamp) }
    try database.write { db in
      _ = try db.execute("UPDATE audit_entries SET principal = ? WHERE sequence = ?", [.text("somebody"), .integer(2)])
    }
    #expect(try !repository.auditIsWhole("320100"))
  }

  @Test("editions are only ever added, with serials of their own and their bytes by digest")
  func editions() throws {
    let repository = try Repository(database(), migratingAtMicroseconds: 0)
    func draft(_ name: String, from: String) -> Repository.EditionDraft {
      Repository.EditionDraft(
        issuer: "320100", name: name,
        instrument: Instrument(body: "局", documentNumber: "1号", date: CivilDate("2024-06-01")!, consentingGovernment: nil),
        validity: Validity(from: CivilDate(from)), layers: Array(repeating: 7, count: 9_000_000), lists: Array(name.utf8), descriptors: [1])
    }
    let first = try repository.publish([draft("甲", from: "2024-07-01")], documents: [2], registers: [3], audit: stamp)
    let second = try repository.publish([draft("乙", from: "2025-07-01")], documents: nil, registers: nil, audit: stamp)
    #expect(try repository.editions() == first + second)
    #expect(second[0].serial == 2 && second[0].layers == first[0].layers)
    #expect(try repository.attachment(first[0].layers).count == 9_000_000)
    #expect(try repository.register("documents") == Digest(of: [2]))
    #expect(throws: StoreError.self) { try repository.attachment(Digest(of: [9, 9])) }
  }

  @Test("an edition made from one that is no longer the last is refused, so that what came between is not lost")
  func lostUpdate() throws {
    let repository = try Repository(database(), migratingAtMicroseconds: 0)
    func publish(_ name: String, following: Int?) throws {
      try repository.publish(
        [
          Repository.EditionDraft(
            issuer: "320100", name: name,
            instrument: Instrument(body: "局", documentNumber: nil, date: CivilDate("2024-06-01")!, consentingGovernment: nil),
            validity: Validity(from: CivilDate("2024-07-01")), layers: [1], lists: Array(name.utf8), descriptors: [2], following: following)
        ], documents: [3], registers: [4], audit: stamp)
    }
    try publish("甲", following: nil)
    try publish("乙", following: 1)
    #expect(throws: StoreError.busy) { try publish("丙", following: 1) }
    #expect(try repository.editions().map(\.name) == ["甲", "乙"])
    #expect(try repository.auditIsWhole("320100"))
  }

  @Test("a database that a newer program wrote is refused")
  func newer() throws {
    let database = try database()
    _ = try Repository(database, migratingAtMicroseconds: 0)
    try database.write { db in
      _ = try db.execute("INSERT INTO schema_migrations (id, applied_at_microseconds) VALUES (?, ?)", [.text("9999-future"), .integer(0)])
    }
    #expect(throws: StoreError.newerSchema("9999-future")) { try Repository(database, migratingAtMicroseconds: 0) }
  }
}
