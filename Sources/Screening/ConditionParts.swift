import FEEL

/// A part of a condition with what it came to, as reasons are made of it.
protocol ConditionPart {
  var node: FEELNode { get }
  var isTrue: Bool { get }
  var isFalse: Bool { get }
  /// The operands of and, or, not.
  var operands: [Self] { get }
  /// With the values of its parts; nil where it does not evaluate.
  var explanation: FEELTrace? { get }
}

extension FEELTrace: ConditionPart {
  var isTrue: Bool { value == .boolean(true) }
  var isFalse: Bool { value == .boolean(false) }
  var operands: [FEELTrace] { children }
  var explanation: FEELTrace? { self }
}

/// A part of a condition whose trace was kept: the byte says what it came to, and values are looked up only where it is put into words.
struct KeptPart: ConditionPart {
  /// One kept trace with what it was made of.
  struct Kept {
    let expression: FEELExpression
    let log: PlainTraceLog
    let start: Int
    let reader: FactReader
  }

  let node: FEELNode
  /// In the order of `FEELNode.descendants`.
  let place: Int
  let kept: Kept

  private var state: PlainResult.State? { kept.log.state(ofNode: place, from: kept.start) }
  var isTrue: Bool { state == .yes }
  var isFalse: Bool { state == .no }

  var operands: [KeptPart] {
    var next = place + 1
    return node.children.map { child in
      defer { next += child.nodeCount }
      return KeptPart(node: child, place: next, kept: kept)
    }
  }

  var explanation: FEELTrace? { kept.expression.part(node).explanation(in: kept.reader) }
}

extension FEELExpression {
  /// The value with every part beside it; nil where it does not evaluate.
  func explanation(in reader: FactReader) -> FEELTrace? {
    do throws(FEELEvaluationError) { return try explain(in: reader) } catch { return nil }
  }
}
