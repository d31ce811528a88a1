import ExactJSON
import Screening
import Zoning

/// What holds at a point, as a page and as the map's panel.
struct PlacePage {
  let at: JSONValue
  let matrix: ClauseMatrix
  let asOf: String?

  /// Whether it is the map's panel, which lists only the closest features.
  let isPanel: Bool

  init(_ at: JSONValue, owner: String?, dimension: String?, asOf: String?, isPanel: Bool) {
    self.at = at
    self.asOf = asOf
    self.isPanel = isPanel
    matrix = ClauseMatrix(at.items("matrix"), owner: owner, dimension: dimension)
  }

  var longitude: String { at["point"]?["lon"]?.numberText ?? "" }
  var latitude: String { at["point"]?["lat"]?.numberText ?? "" }

  /// The page's own address, ready for more parameters.
  var address: String { "/at?lon=\(longitude)&lat=\(latitude)" + (asOf.map { "&asOf=\(Addresses.escaped($0))" } ?? "") + "&" }

  var view: View {
    let clauses = at.items("clauses")
    let binding = clauses.filter { $0.string("binding") != Binding.government.rawValue && $0.string("effect") != Effect.encourage.rawValue }
    let government = clauses.count - matrix.total
    let shown = matrix.chosen(of: clauses)
    let near = isPanel ? NearestRow.closest(at.items("nearest"), beside: at.items("zones")) : at.items("nearest")
    let beyond = at.items("nearest").count - near.count
    let units = at.items("units")
    return [
      "title": .text(title), "where": .text(place), "lon": .maybe(Figures.degrees(at["point"]?["lon"])),
      "lat": .maybe(Figures.degrees(at["point"]?["lat"])),
      "rawLon": .text(longitude), "rawLat": .text(latitude),
      "headline": .text(headline(units.count)), "units": .some(units.map(UnitCard.view)), "noUnit": .flag(units.isEmpty),
      "zones": .some(at.items("zones").map(ZoneRow.view)), "listed": .some(near.map(NearestRow.view)),
      "beyond": .maybe(beyond > 0 ? Figures.count(beyond) : nil),
      "hasZoning": .flag(!at.items("zones").isEmpty || !at.items("nearest").isEmpty), "hasImportant": .flag(!binding.isEmpty),
      "hasClauses": .flag(!shown.isEmpty),
      "matrix": matrix.view(address: address), "government": .maybe(government > 0 ? Figures.count(government) : nil),
      "chosen": .flag(matrix.chosen != nil), "shownCount": .text(Figures.count(shown.count)),
      "important": .some(Self.important(binding).map(ClauseListing.view)),
      "clauses": .some(shown.map(ClauseListing.view)), "clauseCount": .text(Figures.count(matrix.total)),
      "assumed": .some(at.items("assumed").compactMap { $0.string("why").map { .text($0) } }),
      "legal": LegalStateView.view(at["legalState"]), "permalink": .text(String(address.dropLast())),
      "screenHref": "/screenings/new?lon=\(longitude)&lat=\(latitude)",
    ]
  }

  var place: String { (at["city"]?.string("name") ?? "") + (at["county"]?.string("name") ?? "") }

  var title: String { "\(place)，\(headline(at.items("units").count))" }

  func headline(_ n: Int) -> String {
    let sea = at.string("domain") == Domain.sea.rawValue
    switch n {
    case 0: return "这里没有管控单元"
    case 1: return sea ? "这里在 1 个海域管控单元内" : "这里在 1 个管控单元内"
    default: return "这里在 \(n) 个管控单元的边界上"
    }
  }

  /// The three that matter most: bans before limits before duties, the nearer issuer first.
  static func important(_ clauses: [JSONValue]) -> [JSONValue] {
    let ranked = clauses.enumerated().sorted { a, b in
      func key(_ c: (offset: Int, element: JSONValue)) -> (Int, Int, Int) {
        let effect = c.element.term("effect", Effect.self)?.weight ?? 9
        let tier = c.element.term("tier", Tier.self) ?? .unit
        let nearness = [Tier.unit: 0, .region: 1, .province: 2, .city: 3, .nation: 4][tier] ?? 9
        return (effect, nearness, c.offset)
      }
      return key(a) < key(b)
    }
    return ranked.prefix(3).map(\.element)
  }
}

/// A control unit as a card.
enum UnitCard {
  static func view(_ unit: JSONValue) -> View {
    let code = unit.string("code") ?? ""
    return [
      "code": .text(code), "name": .maybe(unit.string("name")), "class": ClassWords.view(unit.term("class", UnitClass.self)),
      "href": "/units/\(Addresses.escaped(code))", "domain": .text((code.hasPrefix("HY") ? Domain.sea : .land).chinese),
      "area": .maybe(Figures.area(unit["areaSquareMetres"])),
    ]
  }
}

/// A zone in a list: layer's title, the zone's name, its class.
enum ZoneRow {
  /// 水环境 for 水环境管控分区: the column is narrow, the zone's own name says the rest.
  static func shortTitle(_ title: String) -> String {
    let ending = "管控分区"
    return title.hasSuffix(ending) && title.count > ending.count ? String(title.dropLast(ending.count)) : title
  }

  static func view(_ zone: JSONValue) -> View {
    [
      "layer": .maybe((zone.string("layerTitle") ?? zone.string("layer")).map(Self.shortTitle)),
      "name": .maybe(zone.string("name") ?? zone.string("code")),
      "class": ClassWords.view(zone.term("class", UnitClass.self) ?? zone.string("code").flatMap(UnitCodes.zoneClass)),
      "basis": ClauseSourceView.view(citation: zone.string("basis")),
      "code": .maybe(zone.string("code")),
    ]
  }
}

/// A named feature nearby with distance and direction.
enum NearestRow {
  /// The few that a panel has room for: the closest of layers that the place does not lie in.
  static func closest(_ all: [JSONValue], beside zones: [JSONValue]) -> [JSONValue] {
    let inside = Set(zones.compactMap { $0.string("layer") })
    return Array(
      all.filter { !inside.contains($0.string("layer") ?? "") }
        .sorted { ($0["distanceMetres"]?.doubleValue ?? .infinity) < ($1["distanceMetres"]?.doubleValue ?? .infinity) }.prefix(4))
  }

  static func view(_ n: JSONValue) -> View {
    let inside = n["distanceMetres"]?.numberText == "0"
    return [
      "layer": .maybe(n.string("layer")), "name": .maybe(n.string("name") ?? n.string("layer")),
      "distance": .text(inside ? "在其中" : Figures.distance(n["distanceMetres"]) ?? ""),
      "bearing": .maybe(inside ? nil : n.string("bearing").map { "向\($0)" }),
    ]
  }
}

/// The legal state under which an answer was given.
enum LegalStateView {
  static func view(_ state: JSONValue?) -> View {
    guard let state else { return .absent }
    let editions = state.items("editions")
    return [
      "asOf": .maybe(Days.chinese(state["asOf"])), "id": .maybe(state.string("id")), "count": .text(Figures.count(editions.count)),
      "first": .maybe(editions.first?.string("name")), "firstFrom": .maybe(Days.chinese(editions.first?["from"])),
      "editions": .some(editions.map(EditionRow.view)),
    ]
  }
}

/// An edition with its issuer and instrument.
enum EditionRow {
  static func view(_ e: JSONValue) -> View {
    let instrument = e["instrument"]
    let number = instrument?.string("number")
    return [
      "name": .maybe(e.string("name") ?? e.string("edition")), "issuer": .maybe(e.string("issuer")), "edition": .maybe(e.string("edition")),
      "from": .maybe(Days.chinese(e["from"])), "body": .maybe(instrument?.string("body")), "number": .maybe(number),
      "date": .maybe(Days.chinese(instrument?["date"])),
    ]
  }
}
