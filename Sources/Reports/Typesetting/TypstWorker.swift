import ExactJSON
import Foundation
import Subprocess
import Synchronization
import SystemPackage

/// One report's way through a worker: the request line, and whoever waits for the pages.
struct TypesettingJob: Sendable {
  var number: Int
  /// One line of JSON with its line feed.
  var request: [UInt8]
  var waiting: CheckedContinuation<Result<[UInt8], ReportError>, Never>
}

/// One long-lived typesetting process behind a queue: started with the first job, replaced when it dies, swells or has done enough.
///
/// Every job is answered exactly once. A watchdog kills the process that overruns its time; the unanswered job gets the error, and the next
/// one starts a new process.
actor TypstWorker {
  private let settings: TypesettingSettings
  /// Takes what an operator may want to read: which fonts are there, why a process ended.
  private let log: @Sendable (String) -> Void
  private var jobs: AsyncStream<TypesettingJob>.Continuation?
  private var generation = 0
  private var count = 0
  /// The process that serves now, for the tests of its death.
  private let process = Mutex<Int32?>(nil)

  init(_ settings: TypesettingSettings, log: @escaping @Sendable (String) -> Void) {
    self.settings = settings
    self.log = log
  }

  nonisolated var processID: Int32? { process.withLock { $0 } }

  /// Sets one report; `inputs` are the texts that the template reads.
  func typeset(template: String, secondsSince1970: Int64, inputs: [(name: String, text: String)]) async -> Result<[UInt8], ReportError> {
    count += 1
    let number = count
    let request = JSONValue.object([
      "job": .int(number), "template": .string(template), "timestamp": .number(String(secondsSince1970)),
      "inputs": .object(inputs.map { JSONMember(key: $0.name, value: .string($0.text)) }),
    ]).canonicalBytes
    guard request.count <= settings.longestJobBytes else {
      return .failure(.tooLarge(bytes: request.count, limit: settings.longestJobBytes))
    }
    return await withCheckedContinuation { waiting in
      let job = TypesettingJob(number: number, request: request, waiting: waiting)
      if case .enqueued = (jobs ?? start()).yield(job) { return }
      // The process ended between two jobs.
      if case .enqueued = start().yield(job) { return }
      waiting.resume(returning: .failure(.typesetterDied(context: "a new process took no job")))
    }
  }

  /// Lets the process end after the job in hand.
  func stop() {
    jobs?.finish()
    jobs = nil
  }

  private func start() -> AsyncStream<TypesettingJob>.Continuation {
    let (stream, continuation) = AsyncStream<TypesettingJob>.makeStream()
    generation += 1
    let mine = generation
    jobs = continuation
    Task {
      let (unanswered, error) = await serve(stream)
      // First no new job may come here, then the unanswered one is told: it may come back at once and must find a fresh process.
      ended(mine)
      continuation.finish()
      unanswered?.waiting.resume(returning: .failure(error))
      for await late in stream { late.waiting.resume(returning: .failure(error)) }
    }
    return continuation
  }

  private func ended(_ which: Int) {
    if which == generation { jobs = nil }
  }

  /// Runs a process until it ends; returns the job that it left unanswered and why.
  private nonisolated func serve(_ stream: AsyncStream<TypesettingJob>) async -> (TypesettingJob?, ReportError) {
    BrokenPipes.areErrors()
    // Bundle.module is where the package's build put the templates.
    guard let script = Bundle.module.url(forResource: "Resources/typst_worker", withExtension: "py")?.path else {
      return (nil, .typesetterMissing(python: settings.python, context: "typst_worker.py is not beside the program"))
    }
    var options = PlatformOptions()
    options.createSession = true
    options.teardownSequence = [.send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .zero)]
    var environment: [Subprocess.Environment.Key: String] = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
    if let home = ProcessInfo.processInfo.environment["HOME"] { environment["HOME"] = home }
    let fonts = settings.fontFolder.map { ["--fonts", $0] } ?? []
    let python = settings.python.hasPrefix("/") ? settings.python : FileManager.default.currentDirectoryPath + "/" + settings.python
    var session = Session(settings: settings, log: log)
    do {
      _ = try await Subprocess.run(
        .path(FilePath(python)), arguments: Arguments(["-I", "-B", script, "--memory", String(settings.memoryBytes)] + fonts),
        environment: .custom(environment), workingDirectory: "/", platformOptions: options, input: .inputWriter, output: .sequence,
        error: .currentStandardError
      ) { child in
        let pid = child.processIdentifier.value
        process.withLock { $0 = pid }
        defer { process.withLock { $0 = nil } }
        try await session.answer(stream, child)
      }
    } catch {
      // What broke the pipe, or kept the program from starting; the session knows how far it came.
      session.note("\(error)")
    }
    log("typesetter ended: \(session.ending)")
    return (session.current, session.failure)
  }
}

/// What happens between a process's first word and its last.
private struct Session {
  let settings: TypesettingSettings
  let log: @Sendable (String) -> Void
  var current: TypesettingJob?
  private var isReady = false
  private var isLate = false
  private var context = ""

  init(settings: TypesettingSettings, log: @escaping @Sendable (String) -> Void) {
    self.settings = settings
    self.log = log
  }

  var ending: String { isLate ? "killed, too late" : context.isEmpty ? "no more jobs" : context }

  mutating func note(_ text: String) { context = context.isEmpty ? text : context + "; " + text }

  /// Why the job in hand has no answer.
  var failure: ReportError {
    if isLate && isReady { return .timedOut(seconds: settings.secondsPerReport) }
    return isReady
      ? .typesetterDied(context: context) : .typesetterMissing(python: settings.python, context: isLate ? "not ready in time" : context)
  }

  mutating func answer(_ jobs: AsyncStream<TypesettingJob>, _ child: Execution<CustomWriteInput, SequenceOutput, some OutputProtocol>)
    async throws
  {
    var replies = ReplyReader(child.standardOutput)
    var done = 0
    for await job in jobs {
      current = job
      if !isReady {
        let first = try await within(settings.secondsToStart, child) { try await replies.line() }
        guard let first, let version = Self.read(first)["ready"]?.stringValue else { return note("ended before it was ready") }
        isReady = true
        let fonts = (Self.read(first)["fonts"]?.arrayValue ?? []).compactMap(\.stringValue)
        log("typesetter ready: typst \(version), fonts \(fonts.joined(separator: ", "))")
      }
      let reply = try await within(settings.secondsPerReport, child) { () async throws -> Reply? in
        _ = try await child.standardInputWriter.write(job.request)
        guard let header = try await replies.line() else { return nil }
        let head = Self.read(header)
        guard let count = head["bytes"]?.numberText.flatMap({ Int($0) }) else { return Reply(head: head, body: []) }
        guard count >= 0, count <= 1 << 30, let body = try await replies.bytes(count) else { return nil }
        return Reply(head: head, body: body)
      }
      guard let reply else { return note("ended while it worked") }
      guard reply.head["job"]?.numberText == String(job.number) else { return note("answered another job") }
      current = nil
      done += 1
      let memory = reply.head["memory"]?.numberText.flatMap { Int($0) } ?? 0
      if let error = reply.head["error"]?.stringValue {
        job.waiting.resume(returning: .failure(.typesetting(context: error)))
      } else {
        let replaced = (reply.head["replaced"]?.arrayValue ?? []).compactMap(\.stringValue)
        if !replaced.isEmpty {
          log(
            "no font has \(replaced.flatMap(\.unicodeScalars).map { "U+" + String($0.value, radix: 16, uppercase: true) }.joined(separator: " "))"
          )
        }
        job.waiting.resume(returning: .success(reply.body))
      }
      if done >= settings.reportsPerProcess || memory > settings.residentBytes { return note("replaced after \(done) reports") }
    }
  }

  private struct Reply {
    var head: JSONValue
    var body: [UInt8]
  }

  private static func read(_ line: [UInt8]) -> JSONValue {
    do { return try JSONValue(parsing: line) } catch { return .null }
  }

  /// Runs a step and kills the process group when it takes longer.
  private mutating func within<T>(
    _ seconds: Int, _ child: Execution<CustomWriteInput, SequenceOutput, some OutputProtocol>, _ step: () async throws -> T
  ) async throws -> T {
    let watchdog = Task {
      do { try await Task.sleep(for: .seconds(seconds)) } catch { return false }
      do { try child.send(signal: .kill, toProcessGroup: true) } catch {
        // It has ended by itself: the same outcome.
      }
      return true
    }
    do {
      let value = try await step()
      watchdog.cancel()
      isLate = await watchdog.value
      return value
    } catch {
      watchdog.cancel()
      isLate = await watchdog.value
      throw error
    }
  }
}

/// Writing to a child that has died must be an error, not the end of this program.
enum BrokenPipes {
  private static let ignored: Void = { signal(SIGPIPE, SIG_IGN) }()

  static func areErrors() { _ = ignored }
}
