import Zoning

/// Clauses of one owner whose wording is nearly the same.
struct NearDuplicates {
  /// Dice's coefficient of the pairs of characters from which on two texts count as nearly the same.
  static let threshold = 0.9

  let findings: [RulebookFinding]

  init(_ clauses: [Clause]) {
    var byOwner: [String: [Clause]] = [:]
    var owners: [String] = []
    for c in clauses {
      if byOwner[c.owner] == nil { owners.append(c.owner) }
      byOwner[c.owner, default: []].append(c)
    }
    var pairsOf: [String: [UInt64]] = [:]
    var seen: [[String]: Int] = [:]
    var found: [(first: Clause, second: Clause, subjects: [String])] = []
    for owner in owners {
      let own = byOwner[owner]!
      for i in own.indices {
        for j in own.indices where j > i {
          let (a, b) = (own[i], own[j])
          let key = [a.fullText, b.fullText]
          if let known = seen[key] {
            if known >= 0 { found[known].subjects += [a.id, b.id] }
            continue
          }
          let x = Self.characterPairs(a.fullText, &pairsOf)
          let y = Self.characterPairs(b.fullText, &pairsOf)
          guard Self.likeness(x, y) >= Self.threshold else {
            seen[key] = -1
            continue
          }
          seen[key] = found.count
          found.append((a, b, [a.id, b.id]))
        }
      }
    }
    findings = found.map { pair in
      let same = ClauseShape(pair.first) == ClauseShape(pair.second)
      return RulebookFinding(
        .nearDuplicate, clauses: [pair.first, pair.second], subjects: pair.subjects,
        message: "“\(pair.first.id)”与“\(pair.second.id)”文字几乎相同\(same ? "，条件也相同" : "，条件不同")。",
        remedy: same ? "请只留一条。" : "请核对是不是同一要求写了两遍，或数值抄错。")
    }
  }

  /// Pairs of neighbouring characters, sorted; punctuation and blanks aside.
  private static func characterPairs(_ text: String, _ known: inout [String: [UInt64]]) -> [UInt64] {
    if let pairs = known[text] { return pairs }
    let scalars = text.unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }
    var pairs: [UInt64] = []
    var last: UInt32?
    for s in scalars {
      if let last { pairs.append(UInt64(last) << 32 | UInt64(s.value)) }
      last = s.value
    }
    pairs.sort()
    known[text] = pairs
    return pairs
  }

  /// 2·common / total of two sorted lists.
  static func likeness(_ a: [UInt64], _ b: [UInt64]) -> Double {
    guard !a.isEmpty, !b.isEmpty else { return 0 }
    if 2 * Double(min(a.count, b.count)) / Double(a.count + b.count) < threshold { return 0 }
    var (i, j, common) = (0, 0, 0)
    while i < a.count, j < b.count {
      if a[i] == b[j] {
        common += 1
        i += 1
        j += 1
      } else if a[i] < b[j] {
        i += 1
      } else {
        j += 1
      }
    }
    return 2 * Double(common) / Double(a.count + b.count)
  }
}
