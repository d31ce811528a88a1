import ExactJSON
import FEEL
import Screening
import Zoning

/// Cases from a seed that state everything a clause's conditions read, in values that the conditions tell apart.
struct CaseGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed &* 2_862_933_555_777_941_757 &+ 3_037_000_493 }

  mutating func below(_ n: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % n
  }
  mutating func pick<T>(_ items: [T]) -> T { items[below(items.count)] }

  /// - Parameter share: how many of a hundred facts are left out.
  mutating func stated(_ clause: Clause, _ compiler: ConditionCompiler, leavingOut share: Int) throws -> StatedCase {
    let catalogue = FactsCatalogue.standard
    var texts: [String] = ["别的"]
    let one = FEELDecimal(1)
    var numbers: [FEELDecimal] = [.zero, one]
    var facts: [FactDefinition] = []
    var map: [JSONMember] = []
    for (_, text) in clause.conditions {
      guard case .success(let expression) = compiler.expression(text) else { continue }
      for case .literal(let value) in expression.root.descendants.map(\.kind) {
        switch value {
        case .string(let s): texts.append(s)
        case .number(let n): numbers += [n, n + one]
        default: break
        }
      }
      for path in expression.referencedNames {
        var length = path.count
        while length > 0, catalogue.fact(at: Array(path.prefix(length))) == nil { length -= 1 }
        let found = path == ["项目", "迁建"] ? [catalogue["construction"]] : [catalogue.fact(at: Array(path.prefix(length)))]
        for fact in found.compactMap({ $0 }) where !facts.contains(where: { $0.id == fact.id }) { facts.append(fact) }
      }
      if expression.calls.contains(where: { $0.function == "在名录" }) {
        for id in ["products", "contents", "equipment", "processes", "industries"] {
          if let fact = catalogue[id], !facts.contains(where: { $0.id == id }) { facts.append(fact) }
        }
      }
      for call in expression.calls {
        guard let kind = MapFact.Kind(function: call.function) else { continue }
        let arguments = call.arguments.compactMap { node -> String? in
          switch node.kind {
          case .literal(.string(let s)): s
          case .literal(.number(let n)): n.description
          default: nil
          }
        }
        guard arguments.count == call.arguments.count, let layer = arguments.first else { continue }
        let fact = MapFact(kind, layer, detail: arguments.count > 1 ? arguments.dropFirst().joined(separator: "|") : nil)
        if map.contains(where: { $0.key == fact.id }) || below(100) < share { continue }
        map.append(JSONMember(key: fact.id, value: mapValue(kind, texts, numbers)))
      }
    }
    if clause.tier == .region, !map.contains(where: { $0.key == "map.in.\(clause.owner)" }) {
      map.append(JSONMember(key: "map.in.\(clause.owner)", value: .bool(true)))
    }
    var project: [JSONMember] = []
    var registry: [JSONMember] = []
    for fact in facts where below(100) >= share {
      let member = JSONMember(key: fact.id, value: value(fact.type, fact.options, texts, numbers, fact.minimum, fact.maximum))
      if fact.supplier == .registry { registry.append(member) } else { project.append(member) }
    }
    return try StatedCase(.object(["project": .object(project), "map": .object(map), "registry": .object(registry)]))
  }

  private mutating func mapValue(_ kind: MapFact.Kind, _ texts: [String], _ numbers: [FEELDecimal]) -> JSONValue {
    switch kind {
    case .in, .within, .both, .reach: .bool(below(2) == 0)
    case .share: .number(pick(["0", "0.1", "0.5", "1"]))
    case .area, .length, .distance: .number(pick(numbers.filter { $0 >= .zero }).description)
    case .nearest: .string(pick(texts))
    case .attribute: .array((0..<below(3)).map { _ in .string(pick(texts)) })
    }
  }

  private mutating func value(
    _ type: FactType, _ options: [FactOption], _ texts: [String], _ numbers: [FEELDecimal], _ low: FEELDecimal?, _ high: FEELDecimal?
  ) -> JSONValue {
    switch type {
    case .boolean: return .bool(below(2) == 0)
    case .number:
      let fitting = numbers.filter { n in n >= (low ?? .zero) && (high.map { n <= $0 } ?? true) }
      return .number(fitting.isEmpty ? (low ?? .zero).description : pick(fitting).description)
    case .text: return .string(pick(texts))
    case .enumeration: return .string(pick(options.map(\.code)))
    case .texts: return .array((0..<below(3)).map { _ in .string(pick(texts)) })
    case .industries:
      let codes = texts.filter { IndustryClassification.standard[$0] != nil } + ["C2614", "N7820"]
      return .array((0..<(1 + below(2))).map { _ in .string(pick(codes)) })
    case .objects(let fields):
      return .array(
        (0..<below(3)).map { _ in
          .object(fields.map { f in JSONMember(key: f.key, value: value(f.type, f.options, texts, numbers, nil, nil)) })
        })
    }
  }
}
