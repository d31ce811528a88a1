import FEEL
import Zoning

/// Finds the smallest sets of missing facts that could decide an undetermined clause, so that people are asked for just these next.
///
/// A set is found when some values of its facts, taken from the clause's own constants and options, settle the outcome while everything
/// else stays missing. Sets are of least size; none is a part of another; sets above two facts are not searched.
struct DecidingFacts {
  let assessor: Assessor
  let project: ProjectFacts
  let findings: SiteFindings
  let map: any MapFactSource

  /// Facts of one clause beyond which no pairs are tried.
  static let pairLimit = 8

  /// Sets of fact ids in order of their bytes; empty where one or two facts cannot decide it.
  func sets(for clause: Clause, scope: ConditionState, missing: [String]) -> [[String]] {
    let candidates = missing.compactMap { id -> (id: String, values: [FEELValue])? in
      guard let fact = assessor.catalogue[id] else { return nil }
      let values = Constants(of: clause, compiler: assessor.rulebook.compiler).values(for: fact)
      return values.isEmpty ? nil : (id, values)
    }
    let single = candidates.filter { c in c.values.contains { settles(clause, scope, [c.id: $0]) } }.map { [$0.id] }
    if !single.isEmpty || candidates.count > Self.pairLimit { return single }
    var pairs: [[String]] = []
    for (i, a) in candidates.enumerated() {
      for b in candidates.dropFirst(i + 1)
      where a.values.contains(where: { x in b.values.contains { settles(clause, scope, [a.id: x, b.id: $0]) } }) {
        pairs.append([a.id, b.id])
      }
    }
    return pairs
  }

  private func settles(_ clause: Clause, _ scope: ConditionState, _ more: [String: FEELValue]) -> Bool {
    var project = project
    var registry = findings.registry
    for (id, value) in more {
      if assessor.catalogue[id]?.supplier == .registry { registry[id] = value } else { project.values[id] = value }
    }
    let reader = FactReader(
      project: project, registry: registry, map: map, rulebook: assessor.rulebook, places: findings.places,
      suspendedPlaces: SuspendedPlaces(findings), catalogue: assessor.catalogue)
    return Hearing(reader).judge(ClauseList.Conditions(clause, assessor.rulebook.compiler), scope: scope).outcome != .undetermined
  }

  /// What the conditions of a clause compare with: the values on which an answer may turn.
  struct Constants {
    private var numbers: Set<FEELDecimal> = [.zero]
    private var words: [String] = []

    init(of clause: Clause, compiler: ConditionCompiler) {
      for text in [clause.applies, clause.kept, clause.except] {
        guard let text, case .success(let expression) = compiler.expression(text) else { continue }
        for node in expression.root.descendants {
          switch node.kind {
          case .literal(.number(let n)): numbers.formUnion([n, n + FEELDecimal(1), n - FEELDecimal(1)])
          case .literal(.string(let s)): if !words.contains(s) { words.append(s) }
          default: break
          }
        }
      }
      numbers.insert(FEELDecimal(1_000_000_000))
    }

    /// Values that a fact could take; each is one that a project file may state.
    func values(for fact: FactDefinition) -> [FEELValue] {
      switch fact.type {
      case .boolean: return [.boolean(true), .boolean(false)]
      case .number:
        return numbers.filter { n in (fact.minimum.map { n >= $0 } ?? true) && (fact.maximum.map { n <= $0 } ?? true) }.sorted()
          .map { .number($0) }
      case .enumeration: return Array(Set(fact.options.map(\.word))).sorted().map { .string($0) }
      case .text: return (words + ["其他"]).map { .string($0) }
      case .texts: return [.list([])] + words.map { .list([.string($0)]) } + [.list(words.map { .string($0) })]
      case .industries:
        let codes = words.filter { IndustryClassification.standard[$0] != nil }
        return (codes + ["A0111", "S9600"]).map { .list([.string($0)]) }
      case .objects(let fields): return [.list([])] + records(fields)
      }
    }

    /// Records that hold every word and every number of the clause in turn.
    private func records(_ fields: [FactField]) -> [FEELValue] {
      (words.isEmpty ? ["其他"] : words).flatMap { word in
        [true, false].flatMap { flag in
          [numbers.min()!, numbers.max()!].map { number in
            .list([
              .context(
                FEELContext(
                  fields.map { f in
                    let value: FEELValue =
                      switch f.type {
                      case .number: .number(number)
                      case .boolean: .boolean(flag)
                      default: .string(word)
                      }
                    return (f.feel, value)
                  }))
            ])
          }
        }
      }
    }
  }
}
