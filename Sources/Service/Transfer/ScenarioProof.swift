import ExactJSON
import Screening
import Zoning

extension ZoningService {
  /// Refuses lists whose scenarios come to something else, with every difference and every slip of all of them.
  func proven(_ scenarios: [ClauseScenario], _ clauses: [Clause], _ edition: Edition, _ state: PlanState) throws(ServiceError) {
    guard !scenarios.isEmpty else { return }
    let report = try refusing { try Assessor(rulebook: state.rulebook).run(scenarios, against: clauses, edition: edition) }
    let sentences = report.slips + report.differences.map(\.sentence)
    guard let first = sentences.first else { return }
    let more = sentences.count > 1 ? "；另有 \(sentences.count - 1) 处" : ""
    let plain = first.hasSuffix("。") ? String(first.dropLast()) : first
    throw ServiceError(
      .badInput, "\(report.slips.isEmpty ? "情景核对不一致" : "情景写得不对")，没有导入：\(plain)\(more)。请改正条款或情景。", field: "scenarios",
      details: (report.slips.isEmpty
        ? [] : [JSONMember(key: "slips", value: .array(report.slips.map { .object(["sentence": .string($0)]) }))]) + [
          JSONMember(
            key: "differences",
            value: .array(
              report.differences.map {
                .object([
                  "scenario": .string($0.scenario), "clause": .string($0.clause), "expected": .string($0.expected),
                  "actual": .string($0.actual), "because": .string($0.because),
                ])
              }))
        ])
  }
}
