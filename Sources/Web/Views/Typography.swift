/// Small corrections to sentences as they are set on a page.
package enum Typography {
  /// Binds a figure to the unit after it with a no-break space, so that 963.41 m never breaks.
  package static func bound(_ text: String) -> String {
    var out: [Character] = []
    out.reserveCapacity(text.count)
    let all = Array(text)
    for (i, c) in all.enumerated() {
      let unitFollows =
        c == " " && i > 0 && i + 1 < all.count && all[i - 1].isASCII && all[i - 1].isNumber
        && (all[i + 1].isASCII && all[i + 1].isLetter || "µ°%".contains(all[i + 1]))
      out.append(unitFollows ? "\u{A0}" : c)
    }
    return String(out)
  }
}

/// The words of a condition by kind, so that a reader sees facts, texts and figures apart.
package enum FormulaWords {
  static let keywords: Set<Substring> = [
    "and", "or", "not", "in", "if", "then", "else", "some", "every", "satisfies", "between", "for", "return", "true", "false", "null",
  ]

  /// Pieces with their class in the style sheets: k-str, k-num, k-kw, k-fn, k-fact, k-op; blanks and signs without one.
  package static func pieces(_ text: String) -> [(style: String?, text: Substring)] {
    var out: [(style: String?, text: Substring)] = []
    var rest = text[...]
    func take(_ n: Substring, _ style: String?) {
      out.append((style, n))
      rest = rest[n.endIndex...]
    }
    while let c = rest.first {
      if c == "\"" {
        let body = rest.dropFirst()
        let end = body.firstIndex(of: "\"").map { body.index(after: $0) } ?? rest.endIndex
        take(rest[rest.startIndex..<end], "k-str")
      } else if c.isASCII, c.isNumber {
        take(rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }, "k-num")
      } else if c.isLetter || c == "_" {
        let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "." || $0 == "_" }
        let after = rest[word.endIndex...].first { $0 != " " }
        take(word, keywords.contains(word) ? "k-kw" : after == "(" ? "k-fn" : "k-fact")
      } else if "<>=+-*/".contains(c) {
        take(rest.prefix { "<>=+-*/".contains($0) }, "k-op")
      } else {
        take(rest.prefix(1), nil)
      }
    }
    return out
  }

  static func view(_ text: String?) -> View {
    guard let text else { return .absent }
    return .list(pieces(text).map { ["style": .maybe($0.style), "text": .text(String($0.text))] })
  }
}
