/// Phrases of conditions in FEEL, so that lists read as sentences and are quoted alike everywhere.
protocol ListWriter {}

extension ListWriter {
  // MARK: Construction

  static var isNew: String { #"项目.建设性质 = "新建""# }
  static var newOrExpanded: String { #"项目.建设性质 in ("新建", "扩建")"# }
  /// 新建、改建、扩建
  static var built: String { #"项目.建设性质 in ("新建", "改建", "扩建")"# }
  /// What works on an existing plant.
  static var grown: String { #"项目.建设性质 in ("改建", "扩建", "技术改造")"# }
  static var expanded: String { #"项目.建设性质 = "扩建""# }

  // MARK: What the project is

  static func industry(_ codes: String...) -> String { industry(codes) }
  static func industry(_ codes: [String]) -> String {
    codes.count == 1 ? "属于行业(项目.行业, \(quoted(codes[0])))" : "属于行业(项目.行业, [\(listed(codes))])"
  }

  /// Every industry of the project is among the codes, as positive lists and exceptions ask.
  static func onlyIndustries(_ codes: String...) -> String { onlyIndustries(codes) }
  static func onlyIndustries(_ codes: [String]) -> String { "全属于行业(项目.行业, [\(listed(codes))])" }
  /// Every industry of the project is one that the park is meant for.
  static var fitsPark: String { "全属于行业(项目.行业, 园区.产业定位)" }
  /// One of these installations or acts is among the contents.
  static func builds(_ words: String...) -> String { anyOf("项目.建设内容", words) }
  static func uses(_ processes: String...) -> String { anyOf("项目.工艺", processes) }
  static func uses(_ processes: [String]) -> String { anyOf("项目.工艺", processes) }
  static func burns(_ fuels: String...) -> String { anyOf("项目.燃料", fuels) }
  static func serves(_ purposes: String...) -> String { anyOf("项目.目的", purposes) }
  /// The project has such installations and no others.
  static func buildsOnly(_ words: String...) -> String { only("项目.建设内容", words) }
  static func usesOnly(_ processes: String...) -> String { only("项目.工艺", processes) }
  /// The project serves such purposes and no others; mines and factories do not serve the public's.
  static func servesOnly(_ purposes: String...) -> String {
    purposes.contains(where: purposesOfIndustry.contains) ? only("项目.目的", purposes) : all(only("项目.目的", purposes), noFactory)
  }
  /// Purposes that a plant may well have.
  private static var purposesOfIndustry: Set<String> { ["安全隐患改造", "节能环保改造", "污染治理", "省重大项目"] }
  static var noFactory: String { not(industry("B", "C")) }
  /// Nothing but these installations, or where none is named nothing but these purposes.
  static func publicWork(serving purposes: [String], building words: [String]) -> String {
    let contents = "项目.建设内容"
    return all(noFactory, everyOf(contents, words), any("count(\(contents)) > 0", only("项目.目的", purposes)))
  }
  static func makes(_ category: String) -> String { "some c in 项目.产品 satisfies c.类别 = \(quoted(category))" }
  /// A paper of this kind has been given.
  static func paper(_ kind: String) -> String { "some p in 项目.文件 satisfies p.种类 = \(quoted(kind))" }

  /// Public roads, rails, lines and pipes: linear infrastructure (线性工程).
  static var linear: String { builds("公路", "铁路", "输电线路", "输油输气管道", "跨江通道") }
  /// The project is linear infrastructure with what belongs to it, and nothing else.
  static var linearOnly: String { all(linear, everyOf("项目.建设内容", linearWorks), noFactory) }
  static var linearWorks: [String] { ["公路", "铁路", "输电线路", "输油输气管道", "跨江通道", "道路", "桥梁", "隧道", "变电站", "换流站", "通信基站"] }
  /// A town's sewage works with what belongs to them.
  static var sewageWorks: String {
    all(builds("污水处理厂"), everyOf("项目.建设内容", ["污水处理厂", "污水管网", "污水泵站", "排污口", "尾水排放工程", "再生水利用设施", "生活污水处理设施"]), noFactory)
  }
  /// 高污染燃料: every option of the fact that the 高污染燃料目录 (国环规大气〔2017〕2号) names, whatever its class.
  static var dirtyFuel: String {
    burns("煤炭", "焦炭", "兰炭", "型煤", "水煤浆", "粉煤", "煤泥", "煤矸石", "石油焦", "油页岩", "原油", "重油", "渣油", "煤焦油", "未加工生物质", "废轮胎")
  }

  // MARK: Where

  static func inside(_ layer: String) -> String { "在(\(quoted(layer)))" }
  static func wholly(_ layer: String) -> String { "全在(\(quoted(layer)))" }
  static func farther(_ layer: String, _ metres: Int) -> String { "距离(\(quoted(layer))) > \(metres)" }
  static func atLeast(_ metres: Int, from layer: String) -> String { "距离(\(quoted(layer))) >= \(metres)" }

  // MARK: Amounts

  static func emits(_ pollutant: String) -> String { "项目.排放.\(pollutant) > 0" }
  static func emission(_ pollutant: String, atMost limit: String) -> String { "项目.排放.\(pollutant) <= \(limit)" }
  /// Replacement of at least so many times the new amount.
  static func replaced(_ pollutant: String, times: String) -> String {
    times == "1" ? "替代.\(pollutant).量 >= 项目.排放.\(pollutant)" : "替代.\(pollutant).量 >= \(times) * 项目.排放.\(pollutant)"
  }
  /// No net growth after replacement.
  static func noNetGrowth(_ pollutant: String) -> String { "项目.排放.\(pollutant) - 替代.\(pollutant).量 <= 0" }
  /// The new amount stays below a share of what is discharged now.
  static func withinExisting(_ pollutant: String, share: String) -> String { "项目.排放.\(pollutant) <= \(share) * 项目.现有排放.\(pollutant)" }
  /// The replacement comes from the same county; a park and a control unit lie in one.
  static func sourceInCounty(_ pollutant: String) -> String { "替代.\(pollutant).来源范围 in (\(listed(withinCounty)))" }
  /// The replacement comes from the same basin, of which the county is a part.
  static func sourceInBasin(_ pollutant: String) -> String { "替代.\(pollutant).来源范围 in (\(listed(withinCounty + ["同一流域"])))" }
  static func sourceInCity(_ pollutant: String) -> String { "替代.\(pollutant).来源范围 in (\(listed(withinCounty + ["本市"])))" }
  private static var withinCounty: [String] { ["本企业", "园区内现有企业", "同一控制单元", "本县"] }

  // MARK: Joining

  static func all(_ parts: String...) -> String { parts.map { bracketed($0) }.joined(separator: " and ") }
  static func any(_ parts: String...) -> String { parts.map { reachesRight($0) ? "(\($0))" : $0 }.joined(separator: " or ") }
  static func not(_ part: String) -> String { "not(\(part))" }

  private static func bracketed(_ part: String) -> String { reachesRight(part) || part.contains(" or ") ? "(\(part))" : part }
  /// Quantifiers and `if` reach as far right as they can.
  private static func reachesRight(_ part: String) -> Bool { part.hasPrefix("some ") || part.hasPrefix("every ") || part.hasPrefix("if ") }
  private static func anyOf(_ list: String, _ words: [String]) -> String {
    words.count == 1 ? "list contains(\(list), \(quoted(words[0])))" : "some x in \(list) satisfies x in (\(listed(words)))"
  }
  private static func everyOf(_ list: String, _ words: [String]) -> String { "every x in \(list) satisfies x in (\(listed(words)))" }
  /// Of nothing at all a list that is empty says nothing.
  private static func only(_ list: String, _ words: [String]) -> String { all("count(\(list)) > 0", everyOf(list, words)) }
  private static func listed(_ words: [String]) -> String { words.map(quoted).joined(separator: ", ") }
  private static func quoted(_ word: String) -> String { "\"\(word)\"" }
}

/// Tenths as official texts write them: 15 → 1.5, 20 → 2.
func tenths(_ n: Int) -> String { n % 10 == 0 ? String(n / 10) : "\(n / 10).\(n % 10)" }

/// Hundredths: 35 → 0.35, 50 → 0.5.
func hundredths(_ n: Int) -> String { n % 10 == 0 ? tenths(n / 10) : "\(n / 100).\(n / 10 % 10)\(n % 10)" }

/// Thousandths: 5 → 0.005.
func thousandths(_ n: Int) -> String { n % 10 == 0 ? hundredths(n / 10) : "\(n / 1000).\(n / 100 % 10)\(n / 10 % 10)\(n % 10)" }
