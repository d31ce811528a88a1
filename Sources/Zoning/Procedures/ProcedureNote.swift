/// What the brackets of a catalogue add to the words before them.
struct ProcedureNote {
  /// 不含…, …除外: taken out.
  var excluded: [ProcedurePhrase] = []
  /// Conditions that narrow.
  var narrowed: [ProcedurePhrase] = []

  init() {}

  /// Reads the contents of brackets; what only explains or widens (含…, 具体…) adds nothing.
  init(_ notes: [String], _ mentions: IndustryMentions) {
    for note in notes {
      var conditions: [String] = []
      for part in BracketedText.parts(note, at: "；;，,") {
        if let out = Self.exclusion(part) {
          // 除重点管理以外的: what those columns leave.
          if let levels = Self.levels(out) {
            narrowed.append(.otherThan(levels))
          } else {
            excluded.append(Self.phrase(out, mentions))
          }
        } else if !Self.explains(part) {
          conditions.append(part)
        }
      }
      // Several in one bracket may be alternatives or hold together: `单晶硅棒，沥青混合物`; `大于6000千瓦，且…`.
      if conditions.count == 1 {
        narrowed.append(Self.phrase(conditions[0], mentions))
      } else if !conditions.isEmpty {
        narrowed.append(.question(conditions.joined(separator: "，")))
      }
    }
  }

  /// The phrase with the notes laid on it.
  func laid(on base: ProcedurePhrase) -> ProcedurePhrase { base.narrowed(by: narrowed).without(excluded) }

  /// What a text takes out: `不含甲`, `甲除外`, `除甲以外的`; nil where it takes nothing out.
  static func exclusion(_ text: String) -> String? {
    if let ends = exceptPart(text), ends.rest.isEmpty { return ends.excepted }
    var t = text[...]
    if let all = t.firstRange(of: "均不含"), t[..<all.lowerBound].allSatisfy({ $0.isNumber || $0 == "和" || $0 == "、" }) {
      return String(t[all.upperBound...])
    }
    // 不含发酵工艺的 says that the project has none, and takes nothing out of what stands before.
    if t.removePrefix("不含") { return String(t) }
    guard t.hasSuffix("除外") else {
      // `除甲、乙` without an end.
      return t.removePrefix("除") ? String(t) : nil
    }
    t = t.dropLast(2)
    _ = t.removePrefix("除")
    return String(t)
  }

  /// `除甲以外的乙` → 甲, 乙.
  static func exceptPart(_ text: String) -> (excepted: String, rest: String)? {
    guard text.hasPrefix("除") else { return nil }
    for end in ["以外的", "外的"] {
      guard let range = text.firstRange(of: end) else { continue }
      return (String(text[..<range.lowerBound].dropFirst()), String(text[range.upperBound...]))
    }
    return nil
  }

  /// The columns that a text names, `重点管理、简化管理`; nil where it names anything else.
  static func levels(_ text: String) -> [ProcedureLevel]? {
    let words = text.split(separator: "、").map(String.init)
    let levels = words.compactMap { w in ProcedureLevel.allCases.first { $0.chinese == w } }
    return !words.isEmpty && levels.count == words.count ? levels : nil
  }

  private static func explains(_ text: String) -> Bool {
    if text.hasPrefix("具体") || text.hasSuffix("执行") || text.contains("指") { return true }
    let widens = ["含", "包括", "包含", "均含"].contains { text.hasPrefix($0) } || text.contains("均含")
    return widens && !text.hasSuffix("工艺的") && !text.hasSuffix("工序的")
  }

  private static func phrase(_ text: String, _ mentions: IndustryMentions) -> ProcedurePhrase {
    if let codes = codes(text, mentions) { return mentions.phrase(codes) }
    return ProcedureCondition.phrase(text)
  }

  /// The industries of a text that consists of names and numbers and nothing else.
  private static func codes(_ text: String, _ mentions: IndustryMentions) -> [String]? {
    if let list = mentions.list(text) { return list.codes }
    let found = mentions.mentions(in: Array(text))
    guard !found.isEmpty else { return nil }
    var rest = text
    for m in found {
      rest = rest.replacing(m.code.dropFirst(), with: "")
      if let name = mentions.name(of: m.code) { rest = rest.replacing(name, with: "") }
    }
    return rest.allSatisfy { "、，和".contains($0) } ? found.map(\.code) : nil
  }
}
