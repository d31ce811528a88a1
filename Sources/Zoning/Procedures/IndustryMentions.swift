/// Finds the industry codes that a printed text names: by number (`家禽饲养032`) or, where it has none, by the class's own name.
struct IndustryMentions {
  private let byDigits: [String: String]
  private let byName: [String: String]

  init(_ industries: IndustryClassification) {
    var byDigits: [String: String] = [:]
    var byName: [String: String] = [:]
    for e in industries.entries where e.code.count > 1 {
      byDigits[String(e.code.dropFirst())] = e.code
      // Where a group and its only class share a name, the group, which comes first, stands for both.
      if byName[e.name] == nil { byName[e.name] = e.code }
    }
    self.byDigits = byDigits
    self.byName = byName
  }

  /// Canonical codes in the order of the text, each once.
  func codes(in text: String) -> [String] {
    var found: [String] = []
    func add(_ code: String?) {
      if let code, !found.contains(code) { found.append(code) }
    }
    let characters = Array(text)
    var i = 0
    while i < characters.count {
      guard Self.isDigit(characters[i]) else {
        i += 1
        continue
      }
      var j = i
      while j < characters.count, Self.isDigit(characters[j]) { j += 1 }
      if !Self.isQuantity(characters, from: i, to: j) { add(byDigits[String(characters[i..<j])]) }
      i = j
    }
    if found.isEmpty {
      for part in ProcedurePhrase.outer(text).split(whereSeparator: { "；、".contains($0) }) { add(byName[String(part)]) }
      add(byName[ProcedurePhrase.outer(text)])
    }
    return found
  }

  private static func isDigit(_ c: Character) -> Bool { c.isASCII && c.isNumber }

  /// Whether the digits are a number of something (`5000平方米`, `1.6兆帕`) and no code.
  private static func isQuantity(_ characters: [Character], from i: Int, to j: Int) -> Bool {
    if i > 0, characters[i - 1] == "." { return true }
    guard j < characters.count else { return false }
    return characters[j] == "." || "平米亩万吨头只兆千公立个台张辆年日℃%百".contains(characters[j])
  }
}
