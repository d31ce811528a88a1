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
      guard documents.documents[clause.source.document] != nil else { throw .unknownDocument(clause.source.document, usedBy: clause.id) }
      for (column, text) in [("applies", clause.applies), ("kept", clause.kept), ("except", clause.except)] {
        guard let text, seen.insert(text).inserted else { continue }
        switch compiler.expression(text) {
        case .failure(let error):
          throw .clauseCondition(
            clause: clause.id, column: column,
            message: "第 \(error.offset + 1) 个字符处，\(error.message)" + (error.suggestion.map { "可改为：\($0)" } ?? ""))
        case .success(let expression):
          for call in expression.calls {
            guard MapFact.Kind(function: call.function) != nil else { continue }
            guard case .literal(.string(let layer))? = call.arguments.first?.kind else {
              throw .clauseCondition(clause: clause.id, column: column, message: "\(call.function)(…) 要直接写图层名称，如 \(call.function)(\"生态保护红线\")。")
            }
            guard layers.contains(layer) else {
              let near = FEELExpression.nearestNames(layer, among: layers.sorted(), limit: 3)
              throw .clauseCondition(
                clause: clause.id, column: column, message: "没有名为“\(layer)”的图层" + (near.isEmpty ? "。" : "，相近的有：\(near.joined(separator: "、"))。"))
            }
          }
        }
      }
    }
  }
}
