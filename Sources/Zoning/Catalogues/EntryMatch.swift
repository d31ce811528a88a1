extension CatalogueEntry {
  /// Whether the subject falls under this row: yes only by equal words, no only where the words have nothing of each other in them.
  public func match(_ subject: CatalogueSubject) -> CatalogueMatch {
    var whole = CatalogueMatch.yes
    if isMatchedByWords {
      whole = whole.and(matchThings(subject))
    } else if let scale {
      whole = whole.and(anyCapacity(subject, scale))
    }
    if !processes.isEmpty { whole = whole.and(matchProcesses(subject)) }
    if !industries.isEmpty { whole = whole.and(matchIndustries(subject)) }
    if !places.isEmpty { whole = whole.and(matchPlaces(subject)) }
    if isOpenEnded, whole == .no { whole = matchUnnamed(subject) }
    if whole != .no, condition != nil { whole = whole.and(.possible([.condition])) }
    return whole == .no || exempt.isEmpty ? whole : whole.and(matchExemptions(subject))
  }

  /// Whether the row holds by its name or products; else by processes, industries and places alone.
  var isMatchedByWords: Bool { !products.isEmpty || (processes.isEmpty && industries.isEmpty) }

  /// A row that counts in things that its words do not name (“等23种染料”): only another industry excludes them.
  private func matchUnnamed(_ subject: CatalogueSubject) -> CatalogueMatch {
    guard subject.things?.isEmpty != true else { return .no }
    if !industries.isEmpty, matchIndustries(subject) == .no { return .no }
    return .possible([.things])
  }

  /// Yes where none of the row's exemptions (“…工艺除外”) can be meant; an exempted process is no.
  private func matchExemptions(_ subject: CatalogueSubject) -> CatalogueMatch {
    var open: Set<CataloguePart> = []
    for given in subject.plainWords where !given.isEmpty && !words.contains(given) {
      for exemption in exempt {
        if CatalogueWording.alternatives(in: exemption).contains(where: { PlainWord($0) == given }) { return .no }
        if CatalogueWording.speakOfTheSame(given.text, PlainWord(exemption).text) { open.insert(.processes) }
      }
    }
    if subject.processes == nil { open.insert(.processes) }
    return open.isEmpty ? .yes : .possible(open)
  }

  private func matchThings(_ subject: CatalogueSubject) -> CatalogueMatch {
    guard let things = subject.things else { return .possible([.things]) }
    let named = CatalogueMatch.any(
      things.map { thing in
        let byName = thing.plainName.map { $0.compare(words, part: .things) } ?? .possible([.things])
        // A category that the row names counts as the row's word; a category never excludes.
        let byCategory = thing.plainCategory.map { $0.compare(words, part: .things) == .yes } == true ? CatalogueMatch.yes : .no
        let match = byName.or(byCategory)
        guard let scale, match != .no else { return match }
        return match.and(Self.capacity(thing, scale))
      })
    // A row that names neither product nor process may be meant of either.
    guard products.isEmpty else { return named }
    guard let known = subject.plainProcesses else { return subject.isProject ? named.or(.possible([.processes])) : named }
    return named.or(.any(known.map { $0.compare(words, part: .processes) }))
  }

  private func matchProcesses(_ subject: CatalogueSubject) -> CatalogueMatch {
    if let known = subject.plainProcesses { return .any(known.map { $0.compare(processWords, part: .processes) }) }
    // Something named alone may be a process, where the row speaks of processes only.
    if products.isEmpty, industries.isEmpty, subject.industries == nil, let things = subject.things {
      return .any(things.map { $0.plainName.map { $0.compare(processWords, part: .processes) } ?? .possible([.processes]) })
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
}
