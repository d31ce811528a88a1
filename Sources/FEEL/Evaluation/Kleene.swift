/// Logic over true, false, null and unknown (Kleene; a value that is not a Boolean counts as null, as in the standard).
enum Kleene {
  static func and(_ a: FEELValue, _ b: FEELValue) -> FEELValue { combine(a, b, decidedBy: false) }
  static func or(_ a: FEELValue, _ b: FEELValue) -> FEELValue { combine(a, b, decidedBy: true) }

  static func not(_ a: FEELValue) -> FEELValue {
    switch a {
    case .boolean(let value): .boolean(!value)
    case .unknown: a
    default: .null
    }
  }

  private static func combine(_ a: FEELValue, _ b: FEELValue, decidedBy decisive: Bool) -> FEELValue {
    var state = KleeneState(decidedBy: decisive)
    state.add(a)
    state.add(b)
    return state.result
  }
}

/// The running result of a conjunction (decided by false) or disjunction (decided by true).
struct KleeneState {
  private let decisive: Bool
  private(set) var isDecided = false
  private var sawNull = false
  private var facts: [String]?

  init(decidedBy decisive: Bool) { self.decisive = decisive }

  mutating func add(_ operand: FEELValue) {
    switch operand {
    case .boolean(decisive): isDecided = true
    case .boolean: break
    case .unknown(let more): facts = mergeSorted(facts ?? [], more)
    default: sawNull = true
    }
  }

  /// Decided, else unknown if any operand is (beside null, the unknown one may still decide), else null if any is, else the neutral value.
  var result: FEELValue {
    if isDecided { return .boolean(decisive) }
    if let facts { return .unknown(facts) }
    return sawNull ? .null : .boolean(!decisive)
  }
}

extension Evaluator {
  @inline(never)
  mutating func junction(_ operands: [FEELNode], decidedBy decisive: Bool) throws(FEELEvaluationError) -> FEELValue {
    var state = KleeneState(decidedBy: decisive)
    for (place, operand) in operands.enumerated() {
      if state.isDecided {
        if recorder == nil { break }
        evaluateUnneeded(operand)
        continue
      }
      state.add(try value(of: operand))
      // What stands before the operand that decides is not needed either.
      if state.isDecided { recorder?.keepNeeded(place) }
    }
    let result = state.result
    if case .null = result { remark("and、or 两边都应是是否值。") }
    return result
  }

  /// Evaluates a part that the result does not need, for the reader of the trace only: its errors are shown there.
  mutating func evaluateUnneeded(_ node: FEELNode) {
    guard recorder != nil else { return }
    let level = recorder!.beginUnneeded()
    let outerLocals = locals.count
    do throws(FEELEvaluationError) {
      _ = try value(of: node)
    } catch {
      locals.removeLast(locals.count - outerLocals)
      recorder!.unwind(to: level, node: node, remark: error.message)
    }
    recorder!.endUnneeded(level)
  }
}
