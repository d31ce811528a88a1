import FEEL
import Testing

/// Facts for examples: a project as the catalogue would describe it.
enum Example {
  static let names = FEELKnownNames(
    paths: [
      ["项目", "排放", "氨氮"], ["项目", "排放", "化学需氧量"], ["项目", "建设性质"], ["项目", "是否化工项目"], ["项目", "行业"], ["项目", "建设内容"],
      ["项目", "锅炉", "燃料"], ["项目", "锅炉", "蒸吨"], ["项目", "开工日期"], ["项目", "临时占用期限_年"], ["园区", "已开展规划环评"],
    ], functions: ["距离", "在", "全在", "属于行业"])
}

/// The value of a text under variables.
func value(
  _ text: String, _ variables: [(String, FEELValue)] = [], limits: FEELLimits = .standard, sourceLocation: SourceLocation = #_sourceLocation
) throws -> FEELValue {
  let expression = try FEELExpression.parse(text, names: FEELKnownNames(variables: variables.map(\.0)))
  return try expression.evaluate(in: FEELVariables(FEELContext(variables)), limits: limits)
}

func number(_ text: String) -> FEELValue { FEELDecimal(text).map { .number($0) } ?? .string("not a number: \(text)") }
