import ExactJSON
import FEEL
import Screening
import Zoning

/// Facts as people read them: labels, units and words of the facts catalogue.
struct FactWording: Sendable {
  var figures: FigureStyle
  var catalogue: FactsCatalogue = .standard
  var industries: IndustryClassification = .standard

  /// `化学需氧量排放量（本项目增量）`, `距“长江干支流岸线”`; the id itself where the catalogue does not know it.
  func label(_ id: String) -> String { catalogue[id]?.label ?? MapFact(id: id)?.label ?? id }

  func value(_ id: String, _ value: JSONValue) -> String {
    let definition = catalogue[id]
    switch value {
    case .null: return "未提供"
    case .bool(let b): return b ? "是" : "否"
    case .number: return number(value, unit: definition?.unit)
    case .string(let text): return word(text.printable, definition)
    case .array(let items):
      if items.isEmpty { return "无" }
      return items.map { item(id, $0, definition) }.joined(separator: definition?.type == .industries ? "；" : "、")
    case .object: return value.canonicalText.printable
    }
  }

  private func item(_ id: String, _ item: JSONValue, _ definition: FactDefinition?) -> String {
    switch item {
    case .string(let text):
      if definition?.type == .industries, let entry = industries[text] { return "\(text) \(entry.name)" }
      return word(text.printable, definition)
    case .object(let members): return record(members, definition)
    default: return value("", item)
    }
  }

  /// `有机合成中间体 6 000 t/a（类别：中间体，是中间体：是）`: what names and measures a thing first, the rest with its own names.
  private func record(_ members: [JSONMember], _ definition: FactDefinition?) -> String {
    var fields: [FactField] = []
    if case .objects(let known)? = definition?.type { fields = known }
    var measure: [String] = []
    var rest: [String] = []
    for (i, member) in members.enumerated() where !member.value.isNull {
      let field = fields.first { $0.key == member.key }
      let written: String =
        if case .number = member.value { number(member.value, unit: field?.unit) } else { value("", member.value) }
      if i == 0 || Self.measuring.contains(member.key) {
        measure.append(written)
      } else {
        rest.append("\(field?.feel ?? member.key)：\(written)")
      }
    }
    return measure.joined(separator: figures.gap) + (rest.isEmpty ? "" : "（\(rest.joined(separator: "，"))）")
  }

  private static let measuring: Set<String> = ["name", "capacity", "amount", "unit"]

  private func word(_ text: String, _ definition: FactDefinition?) -> String {
    // A relocation is judged as new construction but was stated as a relocation.
    if definition?.id == "construction", text == "relocation" { return "迁建（按新建对待）" }
    return definition?.options.first { $0.code == text }?.label ?? text
  }

  private func number(_ value: JSONValue, unit: String?) -> String {
    guard let text = value.numberText, let number = FEELDecimal(text) else { return value.numberText ?? "—" }
    switch unit {
    case "1": return figures.exactPercent(number)
    case "元":
      guard number.magnitude >= FEELDecimal(10_000), let shifted = number.scaled(by: "0.0001") else {
        return figures.quantity(figures.exact(number), "元")
      }
      return figures.quantity(figures.exact(shifted), "万元")
    default: return figures.quantity(figures.exact(number), Self.written(unit))
    }
  }

  /// Units as they are written out: tonnes of coal equivalent in Chinese.
  static func written(_ unit: String?) -> String? {
    switch unit {
    case "tce": "t标准煤"
    case "1": nil
    default: unit
    }
  }
}
