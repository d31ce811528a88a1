public import ExactJSON
public import FEEL
public import Sealing
public import Zoning

/// Something taken for granted because it was not said, to be confirmed by the applicant.
public struct Assumption: Hashable, Sendable {
  public var what: String
  public var value: String
  public var why: String

  public init(what: String, value: String, why: String) {
    self.what = what
    self.value = value
    self.why = why
  }
}

/// How far a project is from a numeric limit; negative is short of it.
public struct Margin: Hashable, Sendable {
  /// The measured or supplied fact; nil where the left side is computed from several.
  public var fact: String?
  public var actual: FEELDecimal
  /// `>`, `>=`, `<`, `<=` or `=`, as the clause demands it of the actual value.
  public var relation: String
  public var limit: FEELDecimal
  public var value: FEELDecimal
  public var unit: String?
  /// Nearer to the limit than the legal accuracy of the layer it was measured on.
  public var borderline: Bool
}

/// One clause in scope with what was found.
public struct ClauseFinding: Hashable, Sendable {
  /// The clause, its edition and its citation, shared by all copies of the finding.
  private let law: CitedClause
  public var ownerName: String
  public var applies: Applies
  public var outcome: Outcome
  public var judgement: Judgement
  /// Ids of facts that the evaluated conditions read, in order of their bytes.
  public var factsUsed: [String]
  /// One Chinese sentence.
  public var because: String
  public var margin: Margin?
  /// Facts whose absence leaves the clause undecided.
  public var missing: [String]
  /// Layers that are known but not held, where they leave the clause undecided.
  public var notHeld: [String]

  public var clause: Clause { law.clause }
  public var edition: Edition { law.edition }
  public var citation: Citation { law.citation }

  init(
    _ law: CitedClause, ownerName: String, applies: Applies, outcome: Outcome, judgement: Judgement, factsUsed: [String], margin: Margin?,
    missing: [String], notHeld: [String]
  ) {
    self.law = law
    self.ownerName = ownerName
    self.applies = applies
    self.outcome = outcome
    self.judgement = judgement
    self.factsUsed = factsUsed
    because = ""
    self.margin = margin
    self.missing = missing
    self.notHeld = notHeld
  }
}

/// A clause with the edition it stands in, as it is cited on one day.
final class CitedClause: Hashable, Sendable {
  let clause: Clause
  let edition: Edition
  let citation: Citation

  init(_ clause: Clause, _ edition: Edition, _ citation: Citation) {
    self.clause = clause
    self.edition = edition
    self.citation = citation
  }

  static func == (a: CitedClause, b: CitedClause) -> Bool {
    a === b || (a.clause == b.clause && a.edition == b.edition && a.citation == b.citation)
  }

  func hash(into hasher: inout Hasher) { hasher.combine(clause.id) }
}

/// A fact that an undecided clause waits for.
public struct MissingFact: Hashable, Sendable {
  public var id: String
  public var definition: FactDefinition?
  public var supplier: FactSupplier
  public var question: String
  public var neededBy: [String]
}

/// Something that was not checked, and why.
public struct NotChecked: Hashable, Sendable {
  public var what: String
  public var why: String

  public init(what: String, why: String) {
    self.what = what
    self.why = why
  }
}

/// The result of a screening (研判结果): a pure value without time or person.
public struct Assessment: Sendable {
  /// Hash of canonical facts, legal state and engine rules.
  public var id: Digest
  public var legalState: LegalState
  public var engineRules: String
  public var findings: SiteFindings
  public var layers: [String: LayerDescriptor]
  public var basisCitations: [String: String]
  public var conclusion: Conclusion
  public var mayBecome: [Conclusion]
  /// The answer in one sentence.
  public var answer: String
  public var project: [JSONMember]
  public var assumed: [Assumption]
  /// Every fact that a listed clause used, by id.
  public var facts: [(id: String, value: JSONValue)]
  public var clauses: [ClauseFinding]
  public var missingFacts: [MissingFact]
  public var notChecked: [NotChecked]
  /// What the catalogues of EIA and permits say, beside the verdict.
  public var procedures: [ProcedureFinding]
  /// Suspensions of approvals in force where the site lies, beside the verdict.
  public var suspensions: [SuspensionFinding]

  /// How many clauses came to an outcome.
  public func count(_ outcome: Outcome) -> Int { clauses.reduce(0) { $0 + ($1.outcome == outcome ? 1 : 0) } }

  /// Clauses that bind the project and concern it: all but context and not applicable.
  public var bindingCount: Int { clauses.reduce(0) { $0 + ($1.outcome != .context && $1.outcome != .notApplicable ? 1 : 0) } }
}
