/// Reads a regular expression and writes the steps of its machine.
struct PatternCompiler {
  let scalars: [Unicode.Scalar]
  var position = 0
  var depth = 0
  private(set) var groups = 0
  private(set) var marks = 0
  private(set) var ignoresCase = false
  private(set) var isMultiline = false
  private var dotMatchesLineEnd = false
  private var ignoresSpace = false
  private var isLiteral = false
  private var isBroken = false

  init(_ text: String, flags: String) {
    for flag in flags {
      switch flag {
      case "i": ignoresCase = true
      case "m": isMultiline = true
      case "s": dotMatchesLineEnd = true
      case "x": ignoresSpace = true
      case "q": isLiteral = true
      default: isBroken = true
      }
    }
    // With flag x, white space stands for nothing outside classes; so does a backslash before it.
    scalars = ignoresSpace && !isLiteral ? Self.withoutSpace(Array(text.unicodeScalars)) : Array(text.unicodeScalars)
  }

  private static func withoutSpace(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var kept: [Unicode.Scalar] = []
    var classes = 0
    var isEscaped = false
    for scalar in text {
      if classes == 0, scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r" { continue }
      if !isEscaped {
        if scalar == "[" { classes += 1 }
        if scalar == "]" { classes = max(0, classes - 1) }
      }
      isEscaped = scalar == "\\" && !isEscaped
      kept.append(scalar)
    }
    return kept
  }

  mutating func compile() -> [Pattern.Step]? {
    if isBroken || scalars.count > 2_000 { return nil }
    if isLiteral { return scalars.map { .one(.scalar($0)) } + [.accept] }
    guard let steps = alternatives(), position == scalars.count, steps.count <= Pattern.stepLimit else { return nil }
    return steps + [.accept]
  }

  var current: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard current == scalar else { return false }
    position += 1
    return true
  }

  private mutating func alternatives() -> [Pattern.Step]? {
    depth += 1
    defer { depth -= 1 }
    if depth > 100 { return nil }
    guard var left = branch() else { return nil }
    while take("|") {
      guard let right = branch() else { return nil }
      if left.count + right.count > Pattern.stepLimit { return nil }
      // Addresses inside a piece are relative to the step that holds them.
      left = [.split(first: 1, second: left.count + 2)] + left + [.jump(right.count + 1)] + right
    }
    return left
  }

  private mutating func branch() -> [Pattern.Step]? {
    var steps: [Pattern.Step] = []
    while let scalar = current, scalar != "|", scalar != ")" {
      guard let atom = atom(), let piece = quantified(atom) else { return nil }
      steps += piece
      if steps.count > Pattern.stepLimit { return nil }
    }
    return steps
  }

  private mutating func quantified(_ atom: [Pattern.Step]) -> [Pattern.Step]? {
    var least = 1
    var most: Int? = 1
    if take("*") {
      (least, most) = (0, nil)
    } else if take("+") {
      (least, most) = (1, nil)
    } else if take("?") {
      (least, most) = (0, 1)
    } else if take("{") {
      guard let low = number() else { return nil }
      (least, most) = (low, low)
      if take(",") { most = number() }
      guard take("}"), most.map({ $0 >= low }) ?? true else { return nil }
    } else {
      return atom
    }
    let isLazy = take("?")
    if let next = current, next == "*" || next == "+" || next == "?" || next == "{" { return nil }
    func fork(_ into: Int, _ past: Int) -> Pattern.Step { isLazy ? .split(first: past, second: into) : .split(first: into, second: past) }
    if atom.count * max(least, most ?? 0, 1) > Pattern.stepLimit { return nil }
    var steps: [Pattern.Step] = []
    for _ in 0..<least { steps += atom }
    if let most {
      // Each optional round may jump past the rest.
      let rounds = most - least
      let size = atom.count + 1
      for round in 0..<rounds {
        steps.append(fork(1, (rounds - round) * size))
        steps += atom
      }
    } else {
      let mark = marks
      marks += 1
      steps.append(fork(1, atom.count + 4))
      steps.append(.mark(mark))
      steps += atom
      steps.append(.progress(mark))
      steps.append(.jump(-(atom.count + 3)))
    }
    return steps
  }

  private mutating func number() -> Int? {
    var value = 0
    var digits = 0
    while let scalar = current, ("0"..."9").contains(scalar) {
      value = min(100_000, value * 10 + Int(scalar.value - 0x30))
      digits += 1
      position += 1
    }
    return digits == 0 ? nil : value
  }

  private mutating func atom() -> [Pattern.Step]? {
    guard let scalar = current else { return nil }
    position += 1
    switch scalar {
    case "(":
      if take("?") {
        guard take(":"), let inner = alternatives(), take(")") else { return nil }
        return inner
      }
      groups += 1
      let group = groups
      guard let inner = alternatives(), take(")") else { return nil }
      return [.save(2 * group)] + inner + [.save(2 * group + 1)]
    case "[":
      guard let set = characterClass() else { return nil }
      return [.one(set)]
    case ".": return [.one(dotMatchesLineEnd ? .any : .anyButLineEnd)]
    case "^": return [.textStart]
    case "$": return [.textEnd]
    case "*", "+", "?", "{", "}", "]": return nil
    case "\\":
      if let digit = current, ("1"..."9").contains(digit) {
        position += 1
        let group = Int(digit.value - 0x30)
        return group <= groups ? [.repeated(group: group)] : nil
      }
      guard let test = escape() else { return nil }
      return [.one(test)]
    default: return [.one(.scalar(scalar))]
    }
  }

  mutating func escape() -> CharacterTest? {
    guard let scalar = current else { return nil }
    position += 1
    switch scalar {
    case "d": return .digit
    case "D": return .not(.digit)
    case "s": return .space
    case "S": return .not(.space)
    case "w": return .word
    case "W": return .not(.word)
    case "i": return .nameStart
    case "I": return .not(.nameStart)
    case "c": return .nameCharacter
    case "C": return .not(.nameCharacter)
    case "n": return .scalar("\n")
    case "r": return .scalar("\r")
    case "t": return .scalar("\t")
    case "p", "P":
      guard take("{"), let end = scalars[position...].firstIndex(of: "}") else { return nil }
      let name = String(String.UnicodeScalarView(scalars[position..<end]))
      position = end + 1
      guard let test = Self.block(name) else { return nil }
      return scalar == "p" ? test : .not(test)
    case "\\", "|", ".", "-", "^", "?", "*", "+", "{", "}", "(", ")", "[", "]", "$", "/": return .scalar(scalar)
    default: return nil
    }
  }

  private static func block(_ name: String) -> CharacterTest? {
    switch name {
    case "IsBasicLatin": return .range("\0", "\u{7f}")
    case "IsLatin-1Supplement": return .range("\u{80}", "\u{ff}")
    case "IsGreek", "IsGreekandCoptic": return .range("\u{370}", "\u{3ff}")
    case "IsCyrillic": return .range("\u{400}", "\u{4ff}")
    case "IsCJKUnifiedIdeographs": return .range("\u{4e00}", "\u{9fff}")
    case "IsHiragana": return .range("\u{3040}", "\u{309f}")
    case "IsKatakana": return .range("\u{30a0}", "\u{30ff}")
    default:
      let letters = Array(name)
      guard (1...2).contains(letters.count), "LMNPSZC".contains(letters[0]), letters.count == 1 || letters[1].isLowercase else {
        return nil
      }
      return .category(name)
    }
  }
}
