import FEEL
import Foundation
import Testing

@Suite("Decimal numbers of 34 digits")
struct DecimalTests {
  private static func lines() throws -> [[String]] {
    let file = Bundle.module.url(forResource: "Vectors/decimal", withExtension: "txt")
    let text = try String(contentsOf: #require(file), encoding: .utf8)
    return text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
  }

  private static func result(_ operation: String, _ a: String, _ b: String) throws -> FEELDecimal? {
    if operation == "double" {
      return FEELDecimal(quantizing: try #require(Double(a)), fractionDigits: try #require(Int(b)))
    }
    let x = try #require(FEELDecimal(a))
    switch operation {
    case "+": return x.adding(try #require(FEELDecimal(b)))
    case "-": return x.adding(-(try #require(FEELDecimal(b))))
    case "*": return x.multiplied(by: try #require(FEELDecimal(b)))
    case "/": return x.divided(by: try #require(FEELDecimal(b)))
    case "**": return x.power(try #require(FEELDecimal(b)))
    case "sqrt": return x.squareRoot
    case "ln": return x.naturalLogarithm
    case "exp": return x.exponential
    default:
      let rules: [String: DecimalRounding] = [
        "ROUND_HALF_EVEN": .halfEven, "ROUND_HALF_UP": .halfUp, "ROUND_HALF_DOWN": .halfDown, "ROUND_UP": .up, "ROUND_DOWN": .down,
        "ROUND_FLOOR": .floor, "ROUND_CEILING": .ceiling,
      ]
      return x.rounded(fractionDigits: try #require(Int(b)), try #require(rules[operation]))
    }
  }

  @Test("every operation agrees to the last digit with an independent implementation")
  func agreesWithIndependentImplementation() throws {
    var compared = 0
    for line in try Self.lines() {
      let got = try Self.result(line[0], line[1], line[2])
      let expected = line[3] == "none" ? nil : FEELDecimal(line[3])
      if got != expected {
        Issue.record("\(line.joined(separator: " ")): got \(got?.description ?? "none")")
      }
      compared += 1
    }
    #expect(compared > 3000)
  }

  @Test(
    "the text of a number has no exponent, no trailing zero and no minus zero",
    arguments: [
      ("1.50", "1.5"), ("-0", "0"), ("-0.00", "0"), ("1e3", "1000"), ("1e-3", "0.001"), ("100", "100"), (".5", "0.5"),
      ("-12.3400e2", "-1234"),
      ("0.000001", "0.000001"), ("9999999999999999999999999999999999", "9999999999999999999999999999999999"),
      ("12345678901234567890.12", "12345678901234567890.12"), ("007", "7"),
    ])
  func canonicalText(written: String, canonical: String) {
    #expect(FEELDecimal(written)?.description == canonical)
  }

  @Test("a number with more than 34 digits is rounded half-even once")
  func longTextIsRounded() {
    #expect(FEELDecimal("1.00000000000000000000000000000000050")?.description == "1")
    #expect(FEELDecimal("1.00000000000000000000000000000000051")?.description == "1.000000000000000000000000000000001")
    #expect(FEELDecimal("1.000000000000000000000000000000001500000000000000000000")?.description == "1.000000000000000000000000000000002")
    #expect(
      FEELDecimal("1.0000000000000000000000000000000005000000000000000000000000001")?.description == "1.000000000000000000000000000000001")
    #expect(FEELDecimal("99999999999999999999999999999999995")?.description == "100000000000000000000000000000000000")
  }

  @Test(
    "what is not a number is refused",
    arguments: ["", "-", ".", "1.", "1,000", "１２", "1e", "e5", "1e+", "0x10", "NaN", "1 ", "--1", "1.2.3", "1e7000"])
  func refusesOtherText(text: String) {
    #expect(FEELDecimal(text) == nil)
  }

  @Test("numbers compare and hash by value, whatever zeros they were written with")
  func comparesByValue() throws {
    let a = try #require(FEELDecimal("1.50"))
    let b = try #require(FEELDecimal("1.5"))
    #expect(a == b)
    #expect(Set([a, b, FEELDecimal("15e-1")!]).count == 1)
    #expect(FEELDecimal(0) == FEELDecimal("-0.000"))
    #expect(FEELDecimal("1e30")! > FEELDecimal("999999999999999999999999999999")!)
    #expect(FEELDecimal("-1e6000")! < FEELDecimal("1e-6000")!)
    #expect(FEELDecimal("0.1")! < FEELDecimal("0.1000000000000000000000000000000001")!)
  }

  @Test("order agrees with a sort of texts made in order")
  func sorts() {
    let texts = [
      "-1e40", "-20.5", "-20.49", "-1e-40", "0", "1e-40", "0.333", "1", "1.000000000000000000000000000000001", "1e2", "100.1", "1e40",
    ]
    #expect(
      texts.compactMap { FEELDecimal($0) }.shuffled().sorted().map(\.description) == texts.compactMap { FEELDecimal($0)?.description })
  }

  @Test("a measured value on the exact half goes to the even neighbour; one beside it does not")
  func quantisesTheExactDouble() {
    #expect(FEELDecimal(quantizing: 0.125, fractionDigits: 2).description == "0.12")
    #expect(FEELDecimal(quantizing: 0.375, fractionDigits: 2).description == "0.38")
    // 2.675 in binary lies below the decimal 2.675.
    #expect(FEELDecimal(quantizing: 2.675, fractionDigits: 2).description == "2.67")
    #expect(FEELDecimal(quantizing: 999.995, fractionDigits: 2).description == "1000")
    #expect(FEELDecimal(quantizing: -0.001, fractionDigits: 2).description == "0")
    #expect(FEELDecimal(quantizing: .leastNonzeroMagnitude, fractionDigits: 20).description == "0")
    #expect(FEELDecimal(quantizing: .greatestFiniteMagnitude, fractionDigits: 2) > FEELDecimal("1.7e308")!)
  }

  @Test("beyond the range there is no result, and the plain operators stop at the largest number")
  func range() throws {
    let huge = try #require(FEELDecimal("9e6144"))
    #expect(huge.adding(huge) == nil)
    #expect(huge.multiplied(by: huge) == nil)
    #expect(huge + huge == .greatestFiniteMagnitude)
    #expect(-huge - huge == -FEELDecimal.greatestFiniteMagnitude)
    #expect(FEELDecimal(1) / FEELDecimal(0) == nil)
    #expect(try #require(FEELDecimal("1e-6000")).multiplied(by: try #require(FEELDecimal("1e-6000"))) == FEELDecimal(0))
    #expect(FEELDecimal(Int.min).description == "-9223372036854775808")
    #expect((-FEELDecimal(Int.min)).description == "9223372036854775808")
    #expect(FEELDecimal(-1).squareRoot == nil)
    #expect(FEELDecimal(0).naturalLogarithm == nil)
    #expect(FEELDecimal(Int.max).power(FEELDecimal(Int.max)) == nil)
    #expect(FEELDecimal(-2).power(FEELDecimal("0.5")!) == nil)
  }

  @Test("a double and back is the same double", arguments: [0.1, 999.7, 1e22, -3.5, 4.35e-7, 123456789.123])
  func doubles(value: Double) {
    #expect(FEELDecimal(value.description)?.doubleValue == value)
  }

  @Test("a result in many digits is the same whatever the representation it was computed from")
  func representationDoesNotMatter() throws {
    let a = try #require(FEELDecimal("2.000000000000000000000000000000000"))
    let b = try #require(FEELDecimal("3.00"))
    #expect(a * b == FEELDecimal(6))
    #expect((a * b).description == "6")
    #expect(a.divided(by: b)?.description == "0.6666666666666666666666666666666667")
  }
}
