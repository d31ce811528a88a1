import ArgumentParser
import ExactJSON
import Service
import Zoning

struct CataloguesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "catalogues", abstract: "名录库：有哪些、查一个名称、撤下一个版本。入库用 import catalogue。",
    subcommands: [CataloguesListCommand.self, CataloguesLookUpCommand.self, CataloguesWithdrawCommand.self],
    defaultSubcommand: CataloguesListCommand.self)
}

struct CataloguesListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "入库的名录和版本，以及条款引用而没有入库的。")

  @OptionGroup var data: DataOption
  @OptionGroup var asOf: AsOfOption
  @Option(help: "json 或 text。") var format: ReviewForm = .text

  func run() throws {
    try answering {
      let service = try open(data.folder, .snapshot)
      let all = try service.catalogues(asOf: try asOf.day(), caller: .console)
      if format == .json { return Standard.output.write(all.canonicalBytes) }
      func s(_ row: JSONValue, _ key: String) -> String { row[key]?.stringValue ?? row[key]?.numberText ?? "" }
      var out = "法律时点 \(s(all, "asOf"))，入库的版本：\n"
      for row in all["held"]?.arrayValue ?? [] {
        let span = "\(s(row, "from")) 至 \(row["until"]?.stringValue ?? "长期")"
        out += "  \(s(row, "id"))\t\(s(row, "edition"))\t\(span)\t\(s(row, "rows")) 条"
        out += row["complete"]?.boolValue == false ? "（节录）" : ""
        out += row["inForce"]?.boolValue == true ? "\t施行中\n" : "\t不在施行中\n"
      }
      let wanting = (all["notHeld"]?.arrayValue ?? []).filter { s($0, "clauses") != "0" }
      if !wanting.isEmpty { out += "条款引用而没有施行中版本的：\n" }
      for row in wanting { out += "  \(s(row, "id"))\t\(s(row, "clauses")) 条条款\n" }
      Standard.output.write(out)
    }
  }
}

struct CataloguesLookUpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "lookup", abstract: "查一个产品、燃料、设备或工艺在不在名录内。")

  @OptionGroup var data: DataOption
  @OptionGroup var asOf: AsOfOption
  @Option(name: .customLong("class"), help: "类别，如 淘汰类；不写为任一类。") var entryClass: String?
  @Option(help: "采用的工艺，可写几次；不写为不知道。") var process: [String] = []
  @Option(help: "json 或 text。") var format: ReviewForm = .text
  @Argument(help: "名录的名称。") var catalogue: String
  @Argument(help: "要查的名称。") var name: String

  func run() throws {
    try answering {
      let service = try open(data.folder, .snapshot)
      let answer = try service.lookUp(
        catalogue, entryClass: entryClass, name: name, processes: process.isEmpty ? nil : process, asOf: try asOf.day(), caller: .console)
      if format == .json { return Standard.output.write(answer.canonicalBytes) }
      var out = (answer["sentence"]?.stringValue ?? "") + "\n"
      for row in answer["rows"]?.arrayValue ?? [] {
        out +=
          "  \(row["match"]?.stringValue == "yes" ? "属于" : "可能")\t\(row["number"]?.stringValue ?? "")\t\(row["name"]?.stringValue ?? "")"
        out += row["condition"]?.stringValue.map { "（条件：\($0)）" } ?? ""
        out += "\n"
      }
      Standard.output.write(out)
    }
  }
}

struct CataloguesWithdrawCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw", abstract: "撤下名录的一个版本：从此不再施行；已经做出的研判仍按它重放。")

  @OptionGroup var data: DataOption
  @Argument(help: "名录的名称。") var catalogue: String
  @Argument(help: "版本。") var edition: String

  func run() throws {
    try answering {
      let service = try open(data.folder, .database)
      try service.withdrawCatalogue(id: catalogue, edition: edition, caller: .console)
      Standard.output.write("已撤下“\(catalogue)”的 \(edition)。\n")
    }
  }
}
