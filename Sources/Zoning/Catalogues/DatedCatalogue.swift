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
  /// Things of which law says that they are none of the rows, whatever their names share with them (天然气 beside 高污染燃料).
  public var outside: [String]

  public init(
    id: String, title: String, edition: String, validity: Validity, source: String, isComplete: Bool, entries: [CatalogueEntry],
    outside: [String] = []
  ) {
    self.id = id
    self.title = title
    self.edition = edition
    self.validity = validity
    self.source = source
    self.isComplete = isComplete
    self.entries = entries
    self.outside = outside
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
  public internal(set) var classes: [String]
  /// Row number as printed.
  public let number: String?
  /// The row's own words, which alone are matched where it states nothing else.
  public let name: String
  public let aliases: [String]
  public let products: [String]
  public let processes: [String]
  /// Canonical industry codes.
  public let industries: [String]
  /// Codes of the provinces, cities and counties and ids of the layers it holds for; empty is everywhere.
  public var places: [String]
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
  /// The exemptions, each of those that they list by itself.
  let exemptWords: [PlainWord]

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
    exemptWords = exempt.flatMap(CatalogueWording.alternatives).map(PlainWord.init)
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
