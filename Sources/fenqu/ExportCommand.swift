import ArgumentParser
import Service

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "导出图层、清单、法律状态、事实目录和研判记录，供别人独立复算。",
    discussion: "例：fenqu export --data data layer units；fenqu export --data data lists --format csv")

  @OptionGroup var data: DataOption
  @OptionGroup var asOf: AsOfOption
  @Argument(help: "layer NAME（units 为管控单元）、lists、state、facts、catalogues 或 records。") var subject: [String]
  @Option(help: "geojsonseq、csv、jsonl 或 xlsx（清单）。") var format: ExportForm?
  @Flag(help: "只打印导出内容的摘要。") var hash = false

  enum ExportForm: String, ExpressibleByArgument, CaseIterable { case geojsonseq, csv, jsonl, xlsx }

  func run() throws {
    try answering {
      guard let what = ExportSubject(words: subject) else {
        throw ServiceError(.badInput, "不知道要导出“\(subject.joined(separator: " "))”，应为 layer 图层名、lists、state、facts、catalogues 或 records。")
      }
      let service = try open(data.folder, what == .records || format == .xlsx ? .database : .snapshot)
      var buffer: [UInt8] = []
      let digest = try service.export(
        what, format: format.flatMap { ExportFormat(rawValue: $0.rawValue) }, asOf: try asOf.day(), caller: .console
      ) { piece in
        if hash { return }
        buffer += piece
        if buffer.count > 1 << 20 {
          Standard.output.write(buffer)
          buffer.removeAll(keepingCapacity: true)
        }
      }
      Standard.output.write(hash ? Array("\(digest)\n".utf8) : buffer)
    }
  }
}
