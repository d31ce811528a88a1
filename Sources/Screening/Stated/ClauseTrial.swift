import Sealing
public import Zoning

extension Assessor {
  /// One clause on a stated case, by the same rules as in a screening: its tier's scope, its conditions, its outcome and reason.
  ///
  /// A region's clause asks 在 of the region; nation, province, city and unit are taken as met. Validity is not looked at.
  /// Throws `ZoningError` where the rulebook's registry lacks the clause's document.
  public func judge(_ clause: Clause, stated: StatedCase, on edition: Edition? = nil) throws(ZoningError) -> ClauseFinding {
    let hearing = Hearing(
      FactReader(
        project: stated.project, registry: stated.registry, map: RecordedMapFacts(stated.map), rulebook: rulebook, places: nil,
        catalogue: catalogue))
    let scope = clause.tier == .region ? hearing.hear(rulebook.inForce.scope(ofRegion: clause.owner)) : nil
    return try finding(clause, scope: scope, edition: edition ?? Self.draft(rulebook.asOf), hearing)
  }

  /// One clause judged and written apart from any list.
  func finding(_ clause: Clause, scope: Int32? = nil, edition: Edition, _ hearing: Hearing) throws(ZoningError) -> ClauseFinding {
    let list = ClauseList(owner: clause.owner, tier: clause.tier, edition: edition, clauses: [clause], compiler: rulebook.compiler)
    let judged = hearing.judge(0, of: list, scope: scope)
    return try FindingWriter(hearing.reader, hearing.heard).finding(judged, ownerName: clause.owner)
  }

  /// An edition for clauses that are not published.
  private static func draft(_ day: CivilDate) -> Edition {
    let nothing = Digest(of: [])
    return Edition(
      issuer: "draft", serial: 0, name: "未发布",
      instrument: Instrument(body: "", documentNumber: nil, date: day, consentingGovernment: nil), validity: Validity(),
      recordedAtMicroseconds: 0, layers: nothing, lists: nothing, descriptors: nothing)
  }
}
