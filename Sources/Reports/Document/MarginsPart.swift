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
    // Yuan are printed in units of ten thousand: the point moves, no digit is lost.
    let inTenThousands = m.unit == "元"
    let unit = inTenThousands ? "万元" : m.unit
    func figure(_ recorded: FEELDecimal, signed: Bool = false) -> String {
      let d = inTenThousands ? recorded.scaled(by: "0.0001") ?? recorded : recorded
      let sign = signed && d.signum > 0 ? "+" : ""
      switch unit {
      case "1": return sign + figures.exactPercent(d)
      case "%": return sign + figures.exact(d, atLeast: 2) + "%"
      default: return sign + figures.exact(d, atLeast: 2)
      }
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
