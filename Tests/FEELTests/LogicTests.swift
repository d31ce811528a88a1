import FEEL
import Testing

@Suite("Logic of true, false, null and unknown")
struct LogicTests {
  private static let values: [(String, FEELValue)] = [
    ("t", .boolean(true)), ("f", .boolean(false)), ("n", .null), ("u", .unknown(["x"])),
  ]

  /// Rows: left operand; columns: right operand; in the order t f n u.
  @Test(
    "the truth tables of and, or",
    arguments: [
      ("and", "t", "tfnu"), ("and", "f", "ffff"), ("and", "n", "nfnu"), ("and", "u", "ufuu"),
      ("or", "t", "tttt"), ("or", "f", "tfnu"), ("or", "n", "tnnu"), ("or", "u", "tuuu"),
    ])
  func tables(sign: String, left: String, results: String) throws {
    for (right, expected) in zip(["t", "f", "n", "u"], results) {
      let got = try value("\(left) \(sign) \(right)", Self.values)
      #expect(got == Self.values.first { $0.0 == String(expected) }?.1, "\(left) \(sign) \(right)")
    }
  }

  @Test("the truth table of not", arguments: [("t", "f"), ("f", "t"), ("n", "n"), ("u", "u")])
  func not(operand: String, result: String) throws {
    #expect(try value("not(\(operand))", Self.values) == Self.values.first { $0.0 == result }?.1)
  }

  @Test("what is not a Boolean counts as null in and, or, not")
  func otherKinds() throws {
    #expect(try value("1 and true") == .null)
    #expect(try value("1 and false") == .boolean(false))
    #expect(try value("\"是\" or true") == .boolean(true))
    #expect(try value("not(\"否\")") == .null)
  }

  @Test("null keeps the meaning of the standard, unknown does not read as false")
  func nullIsNotUnknown() throws {
    let facts: [(String, FEELValue)] = [("空", .null), ("缺", .unknown(["facts.x"]))]
    #expect(try value("\"foo\" = 空", facts) == .boolean(false))
    #expect(try value("\"foo\" = 缺", facts) == .unknown(["facts.x"]))
    #expect(try value("if 空 then 1 else 2", facts) == number("2"))
    #expect(try value("if 缺 then 1 else 2", facts) == .unknown(["facts.x"]))
    #expect(try value("空 > 5", facts) == .null)
    #expect(try value("缺 > 5", facts) == .unknown(["facts.x"]))
    #expect(try value("空 = null", facts) == .boolean(true))
    #expect(try value("缺 = null", facts) == .unknown(["facts.x"]))
    #expect(try value("is defined(缺)", facts) == .unknown(["facts.x"]))
    #expect(try value("is defined(空)", facts) == .boolean(false))
  }

  @Test("if with an unknown test is decided where both branches agree")
  func conditional() throws {
    let facts: [(String, FEELValue)] = [("缺", .unknown(["a"])), ("也缺", .unknown(["b"]))]
    #expect(try value("if 缺 then \"x\" else \"x\"", facts) == .string("x"))
    #expect(try value("if 缺 then 1 else 1.0", facts) == number("1"))
    #expect(try value("if 缺 then 也缺 else 1", facts) == .unknown(["a", "b"]))
    #expect(try value("if 缺 then 也缺 else 也缺", facts) == .unknown(["a", "b"]))
  }

  @Test("some and every are decided by the item that decides them, whatever is unknown beside it")
  func quantifiers() throws {
    let facts: [(String, FEELValue)] = [("列", .list([.number(.one), .unknown(["a"])])), ("缺", .unknown(["b"]))]
    #expect(try value("some x in 列 satisfies x = 1", facts) == .boolean(true))
    #expect(try value("some x in 列 satisfies x = 2", facts) == .unknown(["a"]))
    #expect(try value("every x in 列 satisfies x = 2", facts) == .boolean(false))
    #expect(try value("every x in 列 satisfies x = 1", facts) == .unknown(["a"]))
    #expect(try value("some x in 缺 satisfies true", facts) == .unknown(["b"]))
    #expect(try value("some x in [] satisfies 缺", facts) == .boolean(false))
    #expect(try value("every x in [] satisfies 缺", facts) == .boolean(true))
  }

  @Test("a list that is partly known answers what its known part decides")
  func partlyKnownLists() throws {
    let facts: [(String, FEELValue)] = [("列", .list([.string("码头"), .unknown(["a"])])), ("缺", .unknown(["b"]))]
    #expect(try value("list contains(列, \"码头\")", facts) == .boolean(true))
    #expect(try value("list contains(列, \"油库\")", facts) == .unknown(["a"]))
    #expect(try value("\"码头\" in 列", facts) == .boolean(true))
    #expect(try value("count(列)", facts) == number("2"))
    #expect(try value("count(缺)", facts) == .unknown(["b"]))
    #expect(try value("count(列[item = \"码头\"])", facts) == .unknown(["a"]))
    #expect(try value("列[1]", facts) == .string("码头"))
    #expect(try value("列 = [\"油库\", \"码头\"]", facts) == .boolean(false))
    #expect(try value("count(append(列, 缺))", facts) == number("3"))
    #expect(try value("any([缺, true])", facts) == .boolean(true))
    #expect(try value("all([缺, true])", facts) == .unknown(["b"]))
    #expect(try value("get value({a: 缺, b: 2}, \"b\")", facts) == number("2"))
    #expect(try value("{a: 缺, b: 2}.b", facts) == number("2"))
    #expect(try value("sum(append([1], 缺))", facts) == .unknown(["b"]))
  }

  @Test("membership in several tests is a Kleene or")
  func membership() throws {
    let facts: [(String, FEELValue)] = [("缺", .unknown(["a"])), ("限", .unknown(["b"]))]
    #expect(try value("缺 in (\"新建\", \"扩建\")", facts) == .unknown(["a"]))
    #expect(try value("5 in (限, 5)", facts) == .boolean(true))
    #expect(try value("5 in (限, 6)", facts) == .unknown(["b"]))
    #expect(try value("5 in (> 限, < 6)", facts) == .boolean(true))
    #expect(try value("5 between 10 and 限", facts) == .boolean(false))
    #expect(try value("5 between 1 and 限", facts) == .unknown(["b"]))
  }
}
