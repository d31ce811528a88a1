public import Zoning

/// Lists by owner, as one edition delivers them.
public protocol ClauseSourceByOwner: Sendable {
  /// The clauses of an owner in list order, nil when the owner has no list here.
  func clauses(ofOwner owner: String) -> [Clause]?
  /// The owners that have a list of this tier here, in order of their bytes.
  func owners(ofTier tier: Tier) -> [String]
}

/// An edition in force with its lists and the layers it describes.
public struct EditionInForce: Sendable {
  public var edition: Edition
  public var lists: any ClauseSourceByOwner
  public var layers: [LayerDescriptor]

  public init(edition: Edition, lists: any ClauseSourceByOwner, layers: [LayerDescriptor]) {
    self.edition = edition
    self.lists = lists
    self.layers = layers
  }
}

extension [EditionInForce] {
  /// The first list of an owner, with its edition.
  func list(ofOwner owner: String) -> (clauses: [Clause], edition: Edition)? {
    for e in self {
      if let c = e.lists.clauses(ofOwner: owner) { return (c, e.edition) }
    }
    return nil
  }
}

/// The law on one day: editions in force, documents, layers and registers (法律状态).
public struct Rulebook: Sendable {
  public let asOf: CivilDate
  /// By issuer.
  public let editions: [EditionInForce]
  public let documents: DocumentRegistry
  public let registers: Registers
  /// Layer id → descriptor of the edition that describes it first in issuer order; held only where every edition that describes it holds its part.
  public let layers: [String: LayerDescriptor]
  public let legalState: LegalState
  public let compiler: ConditionCompiler
  /// The lists in force, compiled when a screening first meets them.
  let inForce: ListsInForce
  /// The catalogues that are held, all editions.
  public let shelf: CatalogueShelf
  /// The catalogues that sort projects by procedure, all editions.
  public let procedures: ProcedureLibrary

  public init(
    asOf: CivilDate, editions: [EditionInForce], documents: DocumentRegistry, registers: Registers, legalState: LegalState,
    compiler: ConditionCompiler, shelf: CatalogueShelf = .empty,
    procedures: ProcedureLibrary = .standard
  ) {
    self.shelf = shelf
    self.procedures = procedures
    self.asOf = asOf
    self.editions = editions.sorted { $0.edition.issuer < $1.edition.issuer }
    self.documents = documents
    self.registers = registers
    self.legalState = legalState
    self.compiler = compiler
    var layers: [String: LayerDescriptor] = [:]
    for e in self.editions {
      for l in e.layers {
        if layers[l.id] == nil { layers[l.id] = l }
        if !l.held { layers[l.id]?.held = false }
      }
    }
    self.layers = layers
    inForce = ListsInForce(editions: self.editions, documents: documents, asOf: asOf, compiler: compiler)
  }

  /// The clauses of an owner with the edition they stand in; nil when no edition in force has a list for it.
  public func list(ofOwner owner: String) -> (clauses: [Clause], edition: Edition)? { editions.list(ofOwner: owner) }

  /// The same rulebook with some layers known but not held.
  public func withoutLayers(_ missing: Set<String>) -> Rulebook { changingLayers { if missing.contains($0.id) { $0.held = false } } }

  /// The same rulebook as if every layer it knows were held.
  func holdingEveryLayer() -> Rulebook { changingLayers { $0.held = true } }

  private func changingLayers(_ change: (inout LayerDescriptor) -> Void) -> Rulebook {
    Rulebook(
      asOf: asOf,
      editions: editions.map { e in
        var copy = e
        copy.layers = e.layers.map { l in
          var l = l
          change(&l)
          return l
        }
        return copy
      }, documents: documents, registers: registers, legalState: legalState, compiler: compiler, shelf: shelf,
      procedures: procedures)
  }
}
