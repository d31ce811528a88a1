import FEEL
import Zoning

/// Finds the type of every part of a condition from the facts catalogue, and the first part that never comes to a value.
///
/// Cost: one visit a node.
struct ConditionTyping {
  let expression: FEELExpression
  let catalogue: FactsCatalogue
  private(set) var fault: ConditionFault?
  /// Iterators, parameters, `item`, `?`; the innermost last.
  private var locals: [(name: String, type: ConditionType, isItem: Bool)] = []

  init(expression: FEELExpression, catalogue: FactsCatalogue) {
    self.expression = expression
    self.catalogue = catalogue
  }

  /// Reads the whole, which must come to true or false.
  mutating func readCondition() { demandTruth(expression.root) }

  func source(_ node: FEELNode) -> String { expression.source(of: node) }

  mutating func refuse(_ node: FEELNode, _ sentence: String) {
    if fault == nil { fault = ConditionFault(at: node, sentence) }
  }

  // MARK: Truth values

  /// Reads a part that stands where true or false is expected.
  mutating func demandTruth(_ node: FEELNode) {
    let type = type(of: node)
    guard !type.mayBeBoolean else { return }
    refuse(node, "“\(source(node))”是\(type.kindName)，这里要的是是或否，\(truthRemedy(node, type))")
  }

  private func truthRemedy(_ node: FEELNode, _ type: ConditionType) -> String {
    let name = source(node)
    if case .literal(.string) = node.kind { return "比较的每一边都要写完整，几个词用 in，如 项目.建设性质 in (\"新建\", \"扩建\")" }
    switch type {
    case .number: return "请与限值比较，如 \(name) <= 0"
    case .text(.options(let words)): return "请与选项比较，如 \(name) = \"\(words.first ?? "")\""
    case .text: return "请与文字比较，如 \(name) = \"…\""
    case .list: return "请写 count(\(name)) > 0，或用 some x in \(name) satisfies … 说明要哪一项"
    default: return "请写成比较，或写 true、false"
    }
  }

  // MARK: Types

  mutating func type(of node: FEELNode) -> ConditionType {
    switch node.kind {
    case .literal(let value): return ConditionType(value)
    case .name(let path): return type(ofName: path)
    case .variable(let name): return locals.last { $0.name == name }?.type ?? .any
    case .field(let name, let outside): return field(name, outside)
    case .path(let base, let name): return entry(name, of: type(of: base))
    case .descendants(let base, _):
      _ = type(of: base)
      return .list(.any)
    case .filter(let base, let test): return filter(base, test)
    case .list(let items): return .list(ConditionType.joined(items.map { type(of: $0) }))
    case .context(let entries): return record(entries)
    case .range(let lower, _, let upper, _):
      compare(.lessOrEqual, lower, upper, in: node)
      return .range(type(of: lower).joined(type(of: upper)))
    case .negate(let part): return negated(part)
    case .arithmetic(let sign, let a, let b): return arithmetic(sign, a, b, node)
    case .comparison(let sign, let a, let b):
      compare(sign, a, b, in: node)
      return .boolean
    case .between(let value, let lower, let upper):
      compare(.greaterOrEqual, value, lower, in: node)
      compare(.lessOrEqual, value, upper, in: node)
      return .boolean
    case .member(let subject, let tests):
      readMember(subject, tests, node)
      return .boolean
    case .test(_, let bound): return .range(type(of: bound))
    case .unaryTests(let tests, _):
      for t in tests { _ = type(of: t) }
      return .boolean
    case .and(let parts), .or(let parts):
      for p in parts { demandTruth(p) }
      return .boolean
    case .not(let part):
      demandTruth(part)
      return .boolean
    case .conditional(let test, let then, let otherwise):
      demandTruth(test)
      return type(of: then).joined(type(of: otherwise))
    case .some(let iterators, let body), .every(let iterators, let body):
      let outer = locals.count
      bind(iterators)
      demandTruth(body)
      locals.removeLast(locals.count - outer)
      return .boolean
    case .iteration(let iterators, let body):
      let outer = locals.count
      bind(iterators)
      locals.append(("partial", .list(.any), false))
      let result = type(of: body)
      locals.removeLast(locals.count - outer)
      return .list(result)
    case .call(let callee, let arguments): return type(ofCall: callee, arguments, node)
    case .invocation(let function, let arguments):
      _ = type(of: function)
      for a in arguments { _ = type(of: a.value) }
      return .any
    case .function(let parameters, let body):
      let outer = locals.count
      for p in parameters { locals.append((p.name, .any, false)) }
      _ = type(of: body)
      locals.removeLast(locals.count - outer)
      return .function
    case .externalFunction: return .function
    case .instanceOf(let value, _):
      _ = type(of: value)
      return .boolean
    }
  }

  /// The type with a name bound to another, as the tests of `in` read `?`.
  mutating func type(of node: FEELNode, binding name: String, to type: ConditionType) -> ConditionType {
    locals.append((name, type, false))
    defer { locals.removeLast() }
    return self.type(of: node)
  }

  // MARK: Names

  private func type(ofName path: [String]) -> ConditionType {
    if path == ConditionNames.relocation { return .boolean }
    if path == FactReader.wholeProject { return .project }
    for end in stride(from: path.count, through: 1, by: -1) {
      guard let fact = catalogue.fact(at: Array(path[..<end])) else { continue }
      return path[end...].reduce(ConditionType(fact)) { entry($1, of: $0) }
    }
    return .any
  }

  private mutating func field(_ name: String, _ outside: FEELNode?) -> ConditionType {
    for local in locals.reversed() {
      if local.isItem {
        switch local.type {
        case .record(let entries): if let entry = entries[name] { return entry }
        case .any: return .any
        default: break
        }
      }
      if local.name == name { return local.type }
    }
    return outside.map { type(of: $0) } ?? .any
  }

  /// What a name is in a value; of each item, for a list.
  private func entry(_ name: String, of type: ConditionType) -> ConditionType {
    switch type {
    case .list(let element): .list(entry(name, of: element))
    case .record(let entries): entries[name] ?? .any
    default: .any
    }
  }

  private mutating func record(_ entries: [FEELNode.ContextEntry]) -> ConditionType {
    let outer = locals.count
    defer { locals.removeLast(locals.count - outer) }
    var types: [String: ConditionType] = [:]
    for entry in entries {
      let type = type(of: entry.value)
      types[entry.key] = type
      // Later entries may read it.
      locals.append((entry.key, type, false))
    }
    return .record(types)
  }

  private mutating func filter(_ base: FEELNode, _ test: FEELNode) -> ConditionType {
    let list = type(of: base)
    locals.append(("item", list.element, true))
    let verdict = type(of: test)
    locals.removeLast()
    switch verdict {
    case .boolean: return .list(list.element)
    case .number: return list.element
    case .any: return .any
    default:
      refuse(test, "“\(source(test))”是\(verdict.kindName)，方括号里要写条件或序号，如 项目.产品[名称 = \"…\"]、项目.产品[1]")
      return .any
    }
  }

  private mutating func bind(_ iterators: [FEELNode.Iterator]) {
    for i in iterators {
      let source = type(of: i.source)
      if let upper = i.upper {
        compare(.lessOrEqual, i.source, upper, in: i.source)
        locals.append((i.name, source, false))
      } else {
        locals.append((i.name, source.element, false))
      }
    }
  }

  // MARK: Arithmetic

  private mutating func negated(_ part: FEELNode) -> ConditionType {
    let type = type(of: part)
    switch type {
    case .number: return .number
    case .any, .yearsMonths, .daysTime: return type
    default:
      refuse(part, "“\(source(part))”是\(type.kindName)，前面不能加“-”，请写数字")
      return .any
    }
  }

  private mutating func arithmetic(_ sign: FEELArithmetic, _ a: FEELNode, _ b: FEELNode, _ node: FEELNode) -> ConditionType {
    let (x, y) = (type(of: a), type(of: b))
    let temporal: Set<ConditionType> = [.date, .time, .dateTime, .yearsMonths, .daysTime]
    switch (x, y) {
    case (.number, .number): return .number
    case (.text, .text) where sign == .add: return .text
    case (.any, _), (_, .any): return .any
    case _ where temporal.contains(x) || temporal.contains(y): return .any
    default:
      let remedy = x.isList || y.isList ? "合计请写 sum(\(source(x.isList ? a : b)))" : "请核对两边"
      refuse(node, "\(x.kindName)“\(source(a))”与\(y.kindName)“\(source(b))”不能用“\(sign.rawValue)”计算，\(remedy)")
      return .any
    }
  }
}
