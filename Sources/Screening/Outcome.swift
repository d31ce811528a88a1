public import Zoning

/// Whether a clause concerns the project.
public enum Applies: String, Sendable, CaseIterable {
  case yes, no, unknown
}

/// What a condition came to: a truth value, an unknown, or a failure to evaluate.
public enum ConditionState: Hashable, Sendable {
  case yes, no, unknown, faulty
}

/// What was found about one clause in scope (逐条结果).
public enum Outcome: String, Vocabulary {
  case faulty, broken, undetermined, manual, duty, kept, notApplicable, context

  public var chinese: String {
    switch self {
    case .faulty: "规则有误"
    case .broken: "未满足"
    case .undetermined: "待定"
    case .manual: "需人工研判"
    case .duty: "后续落实"
    case .kept: "已满足"
    case .notApplicable: "不涉及"
    case .context: "不评判"
    }
  }

  /// The outcome of a clause in scope, in the one written order of precedence.
  ///
  /// 1. A clause that binds government, or encourages, is `context`.
  /// 2. `applies` fails to evaluate: `faulty`. 3. It is no: `notApplicable`.
  /// 4. `kept` or `except` fails: `faulty`.
  /// 5. Left to a person or to later: `manual` or `duty` where it applies, `undetermined` where that is unknown.
  /// 6. *Violated* = applies ∧ ¬except ∧ ¬kept in Kleene logic: `broken`, `undetermined` or `kept`.
  public static func of(
    effect: Effect, binding: Binding, judgement: Judgement, applies: ConditionState, kept: @autoclosure () -> ConditionState,
    except: @autoclosure () -> ConditionState
  ) -> Outcome {
    if binding == .government || effect == .encourage { return .context }
    if applies == .faulty { return .faulty }
    if applies == .no { return .notApplicable }
    let kept = kept()
    let except = except()
    if kept == .faulty || except == .faulty { return .faulty }
    switch judgement {
    case .person: return applies == .yes ? .manual : .undetermined
    case .later: return applies == .yes ? .duty : .undetermined
    case .machine: break
    }
    if kept == .yes || except == .yes { return .kept }
    if applies == .yes && kept == .no && except == .no { return .broken }
    return .undetermined
  }
}
