extension CatalogueEntry {
  /// Yes where none of the row's exemptions (“…工艺除外”) can be meant.
  ///
  /// A way of production that is left out excludes a project that states no other way; beside others it may be that of another line.
  /// Another way excludes the exemption only where it is named as one (…法、…工艺) and has nothing of the exemption in its words: steps such as
  /// 水解、蒸馏 belong to many ways.
  func matchExemptions(_ subject: CatalogueSubject) -> CatalogueMatch {
    let routes = exemptWords.filter(Self.isRoute)
    // What is left out by kind (节能型) shows in no list of processes.
    let byKind = routes.count == exemptWords.count ? CatalogueMatch.yes : .possible([.things])
    guard !routes.isEmpty else { return byKind }
    // A process that the row itself names is the listed way.
    guard let known = subject.plainProcesses?.filter({ !$0.isEmpty && !words.contains($0) && !processWords.contains($0) }) else {
      return .possible([.processes])
    }
    if known.isEmpty, subject.plainProcesses?.isEmpty == false { return byKind }
    let left = known.filter { given in routes.contains { $0.stem == given.stem } }
    if !left.isEmpty { return left.count == subject.plainProcesses?.count ? .no : .possible([.processes]) }
    let isOther = known.contains(where: Self.isRoute) && !known.contains { given in routes.contains { $0.isNear(given) } }
    return isOther ? byKind : .possible([.processes])
  }

  /// Whether a word names a way of production and not a step of it or a thing.
  private static func isRoute(_ word: PlainWord) -> Bool { ["法", "工艺", "技术", "路线"].contains { word.text.contains($0) } }
}
