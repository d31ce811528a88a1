/// A value of the expression language, or the statement that it is not known.
public enum FEELValue: Hashable, Sendable {
  /// The standard's null: nothing there, or an operation that has no result.
  case null
  /// Not known, because the facts with these ids were not supplied (sorted, each once). No expression can write it.
  case unknown([String])
  case boolean(Bool)
  case number(FEELDecimal)
  case string(String)
  case date(FEELDate)
  case time(FEELTime)
  indirect case dateTime(FEELDateTime)
  case yearsMonths(FEELMonths)
  case daysTime(FEELSpan)
  case list([FEELValue])
  case context(FEELContext)
  indirect case range(FEELRange)
  case function(FEELFunction)

  /// Not known, for want of these facts.
  public static func unknown(facts: some Sequence<String>) -> FEELValue { .unknown(Set(facts).sorted()) }

  public var isUnknown: Bool {
    if case .unknown = self { return true }
    return false
  }

  /// Whether this value, or a part of it, is not known.
  public var containsUnknown: Bool {
    switch self {
    case .unknown: return true
    case .list(let items): return items.contains { $0.containsUnknown }
    case .context(let context): return context.values.contains { $0.containsUnknown }
    case .range(let range): return range.lower.containsUnknown || range.upper.containsUnknown
    default: return false
    }
  }

  /// The facts for want of which this value or a part of it is not known, sorted, each once.
  public var missingFacts: [String] {
    var facts: [String] = []
    collectMissing(into: &facts)
    return facts
  }

  func collectMissing(into facts: inout [String]) {
    switch self {
    case .unknown(let more): facts = mergeSorted(facts, more)
    case .list(let items): for item in items { item.collectMissing(into: &facts) }
    case .context(let context): for value in context.values { value.collectMissing(into: &facts) }
    case .range(let range):
      range.lower.collectMissing(into: &facts)
      range.upper.collectMissing(into: &facts)
    default: break
    }
  }

  /// The Boolean in this value, if it is one.
  public var booleanValue: Bool? {
    if case .boolean(let value) = self { return value }
    return nil
  }

  /// The number in this value, if it is one.
  public var numberValue: FEELDecimal? {
    if case .number(let value) = self { return value }
    return nil
  }

  /// The text in this value, if it is one.
  public var stringValue: String? {
    if case .string(let value) = self { return value }
    return nil
  }

  /// What kind of value this is, in Chinese, for messages.
  public var kindName: String {
    switch self {
    case .null: "空值"
    case .unknown: "未知"
    case .boolean: "是否值"
    case .number: "数字"
    case .string: "文字"
    case .date: "日期"
    case .time: "时间"
    case .dateTime: "日期时间"
    case .yearsMonths: "年月时长"
    case .daysTime: "日时时长"
    case .list: "列表"
    case .context: "数据项"
    case .range: "区间"
    case .function: "函数"
    }
  }
}

/// The union of two sorted lists without repetition.
func mergeSorted(_ a: [String], _ b: [String]) -> [String] {
  if a.isEmpty || a == b { return b }
  if b.isEmpty { return a }
  var merged: [String] = []
  merged.reserveCapacity(a.count + b.count)
  var i = 0
  var j = 0
  while i < a.count || j < b.count {
    let takeA = j == b.count || (i < a.count && a[i] <= b[j])
    let next = takeA ? a[i] : b[j]
    if takeA { i += 1 } else { j += 1 }
    if merged.last != next { merged.append(next) }
  }
  return merged
}
