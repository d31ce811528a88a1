import Screening
import Zoning

/// The report's standard sentences (字句固定): they are changed here and nowhere else.
enum Sentences {
  static let title = "生态环境分区管控研判报告"

  static func compared(editions: [String], units: Int, zones: Int, clauses: Int) -> Words {
    let first = editions.first.map { $0.contains("《") ? $0 : "《\($0)》" } ?? "现行生态环境分区管控成果"
    let plans = editions.count > 1 ? "\(first)等\(editions.count)个现行成果版本" : first
    return Words("经与\(plans)及有关法律法规逐条比对，本项目涉及管控单元\(units)个、要素分区和其他管控区域\(zones)个，查验要求\(clauses)条。")
  }

  static func broken(_ count: Int, _ numbers: String, bans: Int, _ conclusion: Conclusion) -> Words {
    let kind = conclusion == .prohibited ? "，其中禁止性要求\(bans)条" : "，均为限制性或者要求性条款，调整方案后可以重新研判"
    return Words(
      "按提交的选址和方案，有\(count)条要求（", .close(numbers), "）", .strong("未满足"), "\(kind)。研判结论为", .strong(conclusion.chinese), "。")
  }

  static func undetermined(_ count: Int, _ numbers: String, also: Bool) -> Words {
    Words("\(also ? "另有" : "有")\(count)条（", .close(numbers), "）因缺少事实尚不能判定，不视为已满足。")
  }

  static func faulty(_ count: Int, _ numbers: String) -> Words { Words("有\(count)条（", .close(numbers), "）规则有误，未能判定，应由清单发布单位更正。") }

  static func manual(_ count: Int, _ numbers: String) -> Words { Words("有\(count)条（", .close(numbers), "）需人工研判。") }

  static func duty(_ count: Int, _ numbers: String) -> Words { Words("有\(count)条（", .close(numbers), "）应在后续环节落实。") }

  static let conditional = Words("没有未满足或者待定的要求；在上列事项落实的前提下，研判结论为", .strong("有条件符合"), "。")
  static let conditionalPartly = Words("没有未满足或者待定的要求；选址有一部分未作研判（见第十一节），研判结论为", .strong("有条件符合"), "。")
  static let conforms = Words("各项要求均已满足，研判结论为", .strong("符合"), "。")
  static let open = Words("研判结论为", .strong("待定"), "。")
  static let openWithoutClause = Words("选址所在位置没有可供比对的单元或者清单（见第十一节），研判结论为", .strong("待定"), "。")

  static func mayBecome(_ worse: [Conclusion]) -> Words {
    Words("待定事项查明后，结论还可能变为\(worse.map { "“\($0.chinese)”" }.joined(separator: "、"))。")
  }

  static func remedy(facts: Int) -> Words { Words("补齐第七节所列\(facts)项事实后可再行研判。") }

  static let notRegistered = "未登记"
  static let notVerifiable = "本次研判没有登记存证，不能在线核验，不得作为研判结果引用。"
  static let countsIdentity = "约束项目且涉及的要求"
  static let noBroken = "本项目无未满足的要求。"
  static let noSearch = "本次未搜索调整方案。"
  static let noUndetermined = "本项目无待定的要求。"
  static let noManual = "本项目无需人工研判的要求。"
  static let noDuty = "本项目无应在后续环节落实的要求。"
  static let noMargins = "本次查验的要求没有可以计算余量的数值限值。"
  static let noStability = "未作稳定性分析。"
  static let categoryRemark = "以下按现行名录对照，只作提示，不影响准入结论；管理类别以审批部门认定为准。"
  /// What is said of a catalogue of which no row stands in the table; `title` with its book marks.
  static func notListed(_ title: String) -> String { "\(title)：按已填内容，本项目不属于所列的任何一项（未列入）。" }
  static func industriesUnknown(_ title: String) -> String { "\(title)：没有填写国民经济行业，有没有对应的类别还不能确定。" }
  static func worksUnknown(_ title: String) -> String { "\(title)：按行业没有对应的类别；建设内容是否属于另列的工程或场所，核对后才能确定。" }
  static let noUnits = "选址未落入任何生态环境管控单元。"
  static let noZones = "选址未涉及已登记的要素分区和其他管控区域。"
  static let noNearest = "本次未量算与重要管控对象的距离。"
  static let nothingUnchecked = "本次没有应说明的未检查事项。"
  static let noFacts = "提交材料未载明项目情况。"
  static let layersOverlap = "占选址的比例按整个选址计算；不同图层相互叠置，面积不相加。"
  static let bars = "条形图以竖线表示限值，深色表示未满足，浅色表示满足；余量为负表示不足。"
  static let borderline = "标注“临界”的，余量小于图层的法定精度，应以实测为准。"
  static let facts = "下列事实是使待定要求得以判定的最少事实。补充后可再次研判，其余内容不必重填。"
  static let crsStated = "坐标系由提交人写明，未作推定。"

  static func crsAssumed(_ value: String, _ why: String) -> String { "坐标系由系统推定为\(value)\(why.isEmpty ? "" : "（\(why)）")，以提交人确认为准。" }

  static func tolerance(area: String, width: String) -> String {
    "面积不大于\(area)且平均宽度不大于\(width)的重叠列入“允差内”，不据以适用条款；红线和水源保护区不设允差。图层另有规定的从其规定。"
  }

  static let toleratedCaption = "允差内的重叠（不据以适用条款）"

  static let notice: [String] = [
    "本报告由生态环境分区管控系统依据所载成果版本和提交材料自动生成，供项目前期选址、环境影响评价和管理部门审查参考，不是行政许可，不代替环境影响评价审批和其他法定手续。",
    "本报告只对所载选址、方案和法律时点有效。选址、方案或者管控要求发生变化的，应当重新研判。",
    "建设单位对所提交材料的真实性负责。标注“待定”“需人工研判”的要求，在补齐事实或者人工研判前不得作为已满足引用。",
    "引用本报告应当注明编号、成果版本和法律时点，不得断章取义。",
    "扫描二维码可核对本报告编号、校验码和系统存证内容；不一致的，以系统存证为准。",
  ]

  static func legend() -> String {
    "按国家、全省、流域（区域）、市域、管控单元五级和四个维度逐条列出。“相符性”栏："
      + Outcome.printed.map { $0.sign + $0.chinese + remark($0) }.joined(separator: "，") + "。"
  }

  private static func remark(_ outcome: Outcome) -> String {
    switch outcome {
    case .undetermined: "（缺少事实，不视为已满足）"
    case .context: "（约束政府行为或者属鼓励性，列出供了解）"
    default: ""
    }
  }

  /// `第1、9、27条`; over ten numbers the first ten and 等.
  static func numbers(_ all: [Int]) -> String {
    "第" + all.prefix(10).map(String.init).joined(separator: "、") + (all.count > 10 ? "等\(all.count)" : "") + "条"
  }
}
