public import ExactJSON
import FEEL

extension ClauseLimit {
  public var json: JSONValue {
    .object([
      "feature": .string(feature), "metres": .number(metres.description), "inclusive": .bool(inclusive), "from": .string(from.rawValue),
    ])
  }

  init(_ json: JSONValue, of what: String) throws(ZoningError) {
    guard let metres = json["metres"]?.numberText.flatMap({ FEELDecimal($0) }), metres.signum > 0 else {
      throw .badValue(field: "\(what)的 limits.metres", message: "应为大于 0 的数，单位米。")
    }
    guard let inclusive = json["inclusive"]?.boolValue else {
      throw .badValue(field: "\(what)的 limits.inclusive", message: "应为 true（含本数）或 false。")
    }
    self.init(
      feature: try json.text("feature", of: what), metres: metres, inclusive: inclusive, from: try json.term("from", of: what))
  }

  static func list(_ json: JSONValue?, of what: String) throws(ZoningError) -> [ClauseLimit] {
    guard let json, !json.isNull else { return [] }
    guard let rows = json.arrayValue else { throw .badValue(field: "\(what)的 limits", message: "应为一个列表。") }
    return try rows.map { (row) throws(ZoningError) in try ClauseLimit(row, of: what) }
  }
}

extension ClauseOrigin {
  public var json: JSONValue { .object(["id": .string(id), "text": .string(text), "part": .int(part)]) }

  init?(optional json: JSONValue?, of what: String) throws(ZoningError) {
    guard let json, !json.isNull else { return nil }
    guard let part = json["part"]?.numberText.flatMap({ Int($0) }), part > 0 else {
      throw .badValue(field: "\(what)的 origin.part", message: "应为从 1 起的序号。")
    }
    self.init(id: try json.text("id", of: what), text: try json.text("text", of: what), part: part)
  }
}
