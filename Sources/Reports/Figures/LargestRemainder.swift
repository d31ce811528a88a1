package import FEEL

/// Rounding of parts so that the printed parts add up to the printed total (largest remainder, Hare–Niemeyer).
package enum LargestRemainder {
  /// Shares from 0 to 1 as per cent with `digits` digits, adding up to their own total rounded half up; ties go to the earlier part.
  package static func percentages(_ shares: [FEELDecimal], digits: Int = 2) -> [FEELDecimal] {
    let exact = shares.map { $0.scaled(by: "100") ?? .zero }
    let step = FEELDecimal("1e-\(digits)") ?? .one
    var parts = exact.map { $0.rounded(fractionDigits: digits, .floor) }
    let total = exact.reduce(.zero, +).rounded(fractionDigits: digits, .halfUp)
    let missing = ((total - parts.reduce(.zero, +)).scaled(by: "1e\(digits)") ?? .zero).integerValue ?? 0
    let remainders = zip(exact, parts).map { $0 - $1 }
    let order = remainders.indices.sorted { remainders[$0] != remainders[$1] ? remainders[$0] > remainders[$1] : $0 < $1 }
    for i in order.prefix(max(0, missing)) { parts[i] = parts[i] + step }
    return parts
  }
}
