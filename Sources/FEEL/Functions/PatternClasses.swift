/// Classes of characters in brackets: `[a-z-[aeiou]]`.
extension PatternCompiler {
  /// `[…]` after its opening bracket.
  mutating func characterClass() -> CharacterTest? {
    depth += 1
    defer { depth -= 1 }
    if depth > 100 { return nil }
    let isNegated = take("^")
    var parts: [CharacterTest] = []
    var without: CharacterTest?
    var isFirst = true
    while let scalar = current {
      if scalar == "]", !isFirst { break }
      position += 1
      isFirst = false
      if scalar == "-", take("[") {
        guard let inner = characterClass() else { return nil }
        without = inner
        break
      }
      if scalar == "[" { return nil }
      var low = CharacterTest.scalar(scalar)
      if scalar == "\\" {
        guard let escaped = escape() else { return nil }
        low = escaped
      } else if scalar == "]" {
        return nil
      }
      if current == "-", position + 1 < scalars.count, scalars[position + 1] != "]", scalars[position + 1] != "[" {
        position += 1
        guard let next = current, case .scalar(let from) = low else { return nil }
        position += 1
        var high = CharacterTest.scalar(next)
        if next == "\\" {
          guard let escaped = escape() else { return nil }
          high = escaped
        }
        guard case .scalar(let to) = high, from <= to else { return nil }
        parts.append(.range(from, to))
      } else {
        parts.append(low)
      }
    }
    guard take("]"), !parts.isEmpty else { return nil }
    var test: CharacterTest = parts.count == 1 ? parts[0] : .union(parts)
    if isNegated { test = .not(test) }
    if let without { test = .minus(test, without) }
    return test
  }
}
