import ExactJSON
import Screening
import Zoning

/// What would decide the undecided clauses (补充这些信息即可判定): the applicant's questions as a form, what others supply as a list.
struct MissingFactsView {
  let json: JSONValue
  let questions: OpenQuestions
  let faults: [Refusal.FieldFault]
  let typed: [String: String]
  /// What is said of each missing fact, by id.
  private let missing: [String: JSONValue]

  /// Fields shown at once; more are folded, and the form then comes after the clauses that decide.
  static let shownAtOnce = 6

  init(json: JSONValue, traces: JSONValue, faults: [Refusal.FieldFault], typed: [String: String]) {
    self.json = json
    self.faults = faults
    self.typed = typed
    questions = OpenQuestions(assessment: json, traces: traces)
    missing = Dictionary(
      json.items("missingFacts").compactMap { m in m.string("fact").map { ($0, m) } }, uniquingKeysWith: { first, _ in first })
  }

  /// Whether a clause is one whose breach forbids the project outright.
  static func forbids(_ clause: JSONValue) -> Bool {
    clause.term("effect", Effect.self).map { $0 == .prohibit || $0 == .permitOnly } ?? false
  }

  /// Facts that stand in the form.
  var askable: Set<String> { Set(questions.asked.map(\.fact) + questions.later) }

  /// Whether the form stands before the clauses: only while it is short and nothing is decided against the project, or to mend a fault.
  func leads(before conclusion: Conclusion) -> Bool {
    !faults.isEmpty || (![.prohibited, .nonconforming].contains(conclusion) && questions.asked.count <= Self.shownAtOnce)
  }

  /// The section; absent where nothing is open that somebody could supply.
  var ask: View {
    let asked = questions.asked
    guard !asked.isEmpty || !questions.later.isEmpty || !questions.waiting.isEmpty else { return .absent }
    let rest = asked.dropFirst(Self.shownAtOnce)
    func faulty(_ ids: some Sequence<String>) -> Bool { ids.contains { id in faults.contains { $0.names(id) } } }
    let later = questions.later
    return [
      "any": .flag(!asked.isEmpty || !later.isEmpty), "count": .text(Figures.count(asked.count)), "some": .flag(!asked.isEmpty),
      "clauses": .text(Figures.count(Set(asked.flatMap(\.decides)).count)),
      "fields": .list(asked.prefix(Self.shownAtOnce).map(field)),
      "rest": rest.isEmpty
        ? .absent
        : ["count": .text(Figures.count(rest.count)), "open": .flag(faulty(rest.map(\.fact))), "fields": .list(rest.map(field))],
      "later": later.isEmpty
        ? .absent
        : [
          "count": .text(Figures.count(later.count)), "open": .flag(asked.isEmpty || faulty(later)),
          "fields": .list(later.map(field)),
        ],
      "wait": .some(waiting), "hasWait": .flag(!questions.waiting.isEmpty),
    ]
  }

  private func field(_ fact: String) -> View {
    FactField(missing[fact] ?? .object([JSONMember(key: "fact", value: .string(fact))]), typed: typed, faults: faults).view
  }

  private func field(_ q: OpenQuestions.Question) -> View {
    field(q.fact).with([
      "decides": q.decides.isEmpty
        ? .absent
        : [
          "n": .text(Figures.count(q.decides.count)), "forbidding": .maybe(q.forbidding > 0 ? Figures.count(q.forbidding) : nil),
          "with": .maybe(q.with.isEmpty ? nil : q.with.map { missing[$0]?.string("label") ?? $0 }.joined(separator: "”“")),
        ],
      "needing": .list(
        q.decides.prefix(3).enumerated().map { ["code": .text($1), "more": .flag($0 + 1 < min(3, q.decides.count))] }),
      "needingAny": .flag(!q.decides.isEmpty), "needingMore": .maybe(q.decides.count > 3 ? " 等 \(q.decides.count) 条" : nil),
    ])
  }

  /// What others supply: who, what, for how many clauses.
  private var waiting: [View] {
    questions.waiting.map { q in
      let fact = missing[q.fact]
      let supplier = fact.flatMap { $0.term("supplier", FactSupplier.self) }
      let label = fact?.string("label") ?? (q.fact.contains("“") ? q.fact : "图层“\(q.fact)”")
      return [
        "who": .text(supplier.map { $0 == .applicant ? FactSupplier.map.chinese : $0.chinese } ?? "主管部门（图层未入库）"), "label": .text(label),
        "n": .text(Figures.count(q.decides.count)), "why": .maybe(fact?.string("why")),
      ]
    }
  }

  /// The facts that this clause waits for, with links to their fields.
  func lacking(clauseID: String) -> [View] {
    json.items("missingFacts").filter { $0.items("neededBy").contains(.string(clauseID)) }.map { f in
      let id = f.string("fact") ?? ""
      return ["label": .maybe(f.string("label")), "anchor": .maybe(askable.contains(id) ? "fact-" + FieldNames.anchor(id) : nil)]
    }
  }
}

extension Refusal.FieldFault {
  /// Whether the fault is this fact's, or lies inside it.
  func names(_ fact: String) -> Bool { field == fact || field.hasPrefix(fact + ".") || field.hasPrefix(fact + "[") }
}
