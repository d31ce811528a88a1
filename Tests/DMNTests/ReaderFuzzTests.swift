import DMN
import FEEL
import Foundation
import Testing

/// SplitMix64: the same inputs from the same seed everywhere.
private struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

@Suite("Fuzz of the readers")
struct ReaderFuzzTests {
  /// FENQU_LONG=1 takes a thousand times as many.
  static let factor = ProcessInfo.processInfo.environment["FENQU_LONG"] == "1" ? 1_000 : 1

  private static func kitFiles(_ suffix: String) throws -> [Data] {
    let names = FileManager.default.enumerator(at: ConformanceKitTests.kit, includingPropertiesForKeys: nil)
    var found: [URL] = []
    while let next = names?.nextObject() as? URL { if next.pathExtension == suffix { found.append(next) } }
    return try found.sorted { $0.path < $1.path }.map { try Data(contentsOf: $0) }.filter { $0.count < 30_000 }
  }

  private static func mutated(_ data: Data, _ random: inout Seeded) -> Data {
    var bytes = [UInt8](data)
    let pieces: [String] = ["<", ">", "/>", "&", "\"", "<a>", "</a>", "<text>", "null", "((", "..", "，", "（", "\u{0}", "]]>", "<![CDATA["]
    for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
      let at = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...40, using: &random)))
      case 2: bytes.insert(contentsOf: Array(pieces.randomElement(using: &random)!.utf8), at: at)
      default:
        let from = Int.random(in: 0..<bytes.count, using: &random)
        bytes.insert(contentsOf: Array(bytes[from..<min(bytes.count, from + Int.random(in: 1...200, using: &random))]), at: at)
      }
    }
    return Data(bytes)
  }

  @Test("no mutilated model crashes or hangs the reader, the linker or the evaluation")
  func models() throws {
    let files = try Self.kitFiles("dmn")
    try #require(files.count > 40)
    var random = Seeded(state: 11)
    var taken = 0
    var refused = 0
    let clock = ContinuousClock()
    for round in 0..<(1_500 * Self.factor) {
      let data = Self.mutated(files[round % files.count], &random)
      let took = clock.measure {
        do throws(DMNError) {
          let model = try DMNReader.model(data)
          let engine = try DMNEngine(model)
          taken += 1
          for name in engine.decisionNames.sorted().prefix(3) { _ = try engine.evaluate(name, inputs: []) }
          _ = DMNWriter.xml(model)
        } catch {
          refused += 1
          #expect(error.message.hasSuffix("。"))
        }
      }
      #expect(took < .seconds(2), "round \(round)")
    }
    #expect(taken > 0)
    #expect(refused > 0)
  }

  @Test("no text made of the language's own pieces crashes or hangs the reader or the evaluation")
  func expressions() {
    let pieces = [
      "1", "0.5", "\"文\"", "true", "null", "[", "]", "(", ")", "{", "}", "a", "a b", "项目", ".", "..", ",", ":", "+", "-", "*", "/", "**",
      "=", "!=", "<", ">=", " in ", " and ", " or ", "if ", " then ", " else ", "for x in ", " return ", "some x in ", " satisfies ",
      "function(x) ", " instance of ", "list<number>", "not(", "count(", "sort(", "string join(", "@\"2026-08-15\"", "@\"P1D\"", "?",
      "item", "partial", "date(", "，", "（", "“", "１", "、", " between ", "//", "/*", "*/", "\\u", "1e999999", "x", " external ",
    ]
    var random = Seeded(state: 5)
    var read = 0
    let clock = ContinuousClock()
    let names = FEELKnownNames(variables: ["a", "a b", "项目"])
    let values = FEELVariables(
      FEELContext([("a", .number(FEELDecimal(3))), ("a b", .list([.null])), ("项目", .unknown(facts: ["p"]))]))
    for round in 0..<(10_000 * Self.factor) {
      let count = Int.random(in: 1...14, using: &random)
      let text = (0..<count).map { _ in pieces.randomElement(using: &random)! }.joined()
      let took = clock.measure {
        if let expression = try? FEELExpression.parse(text, names: names) {
          read += 1
          _ = try? expression.evaluate(in: values)
        }
        _ = try? FEELExpression.parseUnaryTests(text, names: names)
      }
      #expect(took < .milliseconds(500), "round \(round): \(text)")
    }
    #expect(read > 100)
  }
}
