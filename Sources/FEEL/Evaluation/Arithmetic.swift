/// Arithmetic of dates, times and durations (DMN 1.5 tables 53 to 56).
enum Arithmetic {
  static func negated(_ value: FEELValue) -> FEELValue {
    switch value {
    case .number(let x): .number(-x)
    case .yearsMonths(let x): x.months == .min ? .null : .yearsMonths(FEELMonths(months: -x.months))
    case .daysTime(let x): FEELSpan(nanoseconds: -x.nanoseconds).map { .daysTime($0) } ?? .null
    case .unknown: value
    default: .null
    }
  }

  /// The result, null beyond a range; nil where the operation is not defined for these kinds.
  static func temporal(_ sign: FEELArithmetic, _ a: FEELValue, _ b: FEELValue) -> FEELValue? {
    switch (sign, a, b) {
    case (.subtract, .yearsMonths, .yearsMonths), (.subtract, .daysTime, .daysTime), (.subtract, .date, .yearsMonths),
      (.subtract, .date, .daysTime), (.subtract, .dateTime, .yearsMonths), (.subtract, .dateTime, .daysTime),
      (.subtract, .time, .daysTime):
      let opposite = negated(b)
      return opposite == .null ? .null : temporal(.add, a, opposite)
    case (.add, .yearsMonths(let x), .yearsMonths(let y)):
      let (sum, overflow) = x.months.addingReportingOverflow(y.months)
      return overflow ? .null : .yearsMonths(FEELMonths(months: sum))
    case (.add, .daysTime(let x), .daysTime(let y)): return span(x.nanoseconds + y.nanoseconds)
    case (.add, .date(let x), .yearsMonths(let y)): return x.adding(months: y.months).map { .date($0) } ?? .null
    case (.add, .date(let x), .daysTime(let y)):
      guard let moment = shifted(FEELDateTime(midnightOf: x), by: y) else { return .null }
      return .date(moment.date)
    case (.add, .dateTime(let x), .yearsMonths(let y)):
      return x.date.adding(months: y.months).map { .dateTime(FEELDateTime(date: $0, time: x.time)) } ?? .null
    case (.add, .dateTime(let x), .daysTime(let y)): return shifted(x, by: y).map { .dateTime($0) } ?? .null
    case (.add, .time(let x), .daysTime(let y)):
      let perDay = Int128(FEELTime.nanosecondsPerDay)
      let rest = (Int128(x.nanosecondsOfDay) + y.nanoseconds % perDay + perDay) % perDay
      return .time(FEELTime(nanosecondsOfDay: Int(rest), zone: x.zone))
    case (.add, .yearsMonths, .date), (.add, .yearsMonths, .dateTime), (.add, .daysTime, .date), (.add, .daysTime, .dateTime),
      (.add, .daysTime, .time):
      return temporal(.add, b, a)
    case (.subtract, .date(let x), .date(let y)):
      return span(Int128(x.daysSinceEpoch - y.daysSinceEpoch) * Int128(FEELTime.nanosecondsPerDay))
    case (.subtract, .dateTime(let x), .dateTime(let y)): return difference(x, y)
    case (.subtract, .dateTime(let x), .date(let y)): return difference(x, FEELDateTime(midnightOf: y, zone: .offset(seconds: 0)))
    case (.subtract, .date(let x), .dateTime(let y)): return difference(FEELDateTime(midnightOf: x, zone: .offset(seconds: 0)), y)
    case (.subtract, .time(let x), .time(let y)):
      if (x.zone == nil) != (y.zone == nil) { return .null }
      return span(Int128(x.comparableNanoseconds - y.comparableNanoseconds))
    case (.multiply, .number(let factor), .yearsMonths), (.multiply, .number(let factor), .daysTime):
      return temporal(.multiply, b, .number(factor))
    case (.multiply, .yearsMonths(let x), .number(let factor)):
      return months(FEELDecimal(x.months).multiplied(by: factor))
    case (.multiply, .daysTime(let x), .number(let factor)):
      return span(FEELDecimal.rounding(negative: x.nanoseconds < 0, x.nanoseconds.magnitude, exponent: 0)?.multiplied(by: factor))
    case (.divide, .yearsMonths(let x), .number(let divisor)): return months(FEELDecimal(x.months).divided(by: divisor))
    case (.divide, .daysTime(let x), .number(let divisor)):
      return span(FEELDecimal.rounding(negative: x.nanoseconds < 0, x.nanoseconds.magnitude, exponent: 0)?.divided(by: divisor))
    case (.divide, .yearsMonths(let x), .yearsMonths(let y)):
      return FEELDecimal(x.months).divided(by: FEELDecimal(y.months)).map { .number($0) } ?? .null
    case (.divide, .daysTime(let x), .daysTime(let y)):
      let p = FEELDecimal.rounding(negative: x.nanoseconds < 0, x.nanoseconds.magnitude, exponent: 0)
      let q = FEELDecimal.rounding(negative: y.nanoseconds < 0, y.nanoseconds.magnitude, exponent: 0)
      guard let p, let q else { return .null }
      return p.divided(by: q).map { .number($0) } ?? .null
    default: return nil
    }
  }

  private static func shifted(_ moment: FEELDateTime, by span: FEELSpan) -> FEELDateTime? {
    FEELDateTime(localNanoseconds: moment.localNanoseconds + span.nanoseconds, zone: moment.time.zone)
  }

  private static func difference(_ a: FEELDateTime, _ b: FEELDateTime) -> FEELValue {
    if (a.time.zone == nil) != (b.time.zone == nil) { return .null }
    return span(a.comparableNanoseconds - b.comparableNanoseconds)
  }

  private static func span(_ nanoseconds: Int128) -> FEELValue { FEELSpan(nanoseconds: nanoseconds).map { .daysTime($0) } ?? .null }

  private static func span(_ nanoseconds: FEELDecimal?) -> FEELValue {
    guard let nanoseconds else { return .null }
    let whole = nanoseconds.rounded(fractionDigits: 0, .down)
    let (mantissa, exponent) = whole.normalized
    guard exponent <= 30 else { return .null }
    let (value, overflow) = mantissa.multipliedReportingOverflow(by: Int128(powersOfTen[exponent]))
    return overflow ? .null : span(value)
  }

  private static func months(_ count: FEELDecimal?) -> FEELValue {
    guard let count, let whole = count.rounded(fractionDigits: 0, .down).integerValue else { return .null }
    return .yearsMonths(FEELMonths(months: whole))
  }
}
