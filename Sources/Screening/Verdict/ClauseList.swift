import FEEL
import Synchronization
import Zoning

/// The clauses of one owner that are in force on a rulebook's day, with their conditions compiled. Immutable, shared by all screenings.
final class ClauseList: Sendable {
  let owner: String
  let tier: Tier
  let edition: Edition
  let clauses: [Clause]
  let conditions: ContiguousArray<Conditions>

  /// What judging one clause needs, without its texts.
  struct Conditions: Sendable {
    let effect: Effect
    let binding: Binding
    let judgement: Judgement
    let applies: CompiledCondition?
    let kept: CompiledCondition?
    let except: CompiledCondition?

    init(_ clause: Clause, _ compiler: ConditionCompiler) {
      effect = clause.effect
      binding = clause.binding
      judgement = clause.effectiveJudgement
      applies = clause.applies.map(compiler.condition)
      kept = clause.kept.map(compiler.condition)
      except = clause.except.map(compiler.condition)
    }
  }

  init(owner: String, tier: Tier, edition: Edition, clauses: [Clause], compiler: ConditionCompiler) {
    self.owner = owner
    self.tier = tier
    self.edition = edition
    self.clauses = clauses
    conditions = ContiguousArray(clauses.map { Conditions($0, compiler) })
  }
}

/// The lists in force on one day, each compiled when a screening first meets its owner, and found from then on without a lock.
final class ListsInForce: Sendable {
  private let editions: [EditionInForce]
  private let documents: DocumentRegistry
  private let asOf: CivilDate
  private let compiler: ConditionCompiler
  private let directory = AtomicLazyReference<Directory>()

  /// A region with the condition of its scope: that the site overlaps its delivered polygon, whose layer has the region's name.
  struct Region: Sendable {
    let name: String
    let scope: CompiledCondition
  }

  private final class Directory: Sendable {
    let places: [String: Place]
    let regions: [Region]

    init(_ editions: [EditionInForce], _ compiler: ConditionCompiler) {
      var places: [String: Place] = [:]
      var regions: Set<String> = []
      for edition in editions {
        for tier in Tier.allCases {
          let owners = edition.lists.owners(ofTier: tier)
          for owner in owners where places[owner] == nil { places[owner] = Place() }
          if tier == .region { regions.formUnion(owners) }
        }
      }
      self.places = places
      self.regions = regions.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { region in
        Region(name: region, scope: ListsInForce.scope(ofRegion: region, compiler))
      }
    }
  }

  private final class Place: Sendable {
    let list = AtomicLazyReference<ClauseList>()
  }

  init(editions: [EditionInForce], documents: DocumentRegistry, asOf: CivilDate, compiler: ConditionCompiler) {
    self.editions = editions
    self.documents = documents
    self.asOf = asOf
    self.compiler = compiler
  }

  private var owners: Directory { directory.load() ?? directory.storeIfNil(Directory(editions, compiler)) }

  /// The condition under which a region's clauses bind.
  func scope(ofRegion region: String) -> CompiledCondition { Self.scope(ofRegion: region, compiler) }

  private static func scope(ofRegion region: String, _ compiler: ConditionCompiler) -> CompiledCondition {
    compiler.condition("\(MapFact.Kind.in.function)(\"\(region)\")")
  }

  /// The regions that have a list, in order of their bytes.
  var regions: [Region] { owners.regions }

  /// The clauses of an owner that are in force; nil where there are none, which is no list.
  ///
  /// Throws `unknownDocument` where one of them cites a document that is not registered.
  func list(ofOwner owner: String, tier: Tier) throws(ZoningError) -> ClauseList? {
    let place = owners.places[owner]
    if let known = place?.list.load(), known.tier == tier { return known.clauses.isEmpty ? nil : known }
    guard let listed = editions.list(ofOwner: owner) else { return nil }
    let clauses = listed.clauses.filter { $0.tier == tier && $0.validity.contains(asOf) }
    for clause in clauses { _ = try documents.cite(clause.source, on: asOf) }
    let compiled = ClauseList(owner: owner, tier: tier, edition: listed.edition, clauses: clauses, compiler: compiler)
    _ = place?.list.storeIfNil(compiled)
    return clauses.isEmpty ? nil : compiled
  }
}
