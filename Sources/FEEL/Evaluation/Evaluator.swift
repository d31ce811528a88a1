/// Walks the tree of an expression; counts its steps, so that every evaluation ends.
struct Evaluator<Environment: FEELEnvironment> {
  let environment: Environment
  let limits: FEELLimits
  var locals: [LocalBinding] = []
  var recorder: TraceRecorder?
  private(set) var steps = 0
  private var depth = 0

  init(environment: Environment, limits: FEELLimits) {
    self.environment = environment
    self.limits = limits
  }

  /// Counts work; throws when the budget is spent.
  mutating func spend(_ work: Int) throws(FEELEvaluationError) {
    steps += work
    if steps > limits.steps { throw .tooMuchWork(steps: limits.steps) }
  }

  mutating func value(of node: FEELNode) throws(FEELEvaluationError) -> FEELValue {
    try spend(1)
    depth += 1
    defer { depth -= 1 }
    if depth > limits.depth { throw .tooDeep(levels: limits.depth) }
    guard recorder != nil else { return try compute(node) }
    recorder!.begin(node)
    let value = try compute(node)
    recorder!.end(value)
    return value
  }

  /// Says in the trace why a value came out null.
  mutating func remark(_ text: @autoclosure () -> String) { recorder?.remark(text()) }

  private mutating func compute(_ node: FEELNode) throws(FEELEvaluationError) -> FEELValue {
    switch node.kind {
    case .literal(let value): return value
    case .name(let path):
      guard let value = environment.value(at: path) else { throw .unknownName(path) }
      return value
    case .variable(let name): return local(name) ?? .null
    case .field(let name, let outside): return try field(name, outside: outside)
    case .path(let base, let name): return try entry(name, of: try value(of: base))
    case .filter(let base, let test): return try filter(base, test)
    case .list(let nodes):
      var items: [FEELValue] = []
      items.reserveCapacity(nodes.count)
      for node in nodes { items.append(try value(of: node)) }
      return try list(items)
    case .context(let entries): return try context(entries)
    case .range(let lower, let lowerIncluded, let upper, let upperIncluded):
      let low = try value(of: lower)
      let high = try value(of: upper)
      return rangeValue(low, lowerIncluded, high, upperIncluded)
    case .negate(let operand):
      let value = try value(of: operand)
      let result = Arithmetic.negated(value)
      if case .null = result { remark("“-”不能用于\(value.kindName)。") }
      return result
    case .arithmetic(let sign, let left, let right):
      let a = try value(of: left)
      let b = try value(of: right)
      return try arithmetic(sign, a, b)
    case .comparison(let sign, let left, let right):
      let a = try value(of: left)
      let b = try value(of: right)
      return try compare(sign, a, b)
    case .between(let subject, let lower, let upper):
      let x = try value(of: subject)
      let low = try value(of: lower)
      let high = try value(of: upper)
      return Kleene.and(try compare(.greaterOrEqual, x, low), try compare(.lessOrEqual, x, high))
    case .member(let subject, let tests): return try member(subject, tests)
    case .test(let sign, let bound): return openRange(sign, try value(of: bound))
    case .unaryTests(let tests, let negated): return try unaryTests(tests, negated: negated)
    case .and(let operands): return try junction(operands, decidedBy: false)
    case .or(let operands): return try junction(operands, decidedBy: true)
    case .not(let operand):
      let value = try value(of: operand)
      let result = Kleene.not(value)
      if case .null = result { remark("not 只用于是否值，这里是\(value.kindName)。") }
      return result
    case .conditional(let test, let then, let otherwise): return try conditional(test, then, otherwise)
    case .some(let iterators, let body): return try quantify(iterators, body, decidedBy: true)
    case .every(let iterators, let body): return try quantify(iterators, body, decidedBy: false)
    case .iteration(let iterators, let body): return try iterate(iterators, body)
    case .call(let callee, let arguments): return try call(callee, arguments)
    case .invocation(let function, let arguments): return try invoke(try value(of: function), arguments)
    case .function(let parameters, let body):
      return .function(
        FEELFunction(
          body: .written(
            WrittenFunction(
              parameters: parameters.map(\.name), parameterTypes: parameters.map(\.type), body: body, closure: locals))))
    case .instanceOf(let operand, let type):
      let value = try value(of: operand)
      if value.containsUnknown { return .unknown(value.missingFacts) }
      return .boolean(type.holds(value))
    }
  }

  func local(_ name: String) -> FEELValue? { locals.last { $0.name == name }?.value }

  private mutating func field(_ name: String, outside: FEELNode?) throws(FEELEvaluationError) -> FEELValue {
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

  /// A list, after its length and depth are found to be within bounds.
  mutating func list(_ items: [FEELValue]) throws(FEELEvaluationError) -> FEELValue {
    if items.count > limits.listLength { throw .listTooLong(limit: limits.listLength) }
    for item in items { try weigh(item, depth: 1) }
    return .list(items)
  }

  /// A text, after its length is found to be within bounds.
  mutating func text(_ text: String) throws(FEELEvaluationError) -> FEELValue {
    let length = text.utf8.count
    if length > limits.textLength { throw .textTooLong(limit: limits.textLength) }
    try spend(length / 16)
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

  private mutating func context(_ entries: [FEELNode.ContextEntry]) throws(FEELEvaluationError) -> FEELValue {
    let outer = locals.count
    defer { locals.removeLast(locals.count - outer) }
    var context = FEELContext()
    for entry in entries {
      let value = try value(of: entry.value)
      try weigh(value, depth: 1)
      context[entry.key] = value
      locals.append(LocalBinding(name: entry.key, value: value))
    }
    return .context(context)
  }

  private mutating func conditional(
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

  mutating func arithmetic(_ sign: FEELArithmetic, _ a: FEELValue, _ b: FEELValue) throws(FEELEvaluationError) -> FEELValue {
    if case .number(let x) = a, case .number(let y) = b {
      let result: FEELDecimal?
      switch sign {
      case .add: result = x.adding(y)
      case .subtract: result = x.adding(-y)
      case .multiply: result = x.multiplied(by: y)
      case .divide: result = x.divided(by: y)
      case .power:
        try spend(200)
        result = x.power(y)
      }
      if let result { return .number(result) }
      remark(sign == .divide && y.isZero ? "除数是 0。" : "结果超出数字的范围。")
      return .null
    }
    if a.isUnknown || b.isUnknown { return .unknown(mergeSorted(a.missingFacts, b.missingFacts)) }
    if case .string(let x) = a, case .string(let y) = b, sign == .add { return try text(x + y) }
    if let result = Arithmetic.temporal(sign, a, b) { return result }
    remark("\(a.kindName)与\(b.kindName)不能用“\(sign.rawValue)”计算。")
    return .null
  }

  mutating func compare(_ sign: FEELComparison, _ a: FEELValue, _ b: FEELValue) throws(FEELEvaluationError) -> FEELValue {
    let result: FEELValue
    switch sign {
    case .equal: result = try equal(a, b)
    case .notEqual: result = Kleene.not(try equal(a, b))
    default: result = Ordering.compare(sign, a, b)
    }
    if case .null = result { remark("\(a.kindName)与\(b.kindName)不能用“\(sign.rawValue)”比较。") }
    return result
  }
}
