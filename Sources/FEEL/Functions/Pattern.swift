/// A regular expression (XML Schema and XPath syntax, as the standard asks), compiled for a machine that never recurses.
struct Pattern: Sendable {
  enum Step: Sendable {
    case one(CharacterTest)
    case split(first: Int, second: Int)
    case jump(Int)
    case save(Int)
    /// Remembers where a loop's round began.
    case mark(Int)
    /// Leaves a loop whose round took no character.
    case progress(Int)
    case textStart
    case textEnd
    case repeated(group: Int)
    case accept
  }

  let steps: [Step]
  let groups: Int
  let marks: Int
  let ignoresCase: Bool
  let isMultiline: Bool

  static let stepLimit = 5_000

  /// Nil for a text that is not a regular expression, or one that is too large.
  init?(_ text: String, flags: String) {
    var compiler = PatternCompiler(text, flags: flags)
    guard let compiled = compiler.compile() else { return nil }
    steps = compiled
    groups = compiler.groups
    marks = compiler.marks
    ignoresCase = compiler.ignoresCase
    isMultiline = compiler.isMultiline
  }
}

/// A set of characters.
indirect enum CharacterTest: Sendable {
  case scalar(Unicode.Scalar)
  case any
  case anyButLineEnd
  case range(Unicode.Scalar, Unicode.Scalar)
  case digit, space, word, nameStart, nameCharacter
  case category(String)
  case union([CharacterTest])
  case not(CharacterTest)
  case minus(CharacterTest, CharacterTest)

  func holds(_ scalar: Unicode.Scalar, ignoringCase: Bool) -> Bool { ignoringCase ? holdsIgnoringCase(scalar) : holds(scalar) }

  /// Case is ignored in each character or range, then sets are built: `[^q]` refuses `Q` too.
  private func holdsIgnoringCase(_ scalar: Unicode.Scalar) -> Bool {
    switch self {
    case .scalar, .range:
      if holds(scalar) { return true }
      let lower = scalar.properties.lowercaseMapping.unicodeScalars
      let upper = scalar.properties.uppercaseMapping.unicodeScalars
      return (lower.count == 1 && holds(lower.first!)) || (upper.count == 1 && holds(upper.first!))
    case .union(let parts): return parts.contains { $0.holdsIgnoringCase(scalar) }
    case .not(let inner): return !inner.holdsIgnoringCase(scalar)
    case .minus(let all, let without): return all.holdsIgnoringCase(scalar) && !without.holdsIgnoringCase(scalar)
    default: return holds(scalar)
    }
  }

  private func holds(_ scalar: Unicode.Scalar) -> Bool {
    switch self {
    case .scalar(let wanted): scalar == wanted
    case .any: true
    case .anyButLineEnd: scalar != "\n" && scalar != "\r"
    case .range(let low, let high): scalar >= low && scalar <= high
    case .digit: scalar.properties.generalCategory == .decimalNumber
    case .space: scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r"
    case .word: !Self.isPunctuationSeparatorOther(scalar)
    case .nameStart: NameCharacters.starts(scalar) || scalar == ":"
    case .nameCharacter: NameCharacters.continues(scalar) || scalar == ":" || scalar == "-" || scalar == "."
    case .category(let name): Self.category(of: scalar).hasPrefix(name)
    case .union(let parts): parts.contains { $0.holds(scalar) }
    case .not(let inner): !inner.holds(scalar)
    case .minus(let all, let without): all.holds(scalar) && !without.holds(scalar)
    }
  }

  private static func isPunctuationSeparatorOther(_ scalar: Unicode.Scalar) -> Bool {
    let category = category(of: scalar)
    return category.hasPrefix("P") || category.hasPrefix("Z") || category.hasPrefix("C")
  }

  private static func category(of scalar: Unicode.Scalar) -> String {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter: "Lu"
    case .lowercaseLetter: "Ll"
    case .titlecaseLetter: "Lt"
    case .modifierLetter: "Lm"
    case .otherLetter: "Lo"
    case .nonspacingMark: "Mn"
    case .spacingMark: "Mc"
    case .enclosingMark: "Me"
    case .decimalNumber: "Nd"
    case .letterNumber: "Nl"
    case .otherNumber: "No"
    case .connectorPunctuation: "Pc"
    case .dashPunctuation: "Pd"
    case .openPunctuation: "Ps"
    case .closePunctuation: "Pe"
    case .initialPunctuation: "Pi"
    case .finalPunctuation: "Pf"
    case .otherPunctuation: "Po"
    case .mathSymbol: "Sm"
    case .currencySymbol: "Sc"
    case .modifierSymbol: "Sk"
    case .otherSymbol: "So"
    case .spaceSeparator: "Zs"
    case .lineSeparator: "Zl"
    case .paragraphSeparator: "Zp"
    case .control: "Cc"
    case .format: "Cf"
    case .surrogate: "Cs"
    case .privateUse: "Co"
    case .unassigned: "Cn"
    @unknown default: "Cn"
    }
  }
}
