/// Reads the text of an `@"…"` literal: date, time, date and time, or duration.
enum TemporalText {
  static func value(of text: String) -> FEELValue? {
    if let date = FEELDate(text) { return .date(date) }
    if let time = FEELTime(text) { return .time(time) }
    if let moment = FEELDateTime(text) { return .dateTime(moment) }
    return duration(text)
  }

  static func duration(_ text: String) -> FEELValue? {
    switch FEELDuration(text) {
    case .months(let months)?: .yearsMonths(months)
    case .span(let span)?: .daysTime(span)
    case nil: nil
    }
  }
}
