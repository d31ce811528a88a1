import ExactJSON
import Zoning

/// Scenarios as rows: 情景, 事实, 条款编号, 应得结果; a row without facts goes on with those above it.
enum ScenarioRows {
  static let columns = ["情景", "事实", "条款编号", "应得结果"]
  /// Their names in a CSV.
  static let codes = ["scenario", "facts", "clause", "outcome"]

  static func rows(_ scenarios: [ClauseScenario], word: (String) -> String) -> [[String]] {
    scenarios.flatMap { s in
      s.expected.enumerated().map { i, e in
        [i == 0 ? s.name : "", i == 0 ? SpreadsheetEscapes.oneLine(s.facts.canonicalText) : "", e.clause, word(e.outcome)]
      }
    }
  }

  /// Whether a header is that of scenarios, in words or codes.
  static func isHeader(_ cells: [String]) -> Bool {
    let names = cells.map { PlainText.trimmed(PlainText.halfWidth($0)).lowercased() }
    return names.starts(with: columns) || names.starts(with: codes)
  }

  /// The scenarios below the first row; faults go to the collector.
  static func read(_ rows: [(row: Int, cells: [String])], _ faults: inout FaultCollector) -> [ClauseScenario] {
    faults.name(Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($0.offset, $0.element) }))
    var scenarios: [ClauseScenario] = []
    for (row, cells) in rows.dropFirst() {
      let values = columns.indices.map { $0 < cells.count ? PlainText.trimmed(SpreadsheetEscapes.plainLineEnds(cells[$0])) : "" }
      guard values.contains(where: { !$0.isEmpty }) else { continue }
      var begins = true
      if !values[0].isEmpty || !values[1].isEmpty {
        if let facts = facts(values[1]) {
          scenarios.append(ClauseScenario(name: values[0].isEmpty ? "第 \(row) 行" : values[0], facts: facts, expected: []))
        } else {
          begins = false
          faults.add(row, columns[1], "不是 JSON 对象", "请写成 {\"construction\": \"new\", \"map.in.太湖流域\": true} 的形式")
        }
      }
      for i in [2, 3] where values[i].isEmpty { faults.add(row, columns[i], "是空的", "请填写\(columns[i])") }
      guard !scenarios.isEmpty else {
        if begins { faults.add(row, columns[0], "没有情景", "请先写情景名称和事实") }
        continue
      }
      scenarios[scenarios.count - 1].expected.append((values[2], values[3]))
    }
    return scenarios
  }

  private static func facts(_ text: String) -> JSONValue? {
    do {
      let facts = try JSONValue(parsing: text)
      return facts.objectValue == nil ? nil : facts
    } catch {
      return nil
    }
  }
}

extension SpreadsheetEscapes {
  /// Canonical JSON without its closing line end.
  static func oneLine(_ text: String) -> String { text.hasSuffix("\n") ? String(text.dropLast()) : text }
}
