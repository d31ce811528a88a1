import ExactJSON
import Foundation
import Service
import Store
import StoreSQLite
import Synchronization
import Zoning

/// The demonstration province of 300 units, made once a run in a folder of its own.
enum SmallProvince {
  static let folder: DataFolder = {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("fenqu-province-\(UUID().uuidString)").path
    let folder = DataFolder(path: path)
    do {
      try folder.create()
      let repository = try Repository(SQLiteDatabase(path: folder.databasePath), migratingAtMicroseconds: 0)
      try DemonstrationLoader(folder: folder, repository: repository, clock: FixedClock()).load(request) { _, _ in }
    } catch { preconditionFailure("the small province was not made: \(error)") }
    return folder
  }()

  static var request: DemonstrationLoader.Request { DemonstrationLoader.Request(baseMap: root + "/cache/basemap", units: 300, seed: 1) }

  /// The checkout.
  static let root: String = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// A service over the province with a database of its own, so that tests do not see each other's screenings.
  static func service() throws -> ZoningService {
    let database = FileManager.default.temporaryDirectory.appendingPathComponent("fenqu-\(UUID().uuidString).sqlite").path
    return ZoningService(
      library: try PlanLibrary(folder: folder), repository: try Repository(SQLiteDatabase(path: database), migratingAtMicroseconds: 0),
      clock: FixedClock(),
      identifiers: CountedIdentifiers(), reports: nil, publicURL: "http://127.0.0.1:8080")
  }
}

/// Ten o'clock on 2026-11-25 in Asia/Shanghai.
struct FixedClock: Service.Clock {
  func now() -> Int64 { 1_795_572_000_000_000 }
}

/// id-1, id-2 …
final class CountedIdentifiers: IdentifierSource {
  private let count = Mutex(0)

  func next(atMicroseconds now: Int64) -> String {
    count.withLock {
      $0 += 1
      return "id-\($0)"
    }
  }
}

extension JSONValue {
  static func reading(_ text: String) throws -> JSONValue { try JSONValue(parsing: text) }
}

extension SmallProvince {
  /// A service over another folder, its own database included.
  static func service(over path: String) throws -> ZoningService {
    let folder = DataFolder(path: path)
    return ZoningService(
      library: try PlanLibrary(folder: folder),
      repository: try Repository(SQLiteDatabase(path: folder.databasePath), migratingAtMicroseconds: 0),
      clock: FixedClock(), identifiers: CountedIdentifiers(), reports: nil, publicURL: "http://127.0.0.1:8080")
  }
}
