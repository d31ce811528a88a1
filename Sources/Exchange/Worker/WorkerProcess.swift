import Foundation
import Glibc
import Subprocess
import SystemPackage

/// Runs something that reads hostile bytes apart from this process.
public protocol IsolatedWorker: Sendable {
  /// The worker's standard output for this standard input.
  func run(_ input: [UInt8], outputLimit: Int) async throws(ExchangeError) -> [UInt8]
}

/// A child process of this program under `prlimit`, with a wall-clock limit and a bound on its output.
public struct WorkerProcess: IsolatedWorker {
  /// Path of the program that understands `import-worker`.
  public var executable: String
  public var addressSpaceBytes: Int
  public var cpuSeconds: Int
  public var wallClockSeconds: Int

  /// The running program itself by default.
  public init(
    executable: String? = nil, addressSpaceBytes: Int = 2 << 30, cpuSeconds: Int = 20, wallClockSeconds: Int = 30
  ) {
    // Resolved here, since inside prlimit /proc/self/exe is prlimit.
    self.executable = executable ?? Self.runningProgram
    self.addressSpaceBytes = addressSpaceBytes
    self.cpuSeconds = cpuSeconds
    self.wallClockSeconds = wallClockSeconds
  }

  /// A child that ends before it has read everything must be an error, not this process's death by SIGPIPE.
  private static let brokenPipesAreErrors: Void = { signal(SIGPIPE, SIG_IGN) }()

  private static var runningProgram: String {
    do {
      return try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    } catch {
      return CommandLine.arguments[0]
    }
  }

  private enum Ending: Sendable {
    case answered([UInt8], TerminationStatus)
    case refused(ExchangeError)
    case outOfTime
  }

  public func run(_ input: [UInt8], outputLimit: Int) async throws(ExchangeError) -> [UInt8] {
    Self.brokenPipesAreErrors
    let ending = await withTaskGroup(of: Ending.self) { group in
      group.addTask { await launch(input, outputLimit: outputLimit) }
      group.addTask {
        // Cancelled as soon as the child has answered; then this result is not looked at.
        try? await Task.sleep(for: .seconds(wallClockSeconds))
        return .outOfTime
      }
      guard let first = await group.next() else { preconditionFailure("two tasks were added") }
      group.cancelAll()
      return first
    }
    switch ending {
    case .outOfTime: throw .workerTimedOut(seconds: wallClockSeconds)
    case .refused(let refusal): throw refusal
    case .answered(let output, let status):
      switch status {
      case .exited(0): return output
      case .exited(let code) where code == 126 || code == 127 || code == 1 && output.isEmpty:
        throw .workerUnavailable(detail: "\(executable) \(ImportWorker.commandName): exit \(code)")
      case .exited(let code): throw .workerFailed(detail: "exit \(code)")
      // SIGXCPU and SIGKILL come from the limits, SIGABRT, SIGILL and SIGTRAP from a failed allocation.
      case .signaled(let signal):
        if [9, 24].contains(signal) { throw .workerTimedOut(seconds: cpuSeconds) }
        if [4, 5, 6, 11].contains(signal) { throw .workerExceededLimits }
        throw .workerFailed(detail: "signal \(signal)")
      }
    }
  }

  private func launch(_ input: [UInt8], outputLimit: Int) async -> Ending {
    var options = PlatformOptions()
    options.createSession = true
    options.teardownSequence = [.send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .zero)]
    do {
      let result = try await Subprocess.run(
        .path("/usr/bin/prlimit"),
        arguments: [
          "--as=\(addressSpaceBytes)", "--cpu=\(cpuSeconds)", "--nofile=128", "--core=0", "--fsize=0", "--", executable,
          ImportWorker.commandName,
        ],
        environment: .custom(["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "PROJ_NETWORK": "OFF"]),
        workingDirectory: "/", platformOptions: options, input: .inputWriter, output: .bytes(limit: outputLimit), error: .discarded
      ) { child in
        // Not `.array(input)`: that leaves the pipe open when the child stops reading, which ends this process. A child that
        // stops reading is judged by how it ends.
        do { _ = try await child.standardInputWriter.write(input) } catch {}
        try await child.standardInputWriter.finish()
      }
      return .answered(result.standardOutput, result.terminationStatus)
    } catch let error as SubprocessError {
      switch error.code {
      case .outputLimitExceeded: return .refused(.workerExceededLimits)
      default: return .refused(.workerUnavailable(detail: "\(error)"))
      }
    } catch {
      return .refused(.workerUnavailable(detail: "\(error)"))
    }
  }
}
