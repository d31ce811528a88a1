import FEEL
import Foundation
import Testing

/// Examples of the standard's tables and grammar, one a line: an expression and another that gives its value.
@Suite("The standard's rules, by example")
struct StandardTests {
  struct Example: CustomStringConvertible, Sendable {
    let text: String
    let expected: String
    var description: String { "\(text) ==> \(expected)" }
  }

  static let examples: [Example] = {
    guard let file = Bundle.module.url(forResource: "Vectors/standard-examples", withExtension: "txt"),
      let text = try? String(contentsOf: file, encoding: .utf8)
    else { return [] }
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { line in
      let parts = line.components(separatedBy: " ==> ")
      return parts.count == 2 ? Example(text: parts[0], expected: parts[1]) : nil
    }
  }()

  private func shown(_ text: String) throws -> String {
    let now = FEELDateTime("2026-11-25T10:00:00Z")
    return try FEELExpression.parse(text, names: FEELKnownNames()).evaluate(in: FEELVariables(now: now)).description
  }

  @Test("every example comes to its value; what cannot be read stands for null")
  func examples() throws {
    #expect(Self.examples.count > 600)
    for example in Self.examples {
      let expected = try shown(example.expected)
      do {
        let actual = try shown(example.text)
        #expect(actual == expected, "\(example)")
      } catch is FEELSyntaxError {
        #expect(expected == "null", "\(example) cannot be read")
      }
    }
  }

  @Test("a function outside may be written where the names allow it, and is refused by name elsewhere")
  func externalFunctions() throws {
    struct Strict: FEELNames {
      func isKnown(path: [String]) -> Bool { false }
      func isKnownFunction(_ name: String) -> Bool { false }
    }
    let text = "function(x) external {java: {class: \"a.B\", method signature: \"f(double)\"}}"
    let taken = try FEELExpression.parse(text, names: FEELKnownNames())
    #expect(taken.definesExternalFunction)
    #expect(try taken.evaluate(in: FEELVariables()).kindName == "函数")
    let error = #expect(throws: FEELSyntaxError.self) { try FEELExpression.parse(text, names: Strict()) }
    #expect(error?.message == "不支持外部函数（external）。")
    #expect(error?.offset == 12)
  }

  @Test("what is unknown below a descendant's base leaves all of it unknown")
  func unknownDescendants() throws {
    let variables: [(String, FEELValue)] = [("a", .context(FEELContext([("b", .number(.one)), ("c", .unknown(["x"]))])))]
    #expect(try value("a...b", variables) == .unknown(["x"]))
    #expect(try value("{b: 1, c: {b: null, d: [{b: 2}]}}...b", variables) == .list([.number(.one), number("2")]))
  }

  @Test(
    "a cell of a decision table tests its input",
    arguments: [
      ("-", "5", "true"), ("> 5", "6", "true"), ("> 5, < 2", "3", "false"), ("not(1, 2)", "3", "true"), ("not(> 5)", "6", "false"),
      ("[1..3]", "3", "true"), ("(1..3)", "3", "false"), ("\"a\", \"b\"", "\"b\"", "true"), ("? > 5", "6", "true"),
      ("count(?) > 1", "[1, 2]", "true"), ("[1, 2, 3]", "2", "true"), ("null", "null", "true"), ("? + 1", "6", "false"),
      ("every x in ? satisfies x > 0", "[1, 2]", "true"), ("!= 5", "5", "false"), ("!= 5", "6", "true"), ("= 5, 7", "7", "true"),
      ("not(null)", "1", "true"), ("[1..null]", "1", "false"), ("starts with(?, \"ab\")", "\"abc\"", "true"), ("\"-\"", "\"-\"", "true"),
    ])
  func cells(cell: String, input: String, expected: String) throws {
    let tests = try FEELExpression.parseUnaryTests(cell, names: FEELKnownNames())
    #expect(try tests.evaluate(in: FEELVariables(), input: try value(input)).description == expected, "\(cell) for \(input)")
  }
}
