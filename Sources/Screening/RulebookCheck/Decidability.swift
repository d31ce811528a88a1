public import ExactJSON
import FEEL
public import Zoning

/// How far a list can be judged by machine (可判定性): counts of clauses that bind projects.
public struct Decidability: Hashable, Sendable {
  /// All facts can be supplied.
  public var machine = 0
  /// Judged by machine, but a fact is supplied by nobody here.
  public var waiting = 0
  /// Left to people, now or later.
  public var people = 0

  public init() {}

  public var total: Int { machine + waiting + people }

  public static func += (a: inout Decidability, b: Decidability) {
    a.machine += b.machine
    a.waiting += b.waiting
    a.people += b.people
  }

  public var json: JSONValue {
    .object(["machine": .int(machine), "waiting": .int(waiting), "people": .int(people), "total": .int(total)])
  }
}

/// Counts decidability over lists; clauses that cannot concern the industry are left out.
public struct DecidabilityCount {
  private let check: RulebookCheck
  private let industry: String?
  private var known: [ClauseShape: Decidability] = [:]
  private let hearing: Hearing?

  /// - Parameter industry: canonical code; nil counts for any project.
  public init(_ check: RulebookCheck, industry: String?) throws(ZoningError) {
    self.check = check
    self.industry = industry
    hearing = try industry.map { (code) throws(ZoningError) in
      Hearing(
        FactReader(
          project: try ProjectFacts(recorded: [JSONMember(key: "industries", value: .array([.string(code)]))], catalogue: check.catalogue),
          registry: [:], map: RecordedMapFacts([:]), rulebook: check.rulebook, places: nil, catalogue: check.catalogue))
    }
  }

  public mutating func of(_ clauses: [Clause]) -> Decidability {
    var sum = Decidability()
    for c in clauses where c.binding == .project && c.effect != .encourage && c.validity.contains(check.rulebook.asOf) {
      let shape = ClauseShape(c)
      if known[shape] == nil { known[shape] = one(c) }
      sum += known[shape]!
    }
    return sum
  }

  private func one(_ c: Clause) -> Decidability {
    var d = Decidability()
    if let hearing, let text = c.applies, hearing.state(of: check.rulebook.compiler.condition(text)) == .no { return d }
    switch c.effectiveJudgement {
    case .person, .later: d.people = 1
    case .machine:
      if check.rulebook.usedFacts(of: c, catalogue: check.catalogue).contains(where: check.isUnsupplied) {
        d.waiting = 1
      } else {
        d.machine = 1
      }
    }
    return d
  }
}
