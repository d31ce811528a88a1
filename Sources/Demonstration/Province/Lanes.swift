import Dispatch
import Synchronization

/// Runs independent pieces of work on a few threads; the results come back in the order of the pieces.
enum Lanes {
  static func map<Result: Sendable>(_ count: Int, lanes: Int, _ work: @Sendable (Int) -> Result) -> [Result] {
    let next = Atomic<Int>(0)
    let results = Mutex<[Result?]>(Array(repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: max(1, min(lanes, count))) { _ in
      while true {
        let i = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard i < count else { return }
        let r = work(i)
        results.withLock { $0[i] = r }
      }
    }
    return results.withLock { $0.map { $0! } }
  }
}
