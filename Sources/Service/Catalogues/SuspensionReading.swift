import Zoning

/// Suspensions as people write them, with words read as the facts catalogue has them.
extension ApprovalSuspension {
  /// With every pollutant as the facts catalogue writes it under `emissions.`: `化学需氧量` and `cod` are COD.
  ///
  /// Throws `badCatalogue` for a pollutant that is no fact.
  func readingPollutants(_ catalogue: FactsCatalogue = .standard) throws(ZoningError) -> ApprovalSuspension {
    let prefix = "emissions."
    let facts = catalogue.facts.filter { $0.id.hasPrefix(prefix) }
    var codes: [String] = []
    for text in pollutants {
      let plain = text.trimmingSpaces.lowercased()
      guard
        let fact = facts.first(where: { f in
          f.id.dropFirst(prefix.count).lowercased() == plain || f.path.last == text.trimmingSpaces
        })
      else {
        let known = facts.map { "\($0.path.last ?? "")（\($0.id.dropFirst(prefix.count))）" }
        throw .badCatalogue("不认识的污染物“\(text)”，请写 \(known.joined(separator: "、"))。")
      }
      let code = String(fact.id.dropFirst(prefix.count))
      if !codes.contains(code) { codes.append(code) }
    }
    var read = self
    read.pollutants = codes
    return read
  }
}
