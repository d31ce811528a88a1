import FEEL
import Trials
import Foundation
import Testing

@Suite("Hostile expressions end within limits", .serialized)
struct HostileTests {
  static let all = HostileTexts.all + HostileKinds.all

  /// Reads, evaluates and prints, whatever it comes to.
  private static func run(_ text: String) -> String {
    do throws(FEELSyntaxError) {
      let expression = try FEELExpression.parse(text, names: FEELKnownNames(variables: ["a"]))
      do throws(FEELEvaluationError) {
        let value = try expression.evaluate(in: FEELVariables(FEELContext([("a", .null)])))
        return "\(value.hashValue == 0) \(value.canonicalJSON.utf8.count)"
      } catch {
        return error.message
      }
    } catch {
      return error.message
    }
  }

  @Test("hundreds of kinds: none takes more than 100 ms of processor time or 64 MB, whatever it comes to")
  func endsSoonAndSmall() {
    #expect(Self.all.count > 1_000)
    let bounds = ResourceUse.Bounds()
    for text in Self.all {
      var outcome = ""
      let use = ResourceUse.least(within: bounds) { outcome = Self.run(text) }
      #expect(use.milliseconds < bounds.milliseconds, "\(text.prefix(160)) took \(use): \(outcome)")
      #expect(use.growth < bounds.growth, "\(text.prefix(160)) took \(use): \(outcome)")
    }
  }

  @Test(
    "the explanation of a hostile expression is bounded too",
    arguments: [
      "some i in 1..99999, j in 1..99999 satisfies i + j < 0", "for i in 1..100000 return {a: i, b: {c: i}}",
      "(function(f) f(f))(function(f) f(f))",
    ])
  func explanationEnds(text: String) throws {
    let expression = try FEELExpression.parse(text, names: FEELKnownNames())
    let use = ResourceUse.least(within: ResourceUse.Bounds(milliseconds: 300)) {
      #expect(throws: FEELEvaluationError.self) { try expression.explain(in: FEELVariables()) }
    }
    #expect(use.milliseconds < 300)
  }

  @Test("everything runs on a thread with one megabyte of stack")
  func smallStack() {
    let finished = DispatchSemaphore(value: 0)
    let thread = Thread {
      for text in Self.all where text.utf8.count < 30_000 {
        guard let expression = try? FEELExpression.parse(text, names: FEELKnownNames(variables: ["a"])) else { continue }
        _ = try? expression.evaluate(in: FEELVariables(), limits: FEELLimits(steps: 20_000))
        _ = try? expression.explain(in: FEELVariables(), limits: FEELLimits(steps: 20_000))
      }
      finished.signal()
    }
    thread.stackSize = 1024 * 1024
    thread.start()
    #expect(finished.wait(timeout: .now() + 60) == .success)
  }

  @Test(
    "each limit has its own sentence",
    arguments: [
      ("some i in 1..99999, j in 1..99999 satisfies i + j < 0", "表达式的计算量超过上限（500000 步），请化简。"),
      ("for i in 1..1000000 return i", "列表超过上限（100000 项），请缩小范围。"),
      ("(function(f) f(f))(function(f) f(f))", "表达式的调用层数超过上限（500 层），请化简。"),
      ("for i in 1..60 return if i = 1 then \"aaaaaaaaaaaaaaaa\" else partial[-1] + partial[-1]", "文字超过上限（1000000 字节），请缩短。"),
    ])
  func sentences(text: String, message: String) throws {
    let error = #expect(throws: FEELEvaluationError.self) { try value(text) }
    #expect(error?.message == message)
  }

  @Test("limits of the text itself")
  func textLimits() {
    #expect(throws: FEELSyntaxError(offset: 0, length: 20_001, message: "表达式有 20001 个字符，超过上限 20000 个，请拆成几条。")) {
      try value(String(repeating: "1", count: 20_001))
    }
    let error = #expect(throws: FEELSyntaxError.self) { try value(HostileTexts.nested("(", "1", ")", 300)) }
    #expect(error?.message == "表达式嵌套超过 200 层，请拆成几条。")
    #expect((try? value(HostileTexts.nested("(", "1", ")", 150))) == number("1"))
    #expect((try? value(HostileTexts.nested("1+", "1", "", 150))) == number("151"))
  }

  @Test("a thousand parts joined by and or or are no depth")
  func wideJunctions() throws {
    #expect(try value(HostileTexts.nested("true and ", "false", "", 1_000)) == .boolean(false))
    #expect(try value(HostileTexts.nested("false or ", "true", "", 1_000)) == .boolean(true))
  }

  @Test("random bytes and broken expressions never trap")
  func mutations() throws {
    var random = SeededGenerator(seed: 99)
    let seeds = [
      "项目.建设性质 in (\"新建\", \"扩建\") and 距离(\"长江\") > 1000.5", "for i in 1..3, j in [1, 2] return {a: i, b: function(x: number) x ** j}.b(2)",
      "some x in [1..3] satisfies x between 1 and 2 or not(x instance of list<number>)",
      "@\"2026-08-15T00:00:00+08:00\" - @\"P1DT2H\" /* c */ // d\n = null",
      "if a then [1,2][item > 1][-1] else matches(\"a\\\\d\", \"[^a-z]{1,3}?\")",
    ]
    let pieces = [
      "(", ")", "[", "]", "{", "}", "..", ".", ",", ":", "\"", "@", "?", "-", "**", " in ", " and ", "if ", "for ", "，", "“", "\u{0}", "𠮷",
      "é", "\\", "/*", "//", "1e", "not(",
    ]
    var parsed = 0
    for _ in 0..<20_000 {
      var scalars = Array(random.pick(seeds).unicodeScalars)
      for _ in 0...random.below(4) {
        let place = random.below(scalars.count + 1)
        if random.chance(40), place < scalars.count {
          scalars.remove(at: place)
        } else {
          scalars.insert(contentsOf: random.pick(pieces).unicodeScalars, at: place)
        }
      }
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars)
      let text = String(view)
      do throws(FEELSyntaxError) {
        let expression = try FEELExpression.parse(text, names: FEELKnownNames(paths: [["项目", "建设性质"], ["a"]], functions: ["距离"]))
        parsed += 1
        _ = try? expression.evaluate(in: FEELVariables(), limits: FEELLimits(steps: 5_000))
        _ = expression.referencedNames
      } catch {
        #expect(error.offset + error.length <= text.count, "\(text)")
        #expect(error.message.hasSuffix("。"), "\(text)")
      }
    }
    #expect(parsed > 1_000)
  }
}
