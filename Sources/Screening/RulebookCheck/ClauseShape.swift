import FEEL
import Zoning

/// What of a clause decides its outcome; a province's clauses come in some hundreds of shapes.
struct ClauseShape: Hashable {
  var tier: Tier
  var effect: Effect
  var binding: Binding
  var judgement: Judgement
  var applies: String?
  var kept: String?
  var except: String?

  init(_ c: Clause) {
    tier = c.tier
    effect = c.effect
    binding = c.binding
    judgement = c.effectiveJudgement
    applies = c.applies
    kept = c.kept
    except = c.except
  }
}

/// A shape with its conditions parsed, and the clauses that have it.
struct CompiledShape {
  let shape: ClauseShape
  let first: Clause
  var clauses: [Clause]
  let applies: FEELExpression?
  let kept: FEELExpression?
  let except: FEELExpression?
  /// Column and message of the first condition that is not sound.
  let fault: (column: String, message: String)?

  init(_ clause: Clause, _ review: ConditionReview) {
    shape = ClauseShape(clause)
    first = clause
    clauses = [clause]
    var fault: (column: String, message: String)?
    func parsed(_ column: String, _ text: String?) -> FEELExpression? {
      guard let text else { return nil }
      if fault == nil, let found = review.fault(in: text) { fault = (column, found.message) }
      switch review.compiler.expression(text) {
      case .success(let e): return e
      case .failure: return nil
      }
    }
    applies = parsed("applies", clause.applies)
    kept = parsed("kept", clause.kept)
    except = parsed("except", clause.except)
    self.fault = fault
  }

  var expressions: [FEELExpression] { [applies, kept, except].compactMap { $0 } }
  var isJudged: Bool { shape.binding == .project && shape.effect != .encourage && shape.judgement == .machine && fault == nil }

  var concerns: ConditionGoal { applies.map { .holds($0) } ?? .constant(true) }
  /// Kept, or let off by an exception.
  var satisfied: ConditionGoal {
    .any([kept.map { .holds($0) } ?? .constant(false), except.map { .holds($0) } ?? .constant(false)])
  }
  var violated: ConditionGoal { .all([concerns, .not(satisfied)]) }

  /// What `kept` depends on.
  func keptFacts(_ catalogue: FactsCatalogue) -> [ConditionVariable] {
    guard let kept else { return [] }
    var analysis = ConditionAnalysis(catalogue: catalogue)
    analysis.read(kept.root)
    return analysis.order
  }

  /// The numeric limits that `kept` demands all together.
  func limits(_ catalogue: FactsCatalogue) -> [NumericLimit] { kept.map { NumericLimit.conjuncts(of: $0.root, catalogue) } ?? [] }
}

/// `fact relation number` as a clause demands it.
struct NumericLimit: Hashable {
  var fact: String
  var relation: FEELComparison
  var limit: FEELDecimal

  static func conjuncts(of node: FEELNode, _ catalogue: FactsCatalogue) -> [NumericLimit] {
    switch node.kind {
    case .and(let parts): return parts.flatMap { conjuncts(of: $0, catalogue) }
    case .comparison(let relation, let a, let b):
      let phrases = ConditionPhrases(catalogue: catalogue)
      if case .literal(.number(let n)) = b.kind, let fact = phrases.fact(a) {
        return [NumericLimit(fact: fact, relation: relation, limit: n)]
      }
      if case .literal(.number(let n)) = a.kind, let fact = phrases.fact(b) {
        return [NumericLimit(fact: fact, relation: relation.mirrored, limit: n)]
      }
      return []
    default: return []
    }
  }

  /// Whether it asks less than another limit of the same fact in the same direction.
  func isLaxer(than upper: NumericLimit) -> Bool {
    guard fact == upper.fact else { return false }
    let difference = (limit - upper.limit).signum
    switch (relation, upper.relation) {
    case (.greater, .greater), (.greaterOrEqual, .greaterOrEqual), (.greater, .greaterOrEqual): return difference < 0
    case (.greaterOrEqual, .greater): return difference <= 0
    case (.less, .less), (.lessOrEqual, .lessOrEqual), (.less, .lessOrEqual): return difference > 0
    case (.lessOrEqual, .less): return difference >= 0
    default: return false
    }
  }
}
