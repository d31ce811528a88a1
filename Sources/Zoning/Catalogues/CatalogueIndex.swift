/// Finds the rows of a catalogue that a subject can fall under, without comparing it with each.
struct CatalogueIndex: Hashable, Sendable {
  /// Rows that a comparison of words alone cannot exclude.
  private var always: [Int] = []
  /// What a row's word has in it → rows.
  private var rows: [Key: [Int]] = [:]

  /// A piece of a word by which another wording may be found.
  private enum Key: Hashable, Sendable {
    case run(UInt64)
    /// A character that carries the meaning of a short term, and one in which such a one may be met.
    case shortEnd(UInt64), carried(UInt64)
    /// Two neighbouring characters, common or not.
    case pair(UInt64)
    /// A character anywhere in a word, and one that is the whole word.
    case character(UInt32), whole(UInt32)
  }

  init(_ entries: [CatalogueEntry]) {
    for (i, entry) in entries.enumerated() {
      if entry.isOpenEnded || !entry.isMatchedByWords || entry.words.contains(where: \.isEmpty) {
        always.append(i)
        continue
      }
      for key in Set(entry.words.flatMap(Self.held)) { rows[key, default: []].append(i) }
    }
  }

  private static func pairs(_ word: PlainWord) -> [Key] {
    zip(word.scalars, word.scalars.dropFirst()).map { .pair(WordTraces.run($0, $1)) }
  }

  /// What a row's word is found by.
  private static func held(_ word: PlainWord) -> [Key] {
    let traces = word.traces
    var keys: [Key] =
      traces.runs.map { .run($0) } + traces.carried.map { .carried($0) } + traces.shortEnds.map { .shortEnd($0) } + pairs(word)
    keys += word.scalars.map { .character($0.value) }
    if let only = word.scalars.first, word.scalars.count == 1 { keys.append(.whole(only.value)) }
    return keys
  }

  /// What a subject's word is looked for by.
  private static func sought(_ word: PlainWord) -> [Key] {
    let traces = word.traces
    var keys: [Key] =
      traces.runs.map { .run($0) } + traces.shortEnds.map { .carried($0) } + traces.carried.map { .shortEnd($0) } + pairs(word)
    keys += word.scalars.map { .whole($0.value) }
    if let only = word.scalars.first, word.scalars.count == 1 { keys.append(.character(only.value)) }
    return keys
  }

  /// The rows to compare in ascending order; nil means all of them.
  func candidates(for subject: CatalogueSubject) -> [Int]? {
    if subject.hasFurtherThings || (subject.isProject && subject.processes == nil) { return nil }
    guard subject.things.allSatisfy({ $0.name != nil && !$0.isCategoryOpen }) else { return nil }
    var found = Set(always)
    for key in Set(subject.plainWords.flatMap(Self.sought)) { found.formUnion(rows[key] ?? []) }
    return found.sorted()
  }
}
