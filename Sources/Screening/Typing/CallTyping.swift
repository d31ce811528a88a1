import FEEL
import Zoning

/// Calls: what the domain's functions and the language's own take, and what they come to.
extension ConditionTyping {
  mutating func type(ofCall callee: FEELCallee, _ arguments: [FEELNode.Argument], _ node: FEELNode) -> ConditionType {
    let values = arguments.map(\.value)
    if let kind = MapFact.Kind(function: callee.name) {
      // Layers are literals, which `NamedLaw` sees to.
      return ConditionType(kind)
    }
    let types = values.map { type(of: $0) }
    switch callee.name {
    case ConditionNames.industryFunction, ConditionNames.allIndustriesFunction: readIndustries(callee.name, values, types, node)
    case ConditionNames.catalogueFunction: readListed(callee.name, values, types)
    case ConditionNames.planFunction: break
    case ConditionNames.suspensionFunction: readSuspension(callee.name, values, types, node)
    default:
      guard callee.isBuiltin, let signature = BuiltinSignature.named(callee.name) else { return .any }
      if arguments.contains(where: { $0.name != nil }) { return signature.result(types) }
      read(signature, callee.name, values, types, node)
      return signature.result(types)
    }
    return .boolean
  }

  private mutating func readIndustries(_ name: String, _ values: [FEELNode], _ types: [ConditionType], _ node: FEELNode) {
    let form = "要写成 \(name)(项目.行业, \"C26\") 或 \(name)(项目.行业, [\"C26\", \"C27\"])"
    guard values.count == 2 else { return refuse(node, "\(name)(…) 要两个参数，写了 \(values.count) 个，\(form)") }
    for (value, type) in zip(values, types) {
      switch type.element {
      case .any, .text: if type.isList || type.element == type { continue }
      default: break
      }
      return refuse(value, "“\(source(value))”是\(type.kindName)，不是行业，\(form)")
    }
    if types[1].element == .text(.industry), values[0].isWritten {
      return refuse(node, "两个参数写反了，\(form)")
    }
    if case .name(let path) = values[0].kind, let fact = catalogue.fact(at: path), fact.supplier == .applicant, fact.type != .industries {
      refuse(values[0], "“\(source(values[0]))”不是行业代码，不会属于任何行业，\(form)")
    }
  }

  private mutating func readListed(_ name: String, _ values: [FEELNode], _ types: [ConditionType]) {
    guard values.count == 2 else { return }
    switch types[1].element {
    case .any, .text, .record, .project: break
    default:
      refuse(values[1], "“\(source(values[1]))”是\(types[1].kindName)，名录里查不到，\(name)(…) 的第二个参数要写 项目、项目.产品、项目.工艺 一类，或一个名称")
    }
  }

  private mutating func readSuspension(_ name: String, _ values: [FEELNode], _ types: [ConditionType], _ node: FEELNode) {
    let form = "括号里可以空着，或写限批的类别、日期，如 \(name)(\"化工\")"
    var texts = 0
    for (value, type) in zip(values, types) {
      switch type {
      case .any, .date: continue
      case .text:
        texts += 1
        if texts < 2 { continue }
        return refuse(node, "\(name)(…) 只能写一个类别，\(form)")
      default: return refuse(value, "“\(source(value))”是\(type.kindName)，\(form)")
      }
    }
  }

  private mutating func read(
    _ signature: BuiltinSignature, _ name: String, _ values: [FEELNode], _ types: [ConditionType], _ node: FEELNode
  ) {
    if let count = signature.refusedCount(values.count) { return refuse(node, "函数 \(name)(…) 要 \(count) 个参数，写了 \(values.count) 个，请核对") }
    for (i, (value, type)) in zip(values, types).enumerated() {
      let want = signature.want(i, of: values.count)
      guard !want.fits(type) else { continue }
      let remedy =
        want == .text && type.isList
        ? "请写 some x in \(source(value)) satisfies \(name)(\((values[..<i].map(source) + ["x"] + values[(i + 1)...].map(source)).joined(separator: ", ")))"
        : "请改成\(want.word)"
      return refuse(value, "“\(source(value))”是\(type.kindName)，函数 \(name)(…) 这里要\(want.word)，\(remedy)")
    }
    if name == "list contains", values.count == 2 { readListContains(values, types, node) }
    if signature.isConversion, values.allSatisfy(\.isWritten), comesToNothing(node) {
      refuse(node, "“\(source(node))”没有结果，请核对写法，如 date(\"2026-08-15\")、duration(\"P1Y\")")
    }
  }

  private mutating func readListContains(_ values: [FEELNode], _ types: [ConditionType], _ node: FEELNode) {
    let element = types[0].element
    if element.isComparable(to: types[1]) { return refuseStrangeWord((values[0], element), (values[1], types[1]), in: node) }
    let remedy =
      if case .record = element {
        ComparisonRemedy(self, .equal, (values[0], types[0]), (values[1], types[1])).ofItems("= \(source(values[1]))")
      } else { "请核对两个参数" }
    refuse(node, "“\(source(values[0]))”是\(types[0].kindName)，不会包含\(types[1].kindName)“\(source(values[1]))”，\(remedy)")
  }

  /// Whether a call of constants alone is null.
  private func comesToNothing(_ node: FEELNode) -> Bool {
    do throws(FEELEvaluationError) { return try expression.part(node).evaluate(in: FEELVariables()) == .null } catch { return true }
  }
}

extension ConditionType {
  /// What is measured.
  init(_ kind: MapFact.Kind) {
    switch kind {
    case .in, .within, .both, .reach: self = .boolean
    case .area, .length, .distance: self = .number
    case .share: self = .number(isShare: true)
    case .nearest: self = .text
    case .attribute: self = .list(.text)
    }
  }
}

extension FEELNode {
  /// Whether it is written outright: a literal, or a list of such.
  var isWritten: Bool {
    switch kind {
    case .literal: true
    case .negate(let part): part.isWritten
    case .list(let items): items.allSatisfy(\.isWritten)
    default: false
    }
  }
}
