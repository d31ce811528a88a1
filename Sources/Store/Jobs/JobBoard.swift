public import ExactJSON
import Sealing

/// Jobs are put down, begun, stopped, taken up again and taken away here.
extension Repository {
  /// Puts a job down without its parts; nobody sees it until `show`.
  public func put(_ job: NewJob) throws {
    try database.write { db in
      _ = try db.execute(
        """
        INSERT INTO jobs (jurisdiction, id, kind, state, principal, disclosure, title, input, options, total, done, refused, parts,
          created_at_microseconds, expires_at_microseconds) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        job.key.arguments + [
          .text(job.kind), .text(JobState.receiving.rawValue), .text(job.principal), .text(job.disclosure), .optional(job.title),
          .text(job.input.description), .text(job.options.canonicalText), .integer(0), .integer(0), .integer(0), .integer(0),
          .integer(job.createdAtMicroseconds), .integer(job.expiresAtMicroseconds),
        ])
    }
  }

  /// Adds parts to a job that is being put down, the first of them under number `first`.
  public func add(_ parts: [NewJobPart], from first: Int, to key: JobKey) throws {
    try database.write { db in
      for (i, part) in parts.enumerated() {
        let number = SQLValue.integer(Int64(first + i))
        try db.execute(
          "INSERT INTO job_parts (jurisdiction, job, part, first_row, row_count, state, attempts) VALUES (?, ?, ?, ?, ?, ?, ?)",
          key.arguments + [number, .integer(Int64(part.firstRow)), .integer(Int64(part.rowCount)), .text("waiting"), .integer(0)])
        try db.execute(
          "INSERT INTO job_inputs (jurisdiction, job, part, bytes) VALUES (?, ?, ?, ?)", key.arguments + [number, .bytes(part.input)])
      }
    }
  }

  /// Shows a job whose parts are all there, as a draft or at once waiting for a runner, with its audit entry.
  public func show(_ key: JobKey, total: Int, parts: Int, as state: JobState, atMicroseconds now: Int64) throws {
    try database.write { db in
      let moved = try db.execute(
        "UPDATE jobs SET state = ?, total = ?, parts = ? WHERE jurisdiction = ? AND id = ? AND state = ?",
        [.text(state.rawValue), .integer(Int64(total)), .integer(Int64(parts))] + key.arguments + [.text(JobState.receiving.rawValue)])
      guard moved == 1, let job = try job(key.id, in: db) else { throw StoreError.busy }
      try note(
        "job.created", job, .object(["kind": .string(job.kind), "input": .string(job.input.description), "rows": .int(total)]), at: now,
        in: db)
    }
  }

  /// Starts a draft, with the options it is to be run with.
  ///
  /// Throws `busy` where it is no draft any more.
  public func start(_ key: JobKey, options: JSONValue, title: String?, expiresAtMicroseconds: Int64, atMicroseconds now: Int64) throws {
    try database.write { db in
      let moved = try db.execute(
        "UPDATE jobs SET state = ?, options = ?, title = ?, expires_at_microseconds = ? WHERE jurisdiction = ? AND id = ? AND state = ?",
        [.text(JobState.waiting.rawValue), .text(options.canonicalText), .optional(title), .integer(expiresAtMicroseconds)] + key.arguments
          + [.text(JobState.draft.rawValue)])
      guard moved == 1, let job = try job(key.id, in: db) else { throw StoreError.busy }
      try note("job.started", job, .object(["kind": .string(job.kind), "rows": .int(job.total)]), at: now, in: db)
    }
  }

  /// Ends an active job or a draft; from then on no result is taken, and what is done stays. Does nothing where it has ended already.
  @discardableResult
  public func cancel(_ key: JobKey, by principal: String, atMicroseconds now: Int64, expiresAtMicroseconds: Int64) throws -> Bool {
    try database.write { db in
      let moved = try db.execute(
        """
        UPDATE jobs SET state = ?, finished_at_microseconds = ?, expires_at_microseconds = ?
        WHERE jurisdiction = ? AND id = ? AND state IN (?, ?, ?)
        """,
        [.text(JobState.cancelled.rawValue), .integer(now), .integer(expiresAtMicroseconds)] + key.arguments + [
          .text(JobState.draft.rawValue), .text(JobState.waiting.rawValue), .text(JobState.running.rawValue),
        ])
      guard moved == 1, let job = try job(key.id, in: db) else { return false }
      try dropLeases(key, in: db)
      try note("job.cancelled", job, .object(["by": .string(principal), "done": .int(job.done), "of": .int(job.total)]), at: now, in: db)
      return true
    }
  }

  /// Takes up again what was cancelled or has failed, from its first part that is not done. False where there is nothing to take up.
  public func resume(_ key: JobKey, by principal: String, atMicroseconds now: Int64, expiresAtMicroseconds: Int64) throws -> Bool {
    try database.write { db in
      let moved = try db.execute(
        """
        UPDATE jobs SET state = ?, finished_at_microseconds = NULL, failure = NULL, expires_at_microseconds = ?
        WHERE jurisdiction = ? AND id = ? AND state IN (?, ?) AND done < total
        """,
        [.text(JobState.waiting.rawValue), .integer(expiresAtMicroseconds)] + key.arguments + [
          .text(JobState.cancelled.rawValue), .text(JobState.failed.rawValue),
        ])
      guard moved == 1, let job = try job(key.id, in: db) else { return false }
      try dropLeases(key, in: db)
      try note("job.resumed", job, .object(["by": .string(principal), "done": .int(job.done), "of": .int(job.total)]), at: now, in: db)
      return true
    }
  }

  /// Nobody's parts any more, and none of them tried yet.
  private func dropLeases(_ key: JobKey, in db: any Statements) throws {
    try db.execute(
      """
      UPDATE job_parts SET lease_owner = NULL, lease_until_microseconds = NULL, attempts = 0, at_row = NULL, fault = NULL
      WHERE jurisdiction = ? AND job = ? AND state = 'waiting'
      """, key.arguments)
  }

  // MARK: Looking

  /// A job by its unguessable id; nil where there is none to be seen.
  public func job(_ id: String) throws -> Job? {
    try database.read { db in
      guard let job = try job(id, in: db), job.state != .receiving, job.state != .erased else { return nil }
      return job
    }
  }

  /// Jobs of a kind, the newest first.
  public func jobs(kind: String, limit: Int) throws -> [Job] {
    try database.read { db in
      try db.query(
        "SELECT \(Job.columns) FROM jobs WHERE kind = ? AND state NOT IN (?, ?) ORDER BY id DESC LIMIT ?",
        [.text(kind), .text(JobState.receiving.rawValue), .text(JobState.erased.rawValue), .integer(Int64(limit))]
      ).map { try Job($0) }
    }
  }

  /// How many jobs of a kind are in one of some states.
  public func countJobs(kind: String, in states: [JobState]) throws -> Int {
    try database.read { db in
      try states.reduce(0) { sum, state in
        sum
          + Int(
            try db.query("SELECT COUNT(*) FROM jobs WHERE kind = ? AND state = ?", [.text(kind), .text(state.rawValue)])[0].integer(0))
      }
    }
  }

  // MARK: Taking away

  /// Takes a job and its results away; stored screenings stay. What an interruption leaves is taken by the next sweep.
  public func erase(_ key: JobKey, by principal: String, act: String = "job.erased", atMicroseconds now: Int64) throws {
    let job = try database.write { db -> Job? in
      guard let job = try self.job(key.id, in: db), job.key == key else { return nil }
      if job.state != .erased {
        try db.execute(
          "UPDATE jobs SET state = ? WHERE jurisdiction = ? AND id = ?", [.text(JobState.erased.rawValue)] + key.arguments)
        if job.state != .receiving { try note(act, job, .object(["by": .string(principal), "rows": .int(job.done)]), at: now, in: db) }
      }
      return job
    }
    guard let job else { return }
    // In pieces, so that others write in between.
    let parts = try database.read { db in
      try db.query("SELECT part FROM job_parts WHERE jurisdiction = ? AND job = ? ORDER BY part", job.key.arguments).map {
        try $0.integer(0)
      }
    }
    for piece in stride(from: 0, to: parts.count, by: 50) {
      let from = parts[piece]
      let to = parts[min(piece + 50, parts.count) - 1]
      try database.write { db in
        for table in ["job_rows", "job_inputs", "job_parts"] {
          try db.execute(
            "DELETE FROM \(table) WHERE jurisdiction = ? AND job = ? AND part BETWEEN ? AND ?",
            job.key.arguments + [.integer(from), .integer(to)])
        }
      }
    }
    try database.write { db in _ = try db.execute("DELETE FROM jobs WHERE jurisdiction = ? AND id = ?", job.key.arguments) }
  }

  /// Takes away what has expired and what was never put down to its end; how many jobs that were.
  @discardableResult
  public func sweepJobs(atMicroseconds now: Int64) throws -> Int {
    let keys = try database.read { db in
      try db.query(
        "SELECT jurisdiction, id FROM jobs WHERE state = ? OR expires_at_microseconds <= ? AND state NOT IN (?, ?)",
        [
          .text(JobState.erased.rawValue), .integer(now), .text(JobState.waiting.rawValue), .text(JobState.running.rawValue),
        ]
      ).map { JobKey(jurisdiction: try $0.text(0), id: try $0.text(1)) }
    }
    for key in keys { try erase(key, by: "system", act: "job.expired", atMicroseconds: now) }
    return keys.count
  }
}
