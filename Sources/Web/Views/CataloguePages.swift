import ExactJSON

/// The catalogues on record and those that are wanted.
struct CataloguesPage {
  let all: JSONValue

  init(_ all: JSONValue) { self.all = all }

  var view: View {
    let held = all.items("held")
    let missing = all.items("notHeld")
    let wanted = missing.filter { ($0.integer("clauses") ?? 0) > 0 }
    return [
      "asOf": .maybe(Days.chinese(all["asOf"])), "any": .flag(!held.isEmpty), "held": .some(held.map(Self.row)),
      "wanted": .some(
        wanted.map {
          ["title": .maybe($0.string("title")), "href": .text(Self.address($0)), "clauses": .maybe(Figures.plain($0["clauses"]))]
        }),
      "anyWanted": .flag(!wanted.isEmpty),
      "others": .some(missing.filter { ($0.integer("clauses") ?? 0) == 0 }.map { ["title": .maybe($0.string("title"))] }),
      "otherCount": .text(Figures.count(missing.count - wanted.count)),
    ]
  }

  static func address(_ row: JSONValue) -> String { "/catalogues/\(Addresses.escaped(row.string("id") ?? ""))" }

  static func row(_ row: JSONValue) -> View {
    [
      "title": .maybe(row.string("title")), "edition": .maybe(row.string("edition")),
      "href": .text("\(address(row))?edition=\(Addresses.escaped(row.string("edition") ?? ""))"),
      "span": .maybe(Days.span(from: row["from"], until: row["until"])), "rows": .maybe(Figures.plain(row["rows"])),
      "excerpt": .flag(row["complete"]?.boolValue == false), "inForce": .flag(row["inForce"]?.boolValue == true),
      "source": .maybe(row.string("source")), "clauses": .maybe(Figures.plain(row["clauses"])),
      "used": .flag((row.integer("clauses") ?? 0) > 0),
    ]
  }
}

/// One edition of a catalogue with its rows, and the answer to a look-up.
struct CataloguePage {
  let catalogue: JSONValue
  let answer: JSONValue?

  /// Rows on the page before the rest is left to the search and the data.
  static let shown = 100

  init(_ catalogue: JSONValue, answer: JSONValue?) {
    self.catalogue = catalogue
    self.answer = answer
  }

  var view: View {
    let items = catalogue.items("items")
    let total = catalogue.integer("total") ?? items.count
    let held = catalogue["held"]?.boolValue == true
    return [
      "title": .maybe(catalogue.string("title")), "held": .flag(held), "row": held ? CataloguesPage.row(catalogue) : .absent,
      "asOf": .maybe(Days.chinese(catalogue["asOf"])), "query": .maybe(catalogue.string("query")),
      "edition": .maybe(catalogue.string("edition")), "action": .text(CataloguesPage.address(catalogue)),
      "lookup": .flag(catalogue.string("kind") == "lookup"), "name": .maybe(answer?.string("name")),
      "answer": answer.map(Self.answer) ?? .absent, "total": .text(Figures.count(total)), "cut": .flag(total > items.count),
      "shown": .text(Figures.count(items.count)), "any": .flag(!items.isEmpty), "items": .some(items.map(Self.item)),
      "several": .flag(catalogue.items("editions").count > 1),
      "editions": .some(
        catalogue.items("editions").map { e in
          CataloguesPage.row(e).with(["current": .flag(e.string("edition") == catalogue.string("edition"))])
        }),
    ]
  }

  private static func answer(_ a: JSONValue) -> View {
    let look =
      switch a.string("answer") {
      case "listed": Look(tone: "no", shape: "v-no", word: "在名录内")
      case "notListed": Look(tone: "yes", shape: "v-yes", word: "不在名录内")
      default: Look(tone: "unk", shape: "v-unk", word: "不能确定")
      }
    return [
      "look": look.view, "sentence": .maybe(a.string("sentence")), "any": .flag(!a.items("rows").isEmpty),
      "rows": .some(a.items("rows").map(item)),
    ]
  }

  /// Fields that have their own place on the page.
  private static let placed: Set<String> = ["class", "number", "name", "cells", "match", "aliases", "openEnded", "from", "until"]
  private static let words = [
    "products": "产品", "processes": "工艺", "industries": "行业", "places": "地区", "exempt": "除外", "condition": "条件", "scale": "规模",
  ]

  private static func item(_ row: JSONValue) -> View {
    var notes: [View] = []
    for member in row.objectValue ?? [] where !placed.contains(member.key) {
      let text = member.value.stringValue ?? (member.value.arrayValue ?? []).compactMap(\.stringValue).joined(separator: "、")
      let scale = member.key == "scale" ? member.value.objectValue.map { _ in scaleText(member.value) } : nil
      if case let shown = scale ?? text, !shown.isEmpty {
        notes.append(["word": .text(words[member.key] ?? member.key), "text": .text(shown)])
      }
    }
    for cell in row["cells"]?.objectValue ?? [] {
      if let text = cell.value.stringValue { notes.append(["word": .text(cell.key), "text": .text(text)]) }
    }
    return [
      "number": .maybe(row.string("number")), "name": .maybe(row.string("name")),
      "class": .text(row.items("class").compactMap(\.stringValue).joined(separator: "、")), "notes": .list(notes),
      "possible": .flag(row.string("match") == "possible"),
    ]
  }

  private static func scaleText(_ scale: JSONValue) -> String {
    "\(scale.string("relation") ?? "") \(scale["limit"]?.numberText ?? "") \(scale.string("unit") ?? "")"
  }
}
