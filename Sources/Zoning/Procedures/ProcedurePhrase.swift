public import FEEL

/// One alternative of a catalogue's cell, read from its wording (`有电镀工艺的`, `全部（含研发中试；不含单纯分装的）`).
public indirect enum ProcedurePhrase: Hashable, Sendable {
  /// 全部.
  case all
  /// 其他: what no other column of the row takes.
  case others
  /// 除重点管理以外的: what these columns of the row do not take.
  case otherThan([ProcedureLevel])
  /// 涉及环境敏感区的.
  case sensitiveArea
  /// 有…工艺的: any of these processes; `decides` is false where the text takes something out of the process.
  case process([String], wording: String, decides: Bool)
  /// 新建, 扩建 …: any of these kinds of construction, as words.
  case construction([String])
  /// Any of these industries, by canonical code.
  case industry([String])
  /// A yearly production at least, below, or between.
  case production(ProcedureProduction, wording: String)
  /// What only a person can tell from the wording.
  case question(String)
  case both(ProcedurePhrase, ProcedurePhrase)
  case either(ProcedurePhrase, ProcedurePhrase)
  case not(ProcedurePhrase)

  /// The phrase without any of these.
  func without(_ excluded: [ProcedurePhrase]) -> ProcedurePhrase { excluded.reduce(self) { .both($0, .not($1)) } }

  /// The phrase where all of these hold too.
  func narrowed(by conditions: [ProcedurePhrase]) -> ProcedurePhrase { conditions.reduce(self) { .both($0, $1) } }

  /// Any of these; nil for none.
  static func any(_ phrases: [ProcedurePhrase]) -> ProcedurePhrase? {
    guard let first = phrases.first else { return nil }
    return phrases.dropFirst().reduce(first) { .either($0, $1) }
  }

  /// Whether the phrase takes what the other columns leave.
  public var speaksOfOthers: Bool {
    switch self {
    case .others: true
    case .both(let a, let b), .either(let a, let b): a.speaksOfOthers || b.speaksOfOthers
    case .not(let a): a.speaksOfOthers
    default: false
    }
  }
}

/// A range of yearly production, `年产10万立方米及以上的`; the unit is printed, 吨, 立方米 or 千升.
public struct ProcedureProduction: Hashable, Sendable {
  public enum Unit: String, Hashable, Sendable, CaseIterable {
    case tonne = "吨"
    case cubicMetre = "立方米"
    case kilolitre = "千升"
  }

  public var unit: Unit
  public var atLeast: FEELDecimal?
  public var below: FEELDecimal?

  /// Reads `年产…`, `年生产…` and `年生产能力…` with nothing said of what; nil for other measures such as 年加工, which no product's capacity tells.
  init?(_ text: String) {
    var t = text[...]
    guard t.removePrefix("年") else { return nil }
    guard t.removePrefix("生产能力") || t.removePrefix("生产") || t.removePrefix("产") else { return nil }
    guard let (first, unit) = Self.amount(&t) else { return nil }
    self.unit = unit
    if t.removePrefix("及以上") {
      atLeast = first
      if t == "的" || t.isEmpty { return }
      guard let (second, other) = Self.amount(&t), other == unit, t == "以下的" || t == "以下" else { return nil }
      below = second
    } else {
      guard t == "以下的" || t == "以下" else { return nil }
      below = first
    }
  }

  private static func amount(_ t: inout Substring) -> (FEELDecimal, Unit)? {
    let digits = t.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard var number = FEELDecimal(String(digits)) else { return nil }
    t = t.dropFirst(digits.count)
    if t.removePrefix("万") { number = number * FEELDecimal(10_000) }
    for unit in Unit.allCases where t.removePrefix(unit.rawValue) { return (number, unit) }
    return nil
  }
}

extension Substring {
  /// Drops a prefix; false where the text does not begin with it.
  mutating func removePrefix(_ prefix: String) -> Bool {
    guard hasPrefix(prefix) else { return false }
    self = dropFirst(prefix.count)
    return true
  }
}
