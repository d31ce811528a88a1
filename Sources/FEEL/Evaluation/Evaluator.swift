/// Walks the tree of an expression; counts its steps, so that every evaluation ends.
struct Evaluator {
  let environment: any FEELEnvironment
  let limits: FEELLimits
  var locals: [LocalBinding] = []
  var recorder: TraceRecorder?
  private(set) var steps = 0
  private var depth = 0

  init(environment: any FEELEnvironment, limits: FEELLimits) {
    self.environment = environment
    self.limits = limits
  }

  /// Goes one level down; every call that recurses is counted, so that no expression can exhaust the stack.
  mutating func descend(_ levels: Int = 1) throws(FEELEvaluationError) {
    depth += levels
    if depth > limits.depth {
      depth -= levels
      throw .tooDeep(levels: limits.depth)
    }
  }

  mutating func ascend(_ levels: Int = 1) { depth -= levels }

  /// Counts work; throws when the budget is spent.
  mutating func spend(_ work: Int) throws(FEELEvaluationError) {
    steps += work
    if steps > limits.steps { throw .tooMuchWork(steps: limits.steps) }
  }

  mutating func value(of node: FEELNode) throws(FEELEvaluationError) -> FEELValue {
    try spend(1)
    try descend()
    defer { ascend() }
    guard recorder != nil else { return try compute(node) }
    recorder!.begin(node)
    let value = try compute(node)
    recorder!.end(value)
    return value
  }

  /// Says in the trace why a value came out null.
  mutating func remark(_ text: @autoclosure () -> String) { recorder?.remark(text()) }

  /// The most frequent kinds here, the others in functions of their own: what recurses keeps a small frame.
  @inline(never)
  private mutating func compute(_ node: FEELNode) throws(FEELEvaluationError) -> FEELValue {
    switch node.kind {
    case .literal(let value): return value
    case .name(let path): return try fact(path)
    case .variable(let name): return variable(name)
    case .and(let operands): return try junction(operands, decidedBy: false)
    case .or(let operands): return try junction(operands, decidedBy: true)
    case .arithmetic(let sign, let left, let right): return try arithmetic(sign, left, right)
    case .comparison(let sign, let left, let right): return try comparison(sign, left, right)
    case .member(let subject, let tests): return try member(subject, tests)
    case .call(let callee, let arguments): return try call(callee, arguments)
    case .not(let operand): return try negation(operand)
    case .path(let base, let name): return try entry(name, ofNode: base)
    case .field(let name, let outside): return try field(name, outside: outside)
    case .conditional(let test, let then, let otherwise): return try conditional(test, then, otherwise)
    case .some(let iterators, let body): return try quantify(iterators, body, decidedBy: true)
    case .every(let iterators, let body): return try quantify(iterators, body, decidedBy: false)
    default: return try computeOther(node)
    }
  }

  @inline(never)
  private mutating func computeOther(_ node: FEELNode) throws(FEELEvaluationError) -> FEELValue {
    switch node.kind {
    case .filter(let base, let test): return try filter(base, test)
    case .iteration(let iterators, let body): return try iterate(iterators, body)
    case .invocation(let function, let arguments): return try invoke(function, arguments)
    case .list(let nodes): return try list(of: nodes)
    case .context(let entries): return try context(entries)
    case .between(let subject, let lower, let upper): return try between(subject, lower, upper)
    case .range(let lower, let lowerIncluded, let upper, let upperIncluded):
      return try range(lower, lowerIncluded, upper, upperIncluded)
    case .negate(let operand): return try opposite(operand)
    case .test(let sign, let bound): return try openRange(sign, bound)
    case .unaryTests(let tests, let negated): return try unaryTests(tests, negated: negated)
    case .function(let parameters, let body): return function(parameters, body)
    case .instanceOf(let operand, let type): return try instance(operand, type)
    case .literal, .name, .variable, .field, .path, .arithmetic, .comparison, .member, .and, .or, .not, .conditional, .some, .every,
      .call:
      preconditionFailure("the frequent kinds are computed before")
    }
  }

  @inline(never)
  private func variable(_ name: String) -> FEELValue { local(name) ?? .null }

  @inline(never)
  private mutating func arithmetic(_ sign: FEELArithmetic, _ left: FEELNode, _ right: FEELNode) throws(FEELEvaluationError) -> FEELValue {
    let a = try value(of: left)
    return try arithmetic(sign, a, try value(of: right))
  }

  @inline(never)
  private mutating func comparison(_ sign: FEELComparison, _ left: FEELNode, _ right: FEELNode) throws(FEELEvaluationError) -> FEELValue {
    let a = try value(of: left)
    return try compare(sign, a, try value(of: right))
  }

  @inline(never)
  private mutating func entry(_ name: String, ofNode base: FEELNode) throws(FEELEvaluationError) -> FEELValue {
    try entry(name, of: try value(of: base))
  }

  @inline(never)
  private mutating func range(
    _ lower: FEELNode, _ lowerIncluded: Bool, _ upper: FEELNode, _ upperIncluded: Bool
  ) throws(FEELEvaluationError) -> FEELValue {
    let low = try value(of: lower)
    return rangeValue(low, lowerIncluded, try value(of: upper), upperIncluded)
  }

  @inline(never)
  private mutating func openRange(_ sign: FEELComparison, _ bound: FEELNode) throws(FEELEvaluationError) -> FEELValue {
    openRange(sign, try value(of: bound))
  }

  @inline(never)
  private mutating func list(of nodes: [FEELNode]) throws(FEELEvaluationError) -> FEELValue {
    var items: [FEELValue] = []
    items.reserveCapacity(nodes.count)
    for node in nodes { items.append(try value(of: node)) }
    return try list(items)
  }

  @inline(never)
  private mutating func negation(_ operand: FEELNode) throws(FEELEvaluationError) -> FEELValue {
    let value = try value(of: operand)
    let result = Kleene.not(value)
    if case .null = result { remark("not 只用于是否值，这里是\(value.kindName)。") }
    return result
  }

  @inline(never)
  private mutating func opposite(_ operand: FEELNode) throws(FEELEvaluationError) -> FEELValue {
    let value = try value(of: operand)
    let result = Arithmetic.negated(value)
    if case .null = result { remark("“-”不能用于\(value.kindName)。") }
    return result
  }

  @inline(never)
  private mutating func between(_ subject: FEELNode, _ lower: FEELNode, _ upper: FEELNode) throws(FEELEvaluationError) -> FEELValue {
    let x = try value(of: subject)
    let low = try value(of: lower)
    let high = try value(of: upper)
    return Kleene.and(try compare(.greaterOrEqual, x, low), try compare(.lessOrEqual, x, high))
  }

  @inline(never)
  private func function(_ parameters: [FEELNode.Parameter], _ body: FEELNode) -> FEELValue {
    let written = WrittenFunction(
      parameters: parameters.map(\.name), parameterTypes: parameters.map(\.type), body: body, closure: locals)
    return .function(FEELFunction(body: .written(written)))
  }

  @inline(never)
  private mutating func instance(_ operand: FEELNode, _ type: FEELType) throws(FEELEvaluationError) -> FEELValue {
    let value = try value(of: operand)
    return value.containsUnknown ? .unknown(value.missingFacts) : .boolean(type.holds(value))
  }

  /// The environment's value at a path; where it answers only a beginning, the rest is read from that value.
  @inline(never)
  private mutating func fact(_ path: [String]) throws(FEELEvaluationError) -> FEELValue {
    if let value = environment.value(at: path) { return value }
    for end in stride(from: path.count - 1, through: 1, by: -1) {
      guard var value = environment.value(at: Array(path[..<end])) else { continue }
      for name in path[end...] { value = try entry(name, of: value) }
      return value
    }
    throw .unknownName(path)
  }

  func local(_ name: String) -> FEELValue? { locals.last { $0.name == name }?.value }

  @inline(never)
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
  private mutating func context(_ entries: [FEELNode.ContextEntry]) throws(FEELEvaluationError) -> FEELValue {
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

  @inline(never)
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

  @inline(never)
  mutating func arithmetic(_ sign: FEELArithmetic, _ a: FEELValue, _ b: FEELValue) throws(FEELEvaluationError) -> FEELValue {
    if case .number(let x) = a, case .number(let y) = b {
      let result: FEELDecimal?
      switch sign {
      case .add: result = x.adding(y)
      case .subtract: result = x.adding(-y)
      case .multiply: result = x.multiplied(by: y)
      case .divide: result = x.divided(by: y)
      case .power:
        try spend(x.powerCost(y))
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

  @inline(never)
  mutating func compare(_ sign: FEELComparison, _ a: FEELValue, _ b: FEELValue) throws(FEELEvaluationError) -> FEELValue {
    let result: FEELValue
    switch sign {
    case .equal: result = try equal(a, b)
    case .notEqual: result = Kleene.not(try equal(a, b))
    default:
      try spend(Ordering.cost(a, b))
      result = Ordering.compare(sign, a, b)
    }
    if case .null = result { remark("\(a.kindName)与\(b.kindName)不能用“\(sign.rawValue)”比较。") }
    return result
  }
}
