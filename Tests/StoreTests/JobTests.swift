import ExactJSON
import Foundation
import Sealing
import Store
import StoreSQLite
import Testing

@Suite("Long work as job rows")
struct JobTests {
  let path = FileManager.default.temporaryDirectory.appendingPathComponent("fenqu-jobs-\(UUID().uuidString).sqlite").path
  let stamp = AuditStamp(principal: "tester", atMicroseconds: 5_000_000)
  let second: Int64 = 1_000_000

  func repository() throws -> Repository { try Repository(SQLiteDatabase(path: path), migratingAtMicroseconds: 0) }

  /// A job of `parts` parts with ten rows each, waiting.
  func job(_ id: String, parts: Int, in repository: Repository) throws -> JobKey {
    let key = JobKey(jurisdiction: "320000", id: id)
    try repository.put(
      NewJob(
        key: key, kind: "work", principal: "tester", disclosure: "public", title: nil, input: Digest(of: id.utf8),
        options: .object(["x": .int(1)]), createdAtMicroseconds: 0, expiresAtMicroseconds: 90 * second))
    #expect(try repository.job(id) == nil, "what is being put down is seen by nobody")
    try repository.add(
      (0..<parts).map { NewJobPart(firstRow: $0 * 10 + 1, rowCount: 10, input: Array("part \($0)".utf8)) }, from: 0, to: key)
    try repository.show(key, total: parts * 10, parts: parts, as: .waiting, atMicroseconds: 1)
    return key
  }

  func claim(_ repository: Repository, _ token: String, at now: Int64, seconds: Int64 = 10) throws -> JobClaim? {
    try repository.claim(kind: "work", token: token, atMicroseconds: now * second, untilMicroseconds: (now + seconds) * second)
  }

  func rows(_ claim: JobClaim, refusing refused: Set<Int> = []) -> [FinishedRow] {
    (0..<claim.rowCount).map { i in
      let row = claim.firstRow + i
      let isRefused = refused.contains(row)
      return FinishedRow(
        row: JobRow(
          row: row, rank: isRefused ? 0 : row % 5 + 1, label: "行\(row)", summary: .object(["row": .int(row)]),
          jsonDigest: isRefused ? nil : Digest(of: "\(row)".utf8)), counts: [isRefused ? "refused" : "kept"])
    }
  }

  func finish(_ claim: JobClaim, in repository: Repository, refusing refused: Set<Int> = []) throws {
    try repository.finish(claim, rows: rows(claim, refusing: refused), expiresAtMicroseconds: 100 * second, audit: stamp)
  }

  @Test("parts are taken in order, finished once, and the last one ends the job with its counts and its digest")
  func wholeRun() throws {
    let repository = try repository()
    let key = try job("one", parts: 3, in: repository)
    for n in 0..<3 {
      let claim = try #require(try claim(repository, "a\(n)", at: 1))
      #expect(claim.part == n && claim.input == Array("part \(n)".utf8) && claim.attempts == 1 && claim.atRow == nil)
      try finish(claim, in: repository, refusing: [7])
    }
    #expect(try claim(repository, "b", at: 1) == nil)
    let job = try #require(try repository.job("one"))
    #expect(job.state == .done && job.done == 30 && job.refused == 1 && job.results != nil && job.startedAtMicroseconds == second)
    #expect(try repository.tally(of: key) == ["kept": 29, "refused": 1])
    let first = try repository.rows(of: key, priority: nil, byPriority: true, skipping: 0, limit: 2)
    #expect(first.map(\.row) == [7, 5], "what was refused comes first, then the smallest rank")
    #expect(try repository.rows(of: key, priority: nil, byPriority: false, skipping: 28, limit: 10).map(\.row) == [29, 30])
    #expect(try repository.rows(of: key, priority: 0, byPriority: true, skipping: 0, limit: 10).map(\.row) == [7])
    #expect(try repository.auditIsWhole("320000"))
  }

  @Test("the digest of the results does not depend on the order in which parts were finished")
  func orderOfParts() throws {
    let repository = try repository()
    _ = try job("one", parts: 3, in: repository)
    _ = try job("two", parts: 3, in: repository)
    // The job that has got least far comes first: parts of both are taken in turn.
    var claims: [JobClaim] = []
    while let claim = try claim(repository, "t\(claims.count)", at: 1) { claims.append(claim) }
    #expect(claims.count == 6)
    for claim in claims where claim.job.key.id == "one" { try finish(claim, in: repository) }
    for claim in claims.reversed() where claim.job.key.id == "two" { try finish(claim, in: repository) }
    #expect(try repository.job("one")?.results == repository.job("two")?.results)
  }

  @Test("a part that is held is nobody else's until its lease ends, and then its first holder cannot finish it")
  func lostLease() throws {
    let repository = try repository()
    let key = try job("one", parts: 1, in: repository)
    let first = try #require(try claim(repository, "first", at: 1))
    #expect(try claim(repository, "second", at: 10) == nil)
    #expect(try repository.renew(["first", "never"], untilMicroseconds: 30 * second) == ["never"])
    #expect(try claim(repository, "second", at: 20) == nil, "it was renewed")
    let second = try #require(try claim(repository, "second", at: 31))
    #expect(second.attempts == 2)
    #expect(throws: StoreError.leaseLost) { try finish(first, in: repository) }
    #expect(try repository.rows(of: key, priority: nil, byPriority: false, skipping: 0, limit: 100).isEmpty, "nothing of it was kept")
    #expect(try repository.lost(["first", "second"]) == ["first"])
    try finish(second, in: repository)
    #expect(throws: StoreError.leaseLost) { try finish(second, in: repository) }
    #expect(try repository.job("one")?.done == 10)
  }

  @Test("many runners with connections of their own never take the same part, and every row is there once")
  func races() async throws {
    let key = try job("one", parts: 40, in: try repository())
    let path = path
    let stamp = stamp
    try await withThrowingTaskGroup(of: Int.self) { group in
      for runner in 0..<4 {
        group.addTask {
          let own = try Repository(SQLiteDatabase(path: path), migratingAtMicroseconds: 0)
          var taken = 0
          while let claim = try own.claim(
            kind: "work", token: "\(runner)/\(taken)", atMicroseconds: 1_000_000, untilMicroseconds: 11_000_000)
          {
            taken += 1
            #expect(claim.attempts == 1)
            try own.finish(claim, rows: Self.plainRows(claim), expiresAtMicroseconds: 1, audit: stamp)
          }
          return taken
        }
      }
      let taken = try await group.reduce(0, +)
      #expect(taken == 40)
    }
    let repository = try repository()
    #expect(try repository.job("one")?.state == .done)
    #expect(try repository.rows(of: key, priority: nil, byPriority: false, skipping: 0, limit: 1000).map(\.row) == Array(1...400))
    #expect(try repository.auditIsWhole("320000"))
  }

  static func plainRows(_ claim: JobClaim) -> [FinishedRow] {
    (0..<claim.rowCount).map { i in
      FinishedRow(
        row: JobRow(row: claim.firstRow + i, rank: 1, label: nil, summary: .null, jsonDigest: Digest(of: [UInt8(i)])), counts: ["kept"])
    }
  }

  @Test("a cancelled job takes no result any more, keeps what is done, and goes on from there when it is taken up again")
  func cancel() throws {
    let repository = try repository()
    let key = try job("one", parts: 3, in: repository)
    try finish(try #require(try claim(repository, "a", at: 1)), in: repository)
    let held = try #require(try claim(repository, "b", at: 1))
    #expect(try repository.cancel(key, by: "tester", atMicroseconds: 2 * second, expiresAtMicroseconds: 60 * second))
    #expect(try !repository.cancel(key, by: "tester", atMicroseconds: 3 * second, expiresAtMicroseconds: 60 * second), "once")
    #expect(try repository.lost(["b"]) == ["b"])
    #expect(throws: StoreError.leaseLost) { try finish(held, in: repository) }
    #expect(try claim(repository, "c", at: 50) == nil)
    #expect(try repository.job("one")?.done == 10)
    #expect(try repository.resume(key, by: "tester", atMicroseconds: 4 * second, expiresAtMicroseconds: 60 * second))
    for token in ["d", "e"] { try finish(try #require(try claim(repository, token, at: 5)), in: repository) }
    #expect(try repository.job("one")?.state == .done)
    #expect(try !repository.resume(key, by: "tester", atMicroseconds: 6 * second, expiresAtMicroseconds: 60 * second))
    #expect(try repository.auditIsWhole("320000"))
  }

  @Test("a part that nobody comes back from ends its job with the row that was under way, and getting on counts anew")
  func endlessFailure() throws {
    let repository = try repository()
    let key = try job("one", parts: 2, in: repository)
    var now: Int64 = 1
    for attempt in 1...2 {
      let claim = try #require(try claim(repository, "x\(attempt)", at: now))
      #expect(claim.part == 0 && claim.attempts == attempt)
      now += 20
    }
    // The third holder goes row by row and gets as far as row 4, where everything ends again and again.
    for row in 1...4 {
      if row == 1 {
        let claim = try #require(try claim(repository, "careful", at: now))
        for r in 1...4 { try repository.note(row: r, of: claim) }
        #expect(throws: StoreError.leaseLost) { try repository.note(row: 5, of: try #require(self.stale(claim))) }
        now += 20
      }
      let claim = try #require(try claim(repository, "y\(row)", at: now))
      #expect(claim.atRow == 4 && claim.attempts == row + 1)
      now += 20
    }
    #expect(try claim(repository, "z", at: now) == nil)
    let job = try #require(try repository.job("one"))
    #expect(job.state == .failed && job.failure?["row"] == .int(4))
    #expect(try repository.resume(key, by: "tester", atMicroseconds: 0, expiresAtMicroseconds: 0))
    #expect(try claim(repository, "again", at: now)?.attempts == 1)
  }

  private func stale(_ claim: JobClaim) -> JobClaim? {
    var other = claim
    other.token = "somebody else's"
    return other
  }

  @Test("a part given back at once is free at once; one given back with a fault waits, and its reason is the job's in the end")
  func release() throws {
    let repository = try repository()
    _ = try job("one", parts: 1, in: repository)
    try repository.release(try #require(try claim(repository, "a", at: 1)), fault: nil, retryAtMicroseconds: nil)
    var now: Int64 = 1
    for n in 1...Repository.attemptLimit {
      let claim = try #require(try claim(repository, "b\(n)", at: now))
      #expect(claim.attempts == n)
      try repository.release(claim, fault: "磁盘空间不足", retryAtMicroseconds: (now + 3) * second)
      #expect(try self.claim(repository, "c\(n)", at: now + 1) == nil)
      now += 4
    }
    #expect(try claim(repository, "d", at: now) == nil)
    #expect(try repository.job("one")?.failure?["reason"] == .string("磁盘空间不足"))
  }

  @Test("screenings are kept with the checkpoint; one that comes to other bytes than on record is refused alone")
  func screenings() throws {
    let repository = try repository()
    let key = try job("one", parts: 1, in: repository)
    let claim = try #require(try claim(repository, "a", at: 1))
    func screening(_ id: String, assessment: String, json: String) -> NewScreening {
      NewScreening(
        id: id, jurisdiction: "320100", day: "20261125", disclosure: "public", name: nil, projectCode: nil, description: nil,
        knownAtMicroseconds: 1, assessment: Digest(of: assessment.utf8), legalState: Digest(of: "s".utf8), conclusion: "conforms",
        record: .object(["x": .int(1)]), jsonDigest: Digest(of: json.utf8))
    }
    var rows = rows(claim)
    rows[0].screening = screening("s1", assessment: "a", json: "j")
    rows[1].screening = screening("s2", assessment: "a", json: "another")
    rows[1].otherwise = JobRow(row: 2, rank: 0, label: nil, summary: .object(["error": .string("differs")]), jsonDigest: nil)
    rows[2].screening = screening("s3", assessment: "a", json: "j")
    try repository.finish(claim, rows: rows, expiresAtMicroseconds: 1, audit: stamp)
    let kept = try repository.rows(of: key, part: 0)
    #expect(kept.prefix(3).map(\.number) == ["FQ-20261125-000001", nil, "FQ-20261125-000002"])
    #expect(try repository.screeningIDs() == ["s1", "s3"])
    #expect(try repository.job("one")?.refused == 1)
    #expect(try repository.tally(of: key) == ["kept": 9, "refused": 1])
    #expect(try repository.auditIsWhole("320100") && repository.auditIsWhole("320000"))
  }

  @Test("what has expired is swept with all its rows, what is active never, and stored screenings stay")
  func sweep() throws {
    let repository = try repository()
    let ended = try job("ended", parts: 120, in: repository)
    for n in 0..<120 { try finish(try #require(try claim(repository, "e\(n)", at: 1)), in: repository) }
    _ = try job("active", parts: 1, in: repository)
    #expect(try repository.sweepJobs(atMicroseconds: 99 * second) == 0)
    #expect(try repository.sweepJobs(atMicroseconds: 1000 * second) == 1)
    #expect(try repository.job("ended") == nil && repository.job("active") != nil)
    #expect(try repository.rows(of: ended, priority: nil, byPriority: false, skipping: 0, limit: 10).isEmpty)
    #expect(throws: StoreError.self) { try repository.input(of: ended, part: 0) }
    #expect(try repository.auditIsWhole("320000"))
  }
}
