/// The cells of decision tables.
extension Parser {
  mutating func wholeUnaryTests() throws(FEELSyntaxError) -> FEELNode {
    try begin()
    scope.append(Local(name: "?", shape: nil))
    let start = reader.position
    if reader.looksAt("-") {
      let before = reader.position
      reader.position += 1
      try reader.skipSpace()
      if reader.isAtEnd { return try node(.unaryTests([], negated: false), from: start) }
      reader.position = before
    }
    if reader.looksAtWord("not") {
      let before = reader.position
      reader.position += 3
      try reader.skipSpace()
      if reader.take("(") {
        let tests = try testList()
        try expect(")")
        if reader.isAtEnd { return try node(.unaryTests(tests, negated: true), from: start) }
      }
      reader.position = before
    }
    let tests = try testList()
    try finish()
    return try node(.unaryTests(tests, negated: false), from: start)
  }

  private mutating func testList() throws(FEELSyntaxError) -> [FEELNode] {
    var tests: [FEELNode] = []
    repeat {
      try reader.skipSpace()
      tests.append(try deeper { (parser) throws(FEELSyntaxError) in try parser.cellTest() })
      try reader.skipSpace()
    } while reader.take(",")
    return tests
  }

  /// A test that may also be a whole expression, with `?` for the input.
  private mutating func cellTest() throws(FEELSyntaxError) -> FEELNode {
    let start = reader.position
    if let sign = comparisonOperator() {
      try reader.skipSpace()
      let bound = try operand()
      return try node(.test(sign, bound), from: start)
    }
    return try expression()
  }
}
