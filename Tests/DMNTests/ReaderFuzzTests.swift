import DMN
import FEEL
import Foundation
import Testing
import Trials

@Suite("Fuzz of the readers")
struct ReaderFuzzTests {
  /// FENQU_LONG=1 takes ten million of each.
  static let isLong = ProcessInfo.processInfo.environment["FENQU_LONG"] == "1"
  /// Where a long run begins its random numbers; runs of other seeds add to each other.
  static let seed = ProcessInfo.processInfo.environment["FENQU_SEED"].flatMap { UInt64($0) } ?? 11

  private static func kitFiles() throws -> [Data] {
    let names = FileManager.default.enumerator(at: ConformanceKitTests.kit.resolvingSymlinksInPath(), includingPropertiesForKeys: nil)
    var found: [URL] = []
    while let next = names?.nextObject() as? URL { if next.pathExtension == "dmn" { found.append(next) } }
    return try found.sorted { $0.path < $1.path }.map { try Data(contentsOf: $0) }.filter { $0.count < 30_000 }
  }

  /// Reads, links, evaluates and writes; whether it was a model.
  private static func use(_ data: Data) -> Bool {
    do throws(DMNError) {
      let model = try DMNReader.model(data)
      let engine = try DMNEngine(model)
      for name in engine.decisionNames.sorted().prefix(3) {
        _ = try engine.evaluate(name, inputs: [], limits: FEELLimits(steps: 20_000))
      }
      _ = DMNWriter.xml(model)
      return true
    } catch {
      #expect(error.message.hasSuffix("。"))
      return false
    }
  }

  @Test("no mutilated model crashes or hangs the reader, the linker or the evaluation")
  func models() throws {
    let files = try Self.kitFiles()
    try #require(files.count > 40)
    var pieces = ModelPieces(seed: Self.seed)
    var taken = 0
    var refused = 0
    let clock = ContinuousClock()
    let rounds = Self.isLong ? 10_000_000 : 5_000
    for round in 0..<rounds {
      // A whole model of the kit now and then, small ones of every form between.
      let isOfKit = round % (Self.isLong ? 200 : 5) == 0
      let whole = isOfKit ? files[(round / 5) % files.count] : pieces.document()
      let data = isOfKit || pieces.random.chance(50) ? pieces.torn(whole) : whole
      let took = clock.measure { if Self.use(data) { taken += 1 } else { refused += 1 } }
      if took > .seconds(2) { Issue.record("seed \(Self.seed), round \(round): \(took)") }
      if Self.isLong, round % 1_000_000 == 999_999 { print("models: \(round + 1), taken \(taken), refused \(refused)") }
    }
    #expect(taken > rounds / 10)
    #expect(refused > rounds / 10)
  }

  @Test("no text made of the language's own pieces crashes or hangs the reader or the evaluation")
  func expressions() {
    let pieces = [
      "1", "0.5", "\"文\"", "true", "null", "[", "]", "(", ")", "{", "}", "a", "a b", "项目", ".", "..", "...", ",", ":", "+", "-", "*", "/",
      "**",
      "=", "!=", "<", ">=", " in ", " and ", " or ", "if ", " then ", " else ", "for x in ", " return ", "some x in ", " satisfies ",
      "function(x) ", " instance of ", "list<number>", "not(", "count(", "sort(", "string join(", "@\"2026-08-15\"", "@\"P1D\"", "?",
      "item", "partial", "date(", "，", "（", "“", "１", "、", " between ", "//", "/*", "*/", "\\u", "1e999999", "x", " external ",
    ]
    var random = SeededGenerator(seed: Self.seed)
    var read = 0
    let clock = ContinuousClock()
    let names = FEELKnownNames(variables: ["a", "a b", "项目"])
    let values = FEELVariables(
      FEELContext([("a", .number(FEELDecimal(3))), ("a b", .list([.null])), ("项目", .unknown(facts: ["p"]))]))
    let rounds = Self.isLong ? 10_000_000 : 10_000
    for round in 0..<rounds {
      let text = (0...random.below(14)).map { _ in random.pick(pieces) }.joined()
      let took = clock.measure {
        if let expression = try? FEELExpression.parse(text, names: names) {
          read += 1
          _ = try? expression.evaluate(in: values)
        }
        _ = try? FEELExpression.parseUnaryTests(text, names: names)
      }
      if took > .milliseconds(500) { Issue.record("seed \(Self.seed), round \(round): \(text) took \(took)") }
      if Self.isLong, round % 1_000_000 == 999_999 { print("expressions: \(round + 1), read \(read)") }
    }
    #expect(read > rounds / 100)
  }
}
