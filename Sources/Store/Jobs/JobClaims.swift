import ExactJSON

/// Runners take parts, keep them by renewing, give them back, and finish them. A lease that is not renewed is anybody's.
extension Repository {
  /// How often a part may be taken without getting on before its job is ended.
  public static let attemptLimit = 5

  /// Takes the next part of the job that has got least far, by compare-and-set; nil where there is nothing to do.
  ///
  /// - Parameter token: names the new lease; never used twice.
  public func claim(kind: String, token: String, atMicroseconds now: Int64, untilMicroseconds until: Int64) throws -> JobClaim? {
    // Looking costs no writer's turn.
    guard try database.read({ db in try open(kind: kind, at: now, in: db) }) != nil else { return nil }
    return try database.write { db in
      while let (key, part, attempts) = try open(kind: kind, at: now, in: db) {
        let taken = try db.execute(
          """
          UPDATE job_parts SET lease_owner = ?, lease_until_microseconds = ?, attempts = attempts + 1
          WHERE jurisdiction = ? AND job = ? AND part = ? AND state = 'waiting' AND attempts = ?
            AND (lease_until_microseconds IS NULL OR lease_until_microseconds < ?)
          """,
          [.text(token), .integer(until)] + key.arguments + [.integer(part), .integer(attempts), .integer(now)])
        // Another runner was quicker, or the part has failed too often: on to the next.
        guard taken == 1 else { continue }
        guard try end(key, part: part, attempts: attempts, at: now, in: db) == false else { continue }
        try db.execute(
          "UPDATE jobs SET state = ?, started_at_microseconds = ? WHERE jurisdiction = ? AND id = ? AND state = ?",
          [.text(JobState.running.rawValue), .integer(now)] + key.arguments + [.text(JobState.waiting.rawValue)])
        return try claim(key, part: part, token: token, in: db)
      }
      return nil
    }
  }

  /// The next part that nobody holds: key, part, attempts.
  private func open(kind: String, at now: Int64, in db: any Statements) throws -> (JobKey, Int64, Int64)? {
    let jobs = try db.query(
      "SELECT jurisdiction, id FROM jobs WHERE state IN (?, ?) AND kind = ? ORDER BY done, id LIMIT 50",
      [.text(JobState.waiting.rawValue), .text(JobState.running.rawValue), .text(kind)])
    for row in jobs {
      let key = JobKey(jurisdiction: try row.text(0), id: try row.text(1))
      let part = try db.query(
        """
        SELECT part, attempts FROM job_parts WHERE jurisdiction = ? AND job = ? AND state = 'waiting'
          AND (lease_until_microseconds IS NULL OR lease_until_microseconds < ?) ORDER BY part LIMIT 1
        """, key.arguments + [.integer(now)]
      ).first
      if let part { return (key, try part.integer(0), try part.integer(1)) }
    }
    return nil
  }

  /// Ends a job whose part was taken too often; whether it did.
  private func end(_ key: JobKey, part: Int64, attempts: Int64, at now: Int64, in db: any Statements) throws -> Bool {
    guard attempts >= Self.attemptLimit else { return false }
    let row = try db.query(
      "SELECT first_row, at_row, fault FROM job_parts WHERE jurisdiction = ? AND job = ? AND part = ?", key.arguments + [.integer(part)])[0]
    let at: Int64 = if case .integer(let n) = row.values[1] { n } else { try row.integer(0) }
    let failure = JSONValue.object([
      "reason": .string(try row.optionalText(2) ?? "处理到这一行时程序中断了 \(attempts) 次"), "row": .int(Int(at)), "attempts": .int(Int(attempts)),
    ])
    try db.execute(
      "UPDATE jobs SET state = ?, failure = ?, finished_at_microseconds = ? WHERE jurisdiction = ? AND id = ?",
      [.text(JobState.failed.rawValue), .text(failure.canonicalText), .integer(now)] + key.arguments)
    try db.execute(
      "UPDATE job_parts SET lease_owner = NULL, lease_until_microseconds = NULL WHERE jurisdiction = ? AND job = ? AND state = 'waiting'",
      key.arguments)
    if let job = try job(key.id, in: db) { try note("job.failed", job, failure, at: now, in: db) }
    return true
  }

  private func claim(_ key: JobKey, part: Int64, token: String, in db: any Statements) throws -> JobClaim {
    guard let job = try job(key.id, in: db),
      let row = try db.query(
        """
        SELECT p.first_row, p.row_count, p.attempts, p.at_row, i.bytes FROM job_parts p
          JOIN job_inputs i ON i.jurisdiction = p.jurisdiction AND i.job = p.job AND i.part = p.part
        WHERE p.jurisdiction = ? AND p.job = ? AND p.part = ?
        """, key.arguments + [.integer(part)]
      ).first
    else { throw StoreError.damaged("part \(part) of job \(key.id)") }
    let atRow: Int? = if case .integer(let n) = row.values[3] { Int(n) } else { nil }
    return JobClaim(
      job: job, part: Int(part), firstRow: Int(try row.integer(0)), rowCount: Int(try row.integer(1)), input: try row.bytes(4),
      token: token,
      attempts: Int(try row.integer(2)), atRow: atRow)
  }

  /// Keeps leases that are still held; the tokens among them that are not, or whose job has ended.
  public func renew(_ tokens: [String], untilMicroseconds until: Int64) throws -> [String] {
    try database.write { db in
      try tokens.filter { token in
        let held = try db.execute(
          """
          UPDATE job_parts SET lease_until_microseconds = ? WHERE lease_owner = ? AND state = 'waiting' AND EXISTS (
            SELECT id FROM jobs WHERE jobs.jurisdiction = job_parts.jurisdiction AND jobs.id = job_parts.job AND jobs.state = ?)
          """, [.integer(until), .text(token), .text(JobState.running.rawValue)])
        return held == 0
      }
    }
  }

  /// The tokens that are not held any more, without keeping any: a look costs no writer's turn.
  public func lost(_ tokens: [String]) throws -> [String] {
    try database.read { db in
      try tokens.filter { token in
        try db.query(
          """
          SELECT p.part FROM job_parts p JOIN jobs j ON j.jurisdiction = p.jurisdiction AND j.id = p.job
          WHERE p.lease_owner = ? AND p.state = 'waiting' AND j.state = ?
          """, [.text(token), .text(JobState.running.rawValue)]
        ).isEmpty
      }
    }
  }

  /// Gives a part back unfinished. A fault counts as an attempt and holds the part back until `retryAt`.
  public func release(_ claim: JobClaim, fault: String?, retryAtMicroseconds retryAt: Int64?) throws {
    try database.write { db in
      _ = try db.execute(
        """
        UPDATE job_parts SET lease_owner = NULL, lease_until_microseconds = ?, attempts = ?, fault = ?
        WHERE jurisdiction = ? AND job = ? AND part = ? AND lease_owner = ?
        """,
        [
          retryAt.map { .integer($0) } ?? .null, .integer(Int64(fault == nil ? claim.attempts - 1 : claim.attempts)), .optional(fault),
        ] + claim.job.key.arguments + [.integer(Int64(claim.part)), .text(claim.token)])
    }
  }

  /// Notes a row before it is begun, so that a row at which the program ends is known. Getting on counts the attempts anew.
  ///
  /// Throws `leaseLost` where the part is somebody else's by now.
  public func note(row: Int, of claim: JobClaim) throws {
    try database.write { db in
      let moved = try db.execute(
        """
        UPDATE job_parts SET at_row = ?, attempts = 1 WHERE jurisdiction = ? AND job = ? AND part = ? AND lease_owner = ?
        """, [.integer(Int64(row))] + claim.job.key.arguments + [.integer(Int64(claim.part)), .text(claim.token)])
      guard moved == 1 else { throw StoreError.leaseLost }
    }
  }
}
