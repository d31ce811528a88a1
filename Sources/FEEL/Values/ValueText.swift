/// Values as text, as `string(…)` gives them (DMN 1.5 §10.3.4.1) and as people read them.
enum ValueText {
  /// The text of a value; texts inside lists and contexts are quoted.
  static func text(of value: FEELValue) -> String {
    if case .string(let text) = value { return text }
    var out = ""
    write(value, to: &out)
    return out
  }

  private static func write(_ value: FEELValue, to out: inout String) {
    switch value {
    case .null: out += "null"
    case .unknown: out += "未知"
    case .boolean(let value): out += value ? "true" : "false"
    case .number(let number): out += number.description
    case .string(let text):
      out += "\""
      for character in text {
        if character == "\"" || character == "\\" { out += "\\" }
        out.append(character)
      }
      out += "\""
    case .date(let date): out += date.description
    case .time(let time): out += time.description
    case .dateTime(let moment): out += moment.description
    case .yearsMonths(let duration): out += duration.description
    case .daysTime(let span): out += span.description
    case .list(let items):
      out += "["
      for (i, item) in items.enumerated() {
        if i > 0 { out += ", " }
        write(item, to: &out)
      }
      out += "]"
    case .context(let context):
      out += "{"
      for (i, (key, value)) in zip(context.keys, context.values).enumerated() {
        if i > 0 { out += ", " }
        out += key.unicodeScalars.allSatisfy { NameCharacters.continues($0) || $0 == " " } && !key.isEmpty ? key : "\"\(key)\""
        out += ": "
        write(value, to: &out)
      }
      out += "}"
    case .range(let range):
      switch (range.lower, range.upper) {
      case (let value, _) where range.sign != nil:
        out += range.sign == .equal ? "=" : "!="
        write(value, to: &out)
      case (.null, let upper):
        out += range.upperIncluded ? "<=" : "<"
        write(upper, to: &out)
      case (let lower, .null):
        out += range.lowerIncluded ? ">=" : ">"
        write(lower, to: &out)
      case (let lower, let upper):
        out += range.lowerIncluded ? "[" : "("
        write(lower, to: &out)
        out += ".."
        write(upper, to: &out)
        out += range.upperIncluded ? "]" : ")"
      }
    case .function(let function): out += "function(\(function.parameters.joined(separator: ", ")))"
    }
  }
}

extension FEELValue: CustomStringConvertible {
  /// The value as the language writes it: `"新建"`, `[1, 2.5]`, `{宽: 3}`; unknown reads 未知.
  public var description: String {
    if case .string = self { return String(ValueText.text(of: .list([self])).dropFirst().dropLast()) }
    return ValueText.text(of: self)
  }
}
