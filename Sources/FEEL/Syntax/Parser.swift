/// Reads an expression by precedence climbing; the names decide where a name ends, so there is no separate lexer.
struct Parser {
  var reader: TextReader
  let names: any FEELNames
  /// Local names in force, innermost last.
  var scope: [Local] = []
  /// Keys of contexts written so far, by which names with spaces are found in values of unknown shape.
  var writtenKeys: Set<String> = []
  /// How many ranges' upper bounds are being read.
  var openRanges = 0
  /// Set when a bracket taken as the start of a list of tests turned out to be that of a range, now read to its end.
  var rangeClosed = false
  private var depth = 0

  /// What stands under a local name.
  struct Local {
    let name: String
    /// The path whose entries the value has, where the catalogue knows it.
    let shape: [String]?
    /// The item of a filter: its entries are in scope under their own names.
    var isItem = false
  }

  static let depthLimit = 200
  static let lengthLimit = 20_000

  init(_ text: String, names: any FEELNames) {
    reader = TextReader(text)
    self.names = names
  }

  mutating func wholeExpression() throws(FEELSyntaxError) -> FEELNode {
    try begin()
    let node = try expression()
    try finish()
    return node
  }

  mutating func begin() throws(FEELSyntaxError) {
    if reader.scalars.count > Self.lengthLimit {
      throw reader.fail(.tooLong(count: reader.text.count, limit: Self.lengthLimit), at: 0..<reader.scalars.count)
    }
    try reader.skipSpace()
    if reader.isAtEnd { throw reader.fail(.empty, at: 0..<reader.scalars.count) }
  }

  mutating func finish() throws(FEELSyntaxError) {
    try reader.skipSpace()
    if !reader.isAtEnd { throw reader.trailing() }
  }

  /// A node over the scalars from `start` to the position, less the space at its end.
  func node(_ kind: FEELNode.Kind, from start: Int) throws(FEELSyntaxError) -> FEELNode {
    var end = reader.position
    while end > start, NameCharacters.isSpace(reader.scalars[end - 1]) { end -= 1 }
    let node = FEELNode(kind, reader.offset(start)..<reader.offset(end))
    if node.height > Self.depthLimit { throw reader.fail(.tooDeep(limit: Self.depthLimit), at: start..<end) }
    return node
  }

  /// Reads below one more level of nesting.
  mutating func deeper<T>(_ read: (inout Parser) throws(FEELSyntaxError) -> T) throws(FEELSyntaxError) -> T {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.depthLimit {
      throw reader.fail(.tooDeep(limit: Self.depthLimit), at: min(reader.position, reader.scalars.count)..<reader.scalars.count)
    }
    return try read(&self)
  }

  /// Takes a sign or says what was expected.
  mutating func expect(_ sign: StaticString) throws(FEELSyntaxError) {
    try reader.skipSpace()
    if !reader.take(sign) { throw reader.unexpected("“\(sign)”") }
    try reader.skipSpace()
  }

  mutating func expectWord(_ word: StaticString) throws(FEELSyntaxError) {
    try reader.skipSpace()
    if !reader.takeWord(word) { throw reader.unexpected("“\(word)”") }
    try reader.skipSpace()
  }

  mutating func expression() throws(FEELSyntaxError) -> FEELNode {
    try deeper { (parser) throws(FEELSyntaxError) in
      try parser.reader.skipSpace()
      return try parser.disjunction()
    }
  }

  private mutating func disjunction() throws(FEELSyntaxError) -> FEELNode {
    let start = reader.position
    var operands = [try conjunction()]
    try reader.skipSpace()
    while reader.takeWord("or") {
      try reader.skipSpace()
      operands.append(try conjunction())
      try reader.skipSpace()
    }
    return operands.count == 1 ? operands[0] : try node(.or(operands), from: start)
  }

  private mutating func conjunction() throws(FEELSyntaxError) -> FEELNode {
    let start = reader.position
    var operands = [try comparison()]
    try reader.skipSpace()
    while reader.takeWord("and") {
      try reader.skipSpace()
      operands.append(try comparison())
      try reader.skipSpace()
    }
    return operands.count == 1 ? operands[0] : try node(.and(operands), from: start)
  }

  /// Takes a comparison operator that stands here.
  mutating func comparisonOperator() -> FEELComparison? {
    if reader.looksAt("==") { return nil }
    if reader.take("=") { return .equal }
    if reader.take("!=") { return .notEqual }
    if reader.take("<=") { return .lessOrEqual }
    if reader.take(">=") { return .greaterOrEqual }
    if reader.looksAt("<>") { return nil }
    if reader.take("<") { return .less }
    if reader.take(">") { return .greater }
    return nil
  }

  private mutating func comparison() throws(FEELSyntaxError) -> FEELNode {
    let start = reader.position
    var left = try additive()
    while true {
      try reader.skipSpace()
      if reader.looksAt("==") || reader.looksAt("<>") { throw reader.trailing() }
      let before = reader.position
      if let sign = comparisonOperator() {
        if case .comparison = left.kind, left.range.lowerBound == reader.offset(start), !closesBracket(before: before) {
          throw reader.fail(.chainedComparison, at: before..<reader.position)
        }
        try reader.skipSpace()
        if reader.take("=") { throw reader.fail(.foreignOperator(sign.rawValue + "=", instead: sign.rawValue), at: before..<reader.position) }
        let right = try additive()
        left = try node(.comparison(sign, left, right), from: start)
      } else if reader.takeWord("between") {
        try reader.skipSpace()
        let lower = try additive()
        try expectWord("and")
        let upper = try additive()
        left = try node(.between(left, lower: lower, upper: upper), from: start)
      } else if reader.takeWord("in") {
        try reader.skipSpace()
        let tests = try membershipTests()
        left = try node(.member(left, tests: tests), from: start)
      } else {
        return left
      }
    }
  }

  /// Whether the text before an operator ends with a bracket, so that the left side was one operand.
  private func closesBracket(before index: Int) -> Bool {
    var i = index
    while i > 0, NameCharacters.isSpace(reader.scalars[i - 1]) { i -= 1 }
    return i > 0 && reader.scalars[i - 1] == ")"
  }

  /// An operand of a comparison.
  mutating func operand() throws(FEELSyntaxError) -> FEELNode { try additive() }

  private mutating func additive() throws(FEELSyntaxError) -> FEELNode {
    let start = reader.position
    var left = try multiplicative()
    while true {
      try reader.skipSpace()
      let sign: FEELArithmetic
      if reader.take("+") { sign = .add } else if reader.take("-") { sign = .subtract } else { return left }
      try reader.skipSpace()
      let right = try multiplicative()
      left = try node(.arithmetic(sign, left, right), from: start)
    }
  }

  private mutating func multiplicative() throws(FEELSyntaxError) -> FEELNode {
    let start = reader.position
    var left = try exponential()
    while true {
      try reader.skipSpace()
      let sign: FEELArithmetic
      if reader.looksAt("**") { return left }
      if reader.take("*") { sign = .multiply } else if reader.take("/") { sign = .divide } else { return left }
      try reader.skipSpace()
      let right = try exponential()
      left = try node(.arithmetic(sign, left, right), from: start)
    }
  }

  private mutating func exponential() throws(FEELSyntaxError) -> FEELNode {
    let start = reader.position
    var left = try typed()
    while true {
      try reader.skipSpace()
      if !reader.take("**") { return left }
      try reader.skipSpace()
      let right = try typed()
      left = try node(.arithmetic(.power, left, right), from: start)
    }
  }

  private mutating func typed() throws(FEELSyntaxError) -> FEELNode {
    let start = reader.position
    var left = try unary()
    while true {
      try reader.skipSpace()
      let before = reader.position
      guard reader.takeWord("instance") else { return left }
      try reader.skipSpace()
      guard reader.takeWord("of") else {
        reader.position = before
        return left
      }
      try reader.skipSpace()
      let type = try type()
      left = try node(.instanceOf(left, type), from: start)
    }
  }

  private mutating func unary() throws(FEELSyntaxError) -> FEELNode {
    let start = reader.position
    guard reader.take("-") else { return try postfix() }
    try reader.skipSpace()
    let operand = try deeper { (parser) throws(FEELSyntaxError) in try parser.unary() }
    if case .literal(.number(let value)) = operand.kind, reader.scalars[start + 1] != "-" {
      return try node(.literal(.number(-value)), from: start)
    }
    return try node(.negate(operand), from: start)
  }
}
