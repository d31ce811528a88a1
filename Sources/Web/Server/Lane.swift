import Foundation
import Logging
import NIOPosix
import ServiceLifecycle
import Synchronization

/// A bounded queue in front of a few threads for work that would block or burn the cooperative ones.
///
/// A lane never waits for another lane. What does not fit is refused at once, so that a rush ends in 503 and not in a pile of promises.
package final class Lane: ServiceLifecycle.Service {
  let name: String
  let bound: Int
  private let pool: NIOThreadPool
  private let niceness: Int32
  private let waiting = Atomic<Int>(0)
  private let closing = Atomic<Bool>(false)

  /// Whether the server is about to end: long work looks here and stops.
  package var isClosing: Bool { closing.load(ordering: .relaxed) }

  /// - Parameters:
  ///   - bound: how many calls may be under way or waiting.
  ///   - niceness: how much its threads stand back behind others, 0 to 19.
  package init(name: String, threads: Int, bound: Int, niceness: Int32 = 0) {
    self.name = name
    self.bound = bound
    self.niceness = niceness
    pool = NIOThreadPool(numberOfThreads: threads)
  }

  package func run() async throws {
    pool.start()
    try? await gracefulShutdown()
    closing.store(true, ordering: .relaxed)
    try await pool.shutdownGracefully()
  }

  /// Runs `work` on one of the lane's threads; throws `Refusal.busy` when the lane is full or closing, else what `work` throws.
  package func run<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
    guard waiting.wrappingAdd(1, ordering: .relaxed).newValue <= bound else {
      waiting.wrappingSubtract(1, ordering: .relaxed)
      throw Refusal.busy
    }
    defer { waiting.wrappingSubtract(1, ordering: .relaxed) }
    let niceness = niceness
    do {
      return try await pool.runIfActive {
        // On Linux this is the calling thread's own; the threads of a lane do nothing else.
        if niceness > 0 { setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness) }
        return try work()
      }
    } catch is CancellationError {
      throw Refusal.busy
    }
  }
}

/// The lanes of one server: reading on every core, heavy and writing work and the rulebook's check one at a time each, batches behind them all.
struct Lanes: Sendable {
  let query: Lane
  let heavy: Lane
  let writer: Lane
  /// The check of whole rulebooks: one at a time, behind everything else.
  let review: Lane
  /// Rows of batches: on every core, behind whoever waits for an answer.
  let batch: Lane
  /// Results of batches on their way out.
  let results: Lane
  /// Keeps the leases of batches while all other threads are busy.
  let tending: Lane
  /// Work that waits for child processes.
  let children: Turnstile

  init(queryThreads: Int) {
    query = Lane(name: "query", threads: queryThreads, bound: 64 * queryThreads)
    heavy = Lane(name: "heavy", threads: 1, bound: 16)
    writer = Lane(name: "writer", threads: 1, bound: 64)
    review = Lane(name: "review", threads: 1, bound: 2, niceness: 15)
    batch = Lane(name: "batch", threads: queryThreads, bound: queryThreads, niceness: 12)
    results = Lane(name: "results", threads: 1, bound: 16, niceness: 8)
    tending = Lane(name: "tending", threads: 1, bound: 4)
    children = Turnstile(bound: 16)
  }

  var services: [any ServiceLifecycle.Service] { [query, heavy, writer, review, batch, results, tending] }
}

/// Lets at most so many asynchronous calls in; the rest are refused at once.
package final class Turnstile: Sendable {
  let bound: Int
  private let inside = Atomic<Int>(0)

  package init(bound: Int) { self.bound = bound }

  package func run<T: Sendable>(_ work: () async throws -> T) async throws -> T {
    guard inside.wrappingAdd(1, ordering: .relaxed).newValue <= bound else {
      inside.wrappingSubtract(1, ordering: .relaxed)
      throw Refusal.busy
    }
    defer { inside.wrappingSubtract(1, ordering: .relaxed) }
    return try await work()
  }
}
