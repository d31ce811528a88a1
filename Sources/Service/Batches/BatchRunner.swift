import ExactJSON
import Store
import Synchronization

/// Works on batches, part by part: takes one, judges its rows, keeps them. Any number of runners in any number of processes share the work.
///
/// Its functions block and belong on threads that may be kept busy: `step` on as many as there are cores, `beat` on one more, some
/// times a second.
public final class BatchRunner: Sendable {
  /// How long a part is held without being renewed.
  public static let leaseSeconds: Int64 = 10
  private static let second: Int64 = 1_000_000

  private let service: ZoningService
  private let name: String
  private let isStopped = Atomic<Bool>(false)
  private let held = Mutex(Held())

  private struct Held {
    var serial = 0
    /// Leases of parts under way.
    var leases: [String: Lease] = [:]
    var renewedAt: Int64 = 0
    /// The last few laws that were asked for, by job.
    var judges: [(id: String, judge: BatchJudge, options: BatchOptions)] = []
  }

  private final class Lease: Sendable {
    let isLost = Atomic<Bool>(false)
  }

  public init(service: ZoningService) {
    self.service = service
    name = service.identifiers.next(atMicroseconds: service.clock.now())
  }

  /// From now on rows under way are the last; parts under way are given back.
  public func stop() { isStopped.store(true, ordering: .relaxed) }

  /// Works on one part; false where there is nothing to do. Throws what kept it from looking.
  public func step() throws(ServiceError) -> Bool {
    guard let repository = service.repository, !isStopped.load(ordering: .relaxed) else { return false }
    let now = service.clock.now()
    let token = held.withLock { h in
      h.serial += 1
      return "\(name)/\(h.serial)"
    }
    guard
      let claim = try refusing({
        try repository.claim(
          kind: ZoningService.batchKind, token: token, atMicroseconds: now, untilMicroseconds: now + Self.leaseSeconds * Self.second)
      })
    else { return false }
    // Known to the beat only now that it is ours: before, it would read as lost.
    let lease = Lease()
    held.withLock { $0.leases[token] = lease }
    defer { held.withLock { $0.leases[token] = nil } }
    do {
      guard let rows = try judge(claim, lease, repository) else {
        if !lease.isLost.load(ordering: .relaxed) { try repository.release(claim, fault: nil, retryAtMicroseconds: nil) }
        return true
      }
      let now = service.clock.now()
      try repository.finish(
        claim, rows: rows, expiresAtMicroseconds: service.batchExpiry(now),
        audit: AuditStamp(principal: claim.job.principal, atMicroseconds: now))
    } catch {
      if case .leaseLost? = error as? StoreError { return true }
      // Tried again by whoever takes it next, some seconds later; after so many times the job ends with this reason.
      let fault = ServiceError(translating: error)
      try refusing {
        try repository.release(
          claim, fault: fault.message, retryAtMicroseconds: service.clock.now() + Int64(claim.attempts) * 2 * Self.second)
      }
      if fault.kind == .internalFault { throw fault }
    }
    return true
  }

  /// The judged rows of a part; nil where it is not ours any more or the runner stops.
  private func judge(_ claim: JobClaim, _ lease: Lease, _ repository: Repository) throws -> [FinishedRow]? {
    let (judge, options) = try judge(for: claim.job)
    let disclosure = DisclosureClass(rawValue: claim.job.disclosure) ?? .public
    var rows: [FinishedRow] = []
    for line in try BatchLine.all(claim.input) {
      if isStopped.load(ordering: .relaxed) || lease.isLost.load(ordering: .relaxed) { return nil }
      // A part that somebody did not come back from: each row beyond is noted first, so that the one that ends the program is known.
      if claim.attempts > 1, line.row > claim.atRow ?? -1 { try repository.note(row: line.row, of: claim) }
      rows.append(judge.row(line, options: options, disclosure: disclosure))
    }
    return rows
  }

  private func judge(for job: Job) throws -> (BatchJudge, BatchOptions) {
    if let known = held.withLock({ h in h.judges.first { $0.id == job.key.id } }) { return (known.judge, known.options) }
    let options = try BatchOptions(job.options)
    let judge = BatchJudge(service: service, state: try service.state(of: options.plan))
    held.withLock { h in
      h.judges.append((job.key.id, judge, options))
      if h.judges.count > 4 { h.judges.removeFirst() }
    }
    return (judge, options)
  }

  /// Keeps the leases of parts under way, and learns which were cancelled or taken over.
  public func beat() throws(ServiceError) {
    guard let repository = service.repository else { return }
    let (tokens, renews) = held.withLock { h in
      let due = service.clock.now() - h.renewedAt > Self.leaseSeconds * Self.second / 4
      return (Array(h.leases.keys), due)
    }
    guard !tokens.isEmpty else { return }
    let lost = try refusing {
      let now = service.clock.now()
      return renews
        ? try repository.renew(tokens, untilMicroseconds: now + Self.leaseSeconds * Self.second) : try repository.lost(tokens)
    }
    held.withLock { h in
      if renews { h.renewedAt = service.clock.now() }
      for token in lost { h.leases[token]?.isLost.store(true, ordering: .relaxed) }
    }
  }

  /// Takes away what is kept no longer.
  public func sweep() throws(ServiceError) {
    guard let repository = service.repository else { return }
    try refusing { _ = try repository.sweepJobs(atMicroseconds: service.clock.now()) }
  }
}
