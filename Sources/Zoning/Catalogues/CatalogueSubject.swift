public import FEEL

/// What is looked up in a catalogue: things by name, processes, industries and the place; a part that is nil is not known.
public struct CatalogueSubject: Hashable, Sendable {
  /// A product, material, fuel or installation; nil fields are not known.
  public struct Thing: Hashable, Sendable {
    public let name: String?
    public let category: String?
    /// Whether it has a category that nobody stated.
    public let isCategoryOpen: Bool
    public var capacity: FEELDecimal?
    public var unit: String?
    /// Whether it is what the project makes, by one of its processes.
    public let isProduct: Bool
    let plainName: PlainWord?
    let plainCategory: PlainWord?

    public init(
      name: String?, category: String? = nil, isCategoryOpen: Bool = false, capacity: FEELDecimal? = nil, unit: String? = nil,
      isProduct: Bool = true
    ) {
      self.name = name
      self.category = category
      self.isCategoryOpen = isCategoryOpen && category == nil
      self.isProduct = isProduct
      plainName = name.map(PlainWord.init)
      plainCategory = category.map(PlainWord.init)
      self.capacity = capacity
      self.unit = unit
    }
  }

  public var things: [Thing]
  /// Whether there may be things that nobody stated.
  public var hasFurtherThings: Bool
  public var processes: [String]? { didSet { plainProcesses = processes?.map(PlainWord.init) } }
  var plainProcesses: [PlainWord]?
  public var industries: [String]?
  /// Whether it is a whole project, whose processes that are nil are not known, and not something named alone.
  public var isProject = false
  /// Where the site lies; nil where nobody can tell.
  public var ground: CatalogueGround?

  /// Things that are nil are not known.
  public init(things: [Thing]?, processes: [String]?, industries: [String]?, ground: CatalogueGround? = nil) {
    self.things = things ?? []
    hasFurtherThings = things == nil
    self.processes = processes
    plainProcesses = processes?.map(PlainWord.init)
    self.industries = industries
    self.ground = ground
  }

  /// Every word of the subject that a row's words can be compared with.
  var plainWords: [PlainWord] { things.flatMap { [$0.plainName, $0.plainCategory].compactMap(\.self) } + (plainProcesses ?? []) }

  /// A thing or process named alone.
  public init(named name: String) { self.init(things: [Thing(name: name)], processes: nil, industries: nil) }

  /// With all of the project's lines of the things that it names, in place of the one that was asked about: a scale may be meant of all of them.
  public func together(with lines: [Thing]) -> CatalogueSubject {
    var all = self
    for name in Set(things.compactMap(\.plainName)) {
      let same = lines.filter { $0.plainName == name }
      if same.count > things.count(where: { $0.plainName == name }) { all.things = all.things.filter { $0.plainName != name } + same }
    }
    return all
  }

  /// Without the things whose name is one of these.
  func leaving(_ words: Set<PlainWord>) -> CatalogueSubject {
    guard !words.isEmpty else { return self }
    var rest = self
    rest.things.removeAll { $0.plainName.map(words.contains) ?? false }
    return rest
  }
}
