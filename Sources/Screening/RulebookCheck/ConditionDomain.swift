import ExactJSON
import FEEL
import Zoning

/// Finitely many values for every variable of some conditions: boundary values, options, lists of the constants.
struct ConditionDomain {
  struct Candidate {
    var json: JSONValue
    var value: FEELValue
  }

  private(set) var variables: [(variable: ConditionVariable, candidates: [Candidate])] = []
  /// Whether no other value could make a test come out differently from all of these.
  private(set) var isExhaustive: Bool

  /// Subsets are tried in full up to this many constants.
  static let fullSubsets = 4

  init(_ expressions: [FEELExpression], catalogue: FactsCatalogue) {
    var analysis = ConditionAnalysis(catalogue: catalogue)
    for e in expressions { analysis.read(e.root) }
    isExhaustive = analysis.isComplete
    for variable in analysis.order {
      let constants = analysis.constants[variable]!
      switch variable {
      case .map(let fact):
        let values: [FEELValue] =
          switch fact.kind {
          case .in, .within, .both, .reach: [.boolean(true), .boolean(false)]
          case .nearest: (constants.texts.sorted() + ["其他"]).map { .string($0) }
          case .attribute: []
          case .area, .length, .distance: Self.numbers(constants.numbers, from: FEELDecimal(0), to: nil).map { .number($0) }
          case .share: Self.numbers(constants.numbers, from: FEELDecimal(0), to: FEELDecimal(1)).map { .number($0) }
          }
        if values.isEmpty { isExhaustive = false }
        variables.append((variable, values.map { Candidate(json: SiteFindings.register($0), value: $0) }))
      case .fact(let id):
        guard let fact = catalogue[id] else { continue }
        let (values, whole) = Self.values(of: fact, constants)
        if !whole { isExhaustive = false }
        // A value that the catalogue refuses cannot be stated, so leaving it out loses nothing.
        let candidates: [Candidate] = values.compactMap { json in
          do throws(ZoningError) {
            guard let value = try ProjectFacts(recorded: [JSONMember(key: id, value: json)], catalogue: catalogue).values[id] else {
              return nil
            }
            return Candidate(json: json, value: value)
          } catch { return nil }
        }
        if candidates.isEmpty { isExhaustive = false }
        variables.append((variable, candidates))
      }
    }
  }

  /// Every constant, one value between each two, and one beyond at both ends within the bounds.
  static func numbers(_ constants: Set<FEELDecimal>, from lowest: FEELDecimal?, to highest: FEELDecimal?) -> [FEELDecimal] {
    let sorted = constants.sorted { ($0 - $1).signum < 0 }
    let two = FEELDecimal(2)
    var all: [FEELDecimal] = []
    for (i, c) in sorted.enumerated() {
      if i > 0 { all.append(((c + sorted[i - 1]) / two) ?? c) }
      all.append(c)
    }
    if let first = sorted.first { all.insert(lowest.map { ((first + $0) / two) ?? $0 } ?? first - FEELDecimal(1), at: 0) }
    if let last = sorted.last { all.append(highest.map { ((last + $0) / two) ?? $0 } ?? last + FEELDecimal(1)) }
    all += [lowest, highest].compactMap { $0 }
    if sorted.isEmpty { all.append(FEELDecimal(1)) }
    var seen: Set<FEELDecimal> = []
    return all.filter { v in
      seen.insert(v).inserted && lowest.map { (v - $0).signum >= 0 } ?? true && highest.map { ($0 - v).signum >= 0 } ?? true
    }
  }

  private static func values(of fact: FactDefinition, _ constants: ConditionAnalysis.Constants) -> (values: [JSONValue], whole: Bool) {
    let texts = constants.texts.sorted()
    switch fact.type {
    case .boolean: return ([.bool(true), .bool(false)], true)
    case .number:
      return (numbers(constants.numbers, from: fact.minimum, to: fact.maximum).map { .number($0.description) }, true)
    case .enumeration: return (fact.options.map { .string($0.code) }, true)
    case .text: return ((texts + ["其他"]).map { .string($0) }, true)
    case .texts:
      let (sets, whole) = subsets(texts + ["其他内容"])
      return (sets.map { .array($0.map { .string($0) }) }, whole)
    case .industries:
      let codes = IndustryRepresentatives(of: texts).codes
      let (sets, whole) = subsets(codes, atMost: max(1, min(2, constants.tests)))
      return (sets.map { .array($0.map { .string($0) }) }, whole || constants.tests <= 2)
    case .objects(let fields):
      let named = constants.fields.compactMap { name, texts in
        fields.first { $0.feel == name }.map { ($0.key, texts.sorted()) }
      }.sorted { $0.0 < $1.0 }
      guard named.count == 1 else {
        // Several fields together: one record of each combination, up to a bound.
        var rows: [[JSONMember]] = [[]]
        for (key, texts) in named where !texts.isEmpty {
          rows = rows.flatMap { row in (texts + ["其他"]).map { row + [JSONMember(key: key, value: .string($0))] } }
          if rows.count > 64 { break }
        }
        let written = rows.filter { !$0.isEmpty }.map { JSONValue.object($0) }
        // Each alone, and beside a record that is like none of the constants.
        let strange = written.last.map { last in written.dropLast().map { JSONValue.array([$0, last]) } } ?? []
        return ([.array([])] + written.map { .array([$0]) } + strange, false)
      }
      let (sets, whole) = subsets(named[0].1 + ["其他"])
      return (sets.map { set in .array(set.map { .object([JSONMember(key: named[0].0, value: .string($0))]) }) }, whole)
    }
  }

  /// All subsets of a few items, else those of at most two.
  static func subsets(_ items: [String], atMost size: Int? = nil) -> (sets: [[String]], whole: Bool) {
    if size == nil, items.count <= fullSubsets + 1 {
      return ((0..<(1 << items.count)).map { mask in items.indices.filter { mask >> $0 & 1 == 1 }.map { items[$0] } }, true)
    }
    var sets: [[String]] = [[]] + items.map { [$0] }
    if (size ?? 2) >= 2, items.count <= 40 {
      for i in items.indices { for j in items.indices where j > i { sets.append([items[i], items[j]]) } }
    }
    return (sets, false)
  }
}

/// For the codes that conditions name, one industry inside each that no other of them covers, and one outside all.
struct IndustryRepresentatives {
  let codes: [String]

  init(of named: [String], classification: IndustryClassification = .standard) {
    let parents = Set(classification.entries.compactMap(\.parent))
    let leaves = classification.entries.map(\.code).filter { !parents.contains($0) }
    var chosen: [String] = []
    for code in named {
      let deeper = named.filter { $0 != code && IndustryClassification.belongs($0, to: code) }
      if let leaf = leaves.first(where: { leaf in
        IndustryClassification.belongs(leaf, to: code) && !deeper.contains { IndustryClassification.belongs(leaf, to: $0) }
      }), !chosen.contains(leaf) {
        chosen.append(leaf)
      }
    }
    if let outside = leaves.first(where: { leaf in !named.contains { IndustryClassification.belongs(leaf, to: $0) } }) {
      chosen.append(outside)
    }
    codes = chosen
  }
}
