import Zoning

/// How a column looks and is filled in in a workbook.
extension ClauseColumn {
  /// The words of a closed column, nil for free text.
  var words: [String]? {
    switch self {
    case .tier: Tier.allCases.map(\.chinese)
    case .dimension: Dimension.allCases.map(\.chinese)
    case .effect: Effect.allCases.map(\.chinese)
    case .binding: Binding.allCases.map(\.chinese)
    case .judgement: Judgement.allCases.map(\.chinese)
    default: nil
    }
  }

  /// The cell of a workbook: Chinese words where CSV has codes.
  func word(of c: Clause) -> String {
    switch self {
    case .tier: c.tier.chinese
    case .dimension: c.dimension.chinese
    case .effect: c.effect.chinese
    case .binding: c.binding.chinese
    case .judgement: c.judgement.chinese
    default: ClauseListFile.cell(self, of: c)
    }
  }

  /// In characters.
  var width: Double {
    switch self {
    case .text, .cell: 60
    case .applies, .kept, .except, .limits, .heading, .notes: 36
    case .id, .owner, .origin: 22
    case .document, .article, .dimension: 18
    case .tier, .effect, .binding, .judgement, .from, .until, .part: 12
    }
  }

  var guide: String {
    switch self {
    case .id: "全部清单中不重复的短编号，不含空白。"
    case .tier: "从下拉框中选。"
    case .owner: "国家填 000000，全省填 320000，流域（区域）填名称，市域填六位代码，管控单元填 13 位编码。"
    case .dimension: "从下拉框中选，四个维度之一。"
    case .effect: "从下拉框中选：禁止、仅允许（正面清单）、限制、要求、鼓励。"
    case .binding: "约束项目的逐条研判，约束政府的只列出，不评判。"
    case .judgement: "机器判定须写条件；用词含糊（严格控制、原则上、合理）的请选人工研判。"
    case .text: "条款原文。"
    case .document: "文件库中的文件简称。"
    case .article: "如 第二十六条；整份文件为依据的留空。"
    case .from: "条款自何日起施行，如 2026-08-15；与清单同日的留空。"
    case .until: "自何日起失效（当日已失效）；没有期限的留空。"
    case .applies: "条件式：什么项目、什么地方归这一条管。空为一律适用。"
    case .kept: "条件式：归它管的项目怎样算满足，距离、面积、用量写在这里，才有余量可算。"
    case .except: "条件式：但书、除外情形。"
    case .notes: "给后来的编制人看的说明。"
    case .heading: "名词短语清单的动词所在，如 禁止新建、扩建下列项目。"
    case .limits: "句中各个距离，每行一个：长江干支流岸线：1000 米（含），自岸线。起算线：\(LimitReference.allCases.map(\.chinese).joined(separator: "、"))。"
    case .origin: "从同一单元格或同一句拆出的各条用同一个编号；没有拆分的三列都留空。"
    case .part: "在原文中是第几条，从 1 起。"
    case .cell: "拆分前的全文。"
    }
  }
}
