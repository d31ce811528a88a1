import Screening
import Zoning

extension ReportComposer {
  mutating func clausesPart() -> Part {
    let blocks: [Block] =
      record.clauses.isEmpty
      ? [.paragraph("没有查验任何要求。")] : [.paragraph(Words(Sentences.legend())), .clauses(caption: caption("相符性逐条分析"), clauseRows)]
    return Part(title: "相符性逐条分析", blocks: blocks)
  }

  /// Clauses under their bands: a band for each tier and owner (each unit its own), then one for each dimension.
  private var clauseRows: [ClauseRow] {
    var rows: [ClauseRow] = []
    var owner: (Tier, String)?
    var dimension: Dimension?
    for c in record.clauses {
      if owner == nil || owner! != (c.tier, c.owner) {
        owner = (c.tier, c.owner)
        dimension = nil
        rows.append(.tier(band(c)))
      }
      if dimension != c.dimension {
        dimension = c.dimension
        rows.append(.dimension(c.dimension.chinese))
      }
      rows.append(
        .clause(
          ClauseEntry(
            number: c.number, id: c.id, text: c.text, source: c.source, situation: wording.sentence(c.because), sign: c.outcome.sign,
            word: c.outcome.chinese, tone: c.outcome.tone)))
    }
    return rows
  }

  private func band(_ c: ClauseRecord) -> String {
    var text = "\(c.tier.chinese)要求"
    if c.tier == .unit {
      text += "　\(c.owner)"
      if c.ownerName != c.owner { text += "　\(c.ownerName)" }
      if let unitClass = record.units.first(where: { $0.code == c.owner })?.unitClass { text += "（\(unitClass.chinese)）" }
    } else if c.ownerName != c.tier.chinese, c.tier != .nation || !c.ownerName.allSatisfy(\.isDigit) {
      text += "　\(c.ownerName)"
    }
    return text
  }

  /// Broken clauses again, short.
  mutating func brokenPart() -> Part {
    let broken = record.clauses(.broken)
    let blocks: [Block] =
      broken.isEmpty
      ? [.paragraph(Words(Sentences.noBroken))]
      : [.table(shortList(caption("未满足的要求"), broken, "未满足的事实")), .paragraph(Words(Sentences.noSearch))]
    return Part(title: "未满足的要求及调整方案", blocks: blocks)
  }

  mutating func openPart() -> Part {
    var blocks: [Block] = [.heading("待定的要求及需补充的事实")]
    let undetermined = record.clauses(.undetermined)
    let faulty = record.clauses(.faulty)
    if undetermined.isEmpty && faulty.isEmpty { blocks.append(.paragraph(Words(Sentences.noUndetermined))) }
    if !record.missingFacts.isEmpty {
      blocks.append(.paragraph(Words(Sentences.facts)))
      blocks.append(.table(missingTable(caption("需补充的事实"))))
    }
    let asked = Set(record.missingFacts.flatMap(\.neededBy))
    let others = undetermined.filter { !asked.contains($0.id) } + faulty
    if !others.isEmpty { blocks.append(.table(shortList(caption("其他待定的要求"), others, "待定的原因"))) }

    blocks.append(.heading("需人工研判的要求"))
    let manual = record.clauses(.manual)
    blocks.append(manual.isEmpty ? .paragraph(Words(Sentences.noManual)) : .table(shortList(caption("需人工研判的要求"), manual, "本项目情况")))
    blocks.append(.heading("应在后续环节落实的要求"))
    let duty = record.clauses(.duty)
    blocks.append(duty.isEmpty ? .paragraph(Words(Sentences.noDuty)) : .table(shortList(caption("应在后续环节落实的要求"), duty, "本项目情况")))
    return Part(title: "待定、需人工研判和后续落实的要求", blocks: blocks)
  }

  private func shortList(_ caption: String, _ clauses: [ClauseRecord], _ situation: String) -> ReportTable {
    ReportTable(
      caption: caption,
      columns: [
        .init(title: "序号", alignment: .center, width: 12), .init(title: "管控要求", alignment: .left, width: nil),
        .init(title: situation, alignment: .left, width: 66),
      ],
      rows: clauses.map {
        .cells([Words(String($0.number)), Words($0.text.shortened(to: 160)), Words(wording.sentence($0.because).shortened(to: 240))])
      })
  }

  private func missingTable(_ caption: String) -> ReportTable {
    ReportTable(
      caption: caption,
      columns: [
        .init(title: "项次", alignment: .center, width: 12), .init(title: "需补充的事实", alignment: .left, width: 40),
        .init(title: "提供者", alignment: .center, width: 20), .init(title: "对应要求", alignment: .left, width: 25),
        .init(title: "需要回答的问题", alignment: .left, width: nil),
      ],
      rows: record.missingFacts.enumerated().map { i, f in
        let unit = FactWording.written(f.unit).map { "（\($0)）" } ?? ""
        var question = f.question
        if !f.options.isEmpty {
          var seen: Set<String> = []
          question += "（可选：\(f.options.filter { seen.insert($0).inserted }.joined(separator: "、"))）"
        }
        return .cells([
          Words(String(i + 1)), Words(f.label + unit), Words(f.supplier?.chinese ?? "—"),
          .close(Sentences.numbers(record.numbers(of: f.neededBy))),
          Words(question),
        ])
      })
  }
}
