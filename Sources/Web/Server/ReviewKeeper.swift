import Logging
import ServiceLifecycle

/// Has the check of today's lists computed as soon as there is none: after the start, after a publication, after midnight.
struct ReviewKeeper: ServiceLifecycle.Service {
  let desk: ServiceDesk
  let logger: Logger
  /// How often it looks whether the law has changed; a look reads one file's date.
  static let pause = Duration.seconds(5)

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        do {
          try await desk.beginReview(asOf: nil)
          try await Task.sleep(for: Self.pause)
        } catch is CancellationError {
          return
        } catch {
          // No data yet, or a lane that is not open yet: the next look tells.
          logger.debug("review not begun", metadata: ["cause": "\(error)"])
          do { try await Task.sleep(for: Self.pause) } catch { return }
        }
      }
    }
  }
}
