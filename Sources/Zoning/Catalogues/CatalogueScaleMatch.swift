import FEEL

/// Whether what a project has of a row's thing is of the row's scale, over several lines of it.
struct CatalogueScaleMatch {
  let scale: CatalogueScale

  init(_ scale: CatalogueScale) { self.scale = scale }

  /// Of things and how they meet the row's words; each line and all of them together must say the same, else a person must tell which is meant.
  func match(_ matches: [(thing: CatalogueSubject.Thing, match: CatalogueMatch)], hasFurther: Bool) -> CatalogueMatch {
    let met = matches.filter { $0.match != .no }
    let single = CatalogueMatch.any(met.map { $0.match.and(covers($0.thing)) })
    if met.count == 1, !hasFurther { return single }
    let open = CatalogueMatch.possible([.things])
    guard !hasFurther, met.allSatisfy({ $0.match == .yes }) else { return single == .no && !hasFurther ? togetherOrOpen(met) : open }
    guard let all = total(met.map(\.thing)) else { return open }
    return single == answer(all) ? single : open
  }

  /// No only where neither one line nor all that may be meant together come under the scale.
  private func togetherOrOpen(_ met: [(thing: CatalogueSubject.Thing, match: CatalogueMatch)]) -> CatalogueMatch {
    guard let all = total(met.map(\.thing)), answer(all) == .no else { return .possible([.things]) }
    return .no
  }

  /// Of one line; open where its capacity is not stated in the scale's unit.
  func covers(_ thing: CatalogueSubject.Thing) -> CatalogueMatch {
    guard let capacity = thing.capacity, let unit = thing.unit, unit == scale.unit else { return .possible([.things]) }
    return answer(capacity)
  }

  private func answer(_ capacity: FEELDecimal) -> CatalogueMatch { scale.covers(capacity) ? .yes : .no }

  private func total(_ things: [CatalogueSubject.Thing]) -> FEELDecimal? {
    var sum = FEELDecimal.zero
    for thing in things {
      guard let capacity = thing.capacity, thing.unit == scale.unit else { return nil }
      sum = sum + capacity
    }
    return sum
  }
}
