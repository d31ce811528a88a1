import FEEL
import Foundation
import Testing

/// The literal expressions of the public DMN conformance kit.
@Suite("DMN conformance kit, literal expressions")
struct ConformanceTests {
  struct Case: CustomStringConvertible, Sendable {
    let test: String
    let text: String
    let inputs: [(String, FEELValue)]
    let expected: FEELValue
    var description: String { "\(test): \(text)" }
  }

  private struct Line: Decodable {
    let test: String
    let text: String
    let inputs: [Entry]
    let expected: Typed
  }

  private struct Entry: Decodable {
    let name: String
    let value: Typed

    init(from decoder: any Decoder) throws {
      var pair = try decoder.unkeyedContainer()
      name = try pair.decode(String.self)
      value = try pair.decode(Typed.self)
    }
  }

  private indirect enum Content: Decodable {
    case text(String)
    case items([Typed])
    case entries([Entry])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let text = try? container.decode(String.self) {
        self = .text(text)
      } else if let items = try? container.decode([Typed].self) {
        self = .items(items)
      } else {
        self = .entries(try container.decode([Entry].self))
      }
    }
  }

  private struct Typed: Decodable {
    let t: String
    let v: Content?

    func value() throws -> FEELValue {
      switch (t, v) {
      case ("null", _): return .null
      case ("list", .items(let items)): return .list(try items.map { try $0.value() })
      case ("list", .entries): return .list([])
      case ("context", .entries(let entries)): return .context(FEELContext(try entries.map { ($0.name, try $0.value.value()) }))
      case ("context", .items): return .context(FEELContext())
      case ("string", .text(let text)): return .string(text)
      case ("boolean", .text(let text)): return .boolean(text == "true")
      case ("date", .text(let text)): return .date(try #require(FEELDate(text)))
      case ("time", .text(let text)): return .time(try #require(FEELTime(text)))
      case ("dateTime", .text(let text)): return .dateTime(try #require(FEELDateTime(text)))
      case ("duration", .text(let text)):
        switch try #require(FEELDuration(text)) {
        case .months(let months): return .yearsMonths(months)
        case .span(let span): return .daysTime(span)
        }
      case (_, .text(let text)): return .number(try #require(FEELDecimal(text)))
      default: throw Missing()
      }
    }

    struct Missing: Error {}
  }

  static func cases() throws -> [Case] {
    let file = try #require(Bundle.module.url(forResource: "Vectors/dmn-literal-expressions", withExtension: "jsonl"))
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { line in
      let parsed = try JSONDecoder().decode(Line.self, from: Data(line.utf8))
      return Case(
        test: parsed.test, text: parsed.text, inputs: try parsed.inputs.map { ($0.name, try $0.value.value()) },
        expected: try parsed.expected.value())
    }
  }

  /// The value, null for a text that is refused: what the kit calls an error result.
  private func value(of testCase: Case) -> FEELValue {
    let names = FEELKnownNames(variables: testCase.inputs.map(\.0))
    let facts = FEELVariables(FEELContext(testCase.inputs), now: FEELDateTime("2026-08-15T10:00:00Z"))
    guard let expression = try? FEELExpression.parse(testCase.text, names: names) else { return .null }
    return (try? expression.evaluate(in: facts)) ?? .null
  }

  /// Equal, numbers within 1e-8 (the kit writes them as doubles); a list of one stands for its item, as the kit's result types ask.
  private static func agrees(_ got: FEELValue, _ expected: FEELValue) -> Bool {
    switch (got, expected) {
    case (.number(let a), .number(let b)): abs(a.doubleValue - b.doubleValue) <= 1e-8 * max(1, abs(b.doubleValue))
    case (.list(let a), .list(let b)): a.count == b.count && zip(a, b).allSatisfy { agrees($0, $1) }
    case (.list(let a), _) where a.count == 1: agrees(a[0], expected)
    case (_, .list(let b)) where b.count == 1: agrees(got, b[0])
    case (.context(let a), .context(let b)):
      a.count == b.count && zip(a.keys, a.values).allSatisfy { key, value in b[key].map { agrees(value, $0) } ?? false }
    default: got == expected
    }
  }

  @Test("every case gives the kit's result")
  func kit() throws {
    let cases = try Self.cases()
    #expect(cases.count == 838)
    for testCase in cases {
      let got = value(of: testCase)
      if !Self.agrees(got, testCase.expected) { Issue.record("\(testCase): got \(got), expected \(testCase.expected)") }
    }
  }

  @Test("no case of the kit ever sees unknown, and the explained value is the evaluated one")
  func explanationAgrees() throws {
    for testCase in try Self.cases() {
      let names = FEELKnownNames(variables: testCase.inputs.map(\.0))
      let facts = FEELVariables(FEELContext(testCase.inputs), now: FEELDateTime("2026-08-15T10:00:00Z"))
      guard let expression = try? FEELExpression.parse(testCase.text, names: names) else { continue }
      let value = try expression.evaluate(in: facts)
      if case .function = value { continue }
      #expect(!value.containsUnknown, "\(testCase)")
      #expect(try expression.explain(in: facts).value == value, "\(testCase)")
    }
  }
}
