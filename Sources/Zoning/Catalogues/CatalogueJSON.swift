public import ExactJSON
import FEEL

extension DatedCatalogue {
  /// Reads `{id, title, edition, from, until, source, complete, outside, entries: [{class, number, name, aliases, products, processes, industries, places, scale, from, until, cells}]}`.
  ///
  /// Throws `badCatalogue` or `badValue` naming catalogue, row and field; unknown fields are refused.
  public init(_ json: JSONValue) throws(ZoningError) {
    let id = try json.text("id", of: "名录")
    let what = "名录“\(id)”"
    try Self.refuseAliens(
      json, known: ["kind", "id", "title", "edition", "from", "until", "source", "complete", "outside", "entries"], of: what)
    guard let complete = json["complete"]?.boolValue else {
      throw .badValue(field: "\(what)的 complete", message: "应为 true（收全）或 false（节录）。")
    }
    guard let rows = json["entries"]?.arrayValue else { throw .badValue(field: "\(what)的 entries", message: "应为条目的列表。") }
    self.init(
      id: id, title: json["title"]?.stringValue ?? id, edition: try json.text("edition", of: what),
      validity: try Validity(reading: json, what: what), source: try json.text("source", of: what), isComplete: complete,
      entries: try rows.enumerated().map { (i, row) throws(ZoningError) in try CatalogueEntry(row, of: "\(what)第 \(i + 1) 条") },
      outside: try Self.texts(json, "outside", of: what))
  }

  static func texts(_ json: JSONValue, _ key: String, of what: String) throws(ZoningError) -> [String] {
    guard let v = json[key], !v.isNull else { return [] }
    guard let items = v.arrayValue, case let all = items.compactMap(\.stringValue), all.count == items.count else {
      throw .badValue(field: "\(what)的 \(key)", message: "应为文字的列表。")
    }
    return all
  }

  static func refuseAliens(_ json: JSONValue, known: [String], of what: String) throws(ZoningError) {
    guard let members = json.objectValue else { throw .badValue(field: what, message: "应为一个 JSON 对象。") }
    if let alien = members.first(where: { !known.contains($0.key) }) {
      throw .unknownField("\(what)的 \(alien.key)", nearest: FEELExpression.nearestNames(alien.key, among: known, limit: 3))
    }
  }

  public var json: JSONValue {
    .object(
      [
        JSONMember(key: "kind", value: .string(HeldCatalogue.Kind.lookup.rawValue)), JSONMember(key: "id", value: .string(id)),
        JSONMember(key: "title", value: .string(title)),
        JSONMember(key: "edition", value: .string(edition)),
      ] + validity.members() + [
        JSONMember(key: "source", value: .string(source)), JSONMember(key: "complete", value: .bool(isComplete)),
      ] + (outside.isEmpty ? [] : [JSONMember(key: "outside", value: .array(outside.map { .string($0) }))]) + [
        JSONMember(key: "entries", value: .array(entries.map(\.json)))
      ])
  }
}

extension CatalogueEntry {
  private static let fields = [
    "class", "number", "name", "aliases", "products", "processes", "industries", "places", "scale", "exempt", "openEnded",
    "condition", "from", "until", "cells",
  ]

  init(_ json: JSONValue, of what: String) throws(ZoningError) {
    try DatedCatalogue.refuseAliens(json, known: Self.fields, of: what)
    func texts(_ key: String) throws(ZoningError) -> [String] { try DatedCatalogue.texts(json, key, of: what) }
    var scale: CatalogueScale?
    if let s = json["scale"], !s.isNull {
      guard let relation = s["relation"]?.stringValue.flatMap({ CatalogueScale.Relation(rawValue: $0) }),
        let limit = s["limit"]?.numberText.flatMap({ FEELDecimal($0) }), let unit = s["unit"]?.stringValue
      else { throw .badValue(field: "\(what)的 scale", message: "应为 {\"relation\": \"<\", \"limit\": 1000, \"unit\": \"t/a\"} 的样子。") }
      scale = CatalogueScale(relation: relation, limit: limit, unit: unit)
    }
    var isOpenEnded = false
    if let v = json["openEnded"], !v.isNull {
      guard let stated = v.boolValue else { throw .badValue(field: "\(what)的 openEnded", message: "应为 true 或 false，不加引号。") }
      isOpenEnded = stated
    }
    var cells: [String: String] = [:]
    for m in json["cells"]?.objectValue ?? [] { cells[m.key] = m.value.stringValue }
    // One class may be written without a list.
    var classes: [String] = []
    if let single = json["class"]?.stringValue { classes = [single] } else { classes = try texts("class") }
    var industries: [String] = []
    for code in try texts("industries") { industries.append(try IndustryClassification.standard.canonical(code)) }
    self.init(
      classes: classes, number: try json.optionalText("number", of: what),
      name: try json.text("name", of: what), aliases: try texts("aliases"), products: try texts("products"),
      processes: try texts("processes"), industries: industries, places: try texts("places"), scale: scale,
      exempt: try texts("exempt"), isOpenEnded: isOpenEnded,
      condition: try json.optionalText("condition", of: what), validity: try Validity(reading: json, what: what), cells: cells)
  }

  public var json: JSONValue {
    func texts(_ items: [String]) -> JSONValue { .array(items.map { .string($0) }) }
    let scaleJSON: JSONValue =
      scale.map {
        .object(["relation": .string($0.relation.rawValue), "limit": .number($0.limit.description), "unit": .string($0.unit)])
      } ?? .null
    return .object(
      [
        JSONMember(key: "class", value: texts(classes)), JSONMember(key: "number", value: .text(number)),
        JSONMember(key: "name", value: .string(name)), JSONMember(key: "aliases", value: texts(aliases)),
        JSONMember(key: "products", value: texts(products)), JSONMember(key: "processes", value: texts(processes)),
        JSONMember(key: "industries", value: texts(industries)), JSONMember(key: "places", value: texts(places)),
        JSONMember(key: "scale", value: scaleJSON), JSONMember(key: "exempt", value: texts(exempt)),
        JSONMember(key: "openEnded", value: .bool(isOpenEnded)), JSONMember(key: "condition", value: .text(condition)),
      ] + validity.members() + [
        JSONMember(
          key: "cells", value: JSONValue.object(cells.map { JSONMember(key: $0.key, value: .string($0.value)) }).sortedByKey)
      ])
  }
}
