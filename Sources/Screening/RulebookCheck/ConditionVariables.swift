import FEEL
import Zoning

/// What a condition depends on: a fact of the catalogue, or something measured on the map.
enum ConditionVariable: Hashable, Sendable {
  case fact(String)
  case map(MapFact)

  var id: String {
    switch self {
    case .fact(let id): id
    case .map(let fact): fact.id
    }
  }
}

/// Reads from conditions which variables they test against which constants.
///
/// `isComplete` holds as long as every test compares one variable with constants: then trying one value from each
/// interval between the constants, and each of them, tries everything.
struct ConditionAnalysis {
  struct Constants {
    var numbers: Set<FEELDecimal> = []
    var texts: Set<String> = []
    /// Texts by field, for lists of records.
    var fields: [String: Set<String>] = [:]
    /// How many tests of membership were met.
    var tests = 0
  }

  let catalogue: FactsCatalogue
  private(set) var constants: [ConditionVariable: Constants] = [:]
  /// In order of first appearance.
  private(set) var order: [ConditionVariable] = []
  private(set) var isComplete = true

  init(catalogue: FactsCatalogue) { self.catalogue = catalogue }

  private mutating func note(_ variable: ConditionVariable, _ change: (inout Constants) -> Void = { _ in }) {
    if constants[variable] == nil { order.append(variable) }
    change(&constants[variable, default: Constants()])
  }

  private func variable(_ node: FEELNode) -> ConditionVariable? {
    switch node.kind {
    case .name(let path):
      if path == ConditionNames.relocation { return .fact("construction") }
      return catalogue.fact(at: path).map { .fact($0.id) }
    case .call(let callee, let arguments):
      guard let kind = MapFact.Kind(function: callee.name), arguments.count == 1,
        case .literal(.string(let layer)) = arguments[0].value.kind
      else { return nil }
      return .map(MapFact(kind, layer))
    default: return nil
    }
  }

  /// A variable with one value, not a list.
  private func scalar(_ node: FEELNode) -> ConditionVariable? {
    guard let v = variable(node) else { return nil }
    if case .fact(let id) = v {
      switch catalogue[id]?.type {
      case .boolean, .number, .text, .enumeration: return v
      case .texts, .industries, .objects, nil: return nil
      }
    }
    return v
  }

  /// The constants that a node stands for, nil where it is more than constants.
  private func literals(_ node: FEELNode) -> [FEELValue]? {
    switch node.kind {
    case .literal(let value): return [value]
    case .negate(let inner):
      guard case .literal(.number(let n)) = inner.kind else { return nil }
      return [.number(FEELDecimal(0) - n)]
    case .list(let items):
      var all: [FEELValue] = []
      for item in items {
        guard let some = literals(item) else { return nil }
        all += some
      }
      return all
    case .range(let lower, _, let upper, _):
      guard let a = literals(lower), let b = literals(upper) else { return nil }
      return a + b
    case .test(_, let bound): return literals(bound)
    default: return nil
    }
  }

  private mutating func compare(_ variable: ConditionVariable, _ values: [FEELValue]) {
    note(variable) { c in
      c.tests += 1
      for v in values {
        if case .number(let n) = v { c.numbers.insert(n) }
        if case .string(let s) = v { c.texts.insert(s) }
      }
    }
  }

  /// Takes in a node that stands where a truth value is expected.
  mutating func read(_ node: FEELNode) {
    switch node.kind {
    case .and(let parts), .or(let parts): for p in parts { read(p) }
    case .not(let part): read(part)
    case .literal(.boolean): break
    case .name:
      if let v = variable(node) { note(v) } else { open(node) }
    case .comparison(_, let a, let b):
      if let v = scalar(a), let values = literals(b) {
        compare(v, values)
      } else if let v = scalar(b), let values = literals(a) {
        compare(v, values)
      } else {
        open(node)
      }
    case .between(let value, let lower, let upper):
      if let v = scalar(value), let a = literals(lower), let b = literals(upper) { compare(v, a + b) } else { open(node) }
    case .member(let value, let tests):
      let all = tests.map(literals)
      if let v = scalar(value), !all.contains(where: { $0 == nil }) { compare(v, all.flatMap { $0! }) } else { open(node) }
    case .call(let callee, let arguments):
      if let v = variable(node) {
        note(v)
      } else if (ConditionNames.industryFunctions + ["list contains"]).contains(callee.name), arguments.count == 2,
        let v = variable(arguments[0].value), let values = literals(arguments[1].value)
      {
        compare(v, values)
      } else {
        open(node)
      }
    case .some(let iterators, let body), .every(let iterators, let body):
      guard iterators.count == 1, iterators[0].upper == nil, let v = variable(iterators[0].source), item(body, iterators[0].name, of: v)
      else {
        return open(node)
      }
    default: open(node)
    }
  }

  /// One test of an item, or of one field of it, against constants; false where it is more.
  private mutating func item(_ body: FEELNode, _ name: String, of list: ConditionVariable) -> Bool {
    var tested: (node: FEELNode, values: [FEELValue])?
    switch body.kind {
    case .comparison(.equal, let a, let b): tested = literals(b).map { (a, $0) } ?? literals(a).map { (b, $0) }
    case .member(let value, let tests):
      let all = tests.map(literals)
      if !all.contains(where: { $0 == nil }) { tested = (value, all.flatMap { $0! }) }
    default: break
    }
    guard let tested else { return false }
    let texts = tested.values.compactMap(\.stringValue)
    guard texts.count == tested.values.count else { return false }
    switch tested.node.kind {
    case .variable(name):
      note(list) { c in
        c.texts.formUnion(texts)
        c.tests += 1
      }
      return true
    case .path(let base, let field):
      guard case .variable(name) = base.kind else { return false }
      note(list) { c in
        c.fields[field, default: []].formUnion(texts)
        c.tests += 1
      }
      return true
    default: return false
    }
  }

  /// Takes in what is more than tests against constants: its variables get all its constants, and nothing is complete any more.
  private mutating func open(_ node: FEELNode) {
    isComplete = false
    let parts = node.descendants
    var numbers: [FEELValue] = []
    var fields: [String: Set<String>] = [:]
    for p in parts {
      if case .literal(let v) = p.kind { numbers.append(v) }
      if case .path(_, let field) = p.kind { fields[field] = fields[field] ?? [] }
    }
    let texts = Set(numbers.compactMap(\.stringValue))
    for p in parts {
      guard let v = variable(p) else { continue }
      compare(v, numbers)
      note(v) { c in for field in fields.keys { c.fields[field, default: []].formUnion(texts) } }
    }
  }
}
