/// The text of an expression as scalars, with a position and the plain reading steps; knows nothing of grammar.
struct TextReader {
  let text: String
  let scalars: [Unicode.Scalar]
  /// Scalar index → character offset, where some character has more than one scalar.
  private let characterOffsets: [Int]?
  var position = 0

  init(_ text: String) {
    self.text = text
    scalars = Array(text.unicodeScalars)
    var offsets: [Int] = []
    if text.count != scalars.count {
      for (offset, character) in text.enumerated() {
        for _ in character.unicodeScalars { offsets.append(offset) }
      }
      offsets.append(text.count)
    }
    characterOffsets = offsets.isEmpty ? nil : offsets
  }

  var current: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }
  var isAtEnd: Bool { position >= scalars.count }

  func peek(_ distance: Int) -> Unicode.Scalar? {
    position + distance < scalars.count ? scalars[position + distance] : nil
  }

  /// The character offset of a scalar index.
  func offset(_ index: Int) -> Int { characterOffsets?[index] ?? index }

  func string(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[range])
    return String(view)
  }

  func fail(_ fault: SyntaxFault, at range: Range<Int>, suggestion: String? = nil) -> FEELSyntaxError {
    let start = offset(range.lowerBound)
    return FEELSyntaxError(
      offset: start, length: offset(range.upperBound) - start, message: fault.message, suggestion: suggestion)
  }

  /// The error for what stands at the position: full-width punctuation if that is what it is, else what was expected.
  func unexpected(_ expected: String) -> FEELSyntaxError {
    if isAtEnd { return fail(.endOfText(expected: expected), at: position..<position) }
    if let error = fullWidthFault(at: position) { return error }
    if let (found, instead) = foreignOperator {
      return fail(.foreignOperator(found, instead: instead), at: position..<position + found.unicodeScalars.count)
    }
    let end = excerptEnd
    return fail(.unexpected(string(position..<end), expected: expected), at: position..<end)
  }

  /// The error for text that goes on after a whole expression.
  func trailing() -> FEELSyntaxError {
    if let error = fullWidthFault(at: position) { return error }
    if let (found, instead) = foreignOperator {
      return fail(.foreignOperator(found, instead: instead), at: position..<position + found.unicodeScalars.count)
    }
    let end = excerptEnd
    return fail(.trailing(string(position..<end)), at: position..<end)
  }

  func fullWidthFault(at index: Int) -> FEELSyntaxError? {
    guard index < scalars.count, let half = FullWidth.replacement(for: scalars[index]) else { return nil }
    return fail(
      .fullWidth(String(scalars[index]), replacement: half), at: index..<index + 1, suggestion: FullWidth.mended(scalars))
  }

  /// Operators of other languages, and Chinese words, that stand here.
  private var foreignOperator: (found: String, instead: String)? {
    let table: [(String, String)] = [
      ("==", "="), ("&&", "and"), ("||", "or"), ("<>", "!="), ("!", "not(…)"), ("%", "modulo(…)"), ("^", "**"), ("&", "and"), ("|", "or"),
    ]
    for (found, instead) in table {
      let wanted = Array(found.unicodeScalars)
      if position + wanted.count <= scalars.count, Array(scalars[position..<position + wanted.count]) == wanted { return (found, instead) }
    }
    let word = string(position..<wordEnd(from: position))
    switch word {
    case "AND", "And", "且", "并且", "而且": return (word, "and")
    case "OR", "Or", "或", "或者": return (word, "or")
    case "IN", "In": return (word, "in")
    default: return nil
    }
  }

  /// The end of the word or single sign at the position.
  private var excerptEnd: Int {
    let end = wordEnd(from: position)
    return end > position ? min(end, position + 20) : min(position + 1, scalars.count)
  }

  func wordEnd(from start: Int) -> Int {
    var end = start
    while end < scalars.count, NameCharacters.continues(scalars[end]) { end += 1 }
    return end
  }

  /// Steps over white space and comments.
  mutating func skipSpace() throws(FEELSyntaxError) {
    while let scalar = current {
      if NameCharacters.isSpace(scalar) {
        position += 1
      } else if scalar == "/", peek(1) == "/" {
        while !isAtEnd, current != "\n" { position += 1 }
      } else if scalar == "/", peek(1) == "*" {
        let start = position
        position += 2
        while !isAtEnd, !(current == "*" && peek(1) == "/") { position += 1 }
        if isAtEnd { throw fail(.unclosedComment, at: start..<start + 2) }
        position += 2
      } else {
        return
      }
    }
  }

  /// Takes these characters if they stand here.
  mutating func take(_ sign: StaticString) -> Bool {
    guard looksAt(sign) else { return false }
    position += sign.utf8CodeUnitCount
    return true
  }

  func looksAt(_ sign: StaticString) -> Bool {
    let length = sign.utf8CodeUnitCount
    if position + length > scalars.count { return false }
    return sign.withUTF8Buffer { bytes in
      for i in 0..<length where scalars[position + i].value != UInt32(bytes[i]) { return false }
      return true
    }
  }

  /// Whether this whole word stands here.
  func looksAtWord(_ word: StaticString) -> Bool {
    guard looksAt(word) else { return false }
    let end = position + word.utf8CodeUnitCount
    return end >= scalars.count || !NameCharacters.continues(scalars[end])
  }

  mutating func takeWord(_ word: StaticString) -> Bool {
    guard looksAtWord(word) else { return false }
    position += word.utf8CodeUnitCount
    return true
  }
}
