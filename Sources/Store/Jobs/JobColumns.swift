import ExactJSON
import Sealing

extension Job {
  static let columns = """
    jurisdiction, id, kind, state, principal, disclosure, title, input, options, total, done, refused, parts, created_at_microseconds,
      started_at_microseconds, finished_at_microseconds, expires_at_microseconds, failure, results
    """

  init(_ row: SQLRow) throws {
    guard let state = JobState(rawValue: try row.text(3)), let input = Digest(try row.text(7)) else {
      throw StoreError.damaged("job \(try row.text(1))")
    }
    func instant(_ column: Int) throws -> Int64? {
      if case .null = row.values[column] { return nil }
      return try row.integer(column)
    }
    key = JobKey(jurisdiction: try row.text(0), id: try row.text(1))
    kind = try row.text(2)
    self.state = state
    principal = try row.text(4)
    disclosure = try row.text(5)
    title = try row.optionalText(6)
    self.input = input
    options = try JSONValue(parsing: try row.text(8))
    total = Int(try row.integer(9))
    done = Int(try row.integer(10))
    refused = Int(try row.integer(11))
    parts = Int(try row.integer(12))
    createdAtMicroseconds = try row.integer(13)
    startedAtMicroseconds = try instant(14)
    finishedAtMicroseconds = try instant(15)
    expiresAtMicroseconds = try row.integer(16)
    failure = try row.optionalText(17).map { try JSONValue(parsing: $0) }
    results = try row.optionalText(18).flatMap { Digest($0) }
  }
}

extension Repository {
  func job(_ id: String, in db: any Statements) throws -> Job? {
    guard let row = try db.query("SELECT \(Job.columns) FROM jobs WHERE id = ?", [.text(id)]).first else { return nil }
    return try Job(row)
  }

  func note(_ act: String, _ job: Job, _ detail: JSONValue, at now: Int64, in db: any Statements) throws {
    try AuditTrail.append(
      AuditEntry(
        jurisdiction: job.key.jurisdiction, atMicroseconds: now, principal: job.principal, act: act, subject: job.key.id, detail: detail),
      in: db)
  }
}
