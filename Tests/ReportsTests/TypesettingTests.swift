import ExactJSON
import Foundation
import Reports
import Synchronization
import Testing

/// Where the Python with Typst is: `FENQU_PYTHON`, else the environment that `./run` makes.
enum Typesetter {
  static let python: String = {
    if let given = ProcessInfo.processInfo.environment["FENQU_PYTHON"], !given.isEmpty { return given }
    return URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent(".venv/bin/python").path
  }()

  static var isThere: Bool { FileManager.default.isExecutableFile(atPath: python) }

  static func renderer(workers: Int = 1, queue: Int = 32, seconds: Int = 60, reportsPerProcess: Int = 500) -> ReportRenderer {
    ReportRenderer(
      TypesettingSettings(
        python: python, workers: workers, longestQueue: queue, secondsPerReport: seconds, reportsPerProcess: reportsPerProcess))
  }

  static func report(_ renderer: ReportRenderer, _ view: JSONValue = Sample.view) async throws(ReportError) -> [UInt8] {
    let map: SiteMapContent
    do { map = try Sample.map(view) } catch { throw .incompleteRecord("\(error)") }
    return try await renderer.assessmentReport(view, map: map, publicURL: Sample.address)
  }
}

@Suite("Setting in type", .enabled(if: Typesetter.isThere, "needs the Python environment of ./run --setup-only"), .serialized)
struct TypesettingTests {
  @Test("the same record gives the same bytes, also in another process")
  func sameBytes() async throws {
    let renderer = Typesetter.renderer(reportsPerProcess: 2)
    var all: Set<[UInt8]> = []
    var processes: Set<Int32> = []
    for _ in 0..<4 {
      all.insert(try await Typesetter.report(renderer))
      processes.formUnion(renderer.processIDs)
    }
    await renderer.stop()
    #expect(all.count == 1)
    #expect(processes.count >= 2, "a process was to be replaced after two reports")
    #expect(all.first?.starts(with: Array("%PDF-1.7".utf8)) == true)
  }

  @Test("reports that come at once are shared out to the processes")
  func concurrent() async throws {
    let renderer = Typesetter.renderer(workers: 2)
    let all = try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for i in 0..<8 { group.addTask { try await Typesetter.report(renderer, Sample.withClauses(10 + i % 2)) } }
      return try await group.reduce(into: Set<[UInt8]>()) { $0.insert($1) }
    }
    #expect(all.count == 2)
    #expect(renderer.processIDs.count == 2)
    await renderer.stop()
  }

  @Test("a process that was killed while idle is replaced, and nobody notices")
  func killedIdle() async throws {
    let renderer = Typesetter.renderer()
    let first = try await Typesetter.report(renderer)
    let pid = try #require(renderer.processIDs.first)
    kill(pid, SIGKILL)
    #expect(try await Typesetter.report(renderer) == first)
    #expect(renderer.processIDs.first != pid)
    await renderer.stop()
  }

  @Test("a process that is killed at work is replaced and the report is set again")
  func killedAtWork() async throws {
    let renderer = Typesetter.renderer()
    let first = try await Typesetter.report(renderer)
    let pid = try #require(renderer.processIDs.first)
    kill(pid, SIGSTOP)
    async let second = Typesetter.report(renderer)
    try await Task.sleep(for: .milliseconds(300))
    kill(pid, SIGKILL)
    #expect(try await second == first)
    await renderer.stop()
  }

  @Test("a report that takes too long is given up with a sentence, its process is killed, and the next one is made")
  func timeout() async throws {
    let renderer = Typesetter.renderer(seconds: 3)
    let first = try await Typesetter.report(renderer)
    let pid = try #require(renderer.processIDs.first)
    kill(pid, SIGSTOP)
    let error = await #expect(throws: ReportError.self) { try await Typesetter.report(renderer) }
    #expect(error == .timedOut(seconds: 3))
    #expect(error?.message == "报告排版超过 3 秒没有完成，请稍后再试。")
    #expect(try await Typesetter.report(renderer) == first)
    // The stopped process is gone: a signal finds nobody, or only what waits to be reaped.
    for _ in 0..<50 where kill(pid, 0) == 0 { try await Task.sleep(for: .milliseconds(100)) }
    #expect(kill(pid, 0) != 0)
    await renderer.stop()
  }

  @Test("past the queue's length a report is refused at once")
  func busy() async throws {
    let renderer = Typesetter.renderer(queue: 0)
    _ = try await Typesetter.report(renderer)
    let pid = try #require(renderer.processIDs.first)
    kill(pid, SIGSTOP)
    async let held = Typesetter.report(renderer)
    try await Task.sleep(for: .milliseconds(500))
    await #expect(throws: ReportError.busy(waiting: 0)) { try await Typesetter.report(renderer) }
    kill(pid, SIGCONT)
    #expect(try await held.count > 10_000)
    await renderer.stop()
  }

  @Test("without the program a sentence says how to install it", arguments: ["/nowhere/python", "/bin/true", "/usr/bin/python3"])
  func missing(python: String) async throws {
    let renderer = ReportRenderer(TypesettingSettings(python: python, workers: 1))
    let error = await #expect(throws: ReportError.self) { try await Typesetter.report(renderer) }
    guard case .typesetterMissing(let path, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(path == python)
    #expect(error?.message.contains("./run --setup-only") == true)
  }

  @Test("processes are warmed up before anybody waits, and say which fonts they have")
  func warm() async throws {
    let said = Mutex<[String]>([])
    let renderer = ReportRenderer(TypesettingSettings(python: Typesetter.python, workers: 2)) { remark in
      said.withLock { $0.append(remark) }
    }
    try await renderer.warmUp()
    #expect(renderer.processIDs.count == 2)
    await renderer.stop()
    #expect(said.withLock { $0.filter { $0.hasPrefix("typesetter ready: typst ") && $0.contains("CJK SC") }.count } == 2)
    let cold = ReportRenderer(TypesettingSettings(python: "/nowhere/python"))
    await #expect(throws: ReportError.self) { try await cold.warmUp() }
  }

  @Test("a job larger than a process takes is refused")
  func tooLarge() async throws {
    let renderer = ReportRenderer(TypesettingSettings(python: Typesetter.python, workers: 1, longestJobBytes: 10_000))
    let error = await #expect(throws: ReportError.self) { try await Typesetter.report(renderer) }
    guard case .tooLarge(_, 10_000) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test("a report comes within its time from a warm process", .timeLimit(.minutes(3)))
  func speed() async throws {
    let renderer = Typesetter.renderer()
    let view = Sample.withClauses(100)
    try await renderer.warmUp()
    _ = try await Typesetter.report(renderer, view)
    var times: [Duration] = []
    for _ in 0..<20 {
      let began = ContinuousClock().now
      _ = try await Typesetter.report(renderer, view)
      times.append(ContinuousClock().now - began)
    }
    await renderer.stop()
    times.sort()
    #expect(times[10] < .milliseconds(1500), "median \(times[10])")
  }
}
