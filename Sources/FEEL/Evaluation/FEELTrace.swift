/// A node of an evaluated expression, with its value and its parts.
public struct FEELTrace: Hashable, Sendable {
  public let node: FEELNode
  /// The whole expression.
  let expression: String
  /// Nil where the node was not evaluated (the other branch of an `if`, tests after the first that holds) or failed.
  public let value: FEELValue?
  /// False where the result stands without this part: it is shown for the reader only.
  public private(set) var isNeeded: Bool
  /// Why the value is null or missing, in Chinese.
  public let remark: String?
  /// What iterators stand for in this part: `b` = the first boiler.
  public let bindings: [Binding]
  public private(set) var children: [FEELTrace]

  public struct Binding: Hashable, Sendable {
    public let name: String
    public let value: FEELValue

    public init(name: String, value: FEELValue) {
      self.name = name
      self.value = value
    }
  }

  /// This part, marked as one that the result stands without, with all below it.
  func unneeded() -> FEELTrace {
    var copy = self
    copy.isNeeded = false
    copy.children = children.map { $0.unneeded() }
    return copy
  }

  /// The text that the node was read from; found when asked for, since few parts of a trace are read.
  public var source: String {
    let start = expression.index(expression.startIndex, offsetBy: node.range.lowerBound)
    return String(expression[start..<expression.index(start, offsetBy: node.range.count)])
  }

  /// Whether the node was left out by the evaluation.
  public var isSkipped: Bool { value == nil }

  /// This part and all below it, in the order they were evaluated.
  public var parts: [FEELTrace] { [self] + children.flatMap(\.parts) }
}

/// Builds the trace while the evaluator walks.
struct TraceRecorder {
  private struct Frame {
    let node: FEELNode
    let isNeeded: Bool
    let bindings: [FEELTrace.Binding]
    var remark: String?
    var children: [FEELTrace] = []
  }

  private let text: String
  private var frames: [Frame] = []
  private var bindings: [FEELTrace.Binding] = []
  private var unneeded = 0
  private var recorded = 0
  private var finished: FEELTrace?

  /// Parts that are kept; an iteration over thousands of items is cut off here, its result is not.
  static let partLimit = 2_000

  init(text: String) { self.text = text }

  var result: FEELTrace { finished! }

  mutating func begin(_ node: FEELNode) {
    frames.append(Frame(node: node, isNeeded: unneeded == 0, bindings: bindings))
    bindings = []
  }

  mutating func end(_ value: FEELValue) {
    let frame = frames.removeLast()
    bindings = frame.bindings
    let trace = FEELTrace(
      node: frame.node, expression: text, value: value, isNeeded: frame.isNeeded, remark: frame.remark,
      bindings: frame.bindings, children: frame.children)
    attach(trace)
  }

  /// A part that is left out.
  mutating func skip(_ node: FEELNode) {
    attach(FEELTrace(node: node, expression: text, value: nil, isNeeded: false, remark: nil, bindings: bindings, children: []))
  }

  /// Marks all operands recorded so far but the one that decided.
  mutating func keepNeeded(_ place: Int) {
    guard var frame = frames.last else { return }
    for i in frame.children.indices where i != place { frame.children[i] = frame.children[i].unneeded() }
    frames[frames.count - 1] = frame
  }

  mutating func remark(_ text: String) {
    guard !frames.isEmpty else { return }
    frames[frames.count - 1].remark = text
  }

  mutating func enter(_ name: String, _ value: FEELValue) { bindings.append(.init(name: name, value: value)) }
  mutating func leave() { bindings.removeLast() }

  mutating func beginUnneeded() -> Int {
    unneeded += 1
    return frames.count
  }

  mutating func endUnneeded(_ level: Int) { unneeded -= 1 }

  /// Closes what an error left open.
  mutating func unwind(to level: Int, node: FEELNode, remark: String) {
    if frames.count > level { bindings = frames[level].bindings }
    frames.removeLast(frames.count - level)
    attach(
      FEELTrace(node: node, expression: text, value: nil, isNeeded: false, remark: remark, bindings: bindings, children: []))
  }

  private mutating func attach(_ trace: FEELTrace) {
    if frames.isEmpty {
      finished = trace
    } else if recorded < Self.partLimit {
      recorded += 1
      frames[frames.count - 1].children.append(trace)
    }
  }
}
