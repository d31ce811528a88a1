import FEEL
import Sealing
public import Zoning

extension Assessor {
  /// One clause on a stated case, by the same rules as in a screening: its tier's scope, its conditions, its outcome and reason.
  ///
  /// A region's clause asks 在 of the region; nation, province, city and unit are taken as met. Validity is not looked at.
  /// Throws `ZoningError` where the rulebook's registry lacks the clause's document.
  public func judge(_ clause: Clause, stated: StatedCase, on edition: Edition? = nil) throws(ZoningError) -> ClauseFinding {
    let reader = FactReader(
      project: stated.project, registry: stated.registry, map: RecordedMapFacts(stated.map), rulebook: rulebook, places: nil,
      catalogue: catalogue)
    var owner = Owner(id: clause.owner, tier: clause.tier, name: clause.owner)
    if clause.tier == .region {
      owner.scope = EvaluatedCondition("\(MapFact.Kind.in.function)(\"\(clause.owner)\")", reader: reader, compiler: rulebook.compiler)
    }
    return try judge(clause, owner: owner, edition: edition ?? Self.draft(rulebook.asOf), reader: reader)
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
