/// How catalogues write their rows: exemptions in brackets, notes, “等 N 种”.
public enum CatalogueWording {
  /// A row's words taken apart.
  public struct Parts: Hashable, Sendable {
    /// The words without bracketed exemptions and note marks.
    public var name: String
    public var exempt: [String]
    public var isOpenEnded: Bool
  }

  /// Takes `烧碱（离子膜电解法工艺除外）（注1）` apart; brackets that say something else stay in the name.
  public static func parts(of text: String) -> Parts {
    var name = ""
    var exempt: [String] = []
    var points = false
    var rest = Substring(text.trimmingSpaces)
    while let c = rest.first {
      guard c == "（" || c == "(", let bracket = bracket(at: rest) else {
        name.append(rest.removeFirst())
        continue
      }
      let inside = bracket.dropFirst().dropLast()
      if inside.hasSuffix("除外") {
        exempt.append(String(inside.dropLast(2)))
      } else if inside.hasPrefix("注"), inside.dropFirst().allSatisfy(\.isNumber) {
        points = true
      } else {
        name += bracket
      }
      rest = rest[bracket.endIndex...]
    }
    return Parts(name: name.trimmingSpaces, exempt: exempt, isOpenEnded: points || countsOthers(name))
  }

  /// The bracket that opens here with all inside, nil where it never closes.
  private static func bracket(at text: Substring) -> Substring? {
    var depth = 0
    for i in text.indices {
      if text[i] == "（" || text[i] == "(" { depth += 1 }
      if text[i] == "）" || text[i] == ")" {
        depth -= 1
        if depth == 0 { return text[...i] }
      }
    }
    return nil
  }

  /// `…等 23 种…`: more is meant than is named.
  private static func countsOthers(_ name: String) -> Bool {
    var rest = name[...]
    while let at = rest.firstIndex(of: "等") {
      rest = rest[rest.index(after: at)...]
      let digits = rest.drop(while: \.isWhitespace)
      if digits.first?.isNumber == true, digits.drop(while: { $0.isNumber || $0.isWhitespace }).first == "种" { return true }
    }
    return false
  }

  /// An exemption as printed, and each of those it lists: `干法、半干法`.
  static func alternatives(in exemption: String) -> [String] {
    [exemption] + exemption.split(whereSeparator: { $0 == "、" || $0 == "；" || $0 == ";" }).map(String.init)
  }

  /// Words that nearly every process has, which therefore tell nothing.
  private static let common = ["工艺", "生产", "技术", "设备", "装置", "方法", "采用", "使用", "制备", "加工", "过程"]

  /// Whether two wordings share a run of two characters beside the common words, or one holds the other: they may mean the same.
  static func speakOfTheSame(_ a: String, _ b: String) -> Bool {
    if a.contains(b) || b.contains(a) { return true }
    func runs(_ text: String) -> Set<String> {
      var bare = text
      for word in common { bare = bare.split(separator: word).joined(separator: "\u{1}") }
      let characters = Array(bare)
      return Set(zip(characters, characters.dropFirst()).filter { $0 != "\u{1}" && $1 != "\u{1}" }.map { String([$0, $1]) })
    }
    return !runs(a).isDisjoint(with: runs(b))
  }
}

extension String {
  var trimmingSpaces: String {
    var s = self[...]
    while let c = s.first, c.isWhitespace { s = s.dropFirst() }
    while let c = s.last, c.isWhitespace { s = s.dropLast() }
    return String(s)
  }
}
