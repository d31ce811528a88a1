import ExactJSON
import Testing

@Suite("Exact JSON")
struct ExactJSONTests {
  func canonical(_ text: String) throws -> String { try JSONValue(parsing: text).canonicalText }

  @Test(
    "numbers keep every digit and lose exponent, zeros and sign of zero",
    arguments: [
      ("1.50", "1.5"), ("-0", "0"), ("-0.0", "0"), ("1e3", "1000"), ("1.25e-3", "0.00125"),
      ("12345678901234567890.123456789", "12345678901234567890.123456789"),
      ("0.1e1", "1"), ("100", "100"), ("-2.50E+2", "-250"),
    ])
  func numbers(_ given: String, _ kept: String) throws { #expect(try canonical(given) == kept) }

  @Test(
    "what is no JSON, or would make a fact ambiguous, is refused with its place",
    arguments: [
      "", "{", "[1,]", "NaN", "Infinity", "01", "+1", "1.", ".5", "1e999999", #"{"a":1,"a":2}"#, "{} {}", "\"\u{1}\"", #""\ud800""#,
      "[1 2]", "tru", "'a'",
      #"{"a" 1}"#,
    ])
  func refused(_ text: String) { #expect(throws: JSONReadError.self) { try JSONValue(parsing: text) } }

  @Test("ten thousand brackets are refused, not a crash")
  func deep() {
    #expect(throws: JSONReadError.self) { try JSONValue(parsing: String(repeating: "[", count: 10_000)) }
    #expect(throws: JSONReadError.self) { try JSONValue(parsing: String(repeating: "{\"a\":", count: 10_000)) }
  }

  @Test("a fault is told by line and column")
  func place() throws {
    do {
      _ = try JSONValue(parsing: "{\n  \"a\": x\n}")
      Issue.record("accepted")
    } catch {
      #expect(error.line == 2 && error.column == 8)
    }
  }

  @Test("canonical text reads back as the same value")
  func roundTrip() throws {
    let value = JSONValue.object(["b": .array([.null, .bool(true), .number("1.5")]), "a": .string("引号\" \\ \n \u{1F600} \u{7F}")])
    #expect(try JSONValue(parsing: value.canonicalBytes) == value)
    #expect(value.canonicalBytes.last == 0x0A)
    #expect(value.sortedByKey.canonicalText.hasPrefix(#"{"a""#))
  }
}
