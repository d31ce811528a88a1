import ExactJSON
import FEEL

/// Measured figures quantised at the door.
enum Measured {
  /// Square metres to 0.01, half to even.
  static func area(_ squareMetres: Double) -> JSONValue {
    .number(FEELDecimal(quantizing: squareMetres, fractionDigits: 2).description)
  }
}
