public import ExactJSON

/// Reads facts as people write them into the cells of a table: 是, 1,200.5, C2614、C2631, 涂料 5000 t/a.
public enum WrittenFact {
  /// The value of a cell as a project file has it; nil where the cell is blank.
  ///
  /// Throws `badValue` naming the fact. Whether the value is one that the fact may take is for `ProjectFacts` to say.
  public static func value(_ text: String, of fact: FactDefinition) throws(ZoningError) -> JSONValue? {
    let text = trimmed(text)
    if text.isEmpty { return nil }
    switch fact.type {
    case .boolean:
      guard let value = boolean(text) else { throw .badValue(field: fact.id, message: "填的是“\(text.prefix(20))”，只能填 是 或 否，不清楚时请留空。") }
      return .bool(value)
    case .number: return try number(text, field: fact.id, unit: fact.unit)
    case .text, .enumeration: return .string(text)
    case .texts, .industries:
      if isNone(text) { return .array([]) }
      let blanks = fact.type == .industries
      return .array(items(text, also: blanks ? " \u{3000}" : "").map { .string($0) })
    case .objects(let fields): return try records(text, fields: fields, of: fact)
    }
  }

  private static func boolean(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "是", "有", "true", "1", "y", "yes", "√", "真": true
    case "否", "无", "没有", "不是", "false", "0", "n", "no", "×", "假": false
    default: nil
    }
  }

  private static func isNone(_ text: String) -> Bool { ["无", "没有", "[]", "/", "-", "—"].contains(text) }

  private static func number(_ text: String, field: String, unit: String?) throws(ZoningError) -> JSONValue {
    var plain = String(String.UnicodeScalarView(text.unicodeScalars.map { halfWidth($0) }))
    if let unit, plain.hasSuffix(unit) { plain = trimmed(String(plain.dropLast(unit.count))) }
    if plain.contains(where: { $0 == "," || $0 == " " }) {
      // 1,5 is not 15: marks stand between groups of three digits only.
      guard plain.wholeMatch(of: /[+-]?[0-9]{1,3}(?:(?:,[0-9]{3})+|(?: [0-9]{3})+)(?:\.[0-9]+)?/) != nil else {
        throw .badValue(field: field, message: "填的是“\(text.prefix(20))”，小数点请用“.”，逗号只能每三位分节，如 12,500.5。")
      }
      plain = plain.filter { $0 != "," && $0 != " " }
    }
    if plain.hasPrefix("+") { plain.removeFirst() }
    if plain.hasPrefix(".") { plain = "0" + plain }
    do {
      if let number = try JSONValue(parsing: plain).numberText { return .number(number) }
    } catch {}
    throw .badValue(field: field, message: "填的是“\(text.prefix(20))”，应为一个数\(unit.map { "，单位 \($0)" } ?? "")。")
  }

  /// Records parted by ；, their fields by bars or blanks in the catalogue's order; or JSON as a project file has it.
  private static func records(_ text: String, fields: [FactField], of fact: FactDefinition) throws(ZoningError) -> JSONValue {
    if isNone(text) { return .array([]) }
    if text.hasPrefix("[") || text.hasPrefix("{") {
      do {
        let value = try JSONValue(parsing: text)
        return value.arrayValue == nil ? .array([value]) : value
      } catch { throw .badValue(field: fact.id, message: "不是有效的 JSON：\(error)") }
    }
    var records: [JSONValue] = []
    for piece in text.split(whereSeparator: { ";；\n".contains($0) }).map({ trimmed(String($0)) }) where !piece.isEmpty {
      let barred = piece.contains("|") || piece.contains("｜")
      let parts = piece.split(omittingEmptySubsequences: !barred, whereSeparator: { barred ? "|｜".contains($0) : $0.isWhitespace })
      guard parts.count <= fields.count else {
        throw .badValue(
          field: fact.id,
          message: "“\(piece.prefix(30))”有 \(parts.count) 项，应按 \(fields.map(\.feel).joined(separator: "、")) 的次序，用空格或 | 隔开，多条用；隔开。")
      }
      var members: [JSONMember] = []
      for (field, part) in zip(fields, parts) {
        let written = FactDefinition(
          id: "\(fact.id)[\(records.count + 1)].\(field.key)", feel: field.feel, label: field.feel, type: field.type, unit: field.unit,
          supplier: fact.supplier, group: "", question: "", why: "", minimum: nil, maximum: nil, options: field.options,
          isOpen: field.isOpen)
        if let value = try value(String(part), of: written) { members.append(JSONMember(key: field.key, value: value)) }
      }
      records.append(.object(members))
    }
    return .array(records)
  }

  private static func items(_ text: String, also blanks: String) -> [String] {
    text.split(whereSeparator: { "、，,;；\n".contains($0) || blanks.contains($0) }).map { trimmed(String($0)) }.filter { !$0.isEmpty }
  }

  private static func halfWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    case 0x2212, 0x2013: "-"
    default: scalar
    }
  }

  private static func trimmed(_ text: String) -> String {
    let blank: (Character) -> Bool = { $0.isWhitespace || $0 == "\u{FEFF}" }
    return String(text.drop(while: blank).reversed().drop(while: blank).reversed())
  }
}
