import ExactJSON
import Screening
import Zoning

/// A clause in lists, at a place or of a unit, before any project is judged.
enum ClauseListing {
  static func view(_ clause: JSONValue) -> View {
    let binding = clause.term("binding", Binding.self) ?? .project
    let look =
      binding == .government
      ? Look(tone: "ctx", shape: "v-ctx", word: "约束政府")
      : (clause.term("effect", Effect.self)?.look ?? Look(tone: "ctx", shape: "v-ctx", word: "要求"))
    return [
      "id": .maybe(clause.string("id")), "look": look.view, "text": .maybe(ClauseText.whole(clause)),
      "tier": .text(tierStyle(clause)),
      "whose": .text(whose(clause)), "dimension": .maybe(clause.term("dimension", Dimension.self)?.chinese),
      "source": ClauseSourceView.view(clause["source"]), "validity": .maybe(validity(clause)), "expired": .maybe(ended(clause)),
      "later": .flag(clause.string("judgement") == Judgement.later.rawValue),
      "person": .flag(clause.string("judgement") == Judgement.person.rawValue),
    ]
  }

  static func tierStyle(_ clause: JSONValue) -> String { "t-\(clause.string("tier") ?? "unit")" }

  /// 全省, 长江流域, 泰州市, 本单元's own name.
  static func whose(_ clause: JSONValue) -> String {
    let tier = clause.term("tier", Tier.self) ?? .unit
    switch tier {
    case .nation, .province: return tier.chinese
    case .region, .city, .unit: return clause.string("ownerName") ?? tier.chinese
    }
  }

  /// Said only of clauses that end, or begin later than their list.
  static func validity(_ clause: JSONValue) -> String? {
    guard let until = clause.string("until") else { return nil }
    return "\(Days.chinese(until))起失效"
  }

  static func ended(_ clause: JSONValue) -> String? { clause.string("until").map { "\(Days.chinese($0))起失效" } }
}

/// A clause's words, with the heading that a noun phrase needs.
enum ClauseText {
  static func whole(_ clause: JSONValue) -> String? {
    clause.string("text").map { text in Typography.bound(clause.string("heading").map { "\($0)：\(text)" } ?? text) }
  }
}

/// Where a clause comes from, in the law of the day.
enum ClauseSourceView {
  static func view(_ source: JSONValue?) -> View {
    guard let source, let citation = source.string("citation") ?? source.string("document") else { return .absent }
    let (head, article, tail) = parted(citation, at: source.string("article"))
    return [
      "citation": .text(citation), "head": .text(head), "article": .maybe(article), "tail": .text(tail),
      "href": .maybe(source.string("document").map { "/documents/" + Addresses.escaped($0) }),
      "number": .maybe(source.string("number")), "original": .maybe(source.string("original").map { "原依据\($0)" }),
    ]
  }
}

extension ClauseSourceView {
  /// Articles up to this length are kept on one line.
  static let longestUnbroken = 14

  /// 《…》, 第二十六条第二款 and what follows, so that a line never ends inside the article's number.
  static func parted(_ citation: String, at article: String?) -> (head: String, article: String?, tail: String) {
    guard let article, article.count <= longestUnbroken, let place = citation.ranges(of: article).last else {
      return (citation, nil, "")
    }
    return (String(citation[..<place.lowerBound]), article, String(citation[place.upperBound...]))
  }

  /// A citation that came as text: what follows its last title is the article.
  static func view(citation: String?) -> View {
    guard let citation else { return .absent }
    let article = citation.lastIndex(of: "》").map { String(citation[citation.index(after: $0)...]) }
    let (head, kept, tail) = parted(citation, at: article.flatMap { $0.isEmpty ? nil : $0 })
    return ["head": .text(head), "article": .maybe(kept), "tail": .text(tail)]
  }
}

/// Parts of addresses.
enum Addresses {
  static func escaped(_ text: String) -> String {
    var out = ""
    for b in text.utf8 {
      switch b {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "~"):
        out.unicodeScalars.append(Unicode.Scalar(b))
      default:
        let hex = String(b, radix: 16, uppercase: true)
        out += "%" + (hex.count == 1 ? "0" : "") + hex
      }
    }
    return out
  }
}

/// Tiers × dimensions with counts; a cell leads to its clauses.
struct ClauseMatrix {
  /// What a cell chooses.
  struct Cell: Hashable {
    var owner: String
    var dimension: Dimension
  }

  let rows: [JSONValue]
  let chosen: Cell?

  init(_ rows: [JSONValue], owner: String?, dimension: String?) {
    self.rows = rows
    chosen = owner.flatMap { o in dimension.flatMap { Dimension(rawValue: $0) }.map { Cell(owner: o, dimension: $0) } }
  }

  var total: Int { rows.reduce(0) { sum, row in sum + Dimension.allCases.reduce(0) { $0 + (row["counts"]?.integer($1.rawValue) ?? 0) } } }

  /// - Parameter address: the page's address up to and including `?` or `&`.
  func view(address: String) -> View {
    let unitRows = rows.filter { $0.string("tier") == Tier.unit.rawValue }.count
    return [
      "dimensions": .list(Dimension.allCases.map { ["short": .text($0.shortWord), "full": .text($0.chinese)] }),
      "rows": .list(
        rows.compactMap { row -> View? in
          let tier = row.term("tier", Tier.self) ?? .unit
          let owner = row.string("owner") ?? ""
          let counts = Dimension.allCases.map { row["counts"]?.integer($0.rawValue) ?? 0 }
          if tier == .nation, counts.allSatisfy({ $0 == 0 }) { return nil }
          let name =
            switch tier {
            case .nation, .province: tier.chinese
            case .unit where unitRows == 1: "本单元"
            default: row.string("ownerName") ?? tier.chinese
            }
          return [
            "tier": "t-\(tier.rawValue)", "name": .text(name),
            "cells": .list(
              zip(Dimension.allCases, counts).map { dimension, n in
                [
                  "n": .text(Figures.count(n)), "any": .flag(n > 0), "label": "\(name)，\(dimension.chinese)，\(n) 条",
                  "href": "\(address)owner=\(Addresses.escaped(owner))&dimension=\(dimension.rawValue)#clauses",
                  "current": .flag(chosen == Cell(owner: owner, dimension: dimension)),
                ]
              }),
          ]
        }),
      "total": .text(Figures.count(total)), "all": .text(String(address.dropLast())), "chosen": .flag(chosen != nil),
    ]
  }

  /// The clauses of the chosen cell, or all.
  func chosen(of clauses: [JSONValue]) -> [JSONValue] {
    guard let chosen else { return clauses }
    return clauses.filter {
      $0.string("owner") == chosen.owner && $0.string("dimension") == chosen.dimension.rawValue
        && $0.string("binding") != Binding.government.rawValue
    }
  }
}
