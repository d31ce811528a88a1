import ExactJSON
import Service
import Zoning

/// By what a decidability table is ordered.
struct DecidabilitySorting: Sendable {
  enum Key: String, CaseIterable, Sendable { case key, name, total, machine, waiting, people, share }

  /// nil leaves the rows as they are counted.
  let key: Key?
  let descending: Bool

  init(_ text: String?, descending: Bool) throws(Refusal) {
    self.descending = descending
    guard let text else {
      key = nil
      return
    }
    guard let known = Key(rawValue: text) else {
      throw .badQuery("sort", "“sort”写的是“\(text)”，应为 \(Key.allCases.map(\.rawValue).joined(separator: "、")) 之一。")
    }
    key = known
  }

  func sorted(_ rows: [JSONValue]) -> [JSONValue] {
    guard let key else { return rows }
    func number(_ row: JSONValue) -> Double {
      func n(_ name: String) -> Double { Double(row.integer(name) ?? 0) }
      return key == .share ? n("machine") / max(1, n("total")) : n(key.rawValue)
    }
    return rows.enumerated().sorted { a, b in
      let (x, y) = descending ? (b.element, a.element) : (a.element, b.element)
      if key == .key || key == .name {
        let (s, t) = (x.string(key.rawValue) ?? "", y.string(key.rawValue) ?? "")
        return s == t ? a.offset < b.offset : s < t
      }
      return number(x) == number(y) ? a.offset < b.offset : number(x) < number(y)
    }.map(\.element)
  }
}

/// How far lists can be judged by machine, for an industry, a city or a unit that the reader chooses.
struct DecidabilityPage {
  let counted: JSONValue
  let question: DecidabilityQuestion
  let sorting: DecidabilitySorting
  let page: Int
  let asOf: String?
  let cities: [(code: String, name: String)]

  static let rowsAPage = 100

  init(
    _ counted: JSONValue, question: DecidabilityQuestion, sorting: DecidabilitySorting, page: Int, asOf: String?,
    cities: [(code: String, name: String)]
  ) {
    self.counted = counted
    self.question = question
    self.sorting = sorting
    self.page = page
    self.asOf = asOf
    self.cities = cities
  }

  /// A code as a field holds it, with or without the name behind it: `C2614 有机化学原料制造`.
  static func code(_ text: String) -> String { text.split(separator: " ").first.map(String.init) ?? text }

  static func word(_ rows: DecidabilityQuestion.Rows) -> String {
    switch rows {
    case .tier: "按层级"
    case .city: "按设区市"
    case .unit: "按管控单元"
    case .industry: "按行业大类"
    }
  }

  private func address(_ path: String = "/rulebook/decidability", _ change: [String: String?] = [:]) -> String {
    var parts: [(String, String?)] = [
      ("by", question.rows.rawValue), ("industry", counted["industry"]?.string("code")),
      ("city", question.unit == nil ? question.city : nil),
      ("unit", question.unit), ("asOf", asOf), ("sort", sorting.key?.rawValue), ("order", sorting.descending ? "desc" : nil), ("page", nil),
    ]
    for (i, p) in parts.enumerated() { if let new = change[p.0] { parts[i].1 = new } }
    return path + "?" + parts.compactMap { key, value in value.map { "\(key)=\(Addresses.escaped($0))" } }.joined(separator: "&")
  }

  var view: View {
    let rows = sorting.sorted(counted.items("rows"))
    let pages = max(1, (rows.count + Self.rowsAPage - 1) / Self.rowsAPage)
    let here = min(page, pages)
    let shown = rows.dropFirst((here - 1) * Self.rowsAPage).prefix(Self.rowsAPage)
    let industry = counted["industry"].flatMap { $0.isNull ? nil : $0 }
    let scope = counted["unit"]?.string("name") ?? counted["city"]?.string("name") ?? "全省"
    return [
      "scope": .text(scope), "unitScope": .flag(question.unit != nil),
      "industry": industry.map { ["code": .maybe($0.string("code")), "name": .maybe($0.string("name"))] } ?? .absent,
      "industryField": .text(industry.map { "\($0.string("code") ?? "") \($0.string("name") ?? "")" } ?? ""),
      "unitField": .maybe(question.unit), "asOf": .maybe(asOf), "byRaw": .text(question.rows.rawValue),
      "legal": LegalStateView.view(counted["legalState"]),
      "cities": .list(
        cities.map { c in
          [
            "code": .text(c.code), "name": .text(c.name),
            "chosen": .flag(question.unit == nil && counted["city"]?.string("code") == c.code),
          ]
        }),
      "kinds": .list(
        DecidabilityQuestion.Rows.allCases.map { r in
          [
            "word": .text(Self.word(r)), "current": .flag(r == question.rows),
            "href": .text(address("/rulebook/decidability", ["by": r.rawValue, "sort": nil, "order": nil])),
          ]
        }),
      "all": DecidabilityView.row(scope, counted["all"] ?? .null), "heads": .list(heads),
      "rows": .list(shown.map { row in DecidabilityView.row(row.string("name") ?? "", row).with(own(row)) }), "any": .flag(!rows.isEmpty),
      "count": .text(Figures.count(rows.count)), "paged": .flag(pages > 1), "page": .text(String(here)), "pages": .text(String(pages)),
      "before": .maybe(here > 1 ? address("/rulebook/decidability", ["page": String(here - 1)]) : nil),
      "after": .maybe(here < pages ? address("/rulebook/decidability", ["page": String(here + 1)]) : nil),
      "csv": .text(address("/rulebook/decidability.csv")), "json": .text(address("/rulebook/decidability.json")),
      "coded": .flag(question.rows != .tier),
    ]
  }

  /// What a row of this kind has beside its counts.
  private func own(_ row: JSONValue) -> [String: View] {
    let key = row.string("key") ?? ""
    let href: String? =
      switch question.rows {
      case .tier: nil
      case .city: address("/rulebook/decidability", ["by": DecidabilityQuestion.Rows.unit.rawValue, "city": key, "unit": nil])
      case .unit: "/units/\(key)"
      case .industry: address("/rulebook/decidability", ["by": DecidabilityQuestion.Rows.tier.rawValue, "industry": key])
      }
    return ["code": .maybe(question.rows == .tier ? nil : key), "href": .maybe(href)]
  }

  private var heads: [View] {
    let columns: [(DecidabilitySorting.Key, String)] =
      (question.rows == .tier ? [] : [(.key, "代码")]) + [
        (.name, question.rows == .tier ? "层级" : "名称"), (.total, "条款"), (.machine, "机器可判"), (.waiting, "等事实"), (.people, "由人判"),
        (.share, "机器可判占比"),
      ]
    return columns.map { key, word in
      let current = sorting.key == key
      let figures = key != .key && key != .name
      // Figures are asked for from the largest, names from the first.
      let descending = current ? !sorting.descending : figures
      return [
        "word": .text(word), "num": .flag(figures), "state": .maybe(current ? (sorting.descending ? "descending" : "ascending") : nil),
        "mark": .text(current ? (sorting.descending ? "↓" : "↑") : ""),
        "href": .text(address("/rulebook/decidability", ["sort": key.rawValue, "order": descending ? "desc" : nil])),
      ]
    }
  }
}

/// A decidability table as comma-separated values.
enum DecidabilityTableFile {
  static func csv(_ counted: JSONValue, _ sorting: DecidabilitySorting) -> String {
    var lines = ["代码,名称,条款,机器可判,等事实,由人判,机器可判占比"]
    for row in sorting.sorted(counted.items("rows")) {
      let total = row.integer("total") ?? 0
      let share = total == 0 ? "" : Figures.rounded(String(Double(row.integer("machine") ?? 0) / Double(total)), places: 4)
      let counts = ["total", "machine", "waiting", "people"].map { String(row.integer($0) ?? 0) }
      lines.append(([row.string("key") ?? "", row.string("name") ?? ""].map(cell) + counts + [share]).joined(separator: ","))
    }
    return lines.joined(separator: "\r\n") + "\r\n"
  }

  /// A cell that no spreadsheet takes for a formula or for two.
  static func cell(_ text: String) -> String {
    let safe = text.first.map { "=+-@\t".contains($0) } == true ? "'" + text : text
    return safe.contains { ",\"\r\n".contains($0) } ? "\"" + safe.replacing("\"", with: "\"\"") + "\"" : safe
  }
}
