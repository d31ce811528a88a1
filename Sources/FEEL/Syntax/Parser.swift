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
    depth += 1
    defer { depth -= 1 }
    if depth > Self.depthLimit {
      throw reader.fail(.tooDeep(limit: Self.depthLimit), at: min(reader.position, reader.scalars.count)..<reader.scalars.count)
    }
    try reader.skipSpace()
    return try operation(.or)
  }

  /// How tightly operators bind, loosest first.
  enum Binding: Int {
    case or, and, comparison, sum, product, power, type, operand

    var tighter: Binding { Binding(rawValue: rawValue + 1) ?? .operand }
  }

  /// An operand of a comparison.
  mutating func operand() throws(FEELSyntaxError) -> FEELNode { try operation(.sum) }

  /// Operands joined by operators that bind at least as tightly as `level`; those of one level group from the left.
  private mutating func operation(_ level: Binding) throws(FEELSyntaxError) -> FEELNode {
    let start = reader.position
    var left = try unary()
    // Whether `left` is a comparison without brackets, which another must not follow.
    var isComparison = false
    while true {
      try reader.skipSpace()
      let before = reader.position
      guard let sign = takeOperator(level) else { return left }
      let after = reader.position
      try reader.skipSpace()
      switch sign {
      case .junction(let isOr):
        var operands = [left]
        repeat {
          try reader.skipSpace()
          operands.append(try operation(isOr ? .and : .comparison))
          try reader.skipSpace()
        } while isOr ? reader.takeWord("or") : reader.takeWord("and")
        left = try node(isOr ? .or(operands) : .and(operands), from: start)
      case .arithmetic(let sign, let binding):
        let right = try operation(binding.tighter)
        left = try node(.arithmetic(sign, left, right), from: start)
      case .comparison(let sign):
        if isComparison { throw reader.fail(.chainedComparison, at: before..<after) }
        if reader.current == "=" {
          throw reader.fail(.foreignOperator(sign.rawValue + "=", instead: sign.rawValue), at: before..<reader.position + 1)
        }
        let right = try comparand(of: sign)
        left = try node(.comparison(sign, left, right), from: start)
        isComparison = true
      case .between:
        let lower = try operation(.sum)
        try expectWord("and")
        let upper = try operation(.sum)
        left = try node(.between(left, lower: lower, upper: upper), from: start)
      case .member:
        let tests = try membershipTests()
        left = try node(.member(left, tests: tests), from: start)
      case .instance:
        let type = try type()
        left = try node(.instanceOf(left, type), from: start)
      }
    }
  }

  /// The right side of a comparison; `= >= 2` compares with the open interval.
  private mutating func comparand(of sign: FEELComparison) throws(FEELSyntaxError) -> FEELNode {
    let start = reader.position
    let isEquality = sign == .equal || sign == .notEqual
    guard isEquality, reader.current == "<" || reader.current == ">", NameCharacters.isSpace(reader.scalars[start - 1]),
      let bound = comparisonOperator()
    else { return try operation(.sum) }
    try reader.skipSpace()
    let limit = try operation(.sum)
    return try node(.test(bound, limit), from: start)
  }

  private enum Operator {
    case junction(isOr: Bool)
    case arithmetic(FEELArithmetic, Binding)
    case comparison(FEELComparison)
    case between
    case member
    case instance
  }

  /// Takes the operator that stands here, if it binds at least as tightly as `level`.
  private mutating func takeOperator(_ level: Binding) -> Operator? {
    let isAllowed: (Binding) -> Bool = { $0.rawValue >= level.rawValue }
    switch reader.current {
    case "+" where isAllowed(.sum):
      reader.position += 1
      return .arithmetic(.add, .sum)
    case "-" where isAllowed(.sum):
      reader.position += 1
      return .arithmetic(.subtract, .sum)
    case "*":
      if reader.peek(1) == "*" {
        guard isAllowed(.power) else { return nil }
        reader.position += 2
        return .arithmetic(.power, .power)
      }
      guard isAllowed(.product) else { return nil }
      reader.position += 1
      return .arithmetic(.multiply, .product)
    case "/" where isAllowed(.product):
      reader.position += 1
      return .arithmetic(.divide, .product)
    case "=", "<", ">", "!": return isAllowed(.comparison) ? comparisonOperator().map { .comparison($0) } : nil
    case "o": return isAllowed(.or) && reader.takeWord("or") ? .junction(isOr: true) : nil
    case "a": return isAllowed(.and) && reader.takeWord("and") ? .junction(isOr: false) : nil
    case "b": return isAllowed(.comparison) && reader.takeWord("between") ? .between : nil
    case "i":
      if isAllowed(.comparison), reader.takeWord("in") { return .member }
      guard isAllowed(.type) else { return nil }
      return takeInstanceOf() ? .instance : nil
    default: return nil
    }
  }

  private mutating func takeInstanceOf() -> Bool {
    let before = reader.position
    if reader.takeWord("instance") {
      while let scalar = reader.current, NameCharacters.isSpace(scalar) { reader.position += 1 }
      if reader.takeWord("of") { return true }
    }
    reader.position = before
    return false
  }

  /// Takes a comparison operator that stands here.
  mutating func comparisonOperator() -> FEELComparison? {
    if reader.looksAt("==") || reader.looksAt("<>") { return nil }
    if reader.take("=") { return .equal }
    if reader.take("!=") { return .notEqual }
    if reader.take("<=") { return .lessOrEqual }
    if reader.take(">=") { return .greaterOrEqual }
    if reader.take("<") { return .less }
    if reader.take(">") { return .greater }
    return nil
  }

  private mutating func unary() throws(FEELSyntaxError) -> FEELNode {
    let start = reader.position
    guard reader.take("-") else { return try postfix() }
    try reader.skipSpace()
    depth += 1
    defer { depth -= 1 }
    if depth > Self.depthLimit { throw reader.fail(.tooDeep(limit: Self.depthLimit), at: start..<reader.scalars.count) }
    let operand = try unary()
    if case .literal(.number(let value)) = operand.kind, reader.scalars[start + 1] != "-" {
      return try node(.literal(.number(-value)), from: start)
    }
    return try node(.negate(operand), from: start)
  }
}
