public import Zoning

/// How the clauses of every list fall into kinds that are decided alike, so that decidability for any industry is the matter of some
/// hundred conditions, whatever the number of clauses.
public struct DecidabilityTable: Sendable {
  public struct List: Hashable, Sendable {
    public let tier: Tier
    public let owner: String
    /// Kind → number of clauses.
    fileprivate var kinds: [Int: Int] = [:]
  }

  /// Lists in force on the rulebook's day, tier by tier.
  public let lists: [List]
  private let rulebook: Rulebook
  /// One clause of each kind.
  private let examples: [Clause]

  public init(_ rulebook: Rulebook) {
    self.rulebook = rulebook
    var places: [ClauseShape: Int] = [:]
    var examples: [Clause] = []
    var lists: [List] = []
    var listPlaces: [String: Int] = [:]
    for c in RulebookCheck.clauses(of: rulebook) where c.validity.contains(rulebook.asOf) {
      let shape = ClauseShape(c)
      let kind = places[shape] ?? examples.count
      if kind == examples.count {
        places[shape] = kind
        examples.append(c)
      }
      let key = c.tier.rawValue + "\n" + c.owner
      let place = listPlaces[key] ?? lists.count
      if place == lists.count {
        listPlaces[key] = place
        lists.append(List(tier: c.tier, owner: c.owner))
      }
      lists[place].kinds[kind, default: 0] += 1
    }
    self.lists = lists
    self.examples = examples
  }

  /// Sums for one industry (canonical code; nil for any project) over groups of lists.
  public func sums(_ groups: [[List]], industry: String?) throws(ZoningError) -> [Decidability] {
    let check = RulebookCheck(rulebook: rulebook, units: [:], lists: examples) { _, _ in false }
    var count = try DecidabilityCount(check, industry: industry)
    let kinds = examples.map { count.of([$0]) }
    return groups.map { lists in
      var sum = Decidability()
      for list in lists { for (kind, n) in list.kinds { sum += kinds[kind].times(n) } }
      return sum
    }
  }
}

extension Decidability {
  fileprivate func times(_ n: Int) -> Decidability {
    var d = self
    d.machine *= n
    d.waiting *= n
    d.people *= n
    return d
  }
}
