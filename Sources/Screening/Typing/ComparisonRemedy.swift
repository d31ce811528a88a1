import FEEL
import Zoning

/// How a comparison of two kinds that do not fit is to be written instead.
struct ComparisonRemedy {
  private let typing: ConditionTyping
  private let sign: FEELComparison
  private let a: ConditionTyping.Side
  private let b: ConditionTyping.Side

  /// The side that is a fact, or a list, comes first.
  init(_ typing: ConditionTyping, _ sign: FEELComparison, _ a: ConditionTyping.Side, _ b: ConditionTyping.Side) {
    self.typing = typing
    let turned = a.type.isList ? false : b.type.isList || a.node.isConstant && !b.node.isConstant
    self.sign = turned ? sign.mirrored : sign
    self.a = turned ? b : a
    self.b = turned ? a : b
  }

  var text: String {
    let (left, right) = (typing.source(a.node), typing.source(b.node))
    switch (a.type, b.type) {
    case (.list, let other) where !other.isList: return ofItems("\(sign.rawValue) \(right)")
    case (.boolean, .text):
      guard case .literal(.string(let word)) = b.node.kind else { break }
      if Self.yes.contains(word.lowercased()) { return "请写 \(sign == .notEqual ? "not(\(left))" : left)" }
      if Self.no.contains(word.lowercased()) { return "请写 \(sign == .notEqual ? left : "not(\(left))")" }
      return "请写 \(left) = true 或 \(left) = false"
    case (.boolean, .number): return "请写 \(left) = true 或 \(left) = false"
    case (.number, .text):
      if case .literal(.string(let word)) = b.node.kind, let number = FEELDecimal(word) {
        return "请去掉引号，写 \(left) \(sign.rawValue) \(number)"
      }
      return "请写数字，不加引号和单位"
    case (.text, .number) where b.node.isConstant: return "请加上引号，写 \(left) \(sign.rawValue) \"\(right)\""
    case (.text, .boolean): return "请写 \(left) \(sign.rawValue) \"…\""
    case (.date, .text), (.dateTime, .text): return "请写 \(left) \(sign.rawValue) date(\(right))"
    case (.text, .date): return "请写 date(\(left)) \(sign.rawValue) \(right)"
    case (.record, .text): return "请指明字段，如 \(left).名称 \(sign.rawValue) \(right)"
    case (.project, _): return "请指明是项目的哪一项"
    default: break
    }
    return "请核对两边写的内容"
  }

  /// The comparison asked of the items of the list: any of them, or all where it is denied.
  func ofItems(_ test: String) -> String {
    let negated = sign == .notEqual && !test.hasPrefix("in ")
    if a.type.element == .text(.industry), sign == .equal || sign == .notEqual {
      let codes = typing.source(b.node)
      let call = "\(ConditionNames.industryFunction)(\(typing.source(a.node)), \(codes))"
      return "请写 \(negated ? "not(\(call))" : call)"
    }
    let (list, field) = projected
    let quantifier = negated ? "every" : "some"
    if case .record(let entries) = a.type.element, field == nil {
      let name = entries["名称"] != nil ? "名称" : entries.keys.sorted().first ?? "名称"
      return "请写 \(quantifier) x in \(list) satisfies x.\(name) \(test)"
    }
    return "请写 \(quantifier) x in \(list) satisfies x\(field.map { "." + $0 } ?? "") \(test)"
  }

  /// The records that a list of one field was read from: `项目.产品` and `名称` of `项目.产品.名称`.
  private var projected: (list: String, field: String?) {
    let whole = typing.source(a.node)
    switch a.node.kind {
    case .path(let base, let field): return (typing.source(base), field)
    case .name(let path):
      guard typing.catalogue.fact(at: path) == nil, path.count > 1, typing.catalogue.fact(at: Array(path.dropLast())) != nil else { break }
      return (path.dropLast().joined(separator: "."), path.last)
    default: break
    }
    return (whole, nil)
  }

  private static let yes: Set<String> = ["是", "有", "对", "yes", "y", "true", "1"]
  private static let no: Set<String> = ["否", "无", "不", "不是", "没有", "no", "n", "false", "0"]
}
