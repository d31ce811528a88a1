/// Reads the wording of catalogue cells into phrases; what it does not recognise becomes a question, never a guess.
public struct ProcedurePhraseReader: Sendable {
  private let industries: IndustryClassification
  private let mentions: IndustryMentions

  public init(industries: IndustryClassification = .standard) {
    self.industries = industries
    mentions = IndustryMentions(industries)
  }

  /// The alternatives of a cell, any of which puts a project there; none where the cell is `/` or empty.
  public func phrases(_ cell: String) -> [ProcedurePhrase] {
    if cell == "/" || cell.isEmpty { return [] }
    var parts = ProcedurePhrase.parts(cell, at: "；;")
    // `以上均不含…` closes the list and is taken out of every alternative before it.
    var excluded: [String] = []
    if let last = parts.last, let range = last.firstRange(of: "以上均不含") {
      excluded.append(String(last[range.upperBound...]))
      let head = String(last[..<range.lowerBound]).trimming("，")
      parts.removeLast()
      if !head.isEmpty { parts.append(head) }
    }
    return parts.flatMap { alternatives($0) }.map { excluded.isEmpty ? $0 : .without($0, excluded) }
  }

  /// `A，或B` are two alternatives.
  private func alternatives(_ part: String) -> [ProcedurePhrase] {
    guard let range = part.firstRange(of: "，或"), ProcedurePhrase.outer(part).contains("，或") else { return [phrase(part)] }
    return [phrase(String(part[..<range.lowerBound])), phrase(String(part[range.upperBound...]))]
  }

  private func phrase(_ text: String) -> ProcedurePhrase {
    var excluded: [String] = []
    var narrowed: [String] = []
    /// The text without the brackets that were read as conditions of their own; glosses stay.
    var whole = text
    for note in ProcedurePhrase.bracketed(text) {
      let known = (excluded.count, narrowed.count)
      for part in ProcedurePhrase.parts(note, at: "；;") {
        if part.hasPrefix("不含") || part.hasPrefix("均不含") || part.hasSuffix("除外") {
          excluded.append(Self.exclusion(part))
        } else if !part.hasPrefix("含"), !part.hasPrefix("包括"), !part.hasPrefix("具体"), !part.hasSuffix("执行"), note.hasSuffix("的") {
          narrowed.append(part)
        }
      }
      if known != (excluded.count, narrowed.count) { whole = whole.replacing("（\(note)）", with: "") }
    }
    var base = plain(ProcedurePhrase.outer(text), whole: whole)
    for n in narrowed { base = .both(base, plain(n, whole: n)) }
    return excluded.isEmpty ? base : .without(base, excluded)
  }

  private static func exclusion(_ text: String) -> String {
    var t = text
    for prefix in ["均不含", "不含", "除"] where t.hasPrefix(prefix) {
      t = String(t.dropFirst(prefix.count))
      break
    }
    for suffix in ["的除外", "除外"] where t.hasSuffix(suffix) {
      t = String(t.dropLast(suffix.count))
      break
    }
    return t
  }

  /// The phrase of a text without brackets; `whole` is what a person is asked.
  private func plain(_ text: String, whole: String) -> ProcedurePhrase {
    if text == "全部" { return .all }
    if text == "其他" { return .others }
    if text == "涉及环境敏感区的" { return .sensitiveArea }
    if let words = Self.constructionWords(text) { return .construction(words) }
    if text.hasPrefix("新建涉及环境敏感区的"), text.count == 10 { return .both(.construction(["新建"]), .sensitiveArea) }
    if text.hasPrefix("涉及环境敏感区的") {
      return .both(.sensitiveArea, .question(String(text.dropFirst("涉及环境敏感区的".count))))
    }
    if let processes = Self.processes(text) { return .process(processes) }
    if let amount = Self.tonnes(text) { return amount }
    let codes = mentions.codes(in: text)
    if !codes.isEmpty {
      let rest = remainder(text, codes)
      return rest.isEmpty ? .industry(codes) : .both(.industry(codes), .question(rest))
    }
    return .question(whole)
  }

  private static func constructionWords(_ text: String) -> [String]? {
    let words = text.split(separator: "、").map(String.init)
    guard !words.isEmpty, words.allSatisfy({ ["新建", "改建", "扩建", "技术改造", "迁建"].contains($0) }) else { return nil }
    return words
  }

  /// `有电镀工艺的`, `含发酵工艺的`, `有水洗工序、湿法印花、染色工艺的` → the processes.
  static func processes(_ text: String) -> [String]? {
    guard let first = text.first, "有含".contains(first) else { return nil }
    var t = text.dropFirst()
    for suffix in ["工艺的", "工序的", "工艺", "工序"] where t.hasSuffix(suffix) {
      t = t.dropLast(suffix.count)
      let names = t.split(whereSeparator: { "、或".contains($0) }).map { name -> String in
        var n = String(name)
        for tail in ["工艺", "工序"] where n.hasSuffix(tail) { n = String(n.dropLast(2)) }
        return n
      }
      // A name with a verb or a number in it is a sentence, not a process.
      guard !names.isEmpty, names.allSatisfy({ $0.count <= 8 && !$0.contains(where: { $0.isNumber || "的和且，".contains($0) }) }) else {
        return nil
      }
      return names
    }
    return nil
  }

  /// `年加工1万吨及以上的`, `年产10万吨以下的`: an amount with nothing said of what.
  static func tonnes(_ text: String) -> ProcedurePhrase? {
    var t = text[...]
    guard t.hasPrefix("年") else { return nil }
    t = t.dropFirst()
    for verb in ["加工能力", "生产能力", "加工", "生产", "产", "处理"] where t.hasPrefix(verb) {
      t = t.dropFirst(verb.count)
      break
    }
    func amount() -> ProcedurePhrase.Tonnes? {
      let digits = t.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      guard !digits.isEmpty else { return nil }
      t = t.dropFirst(digits.count)
      var text = String(digits)
      if t.hasPrefix("万") {
        t = t.dropFirst()
        text += "万"
      }
      guard t.hasPrefix("吨") else { return nil }
      t = t.dropFirst()
      return ProcedurePhrase.Tonnes(text: text)
    }
    guard let first = amount() else { return nil }
    if t == "及以上的" || t == "及以上" { return .tonnesPerYear(atLeast: first, below: nil) }
    if t == "以下的" || t == "以下" { return .tonnesPerYear(atLeast: nil, below: first) }
    guard t.hasPrefix("及以上") else { return nil }
    t = t.dropFirst("及以上".count)
    guard let second = amount(), t == "以下的" || t == "以下" else { return nil }
    return .tonnesPerYear(atLeast: first, below: second)
  }

  /// What a text says beside industries and their names, which is the whole text; empty where it says nothing else.
  private func remainder(_ text: String, _ codes: [String]) -> String {
    var rest = text
    for code in codes {
      rest = rest.replacing(code.dropFirst(), with: "")
      if let name = industries[code]?.name { rest = rest.replacing(name, with: "") }
    }
    rest = rest.filter { !"、；，和".contains($0) }
    return rest.count <= 1 ? "" : text
  }
}

extension String {
  fileprivate func trimming(_ characters: String) -> String {
    var s = self[...]
    while let c = s.last, characters.contains(c) { s = s.dropLast() }
    return String(s)
  }
}
