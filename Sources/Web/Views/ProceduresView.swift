import ExactJSON
import Screening
import Zoning

/// What the catalogues of EIA and permits and the suspensions say, beside the verdict; open questions can be answered on the spot.
struct ProceduresView {
  let json: JSONValue
  /// Form field of a question; what follows is the wording.
  static let field = "situation:"

  var view: View {
    let catalogues = json.items("procedures").map(catalogue)
    let suspensions = json.items("suspensions").map(suspension)
    guard !catalogues.isEmpty || !suspensions.isEmpty else { return .absent }
    let open = questions
    return [
      "catalogues": .some(catalogues), "suspensions": .some(suspensions),
      "questions": .some(
        open.enumerated().map { i, wording in ["name": .text(Self.field + wording), "wording": .text(wording), "anchor": "situation-\(i)"] }
      ),
      "open": .text(Figures.count(open.count)), "hasQuestions": .flag(!open.isEmpty),
    ]
  }

  /// Every open question once, in the order of the catalogues.
  var questions: [String] {
    var all: [String] = []
    for cell in json.items("procedures").flatMap({ $0.items("items") }).flatMap({ $0.items("cells") }) {
      for wording in cell.items("ask").compactMap(\.stringValue) where !all.contains(wording) { all.append(wording) }
    }
    return all
  }

  private func catalogue(_ c: JSONValue) -> View {
    let kind = c.term("kind", ProcedureKind.self)
    let items = c.items("items")
    return [
      "kind": .maybe(kind?.chinese), "title": .maybe(c.string("title")), "number": .maybe(c.string("number")),
      "from": .maybe(c.string("from")), "none": .flag(items.isEmpty), "items": .some(items.map(item)),
    ]
  }

  private func item(_ i: JSONValue) -> View {
    let level = i.term("level", ProcedureLevel.self)
    let exempt = i["exempt"]?.boolValue ?? false
    let certain = i.string("match") == Applies.yes.rawValue
    let word = level?.chinese ?? (exempt ? "不纳入" : "待核")
    return [
      "number": .maybe(i.string("number")), "category": .maybe(i.string("category").map(Typography.bound)), "word": .text(word),
      "decided": .flag(level != nil || exempt), "maybe": .flag(!certain), "sensitive": .maybe(i.string("sensitiveAreas")),
      "cells": .list(
        i.items("cells").map { cell in
          let state = cell.string("state").flatMap(Applies.init(rawValue:)) ?? .unknown
          let text = cell.string("text") ?? ""
          return [
            "level": .maybe(cell.term("level", ProcedureLevel.self)?.chinese),
            "text": .text(text.isEmpty || text == "/" ? "—" : Typography.bound(text)),
            "state": .text([.yes: "属于", .no: "不属于", .unknown: "待核"][state]!),
            "yes": .flag(state == .yes), "no": .flag(state == .no), "open": .flag(state == .unknown),
          ]
        }),
    ]
  }

  private func suspension(_ s: JSONValue) -> View {
    let concerns = s.string("concerns").flatMap(Applies.init(rawValue:)) ?? .unknown
    return [
      "id": .maybe(s.string("id")), "scope": .maybe(s.string("scope")), "from": .maybe(s.string("from")),
      "until": .maybe(s.string("until")),
      "source": ClauseSourceView.view(s["source"]),
      "concerns": .text([.yes: "涉及本项目", .no: "不涉及本项目", .unknown: "是否涉及待核"][concerns]!), "yes": .flag(concerns == .yes),
    ]
  }
}
