import FEEL
import Zoning

/// The words that a condition tells apart, and the facts that carry words it may compare with them.
final class WordUse: Sendable {
  /// Texts written in the condition.
  let words: [String]
  /// Ids of applicants' facts that carry words and are not only looked up in catalogues, which know words of their own.
  let facts: [String]

  /// A condition that only searches inside texts, and compares none whole, reads them as they are written.
  private static let searching: Set<String> = [
    "contains", "starts with", "ends with", "matches", "replace", "split", "substring", "substring before", "substring after",
    "string length", "lower case", "upper case",
  ]

  init(_ expression: FEELExpression, _ catalogue: FactsCatalogue) {
    var words: [String] = []
    var read: [String: Int] = [:]
    var lookedUp: [String: Int] = [:]
    var (searches, compares) = (false, false)
    func isText(_ node: FEELNode) -> Bool {
      if case .literal(.string) = node.kind { true } else { false }
    }
    func fact(_ node: FEELNode) -> String? {
      guard case .name(let path) = node.kind, path != ConditionNames.relocation, let fact = catalogue.fact(at: path),
        fact.supplier == .applicant, fact.carriesWords
      else { return nil }
      return fact.id
    }
    for node in expression.root.descendants {
      switch node.kind {
      case .literal(.string(let word)): if !words.contains(word) { words.append(word) }
      case .name: if let id = fact(node) { read[id, default: 0] += 1 }
      case .comparison(_, let a, let b): if isText(a) || isText(b) { compares = true }
      case .member(_, let tests): if tests.contains(where: { $0.descendants.contains(where: isText) }) { compares = true }
      case .call(let callee, let arguments):
        if callee.name == "list contains" { compares = true }
        if callee.isBuiltin, Self.searching.contains(callee.name) { searches = true }
        guard callee.name == ConditionNames.catalogueFunction else { break }
        for argument in arguments { if let id = fact(argument.value) { lookedUp[id, default: 0] += 1 } }
      default: break
      }
    }
    self.words = words
    facts = searches && !compares ? [] : read.filter { $0.value > lookedUp[$0.key, default: 0] }.keys.sorted()
  }
}

extension FactDefinition {
  /// Whether people state it in words of their own: codes and yes or no are none.
  var carriesWords: Bool {
    switch type {
    case .text, .texts: true
    case .objects(let fields): fields.contains { $0.type == .text }
    case .boolean, .number, .enumeration, .industries: false
    }
  }
}
