/// A column of a list file, in the order in which it is written.
enum ClauseColumn: String, CaseIterable {
  case id, tier, owner, dimension, effect, binding, judgement, text, document, article, from, until, applies, kept, except, notes
  case heading, limits, origin, part, cell

  var chinese: String {
    switch self {
    case .id: "编号"
    case .tier: "层级"
    case .owner: "所属"
    case .dimension: "维度"
    case .effect: "管控方式"
    case .binding: "约束对象"
    case .judgement: "判定方式"
    case .text: "条款内容"
    case .document: "依据文件"
    case .article: "条款号"
    case .from: "起始日期"
    case .until: "终止日期"
    case .applies: "适用条件"
    case .kept: "满足条件"
    case .except: "例外条件"
    case .notes: "备注"
    case .heading: "标题"
    case .limits: "距离限值"
    case .origin: "拆分编号"
    case .part: "拆分序号"
    case .cell: "原文"
    }
  }

  /// A list without the column cannot be read.
  var isRequired: Bool {
    switch self {
    case .id, .tier, .owner, .dimension, .effect, .binding, .judgement, .text, .document: true
    case .article, .from, .until, .applies, .kept, .except, .notes, .heading, .limits, .origin, .part, .cell: false
    }
  }

  init?(header: String) {
    let name = PlainText.trimmed(PlainText.halfWidth(header))
    guard let column = Self.allCases.first(where: { $0.rawValue == name.lowercased() || $0.chinese == name }) else { return nil }
    self = column
  }

  /// The columns that a misspelt header may mean.
  static func nearest(to header: String) -> ClauseColumn? {
    let name = PlainText.trimmed(header).lowercased()
    return allCases.map { ($0, min(distance(name, $0.rawValue), distance(name, $0.chinese))) }.filter { $0.1 <= 2 }.min { $0.1 < $1.1 }?.0
  }

  /// Levenshtein's distance.
  private static func distance(_ a: String, _ b: String) -> Int {
    let b = Array(b)
    var previous = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var current = [i + 1]
      for (j, y) in b.enumerated() { current.append(min(previous[j + 1] + 1, current[j] + 1, previous[j] + (x == y ? 0 : 1))) }
      previous = current
    }
    return previous[b.count]
  }
}
