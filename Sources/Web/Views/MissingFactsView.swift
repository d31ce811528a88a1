import ExactJSON
import Screening
import Zoning

/// The facts that undecided clauses wait for: what the applicant can answer as a form, what registers must supply as a list.
struct MissingFactsView {
  let json: JSONValue
  let faults: [Refusal.FieldFault]
  let typed: [String: String]

  /// Fields shown at once; more are folded, and the form then comes after the clauses that decide.
  static let shownAtOnce = 6

  /// Whether a clause is one whose breach forbids the project outright.
  static func forbids(_ clause: JSONValue) -> Bool {
    clause.term("effect", Effect.self).map { $0 == .prohibit || $0 == .permitOnly } ?? false
  }

  var ids: Set<String> { Set(json.items("missingFacts").compactMap { $0.string("fact") }) }

  private var askable: [JSONValue] { json.items("missingFacts").filter { $0.string("supplier") == "applicant" } }

  /// Whether the form stands before the clauses: only while it is short and nothing is decided against the project, or to mend a fault.
  func leads(before conclusion: Conclusion) -> Bool {
    !faults.isEmpty || (![.prohibited, .nonconforming].contains(conclusion) && askable.count <= Self.shownAtOnce)
  }

  /// Facts that most prohibitions wait for first, then those that most clauses wait for.
  private var ordered: [JSONValue] {
    let forbidding = Set(
      json.items("clauses").filter { Self.forbids($0) && $0.string("outcome") == Outcome.undetermined.rawValue }
        .compactMap { $0.string("id") })
    let ranked = askable.enumerated().map { offset, fact in
      let needed = fact.items("neededBy").compactMap(\.stringValue)
      return (key: (-needed.count { forbidding.contains($0) }, -needed.count, offset), fact: fact)
    }
    return ranked.sorted { $0.key < $1.key }.map(\.fact)
  }

  /// Fields for the facts that the applicant can still supply.
  var ask: View {
    let facts = ordered
    guard !facts.isEmpty else { return .absent }
    let clauses = Set(facts.flatMap { $0.items("neededBy").compactMap(\.stringValue) }).count
    let rest = facts.dropFirst(Self.shownAtOnce)
    let faulty = rest.contains { fact in faults.contains { $0.names(fact.string("fact") ?? "") } }
    func fields(_ facts: some Sequence<JSONValue>) -> View { .list(facts.map { FactField($0, typed: typed, faults: faults).view }) }
    return [
      "count": .text(Figures.count(facts.count)), "clauses": .text(Figures.count(clauses)),
      "fields": fields(facts.prefix(Self.shownAtOnce)),
      "rest": rest.isEmpty
        ? .absent : ["count": .text(Figures.count(rest.count)), "open": .flag(faulty), "fields": fields(rest)],
    ]
  }

  /// Facts that only registers can supply.
  var waiting: [View] {
    json.items("missingFacts").filter { $0.string("supplier") != "applicant" }.map { f in
      ["label": .maybe(f.string("label")), "why": .maybe(f.string("why")), "n": .text(Figures.count(f.items("neededBy").count))]
    }
  }

  /// The facts that this clause waits for, with links to their fields.
  func lacking(clauseID: String) -> [View] {
    json.items("missingFacts").filter { $0.items("neededBy").contains(.string(clauseID)) }.map { f in
      let applicant = f.string("supplier") == "applicant"
      return [
        "label": .maybe(f.string("label")), "anchor": .maybe(applicant ? "fact-" + FieldNames.anchor(f.string("fact") ?? "") : nil),
      ]
    }
  }
}

extension Refusal.FieldFault {
  /// Whether the fault is this fact's, or lies inside it.
  func names(_ fact: String) -> Bool { field == fact || field.hasPrefix(fact + ".") || field.hasPrefix(fact + "[") }
}
