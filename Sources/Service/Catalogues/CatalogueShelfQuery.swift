public import ExactJSON
import Screening
public import Zoning

extension ZoningService {
  /// The catalogues on a day (名录库): `{asOf, held: [{kind, id, edition, title, from, until, source, complete, rows, inForce, clauses}], notHeld: [{id, title, source, clauses}]}`.
  ///
  /// Not held are those that law names and of which no edition is in force; those that clauses of the day name come first.
  public func catalogues(asOf: CivilDate?, caller: Caller) throws(ServiceError) -> JSONValue {
    let state = try state(asOf)
    let uses = catalogueUses(in: state)
    let inForce = Set(state.register.inForce(on: state.asOf).map(\.id))
    let missing = KnownLaw.standard.catalogues.values.filter { !inForce.contains($0.id) }
      .sorted { (-(uses[$0.id] ?? 0), $0.id) < (-(uses[$1.id] ?? 0), $1.id) }
    return .object([
      "asOf": .string(state.asOf.description),
      "held": .array(state.register.standing.map { Self.row($0, uses: uses, on: state.asOf) }),
      "notHeld": .array(
        missing.map {
          .object([
            "id": .string($0.id), "title": .string($0.title), "classes": .array($0.classes.map { .string($0) }),
            "clauses": .int(uses[$0.id] ?? 0),
          ])
        }),
    ])
  }

  private static func row(_ r: CatalogueRegister.Row, uses: [String: Int], on day: CivilDate) -> JSONValue {
    .object([
      "kind": .string(r.kind.rawValue), "id": .string(r.id), "edition": .string(r.edition), "title": .string(r.title),
      "from": .text(r.validity.from?.description), "until": .text(r.validity.until?.description), "source": .string(r.source),
      "complete": .bool(r.isComplete), "rows": .int(r.rows), "inForce": .bool(r.validity.contains(day)), "clauses": .int(uses[r.id] ?? 0),
    ])
  }

  /// One edition with the rows that hold a text, the first `limit` of them; the edition in force that day where none is named.
  public func catalogue(_ id: String, edition: String?, query: String?, limit: Int, asOf: CivilDate?, caller: Caller) throws(ServiceError)
    -> JSONValue
  {
    let state = try state(asOf)
    let editions = state.register.standing.filter { $0.id == id }
    let chosen: CatalogueRegister.Row? =
      if let edition { editions.first { $0.edition == edition } } else {
        editions.first { $0.validity.contains(state.asOf) } ?? editions.last
      }
    guard let row = chosen
    else {
      if let known = KnownLaw.standard.catalogues[id], editions.isEmpty {
        return .object([
          "id": .string(id), "title": .string(known.title), "held": .bool(false), "asOf": .string(state.asOf.description),
          "editions": .array([]), "items": .array([]), "total": .int(0),
        ])
      }
      let known = editions.map(\.edition)
      throw ServiceError(
        .notFound, known.isEmpty ? "名录登记簿里没有“\(id)”，请核对名称。" : "名录“\(id)”没有 \(edition ?? "") 这个版本，现有：\(known.joined(separator: "、"))。",
        field: "id")
    }
    let held = try refusing { try library.catalogue(row.content) }
    let wanted = query.map { $0.trimmingSpaces } ?? ""
    let items = Self.items(of: held).filter { item in
      wanted.isEmpty
        || (item.objectValue ?? []).contains { m in
          (m.value.stringValue.map { [$0] } ?? (m.value.arrayValue ?? []).compactMap(\.stringValue)).contains { $0.contains(wanted) }
        }
    }
    var members = Self.row(row, uses: catalogueUses(in: state), on: state.asOf).objectValue ?? []
    members += [
      JSONMember(key: "held", value: .bool(true)), JSONMember(key: "asOf", value: .string(state.asOf.description)),
      JSONMember(key: "query", value: .text(wanted.isEmpty ? nil : wanted)),
      JSONMember(
        key: "editions",
        value: .array(editions.map { Self.row($0, uses: [:], on: state.asOf) })),
      JSONMember(key: "total", value: .int(items.count)), JSONMember(key: "items", value: .array(Array(items.prefix(limit)))),
    ]
    return .object(members)
  }

  /// Rows as they are shown: `class`, `number`, `name`, and whatever else the row says.
  private static func items(of held: HeldCatalogue) -> [JSONValue] {
    switch held {
    case .lookup(let c): c.entries.map(\.json)
    case .procedures(let c, _, _):
      c.items.map { item in
        .object(
          [
            JSONMember(key: "class", value: .array([.string(item.section)])), JSONMember(key: "number", value: .string(item.number)),
            JSONMember(key: "name", value: .string(item.category)),
          ] + c.kind.levels.map { JSONMember(key: $0.chinese, value: .text(item.cells[$0])) })
      }
    }
  }

  /// Whether a thing is in a catalogue on a day (查名录): `{answer: listed | notListed | undecided | notHeld, rows: […]}`.
  ///
  /// `entryClass` nil asks for any class; `processes` nil is not known, empty is none.
  public func lookUp(
    _ id: String, entryClass: String?, name: String, processes: [String]?, asOf: CivilDate?, caller: Caller
  ) throws(ServiceError) -> JSONValue {
    let state = try state(asOf)
    let reference = CatalogueReference(catalogue: id, entryClass: entryClass)
    if let fault = KnownLaw.standard.fault(catalogue: reference.text, shelf: state.rulebook.shelf) {
      throw ServiceError(.notFound, fault.hasSuffix("。") ? fault : fault + "。", field: "id")
    }
    guard !name.trimmingSpaces.isEmpty else { throw ServiceError(.badInput, "请写上要查的产品、燃料、设备或工艺的名称。", field: "name") }
    let subject = CatalogueSubject(things: [.init(name: name)], processes: processes, industries: nil)
    let answer = state.rulebook.shelf.lookUp(reference, subject: subject, on: state.asOf)
    let rows = state.rulebook.shelf.rows(of: id, subject: subject, on: state.asOf).filter { r in
      entryClass.map(r.entry.classes.contains) ?? true
    }
    return .object([
      "id": .string(id), "class": .text(entryClass), "name": .string(name), "asOf": .string(state.asOf.description),
      "edition": .text(state.rulebook.shelf.edition(of: id, on: state.asOf)?.edition), "answer": .string(Self.code(answer)),
      "sentence": .string(Self.sentence(answer, reference, name)),
      "rows": .array(
        rows.prefix(50).map { r in
          .object([JSONMember(key: "match", value: .string(r.match == .yes ? "yes" : "possible"))] + (r.entry.json.objectValue ?? []))
        }),
    ])
  }

  private static func code(_ answer: CatalogueAnswer) -> String {
    switch answer {
    case .listed: "listed"
    case .notListed: "notListed"
    case .undecided: "undecided"
    case .notHeld: "notHeld"
    }
  }

  private static func sentence(_ answer: CatalogueAnswer, _ reference: CatalogueReference, _ name: String) -> String {
    let what = "《\(reference.catalogue)》\(reference.entryClass ?? "")"
    return switch answer {
    case .listed(let rows): "“\(name)”属于\(what)所列：\(rows.prefix(3).map(\.name).joined(separator: "、"))。"
    case .notListed: "按名称核对，“\(name)”不在\(what)所列。"
    case .undecided: "“\(name)”可能属于\(what)所列，要看下列条目的工艺、规模或条件。"
    case .notHeld: "\(what)没有收全的版本入库，查不到不等于不在名录内。"
    }
  }

  // MARK: Uses

  /// Catalogue → how many clauses of the day name it in their conditions.
  func catalogueUses(in state: PlanState) -> [String: Int] {
    state.catalogueUses.value {
      var uses: [String: Int] = [:]
      for e in state.rulebook.editions {
        for tier in Tier.allCases {
          for owner in e.lists.owners(ofTier: tier) {
            for clause in e.lists.clauses(ofOwner: owner) ?? [] {
              for id in Self.catalogues(namedBy: clause) { uses[id, default: 0] += 1 }
            }
          }
        }
      }
      return uses
    }
  }

  func clausesNaming(_ id: String, in state: PlanState) throws(ServiceError) -> Int { catalogueUses(in: state)[id] ?? 0 }

  private static func catalogues(namedBy clause: Clause) -> Set<String> {
    var found: Set<String> = []
    let mark = ConditionNames.catalogueFunction + "(\""
    for text in [clause.applies, clause.kept, clause.except].compactMap(\.self) where text.utf8.count > mark.utf8.count {
      for piece in text.split(separator: mark, omittingEmptySubsequences: false).dropFirst() {
        if let end = piece.firstIndex(of: "\"") { found.insert(CatalogueReference(String(piece[..<end])).catalogue) }
      }
    }
    return found
  }
}
