import FEEL

/// The distances that a sentence names in words (距…1000米, 一公里范围内), as they would stand beside its clause: a proposal.
public struct SentenceDistances: Sendable {
  /// In the order they are written.
  public let limits: [ClauseLimit]

  public init(_ text: String) { limits = Self.read(Array(text)) }

  /// Those of a heading hold for what stands under it.
  init(heading: String?, text: String) {
    limits = Self.read(Array(heading ?? "")) + Self.read(Array(text))
  }

  /// Longest first, so that 公里 is not read as 里.
  private static let units: [(word: String, metres: Int)] = [("公里", 1000), ("千米", 1000), ("km", 1000), ("米", 1), ("m", 1)]
  /// What is measured in metres and is no distance to anything.
  private static let dimensions = ["宽", "宽度", "长", "长度", "高", "高度", "层高", "深", "深度", "水深", "厚", "厚度", "直径", "管径", "口径", "净空"]
  /// Where the name of a feature cannot go on to the left.
  private static let stops: Set<Character> = ["，", "。", "；", "：", "、", ",", ";", ":", "（", "(", "“", "\n"]
  private static let openings = ["以及", "或者", "和", "及", "或", "并", "且", "在", "距离", "距", "离", "与", "自", "从", "沿", "位于", "其"]
  private static let closings = [
    "的距离", "之间", "距离", "应当", "必须", "应", "不得少于", "不得小于", "不得低于", "不少于", "不小于", "不低于", "小于", "少于", "大于等于", "大于", "超过", "至少", "低于", "周边",
    "周围", "两侧各", "两侧", "外侧", "外扩", "外延", "外围", "以外", "外", "向陆域", "向陆一侧", "向陆", "纵深", "岸边", "起", "各", "约", "为", "的", "有",
  ]

  private static func read(_ text: [Character]) -> [ClauseLimit] {
    var found: [ClauseLimit] = []
    var from = 0
    var at = 0
    while at < text.count {
      guard let number = MeasuredNumber(text, at) else {
        at += 1
        continue
      }
      at = number.end
      guard let unit = units.first(where: { starts(text, number.end, $0.word) }), !isRange(text, number),
        !isSquare(text, number.end, unit.word),
        case let metres = number.value * FEELDecimal(unit.metres), metres.signum > 0
      else { continue }
      let end = number.end + unit.word.count
      let before = Array(text[from..<number.start])
      at = end
      let features = features(before)
      guard !features.isEmpty else { continue }
      let leastDistance = ["少于", "小于", "低于", "至少"].contains { String(before.suffix(6)).contains($0) }
      found += features.map { ClauseLimit(feature: $0, metres: metres, inclusive: !leastDistance, from: reference($0)) }
      from = end
    }
    return found
  }

  private static func starts(_ text: [Character], _ at: Int, _ word: String) -> Bool { text[at...].starts(with: word) }

  /// `500—1000米`, `500至1000米`: two ends, which no one limit can say.
  private static func isRange(_ text: [Character], _ number: MeasuredNumber) -> Bool {
    number.start > 0 && "—-~～至到".contains(text[number.start - 1]) && number.start > 1 && text[number.start - 2].isNumber
  }

  /// 平方米 and 立方米 never match, `米²` and `m3` would.
  private static func isSquare(_ text: [Character], _ at: Int, _ unit: String) -> Bool {
    let next = at + unit.count
    return next < text.count && "²³23/".contains(text[next])
  }

  /// What a distance is measured to: the words just before its number; several behind one 距 (距居住区、学校 500 米).
  private static func features(_ before: [Character]) -> [String] {
    let words = String(before[(before.lastIndex { stops.contains($0) && $0 != "、" }.map { $0 + 1 } ?? 0)...])
    // `距…` begins the names wherever it stands: 新建项目距居住区 500 米; 的距离 behind them does not.
    if let at = words.lastIndex(of: "距"), !words[at...].hasPrefix("距离") || words[at...].count > 2 {
      let rest = words[at...].dropFirst(words[at...].hasPrefix("距离") ? 2 : 1)
      let named = rest.split(separator: "、").compactMap { feature(String($0)) }
      if !named.isEmpty { return named }
    }
    return words.split(separator: "、").last.flatMap { feature(String($0)) }.map { [$0] } ?? []
  }

  private static func feature(_ words: String) -> String? {
    var name = words
    var changed = true
    while changed {
      changed = false
      for word in openings where name.hasPrefix(word) && name.count > word.count {
        name = String(name.dropFirst(word.count))
        changed = true
      }
      for word in closings where name.hasSuffix(word) && name.count > word.count {
        name = String(name.dropLast(word.count))
        changed = true
      }
    }
    name = String(name.trimmingBlanks)
    guard (2...24).contains(name.count), !dimensions.contains(where: name.hasSuffix), !closings.contains(name), !openings.contains(name)
    else {
      return nil
    }
    return name
  }

  private static func reference(_ feature: String) -> LimitReference {
    let words: [(String, LimitReference)] = [
      ("临水边界", .waterEdge), ("最高水位线", .highestWaterLine), ("坡脚", .leveeToe), ("堤脚", .leveeToe), ("规划边界", .planBoundary), ("岸线", .shoreline),
    ]
    return words.first { feature.contains($0.0) }?.1 ?? .boundary
  }
}

/// A number in a sentence: `1000`, `1.5`, `1,000`, 一, 五百, 一千五.
struct MeasuredNumber {
  let start: Int
  let end: Int
  let value: FEELDecimal

  private static let digits: [Character: Int] = [
    "零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
  ]
  private static let powers: [Character: Int] = ["十": 10, "百": 100, "千": 1000, "万": 10000]

  /// Nil where no number begins at this place.
  init?(_ text: [Character], _ at: Int) {
    start = at
    var end = at
    if text[at].isASCII, text[at].isNumber {
      while end < text.count, text[end].isASCII, text[end].isNumber || ".,".contains(text[end]) { end += 1 }
      guard let value = FEELDecimal(String(text[at..<end].filter { $0 != "," })) else { return nil }
      self.value = value
      self.end = end
      return
    }
    while end < text.count, Self.digits[text[end]] != nil || Self.powers[text[end]] != nil {
      // 千米 and 千公里 begin with a power that may belong to the unit.
      if text[end] == "千", end + 1 < text.count, text[end + 1] == "米", end > at, Self.powers[text[end - 1]] == nil { break }
      end += 1
    }
    guard end > at, let value = Self.value(text[at..<end]) else { return nil }
    self.value = FEELDecimal(value)
    self.end = end
  }

  private static func value(_ text: ArraySlice<Character>) -> Int? {
    var total = 0
    var digit: Int?
    var last = 1
    for c in text {
      if let d = digits[c] {
        digit = d
      } else if let p = powers[c] {
        guard digit != nil || p == 10 else { return nil }
        total += (digit ?? 1) * p
        digit = nil
        last = p
      }
    }
    // 一千五 is 1,500.
    if let digit {
      total += last >= 100 && text.count > 1 && text.dropLast().last.map({ powers[$0] != nil }) == true ? digit * last / 10 : digit
    }
    return total > 0 ? total : nil
  }
}
