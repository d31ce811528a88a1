import FEEL
import Synchronization
import Zoning

/// A condition of a clause, parsed and compiled: one for all clauses that say the same.
final class CompiledCondition: Sendable {
  /// In the order of compilation; a screening finds by it what it already heard.
  let number: Int
  let expression: Result<FEELExpression, FEELSyntaxError>
  /// Nil where only the general evaluator can answer.
  let program: PlainProgram?
  private let limits = AtomicLazyReference<NumericLimits>()

  init(number: Int, expression: Result<FEELExpression, FEELSyntaxError>, program: PlainProgram?) {
    self.number = number
    self.expression = expression
    self.program = program
  }

  /// The comparisons with numbers that the whole condition rests on; found when a margin is first asked for.
  func limits(_ catalogue: FactsCatalogue) -> NumericLimits {
    if let known = limits.load() { return known }
    guard case .success(let expression) = expression else { return limits.storeIfNil(NumericLimits([])) }
    return limits.storeIfNil(NumericLimits(expression, catalogue))
  }
}

/// What a slot of the plain machine reads.
enum SlotSource: Sendable {
  case fact(id: String, isRegistry: Bool)
  case map(MapFact, id: String)
  /// A part that the general evaluator computes, and notes what it reads.
  case computed

  init(_ node: FEELNode, _ catalogue: FactsCatalogue) {
    switch node.kind {
    case .name(let path):
      guard path != ConditionNames.relocation, let fact = catalogue.fact(at: path) else { break }
      self = .fact(id: fact.id, isRegistry: fact.supplier == .registry)
      return
    case .call(let callee, let arguments) where !callee.isBuiltin && arguments.allSatisfy({ $0.name == nil }):
      guard let kind = MapFact.Kind(function: callee.name), let fact = MapFact(kind, literals: arguments.map(\.value)) else { break }
      self = .map(fact, id: fact.id)
      return
    default: break
    }
    self = .computed
  }

  /// The id of the fact that is read; nil for computed parts, which may read any.
  var id: String? {
    switch self {
    case .fact(let id, _), .map(_, let id): id
    case .computed: nil
    }
  }
}
