import Foundation
import Geometry
import Synchronization
import Testing
import ZoneIndex

@Suite("Many sites at once")
struct SiteBatchTests {
  private static let land = TilingLand(size: 6, seed: 91)

  @Test("the answers of one thread and of three are the same, in the order of the sites; progress only rises", arguments: [1, 3])
  func sameAnswers(threads: Int) async throws {
    let plan = WholePlan([try temporaryPlan([Self.land.units]).plan])
    var numbers = SeededNumbers(92)
    let sites = (0..<500).map { _ in Footprint([Self.land.site(&numbers, radius: 0.01).normalised]) }
    let reported = Mutex<[Int]>([])
    let answers = try await SiteBatch(count: sites.count, threads: threads).run(
      on: SiteBatch.ownThreads, memory: { PlanWorkspace() },
      each: { k, work in
        plan.overlay(sites[k], &work)
        return work.parts
      }, progress: { done in reported.withLock { $0.append(done) } })
    #expect(answers == sites.map { plan.overlay($0) })
    let steps = reported.withLock { $0 }
    #expect(steps == steps.sorted() && steps.last == 500 && steps.count >= 8)
  }

  @Test("nothing to do is done at once")
  func nothing() async throws {
    let answers = try await SiteBatch(count: 0, threads: 2).run(on: SiteBatch.ownThreads, memory: { 0 }, each: { k, _ in k })
    #expect(answers.isEmpty)
  }

  private final class Counter: Sendable { let done = Atomic<Int>(0) }

  @Test("a cancelled batch stops soon and says so")
  func cancelled() async throws {
    let counter = Counter()
    let batch = Task {
      try await SiteBatch(count: 1_000_000, threads: 2).run(
        on: SiteBatch.ownThreads, memory: { 0 },
        each: { k, _ in
          usleep(200)
          counter.done.add(1, ordering: .relaxed)
          return k
        })
    }
    try await Task.sleep(for: .milliseconds(60))
    batch.cancel()
    await #expect(throws: CancellationError.self) { _ = try await batch.value }
    let count = counter.done.load(ordering: .relaxed)
    #expect(count > 0 && count < 100_000)
  }
}
