import Exchange
import Foundation
import Testing

@Suite("The worker is held to its limits")
struct WorkerTests {
  private func script(_ body: String) throws -> String {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("worker-\(UInt64.random(in: 0 ... .max)).sh").path
    try Data("#!/bin/sh\n\(body)\n".utf8).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return path
  }

  private func refusal(_ body: String, seconds: Int = 20, memory: Int = 2 << 30) async throws -> ExchangeError? {
    let path = try script(body)
    defer { try? FileManager.default.removeItem(atPath: path) }
    do {
      _ = try await WorkerProcess(executable: path, addressSpaceBytes: memory, wallClockSeconds: seconds).run(
        [1, 2, 3], outputLimit: 100_000)
      return nil
    } catch {
      return error
    }
  }

  @Test("a worker that sleeps is ended at its limit, with its children")
  func sleeps() async throws {
    let start = ContinuousClock.now
    #expect(try await refusal("sleep 60 & sleep 60", seconds: 1) == .workerTimedOut(seconds: 1))
    #expect(ContinuousClock.now - start < .seconds(5))
    #expect(ExchangeError.workerTimedOut(seconds: 30).message == "读取文件超过 30 秒，已停止，请简化图形后再提交。")
  }

  @Test("a worker that writes without end is ended")
  func floods() async throws {
    #expect(try await refusal("yes 0123456789") == .workerExceededLimits)
    #expect(ExchangeError.workerExceededLimits.message == "读取文件所需的内存超过上限，已停止，请简化图形后再提交。")
  }

  @Test("a worker that crashes or is not there")
  func crashes() async throws {
    #expect(try await refusal("kill -11 $$") == .workerExceededLimits)
    // Ends without reading: more than a pipe holds, so that the writer is caught in the middle, again and again.
    for _ in 0..<100 {
      do {
        _ = try await WorkerProcess(executable: "/bin/false").run([UInt8](repeating: 0, count: 1_000_000), outputLimit: 100)
        Issue.record("ran")
      } catch {
        #expect(error.code == "workerUnavailable")
      }
    }
    #expect(try await refusal("cat >/dev/null; exit 7") == .workerFailed(detail: "exit 7"))
    #expect(ExchangeError.workerFailed(detail: "exit 7").message == "文件读取中途失败，文件可能已损坏，请重新导出后再提交。")
    do {
      _ = try await WorkerProcess(executable: "/nonexistent/fenqu").run([], outputLimit: 100)
      Issue.record("ran")
    } catch {
      #expect(error.code == "workerUnavailable")
      #expect(error.message == "文件读取程序没有启动，请告知系统管理员。")
    }
  }

  @Test("the worker cannot write files")
  func noFiles() async throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("written-\(UInt64.random(in: 0 ... .max))").path
    _ = try await refusal("cat >/dev/null; echo hello > \(path)")
    let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    try? FileManager.default.removeItem(atPath: path)
    #expect(size == 0)
  }

  @Test("an answer that is none is a failure, not a site")
  func nonsense() async throws {
    struct Liar: IsolatedWorker {
      var answer: String
      func run(_ input: [UInt8], outputLimit: Int) async throws(ExchangeError) -> [UInt8] { Array(answer.utf8) }
    }
    for answer in [
      "", "{}",
      #"{"site":{"_0":{"format":"geoJSON","figure":{"shape":"area","runs":[9],"polygons":[1],"coordinates":"AAAA"},"inDegrees":false,"assumed":[],"notes":[]}}}"#,
      #"{"site":{"_0":{"format":"geoJSON","figure":{"shape":"area","runs":[1],"polygons":[-4],"coordinates":"AAAAAAAAAAAAAAAAAAAAAA=="},"inDegrees":false,"assumed":[],"notes":[]}}}"#,
    ] {
      do {
        _ = try await SiteReader(worker: Liar(answer: answer)).read(SiteUpload(bytes: ShapefileBytes().zip))
        Issue.record("taken: \(answer)")
      } catch {
        #expect(error.code == "workerFailed")
      }
    }
  }
}
