/// The values of single kinds of nodes; each in a function of its own, so that the walk itself keeps a small stack frame.
extension Evaluator {
  @inline(never)
  func variable(_ name: String) -> FEELValue { local(name) ?? .null }

  @inline(never)
  mutating func arithmetic(_ sign: FEELArithmetic, _ left: FEELNode, _ right: FEELNode) throws(FEELEvaluationError) -> FEELValue {
    let a = try value(of: left)
    return try arithmetic(sign, a, try value(of: right))
  }

  @inline(never)
  mutating func comparison(_ sign: FEELComparison, _ left: FEELNode, _ right: FEELNode) throws(FEELEvaluationError) -> FEELValue {
    let a = try value(of: left)
    return try compare(sign, a, try value(of: right))
  }

  @inline(never)
  mutating func entry(_ name: String, ofNode base: FEELNode) throws(FEELEvaluationError) -> FEELValue {
    try entry(name, of: try value(of: base))
  }

  @inline(never)
  mutating func range(
    _ lower: FEELNode, _ lowerIncluded: Bool, _ upper: FEELNode, _ upperIncluded: Bool
  ) throws(FEELEvaluationError) -> FEELValue {
    let low = try value(of: lower)
    return rangeValue(low, lowerIncluded, try value(of: upper), upperIncluded)
  }

  @inline(never)
  mutating func openRange(_ sign: FEELComparison, _ bound: FEELNode) throws(FEELEvaluationError) -> FEELValue {
    openRange(sign, try value(of: bound))
  }

  @inline(never)
  mutating func list(of nodes: [FEELNode]) throws(FEELEvaluationError) -> FEELValue {
    var items: [FEELValue] = []
    items.reserveCapacity(nodes.count)
    for node in nodes { items.append(try value(of: node)) }
    return try list(items)
  }

  @inline(never)
  mutating func negation(_ operand: FEELNode) throws(FEELEvaluationError) -> FEELValue {
    let value = try value(of: operand)
    let result = Kleene.not(value)
    if case .null = result { remark("not 只用于是否值，这里是\(value.kindName)。") }
    return result
  }

  @inline(never)
  mutating func opposite(_ operand: FEELNode) throws(FEELEvaluationError) -> FEELValue {
    let value = try value(of: operand)
    let result = Arithmetic.negated(value)
    if case .null = result { remark("“-”不能用于\(value.kindName)。") }
    return result
  }

  @inline(never)
  mutating func between(_ subject: FEELNode, _ lower: FEELNode, _ upper: FEELNode) throws(FEELEvaluationError) -> FEELValue {
    let x = try value(of: subject)
    let low = try value(of: lower)
    let high = try value(of: upper)
    return Kleene.and(try compare(.greaterOrEqual, x, low), try compare(.lessOrEqual, x, high))
  }

  /// A function with what it closes over; lists count, for the one that an iteration goes on with is copied then.
  @inline(never)
  mutating func function(_ parameters: [FEELNode.Parameter], _ body: FEELNode) throws(FEELEvaluationError) -> FEELValue {
    for binding in locals {
      if case .list(let items) = binding.value { try spend(items.count) }
    }
    let written = WrittenFunction(
      parameters: parameters.map(\.name), parameterTypes: parameters.map(\.type), body: body, closure: locals,
      variables: environment as? FEELVariables)
    return .function(FEELFunction(body: .written(written)))
  }

  @inline(never)
  mutating func instance(_ operand: FEELNode, _ type: FEELType) throws(FEELEvaluationError) -> FEELValue {
    let value = try value(of: operand)
    if value.containsUnknown { return .unknown(value.missingFacts) }
    var spent = 0
    let holds = type.holds(value, remaining, &spent)
    try spend(spent)
    return .boolean(holds)
  }

  /// The environment's value at a path; where it answers only a beginning, the rest is read from that value.
  @inline(never)
  mutating func fact(_ path: [String]) throws(FEELEvaluationError) -> FEELValue {
    if let value = environment.value(at: path) { return value }
    for end in stride(from: path.count - 1, through: 1, by: -1) {
      guard var value = environment.value(at: Array(path[..<end])) else { continue }
      for name in path[end...] { value = try entry(name, of: value) }
      return value
    }
    throw .unknownName(path)
  }

  @inline(never)
  mutating func field(_ name: String, outside: FEELNode?) throws(FEELEvaluationError) -> FEELValue {
    for binding in locals.reversed() {
      if binding.isItem {
        switch binding.value {
        case .context(let context): if let value = context[name] { return value }
        case .unknown: if name != "item" { return binding.value }
        default: break
        }
      }
      if binding.name == name { return binding.value }
    }
    if let outside { return try value(of: outside) }
    remark("没有“\(name)”这一项。")
    return .null
  }

  @inline(never)
  mutating func conditional(
    _ test: FEELNode, _ then: FEELNode, _ otherwise: FEELNode
  ) throws(FEELEvaluationError) -> FEELValue {
    let verdict = try value(of: test)
    switch verdict {
    case .boolean(true):
      let result = try value(of: then)
      recorder?.skip(otherwise)
      return result
    case .unknown(let facts):
      let a = try value(of: then)
      let b = try value(of: otherwise)
      if a == b, !a.containsUnknown { return a }
      return .unknown(mergeSorted(facts, mergeSorted(a.missingFacts, b.missingFacts)))
    default:
      recorder?.skip(then)
      return try value(of: otherwise)
    }
  }
}
