import FEEL
import Zoning

/// A condition of a clause after evaluation.
struct EvaluatedCondition {
  var state: ConditionState
  /// Facts for want of which it is unknown.
  var missing: [String] = []
  /// Why it is faulty.
  var fault: String?

  static let yes = EvaluatedCondition(state: .yes)
  static let no = EvaluatedCondition(state: .no)

  /// Evaluates a condition; one that comes to neither true, false nor unknown is faulty.
  init(_ text: String, reader: FactReader, compiler: ConditionCompiler) {
    switch compiler.expression(text) {
    case .failure(let error):
      self.init(state: .faulty, fault: error.message)
    case .success(let expression):
      if let program = compiler.program(text), let plain = reader.evaluate(program, compiler.vocabulary) {
        self = plain
        return
      }
      do throws(FEELEvaluationError) {
        self.init(try expression.evaluate(in: reader))
      } catch {
        self.init(state: .faulty, fault: error.message)
      }
    }
  }

  init(_ value: FEELValue) {
    switch value {
    case .boolean(true): self.init(state: .yes)
    case .boolean(false): self.init(state: .no)
    case .unknown(let facts): self.init(state: .unknown, missing: facts)
    case let other: self.init(state: .faulty, fault: "结果是\(other.kindName)，应为真或假。")
    }
  }

  init(state: ConditionState, missing: [String] = [], fault: String? = nil) {
    self.state = state
    self.missing = missing
    self.fault = fault
  }

  /// Kleene conjunction; a fault stays a fault.
  func and(_ other: EvaluatedCondition) -> EvaluatedCondition {
    if state == .faulty || other.state == .no { return state == .faulty ? self : other }
    if other.state == .faulty || state == .no { return other.state == .faulty ? other : self }
    if state == .unknown || other.state == .unknown {
      return EvaluatedCondition(state: .unknown, missing: Array(Set(missing + other.missing)).sorted())
    }
    return .yes
  }
}

extension ConditionState {
  var applies: Applies {
    switch self {
    case .yes: .yes
    case .no: .no
    case .unknown, .faulty: .unknown
    }
  }
}
