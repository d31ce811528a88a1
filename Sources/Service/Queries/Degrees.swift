import ExactJSON
import FEEL

/// Grid coordinates as canonical decimal degrees.
enum Degrees {
  static func text(_ grid: Int64) -> String {
    let whole = grid.magnitude / 100_000_000
    var fraction = String(grid.magnitude % 100_000_000)
    fraction = String(repeating: "0", count: 8 - fraction.count) + fraction
    while fraction.hasSuffix("0") { fraction.removeLast() }
    return (grid < 0 ? "-" : "") + String(whole) + (fraction.isEmpty ? "" : "." + fraction)
  }
}

/// Measured figures quantised at the door.
enum Measured {
  /// Square metres to 0.01, half to even.
  static func area(_ squareMetres: Double) -> JSONValue {
    .number(FEELDecimal(quantizing: squareMetres, fractionDigits: 2).description)
  }
}
