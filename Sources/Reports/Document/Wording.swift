/// How generated sentences are made fit for paper or terminal; the law's own words are never touched.
struct Wording: Sendable {
  var figures: FigureStyle

  /// A generated sentence as this medium sets it.
  ///
  /// On paper the gap between Chinese and digits is the typesetter's, thousands are parted by a no-break space, a unit stays with its number,
  /// and a minus is U+2212; no digit changes.
  func sentence(_ text: String) -> String {
    guard figures == .paper else { return text }
    let c = Array(text)
    var out = ""
    out.reserveCapacity(text.utf8.count + 8)
    for (i, now) in c.enumerated() {
      let before = i > 0 ? c[i - 1] : nil
      let after = i + 1 < c.count ? c[i + 1] : nil
      switch now {
      case " ":
        guard let before, let after else { continue }
        if before.isHan && after.isNarrow || before.isNarrow && after.isHan || before.isWideMark || after.isWideMark { continue }
        out.append(before.isDigit && (after.isASCIILetter || after == "°") ? figures.group : " ")
      case ",":
        if let before, before.isDigit, Self.isGroup(c, from: i + 1) { out += figures.group } else { out.append(now) }
      case "-":
        if let after, after.isDigit, before.map({ !$0.isASCIILetter && !$0.isDigit && $0 != "-" && $0 != "_" && $0 != "." }) ?? true {
          out += figures.minus
        } else {
          out.append(now)
        }
      default: out.append(now)
      }
    }
    return out
  }

  /// Exactly three digits and then no further digit.
  private static func isGroup(_ c: [Character], from start: Int) -> Bool {
    guard start + 2 < c.count, c[start].isDigit, c[start + 1].isDigit, c[start + 2].isDigit else { return false }
    return start + 3 >= c.count || !c[start + 3].isDigit
  }
}

extension Character {
  var isDigit: Bool { self >= "0" && self <= "9" }
  var isASCIILetter: Bool { self >= "a" && self <= "z" || self >= "A" && self <= "Z" }
  var isNarrow: Bool { isASCII && self != " " }
  var isHan: Bool {
    guard let s = unicodeScalars.first?.value else { return false }
    return (0x3400...0x9FFF).contains(s) || (0x20000...0x3FFFF).contains(s) || (0xF900...0xFAFF).contains(s)
  }
  /// Full-width punctuation and the like, which bring their own room.
  var isWideMark: Bool {
    guard let s = unicodeScalars.first?.value else { return false }
    return (0x3000...0x303F).contains(s) || (0xFF00...0xFF60).contains(s) || s == 0x201C || s == 0x201D || s == 0x2014
  }
}

extension String {
  /// The text without what no document can show: control characters but line breaks, bidirectional overrides, and private or unassigned codes as 〓.
  var printable: String {
    if utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F && $0 < 0xE0 || $0 == 0x0A }) { return self }
    var out = ""
    out.unicodeScalars.reserveCapacity(unicodeScalars.count)
    for s in unicodeScalars {
      if (0x4E00...0x9FFF).contains(s.value) || (0x20...0x7E).contains(s.value) {
        out.unicodeScalars.append(s)
        continue
      }
      switch s.properties.generalCategory {
      case .control:
        if s == "\n" { out.unicodeScalars.append(s) } else if s == "\t" { out.unicodeScalars.append(" ") }
      case .privateUse, .unassigned: out.unicodeScalars.append("〓")
      case .lineSeparator, .paragraphSeparator: out.unicodeScalars.append("\n")
      case .format:
        // Joiners and marks of direction show nothing; overrides could make a text read differently from what it says.
        continue
      default: out.unicodeScalars.append(s)
      }
    }
    return out
  }

  /// At most `limit` characters, cut with an ellipsis.
  func shortened(to limit: Int) -> String { count <= limit ? self : String(prefix(limit)) + "……" }
}
