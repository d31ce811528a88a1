import Foundation
import Service
import Synchronization
import ZoneIndex

/// Works on batches with threads of its own until there is nothing to do or somebody ends it.
struct JobThreads {
  let runner: BatchRunner
  let threads: Int
  /// Waits for more when there is nothing to do.
  let stay: Bool

  /// Blocks until the end. Throws the last fault of a thread, where each of them met one.
  func run(isEnded: @escaping @Sendable () -> Bool) throws(ServiceError) {
    let shared = Shared()
    let group = DispatchGroup()
    for _ in 0..<threads {
      group.enter()
      SiteBatch.ownThreads { [self] in
        work(shared, isEnded)
        group.leave()
      }
    }
    while group.wait(timeout: .now() + .milliseconds(300)) == .timedOut {
      if isEnded() { runner.stop() }
      do throws(ServiceError) { try runner.beat() } catch { shared.fault.withLock { $0 = error } }
    }
    if let error = shared.fault.withLock({ $0 }) { throw error }
  }

  private final class Shared: Sendable {
    let fault = Mutex<ServiceError?>(nil)
  }

  private func work(_ shared: Shared, _ isEnded: @Sendable () -> Bool) {
    while !isEnded() {
      do throws(ServiceError) {
        if try runner.step() { continue }
        if !stay { return }
      } catch {
        shared.fault.withLock { $0 = error }
        if !stay { return }
      }
      Thread.sleep(forTimeInterval: 0.5)
    }
  }
}
