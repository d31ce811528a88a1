import ArgumentParser
import Exchange
import Foundation
import Service
import Zoning

struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "导入清单（成为发布机关的新版本）、名录和区域限批。",
    subcommands: [ImportListsCommand.self, ImportCatalogueCommand.self, ImportSuspensionsCommand.self])
}

struct ImportListsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lists", abstract: "导入准入清单（CSV、XLSX、DMN 或 JSONL，按内容识别），总是成为新版本，旧版本永远可查。",
    discussion:
      "文件中出现的归属（如一个单元）换成文件里的条款，没有出现的归属沿用现行条款，图层不变。\n情景（范例）随 XLSX、DMN、zip 走，或是清单旁边的 ….scenarios.csv、….scenarios.jsonl：逐个核对，有一个不一致就不导入。文件里没有情景的位置（单个 CSV、JSONL）时，原有情景保留。"
  )

  @OptionGroup var data: DataOption
  @Option(help: "发布机关代码，省 320000，市如 320100。") var issuer: String
  @Option(help: "新版本名称。") var edition: String
  @Option(help: "施行日期，如 2026-12-01。默认今天。") var effective: String?
  @Argument(help: "清单文件。") var files: [String]

  func run() async throws {
    try await answering {
      let service = try open(data.folder, .database)
      let published = try await service.importLists(
        ListImportRequest(
          issuer: issuer, edition: edition, effective: try ZoningService.day(effective),
          files: try named(files)), worker: WorkerProcess(), caller: .console)
      Standard.output.write("已成为版本 \(published.id)“\(published.name)”，自 \(published.validity.from?.description ?? "") 起施行。\n")
      for later in service.editionsThatReplace(published) {
        Standard.error.write(
          "注意：版本 \(later.id)“\(later.name)”自 \(later.validity.from?.description ?? "") 起接替本版本，里面没有这次导入的条款；届时仍要执行的，请以同一施行日期再导入一次。\n")
      }
    }
  }
}
