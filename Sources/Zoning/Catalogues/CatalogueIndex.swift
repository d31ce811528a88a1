/// Finds the rows of a catalogue that a subject can fall under, without comparing it with each.
struct CatalogueIndex: Hashable, Sendable {
  /// Rows that a comparison of words alone cannot exclude.
  private var always: [Int] = []
  /// Character → rows with a word that has it.
  private var holding: [Unicode.Scalar: [Int]] = [:]
  /// Character → rows with a word that begins with it.
  private var beginning: [Unicode.Scalar: [Int]] = [:]

  init(_ entries: [CatalogueEntry]) {
    for (i, entry) in entries.enumerated() {
      if entry.isOpenEnded || !entry.isMatchedByWords || entry.words.contains(where: \.isEmpty) {
        always.append(i)
        continue
      }
      for scalar in Set(entry.words.flatMap(\.scalars)) { holding[scalar, default: []].append(i) }
      for scalar in Set(entry.words.compactMap(\.scalars.first)) { beginning[scalar, default: []].append(i) }
    }
  }

  /// The rows to compare in ascending order; nil means all of them.
  func candidates(for subject: CatalogueSubject) -> [Int]? {
    if subject.isProject, subject.processes == nil { return nil }
    guard let things = subject.things, things.allSatisfy({ $0.name != nil }) else { return nil }
    var rows = Set(always)
    for word in subject.plainWords {
      let scalars = word.scalars
      // A row's word that holds this one has its first character; one that this one holds begins with one of its characters.
      if let first = scalars.first { rows.formUnion(holding[first] ?? []) }
      for scalar in Set(scalars) { rows.formUnion(beginning[scalar] ?? []) }
    }
    return rows.sorted()
  }
}
