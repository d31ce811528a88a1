import Logging
import Service
import ServiceLifecycle

/// Reads every byte of the files in force once after the start and has mended what rotted. It waits for no lane with long work: the
/// server would wait for it at the end.
struct FileKeeper: ServiceLifecycle.Service {
  let desk: ServiceDesk
  let logger: Logger
  /// Until the server has answered its first questions.
  static let delay = Duration.seconds(3)

  func run() async throws {
    await cancelWhenGracefulShutdown {
      do {
        try await Task.sleep(for: Self.delay)
        let service = desk.service
        let mended = try await desk.lanes.heavy.run { try service.verifyFiles() }
        if !mended.isEmpty { logger.warning("damaged files made again", metadata: ["files": "\(mended)"]) }
      } catch is CancellationError {
        return
      } catch {
        logger.error("files not verified", metadata: ["cause": "\((error as? ServiceError)?.context ?? "\(error)")"])
      }
      // A service that ends would end the server.
      do { try await Task.sleep(for: .seconds(86_400 * 365)) } catch { return }
    }
  }
}
