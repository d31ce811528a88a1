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

  /// Every industry of the project is among the codes.
  static func onlyIndustries(_ codes: [String]) -> String { "every h in 项目.行业 satisfies 属于行业(h, [\(listed(codes))])" }
  /// One of these installations or acts is among the contents.
  static func builds(_ words: String...) -> String { anyOf("项目.建设内容", words) }
  static func uses(_ processes: String...) -> String { anyOf("项目.工艺", processes) }
  static func uses(_ processes: [String]) -> String { anyOf("项目.工艺", processes) }
  static func burns(_ fuels: String...) -> String { anyOf("项目.燃料", fuels) }
  static func serves(_ purposes: String...) -> String { anyOf("项目.目的", purposes) }
  static func makes(_ category: String) -> String { "some c in 项目.产品 satisfies c.类别 = \(quoted(category))" }
  /// A paper of this kind has been given.
  static func paper(_ kind: String) -> String { "some p in 项目.文件 satisfies p.种类 = \(quoted(kind))" }

  /// Public roads, rails, lines and pipes: linear infrastructure (线性工程).
  static var linear: String { builds("公路", "铁路", "输电线路", "输油输气管道", "跨江通道") }
  /// 高污染燃料, the common ones.
  static var dirtyFuel: String { burns("煤炭", "焦炭", "重油", "渣油") }

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
  static func sourceNamed(_ pollutant: String, _ place: String) -> String { "contains(替代.\(pollutant).来源, \(quoted(place)))" }

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
  private static func listed(_ words: [String]) -> String { words.map(quoted).joined(separator: ", ") }
  private static func quoted(_ word: String) -> String { "\"\(word)\"" }
}

/// Tenths as official texts write them: 15 → 1.5, 20 → 2.
func tenths(_ n: Int) -> String { n % 10 == 0 ? String(n / 10) : "\(n / 10).\(n % 10)" }

/// Hundredths: 35 → 0.35, 50 → 0.5.
func hundredths(_ n: Int) -> String { n % 10 == 0 ? tenths(n / 10) : "\(n / 100).\(n / 10 % 10)\(n % 10)" }

/// Thousandths: 5 → 0.005.
func thousandths(_ n: Int) -> String { n % 10 == 0 ? hundredths(n / 10) : "\(n / 1000).\(n / 100 % 10)\(n / 10 % 10)\(n % 10)" }
