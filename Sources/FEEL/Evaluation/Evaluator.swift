/// Walks the tree of an expression; counts its steps, so that every evaluation ends.
struct Evaluator {
  private(set) var environment: any FEELEnvironment
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

  /// What a function that the model defines may use of the limits of this evaluation.
  var remaining: FEELLimits {
    FEELLimits(
      steps: max(0, limits.steps - steps), listLength: limits.listLength, textLength: limits.textLength, depth: max(0, limits.depth - depth)
    )
  }

  /// Exchanges the environment, for the body of a function that was written under another.
  mutating func exchange(environment other: any FEELEnvironment) -> any FEELEnvironment {
    let former = environment
    environment = other
    return former
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
    case .function(let parameters, let body): return try function(parameters, body)
    case .externalFunction(let parameters, _): return .function(FEELFunction(body: .external(parameters.map(\.name))))
    case .descendants(let base, let name): return try descendants(name, ofNode: base)
    case .instanceOf(let operand, let type): return try instance(operand, type)
    case .literal, .name, .variable, .field, .path, .arithmetic, .comparison, .member, .and, .or, .not, .conditional, .some, .every,
      .call:
      preconditionFailure("the frequent kinds are computed before")
    }
  }

  func local(_ name: String) -> FEELValue? { locals.last { $0.name == name }?.value }
}
