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
    let held = try await refusing {
      try await CatalogueFile.read(request.file.bytes, fileName: request.file.name, head: request.head, worker: worker)
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
    let clauses = try clausesNaming(row.id, in: state(nil))
    return .object([
      "id": .string(row.id), "edition": .string(row.edition), "kind": .string(row.kind.rawValue),
      "from": .text(row.validity.from?.description), "until": .text(row.validity.until?.description), "rows": .int(row.rows),
      "complete": .bool(row.isComplete), "unchanged": .bool(outcome.isUnchanged), "notes": .array(outcome.notes.map { .string($0) }),
      "clauses": .int(clauses),
    ])
  }

  /// Withdraws an edition of a catalogue (撤下): it is in force on no day any more, and stays for replay.
  public func withdrawCatalogue(id: String, edition: String, caller: Caller) throws(ServiceError) {
    let (records, audit, jurisdiction) = try catalogueRecords(caller)
    try refusing { try records.withdraw(id: id, edition: edition, audit: audit, jurisdiction: jurisdiction) }
    try publishRegisters()
  }

  /// Puts suspensions of approvals on record (区域限批) in place of those before, `[{id, areas, layer, scope, pollutants, industries, from, until, document, article}]`.
  ///
  /// Throws a refusal naming the suspension and what is wrong with it; nothing is stored then. Returns how many are in force today.
  public func importSuspensions(_ bytes: [UInt8], caller: Caller) throws(ServiceError) -> (total: Int, inForce: Int) {
    let state = try state(nil)
    let suspensions = try refusing {
      guard let rows = try JSONValue(parsing: bytes).arrayValue else {
        throw ServiceError(.badInput, "限批文件应为一个列表：[{\"id\": …, \"areas\": […], …}]。", field: "file")
      }
      return try rows.map { try ApprovalSuspension($0) }
    }
    var seen: Set<String> = []
    for s in suspensions {
      if !seen.insert(s.id).inserted { throw ServiceError(.badInput, "限批“\(s.id)”出现了两次，请改成不同的编号。", field: "id") }
      if let fault = fault(of: s, state) { throw ServiceError(.badInput, "限批“\(s.id)”：\(fault)", field: "file") }
    }
    let old = state.rulebook.registers
    let registers = Registers(regions: old.regions, suspensions: suspensions, source: old.source)
    let (records, audit, jurisdiction) = try catalogueRecords(caller)
    try refusing { try records.replace(registers: registers, following: state.registers, audit: audit, jurisdiction: jurisdiction) }
    try publishRegisters()
    return (suspensions.count, suspensions.filter { $0.validity.contains(today) }.count)
  }

  private func fault(of s: ApprovalSuspension, _ state: PlanState) -> String? {
    let documents = state.rulebook.documents.documents
    if documents[s.source.document] == nil { return "文件库中没有“\(s.source.document)”，请先登记该文件或改成文件库中的简称。" }
    if s.areas.isEmpty { return "没有写 areas，请写市、县（市、区）代码或图层要素的编码。" }
    if let from = s.validity.from, let until = s.validity.until, from >= until { return "起始日期 \(from) 不早于终止日期 \(until)。" }
    for code in s.industries where IndustryClassification.standard[code] == nil { return "没有行业代码“\(code)”。" }
    if let layer = s.layer {
      guard state.snapshot.holds(layer) else { return "没有名为“\(layer)”的图层。" }
      let codes = Set(state.snapshot.features(of: layer).map { state.snapshot.code(of: $0) })
      if let alien = s.areas.first(where: { !codes.contains($0) }) { return "图层“\(layer)”没有编码为“\(alien)”的要素。" }
      return nil
    }
    if let alien = s.areas.first(where: { !state.directory.holds(place: $0) }) { return "没有代码为“\(alien)”的市、县（市、区）。" }
    return nil
  }

  private func catalogueRecords(_ caller: Caller) throws(ServiceError) -> (CatalogueRecords, AuditStamp, String) {
    guard let repository else { throw ServiceError(translating: StoreError.readOnly) }
    let province = library.timeline.editions.map(\.issuer).first { $0.hasSuffix("0000") } ?? "000000"
    return (
      CatalogueRecords(folder: library.folder, repository: repository),
      AuditStamp(principal: caller.principal.id, atMicroseconds: clock.now()), province
    )
  }

  /// The files of what is on record now, and the library's look at them.
  private func publishRegisters() throws(ServiceError) {
    guard let repository else { return }
    try refusing {
      do { try Publication(folder: library.folder, repository: repository).materialise() } catch { throw StoreError.unfinished("\(error)") }
      try library.reload()
    }
  }
}
