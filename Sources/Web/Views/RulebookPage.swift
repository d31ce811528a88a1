import ExactJSON
import Screening
import Zoning

/// The check of the lists in force: what was found, with witness projects, and how much the machine can judge.
struct RulebookPage {
  let review: JSONValue
  /// Only findings of this kind.
  let problem: RulebookProblem?
  let asOf: String?

  /// Findings on a page before the rest is left to the data.
  static let shown = 100

  init(_ review: JSONValue, problem: String?, asOf: String?) {
    self.review = review
    self.problem = problem.flatMap { RulebookProblem(rawValue: $0) }
    self.asOf = asOf
  }

  var view: View {
    let all = review.items("findings")
    let chosen = all.filter { f in problem.map { f.string("problem") == $0.rawValue } ?? true }
    let suffix = asOf.map { "asOf=\(Addresses.escaped($0))&" } ?? ""
    return [
      "clauses": .maybe(Figures.plain(review["clauses"])), "shapes": .maybe(Figures.plain(review["shapes"])),
      "soft": .maybe(Figures.plain(review["softClauses"])), "found": .text(Figures.count(all.count)),
      "serious": .text(Figures.count(all.filter { $0["serious"]?.boolValue == true }.count)),
      "legal": LegalStateView.view(review["legalState"]),
      "kinds": .list(
        RulebookProblem.allCases.compactMap { p in
          let n = review["counts"]?.integer(p.rawValue) ?? 0
          return n == 0
            ? nil
            : [
              "word": .text(p.chinese), "n": .text(Figures.count(n)), "href": "/rulebook?\(suffix)problem=\(p.rawValue)",
              "current": .flag(p == problem),
            ]
        }),
      "chosen": .maybe(problem?.chinese), "all": "/rulebook?\(suffix)", "any": .flag(!chosen.isEmpty),
      "findings": .some(chosen.prefix(Self.shown).map(Self.finding)),
      "more": .maybe(chosen.count > Self.shown ? Figures.count(chosen.count - Self.shown) : nil),
      "tiers": .some(
        (review["decidability"]?.items("tiers") ?? []).map { row in
          DecidabilityView.row(row.term("tier", Tier.self)?.chinese ?? "", row)
        }),
      "total": (review["decidability"]?["all"]).map { DecidabilityView.row("全部", $0) } ?? .absent,
    ]
  }

  static func finding(_ f: JSONValue) -> View {
    let problem = f.string("problem").flatMap { RulebookProblem(rawValue: $0) }
    let serious = f["serious"]?.boolValue == true
    let subjects = f.items("subjects").compactMap(\.stringValue)
    let count = f.integer("count") ?? subjects.count
    return [
      "look": Look(tone: serious ? "no" : "if", shape: serious ? "v-faulty" : "v-if", word: problem?.chinese ?? "").view,
      "message": .maybe(f.string("message")), "remedy": .maybe(f.string("remedy")), "count": .text(Figures.count(count)),
      "subjects": .some(
        subjects.prefix(12).map { id in
          ["id": .text(id), "href": .maybe(ControlUnitCode(String(id.prefix(13))).map { "/units/\($0.text)" })]
        }),
      "rest": .maybe(count > 12 ? Figures.count(count - 12) : nil),
      "clauses": .some(
        f.items("clauses").map { c in
          [
            "id": .maybe(c.string("id")), "text": .maybe(c.string("text").map(Typography.bound)),
            "tier": .maybe(c.term("tier", Tier.self)?.chinese),
            "conditions": .list(
              [("适用", "applies"), ("满足", "kept"), ("例外", "except")].compactMap { word, key in
                c.string(key).map { ["word": .text(word), "text": .text($0)] }
              }),
          ]
        }),
      "hasWitness": .flag(!(f["witness"]?.objectValue ?? []).isEmpty),
      "witness": .some(
        (f["witness"]?.objectValue ?? []).map { m in
          [
            "name": .text(FactsCatalogue.standard[m.key]?.label ?? MapFact(id: m.key)?.label ?? m.key),
            "value": .text(word(m.key, m.value)),
          ]
        }),
    ]
  }

  /// A stated value as people write it.
  static func word(_ id: String, _ value: JSONValue) -> String {
    let fact = FactsCatalogue.standard[id]
    switch value {
    case .bool(let b): return b ? "是" : "否"
    case .number(let n): return n + ((fact?.unit ?? MapFact(id: id)?.kind.unit).map { $0 == "1" ? "" : " " + $0 } ?? "")
    case .string(let s): return fact?.options.first { $0.code == s }?.word ?? s
    case .array(let items): return items.isEmpty ? "没有" : items.map { word(id, $0) }.joined(separator: "、")
    case .object(let members): return members.map { word(id, $0.value) }.joined(separator: " ")
    case .null: return "没有给出"
    }
  }
}

/// Shares of machine, waiting and people as a bar with its figures.
enum DecidabilityView {
  static func row(_ name: String, _ counts: JSONValue) -> View {
    let n = ["machine", "waiting", "people"].map { counts.integer($0) ?? 0 }
    let total = n.reduce(0, +)
    // Tenths of a per cent that add up to the whole.
    let tenths = Shares.steps(1000, of: n)
    func percent(_ i: Int) -> String { Figures.rounded("\(Double(tenths[i]) / 10)", places: 1) + "%" }
    let starts = [0, tenths[0], tenths[0] + tenths[1]]
    func at(_ t: Int) -> View { .text(Figures.rounded("\(Double(t) / 10)", places: 1) + "%") }
    return [
      "name": .text(name), "total": .text(Figures.count(total)), "machine": .text(Figures.count(n[0])),
      "waiting": .text(Figures.count(n[1])),
      "people": .text(Figures.count(n[2])), "percent": .text(percent(0)), "any": .flag(total > 0),
      "bar": total == 0
        ? .absent
        : [
          "words": "机器可判 \(percent(0))，等事实 \(percent(1))，由人判 \(percent(2))",
          "machineWidth": at(tenths[0]), "waitingX": at(starts[1]), "waitingWidth": at(tenths[1]), "peopleX": at(starts[2]),
          "peopleWidth": at(tenths[2]),
        ],
    ]
  }
}
