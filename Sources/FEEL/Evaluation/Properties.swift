/// Properties that dates, times, durations and ranges have by the standard (DMN 1.5 table 65).
enum ValueProperty: String, CaseIterable {
  case year, month, day, weekday, hour, minute, second, timezone, years, months, days, hours, minutes, seconds, start, end
  case timeOffset = "time offset"
  case startIncluded = "start included"
  case endIncluded = "end included"
}

extension Evaluator {
  /// The entry or property of a value; of each item, for a list.
  @inline(never)
  mutating func entry(_ name: String, of value: FEELValue) throws(FEELEvaluationError) -> FEELValue {
    switch value {
    case .unknown: return value
    case .context(let context):
      if let value = context[name] { return value }
      remark("没有“\(name)”这一项。")
      return .null
    case .list(let items):
      try spend(items.count)
      var results: [FEELValue] = []
      results.reserveCapacity(items.count)
      for item in items { results.append(try entry(name, of: item)) }
      return .list(results)
    default:
      if let property = ValueProperty(rawValue: name), let result = Self.property(property, of: value) { return result }
      remark("\(value.kindName)没有“\(name)”这一项。")
      return .null
    }
  }

  /// The entries of a name at every depth, in the order they stand, without nulls (DMN 1.6 §10.3.2.5).
  @inline(never)
  mutating func descendants(_ name: String, ofNode base: FEELNode) throws(FEELEvaluationError) -> FEELValue {
    let value = try value(of: base)
    if value.containsUnknown { return .unknown(value.missingFacts) }
    var found: [FEELValue] = []
    try collect(name, in: value, into: &found)
    return try list(found)
  }

  @inline(never)
  private mutating func collect(_ name: String, in value: FEELValue, into found: inout [FEELValue]) throws(FEELEvaluationError) {
    try spend(1)
    switch value {
    case .list(let items):
      for item in items { try collect(name, in: item, into: &found) }
    case .context(let context):
      for (key, entry) in zip(context.keys, context.values) {
        if key == name, entry != .null { found.append(entry) }
        try collect(name, in: entry, into: &found)
      }
    default: break
    }
  }

  private static func property(_ property: ValueProperty, of value: FEELValue) -> FEELValue? {
    switch value {
    case .date(let date): return Self.property(property, of: date)
    case .time(let time): return Self.property(property, of: time, on: nil)
    case .dateTime(let moment): return Self.property(property, of: moment.date) ?? Self.property(property, of: moment.time, on: moment.date)
    case .yearsMonths(let duration):
      return switch property {
      case .years: number(duration.months / 12)
      case .months: number(duration.months % 12)
      default: nil
      }
    case .daysTime(let span):
      let parts = span.parts
      return switch property {
      case .days: number(parts.days)
      case .hours: number(parts.hours)
      case .minutes: number(parts.minutes)
      case .seconds: number(parts.seconds)
      default: nil
      }
    case .range(let range):
      return switch property {
      case .start: range.lower
      case .end: range.upper
      case .startIncluded: .boolean(range.lowerIncluded)
      case .endIncluded: .boolean(range.upperIncluded)
      default: nil
      }
    default: return nil
    }
  }

  private static func property(_ property: ValueProperty, of date: FEELDate) -> FEELValue? {
    switch property {
    case .year: number(date.year)
    case .month: number(date.month)
    case .day: number(date.day)
    case .weekday: number(date.weekday)
    default: nil
    }
  }

  private static func property(_ property: ValueProperty, of time: FEELTime, on date: FEELDate?) -> FEELValue? {
    switch property {
    case .hour: return number(time.hour)
    case .minute: return number(time.minute)
    case .second: return number(time.second)
    case .timezone:
      if case .named(let name)? = time.zone { return .string(name) }
      return .null
    case .timeOffset:
      guard let zone = time.zone else { return .null }
      let local = (date?.daysSinceEpoch ?? 0) * 86_400 + time.nanosecondsOfDay / 1_000_000_000
      return FEELSpan(nanoseconds: Int128(zone.offsetSeconds(atLocal: local)) * 1_000_000_000).map { .daysTime($0) }
    default: return nil
    }
  }

  private static func number(_ value: Int) -> FEELValue { .number(FEELDecimal(value)) }
}
