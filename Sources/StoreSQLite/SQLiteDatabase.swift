import Foundation
import GRDB
public import Store

/// The embedded home: one SQLite file in WAL mode, many readers beside one writing process.
public struct SQLiteDatabase: Store.Database {
  private let pool: DatabasePool

  /// Opens or creates the file at a path.
  public init(path: String) throws {
    var configuration = Configuration()
    configuration.label = "fenqu"
    configuration.busyMode = .timeout(10)
    configuration.maximumReaderCount = 4
    configuration.prepareDatabase { db in
      // An acknowledged screening survives the loss of power, not only of the process.
      try db.execute(sql: "PRAGMA synchronous = FULL")
      try db.execute(sql: "PRAGMA foreign_keys = ON")
    }
    do { pool = try DatabasePool(path: path, configuration: configuration) } catch { throw StoreError(error) }
  }

  public func read<T>(_ body: (any Statements) throws -> T) throws -> T {
    do { return try pool.read { db in try body(SQLiteStatements(db: db)) } } catch let error as DatabaseError { throw StoreError(error) }
  }

  public func write<T>(_ body: (any Statements) throws -> T) throws -> T {
    var attempt = 0
    while true {
      do {
        return try pool.write { db in try body(SQLiteStatements(db: db)) }
      } catch let error as DatabaseError {
        attempt += 1
        if error.resultCode == .SQLITE_BUSY, attempt < 5 { continue }
        throw StoreError(error)
      }
    }
  }
}

struct SQLiteStatements: Statements {
  let db: GRDB.Database

  func query(_ sql: String, _ arguments: [SQLValue]) throws -> [SQLRow] {
    let statement = try db.cachedStatement(sql: sql)
    let rows = try Row.fetchAll(statement, arguments: StatementArguments(arguments.map(\.bound)))
    return rows.map { row in SQLRow(values: row.databaseValues.map(SQLValue.init)) }
  }

  func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
    if sql.split(separator: " ").prefix(2) == ["CREATE", "TABLE"] {
      try db.execute(sql: Self.strict(sql))
      return 0
    }
    let statement = try db.cachedStatement(sql: sql)
    try statement.execute(arguments: StatementArguments(arguments.map(\.bound)))
    return db.changesCount
  }

  /// Portable column types in SQLite's words, and STRICT, so that SQLite checks them too.
  static func strict(_ sql: String) -> String {
    sql.replacing("BIGINT", with: "INTEGER").replacing("BYTES", with: "BLOB") + " STRICT"
  }
}

extension SQLValue {
  var bound: DatabaseValue {
    switch self {
    case .null: .null
    case .integer(let i): i.databaseValue
    case .text(let s): s.databaseValue
    case .bytes(let b): b.withUnsafeBytes { Data(Array($0)).databaseValue }
    }
  }

  init(_ value: DatabaseValue) {
    switch value.storage {
    case .null: self = .null
    case .int64(let i): self = .integer(i)
    case .double(let d): self = .text(String(d))
    case .string(let s): self = .text(s)
    case .blob(let d): self = .bytes(Array(d))
    }
  }
}

extension StoreError {
  init(_ error: any Error) {
    guard let error = error as? DatabaseError else {
      self = .failed(String(describing: error))
      return
    }
    switch error.resultCode {
    case .SQLITE_FULL, .SQLITE_IOERR: self = .diskFull
    case .SQLITE_READONLY, .SQLITE_PERM: self = .readOnly
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
    case .SQLITE_CANTOPEN: self = .absent(error.message ?? "")
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .damaged(error.description)
    default: self = .failed(error.description)
    }
  }
}
