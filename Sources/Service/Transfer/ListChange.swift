public import Zoning

/// What an import does to the list of one owner, by clause ids (清单变化).
public struct ListChange: Hashable, Sendable {
  public var owner: String
  public var tier: Tier
  public var added: [String]
  /// Same id, anything else different.
  public var changed: [String]
  public var removed: [String]
  public var unchanged: Int

  /// Owners in the order the clauses name them.
  static func all(_ imported: [Clause], present: (String) -> [Clause]) -> [ListChange] {
    var owners: [String] = []
    var byOwner: [String: [Clause]] = [:]
    for c in imported {
      if byOwner[c.owner] == nil { owners.append(c.owner) }
      byOwner[c.owner, default: []].append(c)
    }
    return owners.map { owner in
      let new = byOwner[owner] ?? []
      let old = Dictionary(present(owner).map { ($0.id, $0) }) { a, _ in a }
      let ids = Set(new.map(\.id))
      let same = new.filter { old[$0.id] == $0 }
      return ListChange(
        owner: owner, tier: new.first?.tier ?? .unit, added: new.map(\.id).filter { old[$0] == nil },
        changed: new.filter { c in old[c.id].map { $0 != c } ?? false }.map(\.id),
        removed: present(owner).map(\.id).filter { !ids.contains($0) }, unchanged: same.count)
    }
  }

  /// `全省“320000”的清单整个换成文件里的：新增 2 条，修改 1 条，删除 80 条（JS-KJ-001、…），不变 3 条。`
  public var sentence: String {
    let some = removed.prefix(5).joined(separator: "、") + (removed.count > 5 ? " 等" : "")
    let gone = removed.isEmpty ? "删除 0 条" : "删除 \(removed.count) 条（\(some)）"
    return "\(tier.chinese)“\(owner)”的清单整个换成文件里的：新增 \(added.count) 条，修改 \(changed.count) 条，\(gone)，不变 \(unchanged) 条。"
  }

  /// Several owners in one sentence.
  public static func total(_ changes: [ListChange]) -> String {
    func sum(_ part: (ListChange) -> Int) -> Int { changes.reduce(0) { $0 + part($1) } }
    return
      "共换 \(changes.count) 份清单：新增 \(sum { $0.added.count }) 条，修改 \(sum { $0.changed.count }) 条，删除 \(sum { $0.removed.count }) 条，不变 \(sum(\.unchanged)) 条。"
  }
}
