/// A refusal by the law's own values; `message` is for people and says what to do.
public enum ZoningError: Error, Hashable, Sendable {
  case duplicateDocument(String)
  case unknownDocument(String, usedBy: String?)
  case duplicateClause(String)
  case badCatalogue(String)
  case unknownIndustry(String, nearest: [String])
  case unknownField(String, nearest: [String])
  case badValue(field: String, message: String)
  case clauseCondition(clause: String, column: String, message: String)
  case dateBeforeAnyEdition(CivilDate, first: CivilDate)
  case unknownEdition(String, known: [String])

  public var message: String {
    switch self {
    case .duplicateDocument(let id): "文件“\(id)”在文件库中登记了两次，请只保留一条。"
    case .unknownDocument(let id, let usedBy):
      "文件库中没有“\(id)”" + (usedBy.map { "（“\($0)”引用了它）" } ?? "") + "，请先登记该文件。"
    case .duplicateClause(let id): "条款编号“\(id)”出现了两次，请改成不同的编号。"
    case .badCatalogue(let what): what
    case .unknownIndustry(let code, let nearest):
      "行业代码“\(code)”不在《国民经济行业分类》（GB/T 4754—2017）中" + Self.hint(nearest) + "。"
    case .unknownField(let name, let nearest): "不认识的字段“\(name)”" + Self.hint(nearest) + "。"
    case .badValue(let field, let message): FactsCatalogue.standard.name(ofField: field) + message
    case .clauseCondition(let clause, let column, let message): "条款“\(clause)”的“\(column)”写得不对：\(message)"
    case .dateBeforeAnyEdition(let day, let first): "法律时点 \(day) 早于最早的成果版本（\(first) 起施行），请改用 \(first) 或以后的日期。"
    case .unknownEdition(let name, let known): "没有名为“\(name)”的成果版本，现有：\(known.joined(separator: "、"))。"
    }
  }

  static func hint(_ nearest: [String]) -> String {
    nearest.isEmpty ? "，请核对" : "，是否想写：\(nearest.joined(separator: "、"))"
  }
}
