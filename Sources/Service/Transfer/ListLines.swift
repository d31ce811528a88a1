import ExactJSON
import Exchange
import Zoning

/// A list as JSON lines: a clause or a scenario a line, blank lines passed over.
struct ListLines {
  private let name: String
  private let check: ListCheck

  init(_ name: String, _ check: ListCheck) {
    self.name = name
    self.check = check
  }

  /// Whether a file is JSON lines by its first character, or empty and named so.
  static func areIn(_ file: (name: String, bytes: [UInt8])) -> Bool {
    let first = text(file.bytes).first { !blanks.contains($0) }
    return first == UInt8(ascii: "{") || first == nil && file.name.lowercased().hasSuffix(".jsonl")
  }

  /// Throws `badList` with every bad line.
  func content(_ bytes: [UInt8]) throws -> ListFileContent {
    var content = ListFileContent(clauses: [])
    // An empty file named for scenarios says that there are none.
    if name.lowercased().hasSuffix(".scenarios.jsonl") { content.scenarios = [] }
    var faults: [ListFileFaults.Fault] = []
    for (row, line) in Self.lines(bytes) {
      do {
        let json = try JSONValue(parsing: line)
        if json["expect"] != nil || json["facts"] != nil {
          content.add(ListFileContent(clauses: [], scenarios: [try ClauseScenario(json).tidied]))
          continue
        }
        let clause = try Clause(json).tidied
        let cells = [(column: "document", text: clause.source.document)] + clause.conditions
        let found = cells.compactMap { column, text in check.fault(column, text).map { (column, $0) } }
        faults += found.map { column, why in
          .init(row: row, column: column, element: "第 \(row) 行条款“\(clause.id)”", reason: why.reason, remedy: why.remedy)
        }
        content.add(ListFileContent(clauses: [clause]))
      } catch {
        let why = ServiceError(translating: error).message
        faults.append(.init(row: row, column: nil, reason: why.hasSuffix("。") ? String(why.dropLast()) : why, remedy: "请改正这一行"))
      }
    }
    guard faults.isEmpty else {
      throw ExchangeError.badList(
        ListFileFaults(
          file: name, faults: Array(faults.prefix(ListFileFaults.limit)), isCut: faults.count > ListFileFaults.limit))
    }
    return content
  }

  /// The scenarios that were stored with an edition.
  static func storedScenarios(_ bytes: [UInt8]) throws -> [ClauseScenario] {
    try lines(bytes).map { try ClauseScenario(JSONValue(parsing: $0.line)) }
  }

  private static let blanks: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]

  private static func text(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
  }

  /// The lines that hold something, with their numbers from 1.
  private static func lines(_ bytes: [UInt8]) -> [(row: Int, line: ArraySlice<UInt8>)] {
    text(bytes).split(separator: 0x0A, omittingEmptySubsequences: false).enumerated().compactMap { i, line in
      line.allSatisfy { blanks.contains($0) } ? nil : (i + 1, line)
    }
  }
}
