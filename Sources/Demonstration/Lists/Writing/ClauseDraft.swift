import Zoning

/// A clause as it is written, before a list gives it an id, an owner and its own document.
struct ClauseDraft {
  var dimension: Dimension
  var effect: Effect
  var binding: Binding = .project
  var judgement: Judgement = .machine
  var text: String
  var applies: String?
  var kept: String?
  var except: String?
  /// nil where the list's own document is the source.
  var source: ClauseSource?

  /// 禁止: broken by whatever `when` concerns, unless it keeps `keeps` or the exception holds.
  static func prohibit(_ dimension: Dimension, _ text: String, when: String, keeps: String? = nil, unless: String? = nil) -> ClauseDraft {
    ClauseDraft(dimension: dimension, effect: .prohibit, text: text, applies: when, kept: keeps, except: unless)
  }

  /// 仅允许: only what `keeps` names may come.
  static func permitOnly(_ dimension: Dimension, _ text: String, when: String? = nil, keeps: String, unless: String? = nil) -> ClauseDraft {
    ClauseDraft(dimension: dimension, effect: .permitOnly, text: text, applies: when, kept: keeps, except: unless)
  }

  /// 限制: may come within a limit.
  static func restrict(_ dimension: Dimension, _ text: String, when: String, keeps: String? = nil, unless: String? = nil) -> ClauseDraft {
    ClauseDraft(dimension: dimension, effect: .restrict, text: text, applies: when, kept: keeps, except: unless)
  }

  /// 要求: must do what `keeps` says.
  static func require(_ dimension: Dimension, _ text: String, when: String? = nil, keeps: String, unless: String? = nil) -> ClauseDraft {
    ClauseDraft(dimension: dimension, effect: .require, text: text, applies: when, kept: keeps, except: unless)
  }

  /// 鼓励: shown, never judged.
  static func encourage(_ dimension: Dimension, _ text: String) -> ClauseDraft {
    ClauseDraft(dimension: dimension, effect: .encourage, text: text)
  }

  /// A duty of government: shown as context.
  static func government(_ dimension: Dimension, _ text: String) -> ClauseDraft {
    ClauseDraft(dimension: dimension, effect: .require, binding: .government, text: text)
  }

  /// Soft words (原则上, 严格控制, 合理) that only a person can judge.
  static func byPerson(_ dimension: Dimension, _ effect: Effect, _ text: String, when: String) -> ClauseDraft {
    ClauseDraft(dimension: dimension, effect: effect, judgement: .person, text: text, applies: when)
  }

  /// A duty that falls due after approval (后续落实).
  static func afterwards(_ dimension: Dimension, _ text: String, when: String) -> ClauseDraft {
    ClauseDraft(dimension: dimension, effect: .require, judgement: .later, text: text, applies: when)
  }

  /// The same clause citing another document than its list's own.
  func citing(_ document: String, _ article: String? = nil) -> ClauseDraft {
    var copy = self
    copy.source = ClauseSource(document: document, article: article)
    return copy
  }
}

/// The clauses that a unit could have: some always, some as its own number allows.
struct ClausePool {
  private(set) var always: [ClauseDraft] = []
  private(set) var perhaps: [ClauseDraft] = []
  /// The fewest clauses of the list, 6 or more; the most are five more, and never over 14.
  var least = 6

  mutating func always(_ draft: ClauseDraft) { always.append(draft) }
  /// Written before everything else, so that the limit of 14 never cuts it.
  mutating func first(_ drafts: [ClauseDraft]) { always.insert(contentsOf: drafts, at: 0) }
  mutating func perhaps(_ draft: ClauseDraft) { perhaps.append(draft) }

  /// Between 6 and 14 clauses, by dimension: all of `always` (the first 14) and a draw from the rest.
  func drawn(_ place: UnitPlace) -> [ClauseDraft] {
    var random = place.random("how many")
    let wanted = min(14, max(always.count + 2, least + random.below(6)))
    var chosen = Array(always.prefix(14))
    var rest = perhaps
    while chosen.count < wanted, !rest.isEmpty { chosen.append(rest.remove(at: random.below(rest.count))) }
    return chosen.inListOrder
  }
}

extension [ClauseDraft] {
  /// By dimension, then as written; prohibitions are written first.
  var inListOrder: [ClauseDraft] {
    enumerated().sorted { a, b in
      (a.element.dimension, a.offset) < (b.element.dimension, b.offset)
    }.map(\.element)
  }
}
