/// What a condition asks to be suspended (区域限批的类别), `化工`, beside what a decision says is suspended, in its own words.
public struct SuspensionScope: Hashable, Sendable {
  private let asked: PlainWord

  public init(_ text: String) { asked = PlainWord(Self.core(text)) }

  /// Whether a decision means what is asked; what it leaves out (除化工以外的项目) is no, and a decision in other words may mean it.
  ///
  /// - Parameter namesIndustries: whether the decision names its industries besides, so that words that share nothing are other industries.
  public func isMeant(by text: String, namesIndustries: Bool = false) -> CatalogueMatch {
    let scope = PlainWord(text)
    if let excluded = Self.excluded(scope.text) {
      let pieces = excluded.split { "、，,；;和及与或".contains($0) }.map { PlainWord(Self.core(String($0))) }
      return pieces.contains(asked) ? .no : .possible([.entryClass])
    }
    if Self.negations.contains(where: { scope.text.contains($0) && !asked.text.contains($0) }) { return .possible([.entryClass]) }
    let core = PlainWord(Self.core(scope.text))
    if core.isEmpty || asked.isEmpty || scope.contains(asked) { return .yes }
    return core.isNear(asked) || !namesIndustries ? .possible([.entryClass]) : .no
  }

  /// What stands between 除 and 外, nil where nothing is left out so.
  private static func excluded(_ text: String) -> String? {
    guard let from = text.firstIndex(of: "除") else { return nil }
    let rest = text[text.index(after: from)...]
    guard let until = rest.firstIndex(of: "外") else { return nil }
    var inside = rest[..<until]
    if inside.hasPrefix("了") { inside = inside.dropFirst() }
    if let last = inside.last, "以之".contains(last) { inside = inside.dropLast() }
    return String(inside)
  }

  private static let negations = ["除", "不含", "不包括", "以外", "之外", "非"]

  /// Without what every scope has: 全部化工建设项目 → 化工; empty where everything is meant.
  private static func core(_ text: String) -> String {
    var rest = text.trimmingSpaces[...]
    while let prefix = ["全部", "所有", "一切", "各类", "的"].first(where: rest.hasPrefix) { rest = rest.dropFirst(prefix.count) }
    while let suffix = ["建设项目", "项目", "行业", "企业", "类", "的"].first(where: rest.hasSuffix) { rest = rest.dropLast(suffix.count) }
    return String(rest)
  }
}
