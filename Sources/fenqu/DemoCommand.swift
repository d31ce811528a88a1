import ArgumentParser
import Foundation
import Service
import Store
import StoreSQLite

struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "生成示范省：管控单元、要素分区、准入清单，全部是示范数据。",
    discussion: "目录里已有相同种子和版本的示范数据时直接沿用；有别的数据时不动它。")

  @OptionGroup var data: DataOption
  @Option(help: "管控单元个数，300 至 4570。") var units = 4570
  @Option(help: "随机种子；同一种子在任何机器上生成同样的数据。") var seed: UInt64 = 1
  @Option(name: .customLong("base-map"), help: "行政区底图目录（由 ./run 准备）。默认取 FENQU_BASE_MAP，再默认 cache/basemap。") var baseMap: String?

  func run() throws {
    try answering {
      let folder = data.folder
      let clock = SystemClock()
      try folder.create()
      let repository = try Repository(SQLiteDatabase(path: folder.databasePath), migratingAtMicroseconds: clock.now())
      let loader = DemonstrationLoader(folder: folder, repository: repository, clock: clock)
      let request = DemonstrationLoader.Request(
        baseMap: baseMap ?? DataOption.environment("FENQU_BASE_MAP") ?? "cache/basemap", units: units, seed: seed)
      if try loader.isPresent(request) {
        Standard.error.write("示范数据已在 \(folder.path)，沿用。\n")
      } else {
        let bar = ProgressLine()
        let started = clock.now()
        try loader.load(request) { share, what in bar.show(share, what) }
        bar.finish("示范省已生成：\(units) 个管控单元，用时 \((clock.now() - started) / 1_000_000) 秒。")
      }
      let service = ZoningService(
        library: try PlanLibrary(folder: folder), repository: repository, clock: clock, identifiers: RandomIdentifiers(), reports: nil,
        publicURL: "http://127.0.0.1:8080")
      Standard.output.write("\(try service.canonicalExportDigest(asOf: nil, caller: .console))\n")
    }
  }
}

/// Counted progress on standard error; one line on a terminal, a line a step elsewhere.
final class ProgressLine: Sendable {
  private let isTerminal = isatty(STDERR_FILENO) == 1

  func show(_ share: Double, _ what: String) {
    let percent = Int(share * 100)
    Standard.error.write(isTerminal ? "\r\u{1B}[K  \(percent)%  \(what)" : "  \(percent)%  \(what)\n")
  }

  func finish(_ text: String) { Standard.error.write((isTerminal ? "\r\u{1B}[K" : "") + text + "\n") }
}
