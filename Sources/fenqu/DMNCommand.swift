import ArgumentParser
import DMN
import Foundation
import Service

/// Decision models.
struct DMNCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dmn", abstract: "决策模型（DMN）。", subcommands: [DMNTestCommand.self])
}

/// Runs cases of the public conformance kit.
struct DMNTestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "运行 DMN 公开符合性测试，逐条打印不符之处。",
    discussion: "末行为“N passed, N failed”；需要外部函数（Java、PMML）的案例另列名称，不计入。有不符时退出码为 1。")

  @Argument(help: "案例所在的文件夹，含其下各级。") var folders: [String]

  func run() throws {
    let failed = try answering { try Self.run(folders) }
    if failed > 0 { throw ExitCode(1) }
  }

  private static func run(_ folders: [String]) throws -> Int {
    var run = ConformanceRun(now: {
      let time = Date().timeIntervalSince1970
      return (Int(time.rounded(.down)), Int((time - time.rounded(.down)) * 1_000_000) * 1000)
    })
    do {
      try run.run(folders: folders.map { URL(fileURLWithPath: $0) })
    } catch let error as DMNError {
      throw ServiceError(.badInput, error.message, field: "folders")
    }
    var text = run.failures.map { $0.line + "\n" }.joined()
    for name in run.external { text += "EXTERNAL \(name)\n" }
    if !run.external.isEmpty { text += "\(run.external.count) external\n" }
    text += "\(run.passed) passed, \(run.failedCount) failed\n"
    Standard.output.write(text)
    return run.failedCount
  }
}
