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

  /// The clauses and scenarios of files of any kind, told apart by their content; a CSV or JSON lines hold either.
  static func readLists(_ files: [(name: String, bytes: [UInt8])], check: ListCheck, worker: any IsolatedWorker) async throws
    -> ListFileContent
  {
    var whole = ListFileContent(clauses: [])
    for file in files {
      let part =
        if isJSONLines(file) { try readTextList(file, check: check) } else {
          try await ClauseListFile.read(
            file.bytes, fileName: file.name, worker: worker, limits: limits, outcomes: outcomeWords, checking: checking(check))
        }
      whole.add(part)
    }
    return coded(whole)
  }

  static func readTextLists(_ files: [(name: String, bytes: [UInt8])], check: ListCheck) throws -> ListFileContent {
    var whole = ListFileContent(clauses: [])
    for file in files {
      whole.add(try readTextList(file, check: check))
    }
    return coded(whole)
  }

  /// Outcomes as codes, whatever word a sheet used for them; what is no outcome stays and is refused when scenarios are run.
  private static func coded(_ content: ListFileContent) -> ListFileContent {
    var content = content
    content.scenarios = content.scenarios?.map { s in
      var s = s
      s.expected = s.expected.map { ($0.clause, Outcome(codeOrWord: $0.outcome)?.rawValue ?? $0.outcome) }
      return s
    }
    return content
  }

  private static var limits: SiteLimits { .layer }

  private static func isJSONLines(_ file: (name: String, bytes: [UInt8])) -> Bool {
    let bom: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = file.bytes.starts(with: bom) ? file.bytes.dropFirst(3) : file.bytes[...]
    let first = text.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    return first == UInt8(ascii: "{") || first == nil && file.name.lowercased().hasSuffix(".jsonl")
  }

  /// A faulty condition or document is a bad cell like any other.
  private static func checking(_ check: ListCheck) -> ClauseListFile.ConditionCheck {
    { column, text in
      if column == "document" {
        return check.documents.documents[text] == nil ? ("文件库中没有“\(text.prefix(30))”", "请改成文件库中的简称，或先登记该文件") : nil
      }
      return check.fault(in: text).map { ("条件式写得不对", $0.hasSuffix("。") ? String($0.dropLast()) : $0) }
    }
  }

  private static func readTextList(_ file: (name: String, bytes: [UInt8]), check: ListCheck) throws -> ListFileContent {
    guard isJSONLines(file) else {
      return try ClauseListFile.content(file.bytes, fileName: file.name, limits: limits, checking: checking(check))
    }
    var content = ListFileContent(clauses: [])
    // An empty file named for scenarios says that there are none.
    if file.name.lowercased().hasSuffix(".scenarios.jsonl") { content.scenarios = [] }
    for part in try lines(
      file.bytes, name: file.name,
      { line in
        if line["expect"] != nil || line["facts"] != nil {
          return ListFileContent(clauses: [], scenarios: [try ClauseScenario(line).tidied])
        }
        return ListFileContent(clauses: [try Clause(line).tidied])
      })
    { content.add(part) }
    return content
  }

  static func scenarios(_ bytes: [UInt8], name: String) throws -> [ClauseScenario] {
    try lines(bytes, name: name) { try ClauseScenario($0) }
  }

  private static func lines<T>(_ bytes: [UInt8], name: String, _ make: (JSONValue) throws -> T) throws -> [T] {
    try (bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]).split(separator: 0x0A).filter {
      !$0.allSatisfy { $0 == 0x20 || $0 == 0x0D }
    }.enumerated().map { i, line in
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
