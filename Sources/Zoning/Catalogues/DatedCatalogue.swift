public import ExactJSON
public import FEEL

/// One edition of a catalogue that law points at (名录、目录): rows in classes, in force for a span of days.
///
/// Several editions of one catalogue share the `id`; `CatalogueShelf` picks the one in force.
public struct DatedCatalogue: Hashable, Sendable {
  /// The name by which conditions call it, `产业结构调整指导目录`.
  public var id: String
  public var title: String
  /// `2024年本`.
  public var edition: String
  public var validity: Validity
  /// Who issued it, with number and address or document.
  public var source: String
  /// Whether every row of the original is here; of an excerpt only a hit is certain, a miss is unknown.
  public var isComplete: Bool
  public var entries: [CatalogueEntry]

  public init(
    id: String, title: String, edition: String, validity: Validity, source: String, isComplete: Bool, entries: [CatalogueEntry]
  ) {
    self.id = id
    self.title = title
    self.edition = edition
    self.validity = validity
    self.source = source
    self.isComplete = isComplete
    self.entries = entries
  }

  /// The classes of its rows in the order they first appear.
  public var classes: [String] {
    var seen: Set<String> = []
    return entries.flatMap(\.classes).filter { seen.insert($0).inserted }
  }
}

/// A row of a catalogue. Every part that is stated narrows it: products, processes and industries are each *any of*, all stated kinds must meet.
public struct CatalogueEntry: Hashable, Sendable {
  /// `淘汰类`, `Ⅱ类`; a row may stand in several, empty where the catalogue has none.
  public let classes: [String]
  /// Row number as printed.
  public let number: String?
  /// The row's own words, which alone are matched where it states nothing else.
  public let name: String
  public let aliases: [String]
  public let products: [String]
  public let processes: [String]
  /// Canonical industry codes.
  public let industries: [String]
  /// Codes or names of the counties and cities it holds for; empty is everywhere.
  public let places: [String]
  public let scale: CatalogueScale?
  /// Processes or products that the row leaves out, as printed (“离子膜电解法工艺”).
  public let exempt: [String]
  /// Whether the row counts in more than its words name (“等 23 种”): nothing of its industries is then certainly outside it.
  public let isOpenEnded: Bool
  /// What must hold besides, in the catalogue's words, for a person to judge; nil where nothing.
  public let condition: String?
  public let validity: Validity
  /// Further cells by heading, for display (报告书、报告表、登记表).
  public let cells: [String: String]
  /// What the row is matched by: its products, else its name; a name that holds its exemptions stands back behind its aliases.
  let words: [PlainWord]
  let processWords: [PlainWord]

  public init(
    classes: [String] = [], number: String? = nil, name: String, aliases: [String] = [], products: [String] = [],
    processes: [String] = [],
    industries: [String] = [], places: [String] = [], scale: CatalogueScale? = nil, exempt: [String] = [],
    isOpenEnded: Bool = false, condition: String? = nil, validity: Validity = Validity(), cells: [String: String] = [:]
  ) {
    self.classes = classes
    self.number = number
    self.name = name
    self.aliases = aliases
    self.products = products
    self.processes = processes
    self.industries = industries
    self.places = places
    self.scale = scale
    self.exempt = exempt
    self.isOpenEnded = isOpenEnded
    self.condition = condition
    self.validity = validity
    self.cells = cells
    let own = !products.isEmpty ? products + aliases : exempt.isEmpty || aliases.isEmpty ? [name] + aliases : aliases
    words = own.map(PlainWord.init)
    processWords = processes.map(PlainWord.init)
  }
}

/// A capacity from or below which a row holds, `年产 100 万吨以下`.
public struct CatalogueScale: Hashable, Sendable {
  public enum Relation: String, Sendable, CaseIterable {
    case below = "<", notAbove = "<=", notBelow = ">=", above = ">"
  }

  public var relation: Relation
  public var limit: FEELDecimal
  /// As the product states its capacity, `t/a`, `锭`.
  public var unit: String

  public init(relation: Relation, limit: FEELDecimal, unit: String) {
    self.relation = relation
    self.limit = limit
    self.unit = unit
  }

  /// Whether a capacity in the scale's unit falls under it.
  public func covers(_ capacity: FEELDecimal) -> Bool {
    switch relation {
    case .below: capacity < limit
    case .notAbove: capacity <= limit
    case .notBelow: capacity >= limit
    case .above: capacity > limit
    }
  }
}

extension DatedCatalogue {
  /// Reads `{id, title, edition, from, until, source, complete, entries: [{class, number, name, aliases, products, processes, industries, places, scale, from, until, cells}]}`.
  ///
  /// Throws `badCatalogue` or `badValue` naming catalogue, row and field; unknown fields are refused.
  public init(_ json: JSONValue) throws(ZoningError) {
    let id = try json.text("id", of: "名录")
    let what = "名录“\(id)”"
    try Self.refuseAliens(
      json, known: ["kind", "id", "title", "edition", "from", "until", "source", "complete", "entries"], of: what)
    guard let complete = json["complete"]?.boolValue else {
      throw .badValue(field: "\(what)的 complete", message: "应为 true（收全）或 false（节录）。")
    }
    guard let rows = json["entries"]?.arrayValue else { throw .badValue(field: "\(what)的 entries", message: "应为条目的列表。") }
    self.init(
      id: id, title: json["title"]?.stringValue ?? id, edition: try json.text("edition", of: what),
      validity: try Validity(reading: json, what: what), source: try json.text("source", of: what), isComplete: complete,
      entries: try rows.enumerated().map { (i, row) throws(ZoningError) in try CatalogueEntry(row, of: "\(what)第 \(i + 1) 条") })
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
        JSONMember(key: "entries", value: .array(entries.map(\.json))),
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
    func texts(_ key: String) throws(ZoningError) -> [String] {
      guard let v = json[key], !v.isNull else { return [] }
      guard let items = v.arrayValue, case let all = items.compactMap(\.stringValue), all.count == items.count else {
        throw .badValue(field: "\(what)的 \(key)", message: "应为文字的列表。")
      }
      return all
    }
    var scale: CatalogueScale?
    if let s = json["scale"], !s.isNull {
      guard let relation = s["relation"]?.stringValue.flatMap({ CatalogueScale.Relation(rawValue: $0) }),
        let limit = s["limit"]?.numberText.flatMap({ FEELDecimal($0) }), let unit = s["unit"]?.stringValue
      else { throw .badValue(field: "\(what)的 scale", message: "应为 {\"relation\": \"<\", \"limit\": 1000, \"unit\": \"t/a\"} 的样子。") }
      scale = CatalogueScale(relation: relation, limit: limit, unit: unit)
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
      exempt: try texts("exempt"), isOpenEnded: json["openEnded"]?.boolValue ?? false,
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
