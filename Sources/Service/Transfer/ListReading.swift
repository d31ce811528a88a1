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
  ///
  /// Throws every bad cell of every file at once.
  static func readLists(_ files: [(name: String, bytes: [UInt8])], check: ListCheck, worker: any IsolatedWorker) async throws
    -> ListFileContent
  {
    var reading = ListReading()
    for file in files {
      do {
        reading.add(
          ListLines.areIn(file)
            ? try ListLines(file.name, check).content(file.bytes)
            : try await ClauseListFile.read(
              file.bytes, fileName: file.name, worker: worker, limits: .layer, outcomes: outcomeWords, checking: check.fault))
      } catch { try reading.note(error) }
    }
    return try reading.result()
  }

  /// The same for CSV and JSON lines, which need no worker.
  static func readTextLists(_ files: [(name: String, bytes: [UInt8])], check: ListCheck) throws -> ListFileContent {
    var reading = ListReading()
    for file in files {
      do {
        reading.add(
          ListLines.areIn(file)
            ? try ListLines(file.name, check).content(file.bytes)
            : try ClauseListFile.content(file.bytes, fileName: file.name, limits: .layer, checking: check.fault))
      } catch { try reading.note(error) }
    }
    return try reading.result()
  }
}

/// What several list files hold together, and what is wrong with any of them.
private struct ListReading {
  private var content = ListFileContent(clauses: [])
  private var bad: [ListFileFaults] = []

  mutating func add(_ part: ListFileContent) { content.add(part) }

  /// Goes on after bad cells; throws every other error.
  mutating func note(_ error: any Error) throws {
    guard case .badList(let faults)? = error as? ExchangeError else { throw error }
    bad.append(faults)
  }

  /// Outcomes as codes, whatever word a sheet used for them; what is no outcome stays and is refused when scenarios are run.
  func result() throws -> ListFileContent {
    if bad.count == 1 { throw ExchangeError.badList(bad[0]) }
    if !bad.isEmpty { throw ExchangeError.badLists(bad) }
    var whole = content
    whole.scenarios = content.scenarios?.map { s in
      var s = s
      s.expected = s.expected.map { ($0.clause, Outcome(codeOrWord: $0.outcome)?.rawValue ?? $0.outcome) }
      return s
    }
    return whole
  }
}
