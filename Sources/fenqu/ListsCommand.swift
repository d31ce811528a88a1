import ArgumentParser
import ExactJSON
import Exchange
import Foundation
import Screening
import Service
import Zoning

struct ListsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lists", abstract: "编制清单：体检、拆分、可判定性、空白模板。",
    subcommands: [ListsCheckCommand.self, ListsSplitCommand.self, ListsDecidabilityCommand.self, ListsTemplateCommand.self])
}

/// `--format json|text`.
enum ReviewForm: String, ExpressibleByArgument, CaseIterable { case json, text }

struct ListsCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "清单体检：永不适用、互相矛盾、宽于上级、依据失效等，各附一个范例项目。",
    discussion: "不给文件时检查施行中的全部清单；给文件时把文件当作草稿换进去，只报与草稿有关的发现。")

  @OptionGroup var data: DataOption
  @OptionGroup var asOf: AsOfOption
  @Option(help: "只看这个版本的清单。") var edition: String?
  @Option(help: "json 或 text。") var format: ReviewForm = .text
  @Argument(help: "草稿清单文件（CSV、XLSX、DMN 或 JSONL）。") var files: [String] = []

  func run() async throws {
    try await answering {
      let service = try open(data.folder, .snapshot)
      let review = try await service.reviewRulebook(
        asOf: try asOf.day(), edition: edition, files: try named(files), worker: WorkerProcess(), industry: nil, caller: .console)
      if format == .json { return Standard.output.write(review.canonicalBytes) }
      Standard.output.write(text(review))
    }
  }

  private func text(_ review: JSONValue) -> String {
    var out =
      "清单体检：\(review["clauses"]?.numberText ?? "") 条，\(review["shapes"]?.numberText ?? "") 种条件；含糊用词 \(review["softClauses"]?.numberText ?? "") 条。\n"
    let findings = review["findings"]?.arrayValue ?? []
    if findings.isEmpty { out += "没有发现问题。\n" }
    for f in findings {
      let problem = f["problem"]?.stringValue.flatMap { RulebookProblem(rawValue: $0) }
      out += "\n[\(problem?.chinese ?? "")] \(f["message"]?.stringValue ?? "")\n  改法：\(f["remedy"]?.stringValue ?? "")\n"
      let subjects = (f["subjects"]?.arrayValue ?? []).compactMap(\.stringValue)
      out += "  涉及 \(f["count"]?.numberText ?? "") 处：\(subjects.prefix(5).joined(separator: "、"))\(subjects.count > 5 ? " 等" : "")\n"
      if let w = f["witness"], !w.isNull { out += "  范例项目：\(w.canonicalText)" }
    }
    return out
  }
}

struct ListsSplitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "split", abstract: "把一格多条的清单表（HJZHGKDYBM、KJBJYS、PWWPFGK、HJFXFK、ZYKFXLYQ）按编号拆成条款，先看再用。")

  @Argument(help: "清单表（CSV 或 XLSX）。") var file: String
  @Option(help: "json 或 text。") var format: ReviewForm = .text
  @Option(help: "依据文件在文件库中的简称，填进每一条。") var document: String = ""
  @Option(help: "把拆出的条款写成清单 XLSX。") var out: String?

  func run() async throws {
    try await answering {
      let bytes = try readFile(file, field: "file")
      let name = URL(fileURLWithPath: file).lastPathComponent
      let cells = try await UnitTable.read(bytes, fileName: name, worker: WorkerProcess())
      if let out {
        let clauses = cells.flatMap { $0.clauses(document: document) }
        let book = ListWorkbook(outcomes: Outcome.allCases.map { ($0.rawValue, $0.chinese) })
        try writeOutput(try book.write(clauses), to: out)
        Standard.error.write("已写入 \(clauses.count) 条：\(out)\n")
        return
      }
      if format == .json { return Standard.output.write(ZoningService.preview(cells, document: document).canonicalBytes) }
      for cell in cells {
        Standard.output.write("\n\(cell.unit) \(cell.dimension.chinese)，拆成 \(cell.parts.count) 条\n")
        for clause in cell.clauses(document: document) {
          let soft = ClauseWords.standard.softWords(in: clause.fullText)
          Standard.output.write(
            "  \(clause.id) [\(clause.effect.chinese)] \(clause.fullText)\(soft.isEmpty ? "" : "（含糊：\(soft.joined(separator: "、"))）")\n")
        }
      }
    }
  }
}

struct ListsDecidabilityCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "decidability", abstract: "可判定性：约束项目的条款中，机器可判、等事实、由人判的各占多少。")

  @OptionGroup var data: DataOption
  @OptionGroup var asOf: AsOfOption
  @Option(help: "只算与这个行业有关的条款，如 C2614。") var industry: String?
  @Option(help: "只算这个管控单元。") var unit: String?
  @Option(help: "json 或 text。") var format: ReviewForm = .text

  func run() async throws {
    try answering {
      let service = try open(data.folder, .snapshot)
      let count = try service.decidability(unit: unit, industry: industry, asOf: try asOf.day(), caller: .console)
      if format == .json { return Standard.output.write(count.canonicalBytes) }
      func line(_ name: String, _ row: JSONValue?) {
        func n(_ key: String) -> Int { row?[key]?.numberText.flatMap { Int($0) } ?? 0 }
        let total = max(1, n("total"))
        Standard.output.write(
          "\(name)：\(n("total")) 条，机器可判 \(n("machine")) 条（\(n("machine") * 100 / total)%），等事实 \(n("waiting")) 条，由人判 \(n("people")) 条\n")
      }
      if unit != nil {
        line("本单元清单", count["own"])
        return line("连同国家、全省、市域清单", count["all"])
      }
      line("全部清单", count["all"])
      for row in count["tiers"]?.arrayValue ?? [] {
        line(row["tier"]?.stringValue.flatMap { Tier(rawValue: $0) }?.chinese ?? "", row)
      }
      for row in count["cities"]?.arrayValue ?? [] { line(row["city"]?.stringValue ?? "", row) }
    }
  }
}

struct ListsTemplateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "template", abstract: "空白清单 XLSX：带下拉框和填写说明。")

  @Option(help: "写到哪里。") var out: String = "清单模板.xlsx"

  func run() async throws {
    try answering {
      try writeOutput(try ListWorkbook(outcomes: Outcome.allCases.map { ($0.rawValue, $0.chinese) }).write([]), to: out)
    }
  }
}

/// Files with the names that readers tell their kinds by.
func named(_ paths: [String]) throws -> [(name: String, bytes: [UInt8])] {
  try paths.map { (URL(fileURLWithPath: $0).lastPathComponent, try readFile($0, field: "file")) }
}
