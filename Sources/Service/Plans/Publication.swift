import ExactJSON
import Foundation
import Screening
import Sealing
public import Store
import ZoneIndex
public import Zoning

/// Content of one edition before it is compiled.
public struct EditionContent: Sendable {
  public var issuer: String
  public var name: String
  public var instrument: Instrument
  public var validity: Validity
  public var layers: Layers
  public var clauses: [Clause]
  public var descriptors: [LayerDescriptor]
  /// The issuer's last serial that the content was made from, nil where it was made from none.
  public var following: Int?

  /// Scenarios that travel with the lists.
  public var scenarios: [ClauseScenario] = []

  /// New layers, or those of an edition that stays as it is.
  public enum Layers: Sendable {
    case compiled(path: String)
    case same(as: Edition)
  }

  public init(
    issuer: String, name: String, instrument: Instrument, validity: Validity, layers: Layers, clauses: [Clause],
    descriptors: [LayerDescriptor],
    following: Int? = nil
  ) {
    self.following = following
    self.issuer = issuer
    self.name = name
    self.instrument = instrument
    self.validity = validity
    self.layers = layers
    self.clauses = clauses
    self.descriptors = descriptors
  }
}

/// Puts editions on record: checks, one transaction, then the files made from it, the manifest last.
public struct Publication {
  let folder: DataFolder
  let repository: Repository

  public init(folder: DataFolder, repository: Repository) {
    self.folder = folder
    self.repository = repository
  }

  /// Publishes editions together; `documents` and `registers` nil keep the present ones.
  ///
  /// Throws `ZoningError` for a condition that does not parse, names an unknown fact, function or layer, or a document that is not registered;
  /// nothing is stored then.
  @discardableResult
  public func publish(
    _ contents: [EditionContent], documents: DocumentRegistry?, registers: Registers?, knownLayers: [LayerDescriptor],
    marks: [String: String],
    audit: AuditStamp
  ) throws -> [Edition] {
    let registry = try documents ?? currentDocuments()
    let check = ListCheck(documents: registry, layers: Set((knownLayers + contents.flatMap(\.descriptors)).map(\.id)))
    for content in contents { try check.verify(content.clauses) }
    var drafts: [Repository.EditionDraft] = []
    for content in contents {
      let layers: [UInt8]
      switch content.layers {
      case .compiled(let path): layers = try folder.read(path)
      case .same(let edition): layers = try repository.attachment(edition.layers)
      }
      drafts.append(
        Repository.EditionDraft(
          issuer: content.issuer, name: content.name, instrument: content.instrument, validity: content.validity, layers: layers,
          lists: try AccessListFile.encode(content.clauses), descriptors: JSONValue.array(content.descriptors.map(\.json)).canonicalBytes,
          following: content.following,
          scenarios: content.scenarios.isEmpty ? nil : content.scenarios.flatMap { $0.json.canonicalBytes }))
    }
    let documentBytes = documents.map { $0.json.canonicalBytes }
    let registerBytes = registers.map { $0.json.canonicalBytes }
    // The large files first: a full disk is met before anything is on record.
    for draft in drafts {
      try folder.place(draft.layers, "segment")
      try folder.place(draft.lists, "lists")
      try folder.place(draft.descriptors, "descriptors")
    }
    // Layers that no plan can be compiled from are refused here.
    try PlanFiles(folder: folder).complete(drafts.map { Digest(of: $0.layers) })
    if let documentBytes { try folder.place(documentBytes, "documents") }
    if let registerBytes { try folder.place(registerBytes, "registers") }
    let published = try repository.publish(
      drafts, documents: documentBytes, registers: registerBytes,
      meta: ["demonstration": JSONValue.object(marks.map { JSONMember(key: $0.key, value: .string($0.value)) }).sortedByKey.canonicalText],
      audit: audit)
    do { try materialise() } catch { throw StoreError.unfinished("\(error)") }
    return published
  }

  func currentDocuments() throws -> DocumentRegistry {
    guard let digest = try repository.register("documents") else { throw StoreError.absent(folder.path) }
    return try DocumentRegistry(JSONValue(parsing: repository.attachment(digest)))
  }

  /// Makes what an interruption between the transaction and the files left undone; does nothing where all is there.
  ///
  /// Catalogues that come with the program and are not on record yet are put there.
  public func catchUp(atMicroseconds now: Int64) throws {
    try CatalogueRecords(folder: folder, repository: repository).addShipped(atMicroseconds: now)
    guard folder.hasPlans, try manifestIsCurrent(), try repository.editions().allSatisfy({ hasSoundSegment($0.layers) }) else {
      return try materialise()
    }
  }

  /// Whether the segment of an edition can be opened; a missing, damaged or truncated one is written again.
  private func hasSoundSegment(_ layers: Digest) -> Bool {
    do {
      _ = try ZoneSegment(opening: folder.file(layers, "segment"))
      return true
    } catch { return false }
  }

  private func manifestIsCurrent() throws -> Bool {
    let manifest = try Manifest(reading: folder.read(folder.manifestPath))
    return try manifest.editions.map(\.id) == repository.editions().map(\.id) && manifest.documents == repository.register("documents")
      && manifest.registers == repository.register("registers") && manifest.catalogues == repository.register("catalogues")
  }

  /// Makes the files of all editions on record and then the manifest; safe to repeat after an interruption.
  ///
  /// Another process may publish meanwhile: the manifest is written until it says what is on record.
  public func materialise() throws {
    repeat { try materialiseOnce() } while try !repository.editions().isEmpty && !manifestIsCurrent()
  }

  private func materialiseOnce() throws {
    let editions = try repository.editions()
    guard !editions.isEmpty, let documents = try repository.register("documents"), let registers = try repository.register("registers")
    else { return }
    for e in editions {
      if !hasSoundSegment(e.layers) { try folder.write(try repository.attachment(e.layers), to: folder.file(e.layers, "segment")) }
      try folder.materialise(e.lists, "lists", from: repository)
      try folder.materialise(e.descriptors, "descriptors", from: repository)
    }
    try PlanFiles(folder: folder).complete(editions.map(\.layers))
    try folder.materialise(documents, "documents", from: repository)
    try folder.materialise(registers, "registers", from: repository)
    let catalogues = try repository.register("catalogues")
    if let catalogues {
      try folder.materialise(catalogues, "catalogues", from: repository)
      for row in try CatalogueRegister(JSONValue(parsing: repository.attachment(catalogues))).rows {
        try folder.materialise(row.content, "catalogue", from: repository)
      }
    }
    var marks: [String: String] = [:]
    if let text = try repository.meta("demonstration") {
      for m in try JSONValue(parsing: text).objectValue ?? [] { marks[m.key] = m.value.stringValue }
    }
    try folder.write(
      Manifest(editions: editions, documents: documents, registers: registers, catalogues: catalogues, demonstration: marks).json
        .canonicalBytes,
      to: folder.manifestPath)
  }
}
