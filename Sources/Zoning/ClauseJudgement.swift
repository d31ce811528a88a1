extension Clause {
  /// Who really judges the clause: the machine only where its conditions are enough for it.
  ///
  /// A `permitOnly` or `require` without `kept`, and any clause without a condition, is a person's.
  public var effectiveJudgement: Judgement {
    guard judgement == .machine else { return judgement }
    if !hasCondition { return .person }
    if kept == nil, effect == .permitOnly || effect == .require { return .person }
    return .machine
  }
}
