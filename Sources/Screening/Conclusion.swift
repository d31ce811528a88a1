public import Zoning

/// What a screening says of the project as a whole (研判结论), worst first.
public enum Conclusion: String, Vocabulary, Comparable {
  case prohibited, nonconforming, undetermined, conditional, conforms

  public var chinese: String {
    switch self {
    case .prohibited: "禁止准入"
    case .nonconforming: "不符合"
    case .undetermined: "待定"
    case .conditional: "有条件符合"
    case .conforms: "符合"
    }
  }

  var rank: Int { Self.allCases.firstIndex(of: self)! }
  /// A conclusion is less than another when it is worse.
  public static func < (a: Conclusion, b: Conclusion) -> Bool { a.rank < b.rank }

  /// What the conclusion is drawn from.
  public struct Grounds: Hashable, Sendable {
    public var outcomes: [(effect: Effect, outcome: Outcome)]
    /// A unit that was met has no list.
    public var unitWithoutList: Bool
    /// The site lies in the province but meets no unit.
    public var noUnitMet: Bool
    /// A part of the site that nobody judged, such as beyond the provincial border.
    public var partNotJudged: Bool

    public init(
      outcomes: [(effect: Effect, outcome: Outcome)], unitWithoutList: Bool = false, noUnitMet: Bool = false, partNotJudged: Bool = false
    ) {
      self.outcomes = outcomes
      self.unitWithoutList = unitWithoutList
      self.noUnitMet = noUnitMet
      self.partNotJudged = partNotJudged
    }

    public static func == (a: Grounds, b: Grounds) -> Bool {
      a.outcomes.elementsEqual(b.outcomes) { $0 == $1 } && a.unitWithoutList == b.unitWithoutList && a.noUnitMet == b.noUnitMet
        && a.partNotJudged == b.partNotJudged
    }

    public func hash(into hasher: inout Hasher) {
      for o in outcomes {
        hasher.combine(o.effect)
        hasher.combine(o.outcome)
      }
      hasher.combine(unitWithoutList)
      hasher.combine(noUnitMet)
      hasher.combine(partNotJudged)
    }
  }

  /// The first that fits, worst first.
  public init(_ grounds: Grounds) {
    func any(_ outcome: Outcome, _ effects: Set<Effect> = Set(Effect.allCases)) -> Bool {
      grounds.outcomes.contains { $0.outcome == outcome && effects.contains($0.effect) }
    }
    if any(.broken, [.prohibit, .permitOnly]) {
      self = .prohibited
    } else if any(.broken) {
      self = .nonconforming
    } else if any(.undetermined) || any(.faulty) || grounds.unitWithoutList || grounds.noUnitMet {
      self = .undetermined
    } else if any(.manual) || any(.duty) || grounds.partNotJudged {
      self = .conditional
    } else {
      self = .conforms
    }
  }

  /// The worse conclusions that clauses not yet decided could still lead to, worst first.
  ///
  /// Only what the machine will decide counts: a clause left to a person never becomes broken by a missing fact.
  public static func mayBecome(_ conclusion: Conclusion, undecided: [(effect: Effect, judgement: Judgement)]) -> [Conclusion] {
    var possible: Set<Conclusion> = []
    for c in undecided where c.judgement == .machine {
      switch c.effect {
      case .prohibit, .permitOnly: possible.insert(.prohibited)
      case .restrict, .require: possible.insert(.nonconforming)
      case .encourage: break
      }
    }
    return possible.filter { $0 < conclusion }.sorted()
  }
}
