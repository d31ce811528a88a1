extension Clause {
  /// Who really judges the clause: the machine only where its conditions are enough for it.
  ///
  /// A `permitOnly` or `require` without `kept`, and any clause without a condition, is a person's.
  public var effectiveJudgement: Judgement {
    Self.effectiveJudgement(judgement, effect: effect, hasCondition: hasCondition, hasKept: kept != nil)
  }

  /// The same of a clause of which only this is known.
  package static func effectiveJudgement(_ judgement: Judgement, effect: Effect, hasCondition: Bool, hasKept: Bool) -> Judgement {
    guard judgement == .machine else { return judgement }
    if !hasCondition { return .person }
    if !hasKept, effect == .permitOnly || effect == .require { return .person }
    return .machine
  }
}
