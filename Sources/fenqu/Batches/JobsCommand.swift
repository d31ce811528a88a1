import ArgumentParser
import ExactJSON
import Foundation
import Service
import Web
import ZoneIndex

struct JobsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jobs", abstract: "批量任务：列出、处理、取消。",
    discussion: "fenqu serve 启动后自己处理批次；另用 fenqu jobs run 可以在别的进程、别的机器上一起处理。",
    subcommands: [List.self, Run.self, Cancel.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "列出批次，新的在前。")
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @OptionGroup var data: DataOption
    @Option(help: "最多列几个。") var limit = 50
    @Option(help: "text 或 json。") var format: Format = .text

    func validate() throws { if !(1...10_000).contains(limit) { throw ValidationError("--limit 应在 1 到 10000 之间。") } }

    func run() throws {
      try answering {
        let all = try open(data.folder, .database).batches(limit: limit, caller: .console)
        if format == .json { return Standard.output.write(all.canonicalBytes) }
        let rows = all["batches"]?.arrayValue ?? []
        if rows.isEmpty { return Standard.output.write("没有批次。\n") }
        for row in rows {
          let text = { (key: String) in row[key]?.stringValue ?? row[key]?.numberText ?? "" }
          Standard.output.write(
            "\(text("id"))  \(text("stateWord"))  \(text("done"))/\(text("rows")) 行，有错 \(text("refused")) 行  \(text("createdAt"))  \(text("title"))\n"
          )
        }
      }
    }
  }

  struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "run", abstract: "处理等待中的批次；做完退出，加 --stay 则一直等新的。")

    @OptionGroup var data: DataOption
    @Option(help: "线程数；默认为处理器核数。") var threads: Int?
    @Flag(help: "做完不退出，继续等新的批次。") var stay = false

    func validate() throws { if let threads, !(1...256).contains(threads) { throw ValidationError("--threads 应在 1 到 256 之间。") } }

    func run() throws {
      try answering {
        let service = try open(data.folder, .database)
        let runner = BatchRunner(service: service)
        Interruption.watch()
        try JobThreads(runner: runner, threads: threads ?? SystemCores.count, stay: stay).run { Interruption.happened }
      }
    }
  }

  struct Cancel: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "cancel", abstract: "取消一个批次；已完成的行保留。")

    @OptionGroup var data: DataOption
    @Argument(help: "批次的 id（网页地址中的一段）。") var id: String

    func run() throws {
      try answering {
        let service = try open(data.folder, .database)
        try service.cancelBatch(id: id, caller: .console)
        let batch = try service.batch(id: id, caller: .console)
        Standard.output.write("\(batch["stateWord"]?.stringValue ?? "")：已完成 \(batch["done"]?.numberText ?? "0") 行。\n")
      }
    }
  }
}
