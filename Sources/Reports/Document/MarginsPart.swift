import FEEL
import Screening

extension ReportComposer {
  mutating func marginsPart() -> Part {
    let rows = marginRows
    var blocks: [Block] = []
    if rows.isEmpty {
      blocks.append(.paragraph(Words(Sentences.noMargins)))
    } else {
      blocks.append(.margins(caption: caption("临界余量（按紧迫程度排列）"), rows))
      blocks.append(.paragraph(Words(Sentences.bars + (rows.contains(where: \.isBorderline) ? Sentences.borderline : ""))))
    }
    blocks.append(.paragraph(Words(Sentences.noStability)))
    return Part(title: "临界余量与结论稳定性", blocks: blocks)
  }

  /// Margins of clauses that concern the project, the scarcest first: by room as a share of the limit, then by number.
  private var marginRows: [MarginRow] {
    let concerned = record.clauses.compactMap { c in c.outcome == .notApplicable || c.outcome == .context ? nil : c.margin.map { (c, $0) } }
    let order = concerned.map { Self.urgency($0.1) }
    return concerned.indices.sorted { order[$0] != order[$1] ? order[$0] < order[$1] : $0 < $1 }.map {
      row(concerned[$0].0, concerned[$0].1)
    }
  }

  /// Room over limit, negative where short; a limit of zero that is passed comes first of all.
  static func urgency(_ m: ClauseRecord.Margin) -> Double {
    if m.limit.isZero { return m.value.isNegative ? -.infinity : (m.value.isZero ? 0 : .infinity) }
    return (m.value.doubleValue / m.limit.magnitude.doubleValue)
  }

  private func row(_ c: ClauseRecord, _ m: ClauseRecord.Margin) -> MarginRow {
    let facts = FactWording(figures: figures)
    let unit = m.unit
    func figure(_ d: FEELDecimal, signed: Bool = false) -> String {
      let sign = signed && d.signum > 0 ? "+" : ""
      if unit == "1" || unit == "%" { return sign + (unit == "1" ? figures.exactPercent(d) : figures.exact(d, atLeast: 2) + "%") }
      return sign + figures.exact(d, atLeast: 2)
    }
    func quantity(_ d: FEELDecimal) -> String { figures.quantity(figure(d), unit == "%" ? nil : FactWording.written(unit)) }
    return MarginRow(
      clause: "第\(c.number)条", quantity: m.fact.map(facts.label) ?? "按条款计算的数值", actual: quantity(m.actual),
      limit: Self.relation(m.relation) + figures.gap + quantity(m.limit), room: figure(m.value, signed: true),
      ratio: m.limit.isZero ? nil : m.actual.doubleValue / m.limit.doubleValue, isShort: m.isShort, isBorderline: m.borderline)
  }

  static func relation(_ code: String) -> String {
    switch code {
    case ">=": "≥"
    case "<=": "≤"
    default: code
    }
  }
}
