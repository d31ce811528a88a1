/// Reads one condition of a catalogue's wording, without industries: a process, an amount, a place; anything else is a question.
enum ProcedureCondition {
  /// What the star of both catalogues says (说明 of each: 标“*”号者，指在工业建筑中生产的).
  static let industrialBuilding = ProcedurePhrase.question("在工业建筑（车间、厂前区建筑、生活间、动力站、库房和运输设施等）中生产的")

  /// The phrase of a whole wording; a question with the wording where it is not surely understood.
  static func phrase(_ text: String) -> ProcedurePhrase { known(text) ?? .question(text) }

  /// The phrase of a wording that is surely understood.
  static func known(_ text: String) -> ProcedurePhrase? {
    if text == "全部" { return .all }
    if text == "其他" { return .others }
    if let words = constructionWords(text) { return .construction(words) }
    if let place = place(text) { return place }
    if let production = ProcedureProduction(text) { return .production(production, wording: text) }
    return process(text)
  }

  /// 涉及环境敏感区的 and what it is said of, new construction first where it is named.
  private static func place(_ text: String) -> ProcedurePhrase? {
    var t = text[...]
    var conditions: [ProcedurePhrase] = []
    if t.hasPrefix("新建涉及") || t.hasPrefix("新建不涉及") {
      t = t.dropFirst(2)
      conditions.append(.construction(["新建"]))
    }
    let base: ProcedurePhrase
    if t.removePrefix("涉及环境敏感区的") {
      base = .sensitiveArea
    } else if t.removePrefix("不涉及环境敏感区的") {
      base = .not(.sensitiveArea)
    } else {
      return nil
    }
    conditions.append(base)
    if !t.isEmpty { conditions.append(.question(String(t))) }
    return conditions.dropFirst().reduce(conditions[0]) { .both($0, $1) }
  }

  private static func constructionWords(_ text: String) -> [String]? {
    let words = text.split(separator: "、").map(String.init)
    guard !words.isEmpty, words.allSatisfy({ ["新建", "改建", "扩建", "技术改造", "迁建"].contains($0) }) else { return nil }
    return words
  }

  /// `有染色、印花（数码印花的除外）工序的`, `无鞣制工序的`, `染整工艺有…工序的`.
  static func process(_ text: String) -> ProcedurePhrase? {
    for (denial, assent) in [("无", "有"), ("不含", "含")] where text.hasPrefix(denial) {
      return process(assent + text.dropFirst(denial.count)).map { .not($0) }
    }
    var t = text[...]
    var stem = ""
    if let have = t.firstRange(of: "工艺有"), t[..<have.lowerBound].count <= 3 {
      stem = String(t[..<have.lowerBound])
      t = t[have.lowerBound...].dropFirst(2)
    }
    guard let verb = t.first, "有含".contains(verb) else { return nil }
    t = t.dropFirst()
    if let short = shortProcess(t, verb) { return .process([short], wording: text, decides: true) }
    guard let tail = ["工艺", "工序"].first(where: { t.hasSuffix($0 + "的") || t.hasSuffix($0) }) else { return nil }
    if t.hasSuffix("的") { t = t.dropLast() }
    t = t.dropLast(tail.count)
    if t.hasSuffix("等") { t = t.dropLast() }
    let names = BracketedText.parts(String(t).replacing("或者", with: "、"), at: "、或").map { strip($0) }
    // A name with a verb or a number in it is a sentence, not a process.
    guard !names.isEmpty, names.allSatisfy({ isName(BracketedText.outer($0)) }) else { return nil }
    // What an exception is tied to, or what only counts within another process, a process of that name does not decide.
    let sure = names.filter { $0 == BracketedText.outer($0) && (stem.isEmpty || $0.first == stem.first) }
    let unsure = names.filter { !sure.contains($0) }
    func one(_ names: [String], _ decides: Bool) -> ProcedurePhrase {
      let wording = unsure.isEmpty ? text : (stem.isEmpty ? "" : stem + "工艺") + "\(verb)\(names.joined(separator: "、"))\(tail)的"
      return .process(names.map { BracketedText.outer($0) }, wording: wording, decides: decides)
    }
    return ProcedurePhrase.any((sure.isEmpty ? [] : [one(sure, true)]) + (unsure.isEmpty ? [] : [one(unsure, false)]))
  }

  /// `有酸洗的`.
  private static func shortProcess(_ text: Substring, _ verb: Character) -> String? {
    guard verb == "有", text.hasSuffix("的"), !text.hasSuffix("工艺的"), !text.hasSuffix("工序的") else { return nil }
    let name = String(text.dropLast())
    return ["酸洗", "电镀", "钝化", "磷化", "发酵", "喷漆", "涂装"].contains(name) ? name : nil
  }

  private static func strip(_ name: String) -> String {
    for tail in ["工艺", "工序"] where name.hasSuffix(tail) { return String(name.dropLast(2)) }
    return name
  }

  private static func isName(_ n: String) -> Bool {
    !n.isEmpty && n.count <= 8 && !n.contains { $0.isNumber || "的和且，仅不".contains($0) }
  }
}
