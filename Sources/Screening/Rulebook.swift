public import FEEL
public import Zoning
import Synchronization

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
  /// The catalogues that are held, all editions.
  public let shelf: CatalogueShelf

  public init(
    asOf: CivilDate, editions: [EditionInForce], documents: DocumentRegistry, registers: Registers, legalState: LegalState,
    compiler: ConditionCompiler, shelf: CatalogueShelf = .empty
  ) {
    self.shelf = shelf
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
  }

  /// The clauses of an owner with the edition they stand in; nil when no edition in force has a list for it.
  public func list(ofOwner owner: String) -> (clauses: [Clause], edition: Edition)? {
    for e in editions {
      if let c = e.lists.clauses(ofOwner: owner) { return (c, e.edition) }
    }
    return nil
  }

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
      }, documents: documents, registers: registers, legalState: legalState, compiler: compiler, shelf: shelf)
  }
}

/// Parses and compiles conditions once and keeps them; names are checked against the catalogue and the map functions.
public final class ConditionCompiler: Sendable {
  public let names: ConditionNames
  /// What the compiled conditions share.
  let vocabulary: PlainVocabulary
  private let compiled: Mutex<[String: Condition]>

  struct Condition: Sendable {
    let expression: Result<FEELExpression, FEELSyntaxError>
    /// Nil where only the general evaluator can answer.
    let program: PlainProgram?
  }

  public init(catalogue: FactsCatalogue) {
    names = ConditionNames(catalogue: catalogue)
    vocabulary = PlainVocabulary(prefixFunctions: [
      .init(name: ConditionNames.industryFunction, coarse: ["industries"]),
      .init(name: ConditionNames.allIndustriesFunction, coarse: ["industries"], asksAll: true),
    ])
    compiled = Mutex([:])
  }

  public func expression(_ text: String) -> Result<FEELExpression, FEELSyntaxError> { condition(text).expression }

  /// How a condition is evaluated.
  public enum Coverage: Hashable, Sendable {
    /// By the plain machine alone.
    case plain
    /// By the plain machine, with parts that the general evaluator reads once a project.
    case shared
    /// By the general evaluator.
    case general
    /// It does not parse.
    case refused
  }

  public func coverage(of text: String) -> Coverage {
    let condition = condition(text)
    if case .failure = condition.expression { return .refused }
    return condition.program.map { $0.isWhollyPlain ? .plain : .shared } ?? .general
  }

  func program(_ text: String) -> PlainProgram? { condition(text).program }

  func condition(_ text: String) -> Condition {
    if let known = compiled.withLock({ $0[text] }) { return known }
    let result: Condition
    do throws(FEELSyntaxError) {
      let expression = try FEELExpression.parse(text, names: names)
      switch PlainProgram.compile(expression, vocabulary: vocabulary) {
      case .success(let program): result = Condition(expression: .success(expression), program: program)
      case .failure: result = Condition(expression: .success(expression), program: nil)
      }
    } catch {
      result = Condition(expression: .failure(error), program: nil)
    }
    compiled.withLock { $0[text] = result }
    return result
  }
}
