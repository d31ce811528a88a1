/// A civil date of the proleptic Gregorian calendar, without a zone.
public struct FEELDate: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// −999,999,999…999,999,999, year 0 exists.
  public let year: Int
  /// 1…12
  public let month: Int
  /// 1…31
  public let day: Int

  public static let yearRange = -999_999_999...999_999_999

  /// Nil for a day that does not exist, such as 2025-02-29.
  public init?(year: Int, month: Int, day: Int) {
    guard FEELDate.yearRange.contains(year), (1...12).contains(month), day >= 1, day <= FEELDate.days(inMonth: month, of: year)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Reads `2026-08-15`: a year of four to nine digits (no leading zero beyond four), month, day.
  public init?(_ text: some StringProtocol) {
    var scanner = DigitScanner(text)
    guard let date = scanner.date(), scanner.isAtEnd else { return nil }
    self = date
  }

  public static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

  public static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days since 1970-01-01 (Hinnant, days_from_civil).
  public var daysSinceEpoch: Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// Nil when the year would leave its range.
  public init?(daysSinceEpoch: Int) {
    guard daysSinceEpoch.magnitude < 366_000_000_000 else { return nil }
    let z = daysSinceEpoch + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    self.init(year: year, month: month, day: dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  /// The date `months` later; a day that the month lacks becomes its last day.
  public func adding(months: Int) -> FEELDate? {
    let (count, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
    if overflow { return nil }
    let newYear = count >= 0 ? count / 12 : -((11 - count) / 12)
    guard FEELDate.yearRange.contains(newYear) else { return nil }
    let newMonth = count - newYear * 12 + 1
    return FEELDate(year: newYear, month: newMonth, day: min(day, FEELDate.days(inMonth: newMonth, of: newYear)))
  }

  public func adding(days: Int) -> FEELDate? {
    let (sum, overflow) = daysSinceEpoch.addingReportingOverflow(days)
    return overflow ? nil : FEELDate(daysSinceEpoch: sum)
  }

  /// 1 = Monday … 7 = Sunday.
  public var weekday: Int {
    let shifted = (daysSinceEpoch + 3) % 7
    return (shifted < 0 ? shifted + 7 : shifted) + 1
  }

  /// 1…366
  public var dayOfYear: Int { daysSinceEpoch - FEELDate(yearStart: year).daysSinceEpoch + 1 }

  /// ISO 8601 week number, 1…53.
  public var weekOfYear: Int {
    // The week belongs to the year of its Thursday.
    guard let thursday = adding(days: 4 - weekday) else { return 1 }
    return (thursday.dayOfYear - 1) / 7 + 1
  }

  private init(yearStart year: Int) {
    self.year = year
    month = 1
    day = 1
  }

  public static func < (a: FEELDate, b: FEELDate) -> Bool {
    a.year != b.year ? a.year < b.year : (a.month != b.month ? a.month < b.month : a.day < b.day)
  }

  public var description: String {
    let digits = String(abs(year))
    let padded = digits.utf8.count < 4 ? String(repeating: "0", count: 4 - digits.utf8.count) + digits : digits
    return "\(year < 0 ? "-" : "")\(padded)-\(twoDigits(month))-\(twoDigits(day))"
  }
}

func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
