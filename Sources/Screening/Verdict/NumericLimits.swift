import FEEL
import Zoning

/// The conjuncts of a condition that compare two numbers, prepared to be measured.
final class NumericLimits: Sendable {
  /// One side of a comparison.
  enum Side: Sendable {
    case constant(FEELDecimal)
    case source(SlotSource)
    case computed(FEELExpression)

    init(_ node: FEELNode, _ expression: FEELExpression, _ catalogue: FactsCatalogue) {
      if case .literal(.number(let number)) = node.kind {
        self = .constant(number)
        return
      }
      switch SlotSource(node, catalogue) {
      case .computed: self = .computed(expression.part(node))
      case let source: self = .source(source)
      }
    }
  }

  /// One comparison, turned so that the actual value stands on the left.
  struct Comparison: Sendable {
    let actual: Side
    let limit: Side
    let relation: FEELComparison
    /// The single fact that the actual value is.
    let fact: String?
    let map: MapFact?
    let unit: String?
  }

  let comparisons: [Comparison]

  init(_ comparisons: [Comparison]) { self.comparisons = comparisons }

  convenience init(_ expression: FEELExpression, _ catalogue: FactsCatalogue) {
    let phrases = ConditionPhrases(catalogue: catalogue)
    self.init(
      Self.conjuncts(expression.root).compactMap { node in
        guard case .comparison(let sign, let left, let right) = node.kind, sign != .equal, sign != .notEqual else { return nil }
        // The side that is a single fact is the actual value; a condition may be written either way round.
        let (leftFact, rightFact) = (phrases.fact(left), phrases.fact(right))
        let isFlipped = leftFact == nil && (rightFact != nil || left.isConstant)
        let fact = isFlipped ? rightFact : leftFact
        let map = fact.flatMap { MapFact(id: $0) }
        return Comparison(
          actual: Side(isFlipped ? right : left, expression, catalogue), limit: Side(isFlipped ? left : right, expression, catalogue),
          relation: isFlipped ? sign.mirrored : sign, fact: fact, map: map,
          unit: fact.flatMap { id in map?.kind.unit ?? catalogue[id]?.unit })
      })
  }

  private static func conjuncts(_ node: FEELNode) -> [FEELNode] {
    if case .and(let operands) = node.kind { return operands.flatMap(conjuncts) }
    return [node]
  }

  /// The margin to the limit with least room; `number` gives a side's value, nil where it is no number.
  func margin(_ layers: [String: LayerDescriptor], number: (Side) -> FEELDecimal?) -> Margin? {
    var best: (margin: Margin, room: Double)?
    for c in comparisons {
      guard let actual = number(c.actual), let limit = number(c.limit) else { continue }
      let value = c.relation == .greater || c.relation == .greaterOrEqual ? actual - limit : limit - actual
      let accuracy = c.map.flatMap { $0.kind == .distance || $0.kind == .length ? layers[$0.layer]?.legalAccuracyMetres : nil }
      let room = value.doubleValue / max(abs(limit.doubleValue), 1e-9)
      if let best, !(room < best.room) { continue }
      best = (
        Margin(
          fact: c.fact, actual: actual, relation: c.relation.rawValue, limit: limit, value: value, unit: c.unit,
          borderline: accuracy.map { abs(value.doubleValue) < $0 } ?? false), room
      )
    }
    return best?.margin
  }
}

extension FEELNode {
  /// Whether the node reads no name and calls no function.
  var isConstant: Bool {
    descendants.allSatisfy { node in
      switch node.kind {
      case .name, .variable, .field, .call, .invocation: false
      default: true
      }
    }
  }
}
