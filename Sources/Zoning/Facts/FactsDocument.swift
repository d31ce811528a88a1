extension FactsCatalogue {
  /// The catalogue as a Markdown page (docs/facts.md), grouped as the form is.
  public var document: String {
    var lines = [
      "# 事实目录", "",
      "由 `fenqu facts --format markdown` 按事实目录（\(edition)）生成，请不要手工修改。共 \(facts.count) 项。", "",
      "项目文件里按“路径”写，条件里按“名称”写。不知道的不写（或写 null），就是未知；列表写 `[]` 是没有。由登记台账提供的，申请人不填。", "",
    ]
    var groups: [String] = []
    for fact in facts where !groups.contains(fact.group) { groups.append(fact.group) }
    for group in groups {
      lines += ["## \(group)", "", "| 路径 | 名称 | 类型 | 单位 | 谁提供 | 问什么 | 为什么问 |", "|---|---|---|---|---|---|---|"]
      let members = facts.filter { $0.group == group }
      lines += members.map { fact in
        let cells = [
          "`\(fact.id)`", "`\(fact.feel)`", Self.typeWord(fact.type), fact.unit == "1" ? "0–1" : fact.unit ?? "", fact.supplier.chinese,
          fact.question, fact.why,
        ]
        return "| " + cells.map { $0.split(separator: "|").joined(separator: "\\|") }.joined(separator: " | ") + " |"
      }
      lines.append("")
      for fact in members { lines += Self.details(fact) }
    }
    return lines.joined(separator: "\n").trimmedEnd + "\n"
  }

  private static func typeWord(_ type: FactType) -> String {
    switch type {
    case .boolean: "是否"
    case .number: "数"
    case .text: "文字"
    case .enumeration: "选一"
    case .texts: "多选（可自写）"
    case .industries: "行业代码"
    case .objects: "记录的列表"
    }
  }

  private static func details(_ fact: FactDefinition) -> [String] {
    var lines: [String] = []
    if case .objects(let fields) = fact.type {
      let words = fields.map { field in
        let offered = field.options.isEmpty ? "" : "，\(field.isOpen ? "如" : "可选") \(field.options.map(\.word).joined(separator: "、"))"
        return "`\(field.key)` \(field.feel)（\(typeWord(field.type))\(field.unit.map { "，\($0)" } ?? "")\(offered)）"
      }
      lines += ["`\(fact.feel)` 的字段：\(words.joined(separator: "；"))。", ""]
    }
    if !fact.options.isEmpty {
      let isCoded = fact.type == .enumeration
      let words = fact.options.map { isCoded && $0.code != $0.word ? "\($0.word)（`\($0.code)`）" : $0.word }
      lines += ["`\(fact.feel)` 的\(fact.isOpen ? "举例" : "选项")：\(words.joined(separator: "、"))。", ""]
    }
    return lines
  }
}

extension String {
  /// Without blank lines at the end.
  fileprivate var trimmedEnd: String {
    var text = self[...]
    while text.last == "\n" { text.removeLast() }
    return String(text)
  }
}
