/// How far the check of a rulebook is, in lists: a list is checked when all that decides its clauses has been looked at.
public struct ReviewProgress: Hashable, Sendable {
  public var listsChecked: Int
  public var lists: Int

  public init(listsChecked: Int, lists: Int) {
    self.listsChecked = listsChecked
    self.lists = lists
  }
}

/// Counts lists whose shapes have all been looked at.
struct ReviewTally {
  private let ownersOfShape: [Set<String>]
  private var open: [String: Int] = [:]
  private let lists: Int

  init(_ ownersOfShape: [Set<String>]) {
    self.ownersOfShape = ownersOfShape
    for owners in ownersOfShape { for o in owners { open[o, default: 0] += 1 } }
    lists = open.count
  }

  mutating func checked(_ shape: Int) -> ReviewProgress {
    for owner in ownersOfShape[shape] {
      open[owner]! -= 1
      if open[owner] == 0 { open[owner] = nil }
    }
    return ReviewProgress(listsChecked: lists - open.count, lists: lists)
  }
}
