import FEEL
import Zoning

/// A condition as people read it: names with the values put in behind them, 且, 或 and 非 and ≥ in the place of FEEL's signs.
///
/// It says what the condition asks, not what it came to: that stands beside it as 是, 否 or 未知.
struct ConditionWording {
  let phrases: ConditionPhrases
  /// By node: what it came to; nodes that were not reached are absent.
  private let values: [ObjectIdentifier: FEELValue]

  /// What holds the parts of a sentence together; a page may set these words apart.
  static let and = " 且 "
  static let or = " 或 "
  static let not = "非"

  init(_ trace: FEELTrace, _ phrases: ConditionPhrases) {
    self.phrases = phrases
    var values: [ObjectIdentifier: FEELValue] = [:]
    for part in trace.parts where part.bindings.isEmpty {
      if let value = part.value, values[ObjectIdentifier(part.node)] == nil { values[ObjectIdentifier(part.node)] = value }
    }
    self.values = values
  }

  /// How tightly a sentence's parts hold together; looser ones are put in brackets inside tighter ones.
  private enum Grip: Int { case loose, or, and, close }

  /// The node as one sentence without a full stop.
  func sentence(_ node: FEELNode) -> String { text(node, within: .loose) }

  private func text(_ node: FEELNode, within grip: Grip) -> String {
    func held(_ own: Grip, _ sentence: String) -> String { own.rawValue < grip.rawValue ? "（\(sentence)）" : sentence }
    switch node.kind {
    case .and(let parts): return held(.and, parts.map { text($0, within: .and) }.joined(separator: Self.and))
    case .or(let parts): return held(.or, parts.map { text($0, within: .or) }.joined(separator: Self.or))
    case .not(let part): return Self.not + "（\(sentence(part))）"
    case .conditional(let test, let then, let otherwise):
      return held(.or, "若\(text(test, within: .close))则\(text(then, within: .close))，否则\(text(otherwise, within: .close))")
    case .comparison(let sign, let a, let b): return comparison(sign, a, b)
    case .between(let value, let lower, let upper): return "\(named(value)) 在 \(named(lower)) 与 \(named(upper)) 之间"
    case .member(let subject, let tests): return member(subject, tests)
    case .some(let iterators, let body): return quantified(iterators, body, every: false)
    case .every(let iterators, let body): return quantified(iterators, body, every: true)
    case .call(let callee, let arguments):
      if let sentence = call(callee.name, arguments.map(\.value)) { return sentence }
      return named(node)
    case .name: return "“\(phrases.label(node))”" + shown(node)
    default: return named(node)
    }
  }

  // MARK: Kinds

  private func comparison(_ sign: FEELComparison, _ a: FEELNode, _ b: FEELNode) -> String {
    if a.isConstant, !b.isConstant { return comparison(sign.mirrored, b, a) }
    let unit = phrases.unit(a) ?? phrases.unit(b)
    let isText = [a, b].contains { node in if case .literal(.number) = node.kind { false } else { node.isConstant } }
    if isText, sign == .equal { return "\(named(a))为\(quoted(b))" }
    if isText, sign == .notEqual { return "\(named(a))不为\(quoted(b))" }
    return "\(named(a)) \(Self.mark(sign)) \(bound(b, unit))"
  }

  static func mark(_ sign: FEELComparison) -> String {
    switch sign {
    case .equal: "="
    case .notEqual: "≠"
    case .less: "<"
    case .lessOrEqual: "≤"
    case .greater: ">"
    case .greaterOrEqual: "≥"
    }
  }

  private func bound(_ node: FEELNode, _ unit: String?) -> String {
    if case .literal(let value) = node.kind { return phrases.number(value, unit) }
    return named(node)
  }

  private func member(_ subject: FEELNode, _ tests: [FEELNode]) -> String {
    let options = tests.flatMap { node in if case .list(let items) = node.kind { items } else { [node] } }
    guard options.contains(where: { if case .test = $0.kind { true } else { false } }) else {
      return "\(named(subject))为\(options.map(quoted).joined(separator: "或"))"
    }
    let unit = phrases.unit(subject)
    let bounds = options.map { option in
      if case .test(let sign, let limit) = option.kind { return "\(Self.mark(sign)) \(bound(limit, unit))" }
      return "= \(bound(option, unit))"
    }
    return "\(named(subject)) \(bounds.joined(separator: " 或 "))"
  }

  private func quantified(_ iterators: [FEELNode.Iterator], _ body: FEELNode, every: Bool) -> String {
    let lists = iterators.map { named($0.source) }.joined(separator: "、")
    // One list and one thing that is asked of its items reads as one sentence.
    if iterators.count == 1, let sought = asked(of: iterators[0].name, body) {
      return every ? "\(lists)都\(sought)" : "\(lists)中有一项\(sought)"
    }
    return every ? "\(lists)的每一项都满足（\(sentence(body))）" : "\(lists)中有一项满足（\(sentence(body))）"
  }

  /// `x in ("甲", "乙")`, `p.种类 = "丙"` with the item itself left out: 为“甲”或“乙”.
  private func asked(of item: String, _ body: FEELNode) -> String? {
    func about(_ node: FEELNode) -> String? {
      switch node.kind {
      case .variable(item): ""
      case .path(let base, let field): if case .variable(item) = base.kind { "的\(field)" } else { nil }
      default: nil
      }
    }
    switch body.kind {
    case .comparison(.equal, let a, let b): return about(a).map { "\($0)为\(quoted(b))" }
    case .member(let subject, let tests):
      let options = tests.flatMap { node in if case .list(let items) = node.kind { items } else { [node] } }
      return about(subject).map { "\($0)为\(options.map(quoted).joined(separator: "或"))" }
    case .path: return about(body).map { "\($0)为是" }
    default: return nil
    }
  }

  private func call(_ name: String, _ arguments: [FEELNode]) -> String? {
    let first = arguments.first.flatMap(phrases.literal)
    if let kind = MapFact.Kind(function: name) {
      guard let map = MapFact(kind, literals: arguments) else { return nil }
      switch kind {
      case .in: return "选址有一部分位于“\(map.layer)”"
      case .within: return "选址全部位于“\(map.layer)”"
      case .both, .reach: return "选址" + map.label
      default: return nil
      }
    }
    switch (name, arguments.count) {
    case (ConditionNames.industryFunction, 2): return "\(named(arguments[0]))属于\(industries(arguments[1]))"
    case (ConditionNames.catalogueFunction, _):
      return first.map { text in
        let reference = CatalogueReference(text)
        return "\(arguments.count > 1 ? named(arguments[1]) : "项目")属于《\(reference.catalogue)》\(reference.entryClass ?? "")所列"
      }
    case (ConditionNames.planFunction, _): return first.map { "符合《\($0)》" }
    case (ConditionNames.suspensionFunction, _): return "所在区域正在限批"
    case ("list contains", 2): return "\(named(arguments[0]))包括\(quoted(arguments[1]))"
    case ("contains", 2): return "\(named(arguments[0]))写有\(quoted(arguments[1]))"
    default: return nil
    }
  }

  private func industries(_ node: FEELNode) -> String {
    let codes: [FEELNode] = if case .list(let items) = node.kind { items } else { [node] }
    guard codes.allSatisfy({ phrases.literal($0) != nil }) else { return named(node) }
    let texts = codes.compactMap(phrases.literal)
    guard texts.count <= 3 else { return " " + texts.joined(separator: "、") }
    return " " + texts.map { code in IndustryClassification.standard[code].map { "\(code) \($0.name)" } ?? code }.joined(separator: "、")
  }

  // MARK: Names

  /// A name with its value: `距“长江干支流岸线”（412.07 m）`.
  private func named(_ node: FEELNode) -> String {
    switch node.kind {
    case .literal: return quoted(node)
    case .list(let items): return items.map(quoted).joined(separator: "、")
    case .name(let path): return path == FactReader.wholeProject ? "项目" : phrases.label(node) + shown(node)
    case .variable: return "该项"
    case .path(_, let field): return "该项的\(field)"
    case .arithmetic(let sign, let a, let b):
      let mark = [.add: "＋", .subtract: "－", .multiply: "×", .divide: "÷"][sign] ?? "^"
      func part(_ n: FEELNode) -> String { if case .arithmetic = n.kind { "（\(named(n))）" } else { named(n) } }
      return "\(part(a)) \(mark) \(part(b))"
    case .negate(let part): return "−\(named(part))"
    case .call(let callee, let arguments):
      if phrases.fact(node) != nil { return phrases.label(node) + shown(node) }
      if callee.name == "count", let list = arguments.first { return "\(named(list.value))的项数" }
      let name = ["sum": "之和", "max": "的最大值", "min": "的最小值", "abs": "的绝对值"][callee.name]
      if let name { return arguments.map { named($0.value) }.joined(separator: "、") + name }
      return "计算值" + shown(node)
    case .and, .or, .not, .comparison, .member, .some, .every, .between, .conditional: return "（\(sentence(node))）"
    default: return "计算值" + shown(node)
    }
  }

  /// The value put in, in brackets; nothing where the node was not reached.
  private func shown(_ node: FEELNode) -> String {
    guard let value = values[ObjectIdentifier(node)] else { return "" }
    switch value {
    case .unknown(let facts):
      let onMap = facts.first.flatMap { MapFact(id: $0) } != nil
      return onMap ? "（未入库）" : "（未提供）"
    case .number:
      let fact = phrases.fact(node)
      return "（\(phrases.number(value, phrases.unit(node), exact: fact == nil ? nil : node))）"
    case .list(let items): return "（\(items.isEmpty ? "没有" : items.map(item).joined(separator: "、"))）"
    default: return "（\(phrases.words(value, of: node))）"
    }
  }

  /// A record by its first text, such as a paper's kind.
  private func item(_ value: FEELValue) -> String {
    guard case .context(let record) = value else { return phrases.words(value) }
    for field in record.values { if case .string(let s) = field { return s } }
    return "1 项"
  }

  private func quoted(_ node: FEELNode) -> String {
    switch node.kind {
    case .literal(.string(let s)): return "“\(s)”"
    case .literal(let value): return phrases.words(value)
    default: return named(node)
    }
  }
}
