import FEEL
import Zoning

/// Says in Chinese which parts of a condition make it true or false.
struct ConditionPhrases {
  let catalogue: FactsCatalogue
  /// Whether a false comparison is a demand that was missed (应大于), or only tells why a clause does not apply (不大于).
  var demands = false
  /// By fact: what people said where conditions read another word.
  var stated: [String: String] = [:]

  /// The phrases of the parts that decide a condition to be `wanted`, in the order they are written.
  func list(_ part: some ConditionPart, _ wanted: Bool) -> [String] {
    switch part.node.kind {
    case .and:
      // A conjunction is true by all of its parts and false by those that are false.
      return part.operands.filter { wanted || $0.isFalse }.flatMap { list($0, wanted) }
    case .or:
      return part.operands.filter { !wanted || $0.isTrue }.flatMap { list($0, wanted) }
    case .not: return part.operands.first.map { list($0, !wanted) } ?? []
    default:
      let phrase = part.explanation.map { leaf($0, wanted) } ?? ""
      return phrase.isEmpty ? [] : [phrase]
    }
  }

  func leaf(_ trace: FEELTrace, _ holds: Bool) -> String {
    switch trace.node.kind {
    case .literal: return ""
    case .name(let path): return "“\(label(path))”为\(holds ? "是" : "否")"
    case .comparison(let sign, _, _) where trace.children.count == 2: return comparison(sign, trace, holds)
    case .member(let subject, let tests):
      guard let value = trace.children.first?.value else { break }
      if holds, case .string = value { return "\(label(subject))为\(words(value, of: subject))" }
      let options = tests.map { text($0) }.joined(separator: "、")
      return "\(label(subject))为\(words(value, of: subject))，\(holds ? "属于" : "不属于")\(options)"
    case .call(let callee, let arguments): return call(callee.name, arguments, trace, holds)
    case .some, .every: return quantified(trace, holds)
    default: break
    }
    return "“\(trace.source)”\(holds ? "成立" : "不成立")"
  }

  private func comparison(_ sign: FEELComparison, _ trace: FEELTrace, _ holds: Bool) -> String {
    let (left, right) = (trace.children[0], trace.children[1])
    guard let a = left.value, let b = right.value else { return "“\(trace.source)”\(holds ? "成立" : "不成立")" }
    if left.node.isConstant, !right.node.isConstant {
      return compared(right.node, b, sign.mirrored, left.node, a, holds)
    }
    return compared(left.node, a, sign, right.node, b, holds)
  }

  private func compared(
    _ node: FEELNode, _ value: FEELValue, _ sign: FEELComparison, _ limitNode: FEELNode, _ limit: FEELValue, _ holds: Bool
  ) -> String {
    let unit = unit(node) ?? unit(limitNode)
    let name = label(node)
    guard case .number = value, case .number = limit else {
      switch sign {
      case .equal: return holds ? "\(name)为\(words(value, of: node))" : "\(name)为\(words(value, of: node))，不是\(words(limit))"
      default: return "\(name)为\(words(value, of: node))"
      }
    }
    let space = name.hasPrefix("距") ? " " : "为 "
    let bound = limitNode.isConstant ? number(limit, unit) : "\(label(limitNode)) \(number(limit, unit))"
    let relation =
      switch sign {
      case .greater: holds ? "大于" : demands ? "应大于" : "不大于"
      case .greaterOrEqual: holds ? "不小于" : demands ? "应不小于" : "小于"
      case .less: holds ? "小于" : demands ? "应小于" : "不小于"
      case .lessOrEqual: holds ? "不大于" : demands ? "应不大于" : "大于"
      case .equal: holds ? "等于" : demands ? "应等于" : "不等于"
      case .notEqual: holds ? "不等于" : demands ? "应不等于" : "等于"
      }
    return "\(name)\(space)\(number(value, unit, exact: node))，\(relation) \(bound)"
  }

  private func call(_ name: String, _ arguments: [FEELNode.Argument], _ trace: FEELTrace, _ holds: Bool) -> String {
    if let kind = MapFact.Kind(function: name), let layer = arguments.first.flatMap({ literal($0.value) }) {
      switch kind {
      case .in: return holds ? "选址位于“\(layer)”范围内" : "选址不在“\(layer)”范围内"
      case .within: return holds ? "选址全部位于“\(layer)”范围内" : "选址没有全部位于“\(layer)”范围内"
      case .both, .reach:
        guard let map = fact(trace.node).flatMap({ MapFact(id: $0) }) else { break }
        return (holds ? "选址" : "选址不") + map.label
      default: break
      }
    }
    if name == ConditionNames.industryFunction, trace.children.count == 2, let have = trace.children[0].value,
      let want = trace.children[1].value
    {
      guard holds, case .list(let items) = have else { return "行业 \(words(have)) \(holds ? "属于" : "不属于") \(words(want))" }
      let wanted: [FEELValue] = if case .list(let codes) = want { codes } else { [want] }
      // Others of the project's industries have nothing to do with it.
      let met = items.filter { item in
        wanted.contains { IndustryClassification.belongs(item.stringValue ?? "", to: $0.stringValue ?? "") }
      }
      return "行业 \(words(.list(met))) 属于 \(words(want))"
    }
    if name == ConditionNames.allIndustriesFunction, trace.children.count == 2, let have = trace.children[0].value,
      let want = trace.children[1].value
    {
      if holds { return "行业 \(words(have)) 全部属于 \(words(want))" }
      let strange = Self.outside(have, of: want)
      return strange.isEmpty ? "没有填写行业，不能算属于 \(words(want))" : "行业 \(strange.joined(separator: "、")) 不属于 \(words(want))"
    }
    if let phrase = lawPhrase(name, arguments, holds) { return phrase }
    if name == "contains", trace.children.count == 2, let part = trace.children[1].value {
      return "\(label(arguments[0].value))\(holds ? "写有" : "没有写")“\(words(part))”"
    }
    if name == "list contains", trace.children.count == 2, let item = trace.children[1].value {
      return "\(label(arguments[0].value))\(holds ? "包括" : "不包括")\(words(item))"
    }
    return "“\(trace.source)”\(holds ? "成立" : "不成立")"
  }

  /// The industries that certainly stand below none of the codes.
  private static func outside(_ have: FEELValue, of want: FEELValue) -> [String] {
    func codes(_ value: FEELValue) -> [String] {
      if case .list(let items) = value { items.compactMap(\.stringValue) } else { value.stringValue.map { [$0] } ?? [] }
    }
    let wanted = codes(want)
    return codes(have).filter { code in
      !wanted.contains { IndustryClassification.belongs(code, to: $0) || IndustryClassification.belongs($0, to: code) }
    }
  }

  /// `some p in 项目.文件 satisfies p.种类 = "…"` and its kin: the list, and what was looked for in it.
  private func quantified(_ trace: FEELTrace, _ holds: Bool) -> String {
    let (iterators, body): ([FEELNode.Iterator], FEELNode)
    switch trace.node.kind {
    case .some(let i, let b), .every(let i, let b): (iterators, body) = (i, b)
    default: return ""
    }
    let isEvery = if case .every = trace.node.kind { true } else { false }
    // Every or some industry against a list of codes, such as a park's positioning.
    if iterators.count == 1, case .call(let callee, let arguments) = body.kind, callee.name == ConditionNames.industryFunction,
      arguments.count == 2,
      let have = trace.children.first?.value, let want = trace.children.last?.children.last?.value
    {
      let relation = holds ? (isEvery ? "都属于" : "有属于") : (isEvery ? "不都属于" : "都不属于")
      return "\(label(iterators[0].source)) \(words(have))，\(relation)\(label(arguments[1].value)) \(words(want))"
    }
    // Items against words: only those that the project has are named, and of `every` only the ones that are not listed.
    if iterators.count == 1, case .member(let item, _) = body.kind, case .variable = item.kind,
      case .list(let items)? = trace.children.first?.value
    {
      let listed = Set(body.descendants.compactMap { literal($0) })
      let have = items.compactMap(\.stringValue)
      let named = have.filter { listed.contains($0) == (holds ? true : !isEvery) }
      let label = label(iterators[0].source)
      let words = "“\(named.joined(separator: "”“"))”"
      if holds, !named.isEmpty { return isEvery ? "\(label)都在所列范围内" : "\(label)有\(words)" }
      if isEvery, !holds, !named.isEmpty { return "\(label)中的\(words)不在所列范围内" }
      if isEvery, holds { return "" }
    }
    if !isEvery, iterators.count == 1 {
      let sought = body.descendants.compactMap { literal($0) }
      if !sought.isEmpty {
        return "\(label(iterators[0].source))\(holds ? "有" : "没有")“\(sought.joined(separator: "”“"))”"
      }
    }
    return "“\(trace.source)”\(holds ? "成立" : "不成立")"
  }

  // MARK: Names and values

  /// The id of the fact that a node reads, nil where it is anything else.
  func fact(_ node: FEELNode) -> String? {
    switch node.kind {
    case .name(let path): return path == ConditionNames.relocation ? "construction" : catalogue.fact(at: path)?.id
    case .call(let callee, let arguments):
      guard let kind = MapFact.Kind(function: callee.name) else { return nil }
      return MapFact(kind, literals: arguments.map(\.value))?.id
    default: return nil
    }
  }

  func label(_ path: [String]) -> String {
    if path == ConditionNames.relocation { return "迁建" }
    return catalogue.fact(at: path)?.label ?? path.joined(separator: ".")
  }

  func label(_ node: FEELNode) -> String {
    switch node.kind {
    case .name(let path): return label(path)
    case .call:
      if let id = fact(node), let map = MapFact(id: id) { return map.label }
      return "计算值"
    case .arithmetic(let sign, let a, let b):
      let mark = ["+": "＋", "-": "－", "*": "×", "/": "÷", "**": "的幂"][sign.rawValue] ?? sign.rawValue
      return "\(label(a))\(mark)\(label(b))"
    case .literal(let value): return words(value)
    default: return "计算值"
    }
  }

  func unit(_ node: FEELNode) -> String? {
    fact(node).flatMap { MapFact(id: $0)?.kind.unit ?? catalogue[$0]?.unit }.flatMap { $0 == "1" ? nil : $0 }
  }

  /// Calls that ask the law's own registers.
  private func lawPhrase(_ name: String, _ arguments: [FEELNode.Argument], _ holds: Bool) -> String? {
    let first = arguments.first.flatMap { literal($0.value) }
    switch name {
    case ConditionNames.catalogueFunction:
      return first.map { text in
        let reference = CatalogueReference(text)
        return (holds ? "属于" : "不属于") + "《\(reference.catalogue)》" + (reference.entryClass ?? "") + "所列"
      }
    case ConditionNames.planFunction: return first.map { (holds ? "符合" : "不符合") + "《\($0)》" }
    case ConditionNames.suspensionFunction: return holds ? "所在区域正在限批" : "所在区域没有限批"
    default: return nil
    }
  }

  func literal(_ node: FEELNode) -> String? {
    if case .literal(.string(let s)) = node.kind { return s }
    return nil
  }

  private func text(_ node: FEELNode) -> String {
    switch node.kind {
    case .literal(let value): return words(value)
    case .test(let sign, let bound): return "\(sign.rawValue) \(text(bound))"
    case .list(let items): return items.map(text).joined(separator: "、")
    default: return label(node)
    }
  }

  /// A value as the person stated it, where the node is the fact itself.
  func words(_ value: FEELValue, of node: FEELNode) -> String {
    if case .string = value, let said = fact(node).flatMap({ stated[$0] }) { return said }
    return words(value)
  }

  func words(_ value: FEELValue) -> String {
    switch value {
    case .string(let s): return s
    case .number(let d): return Figures.grouped(d)
    case .boolean(let b): return b ? "是" : "否"
    case .list(let items): return items.isEmpty ? "（无）" : items.map(words).joined(separator: "、")
    case .null: return "（无）"
    case .unknown: return "（未提供）"
    default: return value.kindName
    }
  }

  func number(_ value: FEELValue, _ unit: String?, exact node: FEELNode? = nil) -> String {
    guard case .number(let d) = value else { return words(value) }
    // A measured figure is printed to the step at which it was taken, so that a reader can redo the comparison.
    let digits = node.flatMap(fact).flatMap { MapFact(id: $0)?.kind.fractionDigits }
    return Figures.grouped(d, fractionDigits: digits) + (unit.map { "\u{A0}\($0)" } ?? "")
  }
}
