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
      if digits.first.map(isNumeral) == true, digits.drop(while: { isNumeral($0) || $0.isWhitespace }).first == "种" { return true }
    }
    return false
  }

  private static func isNumeral(_ c: Character) -> Bool { c.isNumber || "一二三四五六七八九十百".contains(c) }

  /// An exemption as printed, and each of those it lists: `干法、半干法`, `金属铝法[铝锭法]`.
  static func alternatives(in exemption: String) -> [String] {
    [exemption] + exemption.split(whereSeparator: { "、；;[]［］".contains($0) }).map(String.init)
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
