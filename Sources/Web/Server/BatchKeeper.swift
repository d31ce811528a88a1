import Logging
import ServiceLifecycle
import Service

/// Works on batches while the server runs, and gives back what is under way when it ends.
struct BatchKeeper: ServiceLifecycle.Service {
  let desk: ServiceDesk
  let logger: Logger
  private let runner: BatchRunner
  /// How long a thread without work waits until it looks again.
  static let pause = Duration.milliseconds(500)
  /// How often leases are looked at: a cancelled batch stops within this and a row.
  static let beat = Duration.milliseconds(300)

  init(desk: ServiceDesk, logger: Logger) {
    self.desk = desk
    self.logger = logger
    runner = BatchRunner(service: desk.service)
  }

  func run() async throws {
    await cancelWhenGracefulShutdown {
      await withTaskCancellationHandler {
        await withTaskGroup(of: Void.self) { group in
          for _ in 0..<desk.lanes.batch.bound { group.addTask { await work() } }
          group.addTask { await tend() }
        }
      } onCancel: {
        runner.stop()
      }
    }
  }

  private func work() async {
    while !Task.isCancelled {
      var worked = false
      do {
        worked = try await desk.lanes.batch.run { try runner.step() }
      } catch is Refusal {
        // The lane is not open yet, or not any more.
      } catch {
        logger.error("batch part failed", metadata: ["cause": "\((error as? ServiceError)?.context ?? "\(error)")"])
      }
      if !worked, await !rested(Self.pause) { return }
    }
  }

  private func tend() async {
    var beats = 0
    while await rested(Self.beat) {
      do {
        try await desk.lanes.tending.run { try runner.beat() }
        // Every ten minutes, and soon after the start.
        if beats % 2000 == 10 { try await desk.lanes.tending.run { try runner.sweep() } }
      } catch {
        logger.debug("batches not tended", metadata: ["cause": "\(error)"])
      }
      beats += 1
    }
  }

  /// False where the server ends.
  private func rested(_ time: Duration) async -> Bool {
    do {
      try await Task.sleep(for: time)
      return true
    } catch { return false }
  }
}
