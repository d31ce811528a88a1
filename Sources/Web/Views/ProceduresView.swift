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
        open.enumerated().map { i, wording in
          [
            "name": .text(Self.field + wording), "wording": .text(wording), "anchor": "situation-\(i)",
            "href": .maybe(address(asking: wording)),
            "notes": .some(notes(on: wording).map { ["text": .maybe($0.string("text")), "source": .maybe($0.string("source"))] }),
          ]
        }
      ),
      "open": .text(Figures.count(open.count)), "hasQuestions": .flag(!open.isEmpty || needsIndustries),
      "needsIndustries": .flag(needsIndustries), "hasOpen": .flag(!open.isEmpty),
    ]
  }

  /// Every open question once, in the order of the catalogues; what rules out all works of a catalogue comes last.
  var questions: [String] {
    var all: [String] = []
    let catalogues = json.items("procedures")
    let cells = catalogues.flatMap { $0.items("items") }.flatMap { $0.items("cells") }
    for wording in (cells + catalogues).flatMap({ $0.items("ask") }).compactMap(\.stringValue) where !all.contains(wording) {
      all.append(wording)
    }
    return all
  }

  /// Ids of the facts without which some catalogue cannot rule out its rows.
  static func missing(_ assessment: JSONValue) -> [String] {
    var all: [String] = []
    for id in assessment.items("procedures").flatMap({ $0.items("missing") }).compactMap(\.stringValue) where !all.contains(id) {
      all.append(id)
    }
    return all
  }

  /// The page of the catalogue whose rows a question rules out by their numbers; nil for other questions.
  private func address(asking wording: String) -> String? {
    let asking = json.items("procedures").first { $0.items("ask").contains(.string(wording)) }
    return asking?.term("kind", ProcedureKind.self).map { "/catalogues/\(Addresses.escaped($0.catalogue))" }
  }

  private var needsIndustries: Bool { Self.missing(json).contains("industries") }

  /// What the catalogues' notes say of a question, each once.
  private func notes(on wording: String) -> [JSONValue] {
    var found: [JSONValue] = []
    for note in json.items("procedures").flatMap({ $0.items("notes") }) where !found.contains(note) {
      let asks = note.string("asks")
      if asks == wording || (asks == nil && note.string("subject").map(wording.contains) ?? false) { found.append(note) }
    }
    return found
  }

  private func catalogue(_ c: JSONValue) -> View {
    let kind = c.term("kind", ProcedureKind.self)
    let items = c.items("items")
    let listed = c.string("listed").flatMap(Applies.init(rawValue:)) ?? .unknown
    let lacksIndustries = c.items("missing").contains(.string("industries"))
    return [
      "kind": .maybe(kind?.chinese), "title": .maybe(c.string("title")), "number": .maybe(c.string("number")),
      "from": .maybe(c.string("from")), "none": .flag(listed == .no),
      "lacksIndustries": .flag(listed == .unknown && lacksIndustries),
      "worksOpen": .flag(listed == .unknown && !lacksIndustries && items.isEmpty), "hints": .maybe(c.string("hints")),
      "items": .some(items.map(item)),
    ]
  }

  private func item(_ i: JSONValue) -> View {
    let level = i.term("level", ProcedureLevel.self)
    let exempt = i["exempt"]?.boolValue ?? false
    let certain = i.string("match") == Applies.yes.rawValue
    let word = level?.chinese ?? (exempt ? "不纳入" : "待核")
    return [
      "number": .maybe(i.string("number")), "category": .maybe(i.string("category").map(Typography.bound)), "word": .text(word),
      "decided": .flag(level != nil || exempt), "lead": .maybe(certain ? nil : Self.lead(i.string("foundBy"))),
      "sensitive": .maybe(i.string("sensitiveAreas")),
      "cells": .list(
        i.items("cells").map { cell in
          let state = cell.string("state").flatMap(Applies.init(rawValue:)) ?? .unknown
          let text = cell.string("text") ?? ""
          return [
            "level": .maybe(cell.term("level", ProcedureLevel.self)?.chinese),
            "text": .text(text.isEmpty || text == "/" ? "—" : Typography.bound(text)),
            "state": .text([.yes: "属于", .no: "不属于", .unknown: "待核"][state]!),
            "yes": .flag(state == .yes), "no": .flag(state == .no), "open": .flag(state == .unknown),
            "because": .some(cell.items("because").compactMap { $0.stringValue.map { .text($0) } }),
          ]
        }),
    ]
  }

  /// Why a row stands here that is not certainly the project's.
  private static func lead(_ foundBy: String?) -> String {
    switch foundBy {
    case "industry": "行业只到大类，或者本项另有限定，请核对是否属于这一项"
    case "contents": "按建设内容的名称对上，请核对是否属于这一项"
    case "hint": "按行业提示，不是名录原文，请核对建设内容是否属于这一项"
    case "process": "按有没有这道工序核对"
    default: "请核对是否属于这一项"
    }
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
