import FEEL
import Screening
import Zoning

/// What a list must be before it becomes law here: every condition parses, and names only what is known.
struct ListCheck {
  let documents: DocumentRegistry
  let layers: Set<String>
  let compiler = ConditionCompiler(catalogue: .standard)

  /// Throws the first fault as `ZoningError`, naming clause, column and remedy.
  func verify(_ clauses: [Clause]) throws(ZoningError) {
    var seen: Set<String> = []
    for clause in clauses {
      if let from = clause.validity.from, let until = clause.validity.until, from >= until {
        throw .badValue(field: "条款“\(clause.id)”的 until", message: "“\(until)”不晚于起始日期“\(from)”，这条永远不会生效，请改正。")
      }
      guard documents.documents[clause.source.document] != nil else { throw .unknownDocument(clause.source.document, usedBy: clause.id) }
      for (column, text) in clause.conditions where seen.insert(text).inserted {
        if let message = fault(in: text) { throw .clauseCondition(clause: clause.id, column: column, message: message) }
      }
    }
  }

  /// What is wrong with a condition and how to mend it, nil where it is sound.
  func fault(in text: String) -> String? {
    switch compiler.expression(text) {
    case .failure(let error): return "第 \(error.offset + 1) 个字符处，\(error.message)" + (error.suggestion.map { "可改为：\($0)" } ?? "")
    case .success(let expression):
      for call in expression.calls {
        if ["属于行业", "全属于行业"].contains(call.function), let codes = call.arguments.last, let fault = industryFault(codes) { return fault }
        if let fault = NamedLaw.fault(of: call.function, call.arguments, layers: layers) { return fault }
      }
      return nil
    }
  }

  /// A code that the classification does not have matches no project: a rule that seems to hold and never does.
  private func industryFault(_ node: FEELNode) -> String? {
    for part in node.descendants {
      guard case .literal(.string(let code)) = part.kind, IndustryClassification.standard[code] == nil else { continue }
      let remedy: String
      do { remedy = "请写成 \(try IndustryClassification.standard.canonical(code))。" } catch { remedy = error.message }
      return "行业代码“\(code)”要写国民经济行业分类的代码，带门类字母：\(remedy)"
    }
    return nil
  }
}
