/// Finds the industries that a printed text names: by number (`家禽饲养032`), or by the class's own whole name.
struct IndustryMentions {
  /// An industry's code where it stands in a text.
  struct Mention {
    var code: String
    /// Offsets of the digits in the text's characters.
    var digits: Range<Int>
  }

  private let byDigits: [String: String]
  private let byName: [String: String]
  private let names: [String: String]

  init(_ industries: IndustryClassification) {
    var byDigits: [String: String] = [:]
    var byName: [String: String] = [:]
    var names: [String: String] = [:]
    for e in industries.entries where e.code.count > 1 {
      byDigits[String(e.code.dropFirst())] = e.code
      names[e.code] = e.name
      // Where a group and its only class share a name, the group, which comes first, stands for both.
      if byName[e.name] == nil { byName[e.name] = e.code }
    }
    self.byDigits = byDigits
    self.byName = byName
    self.names = names
  }

  /// The industry of a whole name.
  func code(named name: String) -> String? { byName[name] }

  /// The name of an industry by its code.
  func name(of code: String) -> String? { names[code] }

  /// Any of these industries, named without their codes.
  ///
  /// 其他… may be the class of that name, or what the row has not yet named: within the class's group it is asked.
  func phrase(_ codes: [String]) -> ProcedurePhrase {
    let open = codes.filter { names[$0]?.hasPrefix("其他") ?? false && $0.count == 5 }
    return open.reduce(.industry(codes)) { phrase, code in
      .either(phrase, .both(.industry([String(code.dropLast())]), .question(names[code] ?? code)))
    }
  }

  /// Whether a printed name is that of an industry in other words, `铅酸蓄电池制造` for 铅蓄电池制造: no condition in it, and most of it the same.
  func isName(_ printed: String, of code: String) -> Bool {
    guard let name = names[code], !printed.isEmpty, !printed.contains(where: { "的以有年除仅单且、，".contains($0) || $0.isNumber }) else {
      return false
    }
    let shared = name.filter { printed.contains($0) }.count
    return shared * 3 >= name.count * 2 && printed.count <= name.count + 2
  }

  /// The codes that a text prints outside brackets, in its order.
  func mentions(in characters: [Character]) -> [Mention] {
    var found: [Mention] = []
    var depth = 0
    var i = 0
    while i < characters.count {
      depth += BracketedText.step(characters[i], depth)
      guard depth == 0, Self.isDigit(characters[i]) else {
        i += 1
        continue
      }
      var j = i
      while j < characters.count, Self.isDigit(characters[j]) { j += 1 }
      if let code = byDigits[String(characters[i..<j])], !Self.isQuantity(characters, from: i, to: j) {
        found.append(Mention(code: code, digits: i..<j))
      }
      i = j
    }
    return found
  }

  /// The industries of a list that consists of names and nothing else, `火力发电和热电联产`; nil where any part is no name.
  ///
  /// A list may share its last word, `白酒、啤酒制造`; `shared` tells that it does, or that it is a single name.
  func list(_ text: String) -> (codes: [String], shared: Bool)? {
    if let code = byName[text] { return ([code], true) }
    let tail = ["制造", "加工", "生产", "开采"].first { text.hasSuffix($0) } ?? ""
    let characters = Array(text)
    var i = 1
    while i < characters.count {
      guard "、和或".contains(characters[i]) else {
        i += 1
        continue
      }
      var next = i + 1
      if characters[i] == "或", next < characters.count, characters[next] == "者" { next += 1 }
      let left = String(characters[..<i])
      if let code = byName[left] ?? byName[left + tail], let rest = list(String(characters[next...])) {
        return ([code] + rest.codes, byName[left] == nil && rest.shared)
      }
      i += 1
    }
    return nil
  }

  private static func isDigit(_ c: Character) -> Bool { c.isASCII && c.isNumber }

  /// Whether the digits are a number of something (`5000平方米`, `1.6兆帕`) and no code.
  private static func isQuantity(_ characters: [Character], from i: Int, to j: Int) -> Bool {
    if i > 0, characters[i - 1] == "." { return true }
    guard j < characters.count else { return false }
    return characters[j] == "." || "平米亩万吨头只兆千公立个台张辆年日℃%百件".contains(characters[j])
  }
}
