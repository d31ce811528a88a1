import ExactJSON
import Foundation
public import Screening
import Sealing
import Store
import Synchronization
public import ZoneIndex
public import Zoning

/// The law and the map of one legal state, ready to be asked; immutable, shared by all requests.
public struct PlanState: Sendable {
  public let rulebook: Rulebook
  public let snapshot: ZoneSnapshot
  /// Generalised geometry for the map.
  public let display: ZoneSnapshot?
  public let directory: UnitDirectory
  /// Digests of the registers behind the rulebook.
  let documents: Digest
  let registers: Digest
  /// The register of catalogues, nil where the folder has none.
  let catalogues: Digest?
  /// The editions of catalogues on record, for pages.
  public let register: CatalogueRegister
  /// Counted when somebody asks.
  let catalogueUses = Remembered<[String: Int]>()

  public var asOf: CivilDate { rulebook.asOf }
}

/// Opens editions from the data folder and keeps the legal states that were asked for.
///
/// Reads only the manifest and the files beside it, never the database: point queries work on a read-only folder.
public final class PlanLibrary: Sendable {
  public let folder: DataFolder
  private let cache = Mutex(Cache())
  private let compiler = ConditionCompiler(catalogue: .standard)

  private struct Cache {
    var manifest: Manifest?
    /// Which file the manifest was read from.
    var stamp: DataFolder.Stamp?
    var states: [Digest: PlanState] = [:]
    var order: [Digest] = []
    var segments: [Digest: ZoneSegment] = [:]
    var plans: [Digest: CompiledPlan] = [:]
    /// Days under the same layers share one.
    var snapshots: [[Digest]: ZoneSnapshot] = [:]
    var lists: [Digest: AccessListFile] = [:]
    var catalogues: [Digest: HeldCatalogue] = [:]
  }

  /// Opens the library; throws `absent` where the folder holds no plans.
  public init(folder: DataFolder) throws {
    self.folder = folder
    try reload()
  }

  /// Reads the manifest again, after a publication.
  public func reload() throws {
    guard folder.hasPlans else { throw StoreError.absent(folder.path) }
    let stamp = folder.manifestStamp
    let manifest = try Manifest(reading: folder.read(folder.manifestPath))
    cache.withLock {
      $0.manifest = manifest
      $0.stamp = stamp
      $0.states = [:]
      $0.order = []
    }
  }

  /// Names of the catalogues of which an edition is on record.
  var currentCatalogueIDs: Set<String> {
    get throws {
      guard let digest = try current().catalogues else { return [] }
      return Set(try CatalogueRegister(JSONValue(parsing: folder.read(digest, "catalogues"))).standing.map(\.id))
    }
  }

  private var manifest: Manifest { cache.withLock { $0.manifest! } }

  public var timeline: EditionTimeline { EditionTimeline(manifest.editions) }
  /// Marks of the demonstration, empty for real data.
  public var demonstration: [String: String] { manifest.demonstration }

  /// Reads the manifest again where another process published meanwhile.
  private func current() throws -> Manifest {
    if folder.manifestStamp != cache.withLock({ $0.stamp }) { try reload() }
    return manifest
  }

  /// The state of the law on a day as known at an instant (nil: now).
  public func state(asOf: CivilDate, knownAt: Int64? = nil) throws -> PlanState {
    let manifest = try current()
    let editions = try EditionTimeline(manifest.editions).inForce(asOf: asOf, knownAt: knownAt)
    return try state(
      asOf: asOf, editions: editions, documents: manifest.documents, registers: manifest.registers, catalogues: manifest.catalogues)
  }

  /// The state of the law of exactly these editions and registers, as a record names them.
  func state(asOf: CivilDate, editionIDs: [String], documents: Digest, registers: Digest, catalogues: Digest?) throws -> PlanState {
    let manifest = try current()
    let editions = try editionIDs.map { id in
      guard let e = manifest.editions.first(where: { $0.id == id }) else {
        throw ZoningError.unknownEdition(id, known: manifest.editions.map(\.id))
      }
      return e
    }
    return try state(asOf: asOf, editions: editions, documents: documents, registers: registers, catalogues: catalogues)
  }

  private func state(asOf: CivilDate, editions: [Edition], documents: Digest, registers: Digest, catalogues: Digest?) throws -> PlanState {
    let register = try catalogues.map { try CatalogueRegister(JSONValue(parsing: folder.read($0, "catalogues"))) }
    let legalState = LegalState(
      asOf: asOf, editions: editions, documents: documents, registers: registers,
      catalogues: ["facts \(FactsCatalogue.standard.edition)", "GB/T 4754-2017"]
        + (register?.inForce(on: asOf).map { "\($0.id) \($0.edition) \($0.content)" }
          ?? ProcedureLibrary.standard.inForce(on: asOf).map(\.id)))
    if let known = cache.withLock({ $0.states[legalState.id] }) { return known }
    let registry = try DocumentRegistry(JSONValue(parsing: folder.read(documents, "documents")))
    let regions = try Registers(JSONValue(parsing: folder.read(registers, "registers")))
    let inForce = try editions.map { e in
      EditionInForce(edition: e, lists: try list(e.lists), layers: try descriptors(e.descriptors))
    }
    let held = try register.map { try heldCatalogues($0) }
    let rulebook = Rulebook(
      asOf: asOf, editions: inForce, documents: registry, registers: regions, legalState: legalState, compiler: compiler,
      shelf: held?.shelf ?? .empty, procedures: held?.procedures ?? .standard,
      parks: held?.parks ?? [], industries: held?.industries.first { $0.validity.contains(asOf) }?.classification ?? .standard)
    let snapshot = try snapshot(editions.map(\.layers))
    let displayFile = folder.file(Self.displayKey(editions), "display")
    let display =
      FileManager.default.fileExists(atPath: displayFile) ? ZoneSnapshot(segments: [try ZoneSegment(opening: displayFile)]) : nil
    let state = PlanState(
      rulebook: rulebook, snapshot: snapshot, display: display, directory: UnitDirectory(snapshot), documents: documents,
      registers: registers, catalogues: catalogues, register: register ?? CatalogueRegister())
    cache.withLock { c in
      c.states[legalState.id] = state
      c.order.append(legalState.id)
      if c.order.count > 8 { c.states[c.order.removeFirst()] = nil }
    }
    return state
  }

  /// Names the display geometry of a set of layers.
  static func displayKey(_ editions: [Edition]) -> Digest {
    Digest(of: Array(editions.map(\.layers.hex).sorted().joined(separator: "\n").utf8))
  }

  private func snapshot(_ layers: [Digest]) throws -> ZoneSnapshot {
    if let known = cache.withLock({ $0.snapshots[layers] }) { return known }
    let segments = try layers.map { try segment($0) }
    let made = ZoneSnapshot(segments: segments, plans: try plans(layers, segments), directoryAt: directoryFile(layers))
    return cache.withLock { c in
      if let other = c.snapshots[layers] { return other }
      if c.snapshots.count >= 4 { c.snapshots = [:] }
      c.snapshots[layers] = made
      return made
    }
  }

  private func segment(_ digest: Digest) throws -> ZoneSegment {
    if let known = cache.withLock({ $0.segments[digest] }) { return known }
    let opened = try ZoneSegment(opening: folder.file(digest, "segment"))
    return cache.withLock { c in
      if let other = c.segments[digest] { return other }
      c.segments[digest] = opened
      return opened
    }
  }

  /// The directory over the plans of these layers, in this order.
  func directoryFile(_ layers: [Digest]) -> String {
    folder.file(Digest(of: Array(layers.map(\.hex).joined(separator: "\n").utf8)), "directory")
  }

  /// The plans of segments; those that are not open yet are opened on all cores.
  private func plans(_ layers: [Digest], _ segments: [ZoneSegment]) throws -> [CompiledPlan] {
    let wanted = Dictionary(zip(layers, segments), uniquingKeysWith: { first, _ in first })
      .filter { digest, _ in cache.withLock { $0.plans[digest] == nil } }
    let opened = try PlanFiles(folder: folder).open(wanted)
    return try cache.withLock { c in
      for (digest, plan) in opened where c.plans[digest] == nil { c.plans[digest] = plan }
      return try layers.map { digest in
        guard let plan = c.plans[digest] else { throw StoreError.damaged("plan \(digest)") }
        return plan
      }
    }
  }

  /// Reads every byte of the files behind a legal state. What is not as it was written is taken away and forgotten, so that
  /// the next question makes it again; gives the names of those files.
  func takeAwayDamaged(_ state: PlanState) throws -> [String] {
    let layers = state.rulebook.editions.map(\.edition.layers)
    var damaged: [String] = []
    for digest in Set(layers) {
      if Digest(of: try folder.read(folder.file(digest, "segment"))) != digest { damaged.append(folder.file(digest, "segment")) }
      if let plan = cache.withLock({ $0.plans[digest] }), !isSound({ () throws(SegmentRefusal) in try plan.verify() }) {
        damaged.append(folder.file(digest, "plan"))
      }
    }
    if let plan = state.snapshot.plan, damaged.isEmpty, !isSound({ () throws(SegmentRefusal) in try plan.verify() }) {
      damaged.append(directoryFile(layers))
    }
    guard !damaged.isEmpty else { return [] }
    for path in damaged { unlink(path) }
    unlink(directoryFile(layers))
    cache.withLock { c in
      for digest in layers {
        c.segments[digest] = nil
        c.plans[digest] = nil
      }
      c.snapshots = [:]
      c.states = [:]
      c.order = []
    }
    return damaged.sorted()
  }

  private func isSound(_ check: () throws(SegmentRefusal) -> Void) -> Bool {
    do {
      try check()
      return true
    } catch { return false }
  }

  private func list(_ digest: Digest) throws -> AccessListFile {
    if let known = cache.withLock({ $0.lists[digest] }) { return known }
    let opened = try AccessListFile(folder.read(digest, "lists"))
    cache.withLock { $0.lists[digest] = opened }
    return opened
  }

  /// The catalogues of a register, each for the days that the register gives it.
  private func heldCatalogues(_ register: CatalogueRegister) throws -> (
    shelf: CatalogueShelf, procedures: ProcedureLibrary, parks: [ParkCatalogue], industries: [IndustryCatalogue]
  ) {
    var lookups: [DatedCatalogue] = []
    var procedures: [ProcedureCatalogue] = []
    var parks: [ParkCatalogue] = []
    var industries: [IndustryCatalogue] = []
    for row in register.standing {
      var held = try catalogue(row.content)
      held.validity = row.validity
      switch held {
      case .lookup(let c): lookups.append(c)
      case .procedures(let c, _, _): procedures.append(c)
      case .parks(let c): parks.append(c)
      case .industries(let c): industries.append(c)
      }
    }
    return (try CatalogueShelf(lookups), ProcedureLibrary(procedures), parks, industries)
  }

  /// The content of an edition of a catalogue, with its own days.
  func catalogue(_ digest: Digest) throws -> HeldCatalogue {
    if let known = cache.withLock({ $0.catalogues[digest] }) { return known }
    let opened = try HeldCatalogue(JSONValue(parsing: folder.read(digest, "catalogue")))
    cache.withLock { $0.catalogues[digest] = opened }
    return opened
  }

  func descriptors(_ digest: Digest) throws -> [LayerDescriptor] {
    try (JSONValue(parsing: folder.read(digest, "descriptors")).arrayValue ?? []).map { try LayerDescriptor($0) }
  }
}

extension AccessListFile: ClauseSourceByOwner {}
