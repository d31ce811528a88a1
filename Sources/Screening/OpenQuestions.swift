public import ExactJSON
import Zoning

/// What is still to be asked about a project, drawn from its undetermined clauses: just the facts that can decide one (补充这些信息即可判定).
///
/// Each undetermined clause names its smallest deciding sets; asked is their union, as far as the applicant can answer a whole set. What
/// registers or layers must supply stands apart, and what is missing but decides nothing by itself now is put off.
public struct OpenQuestions: Hashable, Sendable {
  /// A fact and the clauses that it can decide, alone or with one other fact.
  public struct Question: Hashable, Sendable {
    /// Id in the facts catalogue; for waiting ones also of a map fact, or the name of a layer that is not held.
    public var fact: String
    /// Ids of clauses in their order in the assessment.
    public var decides: [String]
    /// How many of them forbid the project when they are broken.
    public var forbidding: Int
    /// Facts that must be given together with it for one of the clauses.
    public var with: [String]
  }

  /// What the applicant can answer: first what most prohibitions wait for, then what most clauses wait for.
  public var asked: [Question] = []
  /// What others supply.
  public var waiting: [Question] = []
  /// Missing facts of the applicant that cannot decide any clause yet.
  public var later: [String] = []

  /// - Parameters:
  ///   - assessment: as `Assessment.json` gives it.
  ///   - traces: as `Assessor.traces` gives them for the same project.
  public init(assessment: JSONValue, traces: JSONValue) {
    let missing = assessment["missingFacts"]?.arrayValue ?? []
    let mine = Set(missing.filter { $0["supplier"]?.stringValue == FactSupplier.applicant.rawValue }.compactMap { $0["fact"]?.stringValue })
    var neededBy: [String: [String]] = [:]
    for m in missing {
      guard let fact = m["fact"]?.stringValue else { continue }
      for c in (m["neededBy"]?.arrayValue ?? []).compactMap(\.stringValue) { neededBy[c, default: []].append(fact) }
    }
    var found: [String: Question] = [:]
    var others: [String: Question] = [:]
    for clause in assessment["clauses"]?.arrayValue ?? [] where clause["outcome"]?.stringValue == Outcome.undetermined.rawValue {
      guard let id = clause["id"]?.stringValue else { continue }
      let effect = clause["effect"]?.stringValue.flatMap { Effect(rawValue: $0) }
      let forbids = effect == .prohibit || effect == .permitOnly
      func note(_ fact: String, _ set: [String], in questions: inout [String: Question]) {
        var q = questions[fact] ?? Question(fact: fact, decides: [], forbidding: 0, with: [])
        if q.decides.last != id {
          q.decides.append(id)
          if forbids { q.forbidding += 1 }
        }
        for other in set where other != fact && !q.with.contains(other) { q.with.append(other) }
        questions[fact] = q
      }
      let least = (traces[id]?["deciding"]?.arrayValue ?? []).map { ($0.arrayValue ?? []).compactMap(\.stringValue) }
      // Where more than two facts are needed the search names none: then all that is missing is needed.
      let sets = least.isEmpty ? [neededBy[id] ?? []].filter { !$0.isEmpty } : least
      for set in sets {
        if set.allSatisfy(mine.contains) {
          for fact in set { note(fact, least.isEmpty ? [] : set, in: &found) }
        } else {
          for fact in set where !mine.contains(fact) { note(fact, [], in: &others) }
        }
      }
      for layer in (clause["notHeld"]?.arrayValue ?? []).compactMap(\.stringValue) { note(layer, [], in: &others) }
    }
    let place = Dictionary(
      missing.enumerated().compactMap { i, m in m["fact"]?.stringValue.map { ($0, i) } }, uniquingKeysWith: { first, _ in first })
    func ranked(_ questions: [String: Question]) -> [Question] {
      questions.values.sorted {
        ($1.forbidding, $1.decides.count, place[$0.fact] ?? .max, $0.fact) < (
          $0.forbidding, $0.decides.count, place[$1.fact] ?? .max, $1.fact
        )
      }
    }
    asked = ranked(found)
    waiting = ranked(others)
    later = missing.compactMap { $0["fact"]?.stringValue }.filter { mine.contains($0) && found[$0] == nil }
  }

  public var json: JSONValue {
    func row(_ q: Question) -> JSONValue {
      .object([
        "fact": .string(q.fact), "decides": .array(q.decides.map { .string($0) }), "forbidding": .int(q.forbidding),
        "with": .array(q.with.map { .string($0) }),
      ])
    }
    return .object([
      "asked": .array(asked.map(row)), "waiting": .array(waiting.map(row)), "later": .array(later.map { .string($0) }),
    ])
  }
}
