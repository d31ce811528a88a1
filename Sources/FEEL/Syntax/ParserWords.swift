/// Expressions that begin with a word of the language, and what belongs to them.
extension Parser {
  /// The expression that a keyword here begins; nil when the word is not a keyword.
  mutating func keyword(from start: Int) throws(FEELSyntaxError) -> FEELNode? {
    if reader.takeWord("true") { return try node(.literal(.boolean(true)), from: start) }
    if reader.takeWord("false") { return try node(.literal(.boolean(false)), from: start) }
    if reader.takeWord("null") { return try node(.literal(.null), from: start) }
    if reader.takeWord("if") { return try conditional(from: start) }
    if reader.takeWord("for") { return try iteration(from: start) }
    if reader.takeWord("some") { return try quantified(from: start, isSome: true) }
    if reader.takeWord("every") { return try quantified(from: start, isSome: false) }
    if reader.looksAtWord("function") {
      let before = reader.position
      reader.position += 8
      try reader.skipSpace()
      if reader.looksAt("(") { return try function(from: start) }
      reader.position = before
    }
    if standsBetween() {
      // A name may begin with such a word: `for i in in a list`.
      let isName = nameParts(from: start).contains { reading in
        names.isKnown(path: [reading.name]) || scope.contains { $0.name == reading.name }
      }
      if !isName {
        throw reader.unexpected("一个值（数字、文字、名称或括号）")
      }
    }
    return nil
  }

  /// Whether a word stands here that only joins other parts.
  private func standsBetween() -> Bool {
    switch reader.current {
    case "a": reader.looksAtWord("and")
    case "o": reader.looksAtWord("or") || reader.looksAtWord("of")
    case "t": reader.looksAtWord("then")
    case "e": reader.looksAtWord("else")
    case "r": reader.looksAtWord("return")
    case "s": reader.looksAtWord("satisfies")
    case "i": reader.looksAtWord("in") || reader.looksAtWord("instance")
    case "b": reader.looksAtWord("between")
    default: false
    }
  }

  private mutating func conditional(from start: Int) throws(FEELSyntaxError) -> FEELNode {
    let test = try expression()
    try expectWord("then")
    let then = try expression()
    try expectWord("else")
    let otherwise = try expression()
    return try node(.conditional(test: test, then: then, otherwise: otherwise), from: start)
  }

  /// `name in source, name in a..b, …`; each name is in scope for what follows.
  private mutating func iterators() throws(FEELSyntaxError) -> [FEELNode.Iterator] {
    var iterators: [FEELNode.Iterator] = []
    repeat {
      try reader.skipSpace()
      let name = try iteratorName()
      try expectWord("in")
      let source = try expression()
      try reader.skipSpace()
      var upper: FEELNode?
      if reader.take("..") { upper = try expression() }
      iterators.append(.init(name: name, source: source, upper: upper))
      scope.append(Local(name: name, shape: shape(of: source)))
      try reader.skipSpace()
    } while reader.take(",")
    return iterators
  }

  /// A new name, up to the word `in`.
  private mutating func iteratorName() throws(FEELSyntaxError) -> String {
    guard let first = reader.current, NameCharacters.starts(first) else { throw reader.unexpected("循环变量的名称") }
    for (name, end) in nameParts(from: reader.position) {
      var copy = reader
      copy.position = end
      try copy.skipSpace()
      if copy.looksAtWord("in") {
        reader.position = end
        return name
      }
    }
    reader.position = reader.wordEnd(from: reader.position)
    try reader.skipSpace()
    throw reader.unexpected("“in”")
  }

  private mutating func iteration(from start: Int) throws(FEELSyntaxError) -> FEELNode {
    let outer = scope.count
    defer { scope.removeLast(scope.count - outer) }
    let iterators = try iterators()
    try expectWord("return")
    scope.append(Local(name: "partial", shape: nil))
    let body = try expression()
    return try node(.iteration(iterators, body), from: start)
  }

  private mutating func quantified(from start: Int, isSome: Bool) throws(FEELSyntaxError) -> FEELNode {
    let outer = scope.count
    defer { scope.removeLast(scope.count - outer) }
    let iterators = try iterators()
    try expectWord("satisfies")
    let body = try expression()
    return try node(isSome ? .some(iterators, body) : .every(iterators, body), from: start)
  }

  private mutating func function(from start: Int) throws(FEELSyntaxError) -> FEELNode {
    let outer = scope.count
    defer { scope.removeLast(scope.count - outer) }
    try expect("(")
    var parameters: [FEELNode.Parameter] = []
    if !reader.take(")") {
      while true {
        try reader.skipSpace()
        guard let first = reader.current, NameCharacters.starts(first), let (name, end) = nameParts(from: reader.position).last
        else { throw reader.unexpected("参数的名称") }
        reader.position = end
        try reader.skipSpace()
        var type: FEELType?
        if reader.take(":") {
          try reader.skipSpace()
          type = try self.type()
          try reader.skipSpace()
        }
        parameters.append(.init(name: name, type: type))
        if reader.take(")") { break }
        if !reader.take(",") { throw reader.unexpected("“,”或“)”") }
      }
    }
    try reader.skipSpace()
    if reader.looksAtWord("external") {
      if !names.allowsExternalFunctions { throw reader.fail(.externalFunction, at: reader.position..<reader.position + 8) }
      reader.position += 8
      let definition = try expression()
      return try node(.externalFunction(parameters, definition), from: start)
    }
    for parameter in parameters { scope.append(Local(name: parameter.name, shape: nil)) }
    let body = try expression()
    return try node(.function(parameters, body), from: start)
  }

  /// A filter; its bracket is taken. `item` and the entries of the item are in scope.
  mutating func filter(_ base: FEELNode, from start: Int) throws(FEELSyntaxError) -> FEELNode {
    try reader.skipSpace()
    let outerRanges = openRanges
    openRanges = 0
    scope.append(Local(name: "item", shape: shape(of: base), isItem: true))
    defer {
      scope.removeLast()
      openRanges = outerRanges
    }
    let test = try expression()
    try expect("]")
    return try node(.filter(base, test), from: start)
  }

  /// What follows `in`: one test, or tests in brackets.
  mutating func membershipTests() throws(FEELSyntaxError) -> [FEELNode] {
    scope.append(Local(name: "?", shape: nil))
    defer { scope.removeLast() }
    guard reader.looksAt("(") else { return [try deeper { (parser) throws(FEELSyntaxError) in try parser.unaryTest() }] }
    let start = reader.position
    reader.position += 1
    var tests: [FEELNode] = []
    while true {
      try reader.skipSpace()
      let isFirst = tests.isEmpty
      tests.append(
        try deeper { (parser) throws(FEELSyntaxError) in
          try parser.unaryTest(inBrackets: true, bracketStart: isFirst ? start : nil)
        })
      if rangeClosed {
        rangeClosed = false
        return tests
      }
      try reader.skipSpace()
      if reader.take(")") {
        // A single value in brackets may go on: `x in (if a then b else c)[1]`.
        if tests.count == 1, case .test = tests[0].kind { return tests }
        return tests.count == 1 ? [try postfix(of: tests[0], from: start)] : tests
      }
      if !reader.take(",") { throw reader.unexpected("“,”或“)”") }
    }
  }

  /// `> 5`, a range, or a value. With `bracketStart`, an open bracket stands before: it may turn out to begin a range.
  mutating func unaryTest(inBrackets: Bool = false, bracketStart: Int? = nil) throws(FEELSyntaxError) -> FEELNode {
    try reader.skipSpace()
    let start = reader.position
    if let sign = comparisonOperator() {
      try reader.skipSpace()
      let bound = try operand()
      return try node(.test(sign, bound), from: start)
    }
    let value = inBrackets ? try expression() : try operand()
    try reader.skipSpace()
    if let bracketStart, reader.take("..") {
      rangeClosed = true
      return try rangeEnd(lower: value, lowerIncluded: false, from: bracketStart)
    }
    return value
  }
}
