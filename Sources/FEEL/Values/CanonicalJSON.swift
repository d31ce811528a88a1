extension FEELValue {
  /// Canonical JSON: one form for one value, so that its hash means something.
  ///
  /// No spaces; keys by their UTF-8 bytes; numbers without exponent, trailing zero or `-0`; dates, times and durations as
  /// their ISO text; only `"`, `\` and control characters are escaped. Unknown is `{"unknown":["fact", …]}`, a range
  /// `{"range":"[1..5]"}`, a function `{"function":["parameter", …]}`.
  public var canonicalJSON: String {
    var out = ""
    writeJSON(to: &out)
    return out
  }

  private func writeJSON(to out: inout String) {
    switch self {
    case .null: out += "null"
    case .boolean(let value): out += value ? "true" : "false"
    case .number(let number): out += number.description
    case .string(let text): Self.writeText(text, to: &out)
    case .date, .time, .dateTime, .yearsMonths, .daysTime: Self.writeText(ValueText.text(of: self), to: &out)
    case .list(let items): Self.writeList(items, to: &out)
    case .context(let context):
      out += "{"
      let order = zip(context.keys, context.values).sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
      for (i, (key, value)) in order.enumerated() {
        if i > 0 { out += "," }
        Self.writeText(key, to: &out)
        out += ":"
        value.writeJSON(to: &out)
      }
      out += "}"
    case .unknown(let facts):
      out += "{\"unknown\":"
      Self.writeList(facts.map { .string($0) }, to: &out)
      out += "}"
    case .range:
      out += "{\"range\":"
      Self.writeText(ValueText.text(of: self), to: &out)
      out += "}"
    case .function(let function):
      out += "{\"function\":"
      Self.writeList(function.parameters.map { .string($0) }, to: &out)
      out += "}"
    }
  }

  private static func writeList(_ items: [FEELValue], to out: inout String) {
    out += "["
    for (i, item) in items.enumerated() {
      if i > 0 { out += "," }
      item.writeJSON(to: &out)
    }
    out += "]"
  }

  private static func writeText(_ text: String, to out: inout String) {
    out += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case "\u{8}": out += "\\b"
      case "\u{c}": out += "\\f"
      case "\0"..."\u{1f}":
        let digits = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    out += "\""
  }
}
