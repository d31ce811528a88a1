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
    case .list, .context:
      do throws(FEELEvaluationError) {
        try spend(try value.weight(limits: remaining, depth: depth))
      } catch {
        // The limit is that of the whole evaluation, of which this saw what was left.
        if case .tooMuchWork = error { throw .tooMuchWork(steps: limits.steps) }
        throw error
      }
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

extension FEELValue {
  /// Levels of lists and contexts within each other that a value may have.
  private static let depthLimit = 64

  /// How many parts a value has, shared ones counted as often as they occur; fails beyond the steps that are left or too deep.
  package func weight(limits: FEELLimits, depth: Int = 1) throws(FEELEvaluationError) -> Int {
    var parts = 0
    try weigh(into: &parts, limits, depth)
    return parts
  }

  private func weigh(into parts: inout Int, _ limits: FEELLimits, _ depth: Int) throws(FEELEvaluationError) {
    let below: [FEELValue]
    switch self {
    case .list(let items): below = items
    case .context(let context): below = context.values
    default: return
    }
    if depth >= Self.depthLimit { throw .tooDeep(levels: Self.depthLimit) }
    parts += below.count + 1
    if parts > limits.steps { throw .tooMuchWork(steps: limits.steps) }
    for value in below { try value.weigh(into: &parts, limits, depth + 1) }
  }
}
