import ExactJSON
import HTTPTypes
import Zoning

/// Search results in groups, and how coordinates were read.
struct SearchPage {
  let result: JSONValue

  var view: View {
    let groups = result.items("groups").filter { !$0.items("items").isEmpty }
    let count = groups.reduce(0) { $0 + $1.items("items").count }
    let total = groups.reduce(0) { $0 + ($1.integer("total") ?? $1.items("items").count) }
    let query = result.string("query")
    let reading = result["reading"].flatMap { $0.isNull ? nil : $0 }
    return [
      "query": .maybe(query), "any": .flag(count > 0 || reading != nil), "asked": .flag(query != nil),
      "onlyReading": .flag(count == 0 && reading != nil), "count": .text(Figures.count(total)), "cut": .flag(total > count),
      "outside": .maybe(result.string("outside")),
      "title": .text(query.map { "搜索“\($0)”" } ?? "搜索"),
      "reading": reading.map { r in
        [
          "how": .maybe(r.string("how")), "lon": .maybe(Figures.degrees(r["lon"])), "lat": .maybe(Figures.degrees(r["lat"])),
          "crs": .maybe(r.string("crs")),
          "href": "/at?lon=\(r["lon"]?.numberText ?? "")&lat=\(r["lat"]?.numberText ?? "")",
        ]
      } ?? .absent,
      "groups": .list(
        groups.map { g in
          [
            "title": .maybe(g.string("title")),
            "extent": .text(Self.extent(listed: g.items("items").count, of: g.integer("total"))),
            "items": .list(
              g.items("items").map { item in
                let code = item.string("detail").flatMap { d in
                  d.split(whereSeparator: { !$0.isASCII || $0 == " " }).map(String.init).first { UnitCodes.look($0) != nil }
                }
                return [
                  "title": .maybe(item.string("title")), "detail": .maybe(item.string("detail")), "href": .text(item.string("href") ?? "#"),
                  "shape": .text(item.string("href")?.hasPrefix("/documents/") == true ? "i-doc" : "i-pin"),
                  "class": code.flatMap { UnitCodes.look($0) }.map { ClassWords.view($0) } ?? .absent,
                ]
              }),
          ]
        }),
    ]
  }
}

extension SearchPage {
  /// 共 12 处, or 前 60 处，共 312 处 where a list was cut.
  static func extent(listed: Int, of total: Int?) -> String {
    guard let total, total > listed else { return "共 \(Figures.count(listed)) 处" }
    return "前 \(Figures.count(listed)) 处，共 \(Figures.count(total)) 处"
  }
}

/// What a unit's code says by itself.
enum UnitCodes {
  /// The class that an element zone's code names in its ninth character: YS, six digits of the county, class, element …
  static func zoneClass(_ code: String) -> UnitClass? {
    guard code.hasPrefix("YS"), code.count >= 12 else { return nil }
    return code.dropFirst(8).first.flatMap { Int(String($0)) }.flatMap { UnitClass(digit: $0) }
  }

  /// The class that the ninth character names, nil for what is no unit code.
  static func look(_ code: String) -> UnitClass? {
    guard code.count == 13, code.hasPrefix("ZH") || code.hasPrefix("HY") else { return nil }
    return code.dropFirst(8).first.flatMap { Int(String($0)) }.flatMap { UnitClass(digit: $0) }
  }
}

/// What this is, what data it stands on, what it does not decide.
struct AboutPage {
  let about: JSONValue

  var view: View {
    let counts = about["counts"]
    let byTier = counts?["clauses"]
    return [
      "product": .maybe(about.string("product")), "version": .maybe(about.string("version")), "rules": .maybe(about.string("engineRules")),
      "asOf": .maybe(Days.chinese(about["asOf"])), "units": .maybe(Figures.plain(counts?["units"])),
      "clauses": .text(Figures.count(Tier.allCases.reduce(0) { $0 + (byTier?.integer($1.rawValue) ?? 0) })),
      "editionCount": .text(Figures.count(about.items("editions").count)), "layerCount": .text(Figures.count(about.items("layers").count)),
      "byTier": .some(
        Tier.allCases.compactMap { t in Figures.plain(byTier?[t.rawValue]).map { ["word": .text(t.chinese), "n": .text($0)] } }),
      "hasTiers": .flag(byTier != nil),
      "hasSources": .flag(!about.items("sources").isEmpty),
      "editions": .some(about.items("editions").map(EditionRow.view)),
      "layers": .some(
        about.items("layers").map { l in
          [
            "id": .maybe(l.string("id")), "title": .maybe(l.string("title") ?? l.string("id")), "owner": .maybe(l.string("owner")),
            "features": .maybe(Figures.plain(l["features"])), "basis": ClauseSourceView.view(citation: l.string("basis")),
            "legal": .maybe(Figures.plain(l["legalAccuracyMetres"])), "source": .maybe(Figures.plain(l["sourceAccuracyMetres"])),
            "held": .flag(l["held"]?.boolValue ?? true),
          ]
        }),
      "notDecided": .some(about.items("notDecided").compactMap { ($0.stringValue ?? $0.string("what")).map { .text($0) } }),
      "sources": .some(
        about.items("sources").compactMap { s in
          (s.stringValue ?? s.string("name")).map { name in
            ["name": .text(name), "detail": .maybe(s.string("licence") ?? s.string("detail"))]
          }
        }),
    ]
  }
}

/// A legal document, its days and what took its place.
struct DocumentPage {
  let document: JSONValue

  var view: View {
    let successor = document.string("successor")
    let articles = document["articleSuccessors"]?.objectValue ?? []
    return [
      "title": .text(LegalDocument.marked(document.string("title") ?? document.string("id") ?? "")),
      "number": .maybe(document.string("number")),
      "issuer": .maybe(document.string("issuer")), "span": .maybe(Days.span(from: document["from"], until: document["until"])),
      "ended": .flag(document["inForce"]?.boolValue == false), "clauses": .maybe(Figures.plain(document["clauses"])),
      "successor": successor.map {
        ["href": "/documents/\(Addresses.escaped($0))", "title": .text(LegalDocument.marked(document.string("successorTitle") ?? $0))]
      } ?? .absent,
      "id": .maybe(document.string("id")), "asOf": .maybe(Days.chinese(document["asOf"])), "hasArticles": .flag(!articles.isEmpty),
      "articles": .some(articles.map { ["article": .text($0.key), "becomes": .maybe($0.value.stringValue)] }),
    ]
  }
}

/// What went wrong, what to do.
struct ErrorPage {
  let refusal: Refusal

  init(_ refusal: Refusal) { self.refusal = refusal }

  var view: View {
    [
      "status": .text(String(refusal.status.code)), "title": .text(refusal.title), "detail": .text(refusal.detail),
      "hint": .maybe(refusal.more.first { $0.key == "hint" }?.value.stringValue),
      "fields": .some(refusal.fields.filter { $0.message != refusal.detail }.map { .text($0.message) }),
      "missing": .flag(refusal.status == .notFound),
      "retry": .maybe(refusal.retryAfterSeconds.map(String.init)),
      "large": .flag(refusal.status == .contentTooLarge),
    ]
  }
}
