/// Values, brackets and the words that begin an expression.
extension Parser {
  private static let valueExpected = "一个值（数字、文字、名称或括号）"

  mutating func postfix() throws(FEELSyntaxError) -> FEELNode {
    let start = reader.position
    return try postfix(of: try primary(), from: start)
  }

  /// Entries, filters and calls that follow a value.
  mutating func postfix(of value: FEELNode, from start: Int) throws(FEELSyntaxError) -> FEELNode {
    var base = value
    while true {
      try reader.skipSpace()
      if reader.current == ".", reader.peek(1) != "." {
        reader.position += 1
        try reader.skipSpace()
        let name = try entryName(of: base)
        base = try node(.path(base, name), from: start)
      } else if let name = try descendantName() {
        base = try node(.descendants(base, name), from: start)
      } else if reader.looksAt("["), !isHalfOpenUpperBound() {
        reader.position += 1
        base = try filter(base, from: start)
      } else if reader.looksAt("("), callable(base) {
        reader.position += 1
        let arguments = try arguments()
        base = try node(.invocation(base, arguments), from: start)
      } else {
        return base
      }
    }
  }

  /// Inside `[a..b[`, the second bracket closes the range rather than opening a filter: nothing that begins a value follows it.
  private func isHalfOpenUpperBound() -> Bool {
    guard openRanges > 0 else { return false }
    var next = reader.position + 1
    while next < reader.scalars.count, NameCharacters.isSpace(reader.scalars[next]) { next += 1 }
    guard next < reader.scalars.count else { return true }
    if [",", ")", "]", "}", "=", "!", "<", ">", "+", "*", "/"].contains(reader.scalars[next]) { return true }
    // A property of the range: `[1..10[.start`.
    if reader.scalars[next] == ".", next + 1 < reader.scalars.count, NameCharacters.starts(reader.scalars[next + 1]) { return true }
    let word = reader.string(next..<reader.wordEnd(from: next))
    return ["and", "or", "then", "else", "return", "satisfies", "in", "between"].contains(word)
  }

  private func callable(_ base: FEELNode) -> Bool {
    switch base.kind {
    case .variable, .field, .path, .descendants, .invocation, .call, .function, .externalFunction, .filter, .name, .context, .conditional:
      true
    default: false
    }
  }

  private mutating func primary() throws(FEELSyntaxError) -> FEELNode {
    let start = reader.position
    guard let scalar = reader.current else { throw reader.unexpected(Self.valueExpected) }
    switch scalar {
    case "0"..."9": return try numberLiteral(from: start)
    case ".":
      if let next = reader.peek(1), ("0"..."9").contains(next) { return try numberLiteral(from: start) }
      throw reader.unexpected(Self.valueExpected)
    case "\"":
      let text = try reader.quotedText()
      return try node(.literal(.string(text)), from: start)
    case "@": return try temporalLiteral(from: start)
    case "[", "]": return try listOrRange(from: start)
    case "(": return try bracketed(from: start)
    case "{": return try context(from: start)
    case "?":
      reader.position += 1
      guard scope.contains(where: { $0.name == "?" }) else {
        throw reader.fail(.unexpected("?", expected: Self.valueExpected), at: start..<start + 1)
      }
      return try node(.variable("?"), from: start)
    default: break
    }
    if !NameCharacters.starts(scalar) { throw reader.unexpected(Self.valueExpected) }
    if let node = try keyword(from: start) { return node }
    return try name(from: start)
  }

  private mutating func numberLiteral(from start: Int) throws(FEELSyntaxError) -> FEELNode {
    let number = try reader.number()
    return try node(.literal(.number(number)), from: start)
  }

  private mutating func temporalLiteral(from start: Int) throws(FEELSyntaxError) -> FEELNode {
    reader.position += 1
    try reader.skipSpace()
    guard reader.current == "\"" else { throw reader.unexpected("半角引号“\"”") }
    let text = try reader.quotedText()
    guard let value = TemporalText.value(of: text) else {
      throw reader.fail(.badTemporal(String(text.prefix(40))), at: start..<reader.position)
    }
    return try node(.literal(value), from: start)
  }

  /// `[…]` a list or a range; `]a..b]` a range.
  private mutating func listOrRange(from start: Int) throws(FEELSyntaxError) -> FEELNode {
    let lowerIncluded = reader.current == "["
    reader.position += 1
    try reader.skipSpace()
    if lowerIncluded, reader.take("]") { return try node(.list([]), from: start) }
    let first = try expression()
    try reader.skipSpace()
    if reader.take("..") { return try rangeEnd(lower: first, lowerIncluded: lowerIncluded, from: start) }
    if !lowerIncluded { throw reader.unexpected("“..”") }
    var items = [first]
    while reader.take(",") {
      try reader.skipSpace()
      items.append(try expression())
      try reader.skipSpace()
    }
    if !reader.take("]") { throw reader.unexpected("“,”或“]”") }
    return try node(.list(items), from: start)
  }

  /// The upper end of a range after its two points.
  mutating func rangeEnd(lower: FEELNode, lowerIncluded: Bool, from start: Int) throws(FEELSyntaxError) -> FEELNode {
    try reader.skipSpace()
    let upper = try rangeUpperBound()
    try reader.skipSpace()
    let upperIncluded: Bool
    if reader.take("]") {
      upperIncluded = true
    } else if reader.take(")") || reader.take("[") {
      upperIncluded = false
    } else {
      throw reader.unexpected("区间的右括号“]”或“)”")
    }
    return try node(
      .range(lower: lower, lowerIncluded: lowerIncluded, upper: upper, upperIncluded: upperIncluded), from: start)
  }

  private mutating func rangeUpperBound() throws(FEELSyntaxError) -> FEELNode {
    openRanges += 1
    defer { openRanges -= 1 }
    return try expression()
  }

  private mutating func bracketed(from start: Int) throws(FEELSyntaxError) -> FEELNode {
    reader.position += 1
    try reader.skipSpace()
    if let sign = comparisonOperator() {
      try reader.skipSpace()
      let bound = try expression()
      try expect(")")
      return try node(.test(sign, bound), from: start)
    }
    let inner = try expression()
    try reader.skipSpace()
    if reader.take("..") { return try rangeEnd(lower: inner, lowerIncluded: false, from: start) }
    if !reader.take(")") { throw reader.unexpected("“)”") }
    return inner
  }

  private mutating func context(from start: Int) throws(FEELSyntaxError) -> FEELNode {
    reader.position += 1
    let outer = scope.count
    defer { scope.removeLast(scope.count - outer) }
    var entries: [FEELNode.ContextEntry] = []
    var keys: Set<String> = []
    try reader.skipSpace()
    if reader.take("}") { return try node(.context([]), from: start) }
    while true {
      try reader.skipSpace()
      let keyStart = reader.position
      let key = try contextKey()
      if !keys.insert(key).inserted { throw reader.fail(.duplicateKey(key), at: keyStart..<reader.position) }
      try expect(":")
      let value = try expression()
      entries.append(.init(key: key, value: value))
      writtenKeys.insert(key)
      scope.append(Local(name: key, shape: shape(of: value)))
      try reader.skipSpace()
      if reader.take("}") { return try node(.context(entries), from: start) }
      if !reader.take(",") { throw reader.unexpected("“,”或“}”") }
    }
  }

  private mutating func contextKey() throws(FEELSyntaxError) -> String {
    if reader.current == "\"" { return try reader.quotedText() }
    let start = reader.position
    guard let first = reader.current, NameCharacters.starts(first) else { throw reader.unexpected("数据项的名称") }
    guard let (name, end) = nameParts(from: start).last else { throw reader.unexpected("数据项的名称") }
    reader.position = end
    return name
  }

  /// Arguments up to the closing bracket; the opening one is taken.
  mutating func arguments() throws(FEELSyntaxError) -> [FEELNode.Argument] {
    var arguments: [FEELNode.Argument] = []
    try reader.skipSpace()
    if reader.take(")") { return [] }
    while true {
      try reader.skipSpace()
      let start = reader.position
      let name = argumentName()
      let value = try expression()
      arguments.append(.init(name: name, value: value))
      if (arguments[0].name == nil) != (name == nil) { throw reader.fail(.mixedArguments, at: start..<reader.position) }
      try reader.skipSpace()
      if reader.take(")") { return arguments }
      if !reader.take(",") { throw reader.unexpected("“,”或“)”") }
    }
  }

  /// `name:` before an argument.
  private mutating func argumentName() -> String? {
    guard let first = reader.current, NameCharacters.starts(first), let (name, end) = nameParts(from: reader.position).last
    else { return nil }
    var next = end
    while next < reader.scalars.count, NameCharacters.isSpace(reader.scalars[next]) { next += 1 }
    guard next < reader.scalars.count, reader.scalars[next] == ":" else { return nil }
    reader.position = next + 1
    return name
  }
}
