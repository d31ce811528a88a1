import ExactJSON
import Exchange
import FEEL
import Screening
import Zoning

/// The forms in which a list goes out and in.
public enum ListFormat: String, Sendable, CaseIterable {
  case xlsx, csv, jsonl, dmn
  /// The CSV of the clauses with that of the scenarios, packed together.
  case zip

  /// The media type, for HTTP.
  public var mediaType: String {
    switch self {
    case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    case .csv: "text/csv; charset=utf-8"
    case .jsonl: "application/jsonl; charset=utf-8"
    case .dmn: "application/dmn+xml; charset=utf-8"
    case .zip: "application/zip"
    }
  }

  /// Whether scenarios have a place in it.
  public var holdsScenarios: Bool { self == .xlsx || self == .dmn || self == .zip }
}

extension ZoningService {
  /// Code and word of every outcome.
  public static let outcomeWords: [(code: String, word: String)] = Outcome.allCases.map { ($0.rawValue, $0.chinese) }

  /// A list as a file.
  ///
  /// Throws `badList` where a format cannot hold a text, naming clause, column and remedy.
  static func listFile(_ clauses: [Clause], _ scenarios: [ClauseScenario], as format: ListFormat) throws -> [UInt8] {
    switch format {
    case .xlsx: return try ListWorkbook(outcomes: outcomeWords).write(clauses, scenarios: scenarios)
    case .csv: return ClauseListFile.write(clauses)
    case .jsonl: return clauses.flatMap { $0.json.canonicalBytes }
    case .dmn:
      let compiler = ConditionCompiler(catalogue: .standard)
      return try ListModel(outcomes: outcomeWords) { text in
        if case .success(let expression) = compiler.expression(text) { return expression }
        return nil
      }.write(clauses, scenarios: scenarios)
    case .zip:
      return ZipWriter.archive([
        ("lists.csv", ClauseListFile.write(clauses)), ("lists.scenarios.csv", ClauseListFile.write(scenarios: scenarios)),
      ])
    }
  }
}
