/// A parsed expression: a condition of a clause, or any other expression of the DMN standard's language.
///
/// ```swift
/// let condition = try FEELExpression.parse("项目.建设性质 in (\"新建\", \"扩建\")", names: catalogue)
/// let value = try condition.evaluate(in: facts)   // true, false, null or unknown
/// ```
public struct FEELExpression: Hashable, Sendable {
  /// The text as it was written.
  public let text: String
  public let root: FEELNode

  /// Reads a text; names decide where a name with spaces ends, and names that are not known are refused.
  ///
  /// Cost: linear in the text, with at most a dozen look-ups for each name.
  public static func parse(_ text: String, names: some FEELNames) throws(FEELSyntaxError) -> FEELExpression {
    var parser = Parser(text, names: names)
    return FEELExpression(text: text, root: try parser.wholeExpression())
  }

  /// Reads the tests of a decision table's cell: `-`, `> 5, [1..3]`, `not("a", "b")`; evaluate with `?` in `input`.
  public static func parseUnaryTests(_ text: String, names: some FEELNames) throws(FEELSyntaxError) -> FEELExpression {
    var parser = Parser(text, names: names)
    return FEELExpression(text: text, root: try parser.wholeUnaryTests())
  }

  /// Every path that is read, each once, in the order of reading; entries read through an iterator or filter over a
  /// catalogued list are given below the list's path.
  public var referencedNames: [[String]] {
    var seen: Set<[String]> = []
    return ReferenceFinder.paths(in: root).filter { seen.insert($0).inserted }
  }

  /// The keys of all contexts that the text writes, in the order they are written.
  public var writtenKeys: [String] {
    root.descendants.flatMap { node -> [String] in
      if case .context(let entries) = node.kind { return entries.map(\.key) }
      return []
    }
  }

  /// Whether a function outside is defined in it.
  public var definesExternalFunction: Bool {
    root.descendants.contains { node in
      if case .externalFunction = node.kind { return true }
      return false
    }
  }

  /// One call of a function by name.
  public struct Call: Hashable, Sendable {
    public let function: String
    public let arguments: [FEELNode]
    public let node: FEELNode
    public let isBuiltin: Bool
  }

  /// Every call by name, in the order they are written; `not(…)` is an operator and not among them.
  public var calls: [Call] {
    root.descendants.compactMap { node in
      guard case .call(let callee, let arguments) = node.kind else { return nil }
      return Call(function: callee.name, arguments: arguments.map(\.value), node: node, isBuiltin: callee.isBuiltin)
    }
  }

  /// The text that a node was read from.
  public func source(of node: FEELNode) -> String {
    let start = text.index(text.startIndex, offsetBy: node.range.lowerBound)
    return String(text[start..<text.index(start, offsetBy: node.range.count)])
  }

  /// One of the expression's nodes as an expression of its own; it must not read a local name of what stands around it.
  public func part(_ node: FEELNode) -> FEELExpression { FEELExpression(text: text, root: node) }

  /// The value under the facts of an environment; unknown where missing facts could change it.
  public func evaluate(
    in environment: some FEELEnvironment, input: FEELValue? = nil, limits: FEELLimits = .standard
  ) throws(FEELEvaluationError) -> FEELValue {
    var evaluator = Evaluator(environment: environment, limits: limits)
    if let input { evaluator.locals.append(LocalBinding(name: "?", value: input)) }
    return try evaluator.value(of: root)
  }

  /// The value, and in `spent` the steps that were used of the limits.
  public func evaluate(
    in environment: some FEELEnvironment, input: FEELValue? = nil, limits: FEELLimits, spent: inout Int
  ) throws(FEELEvaluationError) -> FEELValue {
    var evaluator = Evaluator(environment: environment, limits: limits)
    defer { spent += evaluator.steps }
    if let input { evaluator.locals.append(LocalBinding(name: "?", value: input)) }
    return try evaluator.value(of: root)
  }

  /// The value with every part beside it: both sides of and/or are evaluated, and what was not needed is marked.
  public func explain(
    in environment: some FEELEnvironment, input: FEELValue? = nil, limits: FEELLimits = .standard
  ) throws(FEELEvaluationError) -> FEELTrace {
    var evaluator = Evaluator(environment: environment, limits: limits)
    evaluator.recorder = TraceRecorder(text: text)
    if let input { evaluator.locals.append(LocalBinding(name: "?", value: input)) }
    _ = try evaluator.value(of: root)
    return evaluator.recorder!.result
  }
}
