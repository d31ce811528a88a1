/// `in`, ranges and the tests of decision tables.
extension Evaluator {
  @inline(never)
  mutating func rangeValue(_ lower: FEELValue, _ lowerIncluded: Bool, _ upper: FEELValue, _ upperIncluded: Bool) -> FEELValue {
    if lower.isUnknown || upper.isUnknown { return .unknown(mergeSorted(lower.missingFacts, upper.missingFacts)) }
    // Only `< 5` and its like have no end; a pair of ends has both.
    guard let order = Ordering.order(lower, upper) else {
      remark("区间两端是\(lower.kindName)与\(upper.kindName)，不能比较。")
      return .null
    }
    if order > 0 {
      remark("区间的下限大于上限。")
      return .null
    }
    return .range(FEELRange(lower: lower, lowerIncluded: lowerIncluded, upper: upper, upperIncluded: upperIncluded))
  }

  /// `> 5` as an interval without an end.
  @inline(never)
  mutating func openRange(_ sign: FEELComparison, _ bound: FEELValue) -> FEELValue {
    switch bound {
    case .unknown: return bound
    case .null, .boolean, .list, .context, .range, .function: return .null
    default: break
    }
    return switch sign {
    case .less: .range(FEELRange(lower: .null, lowerIncluded: false, upper: bound, upperIncluded: false))
    case .lessOrEqual: .range(FEELRange(lower: .null, lowerIncluded: false, upper: bound, upperIncluded: true))
    case .greater: .range(FEELRange(lower: bound, lowerIncluded: false, upper: .null, upperIncluded: false))
    case .greaterOrEqual: .range(FEELRange(lower: bound, lowerIncluded: true, upper: .null, upperIncluded: false))
    case .equal: .range(FEELRange(.equal, bound))
    case .notEqual: .range(FEELRange(.notEqual, bound))
    }
  }

  /// Whether a value lies in a range: null where it cannot be compared with an end.
  @inline(never)
  mutating func contains(_ range: FEELRange, _ value: FEELValue) throws(FEELEvaluationError) -> FEELValue {
    if range.sign == .notEqual { return Kleene.not(try equal(value, range.lower)) }
    var state = KleeneState(decidedBy: false)
    if range.lower != .null { state.add(Ordering.compare(range.lowerIncluded ? .greaterOrEqual : .greater, value, range.lower)) }
    if range.upper != .null { state.add(Ordering.compare(range.upperIncluded ? .lessOrEqual : .less, value, range.upper)) }
    return state.result
  }

  @inline(never)
  mutating func member(_ subject: FEELNode, _ tests: [FEELNode]) throws(FEELEvaluationError) -> FEELValue {
    let value = try value(of: subject)
    let result = try anyTest(tests, value)
    if case .null = result { remark("\(value.kindName)不能与 in 后面的内容比较。") }
    return result
  }

  /// Whether any test holds for a value (Kleene or).
  @inline(never)
  private mutating func anyTest(_ tests: [FEELNode], _ value: FEELValue) throws(FEELEvaluationError) -> FEELValue {
    let readsInput = tests.contains { Self.mentionsInput($0) }
    if readsInput { locals.append(LocalBinding(name: "?", value: value)) }
    defer { if readsInput { locals.removeLast() } }
    var state = KleeneState(decidedBy: true)
    for test in tests {
      if state.isDecided {
        if recorder == nil { break }
        recorder?.skip(test)
        continue
      }
      state.add(try holds(test, value, readsInput: readsInput))
    }
    return state.result
  }

  @inline(never)
  private mutating func holds(_ test: FEELNode, _ value: FEELValue, readsInput: Bool) throws(FEELEvaluationError) -> FEELValue {
    if case .test(let sign, let bound) = test.kind {
      let limit = try self.value(of: bound)
      return try compare(sign, value, limit)
    }
    let target = try self.value(of: test)
    if readsInput, Self.mentionsInput(test) {
      // The value itself is always the value.
      if case .variable("?") = test.kind { return .boolean(true) }
      if target.isUnknown || target == .null || target.booleanValue != nil { return target }
    }
    return try matches(value, target)
  }

  private static func mentionsInput(_ node: FEELNode) -> Bool {
    switch node.kind {
    case .variable("?"): true
    case .literal, .name, .variable: false
    default: node.children.contains { mentionsInput($0) }
    }
  }

  /// Whether a value is the target, lies in it (range), or is one of it (list).
  @inline(never)
  mutating func matches(_ value: FEELValue, _ target: FEELValue) throws(FEELEvaluationError) -> FEELValue {
    switch target {
    case .unknown: return .unknown(mergeSorted(value.missingFacts, target.missingFacts))
    case .range(let range):
      if case .range = value { return try equal(value, target) }
      return try contains(range, value)
    case .list(let items):
      if value.isUnknown { return .unknown(mergeSorted(value.missingFacts, target.missingFacts)) }
      var state = KleeneState(decidedBy: true)
      try spend(items.count)
      for item in items {
        let found = if case .range(let range) = item { try contains(range, value) } else { try equal(value, item) }
        // A member of another kind is simply not this one.
        if case .null = found { continue }
        state.add(found)
        if state.isDecided { break }
      }
      if case .list = value, !state.isDecided { state.add(try equal(value, target)) }
      return state.result
    default: return try equal(value, target)
    }
  }

  @inline(never)
  mutating func unaryTests(_ tests: [FEELNode], negated: Bool) throws(FEELEvaluationError) -> FEELValue {
    if tests.isEmpty { return .boolean(true) }
    let value = local("?") ?? .null
    let result = try anyTest(tests, value)
    return negated ? Kleene.not(result) : result
  }
}
