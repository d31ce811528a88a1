import ArgumentParser
import Service

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "导出图层、清单、法律状态、事实目录和研判记录，供别人独立复算。",
    discussion: """
      例：fenqu export --data data layer units；fenqu export --data data lists --issuer 320100 --format dmn --out 南京.dmn
      清单的情景随 xlsx、dmn、zip 一起走；csv 和 jsonl 另存一个文件：加 --out 时写在旁边（名称.scenarios.csv），也可以 export scenarios。
      """)

  @OptionGroup var data: DataOption
  @OptionGroup var asOf: AsOfOption
  @Argument(help: "layer NAME（units 为管控单元）、lists、scenarios、state、facts、catalogues 或 records。") var subject: [String]
  @Option(help: "geojsonseq、csv、jsonl；清单还有 xlsx、dmn、zip（条款和情景两个 CSV）。") var format: ExportForm?
  @Option(help: "只要这个发布机关的清单，如 320100。") var issuer: String?
  @Option(help: "只要这个归属的清单：单元编码、六位代码或流域名称。") var owner: String?
  @Option(help: "写到哪里。默认标准输出。") var out: String?
  @Flag(help: "只打印导出内容的摘要。") var hash = false

  enum ExportForm: String, ExpressibleByArgument, CaseIterable { case geojsonseq, csv, jsonl, xlsx, dmn, zip }

  private func selected(_ what: ExportSubject) throws -> ExportSubject {
    let selection: ListSelection
    switch (issuer, owner) {
    case (nil, nil): return what
    case (let issuer?, nil): selection = .issuer(issuer)
    case (nil, let owner?): selection = .owner(owner)
    default: throw ServiceError(.badInput, "--issuer 和 --owner 只能写一个。", field: "owner")
    }
    switch what {
    case .lists: return .lists(selection)
    case .scenarios: return .scenarios(selection)
    default: throw ServiceError(.badInput, "--issuer 和 --owner 只用于 lists 和 scenarios。", field: "owner")
    }
  }

  /// Whether the export reads the database: scenarios and records are kept there alone.
  private func access(_ what: ExportSubject) -> Access {
    switch what {
    case .records, .scenarios: .database
    case .lists: out != nil || format.flatMap { ListFormat(rawValue: $0.rawValue) }?.holdsScenarios == true ? .database : .snapshot
    default: .snapshot
    }
  }

  func run() throws {
    try answering {
      guard let what = ExportSubject(words: subject) else {
        throw ServiceError(
          .badInput, "不知道要导出“\(subject.joined(separator: " "))”，应为 layer 图层名、lists、scenarios、state、facts、catalogues 或 records。")
      }
      let subject = try selected(what)
      let service = try open(data.folder, access(subject))
      var buffer: [UInt8] = []
      let digest = try service.export(
        subject, format: format.flatMap { ExportFormat(rawValue: $0.rawValue) }, asOf: try asOf.day(), caller: .console
      ) { piece in
        if hash { return }
        buffer += piece
        if out == nil, buffer.count > 1 << 20 {
          Standard.output.write(buffer)
          buffer.removeAll(keepingCapacity: true)
        }
      }
      if hash { return Standard.output.write(Array("\(digest)\n".utf8)) }
      try writeOutput(buffer, to: out)
      if let out, out != "-", case .lists(let selection) = subject { try writeScenarios(of: selection, beside: out, service) }
    }
  }

  /// Writes `NAME.scenarios.csv` beside a list whose format has no place for scenarios; nothing where there are none.
  private func writeScenarios(of selection: ListSelection, beside path: String, _ service: ZoningService) throws {
    let form = ListFormat(rawValue: (format ?? .jsonl).rawValue) ?? .jsonl
    guard !form.holdsScenarios else { return }
    let bytes = try service.listScenarios(selection, format: form, asOf: try asOf.day(), caller: .console)
    guard bytes.split(separator: 0x0A).count > (form == .csv ? 1 : 0) else { return }
    let suffix = ".\(form.rawValue)"
    let beside = (path.hasSuffix(suffix) ? String(path.dropLast(suffix.count)) : path) + ".scenarios" + suffix
    try writeOutput(bytes, to: beside)
    Standard.error.write("情景另写在 \(beside)，导入时与清单一起给出。\n")
  }
}
