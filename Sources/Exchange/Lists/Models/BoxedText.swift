import DMN

/// A boxed expression that somebody made of a condition, as the one text that a list keeps.
enum BoxedText {
  /// Nil for what FEEL has no text for: tables, relations.
  static func text(_ expression: DMNExpression) -> String? {
    switch expression.kind {
    case .literal(let text): return text
    case .table, .relation: return nil
    case .context(let entries):
      // A context whose last entry is its result stands for that entry of itself.
      guard entries.allSatisfy({ $0.variable != nil }) else { return nil }
      let parts = entries.compactMap { e in text(e.value).map { "\(e.variable?.name ?? ""): \($0)" } }
      return parts.count == entries.count ? "{\(parts.joined(separator: ", "))}" : nil
    case .list(let items):
      let parts = items.compactMap(text)
      return parts.count == items.count ? "[\(parts.joined(separator: ", "))]" : nil
    case .function(let function):
      guard function.kind == .feel, let body = function.body.flatMap(text) else { return nil }
      return "function(\(function.parameters.map(\.name).joined(separator: ", "))) \(body)"
    case .invocation(let callee, let bindings):
      guard case .literal(let name) = callee.kind else { return nil }
      let parts = bindings.compactMap { b in b.value.flatMap(text).map { "\(b.parameter): \($0)" } }
      return parts.count == bindings.count ? "\(name)(\(parts.joined(separator: ", ")))" : nil
    case .conditional(let test, let then, let otherwise):
      guard let a = text(test), let b = text(then), let c = text(otherwise) else { return nil }
      return "if \(a) then \(b) else \(c)"
    case .filter(let list, let match):
      guard let a = text(list), let b = text(match) else { return nil }
      return "(\(a))[\(b)]"
    case .iteration(let variable, let list, let result):
      guard let a = text(list), let b = text(result) else { return nil }
      return "for \(variable) in \(a) return \(b)"
    case .quantifier(let isEvery, let variable, let list, let test):
      guard let a = text(list), let b = text(test) else { return nil }
      return "\(isEvery ? "every" : "some") \(variable) in \(a) satisfies \(b)"
    }
  }
}
