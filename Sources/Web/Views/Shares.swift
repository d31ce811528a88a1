/// Parts of a whole in small steps that add up to it exactly.
enum Shares {
  /// Steps out of `whole` for each count, the largest remainders rounded up; all zero where nothing is counted.
  static func steps(_ whole: Int, of counts: [Int]) -> [Int] {
    let sum = counts.reduce(0, +)
    guard sum > 0 else { return counts.map { _ in 0 } }
    var parts = counts.map { $0 * whole / sum }
    let order = counts.indices.sorted { a, b in
      let (x, y) = (counts[a] * whole % sum, counts[b] * whole % sum)
      return x == y ? a < b : x > y
    }
    for i in order.prefix(whole - parts.reduce(0, +)) { parts[i] += 1 }
    return parts
  }
}
