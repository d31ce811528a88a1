public import FEEL

/// How figures are written in sentences: thousands by commas, a true minus.
public enum Figures {
  /// - Parameter fractionDigits: at least so many digits after the point; the value is never rounded.
  public static func grouped(_ value: FEELDecimal, fractionDigits: Int? = nil) -> String {
    var text = value.magnitude.description
    var fraction = ""
    if let point = text.firstIndex(of: ".") {
      fraction = String(text[text.index(after: point)...])
      text = String(text[..<point])
    }
    if let n = fractionDigits, fraction.count < n { fraction += String(repeating: "0", count: n - fraction.count) }
    var grouped = ""
    for (i, c) in text.enumerated() {
      if i > 0, (text.count - i) % 3 == 0 { grouped.append(",") }
      grouped.append(c)
    }
    return (value.isNegative ? "−" : "") + grouped + (fraction.isEmpty ? "" : "." + fraction)
  }
}
