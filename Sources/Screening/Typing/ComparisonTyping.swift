import FEEL
import Zoning

/// Comparisons and `in`: what can never be true, nor false, is refused.
extension ConditionTyping {
  mutating func compare(_ sign: FEELComparison, _ a: FEELNode, _ b: FEELNode, in node: FEELNode) {
    compare(sign, (a, type(of: a)), (b, type(of: b)), in: node)
  }

  typealias Side = (node: FEELNode, type: ConditionType)

  private mutating func compare(_ sign: FEELComparison, _ a: Side, _ b: Side, in node: FEELNode) {
    let isEquality = sign == .equal || sign == .notEqual
    if isEquality ? !a.type.isComparable(to: b.type) : !a.type.isOrdered(with: b.type) {
      return refuse(
        node, "\(described(a))，不能与\(b.type.kindName)“\(source(b.node))”用“\(sign.rawValue)”比较，\(ComparisonRemedy(self, sign, a, b).text)")
    }
    if sign == .equal, let fact = [(a, b), (b, a)].first(where: { $0.0.type == .null && isFact($0.1.node) })?.1 {
      return refuse(node, "“\(source(fact.node))”没有填写时是未知，不会等于 null，请去掉这一比较；没有内容的列表写 count(…) = 0")
    }
    if isEquality { refuseStrangeWord(a, b, in: node) }
    refuseStrangeShare(a, b, in: node)
  }

  /// `“项目.行业”是文字的列表`.
  private func described(_ side: Side) -> String { "“\(source(side.node))”是\(side.type.kindName)" }

  private func isFact(_ node: FEELNode) -> Bool { if case .name(let path) = node.kind { catalogue.fact(at: path) != nil } else { false } }

  // MARK: Words

  /// A word that an enumerated fact never is, or a code that stands above the industries which projects state.
  mutating func refuseStrangeWord(_ a: Side, _ b: Side, in node: FEELNode) {
    guard case .text(let x) = a.type, case .text(let y) = b.type else { return }
    switch (x, y) {
    case (.options(let options), .constants(let words)): refuseWords(words, of: options, a.node, in: node)
    case (.constants(let words), .options(let options)): refuseWords(words, of: options, b.node, in: node)
    case (.industry, .constants(let codes)), (.constants(let codes), .industry): refuseCodes(codes, in: node)
    case (.options(let p), .options(let q)) where Set(p).isDisjoint(with: q):
      refuse(node, "“\(source(a.node))”与“\(source(b.node))”没有相同的选项，永远不会相等，请核对两边")
    default: break
    }
  }

  private mutating func refuseWords(_ words: [String], of options: [String], _ fact: FEELNode, in node: FEELNode) {
    guard !words.contains(where: options.contains), let word = words.first else { return }
    let known = options.prefix(12).joined(separator: "、") + (options.count > 12 ? " 等" : "")
    let near =
      FEELExpression.nearestNames(word, among: options, limit: 1).first
      ?? options.first { $0.contains(word) || !word.isEmpty && word.contains($0) }
    let remedy = near.map { "是否想写“\($0)”；可写 \(known)" } ?? "可写 \(known)"
    refuse(node, "“\(word)”不是“\(source(fact))”的选项，\(remedy)")
  }

  private mutating func refuseCodes(_ codes: [String], in node: FEELNode) {
    guard codes.allSatisfy({ $0.count < 5 || IndustryClassification.standard[$0] == nil }), let code = codes.first else { return }
    refuse(node, "项目填写的行业是小类代码，不会等于“\(code)”，请写 \(ConditionNames.industryFunction)(项目.行业, \"\(code)\")")
  }

  // MARK: Shares

  /// A share of 50 is meant as a percentage.
  private mutating func refuseStrangeShare(_ a: Side, _ b: Side, in node: FEELNode) {
    for (share, limit) in [(a, b), (b, a)] where share.type == .number(isShare: true) {
      guard let number = Self.number(limit.node), number.signum < 0 || number > FEELDecimal(1) else { continue }
      let part = (number / FEELDecimal(100)).map { $0 > .zero && $0 <= FEELDecimal(1) ? "，\(number)% 写 \($0)" : "" } ?? ""
      return refuse(node, "“\(source(share.node))”是 0 到 1 的比例，不能与 \(number) 比较\(part.isEmpty ? "，请改成 0 到 1 之间的数" : part)")
    }
  }

  /// A number that is written outright.
  static func number(_ node: FEELNode) -> FEELDecimal? {
    switch node.kind {
    case .literal(.number(let n)): return n
    case .negate(let part): return number(part).map { FEELDecimal.zero - $0 }
    default: return nil
    }
  }

  // MARK: in

  mutating func readMember(_ subject: FEELNode, _ tests: [FEELNode], _ node: FEELNode) {
    let side: Side = (subject, type(of: subject))
    for test in tests { readTest(test, side, node) }
  }

  private mutating func readTest(_ test: FEELNode, _ subject: Side, _ node: FEELNode) {
    switch test.kind {
    case .test(let sign, let bound): return compare(sign, subject, (bound, type(of: bound)), in: node)
    case .range(let lower, _, let upper, _):
      _ = type(of: test)
      compare(.greaterOrEqual, subject, (lower, type(of: lower)), in: node)
      return compare(.lessOrEqual, subject, (upper, type(of: upper)), in: node)
    case .list(let items) where !subject.type.isList:
      // An item of another kind is passed over, so each can be looked at by itself.
      for item in items { readTest(item, subject, node) }
      return
    default: break
    }
    let target = type(of: test, binding: "?", to: subject.type)
    if test.descendants.contains(where: { $0.kind == .variable("?") }) { return }
    switch (subject.type, target) {
    case (_, .any), (.any, _), (_, .null), (.null, _), (_, .list(.any)): break
    case (let value, .range(let bound)):
      if !value.isOrdered(with: bound) { refuseMember(subject, test, target, node) }
    case (.list, .list(.list)): break
    case (let value, .list(let element)):
      if value.isList || !value.isComparable(to: element) { return refuseMember(subject, test, target, node) }
      refuseStrangeWord(subject, (test, element), in: node)
    default: compare(.equal, subject, (test, target), in: node)
    }
  }

  private mutating func refuseMember(_ subject: Side, _ test: FEELNode, _ target: ConditionType, _ node: FEELNode) {
    let remedy =
      subject.type.isList
      ? ComparisonRemedy(self, .equal, subject, (test, target)).ofItems("in \(source(test))") : "请核对 in 两边写的内容"
    refuse(node, "\(described(subject))，不能用 in 与\(target.kindName)“\(source(test))”比较，\(remedy)")
  }
}
