import FEEL
import Zoning

/// A screening judged and not yet written: outcome codes, a trace of a byte a node for every condition, margins, what is missing,
/// and the conclusion (判定).
///
/// Sentences, citations and trees are made from it when someone reads them (`Assessor.assessment(of:assumed:)`); nothing is judged
/// anew then. Immutable and free of locks: thousands may be made and kept at once.
public struct Verdict: Sendable {
  let rulebook: Rulebook
  let catalogue: FactsCatalogue
  let project: ProjectFacts
  let findings: SiteFindings
  let map: any MapFactSource
  /// Every map fact that was asked for and answered.
  let measured: [MapFact: FEELValue]

  let clauses: ContiguousArray<JudgedClause>
  let heard: HeardConditions
  /// Units met of which no list is in force.
  let unitsWithoutList: [MetUnit]
  /// Facts for want of which clauses are undetermined, with the places of these clauses.
  let missing: [String: [Int]]

  public let conclusion: Conclusion
  /// Worse conclusions that undecided clauses could still lead to, worst first.
  public let mayBecome: [Conclusion]

  public var clauseCount: Int { clauses.count }
  public func outcome(ofClause place: Int) -> Outcome { clauses[place].outcome }
  /// Facts that somebody could still supply or that this system does not hold, in order of their bytes.
  public var missingFacts: [String] { missing.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
  /// Clauses that lie nearer to their limit than the layer's legal accuracy.
  public var borderlineCount: Int { clauses.reduce(0) { $0 + ($1.margin >= 0 && heard.margins[Int($1.margin)].borderline ? 1 : 0) } }

  /// Bytes of what was judged, without the facts and the law it was judged by.
  public var byteCount: Int {
    clauses.count * MemoryLayout<JudgedClause>.stride + heard.conditions.count * MemoryLayout<HeardCondition>.stride + heard.log.byteCount
      + heard.margins.count * MemoryLayout<Margin>.stride
  }
  public var traceByteCount: Int { heard.log.byteCount }
}
