/// A node of a parsed expression, with the characters it was read from. Immutable; equal nodes have equal parts and places.
public final class FEELNode: Hashable, Sendable {
  public let kind: Kind
  /// Character offsets in the expression's text.
  public var range: Range<Int> { Int(lower)..<Int(upper) }
  private let lower: UInt32
  private let upper: UInt32
  private let levels: UInt32
  private let count: UInt32
  /// Nodes from here down, this one counted: what `descendants` lists.
  public var nodeCount: Int { Int(count) }
  /// Levels of nodes from here to the deepest leaf; a leaf has 1.
  var height: Int { Int(levels) }

  public enum Kind: Hashable, Sendable {
    case literal(FEELValue)
    /// A path that the environment answers: `项目.排放.氨氮`.
    case name([String])
    /// A local name: iterator, parameter, entry of the context being built, `item`, `partial`, `?`.
    case variable(String)
    /// A name inside a filter: an entry of the item, else what the name means outside (nil: nothing, so null).
    case field(String, outside: FEELNode?)
    /// An entry or property of a value: `b.蒸吨`, `日期.year`.
    case path(FEELNode, String)
    /// The entries of a name at every depth of a value: `组织...名称`.
    case descendants(FEELNode, String)
    case filter(FEELNode, FEELNode)
    case list([FEELNode])
    case context([ContextEntry])
    case range(lower: FEELNode, lowerIncluded: Bool, upper: FEELNode, upperIncluded: Bool)
    case negate(FEELNode)
    case arithmetic(FEELArithmetic, FEELNode, FEELNode)
    case comparison(FEELComparison, FEELNode, FEELNode)
    case between(FEELNode, lower: FEELNode, upper: FEELNode)
    /// `value in (tests)`: any of the tests holds.
    case member(FEELNode, tests: [FEELNode])
    /// `> 5` as a test of `in`, or as an open interval.
    case test(FEELComparison, FEELNode)
    /// `-`, or `not(tests)`, or tests, of a decision table's cell, applied to `?`.
    case unaryTests([FEELNode], negated: Bool)
    case and([FEELNode])
    case or([FEELNode])
    case not(FEELNode)
    case conditional(test: FEELNode, then: FEELNode, otherwise: FEELNode)
    case some([Iterator], FEELNode)
    case every([Iterator], FEELNode)
    case iteration([Iterator], FEELNode)
    /// A call by name, of a built-in or host function.
    case call(FEELCallee, [Argument])
    /// A call of a value that is a function.
    case invocation(FEELNode, [Argument])
    case function([Parameter], FEELNode)
    /// `function(a) external {java: …}`: a function outside, which is not run; its calls are null.
    case externalFunction([Parameter], FEELNode)
    case instanceOf(FEELNode, FEELType)
  }

  public struct ContextEntry: Hashable, Sendable {
    public let key: String
    public let value: FEELNode
  }

  /// `name in list`, or `name in lower..upper`.
  public struct Iterator: Hashable, Sendable {
    public let name: String
    public let source: FEELNode
    /// The upper bound where the source is an interval without brackets.
    public let upper: FEELNode?
  }

  public struct Argument: Hashable, Sendable {
    /// The parameter's name where the call names it.
    public let name: String?
    public let value: FEELNode
  }

  public struct Parameter: Hashable, Sendable {
    public let name: String
    public let type: FEELType?
  }

  init(_ kind: Kind, _ range: Range<Int>) {
    self.kind = kind
    lower = UInt32(range.lowerBound)
    upper = UInt32(range.upperBound)
    let children = Self.children(of: kind)
    levels = 1 + (children.lazy.map(\.levels).max() ?? 0)
    count = children.reduce(1) { $0 &+ $1.count }
  }

  public static func == (a: FEELNode, b: FEELNode) -> Bool { a === b || (a.range == b.range && a.kind == b.kind) }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(range)
    hasher.combine(kind)
  }

  /// The nodes directly below, in the order they are written.
  public var children: [FEELNode] { Self.children(of: kind) }

  private static func children(of kind: Kind) -> [FEELNode] {
    switch kind {
    case .literal, .name, .variable: []
    case .field(_, let outside): outside.map { [$0] } ?? []
    case .path(let base, _), .descendants(let base, _), .negate(let base), .not(let base), .test(_, let base), .instanceOf(let base, _):
      [base]
    case .filter(let a, let b), .arithmetic(_, let a, let b), .comparison(_, let a, let b): [a, b]
    case .list(let items), .and(let items), .or(let items), .unaryTests(let items, _): items
    case .context(let entries): entries.map(\.value)
    case .range(let lower, _, let upper, _): [lower, upper]
    case .between(let value, let lower, let upper): [value, lower, upper]
    case .member(let value, let tests): [value] + tests
    case .conditional(let test, let then, let otherwise): [test, then, otherwise]
    case .some(let iterators, let body), .every(let iterators, let body), .iteration(let iterators, let body):
      iterators.flatMap { [$0.source] + ($0.upper.map { [$0] } ?? []) } + [body]
    case .call(_, let arguments): arguments.map(\.value)
    case .invocation(let function, let arguments): [function] + arguments.map(\.value)
    case .function(_, let body), .externalFunction(_, let body): [body]
    }
  }

  /// This node and all below it, in the order they are written.
  public var descendants: [FEELNode] {
    var all: [FEELNode] = []
    var pending = [self]
    while let node = pending.popLast() {
      all.append(node)
      pending.append(contentsOf: node.children.reversed())
    }
    return all
  }
}

public enum FEELArithmetic: String, Hashable, Sendable, CaseIterable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case power = "**"
}

public enum FEELComparison: String, Hashable, Sendable, CaseIterable {
  case equal = "="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="

  /// The operator with its sides exchanged: `a < b` is `b > a`.
  public var mirrored: FEELComparison {
    switch self {
    case .equal, .notEqual: self
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }
}

/// The function that a call names.
public struct FEELCallee: Hashable, Sendable {
  public let name: String
  /// The built-in of that name; nil for a function of the environment.
  let builtin: Builtin?

  init(_ builtin: Builtin) {
    name = builtin.rawValue
    self.builtin = builtin
  }

  init(host name: String) {
    self.name = name
    builtin = nil
  }

  public var isBuiltin: Bool { builtin != nil }
}
