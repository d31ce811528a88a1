extension Evaluator {
  mutating func contextual(_ builtin: Builtin, _ a: [FEELValue]) throws(FEELEvaluationError) -> FEELValue? {
    switch builtin {
    case .getValue:
      guard a.count == 2, case .context(let context) = Self.single(a[0]) else { return nil }
      if case .list(let keys) = a[1] {
        var value = FEELValue.context(context)
        for key in keys {
          guard case .context(let inner) = value, let key = key.stringValue, let next = inner[key] else { return nil }
          value = next
          if value.isUnknown { return value }
        }
        return value
      }
      guard let key = a[1].stringValue else { return nil }
      return context[key] ?? .null
    case .getEntries:
      guard a.count == 1, case .context(let context) = Self.single(a[0]) else { return nil }
      try spend(context.count)
      return try list(zip(context.keys, context.values).map { .context(FEELContext([("key", .string($0)), ("value", $1)])) })
    case .context:
      guard a.count == 1, let entries = Self.list(a[0]) else { return nil }
      var context = FEELContext()
      for entry in entries {
        try spend(1)
        guard case .context(let pair) = entry, let key = pair["key"]?.stringValue, let value = pair["value"], context[key] == nil
        else { return nil }
        context[key] = value
      }
      return .context(context)
    case .contextPut:
      guard a.count == 3, case .context(let context) = Self.single(a[0]) else { return nil }
      try weigh(a[2], depth: 1)
      if case .list(let keys) = a[1] {
        guard !keys.isEmpty, keys.count < 32 else { return nil }
        return put(a[2], at: keys[...], in: context).map { .context($0) }
      }
      return put(a[2], at: [a[1]], in: context).map { .context($0) }
    case .contextMerge:
      guard a.count == 1, let parts = Self.list(a[0]) else { return nil }
      var merged = FEELContext()
      for part in parts {
        guard case .context(let context) = part else { return nil }
        try spend(context.count)
        for (key, value) in zip(context.keys, context.values) { merged[key] = value }
      }
      return .context(merged)
    default: return nil
    }
  }

  private func put(_ value: FEELValue, at keys: ArraySlice<FEELValue>, in context: FEELContext) -> FEELContext? {
    guard let first = keys.first, case .string(let key) = first else { return nil }
    var result = context
    if keys.count == 1 {
      result[key] = value
      return result
    }
    let inner: FEELContext
    switch context[key] {
    case .context(let existing)?: inner = existing
    case nil: inner = FEELContext()
    default: return nil
    }
    guard let changed = put(value, at: keys.dropFirst(), in: inner) else { return nil }
    result[key] = .context(changed)
    return result
  }
}
