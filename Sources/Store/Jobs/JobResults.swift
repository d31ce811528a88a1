import ExactJSON
import Sealing

/// A row that was worked on, with the screening to be kept with it.
public struct FinishedRow: Sendable {
  public var row: JobRow
  public var screening: NewScreening?
  /// What the row becomes where the screening comes to other bytes than the one on record.
  public var otherwise: JobRow?
  /// What it counts as, in the order of the job's own tally.
  public var counts: [String]

  public init(row: JobRow, screening: NewScreening? = nil, otherwise: JobRow? = nil, counts: [String]) {
    self.row = row
    self.screening = screening
    self.otherwise = otherwise
    self.counts = counts
  }
}

/// Results are kept part by part: rows, screenings and the checkpoint in one transaction, so that each row is there exactly once.
extension Repository {
  /// Keeps the results of a part, and ends the job with its last one.
  ///
  /// Throws `leaseLost`, with nothing kept, where the part is somebody else's by now or the job has ended.
  public func finish(_ claim: JobClaim, rows: [FinishedRow], expiresAtMicroseconds: Int64, audit: AuditStamp) throws {
    let key = claim.job.key
    let now = audit.atMicroseconds
    try database.write { db in
      // The job's row first: who finishes another part of it waits here, so that the last one sees all others done.
      let counted = try db.execute(
        "UPDATE jobs SET done = done + ? WHERE jurisdiction = ? AND id = ? AND state = ?",
        [.integer(Int64(rows.count))] + key.arguments + [.text(JobState.running.rawValue)])
      let moved = try db.execute(
        """
        UPDATE job_parts SET state = 'done', lease_owner = NULL, lease_until_microseconds = NULL, done_at_microseconds = ?, fault = NULL
        WHERE jurisdiction = ? AND job = ? AND part = ? AND state = 'waiting' AND lease_owner = ?
        """, [.integer(now)] + key.arguments + [.integer(Int64(claim.part)), .text(claim.token)])
      guard counted == 1, moved == 1 else { throw StoreError.leaseLost }
      let kept = try rows.map { try keep($0, of: claim, audit: audit, in: db) }
      var digest = RunningDigest()
      for row in kept { digest.add("\(row.row) \(row.jsonDigest?.description ?? row.summary.canonicalText)\n") }
      try db.execute(
        "UPDATE job_parts SET tally = ?, results = ? WHERE jurisdiction = ? AND job = ? AND part = ?",
        [.text(Self.tally(rows, kept).canonicalText), .text(digest.finished().description)] + key.arguments + [
          .integer(Int64(claim.part))
        ])
      let refused = kept.count { $0.jsonDigest == nil }
      if refused > 0 {
        try db.execute(
          "UPDATE jobs SET refused = refused + ? WHERE jurisdiction = ? AND id = ?", [.integer(Int64(refused))] + key.arguments)
      }
      try endWhereDone(key, expiresAtMicroseconds: expiresAtMicroseconds, at: now, in: db)
    }
  }

  private func keep(_ finished: FinishedRow, of claim: JobClaim, audit: AuditStamp, in db: any Statements) throws -> JobRow {
    var row = finished.row
    if let screening = finished.screening {
      do {
        row.number = try record(screening, audit: audit, in: db)
        row.screening = screening.id
      } catch let error as StoreError {
        // Refused before a statement changed anything.
        guard case .differs = error, let otherwise = finished.otherwise else { throw error }
        row = otherwise
      }
    }
    try db.execute(
      """
      INSERT INTO job_rows (jurisdiction, job, row_number, part, priority, label, screening, number, summary, json_digest)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      claim.job.key.arguments + [
        .integer(Int64(row.row)), .integer(Int64(claim.part)), .integer(Int64(row.rank)), .optional(row.label), .optional(row.screening),
        .optional(row.number), .text(row.summary.canonicalText), .optional(row.jsonDigest?.description),
      ])
    return row
  }

  /// How many rows of a part count as what; a row that became a refusal counts as `refused`.
  private static func tally(_ rows: [FinishedRow], _ kept: [JobRow]) -> JSONValue {
    var counts: [String: Int] = [:]
    for (row, kept) in zip(rows, kept) {
      for name in kept.jsonDigest == nil ? ["refused"] : row.counts { counts[name, default: 0] += 1 }
    }
    return JSONValue.object(counts.map { JSONMember(key: $0.key, value: .int($0.value)) }).sortedByKey
  }

  private func endWhereDone(_ key: JobKey, expiresAtMicroseconds: Int64, at now: Int64, in db: any Statements) throws {
    let open = try db.query(
      "SELECT part FROM job_parts WHERE jurisdiction = ? AND job = ? AND state = 'waiting' LIMIT 1", key.arguments)
    guard open.isEmpty else { return }
    var digest = RunningDigest()
    for row in try db.query("SELECT results FROM job_parts WHERE jurisdiction = ? AND job = ? ORDER BY part", key.arguments) {
      digest.add(try row.text(0) + "\n")
    }
    let results = digest.finished()
    try db.execute(
      """
      UPDATE jobs SET state = ?, finished_at_microseconds = ?, expires_at_microseconds = ?, results = ? WHERE jurisdiction = ? AND id = ?
      """,
      [.text(JobState.done.rawValue), .integer(now), .integer(expiresAtMicroseconds), .text(results.description)] + key.arguments)
    guard let job = try job(key.id, in: db) else { return }
    try note(
      "job.finished", job,
      .object(["rows": .int(job.done), "refused": .int(job.refused), "results": .string(results.description)]), at: now, in: db)
  }

  // MARK: Looking

  /// What the done rows of a job count as.
  public func tally(of key: JobKey) throws -> [String: Int] {
    try database.read { db in
      var counts: [String: Int] = [:]
      for row in try db.query(
        "SELECT tally FROM job_parts WHERE jurisdiction = ? AND job = ? AND state = 'done' ORDER BY part", key.arguments)
      {
        for member in try JSONValue(parsing: try row.text(0)).objectValue ?? [] {
          counts[member.key, default: 0] += member.value.numberText.flatMap { Int($0) } ?? 0
        }
      }
      return counts
    }
  }

  /// Rows done since an instant, and when the first of them were, for the rate.
  public func progress(of key: JobKey, sinceMicroseconds since: Int64) throws -> (rows: Int, firstRows: Int, firstAt: Int64)? {
    try database.read { db in
      let parts = try db.query(
        """
        SELECT row_count, done_at_microseconds FROM job_parts WHERE jurisdiction = ? AND job = ? AND state = 'done'
          AND done_at_microseconds >= ? ORDER BY done_at_microseconds
        """, key.arguments + [.integer(since)])
      guard let first = parts.first else { return nil }
      let rows = try parts.reduce(0) { $0 + Int(try $1.integer(0)) }
      return (rows, Int(try first.integer(0)), try first.integer(1))
    }
  }

  /// Rows of a job by priority and number, after a place in that order; all priorities where none is named.
  ///
  /// - Parameter byPriority: what is dealt with first comes first; else in the order of the rows.
  public func rows(of key: JobKey, priority: Int?, byPriority: Bool, skipping: Int, limit: Int) throws -> [JobRow] {
    try database.read { db in
      var sql =
        "SELECT row_number, priority, label, screening, number, summary, json_digest FROM job_rows WHERE jurisdiction = ? AND job = ?"
      var arguments = key.arguments
      if let priority {
        sql += " AND priority = ?"
        arguments.append(.integer(Int64(priority)))
      }
      sql += byPriority ? " ORDER BY priority, row_number" : " ORDER BY row_number"
      return try db.query(sql + " LIMIT ? OFFSET ?", arguments + [.integer(Int64(limit)), .integer(Int64(skipping))]).map(Self.row)
    }
  }

  /// The rows of one part, in order.
  public func rows(of key: JobKey, part: Int) throws -> [JobRow] {
    try database.read { db in
      try db.query(
        """
        SELECT row_number, priority, label, screening, number, summary, json_digest FROM job_rows
        WHERE jurisdiction = ? AND job = ? AND part = ? ORDER BY row_number
        """, key.arguments + [.integer(Int64(part))]
      ).map(Self.row)
    }
  }

  private static func row(_ row: SQLRow) throws -> JobRow {
    JobRow(
      row: Int(try row.integer(0)), rank: Int(try row.integer(1)), label: try row.optionalText(2), screening: try row.optionalText(3),
      number: try row.optionalText(4), summary: try JSONValue(parsing: try row.text(5)),
      jsonDigest: try row.optionalText(6).flatMap { Digest($0) })
  }

  /// The input of a part.
  public func input(of key: JobKey, part: Int) throws -> [UInt8] {
    try database.read { db in
      guard
        let row = try db.query(
          "SELECT bytes FROM job_inputs WHERE jurisdiction = ? AND job = ? AND part = ?", key.arguments + [.integer(Int64(part))]
        )
        .first
      else { throw StoreError.damaged("input \(part) of job \(key.id)") }
      return try row.bytes(0)
    }
  }
}
