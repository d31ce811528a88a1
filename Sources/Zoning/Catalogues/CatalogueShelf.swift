/// A catalogue's name with the class that is meant, as conditions write it: `产业结构调整指导目录:淘汰类`.
public struct CatalogueReference: Hashable, Sendable {
  public var catalogue: String
  /// nil asks for any row.
  public var entryClass: String?

  public init(catalogue: String, entryClass: String?) {
    self.catalogue = catalogue
    self.entryClass = entryClass
  }

  /// Splits at the first colon, of either width.
  public init(_ text: String) {
    guard let mark = text.firstIndex(where: { $0 == ":" || $0 == "：" }) else {
      self.init(catalogue: text, entryClass: nil)
      return
    }
    self.init(catalogue: String(text[..<mark]), entryClass: String(text[text.index(after: mark)...]))
  }

  public var text: String { entryClass.map { "\(catalogue):\($0)" } ?? catalogue }
}

/// What a catalogue says of a subject on a day.
public enum CatalogueAnswer: Hashable, Sendable {
  /// The rows that it falls under.
  case listed([CatalogueEntry])
  case notListed
  /// Rows may hold, once these parts are known.
  case undecided(Set<CataloguePart>)
  /// No edition in force that day is held, or only an excerpt without a hit.
  case notHeld
}

/// The catalogues that are held, all editions side by side (名录库).
public struct CatalogueShelf: Hashable, Sendable {
  public let catalogues: [DatedCatalogue]
  /// In the order of the catalogues.
  private let indexes: [CatalogueIndex]

  /// Throws `badCatalogue` where two editions of one catalogue are in force on one day.
  public init(_ catalogues: [DatedCatalogue]) throws(ZoningError) {
    self.catalogues = catalogues
    indexes = catalogues.map { CatalogueIndex($0.entries) }
    for (i, a) in catalogues.enumerated() {
      for b in catalogues[(i + 1)...] where b.id == a.id && a.validity.overlaps(b.validity) {
        throw .badCatalogue("名录“\(a.id)”的 \(a.edition) 和 \(b.edition) 施行期重叠，请改正其中一个的起止日期。")
      }
    }
  }

  private init() {
    catalogues = []
    indexes = []
  }

  public static let empty = CatalogueShelf()

  /// The edition of a catalogue in force on a day.
  public func edition(of id: String, on day: CivilDate) -> DatedCatalogue? {
    catalogues.first { $0.id == id && $0.validity.contains(day) }
  }

  /// Looks a subject up; compares it with the rows whose words have something of its words in them.
  public func lookUp(_ reference: CatalogueReference, subject: CatalogueSubject, on day: CivilDate) -> CatalogueAnswer {
    guard let at = position(of: reference.catalogue, on: day) else { return .notHeld }
    var hits: [CatalogueEntry] = []
    var open: Set<CataloguePart> = []
    for (entry, match) in matches(at, subject, on: day) where reference.entryClass.map(entry.classes.contains) ?? true {
      switch match {
      case .yes: hits.append(entry)
      case .possible(let parts): open.formUnion(parts)
      case .no: break
      }
    }
    if !hits.isEmpty { return .listed(hits) }
    if !open.isEmpty { return .undecided(open) }
    return catalogues[at].isComplete ? .notListed : .notHeld
  }

  /// The rows of the edition in force that a subject falls under or may fall under, in the catalogue's order.
  public func rows(of id: String, subject: CatalogueSubject, on day: CivilDate) -> [(entry: CatalogueEntry, match: CatalogueMatch)] {
    position(of: id, on: day).map { matches($0, subject, on: day) } ?? []
  }

  private func position(of id: String, on day: CivilDate) -> Int? {
    catalogues.firstIndex { $0.id == id && $0.validity.contains(day) }
  }

  private func matches(_ at: Int, _ subject: CatalogueSubject, on day: CivilDate) -> [(entry: CatalogueEntry, match: CatalogueMatch)] {
    let entries = catalogues[at].entries
    let candidates = indexes[at].candidates(for: subject) ?? Array(entries.indices)
    return candidates.compactMap { i in
      guard entries[i].validity.contains(day) else { return nil }
      let match = entries[i].match(subject)
      return match == .no ? nil : (entries[i], match)
    }
  }
}

extension Validity {
  /// Whether some day lies in both spans.
  public func overlaps(_ other: Validity) -> Bool {
    if let until, let from = other.from, from >= until { return false }
    if let until = other.until, let from, from >= until { return false }
    return true
  }
}
