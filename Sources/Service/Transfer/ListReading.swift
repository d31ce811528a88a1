import ExactJSON
import Exchange
import Screening
import Zoning

extension ZoningService {
  /// What a list must be on a day: the documents and layers it may name.
  func listCheck(on day: CivilDate) throws(ServiceError) -> ListCheck {
    let rulebook = try state(day).rulebook
    return ListCheck(documents: rulebook.documents, layers: Set(rulebook.layers.keys))
  }

  /// The clauses and scenarios of files of any kind; `NAME.scenarios.jsonl` beside a text list holds its scenarios.
  static func readLists(_ files: [(name: String, bytes: [UInt8])], check: ListCheck, worker: any IsolatedWorker) async throws
    -> ListFileContent
  {
    var whole = ListFileContent(clauses: [])
    for file in files {
      let part =
        if isJSONLines(file.name) { try readTextList(file.name, file.bytes, check: check) } else {
          try await ClauseListFile.read(file.bytes, fileName: file.name, worker: worker, limits: limits, checking: checking(check))
        }
      whole.clauses += part.clauses
      whole.scenarios += part.scenarios
    }
    return whole
  }

  static func readTextLists(_ files: [(name: String, bytes: [UInt8])], check: ListCheck) throws -> ListFileContent {
    var whole = ListFileContent(clauses: [])
    for file in files {
      let part = try readTextList(file.name, file.bytes, check: check)
      whole.clauses += part.clauses
      whole.scenarios += part.scenarios
    }
    return whole
  }

  private static var limits: SiteLimits { .layer }

  private static func isJSONLines(_ name: String) -> Bool { name.lowercased().hasSuffix(".jsonl") }

  /// A faulty condition or document is a bad cell like any other.
  private static func checking(_ check: ListCheck) -> ClauseListFile.ConditionCheck {
    { column, text in
      if column == "document" {
        return check.documents.documents[text] == nil ? ("文件库中没有“\(text.prefix(30))”", "请改成文件库中的简称，或先登记该文件") : nil
      }
      return check.fault(in: text).map { ("条件式写得不对", $0.hasSuffix("。") ? String($0.dropLast()) : $0) }
    }
  }

  private static func readTextList(_ name: String, _ bytes: [UInt8], check: ListCheck) throws -> ListFileContent {
    if name.lowercased().hasSuffix(".scenarios.jsonl") { return ListFileContent(clauses: [], scenarios: try scenarios(bytes, name: name)) }
    if isJSONLines(name) {
      return ListFileContent(clauses: try lines(bytes, name: name) { try Clause($0) })
    }
    return ListFileContent(clauses: try ClauseListFile.read(bytes, fileName: name, limits: limits, checking: checking(check)))
  }

  static func scenarios(_ bytes: [UInt8], name: String) throws -> [ClauseScenario] {
    try lines(bytes, name: name) { try ClauseScenario($0) }
  }

  private static func lines<T>(_ bytes: [UInt8], name: String, _ make: (JSONValue) throws -> T) throws -> [T] {
    try bytes.split(separator: 0x0A).filter { !$0.allSatisfy { $0 == 0x20 || $0 == 0x0D } }.enumerated().map { i, line in
      do { return try make(try JSONValue(parsing: line)) } catch {
        let why = ServiceError(translating: error).message
        throw ServiceError(.badInput, "“\(name)”第 \(i + 1) 行：\(why)", field: "file")
      }
    }
  }

  /// Refuses lists whose scenarios come to something else, with every difference.
  func proven(_ scenarios: [ClauseScenario], _ clauses: [Clause], _ edition: Edition, _ state: PlanState) throws(ServiceError) {
    guard !scenarios.isEmpty else { return }
    let differences = try refusing { try Assessor(rulebook: state.rulebook).run(scenarios, against: clauses, edition: edition) }
    guard let first = differences.first else { return }
    let more = differences.count > 1 ? "；另有 \(differences.count - 1) 处" : ""
    throw ServiceError(
      .badInput, "情景核对不一致，没有导入：\(first.sentence)\(more)。请改正条款或情景。", field: "scenarios",
      details: [
        JSONMember(
          key: "differences",
          value: .array(
            differences.map {
              .object([
                "scenario": .string($0.scenario), "clause": .string($0.clause), "expected": .string($0.expected),
                "actual": .string($0.actual), "because": .string($0.because),
              ])
            }))
      ])
  }
}
