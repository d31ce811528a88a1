import ExactJSON
import Screening
import Service
import Zoning

/// The page where a batch is handed in.
enum BatchesPage {
  static var view: View { ["days": .text(String(ZoningService.batchKeepingDays))] }
}

/// One batch: as a draft what was understood, then how far it is, then what its rows came to.
struct BatchPage {
  static let rowsShown = 50

  let batch: JSONValue
  let rows: JSONValue
  /// The conclusion that is shown alone, nil for all.
  let conclusion: String?
  let order: String
  let today: String

  private var state: String { batch.string("state") ?? "" }
  private var id: String { batch.string("id") ?? "" }
  private func count(_ key: String) -> Int { batch.integer(key) ?? 0 }

  var view: View {
    let isActive = state == "waiting" || state == "running"
    let isDraft = state == "draft"
    let total = count("rows")
    let done = count("done")
    return [
      "id": .text(id), "title": .text(batch.string("title") ?? "批量研判"), "state": .text(state), "word": .maybe(batch.string("stateWord")),
      "tone": .text(Self.tone(state)), "shape": .text(Self.shape(state)),
      "format": .maybe(batch.string("format")), "file": .maybe(batch.string("file")), "rows": .text(Figures.count(total)),
      "done": .text(Figures.count(done)), "refused": .text(Figures.count(count("refused"))), "doneRaw": .text(String(done)),
      "rowsRaw": .text(String(total)), "asOf": .maybe(Days.chinese(batch["asOf"])), "asOfRaw": .maybe(batch.string("asOf")),
      "today": .text(today), "store": .flag(batch["store"]?.boolValue == true), "created": .maybe(Days.moment(batch["createdAt"])),
      "finished": .maybe(Days.moment(batch["finishedAt"])), "expires": .maybe(Days.chinese(batch["expiresAt"])),
      "active": .flag(isActive), "draft": .flag(isDraft), "ended": .flag(!isActive && !isDraft),
      "resumable": .flag(batch["resumable"]?.boolValue == true), "percent": .text(Self.percent(done, of: total)),
      "pace": .maybe(Self.pace(batch)), "failure": .maybe(failure), "any": .flag(done > 0),
      "columns": .some(columns), "passedOver": .some(passedOver),
      "notes": .some(batch.items("notes").compactMap { $0.stringValue.map { .text($0) } }),
      "hasPassedOver": .flag(!passedOver.isEmpty), "hasColumns": .flag(!columns.isEmpty),
      "preview": .some(batch.items("preview").map(previewRow)), "assumedOfAll": .some(assumedOfAll.map { .text($0) }),
      "unreadable": .maybe(unreadable), "tally": .list(tally), "classes": .some(classes), "hasClasses": .flag(!classes.isEmpty),
      "table": table,
    ]
  }

  // MARK: State

  private static func tone(_ state: String) -> String {
    switch state {
    case "done": "yes"
    case "failed": "no"
    case "cancelled": "ctx"
    case "running", "waiting": "unk"
    default: "if"
    }
  }

  private static func shape(_ state: String) -> String {
    switch state {
    case "done": "v-yes"
    case "failed": "v-faulty"
    case "cancelled": "v-na"
    case "running", "waiting": "i-clock"
    default: "v-manual"
    }
  }

  /// Whole per cents, 100 only at the end.
  static func percent(_ done: Int, of total: Int) -> String { total == 0 ? "0" : String(done == total ? 100 : min(99, done * 100 / total)) }

  /// `每秒 640 行，约剩 2 分 30 秒`.
  static func pace(_ batch: JSONValue) -> String? {
    guard let rate = batch.integer("ratePerSecond"), rate > 0, let left = batch.integer("remainingSeconds") else { return nil }
    return "每秒 \(Figures.count(rate)) 行，约剩 \(time(left))"
  }

  static func time(_ seconds: Int) -> String {
    switch seconds {
    case ..<60: "\(seconds) 秒"
    case ..<3600: "\(seconds / 60) 分\(seconds % 60 == 0 ? "" : " \(seconds % 60) 秒")"
    default: "\(seconds / 3600) 小时 \(seconds % 3600 / 60) 分"
    }
  }

  private var failure: String? {
    guard let failure = batch["failure"], !failure.isNull else { return nil }
    return "在第 \(failure["row"]?.numberText ?? "?") 行中止：\(failure.string("reason") ?? "原因不明")"
  }

  private var unreadable: String? {
    guard let n = batch.integer("unreadable").flatMap({ $0 > 0 ? $0 : nil }) else { return nil }
    return Figures.count(n)
  }

  // MARK: What was understood

  private var columns: [View] {
    batch.items("columns").compactMap { column in
      guard let meaning = column.string("meaning") else { return nil }
      return ["heading": .maybe(column.string("heading")), "meaning": .text(meaning), "same": .flag(column.string("heading") == meaning)]
    }
  }

  private var passedOver: [View] {
    batch.items("columns").filter { $0.string("meaning") == nil }.compactMap { $0.string("heading").map { .text($0) } }
  }

  /// What was taken for granted in every row that reads, said once.
  private var assumedOfAll: [String] {
    let rows = batch.items("preview").filter { $0["error"] == nil }.map { $0.items("assumed").compactMap(\.stringValue) }
    return (rows.first ?? []).filter { said in rows.allSatisfy { $0.contains(said) } }
  }

  private func previewRow(_ row: JSONValue) -> View {
    let facts = row.items("facts")
    let shown = facts.prefix(4).map { "\($0.string("label") ?? "")：\($0.string("value") ?? "")" }.joined(separator: "；")
    let more = facts.count > 4 ? "；另 \(facts.count - 4) 项" : ""
    return [
      "row": .maybe(Figures.plain(row["row"])), "label": .text(row.string("label") ?? "未命名"),
      "fault": .maybe(row["error"]?.string("message")), "form": .maybe(row.string("form")),
      "area": .maybe(Figures.area(row["areaSquareMetres"])), "place": .text(row.string("place") ?? "省外"),
      "outside": .flag(row.string("place") == nil),
      "facts": .maybe(facts.isEmpty ? nil : shown + more),
      "assumed": .some(
        row.items("assumed").compactMap(\.stringValue).filter { !assumedOfAll.contains($0) }.map { .text($0) }),
    ]
  }

  // MARK: What came of it

  private var tally: [View] {
    let counts = batch["conclusions"]
    var items: [View] = [item(nil, "全部", count("done"))]
    if counts?.integer("refused") ?? 0 > 0 { items.append(item("refused", "未研判", counts?.integer("refused") ?? 0)) }
    return items + Conclusion.allCases.map { item($0.rawValue, $0.chinese, counts?.integer($0.rawValue) ?? 0) }
  }

  private func item(_ code: String?, _ word: String, _ n: Int) -> View {
    let look = code.flatMap { Conclusion(rawValue: $0) }?.look
    return [
      "code": .text(code ?? "all"), "word": .text(word), "n": .text(Figures.count(n)), "href": .text(address(conclusion: code)),
      "current": .flag(code == conclusion),
      "look": look?.view ?? (code == "refused" ? ["tone": "no", "shape": "v-faulty", "word": "未研判"] : .absent),
    ]
  }

  private var classes: [View] {
    batch.items("classes").map { row in
      [
        "style": .text(row.term("class", UnitClass.self)?.style ?? ""), "isClass": .flag(row.term("class", UnitClass.self) != nil),
        "word": .text((row.string("word") ?? "") + (row.term("class", UnitClass.self) == nil ? "" : "单元")),
        "n": .text(Figures.count(row.integer("rows") ?? 0)),
        "conclusions": .list(
          Conclusion.allCases.map { c in .text(Figures.count(row["conclusions"]?.integer(c.rawValue) ?? 0)) }),
      ]
    }
  }

  private func address(conclusion: String?, from: Int = 0, order: String? = nil) -> String {
    var query: [String] = []
    if let conclusion { query.append("conclusion=\(conclusion)") }
    if (order ?? self.order) == "row" { query.append("order=row") }
    if from > 0 { query.append("from=\(from)") }
    return "/batches/\(id)" + (query.isEmpty ? "" : "?" + query.joined(separator: "&")) + "#rows"
  }

  private var table: View {
    guard !rows.isNull else { return .absent }
    let from = rows.integer("from") ?? 0
    let total = rows.integer("total") ?? 0
    let items = rows.items("rows")
    let last = max(0, (total - 1) / Self.rowsShown * Self.rowsShown)
    return [
      "any": .flag(!items.isEmpty), "rows": .list(items.map { Self.row($0) }),
      "extent": .text(
        items.isEmpty ? "" : "第 \(Figures.count(from + 1))–\(Figures.count(from + items.count)) 行，共 \(Figures.count(total)) 行"),
      "paged": .flag(total > Self.rowsShown),
      "first": .maybe(from > 0 ? address(conclusion: conclusion) : nil),
      "previous": .maybe(from > 0 ? address(conclusion: conclusion, from: max(0, from - Self.rowsShown)) : nil),
      "next": .maybe(from + items.count < total ? address(conclusion: conclusion, from: from + Self.rowsShown) : nil),
      "last": .maybe(from < last ? address(conclusion: conclusion, from: last) : nil),
      "byRow": .flag(order == "row"), "worstHref": .text(address(conclusion: conclusion, order: "worst")),
      "rowHref": .text(address(conclusion: conclusion, order: "row")),
    ]
  }

  static func row(_ row: JSONValue) -> View {
    let look = row.term("conclusion", Conclusion.self)?.look ?? Look(tone: "no", shape: "v-faulty", word: "未研判")
    let units = row.items("units")
    let more = (row.integer("unitCount") ?? units.count) - min(units.count, 2)
    let reason = row["reason"].flatMap { $0.isNull ? nil : $0 }
    let at = row.items("at").compactMap(\.numberText)
    return [
      "row": .maybe(Figures.plain(row["row"])), "label": .text(row.string("label") ?? "未命名"), "look": look.view,
      "reason": .maybe(row["error"]?.string("message") ?? reason?.string("because") ?? row.string("answer")),
      "clause": .maybe(reason?.string("clause")), "missing": .maybe(row.integer("missing").flatMap { $0 > 0 ? Figures.count($0) : nil }),
      "units": .some(
        units.prefix(2).map { u in
          [
            "code": .maybe(u.string("code")), "name": .maybe(u.string("name")), "href": "/units/\(u.string("code") ?? "")",
            "class": ClassWords.view(u.term("class", UnitClass.self)),
          ]
        }), "more": .maybe(more > 0 ? "另 \(more) 个单元" : nil),
      "href": .maybe(row.string("screening").map { "/screenings/\($0)" }), "number": .maybe(row.string("number")),
      "place": .maybe([row.string("city"), row.string("county")].compactMap { $0 }.joined()).emptied,
      "map": .maybe(at.count == 2 ? "/?lon=\(at[0])&lat=\(at[1])" : nil),
    ]
  }
}

extension View {
  /// Empty text as no text.
  fileprivate var emptied: View { if case .text("") = self { .absent } else { self } }
}
