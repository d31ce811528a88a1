package import ExactJSON

/// How far a value is from its limit, drawn as SVG with attributes only: no inline style is needed.
package struct MarginBar {
  /// Per cent of the width.
  package let limitAt: Double
  package let actualAt: Double
  package let low: Double
  package let high: Double
  /// The allowed side lies at the larger values.
  package let allowedAbove: Bool
  package let short: Bool

  /// nil where the figures cannot be placed on a line.
  package init?(_ margin: JSONValue) {
    guard let actual = margin["actual"]?.doubleValue, let limit = margin["limit"]?.doubleValue, let relation = margin.string("relation")
    else { return nil }
    let distance = abs(actual - limit)
    let reach = max(distance * 1.3, abs(limit) * 0.2, 1e-9)
    var low = limit - reach
    var high = limit + reach
    if low < 0, actual >= 0, limit >= 0 {
      low = 0
      high = max(limit * 2, actual * 1.2, reach)
    }
    self.low = low
    self.high = high
    func place(_ v: Double) -> Double { min(97, max(3, (v - low) / (high - low) * 100)) }
    limitAt = place(limit)
    actualAt = place(actual)
    allowedAbove = relation.hasPrefix(">")
    short = margin.string("value")?.hasPrefix("-") ?? (margin["value"]?.numberText?.hasPrefix("-") ?? false)
  }

  func view(_ margin: JSONValue) -> View {
    let unit = margin.string("unit").map { "\u{A0}" + $0 } ?? ""
    let left = actualAt <= limitAt
    func percent(_ v: Double) -> View { .text(Figures.rounded(String(v), places: 1) + "%") }
    let value = margin["value"]?.numberText ?? "0"
    let size = Figures.grouped(Self.trimmed(Figures.rounded(value.hasPrefix("-") ? String(value.dropFirst()) : value, places: 2)))
    let gap = "\(short ? "差" : "余")\u{A0}\(size)\(unit)"
    return [
      "tone": .text(short ? "no" : "yes"), "limitX": percent(limitAt), "actualX": percent(actualAt),
      "badX": percent(allowedAbove ? 0 : limitAt), "badWidth": percent(allowedAbove ? limitAt : 100 - limitAt),
      "gap": .text(gap), "gapX": percent(left ? limitAt - 1.5 : limitAt + 1.5), "gapAnchor": .text(left ? "end" : "start"),
      "limit": .text((Figures.plain(margin["limit"]) ?? "") + unit), "limitTextX": percent(left ? limitAt + 1.5 : limitAt - 1.5),
      "limitAnchor": .text(left ? "start" : "end"),
      "actual": .text(Figures.grouped(Self.trimmed(Figures.rounded(margin["actual"]?.numberText ?? "", places: 2)))),
      "low": .maybe(actualAt > 26 ? Self.end(low) : nil), "high": .maybe(actualAt < 74 ? Self.end(high) : nil),
      "words": .text(
        "实际 \(Figures.plain(margin["actual"]) ?? "")\(unit)，要求 \(Self.relation(margin.string("relation") ?? "")) \(Figures.plain(margin["limit"]) ?? "")\(unit)，\(gap)"
      ),
      "borderline": .flag(margin["borderline"]?.boolValue ?? false),
    ]
  }

  static func relation(_ sign: String) -> String {
    switch sign {
    case ">": "大于"
    case ">=": "不小于"
    case "<": "小于"
    case "<=": "不大于"
    case "=": "等于"
    default: sign
    }
  }

  /// An end of the scale, short.
  static func end(_ v: Double) -> String {
    let places = abs(v) >= 100 ? 0 : abs(v) >= 1 ? 1 : 3
    return Figures.grouped(trimmed(Figures.rounded(String(v), places: places)))
  }

  /// Without trailing zeros behind the point.
  static func trimmed(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var t = text
    while t.hasSuffix("0") { t.removeLast() }
    if t.hasSuffix(".") { t.removeLast() }
    return t
  }
}
