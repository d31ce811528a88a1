extension FEELExpression {
  /// Those of `candidates` that look most like `name`, nearest first (edit distance on characters, then order of the list).
  ///
  /// Case does not count. Only names within a third of the longer one's length are returned, so that a wild guess yields nothing.
  /// Cost: the product of the lengths for each candidate; names are cut at 64 characters.
  public static func nearestNames(_ name: String, among candidates: [String], limit: Int) -> [String] {
    let wanted = Array(name.lowercased().prefix(64))
    if wanted.isEmpty || limit <= 0 { return [] }
    var scored: [(distance: Int, place: Int)] = []
    for (place, candidate) in candidates.enumerated() {
      let other = Array(candidate.lowercased().prefix(64))
      let bound = max(1, (max(wanted.count, other.count) + 1) / 3)
      if abs(wanted.count - other.count) > bound { continue }
      let distance = editDistance(wanted, other)
      if distance <= bound, distance < max(wanted.count, other.count) { scored.append((distance, place)) }
    }
    scored.sort { $0.distance != $1.distance ? $0.distance < $1.distance : $0.place < $1.place }
    return scored.prefix(limit).map { candidates[$0.place] }
  }

  /// Insertions, deletions, replacements and exchanges of neighbours that turn one into the other.
  static func editDistance(_ a: [Character], _ b: [Character]) -> Int {
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var before: [Int] = []
    var previous = Array(0...b.count)
    for i in 1...a.count {
      var current = [i]
      current.reserveCapacity(b.count + 1)
      for j in 1...b.count {
        var cost = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { cost = min(cost, before[j - 2] + 1) }
        current.append(cost)
      }
      before = previous
      previous = current
    }
    return previous[b.count]
  }
}
