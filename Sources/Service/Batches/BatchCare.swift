public import ExactJSON
import Sealing
import Store

extension ZoningService {
  /// Ends a batch; what is done stays. Nothing happens where it has ended already.
  public func cancelBatch(id: String, caller: Caller) throws(ServiceError) {
    let (repository, job) = try batch(id)
    let now = clock.now()
    try refusing {
      _ = try repository.cancel(job.key, by: caller.principal.id, atMicroseconds: now, expiresAtMicroseconds: batchExpiry(now))
    }
  }

  /// Takes a cancelled or failed batch up again from its first part that is not done.
  public func resumeBatch(id: String, caller: Caller) throws(ServiceError) {
    let (repository, job) = try batch(id)
    let now = clock.now()
    let taken = try refusing {
      try repository.resume(job.key, by: caller.principal.id, atMicroseconds: now, expiresAtMicroseconds: batchExpiry(now))
    }
    if !taken, !job.state.isActive {
      throw ServiceError(.badInput, "这个批次\(job.state.chinese)，没有可以继续的行。", field: "id")
    }
  }

  /// Takes a batch and its results away; stored screenings stay.
  public func eraseBatch(id: String, caller: Caller) throws(ServiceError) {
    let (repository, job) = try batch(id)
    try refusing { try repository.erase(job.key, by: caller.principal.id, atMicroseconds: clock.now()) }
  }

  /// Rows of a batch that are done, from the `from`-th on.
  ///
  /// - Parameters:
  ///   - conclusion: a conclusion's code or `refused`; nil for all.
  ///   - worstFirst: refused rows first, then the worst conclusions; else in the order of the file.
  public func batchRows(id: String, conclusion: String?, worstFirst: Bool, from: Int, limit: Int, caller: Caller) throws(ServiceError)
    -> JSONValue
  {
    let (repository, job) = try batch(id)
    var rank: Int?
    if let conclusion {
      rank = BatchSummary.rank(named: conclusion)
      if rank == nil {
        throw ServiceError(.badInput, "“conclusion”写的是“\(conclusion.prefix(40))”，应为一种结论的代码，或 refused。", field: "conclusion")
      }
    }
    let rows = try refusing {
      try repository.rows(of: job.key, priority: rank, byPriority: worstFirst, skipping: from, limit: limit)
    }
    let tally = try refusing { try repository.tally(of: job.key) }
    let total = conclusion.map { tally[$0] ?? 0 } ?? job.done
    return .object([
      "from": .int(from), "total": .int(total), "rows": .array(rows.map { self.row($0) }),
    ])
  }

  /// A row as every door shows it: number and label, then the summary, then the stored screening.
  func row(_ row: JobRow) -> JSONValue {
    var members: [JSONMember] = [JSONMember(key: "row", value: .int(row.row)), JSONMember(key: "label", value: .text(row.label))]
    members += row.summary.objectValue ?? []
    members += [
      JSONMember(key: "screening", value: .text(row.screening)), JSONMember(key: "number", value: .text(row.number)),
      JSONMember(key: "hash", value: .text(row.jsonDigest?.description)),
    ]
    return .object(members)
  }

  /// Places of the done rows for a map: longitude, latitude, rank (0 refused, 1 prohibited … 5 conforms), row; `limit` at most.
  public func batchPlaces(id: String, limit: Int, caller: Caller) throws(ServiceError) -> JSONValue {
    let (repository, job) = try batch(id)
    var places: [JSONValue] = []
    var part = 0
    while part < job.parts, places.count < limit {
      for row in try refusing({ try repository.rows(of: job.key, part: part) }) {
        guard let at = row.summary["at"]?.arrayValue, at.count == 2 else { continue }
        places.append(.array([at[0], at[1], .int(row.rank), .int(row.row)]))
      }
      part += 1
    }
    return .object(["places": .array(Array(places.prefix(limit))), "isCut": .bool(places.count > limit || part < job.parts)])
  }
}
