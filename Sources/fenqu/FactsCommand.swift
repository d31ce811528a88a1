import ArgumentParser
import ExactJSON
import Foundation
import Zoning

struct FactsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "facts", abstract: "打印事实目录：说明文档、项目文件的 JSON Schema。",
    discussion: "例：fenqu facts --format markdown > docs/facts.md；fenqu facts --format schema > project.schema.json")

  enum Form: String, ExpressibleByArgument, CaseIterable { case markdown, schema }

  @Option(help: "markdown 说明文档，schema 项目文件的 JSON Schema。") var format = Form.markdown

  func run() {
    switch format {
    case .markdown: Standard.output.write(FactsCatalogue.standard.document)
    case .schema: Standard.output.write(FactsCatalogue.standard.projectSchema.canonicalText + "\n")
    }
  }
}
