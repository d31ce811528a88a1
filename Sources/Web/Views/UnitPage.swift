import ExactJSON
import Screening
import Zoning

/// One control unit: boundary, list, zones, what has ended.
struct UnitPage {
  let unit: JSONValue
  let matrix: ClauseMatrix
  let asOf: String?

  init(_ unit: JSONValue, owner: String?, dimension: String?, asOf: String?) {
    self.unit = unit
    self.asOf = asOf
    matrix = ClauseMatrix(unit.items("matrix"), owner: owner, dimension: dimension)
  }

  var view: View {
    let code = unit.string("code") ?? ""
    let suffix = asOf.map { "asOf=\(Addresses.escaped($0))&" } ?? ""
    let clauses = unit.items("clauses")
    let shown = matrix.chosen(of: clauses)
    let box = unit.items("box").compactMap(\.numberText)
    let centre = box.count == 4 ? (Self.middle(box[0], box[2]), Self.middle(box[1], box[3])) : nil
    let government = clauses.filter { $0.string("binding") == Binding.government.rawValue }.count
    return [
      "code": .text(code), "name": .maybe(unit.string("name")), "class": ClassWords.view(unit.term("class", UnitClass.self)),
      "title": "\(unit.string("name") ?? code)，\(unit.term("class", UnitClass.self)?.chinese ?? "")单元",
      "city": .maybe(unit["city"]?.string("name")), "county": .maybe(unit["county"]?.string("name")),
      "domain": .maybe(unit.term("domain", Domain.self)?.chinese), "area": .maybe(Figures.area(unit["areaSquareMetres"])),
      "box": .text(box.joined(separator: ",")), "zones": .some(unit.items("zones").map(ZoneRow.view)), "listed": .absent, "beyond": .absent,
      "hasZoning": .flag(!unit.items("zones").isEmpty),
      "hasClauses": .flag(!clauses.isEmpty), "hasExpired": .flag(!unit.items("expired").isEmpty),
      "matrix": matrix.view(address: "/units/\(code)?\(suffix)"), "clauseCount": .text(Figures.count(matrix.total)),
      "government": .maybe(government > 0 ? Figures.count(government) : nil), "chosen": .flag(matrix.chosen != nil),
      "shownCount": .text(Figures.count(shown.count)), "clauses": .some(shown.map { ClauseListing.view($0).with(["ownList": true]) }),
      "expired": .some(unit.items("expired").map { ClauseListing.view($0).with(["ownList": true]) }),
      "legal": LegalStateView.view(unit["legalState"]),
      "decidability": (unit["decidability"]?["own"]).map { DecidabilityView.row("本单元清单", $0) } ?? .absent,
      "mapHref": .maybe(centre.map { "/?lon=\($0.0)&lat=\($0.1)" }),
    ]
  }

  static func middle(_ a: String, _ b: String) -> String {
    Figures.rounded(String(((Double(a) ?? 0) + (Double(b) ?? 0)) / 2), places: 5)
  }
}
