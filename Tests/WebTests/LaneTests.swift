import HTTPTypes
import Synchronization
import Testing
import Web

@Suite("lanes")
struct LaneTests {
  /// What became of a call.
  enum Fate: Hashable { case served, refused }

  static func fate(_ work: () async throws -> Void) async throws -> Fate {
    do {
      try await work()
      return .served
    } catch let refusal as Refusal {
      #expect(refusal.status.code == 503)
      return .refused
    }
  }

  @Test("of six calls at once a lane with two places serves two, refuses four at once, and goes on")
  func overflow() async throws {
    let lane = Lane(name: "test", threads: 1, bound: 2)
    let running = Task { try await lane.run() }
    defer { running.cancel() }
    // The pool starts with its service; until then it refuses.
    while try await Self.fate({ try await lane.run {} }) == .refused { await Task.yield() }

    let gate = Gate()
    let fates = try await withThrowingTaskGroup(of: Fate.self) { group in
      for _ in 0..<6 {
        group.addTask {
          let fate = try await Self.fate { try await lane.run { while gate.isClosed {} } }
          if fate == .refused { gate.refuse() }
          return fate
        }
      }
      // The four come back while the two are still held.
      while gate.refused < 4 { try await Task.sleep(for: .milliseconds(1)) }
      gate.open()
      return try await group.reduce(into: [Fate: Int]()) { $0[$1, default: 0] += 1 }
    }
    #expect(fates == [.served: 2, .refused: 4])
    #expect(try await lane.run { 4 } == 4)
  }

  @Test("a lane passes on what its work throws")
  func throwing() async throws {
    struct Fault: Error {}
    let lane = Lane(name: "test", threads: 1, bound: 2)
    let running = Task { try await lane.run() }
    defer { running.cancel() }
    while try await Self.fate({ try await lane.run {} }) == .refused { await Task.yield() }
    for _ in 0..<5 { await #expect(throws: Fault.self) { try await lane.run { throw Fault() } } }
  }

  @Test("a turnstile lets so many in and gives the place back when the work throws")
  func turnstile() async throws {
    struct Fault: Error {}
    let turnstile = Turnstile(bound: 1)
    await #expect(throws: Fault.self) { try await turnstile.run { throw Fault() } }
    let inner = try await turnstile.run { try await Self.fate { try await turnstile.run {} } }
    #expect(inner == .refused)
    #expect(try await turnstile.run { 7 } == 7)
  }
}

/// Holds the calls that were let in until the others were refused.
private final class Gate: Sendable {
  private let state = Mutex((closed: true, refused: 0))

  var isClosed: Bool { state.withLock { $0.closed } }
  var refused: Int { state.withLock { $0.refused } }

  func open() { state.withLock { $0.closed = false } }
  func refuse() { state.withLock { $0.refused += 1 } }
}
