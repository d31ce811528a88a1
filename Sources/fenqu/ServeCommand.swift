import ArgumentParser
import Foundation
import Logging
import Reports
import Service
import Web

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "启动网站和接口。",
    discussion: "环境变量：FENQU_PUBLIC 网页文件目录，FENQU_PYTHON 排版用的 Python，FENQU_PUBLIC_URL 链接和二维码用的公开地址，FENQU_BASEMAP “瓦片地址 审图号”。")

  @OptionGroup var data: DataOption
  @Option(help: "端口。默认取环境变量 PORT，再默认 8080。") var port: Int?
  @Option(help: "监听地址。") var host = "127.0.0.1"

  func run() async throws {
    try await answering {
      var logger = Logger(label: "fenqu")
      logger.logLevel = .info
      let port = self.port ?? DataOption.environment("PORT").flatMap { Int($0) } ?? 8080
      let publicURL = DataOption.environment("FENQU_PUBLIC_URL") ?? "http://\(host):\(port)"
      let reports = ReportRenderer(TypesettingSettings(environment: ProcessInfo.processInfo.environment))
      let service = try open(data.folder, .database, reports: reports, publicURL: publicURL)
      let baseMap = try DataOption.environment("FENQU_BASEMAP").map { try BaseMapSetting(parsing: $0) }
      let server = try WebServer(
        service: service,
        configuration: WebConfiguration(
          host: host, port: port, publicFolder: DataOption.environment("FENQU_PUBLIC") ?? "Public",
          examplesFolder: DataOption.environment("FENQU_EXAMPLES") ?? "Examples", publicURL: publicURL, baseMap: baseMap),
        logger: logger)
      // The first report would otherwise wait for fonts to load.
      let warming = Task { try await reports.warmUp() }
      defer { warming.cancel() }
      try await server.run()
      await reports.stop()
    }
  }
}
