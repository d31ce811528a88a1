/// The names that a list and its decision model share; `docs/how-to/lists-dmn.md` describes the mapping.
enum ModelTerms {
  /// Namespace of the elements for which the standard has no place.
  static let namespace = "urn:fenqu:list:1"
  static let prefix = "fenqu"
  static let clause = "clause"
  static let limit = "limit"
  static let origin = "origin"
  static let scenario = "scenario"
  static let expect = "expect"

  /// Column of a condition, its entry in the decision, and the entry that names the facts it lacks.
  static let conditions: [(column: ClauseColumn, entry: String, missing: String)] = [
    (.applies, "适用", "适用所缺"), (.kept, "满足", "满足所缺"), (.except, "例外", "例外所缺"),
  ]

  /// Columns that stand as attributes of `fenqu:clause`.
  static let attributes: [ClauseColumn] = [
    .tier, .owner, .dimension, .effect, .binding, .judgement, .document, .article, .from, .until, .notes, .heading,
  ]

  /// Columns of which nothing in the file is one attribute: where they stand instead is said in the how-to.
  static func isElsewhere(_ column: ClauseColumn) -> Bool { !attributes.contains(column) }

  /// An XML id: every byte outside `[A-Za-z0-9.-]` as `_HH`, so that different clauses have different ids.
  static func id(ofClause id: String) -> String {
    "c"
      + id.utf8.map { b in
        let plain = (48...57).contains(b) || (65...90).contains(b) || (97...122).contains(b) || b == 45 || b == 46
        return plain ? String(UnicodeScalar(b)) : "_" + (b < 16 ? "0" : "") + String(b, radix: 16, uppercase: true)
      }.joined()
  }

  /// A text as a FEEL literal.
  static func literal(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\t": out += "\\t"
      case "\r": out += "\\r"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }

  /// Whether every tool can read a text as a name without blanks.
  static func isName(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first.properties.isXIDStart else { return false }
    return text.unicodeScalars.allSatisfy(\.properties.isXIDContinue)
  }
}
