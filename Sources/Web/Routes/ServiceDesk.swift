import ExactJSON
import Service
import Zoning

/// Calls the Service on the lane that fits, and turns its refusals into ours: the one place where Web meets Service.
struct ServiceDesk: Sendable {
  let service: ZoningService
  let lanes: Lanes
  let caller: Caller = .publicVisitor

  /// Reads, on every core. `shape` runs on the same thread, so that pages are rendered off the cooperative ones.
  func read<T: Sendable>(_ work: @escaping @Sendable (ZoningService, Caller) throws -> T) async throws -> T {
    try await on(lanes.query, work)
  }

  /// Work that would keep the readers waiting.
  func heavy<T: Sendable>(_ work: @escaping @Sendable (ZoningService, Caller) throws -> T) async throws -> T {
    try await on(lanes.heavy, work)
  }

  /// Work that is stored.
  func write<T: Sendable>(_ work: @escaping @Sendable (ZoningService, Caller) throws -> T) async throws -> T {
    try await on(lanes.writer, work)
  }

  /// Long results, piece by piece.
  func results<T: Sendable>(_ work: @escaping @Sendable (ZoningService, Caller) throws -> T) async throws -> T {
    try await on(lanes.results, work)
  }

  private func on<T: Sendable>(_ lane: Lane, _ work: @escaping @Sendable (ZoningService, Caller) throws -> T) async throws -> T {
    let service = service
    let caller = caller
    do {
      return try await lane.run { try work(service, caller) }
    } catch let error as ServiceError {
      throw Refusal(error)
    }
  }

  /// Work that waits for a child process: reading somebody's file, setting a report.
  func child<T: Sendable>(_ work: (ZoningService, Caller) async throws -> T) async throws -> T {
    do {
      return try await lanes.children.run { try await work(service, caller) }
    } catch let error as ServiceError {
      throw Refusal(error)
    }
  }

  /// Sees to it that the check of a day's lists is computed; does nothing where it is complete or under way.
  ///
  /// Where the lane is full it is given back, and whoever asks next begins it again.
  func beginReview(asOf: CivilDate?) async throws {
    guard let task = try await read({ service, caller in try service.takeReview(asOf: asOf, caller: caller) }) else { return }
    let lane = lanes.review
    Task {
      do { try await lane.run { task.run { lane.isClosing } } } catch { task.giveBack() }
    }
  }

  /// The legal state on a day as a cache key: what was answered under it stays the answer.
  func stateKey(asOf: String?) async throws -> String {
    try await read { service, _ in try service.legalStateKey(asOf: try ZoningService.day(asOf)) }
  }
}
