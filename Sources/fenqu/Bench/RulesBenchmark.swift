import Dispatch
import ExactJSON
import FEEL
import Foundation
import Screening
import Service
import Zoning

/// Distinct conditions over projects of which one fact in ten is missing, on one thread.
struct RulesBenchmark {
  static let seed: UInt64 = 20_261_125
  static let conditions = 10_000
  static let projects = 1_000
  /// Projects that the general evaluator and the peer are timed over: both are slower by an order of magnitude.
  static let sample = 20

  let facts = RuleFacts(catalogue: .standard)

  struct Row {
    var task: String
    var rate: Double
    var unit = "conditions/s"
    var times: [Double] = []
    var peer: RulesPeer.Timing?
    var agreement: String?
    var checksum = ""
    var more: [JSONMember] = []

    var json: JSONValue {
      func number(_ d: Double?) -> JSONValue { d.map(ScreenBenchmark.Row.number) ?? .null }
      let row: [(String, JSONValue)] = [
        ("task", .string(task)), ("rate", number(rate)), ("unit", .string(unit)), ("p50Milliseconds", number(percentile(50))),
        ("p99Milliseconds", number(percentile(99))), ("peer", .text(peer.map { "zen-engine \($0.version)" })),
        ("peerRate", number(peer?.rate)), ("ratio", number(peer.map { rate / $0.rate })), ("agreement", .text(agreement)),
        ("checksum", .string(checksum)),
      ]
      return .object(row.map { JSONMember(key: $0.0, value: $0.1) } + more)
    }

    var text: String {
      let name = task + String(repeating: " ", count: max(1, 22 - task.count))
      var line = "\(name)\(ScreenBenchmark.Row.text(rate)) \(unit)"
      if let peer {
        line += "  zen-engine \(peer.version) \(ScreenBenchmark.Row.text(peer.rate))  ×\(ScreenBenchmark.Row.text(rate / peer.rate))"
      }
      line += more.map { "  \($0.key) \($0.value.canonicalText)" }.joined()
      return line + (checksum.isEmpty ? "" : "  校验 \(checksum)") + (agreement.map { "\n  \($0)" } ?? "") + "\n"
    }

    private func percentile(_ percent: Int) -> Double? {
      let sorted = times.sorted()
      return sorted.isEmpty ? nil : sorted[min(sorted.count - 1, sorted.count * percent / 100)]
    }
  }

  /// True, false, unknown, other, and a sum over all outcomes with their places.
  struct Tally: Equatable {
    var counts = [0, 0, 0, 0]
    var sum: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ state: PlainResult.State) {
      let code =
        switch state {
        case .yes: 0
        case .no: 1
        case .unknown: 2
        case .other: 3
        }
      counts[code] += 1
      sum = (sum ^ UInt64(code)) &* 0x0000_0100_0000_01B3
    }

    var members: [JSONMember] {
      zip(["true", "false", "unknown", "other"], counts).map { JSONMember(key: $0, value: .int($1)) }
    }
  }

  func run(peer: RulesPeer?) throws -> [Row] {
    var random = RuleRandom(seed: Self.seed)
    var rules: [Rule] = []
    var texts: Set<String> = []
    while rules.count < Self.conditions {
      let rule = Rule.generate(&random, facts)
      if texts.insert(rule.feel(facts)).inserted { rules.append(rule) }
    }
    let projects = (0..<Self.projects).map { _ in facts.project(&random) }
    let names = ConditionCompiler(catalogue: .standard).names
    let vocabulary = PlainVocabulary(prefixFunctions: [.init(name: "属于行业", coarse: ["industries"])])
    let expressions = try rules.map { try FEELExpression.parse($0.feel(facts), names: names) }
    let programs = try expressions.map { try PlainProgram.compile($0, vocabulary: vocabulary).get() }
    precondition(programs.allSatisfy(\.isWhollyPlain), "the benchmark's rules are of kinds that the plain machine covers")

    let engine = PlainEngine(programs: programs, vocabulary: vocabulary)
    let (plain, plainTally) = measure("rules.plain", projects) { engine.run($0, &$1) }
    let (traced, tracedTally) = measure("rules.traced", projects) { engine.trace($0, &$1) }
    let sample = Array(projects.prefix(Self.sample))
    let (_, sampleTally) = measure("rules.plain", sample) { engine.run($0, &$1) }
    let (general, generalTally) = measure("rules.general", sample) { Self.evaluate(expressions, $0, &$1) }
    guard plainTally == tracedTally, generalTally == sampleTally else {
      throw ServiceError(.internalFault, "两种求值的结果不一致，这是程序的错误，请报告。")
    }

    var rows = [plain, traced, general, try compileMemory(&random, texts)]
    if let peer {
      let peer = try peer.run(rules, facts, sample)
      let same = peer.counts == Array(sampleTally.counts.prefix(3))
      func listed(_ counts: some Sequence<Int>) -> String { counts.map(String.init).joined(separator: "/") }
      let words =
        "\(Self.sample) 个项目 × \(rules.count) 条：本程序 真/假/未知 \(listed(sampleTally.counts.prefix(3)))，"
        + "zen-engine \(listed(peer.counts))，\(same ? "一致" : "不一致")。"
        + "zen-engine 没有“未知”：计数时每条写成“必真”“必假”两式并附各事实是否已知；计时只用一式、事实齐全、一次调用输出全部结果。"
      rows[0].peer = peer.timing
      rows[0].agreement = words
      rows[1].peer = peer.timing
      rows[1].agreement = words
    } else {
      rows[0].agreement = "未与 zen-engine 比较：没有找到 Benchmarks/.venv，做法见 Benchmarks/README.md。"
    }
    return rows
  }

  // MARK: Measuring

  /// One pass over the projects, each timed; reading a project's facts is part of it.
  private func measure(_ task: String, _ projects: [RuleProject], _ body: (RuleProject, inout Tally) -> Void) -> (Row, Tally) {
    var tally = Tally()
    var times: [Double] = []
    for project in projects {
      let start = DispatchTime.now().uptimeNanoseconds
      body(project, &tally)
      times.append(Double(DispatchTime.now().uptimeNanoseconds - start) / 1e6)
    }
    let rate = Double(projects.count * Self.conditions) / max(times.reduce(0, +), 1e-9) * 1000
    return (Row(task: task, rate: rate, times: times, checksum: String(tally.sum, radix: 16), more: tally.members), tally)
  }

  private static func evaluate(_ expressions: [FEELExpression], _ project: RuleProject, _ tally: inout Tally) {
    for expression in expressions {
      do throws(FEELEvaluationError) {
        switch try expression.evaluate(in: project) {
        case .boolean(true): tally.add(.yes)
        case .boolean(false): tally.add(.no)
        case .unknown: tally.add(.unknown)
        default: tally.add(.other)
        }
      } catch {
        tally.add(.other)
      }
    }
  }

  /// Compiles a hundred thousand distinct conditions as the product keeps them, tree and program, and reads the process's memory.
  private func compileMemory(_ random: inout RuleRandom, _ known: Set<String>) throws -> Row {
    let count = 100_000
    let before = Self.residentMegabytes()
    let compiler = ConditionCompiler(catalogue: .standard)
    var compiled = 0
    var seen = known
    seen.reserveCapacity(known.count + count)
    var texts: [String] = []
    while texts.count < count {
      let text = Rule.generate(&random, facts).feel(facts)
      if seen.insert(text).inserted { texts.append(text) }
    }
    let prepared = Self.residentMegabytes()
    let start = DispatchTime.now().uptimeNanoseconds
    for text in texts where compiler.coverage(of: text) == .plain { compiled += 1 }
    let seconds = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
    let after = Self.residentMegabytes()
    return Row(
      task: "rules.compile", rate: Double(count) / seconds, unit: "conditions compiled/s",
      more: [
        JSONMember(key: "conditions", value: .int(compiled)), JSONMember(key: "megabytes", value: .int(after - prepared)),
        JSONMember(key: "residentMegabytes", value: .int(after)), JSONMember(key: "residentBeforeMegabytes", value: .int(before)),
      ])
  }

  /// Resident memory of this process; 0 where the system does not tell.
  static func residentMegabytes() -> Int {
    guard let data = FileManager.default.contents(atPath: "/proc/self/statm") else { return 0 }
    let pages = String(decoding: data, as: UTF8.self).split(separator: " ")
    return pages.count > 1 ? (Int(pages[1]) ?? 0) * 4096 / 1_000_000 : 0
  }
}

/// The plain machine over one list of programs.
final class PlainEngine {
  private let programs: [PlainProgram]
  private let frame: PlainFrame
  private let machine = PlainMachine()
  private var trace = PlainTrace()

  init(programs: [PlainProgram], vocabulary: PlainVocabulary) {
    self.programs = programs
    frame = PlainFrame(vocabulary: vocabulary)
  }

  func run(_ project: RuleProject, _ tally: inout RulesBenchmark.Tally) {
    frame.forget()
    for program in programs {
      var result = machine.run(program, frame)
      while let slot = result.unreadSlot {
        frame.fill(slot, from: project)
        result = machine.run(program, frame)
      }
      tally.add(result.isOutside ? .other : result.state)
    }
  }

  func trace(_ project: RuleProject, _ tally: inout RulesBenchmark.Tally) {
    frame.forget()
    for program in programs {
      var result = machine.run(program, frame, into: &trace)
      while let slot = result.unreadSlot {
        frame.fill(slot, from: project)
        result = machine.run(program, frame, into: &trace)
      }
      tally.add(result.isOutside ? .other : result.state)
    }
  }
}
