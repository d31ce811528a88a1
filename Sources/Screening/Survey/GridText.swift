/// Grid coordinates as canonical decimal degrees.
public enum GridText {
  public static func degrees(_ grid: Int64) -> String {
    let whole = grid.magnitude / 100_000_000
    var fraction = String(grid.magnitude % 100_000_000)
    fraction = String(repeating: "0", count: 8 - fraction.count) + fraction
    while fraction.hasSuffix("0") { fraction.removeLast() }
    return (grid < 0 ? "-" : "") + String(whole) + (fraction.isEmpty ? "" : "." + fraction)
  }
}
