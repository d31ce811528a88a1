import Zoning

extension ConditionState {
  /// Kleene conjunction; a fault stays a fault.
  func and(_ other: ConditionState) -> ConditionState {
    if self == .faulty || other == .faulty { return .faulty }
    if self == .no || other == .no { return .no }
    return self == .unknown || other == .unknown ? .unknown : .yes
  }

  var applies: Applies {
    switch self {
    case .yes: .yes
    case .no: .no
    case .unknown, .faulty: .unknown
    }
  }
}
