import ArgumentParser
import ExactJSON
import Exchange
import Foundation
import Reports
import Service
import Web

struct ScreenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "screen", abstract: "环境准入研判：一个项目放在一处，合不合规，缺什么，为什么。",
    discussion: """
      例：fenqu screen --data data --project Examples/conforms.json --format text
      批量：fenqu screen --data data --jsonl projects.jsonl > assessments.jsonl（不存档，一行一个结果；不能研判的行写 error，其余照常，最后以 2 退出）
      表格：fenqu screen --data data --table sites.xlsx > assessments.jsonl（CSV、Excel、GeoJSON、Shapefile、GeoPackage，一行或一个要素一个选址）
      """)

  @OptionGroup var data: DataOption
  @OptionGroup var asOf: AsOfOption
  @Option(help: "项目文件（JSON）；- 为标准输入。") var project: String?
  @Option(help: "选址文件：GeoJSON、WKT、坐标表、zip 打包的 shapefile；代替项目文件里的 footprint。") var footprint: String?
  @Option(help: "选址坐标系，如 EPSG:4490、EPSG:4549、GCJ-02。") var crs: String?
  @Option(help: "批量：每行一个项目的文件。") var jsonl: String?
  @Option(help: "批量：表格或图层文件，一行或一个要素一个选址。") var table: String?
  @Option(help: "批量的线程数；默认为处理器核数。") var threads: Int?
  @Flag(help: "批量时总是显示进度；不写则只在终端上显示。") var progress = false
  @Flag(name: .customLong("no-store"), help: "只研判，不存档；可用于只读目录。") var noStore = false
  @Option(help: "text、json 或 pdf。") var format: Format = .text
  @Option(help: "写到文件；默认标准输出。") var out: String?

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, pdf }

  func validate() throws {
    guard [project, jsonl, table].count(where: { $0 != nil }) == 1 else {
      throw ValidationError("请用 --project 给出一个项目文件，或用 --jsonl、--table 给出批量文件，只写一个。")
    }
    if let threads, !(1...256).contains(threads) { throw ValidationError("--threads 应在 1 到 256 之间。") }
    if format == .pdf, noStore { throw ValidationError("PDF 报告要有存档编号，不能与 --no-store 同用。") }
  }

  func run() async throws {
    try await answering {
      if jsonl != nil || table != nil { return try await batch() }
      let reports = format == .pdf ? ReportRenderer(TypesettingSettings(environment: ProcessInfo.processInfo.environment)) : nil
      let service = try open(data.folder, noStore ? .snapshot : .database, reports: reports)
      let bytes = try readFile(project ?? "", field: "project")
      if bytes.isEmpty { throw ServiceError(.badInput, "项目文件“\(project ?? "")”是空的。", field: "project") }
      var body = try JSONValue(parsing: bytes)
      if let crs, case .object(let members) = body {
        body = .object(members.filter { $0.key != "crs" } + [JSONMember(key: "crs", value: .string(crs))])
      }
      let options = ScreeningOptions(asOf: try asOf.day(), store: !noStore)
      let view: ScreeningView
      if let footprint {
        let upload = Service.SiteUpload(
          bytes: try readFile(footprint, field: "footprint"), name: URL(fileURLWithPath: footprint).lastPathComponent, crs: crs,
          widthMetres: nil)
        view = try await service.screen(body: body, upload: upload, options: options, caller: .console)
      } else {
        view = try service.screen(body: body, options: options, caller: .console)
      }
      switch format {
      case .json: try writeOutput(view.json.canonicalBytes, to: out)
      case .text:
        try writeOutput(
          Array(TextReport.render(view.json, publicURL: service.publicURL, isDemonstration: !service.library.demonstration.isEmpty).utf8),
          to: out)
      case .pdf: try writeOutput(try await service.report(id: view.id, caller: .console), to: out)
      }
      await reports?.stop()
    }
  }

  private func batch() async throws {
    let service = try open(data.folder, .snapshot)
    let judge = try BatchJudge(service: service, asOf: try asOf.day())
    let threads = threads ?? SystemCores.count
    let bytes: [UInt8]
    let batch: ScreenBatch
    if let table {
      let file = try readFile(table, field: "table")
      let reading = try await service.readBatch(
        BatchUpload(bytes: file, fileName: URL(fileURLWithPath: table).lastPathComponent, declaredSystem: crs), caller: .console)
      for note in reading.notes { Standard.error.write(note + "\n") }
      bytes = reading.lines
      batch = ScreenBatch(threads: threads) { _, line in judge.answer(row: line) }
    } else {
      bytes = try readLines(jsonl ?? "", field: "jsonl")
      batch = ScreenBatch(threads: threads) { number, line in judge.answer(line: number, line) }
    }
    Interruption.watch()
    var shown = RateLine(total: ScreenBatch.lines(bytes), always: progress)
    let count = batch.run(bytes, isStopped: { Interruption.happened }, progress: { shown.show($0) }) { Standard.output.write($0) }
    shown.end()
    if count.isStopped {
      Standard.error.write("已停止：写出了 \(count.total) 行，每行都是完整的。\n")
      throw ExitCode(130)
    }
    guard count.refused > 0 else { return }
    Standard.error.write("错误：\(count.total) 行中有 \(count.refused) 行不能研判，原因写在对应的行里（error）；其余已研判。\n")
    throw ExitCode(2)
  }
}
