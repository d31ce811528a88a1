import FEEL
import Foundation
import Testing
import Trials

@Suite("the plain machine and the general evaluator")
struct PlainTests {
  static let isLong = ProcessInfo.processInfo.environment["FENQU_LONG"] == "1"

  /// What an evaluation comes to: a value, with unknown facts as a set, or an error.
  enum Outcome: Equatable {
    case value(FEELValue)
    case unknown(Set<String>)
    case failed(FEELEvaluationError)

    init(_ value: FEELValue) { if case .unknown(let facts) = value { self = .unknown(Set(facts)) } else { self = .value(value) } }
  }

  static func general(_ expression: FEELExpression, _ facts: ClauseFacts) -> Outcome {
    do throws(FEELEvaluationError) { return Outcome(try expression.evaluate(in: facts)) } catch { return .failed(error) }
  }

  /// Programs of generated conditions over several sets of facts each, all in one frame as the product does it.
  @Test("both come to the same value, the same unknown facts, over generated conditions")
  func agreement() throws {
    let rounds = Self.isLong ? 10_000_000 : 2_000
    let seed = ProcessInfo.processInfo.environment["FENQU_SEED"].flatMap { UInt64($0) } ?? 20_261_125
    // A long run is of ten million conditions, each under one set of facts; a short one of few under many.
    let evaluations = Self.isLong ? 1 : 10
    var generator = ClauseGenerator(seed: seed)
    var vocabulary = PlainVocabulary(prefixFunctions: ClauseFacts.prefixes)
    var frame = PlainFrame(vocabulary: vocabulary)
    let machine = PlainMachine()
    var seen: [String: Int] = [:]
    for round in 0..<rounds {
      if round % 5_000 == 4_999 {
        // A vocabulary never shrinks; a fresh one keeps a long run small.
        vocabulary = PlainVocabulary(prefixFunctions: ClauseFacts.prefixes)
        frame = PlainFrame(vocabulary: vocabulary)
      }
      if Self.isLong, round % 1_000_000 == 999_999 { print("conditions: \(round + 1), evaluations by outcome: \(seen)") }
      let text = generator.condition(1 + generator.random.below(4))
      let expression = try FEELExpression.parse(text, names: ClauseFacts.names)
      guard case .success(let program) = PlainProgram.compile(expression, vocabulary: vocabulary) else {
        seen["refused", default: 0] += 1
        continue
      }
      for _ in 0..<evaluations {
        let whole = ClauseFacts.complete(&generator.random)
        let facts = whole.partial(&generator.random)
        frame.forget()
        let expected = Self.general(expression, facts)
        guard let value = machine.evaluate(program, frame, in: facts) else {
          seen["outside", default: 0] += 1
          continue
        }
        if Outcome(value) != expected {
          Issue.record("seed \(seed), round \(round): \(text) is \(value), not \(expected), under \(facts.values)")
        }
        switch value {
        case .boolean(true): seen["true", default: 0] += 1
        case .boolean(false): seen["false", default: 0] += 1
        case .unknown: seen["unknown", default: 0] += 1
        default: seen["null", default: 0] += 1
        }
      }
    }
    // The run met every outcome, and the machine answered nearly all of them itself.
    let answered = ["true", "false", "unknown", "null"].map { seen[$0] ?? 0 }
    #expect(answered.allSatisfy { $0 > rounds * evaluations / 100 }, "\(seen)")
    #expect(answered.reduce(0, +) > rounds * evaluations * 8 / 10, "\(seen)")
  }

  @Test("a decided outcome stands, whatever the missing facts turn out to be")
  func soundness() throws {
    var generator = ClauseGenerator(seed: 7)
    let vocabulary = PlainVocabulary(prefixFunctions: ClauseFacts.prefixes)
    let machine = PlainMachine()
    let (less, more) = (PlainFrame(vocabulary: vocabulary), PlainFrame(vocabulary: vocabulary))
    var decided = 0
    for _ in 0..<3_000 {
      let text = generator.condition(3)
      guard
        case .success(let program) = PlainProgram.compile(
          try FEELExpression.parse(text, names: ClauseFacts.names), vocabulary: vocabulary)
      else { continue }
      let whole = ClauseFacts.complete(&generator.random)
      let partial = whole.partial(&generator.random)
      less.forget()
      more.forget()
      guard let before = machine.evaluate(program, less, in: partial), !before.isUnknown,
        let after = machine.evaluate(program, more, in: partial.completed(from: whole)),
        !after.isUnknown
      else { continue }
      decided += 1
      #expect(before == after, "\(text) under \(partial.values)")
    }
    #expect(decided > 1_000)
  }

  @Test("Kleene's laws hold on both", arguments: ["true", "false", "null", "项目.化工"], ["true", "false", "项目.两高", "null"])
  func kleene(a: String, b: String) throws {
    let facts = ClauseFacts(values: ["化工": .unknown(["化工"]), "两高": .unknown(["两高"]), "名称": .null])
    let vocabulary = PlainVocabulary()
    func both(_ text: String) throws -> FEELValue {
      let expression = try FEELExpression.parse(text, names: ClauseFacts.names)
      let general = try expression.evaluate(in: facts)
      let program = try PlainProgram.compile(expression, vocabulary: vocabulary).get()
      let plain = PlainMachine().evaluate(program, PlainFrame(vocabulary: vocabulary), in: facts)
      #expect(plain == general, "\(text)")
      return general
    }
    #expect(try both("\(a) and \(b)") == both("\(b) and \(a)"))
    #expect(try both("\(a) or \(b)") == both("\(b) or \(a)"))
    #expect(try both("not(\(a) and \(b))") == both("not(\(a)) or not(\(b))"))
    #expect(try both("not(\(a) or \(b))") == both("not(\(a)) and not(\(b))"))
    #expect(try both("\(a) and (\(b) or \(a))") == both("\(a) or (\(a) and \(b))"))
    #expect(try both("\(a) and true") == both("\(a) or false"))
    #expect(try both("\(a) and false") == .boolean(false))
    #expect(try both("\(a) or true") == .boolean(true))
    #expect(try both("if \(a) then \(b) else \(b)") == both(b) || both(b).containsUnknown)
  }

  @Test("a traced run leaves the state that an explanation shows")
  func traces() throws {
    var generator = ClauseGenerator(seed: 99)
    let vocabulary = PlainVocabulary(prefixFunctions: ClauseFacts.prefixes)
    let frame = PlainFrame(vocabulary: vocabulary)
    let machine = PlainMachine()
    var trace = PlainTrace()
    var compared = 0
    for _ in 0..<1_500 {
      let expression = try FEELExpression.parse(generator.condition(3), names: ClauseFacts.names)
      guard case .success(let program) = PlainProgram.compile(expression, vocabulary: vocabulary) else { continue }
      let facts = ClauseFacts.complete(&generator.random).partial(&generator.random)
      frame.forget()
      var result = machine.run(program, frame, into: &trace)
      while let slot = result.unreadSlot {
        frame.fill(slot, from: facts)
        result = machine.run(program, frame, into: &trace)
      }
      guard !result.isOutside, let explained = Self.explanation(expression, facts) else { continue }
      let nodes = expression.root.descendants
      #expect(expression.root.nodeCount == nodes.count)
      // A trace looks at more than the result rests on, and says so of neither more nor fewer slots than a run without one.
      #expect(machine.run(program, frame).read == result.read, "\(expression.text) under \(facts.values)")
      let places = Dictionary(uniqueKeysWithValues: nodes.enumerated().map { (ObjectIdentifier($0.element), $0.offset) })
      for part in Self.ownParts(explained) {
        guard let place = places[ObjectIdentifier(part.node)], let value = part.value else { continue }
        let state = trace.state(ofNode: place)
        switch part.node.kind {
        case .and, .or, .not, .comparison, .member, .between: #expect(state != nil, "\(part.source) of \(expression.text)")
        default: break
        }
        guard let state else { continue }
        compared += 1
        let expected: PlainResult.State = value.isUnknown ? .unknown : (value.booleanValue.map { $0 ? .yes : .no } ?? .other)
        #expect(state == expected, "\(part.source) of \(expression.text) under \(facts.values)")
      }
    }
    #expect(compared > 5_000)
  }

  /// The parts that the machine computes itself: what stands within an iteration or a path is one slot.
  private static func ownParts(_ trace: FEELTrace) -> [FEELTrace] {
    switch trace.node.kind {
    case .and, .or, .not, .comparison, .member, .between, .conditional: [trace] + trace.children.flatMap { ownParts($0) }
    default: [trace]
    }
  }

  private static func explanation(_ expression: FEELExpression, _ facts: ClauseFacts) -> FEELTrace? {
    // A part that fails is told apart by the general evaluator alone.
    do { return try expression.explain(in: facts) } catch { return nil }
  }

  @Test("what the machine does not cover is said")
  func refusals() throws {
    let vocabulary = PlainVocabulary()
    let names = FEELKnownNames(variables: (0..<80).map { "a\($0)" })
    let wide = try FEELExpression.parse((0..<80).map { "a\($0)" }.joined(separator: " and "), names: names)
    #expect(throws: PlainProgram.Refusal.tooManyFacts) { try PlainProgram.compile(wide, vocabulary: vocabulary).get() }
    for text in ["> 5", "? > 5"] {
      let cell = try FEELExpression.parseUnaryTests(text, names: names)
      #expect(throws: PlainProgram.Refusal.readsInput) { try PlainProgram.compile(cell, vocabulary: vocabulary).get() }
    }
  }
}
