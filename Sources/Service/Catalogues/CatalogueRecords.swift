import ExactJSON
import Sealing
import Store
import Zoning

/// Puts catalogues on record: content as attachments, the register in versions, then the files made from them.
struct CatalogueRecords {
  let folder: DataFolder
  let repository: Repository

  private static let kind = "catalogues"

  /// What an addition came to.
  struct Outcome {
    var register: CatalogueRegister
    var notes: [String]
    var isUnchanged: Bool
  }

  private func newest() throws -> (digest: Digest?, register: CatalogueRegister) {
    guard let digest = try repository.register(Self.kind) else { return (nil, CatalogueRegister()) }
    return (digest, try CatalogueRegister(JSONValue(parsing: repository.attachment(digest))))
  }

  /// Adds an edition of a catalogue; throws `badCatalogue` in words, `busy` where another writer came between.
  func add(_ catalogue: HeldCatalogue, correcting: Bool, audit: AuditStamp, jurisdiction: String) throws -> Outcome {
    let (following, register) = try newest()
    let bytes = catalogue.json.canonicalBytes
    let added = try register.adding(catalogue, content: Digest(of: bytes), correcting: correcting)
    if added.isUnchanged { return Outcome(register: register, notes: [], isUnchanged: true) }
    try record(
      added.register, following: following, contents: [bytes], act: correcting ? "catalogue.corrected" : "catalogue.imported",
      subject: "\(catalogue.id)/\(catalogue.edition)", audit: audit, jurisdiction: jurisdiction)
    return Outcome(register: added.register, notes: added.notes, isUnchanged: false)
  }

  /// Withdraws an edition; it stays on record for the screenings that used it.
  func withdraw(id: String, edition: String, audit: AuditStamp, jurisdiction: String) throws {
    let (following, register) = try newest()
    let next = try register.withdrawing(id: id, edition: edition) { row in
      try HeldCatalogue(JSONValue(parsing: repository.attachment(row.content))).validity
    }
    try record(
      next, following: following, contents: [], act: "catalogue.withdrawn", subject: "\(id)/\(edition)", audit: audit,
      jurisdiction: jurisdiction)
  }

  /// Records the registers of places and suspensions in a new version.
  func replace(registers: Registers, following: Digest, audit: AuditStamp, jurisdiction: String) throws {
    let bytes = registers.json.canonicalBytes
    try folder.place(bytes, "registers")
    try repository.record(
      register: "registers", bytes, following: following, attachments: [],
      entry: AuditEntry(
        jurisdiction: jurisdiction, atMicroseconds: audit.atMicroseconds, principal: audit.principal, act: "suspensions.imported",
        subject: "\(registers.suspensions.count)", detail: .object(["register": .string(Digest(of: bytes).description)])))
  }

  /// Puts the catalogues that come with the program on record, those already there or withdrawn apart; an administrator's edition of the same days stands before them.
  func addShipped(atMicroseconds now: Int64) throws {
    let (following, register) = try newest()
    var next = register
    var contents: [[UInt8]] = []
    for catalogue in ShippedCatalogues.all where register.row(id: catalogue.id, edition: catalogue.edition) == nil {
      let bytes = catalogue.json.canonicalBytes
      do throws(ZoningError) {
        next = try next.adding(catalogue, content: Digest(of: bytes)).register
        contents.append(bytes)
      } catch { continue }
    }
    guard !contents.isEmpty else { return }
    do {
      try record(
        next, following: following, contents: contents, act: "catalogue.shipped", subject: ProductVersion.current,
        audit: AuditStamp(principal: "system", atMicroseconds: now), jurisdiction: "000000")
    } catch StoreError.busy {
      // Another process put them there meanwhile.
      return
    }
  }

  private func record(
    _ register: CatalogueRegister, following: Digest?, contents: [[UInt8]], act: String, subject: String, audit: AuditStamp,
    jurisdiction: String
  ) throws {
    let bytes = register.json.canonicalBytes
    for content in contents { try folder.place(content, "catalogue") }
    try folder.place(bytes, Self.kind)
    try repository.record(
      register: Self.kind, bytes, following: following, attachments: contents,
      entry: AuditEntry(
        jurisdiction: jurisdiction, atMicroseconds: audit.atMicroseconds, principal: audit.principal, act: act, subject: subject,
        detail: .object(["register": .string(Digest(of: bytes).description)])))
  }
}
