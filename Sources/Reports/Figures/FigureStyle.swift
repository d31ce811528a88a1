package import FEEL

/// How figures are printed: one rule for each kind, on paper and on a terminal.
///
/// Figures that a clause used keep every recorded digit; figures derived from them (hectares, square kilometres, mu, per cent)
/// round half up. See the field guide, "Areas and figures".
package struct FigureStyle: Hashable, Sendable {
  /// Between groups of three digits of the whole part.
  var group: String
  /// Between a number and its unit.
  var gap: String
  var minus: String

  /// No-break spaces and U+2212, as official papers print.
  package static let paper = FigureStyle(group: "\u{A0}", gap: "\u{A0}", minus: "\u{2212}")
  /// Commas and plain blanks, for fixed-width text.
  package static let terminal = FigureStyle(group: ",", gap: " ", minus: "\u{2212}")

  /// The number with exactly `digits` digits after the point, half up.
  package func fixed(_ number: FEELDecimal, digits: Int) -> String {
    written(number.rounded(fractionDigits: digits, .halfUp), atLeast: digits)
  }

  /// Every recorded digit, padded to at least `digits` after the point.
  package func exact(_ number: FEELDecimal, atLeast digits: Int = 0) -> String { written(number, atLeast: digits) }

  /// The number with its sign, `+` included.
  package func signed(_ number: FEELDecimal, atLeast digits: Int) -> String {
    (number.signum > 0 ? "+" : "") + exact(number, atLeast: digits)
  }

  /// Square metres to 0.01, as every area is recorded.
  package func squareMetres(_ area: FEELDecimal) -> String { exact(area, atLeast: 2) }

  /// Metres to 0.01, as every length and distance is recorded.
  package func metres(_ length: FEELDecimal) -> String { exact(length, atLeast: 2) }

  /// Hectares of an area in square metres, 4 digits.
  package func hectares(_ area: FEELDecimal) -> String { area.scaled(by: "0.0001").map { fixed($0, digits: 4) } ?? "—" }

  /// Square kilometres of an area in square metres, 2 digits.
  package func squareKilometres(_ area: FEELDecimal) -> String { area.scaled(by: "0.000001").map { fixed($0, digits: 2) } ?? "—" }

  /// Mu (亩, a fifteenth of a hectare) of an area in square metres, 2 digits.
  package func mu(_ area: FEELDecimal) -> String { area.scaled(by: "0.0015").map { fixed($0, digits: 2) } ?? "—" }

  /// Per cent of a share from 0 to 1, 2 digits.
  package func percent(_ share: FEELDecimal) -> String { share.scaled(by: "100").map { fixed($0, digits: 2) + "%" } ?? "—" }

  /// Per cent of a share with every recorded digit, where a clause used it.
  package func exactPercent(_ share: FEELDecimal) -> String { share.scaled(by: "100").map { exact($0, atLeast: 2) + "%" } ?? "—" }

  /// A number with its unit; per cent stands without a gap.
  package func quantity(_ figure: String, _ unit: String?) -> String {
    guard let unit, !unit.isEmpty else { return figure }
    return unit == "%" || unit == "°" ? figure + unit : figure + gap + unit
  }

  private func written(_ number: FEELDecimal, atLeast digits: Int) -> String {
    var text = number.magnitude.description
    var fraction = ""
    if let point = text.firstIndex(of: ".") {
      fraction = String(text[text.index(after: point)...])
      text = String(text[..<point])
    }
    if fraction.utf8.count < digits { fraction += String(repeating: "0", count: digits - fraction.utf8.count) }
    var grouped = ""
    for (i, digit) in text.enumerated() {
      if i > 0, (text.utf8.count - i) % 3 == 0 { grouped += group }
      grouped.append(digit)
    }
    return (number.isNegative ? minus : "") + grouped + (fraction.isEmpty ? "" : "." + fraction)
  }
}

extension FEELDecimal {
  /// The number times a literal factor; nil only beyond the range of decimals.
  package func scaled(by factor: String) -> FEELDecimal? {
    guard let factor = FEELDecimal(factor) else { preconditionFailure("\(factor) is no number") }
    return multiplied(by: factor)
  }
}
