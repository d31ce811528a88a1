/// All recorded editions; answers which are in force on a day, as known at an instant.
public struct EditionTimeline: Sendable {
  public let editions: [Edition]

  public init(_ editions: [Edition]) { self.editions = editions }

  /// Issuer → edition in force on `asOf` among those recorded by `knownAt` (microseconds; nil is everything known).
  ///
  /// Where several of an issuer would hold, the one that begins last holds, then the one recorded last.
  /// Throws `dateBeforeAnyEdition` when none holds yet, or not that of the province: a city's lists alone are not the law.
  public func inForce(asOf: CivilDate, knownAt: Int64? = nil) throws(ZoningError) -> [Edition] {
    let known = editions.filter { e in knownAt.map { e.recordedAtMicroseconds <= $0 } ?? true }
    var byIssuer: [String: Edition] = [:]
    for e in known where e.validity.contains(asOf) {
      if let other = byIssuer[e.issuer], (other.validity.from ?? .distantPast, other.serial) > (e.validity.from ?? .distantPast, e.serial) {
        continue
      }
      byIssuer[e.issuer] = e
    }
    let province = known.filter { $0.issuer.hasSuffix("0000") }
    guard !byIssuer.isEmpty, province.isEmpty || province.contains(where: { byIssuer[$0.issuer] != nil }) else {
      throw .dateBeforeAnyEdition(asOf, first: (province.isEmpty ? editions : province).compactMap(\.validity.from).min() ?? asOf)
    }
    return byIssuer.values.sorted { $0.issuer < $1.issuer }
  }

  /// The edition of an issuer by its name or `issuer/serial`; throws `unknownEdition`.
  public func edition(named name: String) throws(ZoningError) -> Edition {
    guard let e = editions.last(where: { $0.name == name || $0.id == name }) else {
      throw .unknownEdition(name, known: editions.map { "\($0.name)（\($0.id)）" })
    }
    return e
  }
}

extension CivilDate {
  static let distantPast = CivilDate(year: 1, month: 1, day: 1)!
}
