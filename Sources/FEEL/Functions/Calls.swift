/// Calls: arguments to parameters, then built-in, host or written function.
extension Evaluator {
  @inline(never)
  mutating func call(_ callee: FEELCallee, _ arguments: [FEELNode.Argument]) throws(FEELEvaluationError) -> FEELValue {
    let values = try values(of: arguments)
    guard let builtin = callee.builtin else { return try callHost(callee.name, values) }
    return try call(builtin, values, names: arguments.map(\.name))
  }

  @inline(never)
  private mutating func values(of arguments: [FEELNode.Argument]) throws(FEELEvaluationError) -> [FEELValue] {
    var values: [FEELValue] = []
    values.reserveCapacity(arguments.count)
    for argument in arguments { values.append(try value(of: argument.value)) }
    return values
  }

  @inline(never)
  private mutating func call(_ builtin: Builtin, _ values: [FEELValue], names: [String?]) throws(FEELEvaluationError) -> FEELValue {
    if names.isEmpty || names[0] == nil { return try apply(builtin, values) }
    // Two lists of the same names differ in their order: the one that was written is meant.
    let written = names.compactMap { $0 }
    for signature in builtin.signatures.filter({ $0 == written }) + builtin.signatures {
      // A path of keys has a name of its own.
      if builtin == .contextPut, let place = names.firstIndex(of: "key"), case .list = values[place] { break }
      if let ordered = Self.order(values, names, by: signature) { return try apply(builtin, ordered) }
    }
    remark("函数“\(builtin.rawValue)”没有这样的参数名。")
    return .null
  }

  /// Named arguments in the order of the parameters; nil when a name is not a parameter.
  private static func order(_ values: [FEELValue], _ names: [String?], by signature: [String]) -> [FEELValue]? {
    let plain = signature.map { $0.hasSuffix("?") || $0.hasSuffix("…") ? String($0.dropLast()) : $0 }
    var ordered = [FEELValue?](repeating: nil, count: plain.count)
    for (value, name) in zip(values, names) {
      guard let name, let place = plain.firstIndex(of: name), ordered[place] == nil else { return nil }
      ordered[place] = value
    }
    while let last = ordered.last, last == nil, signature[ordered.count - 1].hasSuffix("?") { ordered.removeLast() }
    return ordered.map { $0 ?? .null }
  }

  @inline(never)
  private mutating func callHost(_ name: String, _ values: [FEELValue]) throws(FEELEvaluationError) -> FEELValue {
    try spend(20)
    var facts: [String]?
    for case .unknown(let more) in values { facts = mergeSorted(facts ?? [], more) }
    if let facts { return .unknown(facts) }
    guard let result = try environment.call(name, values) else { throw .unknownFunction(name) }
    return result
  }

  @inline(never)
  mutating func invoke(_ function: FEELNode, _ arguments: [FEELNode.Argument]) throws(FEELEvaluationError) -> FEELValue {
    try invoke(try value(of: function), arguments)
  }

  /// Calls a value; null when it is not a function.
  @inline(never)
  mutating func invoke(_ function: FEELValue, _ arguments: [FEELNode.Argument]) throws(FEELEvaluationError) -> FEELValue {
    let values = try values(of: arguments)
    if case .function(let function) = function, arguments.first?.name != nil {
      return try invoke(function, values, names: arguments.compactMap(\.name))
    }
    return try invoke(function, values)
  }

  /// Calls a function by the names of its parameters, or in their order; null where they do not fit.
  @inline(never)
  mutating func invoke(_ function: FEELFunction, _ values: [FEELValue], names: [String]?) throws(FEELEvaluationError) -> FEELValue {
    guard let names else { return try invoke(.function(function), values) }
    switch function.body {
    case .builtin(let builtin): return try call(builtin, values, names: names)
    case .host(let name): return try callHost(name, values)
    case .written, .model, .external:
      guard values.count == function.parameters.count, let ordered = Self.order(values, names, by: function.parameters) else {
        remark("函数没有这样的参数名。")
        return .null
      }
      return try invoke(.function(function), ordered)
    }
  }

  /// A call into the decision model; it walks through evaluators of its own, which take some twenty times the stack of a node.
  @inline(never)
  private mutating func apply(_ function: any FEELCallable, _ values: [FEELValue]) throws(FEELEvaluationError) -> FEELValue {
    guard values.count == function.parameters.count else {
      remark("函数要 \(function.parameters.count) 个参数，给了 \(values.count) 个。")
      return .null
    }
    try spend(5)
    try descend(20)
    defer { ascend(20) }
    var spent = 0
    let result: FEELValue
    do throws(FEELEvaluationError) {
      result = try function.call(values, limits: remaining, spent: &spent)
    } catch {
      // The limits are those of the whole evaluation, of which the function saw what was left.
      switch error {
      case .tooMuchWork: throw .tooMuchWork(steps: limits.steps)
      case .tooDeep: throw .tooDeep(levels: limits.depth)
      default: throw error
      }
    }
    try spend(spent)
    return result
  }

  @inline(never)
  mutating func invoke(_ function: FEELValue, _ values: [FEELValue]) throws(FEELEvaluationError) -> FEELValue {
    switch function {
    case .function(let function):
      switch function.body {
      case .builtin(let builtin): return try apply(builtin, values)
      case .host(let name): return try callHost(name, values)
      case .external:
        remark("外部函数不执行，结果为空值。")
        return .null
      case .written(let written): return try apply(written, values)
      case .model(let model): return try apply(model, values)
      }
    case .unknown(let facts):
      return .unknown(values.reduce(facts) { mergeSorted($0, $1.missingFacts) })
    default:
      remark("\(function.kindName)不是函数，不能调用。")
      return .null
    }
  }

  /// Whether a value may be an argument of a type; what that takes counts.
  @inline(never)
  private mutating func admits(_ type: FEELType, _ value: FEELValue) throws(FEELEvaluationError) -> Bool {
    var spent = 0
    let fits = type.admits(value, remaining, &spent)
    try spend(spent)
    return fits
  }

  @inline(never)
  private mutating func apply(_ function: WrittenFunction, _ values: [FEELValue]) throws(FEELEvaluationError) -> FEELValue {
    guard values.count == function.parameters.count else {
      remark("函数要 \(function.parameters.count) 个参数，给了 \(values.count) 个。")
      return .null
    }
    var frame = function.closure
    for (i, name) in function.parameters.enumerated() {
      var value = values[i]
      if let type = function.parameterTypes[i] {
        if value.containsUnknown {
          // Its kind may turn out to be wrong, which makes the call null; so nothing is decided here.
          return .unknown(values.reduce([]) { mergeSorted($0, $1.missingFacts) })
        }
        if try !admits(type, value) {
          if case .list(let items) = value, items.count == 1, try admits(type, items[0]) {
            value = items[0]
          } else if case .list = type, try admits(type, .list([value])) {
            value = .list([value])
          } else {
            remark("参数“\(name)”的类型不符。")
            return .null
          }
        }
      }
      frame.append(LocalBinding(name: name, value: value))
    }
    try spend(frame.count)
    // A call takes some three times the stack of a node.
    try descend(3)
    swap(&locals, &frame)
    let outer = function.variables.map { exchange(environment: $0) }
    defer {
      swap(&locals, &frame)
      if let outer { _ = exchange(environment: outer) }
      ascend(3)
    }
    return try value(of: function.body)
  }
}
