/// The facts and functions that expressions are evaluated under.
public protocol FEELEnvironment {
  /// The value at a path of names; `.unknown` for a fact that was not supplied, nil for a path that is no fact of its own.
  ///
  /// Where nil is answered, the beginnings of the path are asked, longest first, and the rest is read from their value:
  /// for `项目.锅炉.蒸吨` it is enough to answer `项目.锅炉` with a list of contexts.
  func value(at path: [String]) -> FEELValue?

  /// Answers a call of a host function such as `距离("长江干支流岸线")`; nil where there is no such function.
  ///
  /// An argument that is itself unknown never arrives here: the call is then unknown by the same facts. Lists and contexts
  /// may contain unknown parts; the answer must be one that holds whatever these turn out to be.
  func call(_ function: String, _ arguments: [FEELValue]) throws(FEELEvaluationError) -> FEELValue?

  /// What `now()` and `today()` read; nil makes them null.
  var now: FEELDateTime? { get }
}

extension FEELEnvironment {
  public func call(_ function: String, _ arguments: [FEELValue]) throws(FEELEvaluationError) -> FEELValue? { nil }
  public var now: FEELDateTime? { nil }
}

/// An environment of plain variables: `value(at:)` follows the path through nested contexts.
public struct FEELVariables: FEELEnvironment, Sendable {
  public var context: FEELContext
  public var now: FEELDateTime?

  public init(_ context: FEELContext = FEELContext(), now: FEELDateTime? = nil) {
    self.context = context
    self.now = now
  }

  public func value(at path: [String]) -> FEELValue? {
    guard let first = path.first, var value = context[first] else { return nil }
    for name in path.dropFirst() {
      switch value {
      case .context(let inner): value = inner[name] ?? .null
      case .unknown: return value
      default: return .null
      }
    }
    return value
  }
}

/// Bounds of one evaluation, so that no expression, however hostile, takes long or much memory.
public struct FEELLimits: Hashable, Sendable {
  /// Steps: nodes visited, items and characters handled.
  public var steps: Int
  /// Items of one list.
  public var listLength: Int
  /// UTF-8 bytes of one text.
  public var textLength: Int
  /// Calls and nodes within each other.
  public var depth: Int

  public init(steps: Int = 500_000, listLength: Int = 100_000, textLength: Int = 1_000_000, depth: Int = 500) {
    self.steps = steps
    self.listLength = listLength
    self.textLength = textLength
    self.depth = depth
  }

  public static let standard = FEELLimits()
}

/// Why an evaluation ended without a value.
public enum FEELEvaluationError: Error, Hashable, Sendable {
  case tooMuchWork(steps: Int)
  case tooDeep(levels: Int)
  case listTooLong(limit: Int)
  case textTooLong(limit: Int)
  /// The environment does not know a path that the parser was told of.
  case unknownName([String])
  case unknownFunction(String)
  /// A host function refuses its arguments: one Chinese sentence.
  case refused(function: String, message: String)

  /// One Chinese sentence for the person who wrote the expression.
  public var message: String {
    switch self {
    case .tooMuchWork(let steps): "表达式的计算量超过上限（\(steps) 步），请化简。"
    case .tooDeep(let levels): "表达式的调用层数超过上限（\(levels) 层），请化简。"
    case .listTooLong(let limit): "列表超过上限（\(limit) 项），请缩小范围。"
    case .textTooLong(let limit): "文字超过上限（\(limit) 字节），请缩短。"
    case .unknownName(let path): "没有名为“\(path.joined(separator: "."))”的事实或变量。"
    case .unknownFunction(let name): "没有名为“\(name)”的函数。"
    case .refused(let function, let message): "函数“\(function)”无法计算：\(message)"
    }
  }
}
