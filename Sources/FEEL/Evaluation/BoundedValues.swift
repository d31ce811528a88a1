/// Making of lists, texts and contexts within the limits of an evaluation.
extension Evaluator {
  /// A list, after its length and depth are found to be within bounds.
  @inline(never)
  mutating func list(_ items: [FEELValue]) throws(FEELEvaluationError) -> FEELValue {
    if items.count > limits.listLength { throw .listTooLong(limit: limits.listLength) }
    for item in items { try weigh(item, depth: 1) }
    return .list(items)
  }

  /// A text, after its length is found to be within bounds.
  @inline(never)
  mutating func text(_ text: String) throws(FEELEvaluationError) -> FEELValue {
    let length = text.utf8.count
    if length > limits.textLength { throw .textTooLong(limit: limits.textLength) }
    try spend(length / 16 + 4)
    return .string(text)
  }

  /// Counts the parts of a value that goes into another, shared ones as often as they occur.
  mutating func weigh(_ value: FEELValue, depth: Int) throws(FEELEvaluationError) {
    switch value {
    case .list(let items):
      if depth >= 64 { throw .tooDeep(levels: 64) }
      try spend(items.count + 1)
      for item in items { try weigh(item, depth: depth + 1) }
    case .context(let context):
      if depth >= 64 { throw .tooDeep(levels: 64) }
      try spend(context.count + 1)
      for item in context.values { try weigh(item, depth: depth + 1) }
    default: break
    }
  }

  @inline(never)
  mutating func context(_ entries: [FEELNode.ContextEntry]) throws(FEELEvaluationError) -> FEELValue {
    let outer = locals.count
    defer { locals.removeLast(locals.count - outer) }
    var context = FEELContext()
    for entry in entries {
      let value = try value(of: entry.value)
      try spend(4)
      try weigh(value, depth: 1)
      context[entry.key] = value
      locals.append(LocalBinding(name: entry.key, value: value))
    }
    return .context(context)
  }
}
