import ExactJSON
import FEEL
import Zoning

extension ReportComposer {
  mutating func projectPart() -> Part {
    var blocks: [Block] = [.pairs(caption: caption("项目基本情况"), projectRows)]
    if record.facts.isEmpty { blocks.append(.paragraph(Words(Sentences.noFacts))) }
    if let table = pollutantTable { blocks.append(.table(captioned(table))) }
    return Part(title: "项目基本情况", blocks: blocks)
  }

  private mutating func captioned(_ table: ReportTable) -> ReportTable {
    var table = table
    table.caption = caption(table.caption)
    return table
  }

  private var projectRows: [LabelledValue] {
    let facts = FactWording(figures: figures)
    var rows = [LabelledValue(label: "项目名称", value: record.name, isWide: true)]
    if let code = record.projectCode { rows.append(LabelledValue(label: "项目代码", value: code, isWide: true)) }
    if let description = record.description { rows.append(LabelledValue(label: "项目概况", value: description, isWide: true)) }
    var attributes: [String] = []
    // Sources of offsets are mostly one and the same for all pollutants.
    var sources: [(source: String, pollutants: [String])] = []
    for fact in record.facts {
      if Pollutants.amount(of: fact.key) != nil { continue }
      let label = facts.label(fact.key)
      let value = facts.value(fact.key, fact.value)
      if fact.key.hasPrefix("attributes.") {
        attributes.append("\(label)：\(value)")
      } else if let pollutant = Pollutants.offsetSource(of: fact.key), fact.value.stringValue != nil {
        if let i = sources.firstIndex(where: { $0.source == value }) {
          sources[i].pollutants.append(pollutant)
        } else {
          sources.append((value, [pollutant]))
        }
      } else {
        rows.append(LabelledValue(label: label, value: value, isWide: value.count > 16 || label.count > 16))
      }
    }
    for s in sources {
      rows.append(LabelledValue(label: "削减替代来源", value: "\(s.pollutants.joined(separator: "、"))：\(s.source)", isWide: true))
    }
    if !attributes.isEmpty { rows.append(LabelledValue(label: "特征属性", value: attributes.joined(separator: "；"), isWide: true)) }
    return rows
  }

  /// Tonnes a year by pollutant: this project's increment, what exists, what is offset; nil where none was supplied.
  private var pollutantTable: ReportTable? {
    var columns: [String] = []
    var rows: [(Pollutants, [String: String])] = Pollutants.allCases.map { ($0, [:]) }
    for fact in record.facts {
      guard let (kind, pollutant) = Pollutants.amount(of: fact.key), let text = fact.value.numberText, let number = FEELDecimal(text) else {
        continue
      }
      if !columns.contains(pollutant) { columns.append(pollutant) }
      for i in rows.indices where rows[i].0 == kind { rows[i].1[pollutant] = figures.exact(number, atLeast: 2) }
    }
    if columns.isEmpty { return nil }
    return ReportTable(
      caption: "污染物年排放量（单位：t/a）",
      columns: [.init(title: "污染物", alignment: .center, width: 24)]
        + columns.map { .init(title: Pollutants.written($0), alignment: .center, width: nil) },
      rows: rows.filter { !$0.1.isEmpty }.map { kind, values in .cells([.strong(kind.label)] + columns.map { Words(values[$0] ?? "—") }) })
  }
}

/// The three blocks of tonnes a year in a project file.
enum Pollutants: CaseIterable {
  case emissions, existing, offset

  var label: String {
    switch self {
    case .emissions: "本项目增量"
    case .existing: "现有"
    case .offset: "削减替代"
    }
  }

  /// `emissions.NH3-N` → emissions and `NH3-N`; nil for every other fact.
  static func amount(of fact: String) -> (Pollutants, String)? {
    let parts = fact.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    switch parts.first {
    case "emissions" where parts.count == 2: return (.emissions, parts[1])
    case "existing" where parts.count == 2: return (.existing, parts[1])
    case "offset" where parts.count == 3 && parts[2] == "amount": return (.offset, parts[1])
    default: return nil
    }
  }

  /// `offset.TP.source` → `TP`.
  static func offsetSource(of fact: String) -> String? {
    let parts = fact.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    return parts.count == 3 && parts[0] == "offset" && parts[2] == "source" ? written(parts[1]) : nil
  }

  static func written(_ pollutant: String) -> String { pollutant == "HM" ? "重金属" : pollutant }
}
