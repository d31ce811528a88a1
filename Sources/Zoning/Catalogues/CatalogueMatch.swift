public import FEEL

/// What is looked up in a catalogue: things by name, processes, industries and the place; a part that is nil is not known.
public struct CatalogueSubject: Hashable, Sendable {
  /// A product, material, fuel or installation; nil fields are not known.
  public struct Thing: Hashable, Sendable {
    public var name: String?
    public var category: String?
    public var capacity: FEELDecimal?
    public var unit: String?

    public init(name: String?, category: String? = nil, capacity: FEELDecimal? = nil, unit: String? = nil) {
      self.name = name
      self.category = category
      self.capacity = capacity
      self.unit = unit
    }
  }

  public var things: [Thing]?
  public var processes: [String]?
  public var industries: [String]?
  /// Codes and names of the counties and cities that the site meets.
  public var places: [String]?

  public init(things: [Thing]?, processes: [String]?, industries: [String]?, places: [String]? = nil) {
    self.things = things
    self.processes = processes
    self.industries = industries
    self.places = places
  }

  /// A thing or process named alone.
  public init(named name: String) { self.init(things: [Thing(name: name)], processes: nil, industries: nil) }
}

/// Parts of a subject for want of which a row could not be decided.
public enum CataloguePart: String, Hashable, Sendable, CaseIterable {
  case things, processes, industries, places
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

extension CatalogueEntry {
  /// Whether the subject falls under this row: yes only by equal words, no only where the words have nothing of each other in them.
  public func match(_ subject: CatalogueSubject) -> CatalogueMatch {
    var whole = CatalogueMatch.yes
    let statesNothing = products.isEmpty && processes.isEmpty && industries.isEmpty
    if statesNothing || !products.isEmpty {
      whole = whole.and(matchThings(subject, words: products.isEmpty ? [name] + aliases : products + aliases))
    } else if let scale {
      whole = whole.and(anyCapacity(subject, scale))
    }
    if !processes.isEmpty { whole = whole.and(matchProcesses(subject)) }
    if !industries.isEmpty { whole = whole.and(matchIndustries(subject)) }
    if !places.isEmpty { whole = whole.and(matchPlaces(subject)) }
    return whole
  }

  private func matchThings(_ subject: CatalogueSubject, words: [String]) -> CatalogueMatch {
    guard let things = subject.things else { return .possible([.things]) }
    let named = CatalogueMatch.any(
      things.map { thing in
        let byName = thing.name.map { Self.compare($0, words, part: .things) } ?? .possible([.things])
        // A category that the row names counts as the row's word; a category never excludes.
        let byCategory = thing.category.map { Self.compare($0, words, part: .things) == .yes } == true ? CatalogueMatch.yes : .no
        let match = byName.or(byCategory)
        guard let scale, match != .no else { return match }
        return match.and(Self.capacity(thing, scale))
      })
    // A row that names neither product nor process may be meant of either.
    guard products.isEmpty, let known = subject.processes else { return named }
    return named.or(.any(known.map { Self.compare($0, words, part: .processes) }))
  }

  private func matchProcesses(_ subject: CatalogueSubject) -> CatalogueMatch {
    if let known = subject.processes { return .any(known.map { Self.compare($0, processes, part: .processes) }) }
    // Something named alone may be a process, where the row speaks of processes only.
    if products.isEmpty, industries.isEmpty, subject.industries == nil, let things = subject.things {
      return .any(things.map { $0.name.map { Self.compare($0, processes, part: .processes) } ?? .possible([.processes]) })
    }
    return .possible([.processes])
  }

  private func matchIndustries(_ subject: CatalogueSubject) -> CatalogueMatch {
    guard let have = subject.industries else { return .possible([.industries]) }
    if have.contains(where: { code in industries.contains { IndustryClassification.belongs(code, to: $0) } }) { return .yes }
    let coarse = have.contains { code in industries.contains { IndustryClassification.belongs($0, to: code) } }
    return coarse ? .possible([.industries]) : .no
  }

  private func matchPlaces(_ subject: CatalogueSubject) -> CatalogueMatch {
    guard let have = subject.places else { return .possible([.places]) }
    return have.contains { places.contains($0) } ? .yes : .no
  }

  private func anyCapacity(_ subject: CatalogueSubject, _ scale: CatalogueScale) -> CatalogueMatch {
    guard let things = subject.things else { return .possible([.things]) }
    return .any(things.map { Self.capacity($0, scale) })
  }

  private static func capacity(_ thing: CatalogueSubject.Thing, _ scale: CatalogueScale) -> CatalogueMatch {
    guard let capacity = thing.capacity, let unit = thing.unit, unit == scale.unit else { return .possible([.things]) }
    return scale.covers(capacity) ? .yes : .no
  }

  /// Equal words are yes; one inside the other may be the same thing in other words, which a person must tell.
  static func compare(_ text: String, _ words: [String], part: CataloguePart) -> CatalogueMatch {
    let given = plain(text)
    if given.isEmpty { return .no }
    var near = false
    for word in words.map(plain) where !word.isEmpty {
      if word == given { return .yes }
      if word.contains(given) || given.contains(word) { near = true }
    }
    return near ? .possible([part]) : .no
  }

  /// Without spaces and case, full-width letters and brackets as half-width.
  static func plain(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for u in text.unicodeScalars where !u.properties.isWhitespace {
      out.append(0xFF01...0xFF5E ~= u.value ? Unicode.Scalar(u.value - 0xFEE0)! : u)
    }
    return String(out).lowercased()
  }
}
