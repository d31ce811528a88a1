import ArgumentParser
import ExactJSON
import FEEL
import Foundation
import Service

struct FEELCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "feel", abstract: "计算一个 FEEL 表达式，结果以 JSON 打印。")

  @Argument(help: "表达式。") var expression: String
  @Option(help: "变量（JSON 对象）。") var context: String?

  func run() throws {
    try answering {
      let variables = try context.map { try JSONValue(parsing: try readFile($0, field: "context")) } ?? .object([JSONMember]())
      guard let members = variables.objectValue else { throw ServiceError(.badInput, "变量文件应为一个 JSON 对象。", field: "context") }
      let parsed: FEELExpression
      do throws(FEELSyntaxError) {
        parsed = try FEELExpression.parse(expression, names: FEELKnownNames(variables: members.map(\.key)))
      } catch {
        throw ServiceError(
          .badInput, "第 \(error.offset + 1) 个字符处，\(error.message)" + (error.suggestion.map { "可改为：\($0)" } ?? ""), field: "expression")
      }
      let environment = FEELVariables(FEELContext(members.map { ($0.key, Self.value($0.value)) }))
      do throws(FEELEvaluationError) { Standard.output.write(try parsed.evaluate(in: environment).canonicalJSON + "\n") } catch {
        throw ServiceError(.badInput, error.message, field: "expression")
      }
    }
  }

  static func value(_ json: JSONValue) -> FEELValue {
    switch json {
    case .null: .null
    case .bool(let b): .boolean(b)
    case .number(let n): FEELDecimal(n).map { .number($0) } ?? .null
    case .string(let s): .string(s)
    case .array(let items): .list(items.map(value))
    case .object(let members): .context(FEELContext(members.map { ($0.key, value($0.value)) }))
    }
  }
}
