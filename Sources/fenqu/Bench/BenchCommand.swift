import ArgumentParser
import ExactJSON
import Foundation
import Service
import ZoneIndex

struct BenchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "自测速度：screen 为整项研判（读选址、量算、判定、生成结果），rules 为条件求值，space 为空间计算。",
    discussion: "对照程序由 Benchmarks/setup 准备；没有准备的不对照，并在结果中说明。space 的进度写到标准错误。")

  @OptionGroup var data: DataOption
  @Argument(help: "screen、rules 或 space") var task: String
  @Option(help: "text 或 json。") var format: AtCommand.TextOrJSON = .text
  @Option(help: "研判次数（screen、rules）。") var count = 1000
  @Option(name: .customLong("task"), help: "只测一部分（space），如 point、footprint.units、distance.places。") var part: String?
  @Option(help: "每行的测量时长，秒（space）。") var seconds = 3.0
  @Flag(help: "不启动对照程序（space）。") var alone = false

  func run() async throws {
    try await answering {
      switch task {
      case "screen":
        guard count > 0 else { throw ServiceError(.badInput, "次数应大于 0。", field: "count") }
        let row = try ScreenBenchmark(service: try open(data.folder, .snapshot), count: count).run()
        write([(row.json, row.text)])
      case "rules":
        var rows = try RulesBenchmark().run(peer: RulesPeer.find())
        if FileManager.default.fileExists(atPath: data.folder.path) {
          rows += try LawBenchmark(service: try open(data.folder, .snapshot), count: count).run()
        }
        write(rows.map { ($0.json, $0.text) })
      case "space":
        guard seconds.isFinite, seconds > 0, seconds <= 600 else {
          throw ServiceError(.badInput, "每行的测量时长应大于 0、不超过 600 秒。", field: "seconds")
        }
        let snapshot = try snapshotInForce()
        guard let plan = snapshot.plan else { throw ServiceError(.internalFault, "方案没有编译，这是程序的错误，请报告。") }
        let result = try await SpaceCommand(
          dataFolder: data.folder.path, snapshot: snapshot, plan: plan, task: part, seconds: seconds, alone: alone
        ).run { Standard.error.write($0 + "\n") }
        if format == .text { Standard.output.write(result.run.text(result.versions)) }
        let run = result.run.json(result.versions)
        write(result.rows.map { ($0.json(run), $0.text) })
      default: throw ServiceError(.badInput, "没有名为“\(task)”的测试，现有：screen、rules、space。", field: "task")
      }
    }
  }

  /// What is in force today.
  private func snapshotInForce() throws -> ZoneSnapshot {
    let service = try open(data.folder, .snapshot)
    return try service.library.state(asOf: service.today).snapshot
  }

  private func write(_ rows: [(json: JSONValue, text: String)]) {
    switch format {
    case .json: Standard.output.write(JSONValue.array(rows.map(\.json)).canonicalBytes)
    case .text: for row in rows { Standard.output.write(row.text) }
    }
  }
}
