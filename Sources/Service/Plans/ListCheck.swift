import Screening
import Zoning

/// What a list must be before it becomes law here: known documents, and conditions that are sound.
struct ListCheck {
  let documents: DocumentRegistry
  let conditions: ConditionReview

  init(documents: DocumentRegistry, layers: Set<String>) {
    self.documents = documents
    conditions = ConditionReview(layers: layers)
  }

  /// Throws the first fault as `ZoningError`, naming clause, column and remedy.
  func verify(_ clauses: [Clause]) throws(ZoningError) {
    var seen: Set<String> = []
    for clause in clauses {
      if let from = clause.validity.from, let until = clause.validity.until, from >= until {
        throw .badValue(field: "条款“\(clause.id)”的 until", message: "“\(until)”不晚于起始日期“\(from)”，这条永远不会生效，请改正。")
      }
      guard documents.documents[clause.source.document] != nil else { throw .unknownDocument(clause.source.document, usedBy: clause.id) }
      for (column, text) in clause.conditions where seen.insert(text).inserted {
        if let fault = conditions.fault(in: text) { throw .clauseCondition(clause: clause.id, column: column, message: fault.message) }
      }
    }
  }

  /// What is wrong with one cell, a condition or the name of a document (column `document`), and how to mend it; nil where it is sound.
  func fault(_ column: String, _ text: String) -> (reason: String, remedy: String)? {
    if column == "document" {
      return documents.documents[text] == nil ? ("文件库中没有“\(text.prefix(30))”", "请改成文件库中的简称，或先登记该文件") : nil
    }
    return conditions.fault(in: text).map { ("条件式写得不对", "第 \($0.offset + 1) 个字符处，\($0.sentence)") }
  }
}
