import FEEL
import Zoning

/// Writes what was found about single clauses, from the kept traces of a hearing.
struct FindingWriter {
  let reader: FactReader
  private let heard: HeardConditions
  private let explainer: Explainer

  init(_ verdict: Verdict) {
    self.init(
      FactReader(
        project: verdict.project, registry: verdict.findings.registry, map: verdict.map, rulebook: verdict.rulebook,
        places: verdict.findings.places, suspendedPlaces: SuspendedPlaces(verdict.findings), catalogue: verdict.catalogue,
        measured: verdict.measured), verdict.heard)
  }

  init(_ reader: FactReader, _ heard: HeardConditions) {
    self.reader = reader
    self.heard = heard
    explainer = Explainer(reader: reader, heard: heard)
  }

  /// Throws `unknownDocument` where the registry does not hold the clause's document.
  func finding(_ judged: JudgedClause, ownerName: String) throws(ZoningError) -> ClauseFinding {
    let rulebook = reader.rulebook
    let clause = judged.clause
    let missing = heard.missing(judged)
    let notHeld = Set(missing.compactMap { rulebook.unheld($0) })
    var finding = ClauseFinding(
      CitedClause(clause, judged.list.edition, try rulebook.documents.cite(clause.source, on: rulebook.asOf)), ownerName: ownerName,
      applies: judged.applies.applies, outcome: judged.outcome, judgement: judged.conditions.judgement,
      factsUsed: heard.used(by: judged), margin: judged.margin < 0 ? nil : heard.margins[Int(judged.margin)],
      missing: missing.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) },
      notHeld: notHeld.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    finding.because = explainer.sentence(finding, judged)
    return finding
  }
}
