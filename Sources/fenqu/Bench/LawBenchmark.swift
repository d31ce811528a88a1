import Dispatch
import ExactJSON
import FEEL
import Screening
import Service
import Zoning

/// The lists of a data folder: how their conditions are evaluated, and how fast whole assessments are apart from geometry.
struct LawBenchmark {
  let service: ZoningService
  let count: Int

  func run() throws -> [RulesBenchmark.Row] {
    guard let day = CivilDate("2026-11-25") else { preconditionFailure("the benchmark's day is a date") }
    let rulebook = try service.library.state(asOf: day).rulebook
    var units: [String] = []
    var clauses: [Clause] = []
    for edition in rulebook.editions {
      for tier in Tier.allCases {
        let owners = edition.lists.owners(ofTier: tier)
        if tier == .unit { units += owners }
        for owner in owners { clauses += edition.lists.clauses(ofOwner: owner) ?? [] }
      }
    }
    return [coverage(clauses, rulebook)] + (try screening(units.sorted(), rulebook))
  }

  private func coverage(_ clauses: [Clause], _ rulebook: Rulebook) -> RulesBenchmark.Row {
    var counts: [ConditionCompiler.Coverage: Int] = [:]
    let start = DispatchTime.now().uptimeNanoseconds
    var conditions = 0
    for clause in clauses {
      for text in [clause.applies, clause.kept, clause.except].compactMap({ $0 }) {
        conditions += 1
        counts[rulebook.compiler.coverage(of: text), default: 0] += 1
      }
    }
    let seconds = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
    func share(_ kinds: ConditionCompiler.Coverage...) -> JSONValue {
      let n = kinds.reduce(0) { $0 + (counts[$1] ?? 0) }
      return .number(FEELDecimal(quantizing: Double(n) / Double(max(conditions, 1)), fractionDigits: 4).description)
    }
    return RulesBenchmark.Row(
      task: "rules.coverage", rate: Double(conditions) / max(seconds, 1e-9), unit: "conditions compiled/s",
      more: [
        JSONMember(key: "clauses", value: .int(clauses.count)), JSONMember(key: "conditions", value: .int(conditions)),
        JSONMember(key: "plainShare", value: share(.plain)), JSONMember(key: "compiledShare", value: share(.plain, .shared)),
        JSONMember(key: "general", value: .int(counts[.general] ?? 0)), JSONMember(key: "refused", value: .int(counts[.refused] ?? 0)),
      ])
  }

  /// Seeded projects in seeded units with map facts as if measured: judged with every trace kept, and then written out.
  private func screening(_ units: [String], _ rulebook: Rulebook) throws -> [RulesBenchmark.Row] {
    var random = RuleRandom(seed: RulesBenchmark.seed)
    var places = SeededPlaces()
    let assessor = Assessor(rulebook: rulebook)
    let layers = rulebook.layers.keys.sorted()
    var judging: [Double] = []
    var writing: [Double] = []
    var clauses = 0
    var bytes = (verdict: 0, trace: 0)
    var sum: UInt64 = 0xCBF2_9CE4_8422_2325
    // The first ones compile conditions; they are not timed.
    let warm = min(50, count)
    guard !units.isEmpty else { throw ServiceError(.badInput, "数据目录中没有管控单元的清单，无法测试。", field: "data") }
    for i in 0..<(count + warm) {
      let project = try ProjectFacts(places.project(i))
      guard let code = ControlUnitCode(random.pick(units)) else { continue }
      let findings = Self.findings(code)
      let map = Self.map(layers, &random)
      let start = DispatchTime.now().uptimeNanoseconds
      let verdict = try assessor.verdict(project: project, findings: findings, map: map)
      let judged = DispatchTime.now().uptimeNanoseconds
      let assessment = try assessor.assessment(of: verdict, assumed: []).assessment
      guard i >= warm else { continue }
      judging.append(Double(judged - start) / 1e6)
      writing.append(Double(DispatchTime.now().uptimeNanoseconds - start) / 1e6)
      clauses += assessment.clauses.count
      bytes.verdict += verdict.byteCount
      bytes.trace += verdict.traceByteCount
      for clause in assessment.clauses { for byte in clause.because.utf8 { sum = (sum ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 } }
    }
    func row(_ task: String, _ times: [Double], _ more: [JSONMember]) -> RulesBenchmark.Row {
      RulesBenchmark.Row(
        task: task, rate: Double(times.count) / max(times.reduce(0, +), 1e-9) * 1000, unit: "screenings/s", times: times,
        checksum: String(sum, radix: 16), more: [JSONMember(key: "clauses", value: .int(clauses))] + more)
    }
    return [
      row(
        "rules.screening", judging,
        [
          JSONMember(key: "bytesEach", value: .int(bytes.verdict / max(judging.count, 1))),
          JSONMember(key: "traceBytesEach", value: .int(bytes.trace / max(judging.count, 1))),
        ]), row("rules.assessment", writing, []),
    ]
  }

  private static func findings(_ code: ControlUnitCode) -> SiteFindings {
    let county = String(code.text.dropFirst(2).prefix(6))
    return SiteFindings(
      site: SiteDescription(
        kind: .polygon, areaSquareMetres: FEELDecimal(10_000), perimeterMetres: FEELDecimal(400), lengthMetres: nil, widthMetres: nil,
        outsideShare: .zero, geometry: .object(["type": .string("Polygon")]), notes: []),
      areaMethod: "ellipsoid",
      units: [
        MetUnit(
          code: code, name: code.text, unitClass: .key, county: NamedPlace(code: county, name: county),
          city: NamedPlace(code: county.prefix(4) + "00", name: county), areaSquareMetres: FEELDecimal(10_000), share: .one,
          lengthMetres: nil)
      ], zones: [], tolerated: [], nearest: [], registry: ["region.airAttained": .boolean(true)], insideProvince: true)
  }

  private static func map(_ layers: [String], _ random: inout RuleRandom) -> RecordedMapFacts {
    var values: [MapFact: FEELValue] = [:]
    for layer in layers {
      let isMet = random.below(10) == 0
      for kind in MapFact.Kind.allCases {
        values[MapFact(kind, layer)] =
          switch kind {
          case .in, .within: .boolean(isMet)
          case .area, .length: .number(FEELDecimal(isMet ? 100 + random.below(5_000) : 0))
          case .share: .number(isMet ? .one : .zero)
          case .distance: .number(FEELDecimal(isMet ? 0 : random.below(20_000)))
          case .nearest: .string(layer)
          case .both, .reach: .boolean(isMet)
          case .attribute: .list([])
          }
      }
    }
    return RecordedMapFacts(values)
  }
}
