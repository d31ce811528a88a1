public import ExactJSON
public import Exchange
import Screening
import Store
import ZoneIndex
import Zoning

/// A catalogue to put on record: its file, and its head where the file is a table.
public struct CatalogueImportRequest: Sendable {
  public var file: (name: String, bytes: [UInt8])
  /// `kind`, `id`, `title`, `edition`, `from`, `until`, `source`, `complete`, `number`; nil where the file says them itself.
  public var head: JSONValue?
  /// Whether an edition on record may get other content (更正).
  public var isCorrection: Bool

  public init(file: (name: String, bytes: [UInt8]), head: JSONValue?, isCorrection: Bool) {
    self.file = file
    self.head = head
    self.isCorrection = isCorrection
  }
}

extension ZoningService {
  /// Puts an edition of a catalogue on record (名录入库): `{id, edition, kind, from, until, rows, unchanged, notes, clauses}`.
  ///
  /// From its first day it takes the place of the edition before it; screenings already made keep the edition that they used.
  /// Throws a refusal naming file, row and column; nothing is stored then.
  public func importCatalogue(_ request: CatalogueImportRequest, worker: any IsolatedWorker, caller: Caller) async throws(ServiceError)
    -> JSONValue
  {
    var held = try await refusing {
      try await CatalogueFile.read(request.file.bytes, fileName: request.file.name, head: request.head, worker: worker)
    }
    if case .lookup(let catalogue) = held {
      let names = PlaceNames(try state(nil), province: province)
      held = .lookup(try refusing { try catalogue.placed(names) })
    }
    let known = KnownLaw.standard.catalogues
    let present = try refusing { try library.currentCatalogueIDs }
    if held.kind == .lookup, known[held.id] == nil, !present.contains(held.id) {
      let near = known.keys.filter { $0.contains(held.id) || held.id.contains($0) }.sorted()
      if !near.isEmpty {
        throw ServiceError(.badInput, "名录登记簿里没有“\(held.id)”，相近的有：\(near.prefix(3).joined(separator: "、"))；条款按登记的名称引用，请用登记的名称。", field: "id")
      }
    }
    let (records, audit, jurisdiction) = try catalogueRecords(caller)
    let outcome = try refusing {
      try records.add(held, correcting: request.isCorrection, audit: audit, jurisdiction: jurisdiction)
    }
    try publishRegisters()
    guard let row = outcome.register.row(id: held.id, edition: held.edition) else {
      throw ServiceError(.internalFault, "名录没有入库，请重试。", context: "row absent after add")
    }
    let now = try state(nil)
    let clauses = try clausesNaming(row.id, in: now)
    let notes = outcome.notes + Self.parksUnknown(held, in: now) + Self.industriesUnmatched(held)
    return .object([
      "id": .string(row.id), "edition": .string(row.edition), "kind": .string(row.kind.rawValue),
      "from": .text(row.validity.from?.description), "until": .text(row.validity.until?.description), "rows": .int(row.rows),
      "complete": .bool(row.isComplete), "unchanged": .bool(outcome.isUnchanged), "notes": .array(notes.map { .string($0) }),
      "clauses": .int(clauses),
    ])
  }

  /// What is said of industries under whose codes no condition is written.
  private static func industriesUnmatched(_ held: HeldCatalogue) -> [String] {
    guard case .industries(let catalogue) = held, case let unmatched = catalogue.unmatched, !unmatched.isEmpty else { return [] }
    let some = unmatched.prefix(5).joined(separator: "、") + (unmatched.count > 5 ? " 等" : "")
    return ["\(some) \(unmatched.count) 个代码与条款和名录所用的 GB/T 4754—2017 不同，又没有写“对应代码”：填了这些行业的项目，看行业的条款一律待定。"]
  }

  /// What is said of parks that no feature of the park layer stands for.
  private static func parksUnknown(_ held: HeldCatalogue, in state: PlanState) -> [String] {
    guard case .parks(let catalogue) = held, state.snapshot.holds(LayerDescriptor.parkLayer) else { return [] }
    let codes = Set(state.snapshot.features(of: LayerDescriptor.parkLayer).map { state.snapshot.code(of: $0) })
    let alien = catalogue.entries.filter { !codes.contains($0.code) }
    if alien.isEmpty { return [] }
    let names = alien.prefix(3).map { "\($0.name)（\($0.code)）" }.joined(separator: "、")
    return ["\(names)\(alien.count > 3 ? "等 \(alien.count) 个" : "")在图层“\(LayerDescriptor.parkLayer)”里没有对应的要素，对地块不起作用，请核对编码。"]
  }

  /// Withdraws an edition of a catalogue (撤下): it is in force on no day any more, and stays for replay.
  public func withdrawCatalogue(id: String, edition: String, caller: Caller) throws(ServiceError) {
    let (records, audit, jurisdiction) = try catalogueRecords(caller)
    try refusing { try records.withdraw(id: id, edition: edition, audit: audit, jurisdiction: jurisdiction) }
    try publishRegisters()
  }

  var province: String { library.timeline.editions.map(\.issuer).first { $0.hasSuffix("0000") } ?? "000000" }

  func catalogueRecords(_ caller: Caller) throws(ServiceError) -> (CatalogueRecords, AuditStamp, String) {
    guard let repository else { throw ServiceError(translating: StoreError.readOnly) }
    return (
      CatalogueRecords(folder: library.folder, repository: repository),
      AuditStamp(principal: caller.principal.id, atMicroseconds: clock.now()), province
    )
  }

  /// The files of what is on record now, and the library's look at them.
  func publishRegisters() throws(ServiceError) {
    guard let repository else { return }
    try refusing {
      do { try Publication(folder: library.folder, repository: repository).materialise() } catch { throw StoreError.unfinished("\(error)") }
      try library.reload()
    }
  }
}
