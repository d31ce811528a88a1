extension CatalogueEntry {
  /// Whether the subject falls under this row: yes only by equal words, no only where the words have nothing of each other in them.
  public func match(_ subject: CatalogueSubject) -> CatalogueMatch {
    var whole = isMatchedByWords ? matchThings(subject) : matchHeading(subject)
    if !processes.isEmpty { whole = whole.and(matchProcesses(subject)) }
    if whole == .yes, !processes.isEmpty, !belongTogether(subject) { whole = .possible([.processes]) }
    if !industries.isEmpty { whole = whole.and(matchIndustries(subject)) }
    if !places.isEmpty { whole = whole.and(matchPlaces(subject)) }
    if isOpenEnded, whole == .no { whole = matchUnnamed(subject) }
    if whole != .no, condition != nil { whole = whole.and(.possible([.condition])) }
    return whole == .no || exempt.isEmpty ? whole : whole.and(matchExemptions(subject))
  }

  /// Whether the row holds by its name or products; else its name is the heading of its processes or industries.
  var isMatchedByWords: Bool { !products.isEmpty || (processes.isEmpty && industries.isEmpty) }

  /// A name beside processes or industries narrows them, unless it says the same as they do; a person must tell whether it is met in other words.
  private func matchHeading(_ subject: CatalogueSubject) -> CatalogueMatch {
    let stems = Set(words.map(\.stem))
    let same =
      processWords.contains { stems.contains($0.stem) }
      || industries.contains { code in IndustryClassification.standard[code].map { stems.contains(PlainWord($0.name).stem) } ?? false }
    if same { return scale.map { matchSoleProduct(subject, $0) } ?? .yes }
    return matchThings(subject) == .yes ? .yes : .possible([.things])
  }

  /// A row that counts in things that its words do not name (“等23种染料”): only another industry excludes them.
  private func matchUnnamed(_ subject: CatalogueSubject) -> CatalogueMatch {
    guard !subject.things.isEmpty || subject.hasFurtherThings else { return .no }
    if !industries.isEmpty, matchIndustries(subject) == .no { return .no }
    return .possible([.things])
  }

  private func matchThings(_ subject: CatalogueSubject) -> CatalogueMatch {
    let matches = subject.things.map { (thing: $0, match: matchWords($0)) }
    var named = CatalogueMatch.any(matches.map(\.match))
    if let scale, named != .no { named = CatalogueScaleMatch(scale).match(matches, hasFurther: subject.hasFurtherThings) }
    if subject.hasFurtherThings { named = named.or(.possible([.things])) }
    // A row that names neither product nor process may be meant of either.
    guard products.isEmpty else { return named }
    guard let known = subject.plainProcesses else { return subject.isProject ? named.or(.possible([.processes])) : named }
    let byProcess = CatalogueMatch.any(known.map { $0.compare(words, part: .processes) })
    return named.or(scale == nil || byProcess == .no ? byProcess : .possible([.things]))
  }

  /// By name, or by the category that the row names; what the row leaves out by name is no.
  private func matchWords(_ thing: CatalogueSubject.Thing) -> CatalogueMatch {
    guard let name = thing.plainName else { return .possible([.things]) }
    if !words.contains(name), exemptWords.contains(where: { $0.stem == name.stem }) { return .no }
    let byName = name.compare(words, part: .things)
    if thing.isCategoryOpen { return byName.or(.possible([.things])) }
    return byName.or(thing.plainCategory?.compare(words, part: .things) ?? .no)
  }

  private func matchProcesses(_ subject: CatalogueSubject) -> CatalogueMatch {
    if let known = subject.plainProcesses { return .any(known.map { $0.compare(processWords, part: .processes) }) }
    // Something named alone may be the process, or what the row names beside it.
    if products.isEmpty, industries.isEmpty, subject.industries == nil, !subject.hasFurtherThings, !subject.isProject {
      return .any(
        subject.things.map { thing in
          guard let name = thing.plainName else { return .possible([.processes]) }
          let asProcess = name.compare(processWords, part: .processes)
          return asProcess == .no && matchWords(thing) != .no ? .possible([.processes]) : asProcess
        })
    }
    return .possible([.processes])
  }

  /// Whether the process that the row names is certainly that of the thing that it names: one of several lines may have each.
  private func belongTogether(_ subject: CatalogueSubject) -> Bool {
    guard let known = subject.plainProcesses else { return true }
    if known.allSatisfy({ processWords.contains($0) }) { return true }
    if products.isEmpty, known.contains(where: words.contains) || !subject.things.contains(where: \.isProduct) { return true }
    return !subject.hasFurtherThings && subject.things.allSatisfy { !$0.isProduct || matchWords($0) == .yes }
  }

  /// Whether the subject's industries are, or stand below, the row's; open where they are coarser.
  public func matchIndustries(_ subject: CatalogueSubject) -> CatalogueMatch {
    guard let have = subject.industries else { return .possible([.industries]) }
    if have.contains(where: { code in industries.contains { IndustryClassification.belongs(code, to: $0) } }) { return .yes }
    let coarse = have.contains { code in industries.contains { IndustryClassification.belongs($0, to: code) } }
    return coarse ? .possible([.industries]) : .no
  }

  /// Whether the row holds where the site lies; everywhere where it names no place.
  public func matchPlaces(_ subject: CatalogueSubject) -> CatalogueMatch {
    if places.isEmpty { return .yes }
    guard let ground = subject.ground else { return .possible([.places]) }
    return .any(places.map(ground.lies))
  }

  /// The scale of a row whose name says nothing of a product: told by the only product, else open.
  private func matchSoleProduct(_ subject: CatalogueSubject, _ scale: CatalogueScale) -> CatalogueMatch {
    let products = subject.things.filter(\.isProduct)
    guard !subject.hasFurtherThings, products.count == 1 else { return .possible([.things]) }
    return CatalogueScaleMatch(scale).covers(products[0])
  }
}
