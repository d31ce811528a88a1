import ArgumentParser
import ExactJSON
import Exchange
import Foundation
import Service
import Zoning

struct ImportCatalogueCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "catalogue", abstract: "名录入库：产业结构调整指导目录、环评和排污许可分类管理名录等，每个版本有起止日期和来源。",
    discussion:
      "JSON 文件自己写明名称、版本和日期；CSV 或 XLSX 是条目表（名称、类别、序号、别名、产品、工艺、行业、地区、规模、除外、条件），名称、版本、日期和来源用选项给出。\n新版本自施行之日起接替旧版本；已经做出的研判仍按当时的版本重放。"
  )

  @OptionGroup var data: DataOption
  @Option(help: "名录的名称，条款用它引用，如 产业结构调整指导目录。") var id: String?
  @Option(help: "版本，如 2024年本。") var edition: String?
  @Option(help: "全称，默认同名称。") var title: String?
  @Option(help: "施行日期，如 2024-02-01。") var from: String?
  @Option(help: "终止日期（不含当日），不写为长期。") var until: String?
  @Option(help: "来源：发布机关、文号。") var source: String?
  @Option(help: "lookup（供查找的名录）、eia（环评分类）或 permit（排污许可分类）。") var kind: String?
  @Flag(help: "只是节录：查不到不等于不在名录内。") var excerpt = false
  @Flag(help: "更正：同一版本换成新的内容。") var correct = false
  @Argument(help: "名录文件（JSON、CSV 或 XLSX）。") var file: String

  func run() async throws {
    try await answering {
      let service = try open(data.folder, .database)
      let bytes = try readFile(file, field: "file")
      let result = try await service.importCatalogue(
        CatalogueImportRequest(
          file: (URL(fileURLWithPath: file).lastPathComponent, bytes), head: try head(), isCorrection: correct),
        worker: WorkerProcess(), caller: .console)
      Standard.output.write(text(result))
    }
  }

  /// Nil where no option speaks of the catalogue: the file then says all by itself.
  private func head() throws -> JSONValue? {
    guard [id, edition, title, from, until, source, kind].contains(where: { $0 != nil }) || excerpt else { return nil }
    func required(_ value: String?, _ name: String, _ example: String) throws -> JSONValue {
      guard let value, !value.isEmpty else { throw ServiceError(.badInput, "请用 --\(name) 给出\(example)。", field: name) }
      return .string(value)
    }
    let kind = kind ?? HeldCatalogue.Kind.lookup.rawValue
    let name = try required(id, "id", "名录的名称，如 产业结构调整指导目录")
    var members = [
      JSONMember(key: "kind", value: .string(kind)), JSONMember(key: "id", value: name),
      JSONMember(key: "title", value: title.map { .string($0) } ?? name),
      JSONMember(key: "edition", value: try required(edition, "edition", "版本，如 2024年本")),
      JSONMember(key: "from", value: try required(from, "from", "施行日期，如 2024-02-01")),
      JSONMember(key: "until", value: .text(until)),
      JSONMember(key: "source", value: try required(source, "source", "来源，如 国家发展和改革委员会令第7号")),
    ]
    if kind == HeldCatalogue.Kind.lookup.rawValue { members.append(JSONMember(key: "complete", value: .bool(!excerpt))) }
    return .object(members)
  }

  private func text(_ r: JSONValue) -> String {
    func s(_ key: String) -> String { r[key]?.stringValue ?? r[key]?.numberText ?? "" }
    let span = "自 \(s("from")) 起施行" + (r["until"]?.stringValue.map { "，至 \($0) 止" } ?? "")
    if r["unchanged"]?.boolValue == true { return "“\(s("id"))”的 \(s("edition")) 已经入库，内容相同，没有变化。\n" }
    var out = "已入库“\(s("id"))”的 \(s("edition"))，\(s("rows")) 条，\(span)；现行清单有 \(s("clauses")) 条条款引用它。\n"
    for note in (r["notes"]?.arrayValue ?? []).compactMap(\.stringValue) { out += "\(note)\n" }
    return out
  }
}

struct ImportSuspensionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suspensions", abstract: "区域限批入库：换成文件里的全部限批（JSON 列表）。",
    discussion: "每项写 id、areas（市县代码或图层要素编码）、layer、scope、pollutants、industries、from、until、document、article。")

  @OptionGroup var data: DataOption
  @Argument(help: "限批文件（JSON）。") var file: String

  func run() throws {
    try answering {
      let service = try open(data.folder, .database)
      let count = try service.importSuspensions(try readFile(file, field: "file"), caller: .console)
      Standard.output.write("已入库限批 \(count.total) 项，今天生效的 \(count.inForce) 项。\n")
    }
  }
}
