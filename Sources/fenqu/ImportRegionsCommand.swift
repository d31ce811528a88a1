import ArgumentParser
import Exchange
import Foundation
import Service

struct ImportRegionsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "regions", abstract: "区域状态入库（区域.*）：换成文件里的全部状态，每条有起止日期和依据。",
    discussion: """
      CSV 或 XLSX 的表头为 地区、指标、状态、起始日期、终止日期、依据；地区写六位代码或全称，市级的对所辖县（市、区）都算；指标写事实的名称，如 区域.空气质量达标；
      状态写 是 或 否。JSON 为列表：[{"place", "fact", "value", "from", "until", "source"}]。
      模板和现有状态：fenqu export regions --out 区域状态.csv。
      """)

  @OptionGroup var data: DataOption
  @Argument(help: "区域状态文件（CSV、XLSX 或 JSON）。") var file: String

  func run() async throws {
    try await answering {
      let service = try open(data.folder, .database)
      let bytes = try readFile(file, field: "file")
      let count = try await service.importRegionStates(
        (URL(fileURLWithPath: file).lastPathComponent, bytes), worker: WorkerProcess(), caller: .console)
      Standard.output.write("已入库区域状态 \(count.total) 条，今天有效的 \(count.inForce) 条。\n")
    }
  }
}
