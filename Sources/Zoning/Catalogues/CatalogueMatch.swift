public import FEEL

/// What is looked up in a catalogue: things by name, processes, industries and the place; a part that is nil is not known.
public struct CatalogueSubject: Hashable, Sendable {
  /// A product, material, fuel or installation; nil fields are not known.
  public struct Thing: Hashable, Sendable {
    public let name: String?
    public let category: String?
    public var capacity: FEELDecimal?
    public var unit: String?
    let plainName: PlainWord?
    let plainCategory: PlainWord?

    public init(name: String?, category: String? = nil, capacity: FEELDecimal? = nil, unit: String? = nil) {
      self.name = name
      self.category = category
      plainName = name.map(PlainWord.init)
      plainCategory = category.map(PlainWord.init)
      self.capacity = capacity
      self.unit = unit
    }
  }

  public var things: [Thing]?
  public var processes: [String]? { didSet { plainProcesses = processes?.map(PlainWord.init) } }
  var plainProcesses: [PlainWord]?
  public var industries: [String]?
  /// Whether it is a whole project, whose processes that are nil are not known, and not something named alone.
  public var isProject = false
  /// Codes and names of the counties and cities that the site meets.
  public var places: [String]?

  public init(things: [Thing]?, processes: [String]?, industries: [String]?, places: [String]? = nil) {
    self.things = things
    self.processes = processes
    plainProcesses = processes?.map(PlainWord.init)
    self.industries = industries
    self.places = places
  }

  /// Every word of the subject that a row's words can be compared with.
  var plainWords: [PlainWord] {
    (things ?? []).flatMap { [$0.plainName, $0.plainCategory].compactMap(\.self) } + (plainProcesses ?? [])
  }

  /// A thing or process named alone.
  public init(named name: String) { self.init(things: [Thing(name: name)], processes: nil, industries: nil) }
}

/// Parts of a subject for want of which a row could not be decided.
public enum CataloguePart: String, Hashable, Sendable, CaseIterable {
  case things, processes, industries, places
  /// The row's own condition, which only a documented check can answer.
  case condition
}

/// Whether a subject falls under a row.
public enum CatalogueMatch: Hashable, Sendable {
  case yes, no
  /// It may, once these parts are known or stated as the catalogue words them.
  case possible(Set<CataloguePart>)

  func and(_ other: CatalogueMatch) -> CatalogueMatch {
    switch (self, other) {
    case (.no, _), (_, .no): .no
    case (.possible(let a), .possible(let b)): .possible(a.union(b))
    case (.possible, _): self
    default: other
    }
  }

  func or(_ other: CatalogueMatch) -> CatalogueMatch {
    switch (self, other) {
    case (.yes, _), (_, .yes): .yes
    case (.possible(let a), .possible(let b)): .possible(a.union(b))
    case (.possible, _): self
    default: other
    }
  }

  static func any<S: Sequence>(_ matches: S) -> CatalogueMatch where S.Element == CatalogueMatch {
    matches.reduce(.no) { $0.or($1) }
  }
}
