/// `some`, `every`, `for` and filters.
extension Evaluator {
  /// Items of what an iterator runs over: a list, the whole numbers or days of an interval, a single value; nil for null.
  @inline(never)
  private mutating func items(of iterator: FEELNode.Iterator) throws(FEELEvaluationError) -> IterationSource {
    let source = try value(of: iterator.source)
    guard let upperNode = iterator.upper else {
      switch source {
      case .unknown(let facts): return .unknown(facts)
      case .null: return .none
      case .list(let items): return .items(items)
      case .range(let range):
        return try interval(range.lower, range.upper, lowerIncluded: range.lowerIncluded, upperIncluded: range.upperIncluded)
      default: return .items([source])
      }
    }
    let upper = try value(of: upperNode)
    if source.isUnknown || upper.isUnknown { return .unknown(mergeSorted(source.missingFacts, upper.missingFacts)) }
    return try interval(source, upper, lowerIncluded: true, upperIncluded: true)
  }

  enum IterationSource {
    case items([FEELValue])
    case unknown([String])
    case none
  }

  @inline(never)
  private mutating func interval(
    _ lower: FEELValue, _ upper: FEELValue, lowerIncluded: Bool, upperIncluded: Bool
  ) throws(FEELEvaluationError) -> IterationSource {
    let from: Int
    let to: Int
    let isDate: Bool
    switch (lower, upper) {
    case (.number(let a), .number(let b)):
      guard let x = a.integerValue, let y = b.integerValue else { return .none }
      (from, to, isDate) = (x, y, false)
    case (.date(let a), .date(let b)): (from, to, isDate) = (a.daysSinceEpoch, b.daysSinceEpoch, true)
    default: return .none
    }
    let (span, overflow) = to.subtractingReportingOverflow(from)
    if overflow || span.magnitude >= UInt(limits.listLength) { throw .listTooLong(limit: limits.listLength) }
    try spend(Int(span.magnitude) + 1)
    var items: [FEELValue] = []
    for number in stride(from: from, through: to, by: span < 0 ? -1 : 1) {
      if (number == from && !lowerIncluded) || (number == to && !upperIncluded) { continue }
      if isDate {
        guard let date = FEELDate(daysSinceEpoch: number) else { return .none }
        items.append(.date(date))
      } else {
        items.append(.number(FEELDecimal(number)))
      }
    }
    return .items(items)
  }

  @inline(never)
  mutating func quantify(
    _ iterators: [FEELNode.Iterator], _ body: FEELNode, decidedBy decisive: Bool
  ) throws(FEELEvaluationError) -> FEELValue {
    var state = KleeneState(decidedBy: decisive)
    try quantify(iterators[...], body, &state)
    return state.result
  }

  @inline(never)
  private mutating func quantify(
    _ iterators: ArraySlice<FEELNode.Iterator>, _ body: FEELNode, _ state: inout KleeneState
  ) throws(FEELEvaluationError) {
    guard let iterator = iterators.first else {
      state.add(try value(of: body))
      return
    }
    switch try items(of: iterator) {
    case .none: state.add(.null)
    case .unknown(let facts): state.add(.unknown(facts))
    case .items(let items):
      for item in items {
        try spend(1)
        if state.isDecided { break }
        locals.append(LocalBinding(name: iterator.name, value: item))
        recorder?.enter(iterator.name, item)
        try quantify(iterators.dropFirst(), body, &state)
        recorder?.leave()
        locals.removeLast()
      }
    }
  }

  @inline(never)
  mutating func iterate(_ iterators: [FEELNode.Iterator], _ body: FEELNode) throws(FEELEvaluationError) -> FEELValue {
    var results: [FEELValue] = []
    var facts: [String]?
    var failed = false
    try iterate(iterators[...], body, &results, &facts, &failed)
    if let facts { return .unknown(facts) }
    if failed {
      remark("for 只能遍历列表或整数、日期的区间。")
      return .null
    }
    return try list(results)
  }

  @inline(never)
  private mutating func iterate(
    _ iterators: ArraySlice<FEELNode.Iterator>, _ body: FEELNode, _ results: inout [FEELValue], _ facts: inout [String]?,
    _ failed: inout Bool
  ) throws(FEELEvaluationError) {
    guard let iterator = iterators.first else {
      locals.append(LocalBinding(name: "partial", value: .list(results)))
      defer { locals.removeLast() }
      let value = try value(of: body)
      if results.count >= limits.listLength { throw .listTooLong(limit: limits.listLength) }
      try weigh(value, depth: 1)
      locals[locals.count - 1].value = .null
      results.append(value)
      return
    }
    switch try items(of: iterator) {
    case .none: failed = true
    case .unknown(let more): facts = mergeSorted(facts ?? [], more)
    case .items(let items):
      for item in items {
        try spend(1)
        locals.append(LocalBinding(name: iterator.name, value: item))
        recorder?.enter(iterator.name, item)
        try iterate(iterators.dropFirst(), body, &results, &facts, &failed)
        recorder?.leave()
        locals.removeLast()
      }
    }
  }

  @inline(never)
  mutating func filter(_ base: FEELNode, _ test: FEELNode) throws(FEELEvaluationError) -> FEELValue {
    let source = try value(of: base)
    let items: [FEELValue]
    switch source {
    case .unknown: return source
    case .list(let list): items = list
    case .null: items = []
    default: items = [source]
    }
    var kept: [FEELValue] = []
    var facts: [String]?
    for (place, item) in (items.isEmpty ? [.null] : items).enumerated() {
      locals.append(LocalBinding(name: "item", value: item, isItem: true))
      recorder?.enter("item", item)
      let verdict = try value(of: test)
      recorder?.leave()
      locals.removeLast()
      if place == 0, case .number(let number) = verdict { return element(number, of: items) }
      if items.isEmpty { return verdict.isUnknown ? verdict : (source == .null ? .null : .list([])) }
      switch verdict {
      case .boolean(true): kept.append(item)
      case .unknown(let more): facts = mergeSorted(facts ?? [], more)
      default: break
      }
    }
    if let facts { return .unknown(facts) }
    return .list(kept)
  }

  private mutating func element(_ number: FEELDecimal, of items: [FEELValue]) -> FEELValue {
    guard let place = number.integerValue else { return .null }
    if place > 0, place <= items.count { return items[place - 1] }
    if place < 0, place >= -items.count { return items[items.count + place] }
    remark("列表只有 \(items.count) 项。")
    return .null
  }
}
