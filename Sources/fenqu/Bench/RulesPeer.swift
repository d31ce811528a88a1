import ExactJSON
import Foundation
import Service

/// zen-engine in a Python of its own, which `Benchmarks/setup` makes.
struct RulesPeer {
  let python: String
  let script: String

  struct Timing {
    var version: String
    /// Conditions a second.
    var rate: Double
  }

  struct Answer {
    var timing: Timing
    /// True, false, unknown.
    var counts: [Int]
  }

  /// The peer beside the working folder, or where FENQU_BENCHMARKS says; nil where it was not set up.
  static func find() -> RulesPeer? {
    let folder = DataOption.environment("FENQU_BENCHMARKS") ?? "Benchmarks"
    let peer = RulesPeer(python: folder + "/.venv/bin/python", script: folder + "/zen_rules.py")
    let files = FileManager.default
    return files.isExecutableFile(atPath: peer.python) && files.fileExists(atPath: peer.script) ? peer : nil
  }

  /// Gives both engines the same rules and projects.
  func run(_ rules: [Rule], _ facts: RuleFacts, _ projects: [RuleProject]) throws -> Answer {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("fenqu-rules-\(UUID().uuidString).json")
    defer { do { try FileManager.default.removeItem(at: file) } catch { Standard.error.write("临时文件未能删除：\(file.path)\n") } }
    let job = JSONValue.object([
      "plain": .array(rules.map { .string($0.zen) }), "yes": .array(rules.map { .string($0.zen(surely: true)) }),
      "no": .array(rules.map { .string($0.zen(surely: false)) }), "projects": .array(projects.map { $0.json(facts) }),
    ])
    try Data(job.canonicalBytes).write(to: file)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = [script, file.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0, let answer = Self.answer(try JSONValue(parsing: Array(bytes))) else {
      throw ServiceError(.badInput, "对照程序 \(script) 没有给出结果，请先运行 Benchmarks/setup。", field: "task")
    }
    return answer
  }

  private static func answer(_ json: JSONValue) -> Answer? {
    guard let version = json["version"]?.stringValue, let rate = json["rate"]?.numberText.flatMap(Double.init),
      let counts = json["counts"]?.arrayValue?.compactMap({ $0.numberText.flatMap { Int($0) } }), counts.count == 3
    else { return nil }
    return Answer(timing: Timing(version: version, rate: rate), counts: counts)
  }
}
